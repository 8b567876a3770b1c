"""Villages far from stops, on the small region: 800 m between villages, all people of a village at its point."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geo.region.region import Region
from plan.applied import apply
from plan.reach.reach import Points
from plan.villages.stops import _far, villages_far_from_stops
from tests.small_region import LAT, LON, STEP

STOP = Points.of(pd.DataFrame({"lat": [LAT], "lon": [LON + STEP]}))


@pytest.mark.parametrize(
    ("limit_m", "far"),
    [(700, {"v1", "v3", "v4", "v5", "v6"}), (900, {"v4", "v5", "v6"}), (1700, {"v5", "v6"}), (3000, {"v6"})],
)
def test_people_are_near_within_the_walk_along_the_road(region: Region, limit_m: float, far: set[str]) -> None:
    # The stop is at v2; v7, beside v4, has nobody and is never far; v6 has no road.
    assert _far(region, apply(region).roads, STOP, limit_m, 0.5) == far


def test_half_of_the_people_near_is_enough(region: Region) -> None:
    people = pd.DataFrame(
        {"village_id": ["v1", "v1"], "lat": [LAT, LAT], "lon": [LON + STEP, LON + 4 * STEP], "population": [50.0, 50.0]}
    )
    split = replace(region, people=people)
    roads = apply(region).roads
    assert _far(split, roads, STOP, 100, 0.5) == frozenset()
    assert _far(split, roads, STOP, 100, 0.51) == {"v1"}


def test_where_nobody_knows_a_stop_nothing_is_said(region: Region, region_folder: Path) -> None:
    assert not (region_folder / "bus_stops.csv").exists()
    assert villages_far_from_stops(apply(region), 500) is None
