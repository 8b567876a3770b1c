"""Edits of organisation, records and figures: they change what they say, keep what others wrote, and go into the file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan.file.plan_file import plan_bytes, read_plan
from plan.organisation.edits import (
    add_record,
    change_kpi,
    change_organisation,
    change_record,
    remove_record,
    set_condition,
    set_hub_grade,
    set_related_plans,
    set_service_days,
    set_step_document,
    without_words,
)
from plan.scenario.carriers.agreements import RelatedPlan
from plan.scenario.carriers.organisation import StepDocument
from plan.scenario.edits import add_hub, add_scenario, with_scenario
from plan.scenario.procedure import Kpi, Procedure
from plan.scenario.scenario import HubFacility, Plan


@pytest.fixture
def plan() -> Plan:
    plan, _ = add_scenario(Plan("r", "f"), "案1")
    plan, hub = add_hub(plan, "s1", 35.0, 137.0, services=("medical", "finance"))
    scenario = plan.scenario("s1")
    clinic = replace(scenario.hub(hub), facilities=(HubFacility("medical", "診療所", "new"),))
    procedure = Procedure(kpis=(Kpi("a"), Kpi("b")))
    return with_scenario(plan, replace(scenario, hubs=(clinic,), procedure=procedure))


def test_a_step_gets_its_document_and_loses_it(plan):
    named = set_step_document(plan, "s1", "design", " 2027-02 ", "地域デザイン")
    assert named.scenario("s1").organisation.steps == (StepDocument("design", "2027-02", "地域デザイン"),)
    assert set_step_document(named, "s1", "design", "", " ") == plan


def test_conditions_stand_in_the_order_of_the_list_and_go_with_their_note(plan):
    both = set_condition(set_condition(plan, "s1", "workshops", "done", ""), "s1", "awareness", "", "話した")
    assert [c.condition for c in both.scenario("s1").organisation.conditions] == ["awareness", "workshops"]
    gone = set_condition(set_condition(both, "s1", "workshops", "", ""), "s1", "awareness", "", "")
    assert gone == plan


def test_records_get_ids_that_are_never_given_again(plan):
    first, one = add_record(plan)
    second, two = add_record(first)
    assert (one, two) == ("r1", "r2")
    less = remove_record(second, two)
    again, three = add_record(less)
    assert three == "r3"
    told = change_record(again, replace(again.records[0], place="公民館"))
    assert [r.place for r in told.records] == ["公民館", ""]


def test_figures_related_plans_and_hubs_are_changed_in_their_place(plan):
    counted = change_kpi(plan, "s1", 1, Kpi("b", actuals={2028: 3.0}, to_change="便を足す"))
    assert [k.actuals for k in counted.scenario("s1").procedure.kpis] == [{}, {2028: 3.0}]
    related = set_related_plans(plan, "s1", [RelatedPlan("city")])
    assert related.scenario("s1").procedure.related_plans == (RelatedPlan("city"),)
    assert set_hub_grade(plan, "s1", "h1", "core").scenario("s1").hub("h1").grade == "core"
    shared = set_service_days(plan, "s1", "h1", "medical", ["tue"])
    assert [f.days for f in shared.scenario("s1").hub("h1").facilities] == [("tue",)]
    assert set_service_days(shared, "s1", "h1", "medical", []) == plan


def test_every_edit_goes_into_the_file_and_back(plan):
    edited = change_organisation(plan, "s1", name="谷の会", volunteers=20.0)
    edited = set_service_days(set_hub_grade(edited, "s1", "h1", "branch"), "s1", "h1", "medical", ["tue"])
    edited, _ = add_record(edited)
    edited = change_kpi(edited, "s1", 0, Kpi("a", actuals={2028: 3.0}))
    assert read_plan(plan_bytes(edited)) == edited
    assert plan_bytes(read_plan(plan_bytes(edited))) == plan_bytes(edited)


def test_what_no_figure_rests_on_is_left_out_and_the_rest_stays(plan):
    edited = set_service_days(change_organisation(plan, "s1", name="谷の会"), "s1", "h1", "medical", ["tue"])
    bare = without_words(edited)
    assert bare.scenario("s1").organisation.name == ""
    assert bare.scenario("s1").procedure == Procedure()
    assert bare.scenario("s1").hubs == edited.scenario("s1").hubs
