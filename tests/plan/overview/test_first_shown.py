"""What a newcomer sees first: by hand, on the small region and on the samples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from geo.region.region import Region, read_region
from plan.file.plan_file import open_plan
from plan.overview.first_shown import first_shown
from plan.scenario.drawn_areas import Sphere
from plan.scenario.scenario import Hub, Plan, Scenario
from tests.small_region import LAT, LON, STEP

HALL = Hub("h1", "役場", LAT, LON)
FAR = Hub("h2", "峠", LAT, LON + 4 * STEP)


def plan_of(region: Region, *scenarios: Scenario) -> Plan:
    return Plan(region.id, region.fingerprint, scenarios)


def test_the_first_that_brings_people_nearer_is_shown(region: Region) -> None:
    same, nearer = Scenario("s1", "今の場所だけ", hubs=(HALL,)), Scenario("s2", "奥にも", hubs=(HALL, FAR))
    assert first_shown(region, plan_of(region, same, nearer, replace(nearer, id="s3"))) == "s2"


def test_one_that_draws_more_comes_before_one_that_draws_less(region: Region) -> None:
    bare = Scenario("s1", "奥にも", hubs=(HALL, FAR))
    ground = shapely.box(LON, LAT, LON + STEP, LAT + STEP)
    drawn = replace(bare, id="s2", spheres=(Sphere("h1", (), ground),))
    assert first_shown(region, plan_of(region, bare, drawn)) == "s2"


def test_where_nothing_gets_better_the_first_is_shown(region: Region) -> None:
    same = Scenario("s1", "今の場所だけ", hubs=(HALL,))
    assert first_shown(region, plan_of(region, same, replace(same, id="s2"))) == "s1"


@pytest.mark.parametrize(("name", "expected"), [("sanson", "c4"), ("okuyama", "c4"), ("model_chiku", "c3")])
def test_samples_open_on_the_whole_picture(name: str, expected: str) -> None:
    folder = Path("sample_regions") / name
    assert first_shown(read_region(folder), open_plan(folder / "example.plan.json")) == expected
