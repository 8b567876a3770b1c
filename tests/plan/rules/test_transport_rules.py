"""Rules T1 and T2 on the drawn town: stops at -1000, 200 and 1000; a car of the people's own in -1500..1500 by ±500."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from plan.applied import EffectiveScenario
from plan.land.land import land_of
from plan.rules import transport_rules
from plan.rules.rule import Finding
from tests.plan.drawn_town import place, plan_of_the_town, square, town


def private(town_of: Any, **changes: Any) -> list[Finding]:
    scenario = plan_of_the_town()
    scenario["services"][0].update(changes)
    return list(transport_rules.paid_private_transport_in_sphere(land_of(town_of(None, scenario))))


def test_the_good_town_passes_both(good: EffectiveScenario) -> None:
    land = land_of(good)
    assert [[f.outcome for f in rule.check(land)] for rule in transport_rules.TRANSPORT_RULES] == [["passed"]] * 2


def test_a_village_without_a_stop_is_named_unless_a_service_comes_to_its_door(town_of: Any) -> None:
    drawn, scenario = town(), plan_of_the_town()
    del drawn["stops"]["s3"]
    doors = list(transport_rules.villages_have_a_stop(land_of(town_of(drawn, scenario))))
    assert [f.outcome for f in doors] == ["passed"]
    scenario["services"][0]["area"] = square(-500, -500, 1500, 500)
    found = list(transport_rules.villages_have_a_stop(land_of(town_of(drawn, scenario))))
    assert [(f.outcome, f.ids) for f in found] == [("failed", ("h1", "v3")), ("passed", ())]


@pytest.mark.parametrize(("freight_kg", "outcomes"), [(349, ["passed"]), (350, ["failed", "passed"])])
def test_the_limit_of_goods_is_itself_too_much(town_of: Any, freight_kg: int, outcomes: list[str]) -> None:
    assert [f.outcome for f in private(town_of, vehicle={"class": "wagon", "freight_kg": freight_kg})] == outcomes


def test_an_area_beyond_the_sphere_is_measured(town_of: Any) -> None:
    first, _ = private(town_of, area=square(-2100, -500, 1500, 500))
    assert (first.outcome, first.ids) == ("failed", ("b1",))
    assert first.where is not None
    assert abs(shapely.area(first.where) - 100 * 1000) < 200


def test_a_route_is_judged_by_its_length_outside(town_of: Any) -> None:
    ends = [list(reversed(place(x, 0))) for x in (0, 2500)]
    first, _ = private(town_of, area=None, geometry={"type": "LineString", "coordinates": ends})
    assert first.where is not None
    assert 480 < shapely.length(first.where) <= 501, "500 m beyond the sphere, less the tolerance"


def test_a_company_is_named_by_its_form(town_of: Any) -> None:
    first, _ = private(town_of, operator="（有）おでかけ")
    assert "は（有）なので" in first.message
    assert [f.outcome for f in private(town_of, operator="NPO法人おでかけ")] == ["passed"]
