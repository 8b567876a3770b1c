"""Rules H9 to H11, C4 and N1 on the drawn town: what follows for the council, for permits and for notices."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from plan.applied import EffectiveScenario
from plan.land.land import land_of
from plan.rules import consequence_rules
from plan.rules.rule import Finding
from tests.plan.drawn_town import plan_of_the_town, square


def converted(town_of: Any, **works: Any) -> list[Finding]:
    scenario = plan_of_the_town()
    scenario["hubs"][0]["facilities"][0]["works"].update(works)
    return list(consequence_rules.farmland_that_is_converted(land_of(town_of(None, scenario))))


def test_nothing_follows_from_the_good_town(good: EffectiveScenario) -> None:
    land = land_of(good)
    rules = (*consequence_rules.HUB_CONSEQUENCES, *consequence_rules.NOTICE_RULES)
    assert {rule.code: {f.outcome for f in rule.check(land)} for rule in rules} == {
        code: {"passed"} for code in ("H9", "H10", "H11", "C4", "N1")
    }


@pytest.mark.parametrize(
    ("farmland_m2", "outcomes"),
    [
        (3000, ["passed"]),
        (3001, ["info", "passed"]),
        (40_000, ["info", "passed"]),
        (40_001, ["info", "info", "passed"]),
    ],
)
def test_thirty_ares_and_four_hectares_are_not_yet_beyond_the_limit(
    town_of: Any, farmland_m2: int, outcomes: list[str]
) -> None:
    assert [f.outcome for f in converted(town_of, land_m2=50_000, farmland_m2=farmland_m2)] == outcomes


def test_the_building_is_named_by_its_id_and_place(town_of: Any) -> None:
    first, *_ = converted(town_of, land_m2=5000, farmland_m2=3500)
    assert "35.0a" in first.message
    assert len(first.ids) == 1
    assert first.where is not None


def test_farmland_of_the_zone_in_a_hub_area_brings_its_bodies_in(town_of: Any) -> None:
    scenario = plan_of_the_town()
    scenario["hubs"][0]["areas"] = [{**square(-50, -50, 600, 300), "id": "a1"}]
    first, *_ = consequence_rules.farm_bodies_in_council(land_of(town_of(None, scenario)))
    assert (first.outcome, first.ids) == ("info", ("h1",))
    assert first.where is not None
    assert abs(shapely.area(first.where) - 100 * 100) < 20, "500..600 by 200..300 lies in the zone"


def test_a_nursery_outside_the_hub_area_needs_a_notice(town_of: Any) -> None:
    scenario = plan_of_the_town()
    scenario["hubs"][0]["areas"] = [{**square(100, -50, 450, 50), "id": "a1"}]
    first, *_ = consequence_rules.notices_outside_hub_areas(land_of(town_of(None, scenario)))
    assert first.outcome == "info"
    assert "「上野保育所」（保育）の新築" in first.message
    assert "30日前" in first.message
