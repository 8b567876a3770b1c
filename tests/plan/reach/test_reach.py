"""Minutes to the nearest of several places, on the small region's road."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from geo.region.region import read_region
from network.roads.graph import RoadGraph
from plan.reach.reach import Points, minutes_to, minutes_to_nearest, places_of
from tests.small_region import LAT, LON, STEP, write_small_region

WALK = 80.0


def test_points_are_equal_where_their_places_are(tmp_path: Path) -> None:
    villages = read_region(write_small_region(tmp_path / "region")).villages
    one, same = Points.of(villages), Points.of(villages.assign(name="x"))
    assert one == same
    assert hash(one) == hash(same)
    assert one != Points.of(villages.assign(lat=villages["lat"] + 1))
    assert places_of(villages.head(1)) == ((LAT, LON),)


def test_the_nearest_of_two_places(tmp_path: Path) -> None:
    region = read_region(write_small_region(tmp_path / "region"))
    roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    points = Points.of(region.villages)
    # v1 to v5: 6, 6, 12 and 12 minutes apart; v6 has no road.
    first = minutes_to(roads, points, LAT, LON, "car", WALK)
    assert first[:5] == pytest.approx([0, 6, 12, 24, 36], abs=0.2)
    both = minutes_to_nearest(roads, points, ((LAT, LON), (LAT, LON + 4 * STEP)), "car", WALK)
    assert both[:5] == pytest.approx([0, 6, 12, 12, 0], abs=0.2)
    assert np.isinf(minutes_to_nearest(roads, points, (), "car", WALK)).all()
    assert not both.flags.writeable
