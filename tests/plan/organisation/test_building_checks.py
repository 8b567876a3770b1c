"""Buildings put together: each check with one that fits and one that does not."""

from __future__ import annotations

import pytest

from plan.organisation.building_checks import DISPOSAL_STEPS, building_check, disposal_articles
from plan.scenario.buildings import Building, BuildingUse

USES = (BuildingUse("care", "デイ", 240.0), BuildingUse("shopping", "店", 90.0))


def test_services_fit_or_do_not_and_what_is_unknown_is_neither(region):
    assert building_check(Building(name="館", floor_area_m2=330, uses=USES), region, 2027).fits is True
    assert building_check(Building(name="館", floor_area_m2=330, uses=USES), region, 2027).spare_m2 == 0
    assert building_check(Building(name="館", floor_area_m2=329, uses=USES), region, 2027).fits is False
    assert building_check(Building(name="館", uses=USES), region, 2027).fits is None
    vague = (*USES, BuildingUse("community"))
    found = building_check(Building(name="館", floor_area_m2=400, uses=vague), region, 2027)
    assert (found.fits, found.spare_m2, found.uses_unknown) == (None, None, ("公民館・交流",))
    assert building_check(Building(name="館", floor_area_m2=300, uses=vague), region, 2027).fits is False


def test_the_land_of_a_site_is_no_floor(region):
    site = str(region.sites.index[0])
    found = building_check(Building(site, uses=USES), region, 2027)
    assert found.floor_m2 is None
    assert found.name == region.sites.at[site, "name"]


@pytest.mark.parametrize(
    ("building", "steps"),
    [
        (Building(name="館", subsidised="yes"), DISPOSAL_STEPS),
        (Building(name="館", subsidised="yes", restricted_until=2027), DISPOSAL_STEPS),
        (Building(name="館", subsidised="no"), ()),
    ],
)
def test_a_grant_asks_for_steps_and_none_asks_nothing(region, building, steps):
    assert building_check(building, region, 2027).asks == steps


def test_terms_that_are_over_and_grants_that_nobody_knows_are_said_so(region):
    (over,) = building_check(Building(name="館", subsidised="yes", restricted_until=2026), region, 2027).asks
    assert "2026年まで" in over
    (unknown,) = building_check(Building(name="館"), region, 2027).asks
    assert "確かめて" in unknown
    assert all(law.to_be_confirmed for law in disposal_articles())


def test_saving_age_and_reuse(region):
    building = Building(name="旧役場庁舎", built_year=1981, running_cost_now_yen=5e6, running_cost_then_yen=6e6)
    found = building_check(building, region, 2027)
    assert (found.saved_yen, found.age_years) == (-1e6, 46)
    assert found.reuse is not None
    assert found.reuse.becomes.startswith("公民館、図書館")
    bare = building_check(Building(name="倉"), region, 2027)
    assert (bare.saved_yen, bare.age_years, bare.reuse) == (None, None, None)
    assert building_check(Building(name="館", running_cost_now_yen=5e6), region, 2027).saved_yen is None
