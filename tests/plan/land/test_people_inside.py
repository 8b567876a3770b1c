"""People on a piece of ground, counted by hand in the small region."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from shapely import Point, Polygon

from geo.files.crs import to_metric
from geo.region.region import read_region
from plan.land.people_inside import homes_inside, people_inside
from tests.small_region import LAT, LON, STEP, write_small_region


def test_who_lives_around_two_villages(tmp_path: Path) -> None:
    region = read_region(write_small_region(tmp_path / "region"))
    (x, y), (x2, _) = to_metric(np.array([LAT, LAT]), np.array([LON, LON + STEP]), region.crs).tolist()
    around = Point(x, y).buffer(10)
    assert people_inside(region, around) == pytest.approx(100)
    both = Point((x + x2) / 2, y).buffer(abs(x2 - x) / 2 + 50)
    # 上野 has 100 people, 中野 50.
    assert people_inside(region, both) == pytest.approx(150)
    assert len(homes_inside(region, both)) == 2
    # Its box holds both villages, the triangle itself the first alone.
    triangle = Polygon([(x - 100, y + 3000), (x - 100, y - 3000), (x2 + 10, y - 3000)])
    assert people_inside(region, triangle) == pytest.approx(100)
    assert homes_inside(region, both).tolist() == sorted(homes_inside(region, both).tolist())


def test_no_ground_has_no_people(tmp_path: Path) -> None:
    region = read_region(write_small_region(tmp_path / "region"))
    assert people_inside(region, Polygon()) == 0
    assert len(homes_inside(region, Polygon())) == 0
