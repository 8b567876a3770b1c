"""A stop without a place gets one, and nothing else of its feed changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.gtfs.text import read_feed_text
from geo.texts.errors import RequestError
from importing.timetables.unplaced_stops import UnplacedStop, place_stop, unplaced_stops
from tests.importing.office_region import write_office_region
from tests.importing.timetables.test_import_timetables import imported
from tests.importing.timetables.town_sheets import Grid, write_rows


def region_with_a_gap(folder: Path) -> Path:
    """A region into which a timetable with an unknown stop came."""
    region = write_office_region(folder / "r")
    imported(
        write_rows(folder / "谷線.csv", [Grid("毎日\n停留所|1便\n役場前|7:10\n見知らぬ橋|7:20\n下野|7:30")]), region
    )
    return region


def test_a_stop_gets_its_place_and_all_else_stays(tmp_path: Path) -> None:
    region = region_with_a_gap(tmp_path)
    (stop,) = unplaced_stops(region)
    assert stop == UnplacedStop("gtfs/谷線.zip", "見知らぬ橋", "見知らぬ橋")
    before, _ = read_feed_text(region / stop.feed)
    place_stop(region, stop, 33.01, 135.0123456)
    assert unplaced_stops(region) == []
    after, _ = read_feed_text(region / stop.feed)
    assert before is not None
    assert after is not None
    for name, table in before.tables.items():
        same = [(a == b).all() for a, b in zip(table.columns, after.tables[name].columns, strict=True)]
        assert all(same) == (name != "stops.txt")
    stops = after.tables["stops.txt"]
    assert list(stops.cells("stop_lat")) == ["33.000000", "33.010000", "33.000000"]
    assert list(stops.cells("stop_lon"))[1] == "135.012346"


def test_a_feed_that_is_gone_is_told(tmp_path: Path) -> None:
    region = region_with_a_gap(tmp_path)
    (stop,) = unplaced_stops(region)
    (region / stop.feed).unlink()
    with pytest.raises(RequestError):
        place_stop(region, stop, 33.0, 135.0)
