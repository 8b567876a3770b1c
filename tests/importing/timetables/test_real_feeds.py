"""The times of every published feed, written out as tables of towns in three layouts, are read back to the minute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from geo.gtfs.usable_calls import usable_calls
from geo.gtfs.views import read_gtfs
from importing.cells.counts import plain
from importing.timetables.day_words import days_in
from importing.timetables.read_timetable import read_timetable
from tests.importing.timetables.written_tables import (
    Row,
    WrittenTrip,
    across,
    as_text,
    as_value,
    below,
    beside,
    down,
    in_order,
    write_book,
    write_csv,
)

DAYS = ("平日", "土日祝", "月・水・金", "毎週火曜", "毎日", "第2・第4木曜", "土曜日", "日祝", "月～土", "火・木")
LAYOUTS = ("below", "beside", "across")


def trips_of(path: Path) -> list[WrittenTrip]:
    """The trips of a feed that can be followed, lines and services under names that a title can have."""
    feed, _ = read_gtfs(path)
    assert feed is not None
    calls = usable_calls(feed).calls
    names = dict(zip(feed.stops.index.astype(str), feed.stops["stop_name"], strict=True))
    lines = {r: f"みどり{i}号線" for i, r in enumerate(dict.fromkeys(feed.trips["route_id"]), start=1)}
    services = {s: DAYS[i % len(DAYS)] for i, s in enumerate(dict.fromkeys(feed.trips["service_id"]))}
    out = []
    for trip, rows in calls.groupby("trip_id", sort=False):
        about = feed.trips.loc[trip]
        stops = [" ".join(str(names[str(s)]).split()) for s in rows["stop_id"]]
        times = zip(stops, rows["arrival_s"] // 60 * 60, rows["departure_s"] // 60 * 60, strict=True)
        found = tuple((name, int(a), int(d)) for name, a, d in times)
        out.append(WrittenTrip(lines[about["route_id"]], services[about["service_id"]], found))
    return out


def tables_of(trips: Sequence[WrittenTrip]) -> list[list[WrittenTrip]]:
    """Trips of one line and the same days, as many to a table as its order of stops holds."""
    groups: dict[tuple[str, str], list[WrittenTrip]] = {}
    for trip in trips:
        groups.setdefault((trip.line, trip.days), []).append(trip)
    return [table for group in groups.values() for table in in_order(group)]


def written(folder: Path, layout: str, tables: Sequence[Sequence[WrittenTrip]]) -> Path:
    """Write tables in a layout."""
    if layout == "below":
        text = [down(t, [t[0].line, f"【{t[0].days}】"], i, as_text) for i, t in enumerate(tables)]
        return write_csv(folder / "時刻表.csv", below(text))
    sheets: dict[str, list[Row]] = {}
    if layout == "across":
        for i, t in enumerate(tables):
            sheets[f"{i}"] = across(t, [f"{t[0].line}　{t[0].days}ダイヤ"], i, as_text)
        return write_book(folder / "時刻表.xlsx", sheets)
    pairs = [tables[i : i + 2] for i in range(0, len(tables), 2)]
    for i, pair in enumerate(pairs):
        left, *right = [down(t, [t[0].line, t[0].days], i, as_value) for t in pair]
        sheets[f"表{i}"] = beside(left, right[0]) if right else left
    return write_book(folder / "時刻表.xlsx", sheets)


def same(line: str, days: str, calls: Sequence[tuple[str, int | None, int | None]]) -> tuple[object, ...]:
    """What must be the same: line, days, stops and times."""
    return line, days, tuple((plain(stop), a, d) for stop, a, d in calls)


FEEDS = (
    "feed_katsushikacity_sakura_20240109_104907", "feed_kitakyushucity_okura_20231221_150210",
    "feed_kitakyushucity_tashiro-kawachi_20231221_150201", "feed_mizuhotown_communitybus_20231020_160021", "mlit_sample_2017",
    "toyota_kikan_GTFS.zip",
)  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", [f if "toyota" not in f else pytest.param(f, marks=pytest.mark.slow) for f in FEEDS])
def test_the_times_of_a_published_feed_come_back_to_the_minute(
    real_data: Path, tmp_path: Path, name: str, layout: str
) -> None:
    trips = trips_of(real_data / "gtfs_jp" / name)
    path = written(tmp_path, layout, tables_of(trips))
    found = read_timetable(path)
    wanted = Counter(same(t.line, days.label, t.calls) for t in trips if (days := days_in(t.days)) is not None)
    got = Counter(
        same(t.line, t.days.label, [(c.stop, c.arrival_s, c.departure_s) for c in t.calls]) for t in found.trips
    )
    assert len(trips) > 5
    assert list((wanted - got).items())[:2] == []
    assert list((got - wanted).items())[:2] == []
    assert [n.message for n in found.notices if n.severity != "info"] == []
