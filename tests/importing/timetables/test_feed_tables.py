"""Trips as tables of a feed: ids that stay, stops each once, and nothing where nothing is known."""

from __future__ import annotations

import datetime

from importing.timetables.day_words import Days
from importing.timetables.feed_calendar import Period
from importing.timetables.feed_tables import feed_rows, stop_names
from importing.timetables.read_trips import Call, Trip
from importing.timetables.stop_places import Spot

YEAR = Period(datetime.date(2026, 4, 1), datetime.date(2027, 3, 31))
MONDAYS = Days(frozenset({0}))


def trip(*stops: str, direction: int | None = None, line: str = "谷線", notes: str = "") -> Trip:
    """A trip that takes ten minutes from stop to stop."""
    calls = tuple(Call(s, 25_200 + 600 * i, 25_200 + 600 * i) for i, s in enumerate(stops))
    return Trip(line, direction, MONDAYS, calls, notes=notes)


def test_a_stop_stands_once_however_its_name_is_spaced() -> None:
    trips = [trip("役場 前", "港"), trip("港", "役場前", direction=1)]
    assert stop_names(trips) == {"役場前": "役場 前", "港": "港"}
    rows = feed_rows(trips, {"役場前": Spot(33.0, 135.0), "港": None}, YEAR, {})
    assert rows["stops.txt"][["stop_id", "stop_lat"]].to_numpy().tolist() == [["役場 前", "33.000000"], ["港", ""]]
    assert list(rows["stop_times.txt"]["stop_id"]) == ["役場 前", "港", "港", "役場 前"]
    assert list(rows["trips.txt"]["direction_id"]) == ["", "1"]


def test_ids_count_within_a_line_and_times_are_whole() -> None:
    rows = feed_rows([trip("東", "西"), trip("東", "西", line="港線"), trip("東", "西")], {}, YEAR, {})
    assert list(rows["trips.txt"]["trip_id"]) == ["谷線-1", "港線-1", "谷線-2"]
    assert list(rows["routes.txt"]["route_id"]) == ["谷線", "港線"]
    assert list(rows["stop_times.txt"]["arrival_time"])[:2] == ["07:00:00", "07:10:00"]
    assert list(rows["calendar.txt"]["service_id"]) == ["月"]


def test_a_time_that_nobody_believes_is_empty() -> None:
    calls = (Call("東", 0, 0), Call("中", None, None), Call("西", 600, 600))
    rows = feed_rows([Trip("谷線", None, MONDAYS, calls, notes="①")], {}, YEAR, {"①": "予約制"})
    assert rows["stop_times.txt"][["arrival_time", "timepoint"]].to_numpy().tolist()[1] == ["", "0"]
    assert rows["trips.txt"].iloc[0]["jp_trip_desc"] == "①予約制"
