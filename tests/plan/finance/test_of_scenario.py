"""A scenario's budget takes its buses from 路線 and its people from the projection."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from geo.region.region import Region, read_region
from plan.applied import apply
from plan.file.plan_file import open_plan
from plan.finance.of_scenario import budget_document, budget_inputs, budget_of, first_year_of
from plan.future.of_region import FutureRequest, projection_of
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.budget import Budget, CommunityBusiness
from plan.scenario.edits import with_scenario
from plan.scenario.procedure import Procedure
from plan.scenario.scenario import Plan, Scenario
from plan.services.money import scenario_money

SAMPLES = Path(__file__).resolve().parents[3] / "sample_regions"


@pytest.fixture(scope="module")
def region() -> Region:
    return read_region(SAMPLES / "okuyama")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return open_plan(SAMPLES / "okuyama" / "example.plan.json")


def evaluated(region: Region, plan: Plan, scenario: Scenario) -> Evaluation:
    return evaluate(apply(region, with_scenario(plan, scenario), scenario.id))


def with_buses(plan: Plan) -> Scenario:
    return next(s for s in plan.scenarios if s.services)


def test_the_buses_figure_is_that_of_the_page_of_routes(region: Region, plan: Plan) -> None:
    scenario = with_buses(plan)
    evaluation = evaluated(region, plan, replace(scenario, budget=Budget()))
    total = scenario_money(evaluation).total()
    found = budget_of(evaluation)
    of_bus = {line.kind: line.yen for line in found.lines if line.part == "bus"}
    assert {yen for line in of_bus.values() for yen in line} != {0}
    for n in range(10):
        assert of_bus["running"][n] == -round(total.cost_yen)
        assert of_bus["subsidy"][n] == round(total.subsidy_yen)
        assert of_bus["fares"][n] == round(total.fares_yen or 0.0)


def test_the_people_are_the_projected_ones(region: Region, plan: Plan) -> None:
    shop = CommunityBusiness("店", spend_yen=100_000, share_percent=10)
    scenario = replace(with_buses(plan), budget=Budget(2020, businesses=(shop,)), spheres=(), services=())
    evaluation = evaluated(region, plan, scenario)
    totals = projection_of(region, FutureRequest(2029), scenario.future).totals.sum()
    people = budget_of(evaluation).people["店"]
    assert people[0] == pytest.approx(totals[2020])
    assert people[5] == pytest.approx(totals[2025])
    assert people[2] == pytest.approx(totals[2020] + (totals[2025] - totals[2020]) * 2 / 5)


def test_spheres_say_whom_a_business_reaches(region: Region, plan: Plan) -> None:
    scenario = next(s for s in plan.scenarios if s.spheres)
    inputs = budget_inputs(evaluated(region, plan, scenario))
    assert set(inputs.reached) == {v for s in scenario.spheres for v in s.villages}


def test_the_first_year_is_the_budgets_else_the_periods_else_the_buses(region: Region, plan: Plan) -> None:
    scenario = replace(with_buses(plan), budget=Budget(2031), procedure=Procedure("2028-04-01"))
    assert first_year_of(evaluated(region, plan, scenario).effective) == 2031
    assert first_year_of(evaluated(region, plan, replace(scenario, budget=Budget())).effective) == 2028
    plain = replace(scenario, budget=Budget(), procedure=Procedure())
    assert 2000 < first_year_of(evaluated(region, plan, plain).effective) < 2100


def test_what_cannot_be_projected_is_said(region: Region, plan: Plan) -> None:
    shop = CommunityBusiness("店", ("v001", "nix"), 100_000, 10)
    scenario = replace(with_buses(plan), budget=Budget(2090, businesses=(shop,)), services=())
    inputs = budget_inputs(evaluated(region, plan, scenario))
    assert {n.code for n in inputs.notices} >= {"budget_people_not_projected", "budget_villages_unknown"}
    assert set(inputs.people["v001"]) == {region.villages["population"]["v001"]}


def test_the_present_costs_nothing_and_the_document_is_json(region: Region, plan: Plan) -> None:
    assert set(budget_of(evaluate(apply(region))).town_burden_yen) == {0}
    document = budget_document(evaluated(region, plan, with_buses(plan)))
    assert list(document)[-1] == "town_burden_yen"
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert len(document["years"]) == len(document["town_burden_yen"]) == 10
