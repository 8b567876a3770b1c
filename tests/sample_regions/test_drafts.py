"""The documents of each sample lack nothing that somebody can write: every chapter says something on first opening."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from geo.reference.organisation import related_plan_kinds
from geo.reference.supports import support_measures
from geo.region.region import Region, read_region
from plan.applied import apply
from plan.documents.catalogue import DOCUMENTS, PRINTED
from plan.documents.material import material
from plan.file.plan_file import open_plan
from plan.reach.evaluation import evaluate
from plan.scenario.scenario import Plan
from sample_regions.generator.drafts import Town, with_drafts

SAMPLES = Path(__file__).parents[2] / "sample_regions"
WRITTEN = (("model_chiku", "c3"), ("okuyama", "c4"), ("sanson", "c4"))
COUNTED_LATER = {"利用者の実績", "運賃収入の実績"}
"""Nobody has ridden what does not run yet."""


def sample(name: str) -> tuple[Region, Plan]:
    return read_region(SAMPLES / name), open_plan(SAMPLES / name / "example.plan.json")


@pytest.mark.parametrize(("name", "scenario_id"), WRITTEN)
def test_its_documents_lack_nothing_that_can_be_written_today(name: str, scenario_id: str) -> None:
    region, plan = sample(name)
    found = material([evaluate(apply(region, plan, scenario_id))], scenario_id, plan, datetime.date(2026, 11, 30))
    lacking = {known.name: set(known.lacks(found)) - COUNTED_LATER for known in (*DOCUMENTS, *PRINTED)}
    assert {name: lacks for name, lacks in lacking.items() if lacks} == {}


@pytest.mark.parametrize(("name", "scenario_id"), WRITTEN)
def test_its_days_follow_each_other(name: str, scenario_id: str) -> None:
    _, plan = sample(name)
    procedure = plan.scenario(scenario_id).procedure
    draft = procedure.draft
    days = [r.held_on for r in plan.records]
    days += [
        procedure.held_on,
        draft.public_comment_on,
        draft.assembly_on,
        draft.application_on,
        draft.certification_on,
    ]
    days += [procedure.published_on, procedure.starts, procedure.ends]
    assert all(days)
    assert days == sorted(days)


@pytest.mark.parametrize(("name", "scenario_id"), WRITTEN)
def test_the_grant_is_what_the_budget_counts_with(name: str, scenario_id: str) -> None:
    _, plan = sample(name)
    budget, procedure = plan.scenario(scenario_id).budget, plan.scenario(scenario_id).procedure
    (used,) = budget.used_supports
    assert support_measures()[used.measure].name == "地方創生推進交付金"
    assert used.amount_yen == sum(i.yen / 2 for i in budget.items if i.grants and i.kind == "investment") > 0
    assert {one.kind for one in procedure.related_plans} == set(related_plan_kinds())


def test_written_twice_it_is_the_same() -> None:
    region, plan = sample("model_chiku")
    town = Town("谷町", "架空県谷町", "谷町役場", "谷バス", "学校")
    once = with_drafts(region, plan, "c3", town)
    assert once != plan
    assert with_drafts(region, once, "c3", town) == once
    assert with_drafts(region, once, "c3", town).scenario("c3").services[0].operator == "谷バス"
