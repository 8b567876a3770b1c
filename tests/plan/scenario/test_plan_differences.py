"""How plans differ: counted by hand, in words that say which way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from shapely.geometry import box

from network.services.bus_service import BusService
from plan.scenario.budget import Budget
from plan.scenario.carriers.agreements import Record, RelatedPlan
from plan.scenario.carriers.organisation import Organisation
from plan.scenario.drawn_areas import ConservationArea, HubArea, Sphere
from plan.scenario.plan_differences import difference_text, plan_differences
from plan.scenario.procedure import Procedure
from plan.scenario.scenario import Hub, Plan, RoadEdit, Scenario

SQUARE = box(137.5, 35.3, 137.51, 35.31)
FIRST = Hub("h1", "役場前", 35.3, 137.5, areas=(HubArea("a1", SQUARE),))
SECOND = Hub("h2", "奥", 35.3, 137.6)
FIELD, GARDEN = ConservationArea("c1", "田", SQUARE), ConservationArea("c2", "畑", SQUARE)
ROUND, SHOP = BusService("b1", "循環", "fixed"), BusService("b2", "移動販売", "mobile")
ONE = Scenario(
    "s1",
    "案1",
    hubs=(FIRST, SECOND),
    services=(ROUND,),
    spheres=(Sphere("h1", ("v1",)),),
    conservation_areas=(FIELD, GARDEN),
)
PLAN = Plan("r", "f", (ONE,), records=(Record("r1"),))
EMPTIER = (
    "今とくらべて、案が1つ少ない、拠点が2つ少ない、バスなどの運行が1つ少ない、拠点の区域が1つ少ない、"
    "保全する区域が2つ少ない、集落生活圏が1つ少ない、協議の記録が1つ少ない。"
)


def with_one(**changes: Any) -> Plan:
    return replace(PLAN, scenarios=(replace(ONE, **changes),))


@pytest.mark.parametrize(
    ("plan", "text"),
    [
        (PLAN, "今と同じです。"),
        (replace(PLAN, last_numbers={"h": 9}), "今と同じです。"),
        (Plan("r", "f"), EMPTIER),
        (replace(PLAN, scenarios=(ONE, replace(ONE, id="s2", name="案2", services=(), spheres=()))),
         "今とくらべて、案が1つ多い、拠点が2つ多い、拠点の区域が1つ多い、保全する区域が2つ多い。"),
        (with_one(hubs=(FIRST,)), "今とくらべて、拠点が1つ少ない。"),
        (with_one(services=(ROUND, SHOP)), "今とくらべて、バスなどの運行が1つ多い。"),
        (with_one(services=(replace(ROUND, fare_yen=100.0),)), "今とくらべて、バスなどの運行の中身が違う。"),
        (with_one(hubs=(FIRST, replace(SECOND, lat=35.31))), "今とくらべて、拠点の中身が違う。"),
        (with_one(hubs=(replace(FIRST, areas=()), SECOND)), "今とくらべて、拠点の区域が1つ少ない。"),
        (with_one(conservation_areas=(GARDEN,)), "今とくらべて、保全する区域が1つ少ない。"),
        (with_one(spheres=(Sphere("h1", ("v1", "v2")),)), "今とくらべて、集落生活圏の中身が違う。"),
        (with_one(name="東の案"), "今とくらべて、案の名前・道・施設・前提などの中身が違う。"),
        (with_one(organisation=Organisation("谷の会")), "今とくらべて、組織・担い手・地域デザインの中身が違う。"),
        (with_one(budget=Budget(first_year=2027)), "今とくらべて、資金の中身が違う。"),
        (with_one(procedure=Procedure(related_plans=(RelatedPlan("general"),))), "今とくらべて、手続・目標・関連計画・文書の中身が違う。"),
        (replace(PLAN, records=(Record("r1"), Record("r2"))), "今とくらべて、協議の記録が1つ多い。"),
        (replace(PLAN, records=(Record("r1", held_on="2026-11-08"),)), "今とくらべて、協議の記録の中身が違う。"),
        (with_one(roads=(RoadEdit("close", (("1", "2", 0),)),)), "今とくらべて、案の名前・道・施設・前提などの中身が違う。"),
    ],
)  # fmt: skip
def test_the_difference_is_told_kind_by_kind(plan: Plan, text: str) -> None:
    assert difference_text(plan, PLAN) == text


def test_more_and_fewer_turn_round_with_the_plans() -> None:
    other = with_one(hubs=(FIRST,), conservation_areas=(), services=(ROUND, SHOP))
    there = {d.name: d.more for d in plan_differences(other, PLAN)}
    back = {d.name: d.more for d in plan_differences(PLAN, other)}
    assert (there["拠点"], there["保全する区域"], there["バスなどの運行"]) == (-1, -2, 1)
    assert back == {name: -more for name, more in there.items()}


def test_the_same_hub_in_another_scenario_is_a_change() -> None:
    two = replace(ONE, id="s2", name="案2", hubs=(), services=(), spheres=(), conservation_areas=())
    here = replace(PLAN, scenarios=(ONE, two))
    there = replace(PLAN, scenarios=(replace(ONE, hubs=(FIRST,)), replace(two, hubs=(SECOND,))))
    assert difference_text(there, here) == "今とくらべて、拠点の中身が違う。"
