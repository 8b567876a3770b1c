"""Bus lines on the map: each road once a line, with the number on the bus, of the day that is asked."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import pytest

from geo.region.region import Region, read_region
from layers.features.buses import buses
from plan.applied import apply
from plan.timetables.bus_lines import bus_lines
from tests.small_feed import CLINIC_TRIPS, STOPS, write_feed
from tests.small_region import write_small_region

TUESDAY, SUNDAY = datetime.date(2026, 4, 7), datetime.date(2026, 4, 5)


@pytest.fixture
def small(tmp_path: Path) -> Region:
    folder = write_small_region(tmp_path / "a")
    write_feed(folder / "gtfs" / "town", {**CLINIC_TRIPS, "far": (("S4", "15:00"), ("S5", "15:10"))})
    return read_region(folder)


def test_without_shapes_a_line_goes_from_stop_to_stop_and_every_road_once(small: Region) -> None:
    (line,) = bus_lines(small, TUESDAY)
    assert (line.id, line.number, line.name) == ("gtfs/town:R", "谷線", "谷線")
    # There, home and there again: one way from S4 to S1, and what leads on to S5.
    assert len(line.paths) == 2
    assert {tuple(np.round(p, 5)) for p in line.paths[0]} == {STOPS["S1"], STOPS["S4"]}
    assert line.paths[1][-1] == pytest.approx(STOPS["S5"], abs=1e-6)


def test_a_day_without_buses_has_no_lines(small: Region) -> None:
    assert bus_lines(small, SUNDAY) == ()


def test_lines_of_a_published_form_lie_on_their_shapes_and_differ_in_colour_and_dash() -> None:
    region = read_region("sample_regions/sanson")
    lines = bus_lines(region, datetime.date(2020, 4, 7))
    assert [line.number for line in lines] == ["1", "3", "4", "葉月"]  # line 2 runs on other days
    assert all(len(path) > 2 for line in lines for path in line.paths[:1])
    part = buses(lines, apply(region).timetable().stops)
    looks = {(line["colour"], line["dash"]) for line in part.data["lines"]}
    assert len(looks) == len(lines)
    assert len(part.data["lat"]) == len(apply(region).timetable().stops)
