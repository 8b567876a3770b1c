"""Rolls by school: by districts where they are drawn, else by the road; every child once."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import shape

from geo.region.region import Region
from geo.texts.errors import RequestError
from plan.applied import apply
from plan.daily_life.schools import (
    classes_text,
    limits_text,
    school_futures,
    schools_of,
    sphere_rolls,
    villages_by_school,
    whole_pupils,
)
from plan.future.projection import Projection, project
from plan.future.school_rolls import rolls
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.drawn_areas import Sphere
from plan.scenario.edits import with_scenario
from plan.scenario.scenario import Plan
from tests.plan.future.invented_people import table, uneven
from tests.small_region import LAT, LON, STEP, square

VILLAGES = ("v1", "v2", "v3", "v4", "v5", "v6")


@pytest.fixture(scope="module")
def people() -> Projection:
    return project(table(uneven(6, (2015, 2020), mean=8), VILLAGES), to_year=2040)


def with_schools(region: Region, *, districts: bool = False) -> Evaluation:
    """The school at v5 is open, another stands at v1; 中学校 at v1, a 高校 beside it."""
    facilities = region.facilities.copy()
    school = facilities.loc["f-school"].copy()
    facilities.loc["f-school", "status"] = "open"
    for number, (name, subtype) in enumerate(
        (("上野小学校", "小学校"), ("上野中学校", "中学校"), ("上野高校", "高校"))
    ):
        new = school.copy()
        new["name"], new["subtype"], new["status"], new["lat"], new["lon"] = name, subtype, "open", LAT, LON
        facilities.loc[f"f-s{number}"] = new
    facilities["outside"] = facilities["outside"].astype(bool)
    zones = dict(region.zones)
    if districts:
        rings = [shape(square(LAT, LON + 0.5 * STEP, 1.7 * STEP)), shape(square(LAT, LON + 4 * STEP, 0.4 * STEP))]
        zones["school_districts"] = gpd.GeoDataFrame({"name": ["上野", "奥谷"]}, geometry=rings, crs="EPSG:6668")
    return evaluate(apply(replace(region, facilities=facilities, zones=zones)))


def test_each_kind_has_its_schools(region: Region) -> None:
    there = with_schools(region)
    assert [p.id for p in schools_of(there, "primary")] == ["f-s0", "f-school"]
    assert [p.id for p in schools_of(there, "lower_secondary")] == ["f-s1"]


def test_the_nearest_by_road_by_hand(region: Region) -> None:
    there = with_schools(region)
    chosen, divided = villages_by_school(there, schools_of(there, "primary"))
    # v3 drives 12 minutes to v1 and 24 to v5; v4 24 and 12; v6 has no road.
    assert chosen == {"v1": "f-s0", "v2": "f-s0", "v3": "f-s0", "v4": "f-school", "v5": "f-school"}
    assert divided == "nearest"


def test_districts_come_first_and_the_road_fills_what_they_leave(region: Region) -> None:
    there = with_schools(region, districts=True)
    chosen, divided = villages_by_school(there, schools_of(there, "primary"))
    assert {v: chosen[v] for v in ("v1", "v2", "v4", "v5")} == {
        "v1": "f-s0",
        "v2": "f-s0",
        "v4": "f-school",
        "v5": "f-school",
    }
    assert divided == "mixed"


def test_every_child_is_on_one_roll(region: Region, people: Projection) -> None:
    found, _ = school_futures(with_schools(region), people, "primary")
    assert sorted(v for school in found for v in school.villages) == ["v1", "v2", "v3", "v4", "v5"]
    whole = rolls(people, ("v1", "v2", "v3", "v4", "v5"))
    for k, roll in enumerate(whole):
        # Single years are not additive over villages (the interpolation is not linear), classes of five are.
        assert sum(sum(school.rolls[k].pupils) for school in found) == pytest.approx(
            sum(roll.pupils), rel=0.25, abs=1.0
        )
        for school in found:
            assert school.rolls[k].pupils == rolls(people, school.villages)[k].pupils


def test_the_first_year_of_shared_classes(region: Region, people: Projection) -> None:
    for school in school_futures(with_schools(region), people, "primary")[0]:
        first = school.first_combined
        years = [roll.year for roll in school.rolls if any(len(grades) > 1 for grades in roll.classes)]
        assert (first.year if first else None) == (years[0] if years else None)
        for roll in school.rolls:
            assert sum(whole_pupils(roll)) == sum(int(n + 0.5) for n in roll.pupils)
            assert classes_text(roll)


def test_spheres_have_rolls_of_their_own(region: Region, plan: Plan, people: Projection) -> None:
    scenario = replace(plan.scenario("s1"), spheres=(Sphere("h1", ("v1", "v2", "v7")),))
    drawn = evaluate(apply(region, with_scenario(plan, scenario), "s1"))
    assert sphere_rolls(drawn, people, "primary") == {"h1": tuple(rolls(people, ("v1", "v2")))}
    assert sphere_rolls(evaluate(apply(region)), people, "primary") == {}


def test_without_five_year_ages_it_says_so(region: Region) -> None:
    totals = pd.DataFrame(
        [("v1", y, "t", 0, 9.0) for y in (2015, 2020)], columns=["village_id", "year", "sex", "age_from", "persons"]
    )
    with pytest.raises(RequestError):
        school_futures(with_schools(region), project(totals, to_year=2030), "primary")


def test_the_limits_are_said_to_be_confirmed() -> None:
    assert (
        limits_text("primary")
        == "続く二つの学年を合わせて16人以下（第1学年を含むときは8人以下）なら一つの学級（要確認）"
    )
    assert "8人以下" in limits_text("lower_secondary")
