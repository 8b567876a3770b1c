"""Gaps village by village, on the small region: who is concerned by which definition, and the land within its distance."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.region.region import Region, read_region
from plan.applied import apply
from plan.indicators.gap_figures import WAYS, Way
from plan.indicators.registry import indicator
from plan.reach.evaluation import Evaluation, evaluate
from plan.villages.gap_areas import gap_buffer
from plan.villages.gaps import GAPS, Gap, village_gap
from tests.small_feed import CLINIC_TRIPS, write_feed
from tests.small_region import LAT, LON, STEP, write_small_region


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """The small region with the clinic's buses: stops at v1 and v4."""
    folder = write_small_region(tmp_path_factory.mktemp("served") / "tameshi")
    write_feed(folder / "gtfs" / "town", CLINIC_TRIPS)
    return read_region(folder)


@pytest.fixture
def today(served: Region) -> Evaluation:
    return evaluate(apply(served))


def gap_by_village(today: Evaluation, gap: Gap, way: Way) -> pd.DataFrame:
    found = village_gap(today, gap, way)
    assert found is not None
    return found


def test_who_lives_in_a_gap_is_told_by_village(today):
    found = gap_by_village(today, GAPS["rural"], "walk")
    # v2 and v3 are 800 m from a stop, v5 too; v6 is beyond every road. v7 has nobody.
    assert found["persons"].to_dict() == {"v1": 0, "v2": 50, "v3": 20, "v4": 0, "v5": 10, "v6": 5, "v7": 0}
    assert found.loc["v2", "share"] == 1
    assert found.loc["v1", "share"] == 0
    assert math.isnan(found["share"].loc["v7"])


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("way", WAYS)
def test_villages_add_up_to_the_indicator(today, gap, way):
    known = GAPS[gap]
    total = indicator(f"{known.indicator}_{way}").compute(today)
    assert gap_by_village(today, known, way)["persons"].sum() == pytest.approx(total)
    assert total == known.total(today, way) <= known.counted(today)


def test_food_speaks_of_older_people_without_a_car(today):
    found = gap_by_village(today, GAPS["food"], "walk")
    assert found.loc["v3", "persons"] == 0, "the shop stands there"
    assert 0 < found["persons"].loc["v1"] < today.groups.loc["v1", "pop_65_over"]
    assert GAPS["food"].counted(today) < today.groups["pop_65_over"].sum()


def test_headings_name_the_distances(today):
    assert GAPS["urban"].heading(today) == "駅500m・停留所300m 以上（手引きの都市部）"
    text, source = GAPS["subsidy"].definition(today, "walk")
    assert "1,000m" in text
    assert "道なり" in text
    assert source


def test_without_stops_or_timetables_nothing_is_told(tmp_path: Path) -> None:
    bare = evaluate(apply(read_region(write_small_region(tmp_path / "bare"))))
    assert village_gap(bare, GAPS["subsidy"], "walk") is None
    assert village_gap(bare, GAPS["doctorless"], "straight") is None
    assert gap_buffer(bare, GAPS["subsidy"]) is None
    assert math.isinf(GAPS["subsidy"].total(bare, "walk"))


def test_the_land_within_the_distance_lies_around_the_stops(today):
    area = gap_buffer(today, GAPS["rural"])
    inside = [bool(shapely.contains_xy(area, LON + n * STEP, LAT)) for n in range(5)]
    assert inside == [True, False, False, True, False]
    # Two circles of 500 m, a little less than round, on the ground.
    metres = shapely.transform(area, lambda xy: xy * [111_320 * np.cos(np.radians(LAT)), 110_900])
    assert shapely.area(metres) == pytest.approx(2 * math.pi * 500**2, rel=0.01)
