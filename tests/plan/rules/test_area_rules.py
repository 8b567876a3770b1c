"""Rules H1 to H6 on the drawn town (drawn_town.py): its hub area is 500 m by 100 m, its facilities 400 m of road apart."""

from __future__ import annotations

from typing import Any

import shapely

from plan.applied import EffectiveScenario
from plan.land.land import HubLand, land_of
from plan.rules import area_rules
from plan.rules.rule import Finding
from tests.plan.drawn_town import place, plan_of_the_town, square


def outcomes(found: Any) -> list[str]:
    return [f.outcome for f in found]


def test_the_good_town_passes_each_of_them(good: EffectiveScenario) -> None:
    land = land_of(good)
    checks = [rule.check for rule in area_rules.AREA_RULES]
    assert [outcomes(check(land)) for check in checks] == [["passed"]] * 6


def test_a_hub_without_an_area_comes_as_a_finding(town_of: Any) -> None:
    scenario = plan_of_the_town()
    scenario["hubs"].append({**scenario["hubs"][0], "id": "h2", "name": "中野拠点", "areas": []})
    missing, drawn = area_rules.drawn_hubs(land_of(town_of(None, scenario)))
    assert isinstance(missing, Finding)
    assert (missing.outcome, missing.ids) == ("not_checked", ("h2",))
    assert "「中野拠点」" in missing.message
    assert isinstance(drawn, HubLand)
    assert drawn.id == "h1"


def test_a_hub_in_a_use_zone_is_asked_for_no_area(town_of: Any) -> None:
    scenario = plan_of_the_town()
    lat, lon = place(2700, 2700)  # the use zone is the square from 2500 to 2900
    centre = {
        **scenario["hubs"][0],
        "id": "h2",
        "name": "町の中心",
        "lat": lat,
        "lon": lon,
        "areas": [],
        "facilities": [],
    }
    scenario["hubs"].append(centre)
    land = land_of(town_of(None, scenario))
    inside, outside = area_rules.area_inside_sphere(land)
    assert [(f.outcome, f.ids) for f in (inside, outside)] == [("passed", ()), ("not_checked", ("h2",))]
    assert "用途地域の外へ" in outside.message
    assert [hub.id for hub in area_rules.drawn_hubs(land) if isinstance(hub, HubLand)] == ["h1"]
    assert not any(isinstance(hub, Finding) for hub in area_rules.drawn_hubs(land))


def test_the_part_beyond_the_sphere_is_measured(town_of: Any) -> None:
    scenario = plan_of_the_town()
    scenario["spheres"][0]["area"] = square(-2000, -2000, 400, 2000)
    (found,) = area_rules.area_inside_sphere(land_of(town_of(None, scenario)))
    assert found.outcome == "failed"
    assert found.where is not None
    assert abs(shapely.area(found.where) - 50 * 100) < 20, "corners are rounded to six decimals of a degree, some 5 cm"


def test_only_kinds_without_a_place_are_named(town_of: Any) -> None:
    scenario = plan_of_the_town()
    scenario["hubs"][0]["services"] = ["medical", "fuel", "shopping"]
    (found,) = area_rules.place_for_each_kind(land_of(town_of(None, scenario)))
    assert found.outcome == "failed"
    assert "燃料供給 が" in found.message
    assert "医療" not in found.message


def test_one_facility_is_judged_by_the_width_of_its_area(town_of: Any) -> None:
    scenario = plan_of_the_town()
    scenario["hubs"][0] |= {"facilities": [], "areas": [{**square(-150, -200, 150, 200), "id": "a1"}]}
    (found,) = area_rules.facilities_within_a_walk(land_of(town_of(None, scenario)))
    assert found.outcome == "passed", "300 by 400 m: 500 m across"
    scenario["hubs"][0]["areas"] = [{**square(-360, -400, 240, 400), "id": "a1"}]
    (wide,) = area_rules.facilities_within_a_walk(land_of(town_of(None, scenario)))
    assert wide.outcome == "failed", "600 by 800 m: 1,000 m across"
    assert "が 1,000m あり" in wide.message or "が 1,001m あり" in wide.message
