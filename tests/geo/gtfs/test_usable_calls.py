"""What is told where trips cannot be followed: the first cause, once."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from geo.gtfs.rules.registry import check_feed
from geo.gtfs.usable_calls import usable_calls
from network.transit.timetable import feed_day
from tests.geo.gtfs.small_feed import TABLES, feed_of

MONDAY, SATURDAY = datetime.date(2026, 6, 8), datetime.date(2026, 6, 6)
SWAPPED = (
    "stop_id,stop_name,stop_lat,stop_lon\nS1,役場前,137.101,37.301\nS2,奥谷,137.120,37.310\nS3,峠,137.110,37.305\n"
)
HALF = SWAPPED.replace("137.101,37.301", "37.301,137.101")


@pytest.mark.parametrize(("stops", "count"), [(SWAPPED, "3"), (HALF, "2")])
def test_swapped_axes_are_told_once_and_first(tmp_path: Path, stops: str, count: str) -> None:
    feed = feed_of(tmp_path, {"stops.txt": stops})
    found = check_feed(feed)
    told = [n for n in found if n.code == "gtfs_stops_swapped"]
    assert len(told) == 1
    assert f"停留所 {count} か所" in told[0].message
    assert "137" in told[0].message
    assert "stop_lat" in told[0].message
    assert not {"number_out_of_range", "gtfs_stop_outside_japan"} & {n.code for n in found}
    codes = [n.code for n in usable_calls(feed).notices]
    assert codes == ["gtfs_stops_swapped"]


def test_the_day_has_trips_that_cannot_be_followed(tmp_path: Path) -> None:
    feed = feed_of(tmp_path, {"stops.txt": SWAPPED})
    codes = [n.code for n in feed_day("", feed, MONDAY)[0].notices]
    assert "timetable_no_usable_trips" in codes
    assert "timetable_no_trips" not in codes
    # On a day on which nothing runs that is what is told.
    assert "timetable_no_trips" in [n.code for n in feed_day("", feed, SATURDAY)[0].notices]


def test_other_stops_without_a_place_are_still_told(tmp_path: Path) -> None:
    stops = SWAPPED.replace("137.110,37.305", "137.110,95.0").replace("137.101,37.301", "37.301,137.101")
    feed = feed_of(tmp_path, {"stops.txt": stops})
    codes = {n.code for n in check_feed(feed)}
    assert {"gtfs_stops_swapped", "number_out_of_range"} <= codes
    assert {"timetable_stops_without_place"} <= {n.code for n in usable_calls(feed).notices}


def test_a_sound_feed_has_nothing_to_tell(tmp_path: Path) -> None:
    feed = feed_of(tmp_path)
    assert usable_calls(feed).notices == ()
    assert len(usable_calls(feed).calls) == TABLES["stop_times.txt"].count("\n") - 1
