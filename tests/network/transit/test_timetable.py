"""A timetable: feeds kept apart, known by content, and never stopped by damage."""

from __future__ import annotations

import datetime
import random

import pytest

from geo.gtfs.service_days import default_date
from geo.gtfs.text import FeedText, Table, table_of_text
from geo.gtfs.views import GtfsFeed
from geo.texts.errors import RequestError
from network.transit.timetable import Timetable
from tests.geo.gtfs.small_feed import TABLES
from tests.network.transit.small_timetables import DAY, feed_of, line, timetable_of

STOPS = {"A": "a", "B": "b", "Z": "z"}
TRIPS = [line("T1", "8:00 A", "8:10 B", "8:40 Z"), line("T2", "9:00 Z", "9:40 A")]


def test_calls_stand_in_the_order_of_travel_and_rides_in_the_order_of_departure() -> None:
    found = timetable_of(STOPS, TRIPS[::-1])
    assert found.stops.index.tolist() == ["A", "B", "Z"]
    assert found.trips["trip_id"].tolist() == ["T1", "T2"]
    assert found.call_stop.tolist() == [0, 1, 2, 2, 0]
    assert (found.departure_s / 60).tolist() == [480, 490, 520, 540, 580]
    rides = found.rides
    assert rides.call.tolist() == [0, 1, 3]
    assert [(s, e) for s, e in zip(rides.start.tolist(), rides.end.tolist(), strict=True)] == [(0, 1), (1, 2), (2, 0)]
    assert found.trips["route"].unique().tolist() == ["山線"]


def test_feeds_with_equal_ids_stay_apart() -> None:
    feed = feed_of(STOPS, TRIPS)
    found = Timetable.from_feeds({"西": feed, "東": feed}, DAY)
    assert found.stops.index.tolist() == ["東:A", "東:B", "東:Z", "西:A", "西:B", "西:Z"]
    assert sorted(found.trips["trip_id"]) == ["東:T1", "東:T2", "西:T1", "西:T2"]
    assert len(found.rides.call) == 6
    assert found.trips["run"].is_unique


def test_a_day_is_known_by_its_content() -> None:
    one = timetable_of(STOPS, TRIPS)
    assert one == timetable_of(STOPS, TRIPS[::-1])
    assert hash(one) == hash(timetable_of(STOPS, TRIPS))
    later = [TRIPS[0], TRIPS[1].moved(60)]
    for other in (
        timetable_of(STOPS, later),
        timetable_of({**STOPS, "B": "c"}, TRIPS),
        timetable_of(STOPS, TRIPS, {("A", "A"): -1}),
    ):
        assert one != other
    assert one != Timetable.from_feeds({"": feed_of(STOPS, TRIPS)}, DAY + datetime.timedelta(days=1))


def test_nothing_in_a_day_can_be_changed() -> None:
    found = timetable_of(STOPS, TRIPS)
    for name in (
        "call_trip",
        "call_run",
        "call_stop",
        "arrival_s",
        "departure_s",
        "may_board",
        "may_alight",
        "change_rules",
    ):
        with pytest.raises(ValueError, match="read-only"):
            getattr(found, name)[:1] = 0


def test_a_rule_of_changing_that_is_for_one_route_is_said() -> None:
    text = "from_stop_id,to_stop_id,from_route_id,transfer_type,min_transfer_time\nA,B,R,2,300\nA,B,,2,240\nA,B,,2,\nB,A,,3,\nA,X,,3,\n"
    table, _ = table_of_text("transfers.txt", text.encode(), "transfers.txt")
    assert table is not None
    found = Timetable.from_feeds({"": feed_of(STOPS, TRIPS, transfers=table)}, DAY)
    assert found.change_rules.tolist() == [[0, 1, 240], [1, 0, -1]]
    assert [n.code for n in found.notices] == ["timetable_transfers_not_used"]


CELLS = (
    "",
    "x",
    "-1",
    "99999999999",
    "25:99:00",
    "00:00:00",
    "T1",
    "S1",
    "nan",
    "９",
    "20260401",
    "1",
    "2",
    "999:59:59",
    "8:00:00",
)


def damaged(chance: random.Random) -> GtfsFeed:
    """Spoil cells, lines and columns of a feed."""
    tables: dict[str, Table] = {}
    for name, text in TABLES.items():
        lines = [row.split(",") for row in text.strip("\n").split("\n")]
        for _ in range(chance.choice([0, 0, 1, 2, 5])):
            row = chance.choice(lines)
            match chance.randrange(6):
                case 0 if len(lines) > 1:
                    lines.remove(lines[-1])
                case 1:
                    lines.append(list(row))
                case 2 if lines[0]:
                    column = chance.randrange(len(lines[0]))
                    lines = [cells[:column] + cells[column + 1 :] for cells in lines]
                case _ if row:
                    row[chance.randrange(len(row))] = chance.choice(CELLS)
        table, _ = table_of_text(name, "\n".join(map(",".join, lines)).encode(), name)
        if table is not None and chance.random() > 0.04:
            tables[name] = table
    return GtfsFeed(FeedText("gtfs", tables))


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_feed_gives_a_day_that_can_be_followed(seed: int) -> None:
    feed = damaged(random.Random(seed))
    found = Timetable.from_feeds({"": feed}, datetime.date(2026, 6, 2))
    rides = found.rides
    assert (rides.departs_s <= rides.arrives_s).all()
    assert (rides.departs_s >= 0).all()
    assert (found.call_stop >= 0).all()
    if default_date([feed]) is None:
        with pytest.raises(RequestError, match="--date"):
            Timetable.from_feeds({"": feed})
