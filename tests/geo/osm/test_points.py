"""Points of ways: places of positive and of negative numbers, and points whose place the file does not tell."""

from __future__ import annotations

from pathlib import Path

import osmium
import pytest

from geo.osm.points import Point, WayPoints

_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
<node id="-2" version="1" lat="36.5" lon="137.25"/>
<node id="7" version="1" lat="36.25" lon="137.5"/>
<way id="9" version="1"><nd ref="7"/><nd ref="-2"/><nd ref="8"/><nd ref="-3"/></way>
</osm>
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "谷.osm"
    file.write_text(_FILE, encoding="utf-8")
    return file


def test_points_keep_the_order_of_the_way_and_unknown_places_are_left_out(path: Path) -> None:
    places, found = WayPoints(path), list[Point]()
    for thing in osmium.FileProcessor(str(path)).with_locations():
        if isinstance(thing, osmium.osm.Way):
            found += places.of(thing)
    assert [number for number, _, _ in found] == [7, -2]
    assert [xy for _, *xy in found] == [pytest.approx([137.5, 36.25]), pytest.approx([137.25, 36.5])]
