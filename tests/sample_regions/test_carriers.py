"""Every sample comes with somebody who carries its plan, so that each tab of 運営・資金 shows something at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.region import read_region
from plan.file.plan_file import open_plan
from plan.organisation.building_checks import building_check
from plan.organisation.community_design import community_design
from plan.organisation.shared_days import branches_without_core, clashes, days_at_hubs
from sample_regions.generator.carriers import with_carriers

SAMPLES = Path(__file__).parents[2] / "sample_regions"
CARRIED = (("model_chiku", "c3"), ("okuyama", "c4"), ("sanson", "c4"))


@pytest.mark.parametrize(("name", "scenario_id"), CARRIED)
def test_an_example_plan_is_carried_by_somebody(name, scenario_id):
    folder = SAMPLES / name
    region, plan = read_region(folder), open_plan(folder / "example.plan.json")
    scenario = plan.scenario(scenario_id)
    organisation = scenario.organisation
    assert {a.kind for a in organisation.activities} == {"life", "business"}
    assert {i.kind for i in organisation.incomes} >= {"grant", "sales"}
    assert organisation.document_of("design") is not None
    assert organisation.document_of("body") is not None
    assert len(plan.records) == 2
    assert all(r.remarks and r.participants for r in plan.records)
    assert community_design(region, plan, scenario).missing == ()
    (building,) = organisation.buildings
    assert building_check(building, region, 2027).fits is True
    assert branches_without_core(scenario) == clashes(scenario) == ()


def test_the_hubs_of_sanson_say_on_which_days_the_doctor_comes():
    plan = open_plan(SAMPLES / "sanson" / "example.plan.json")
    assert days_at_hubs(plan.scenario("c4")) == {"h2": "医療 火・金", "h3": "医療 月・木"}


@pytest.mark.parametrize(("name", "scenario_id"), CARRIED)
def test_it_is_what_the_generator_writes(name, scenario_id):
    plan = open_plan(SAMPLES / name / "example.plan.json")
    assert with_carriers(read_region(SAMPLES / name), plan, scenario_id) == plan


def test_the_company_that_residents_bought_shares_of_is_the_one_that_runs_the_shop():
    scenario = open_plan(SAMPLES / "okuyama" / "example.plan.json").scenario("c4")
    assert scenario.budget.company is not None
    assert scenario.budget.company.name == scenario.organisation.executing_body
    assert scenario.organisation.executing_legal_form == "stock", "the measure is for share companies alone"
