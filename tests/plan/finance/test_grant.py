"""The grant's three kinds, five elements and eight fields, with evidence from the plan alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.region.region import Region, read_region
from plan.applied import apply
from plan.finance.grant import KINDS, application_steps, grant_review
from plan.scenario.budget import Budget, GrantAnswer
from plan.scenario.scenario import Plan
from tests.plan.finance.test_supports import OKUYAMA, effective, scenario_with


@pytest.fixture(scope="module")
def region() -> Region:
    return read_region(OKUYAMA)


def test_the_kinds_ask_five_two_and_two_questions(region: Region) -> None:
    questions = grant_review(effective(region, set())).questions
    assert [sum(q.kind == kind for q in questions) for kind in KINDS] == [5, 2, 2]
    assert [q.name for q in questions if q.kind == "pioneering"] == [
        "官民協働", "地域間連携", "政策間連携", "事業推進主体の形成", "中核的人材の確保・育成",
    ]  # fmt: skip


def test_an_empty_plan_has_no_evidence_and_touches_no_field(region: Region) -> None:
    review = grant_review(effective(region, set()))
    assert not any(q.evidence for q in review.questions)
    assert len(review.fields) == 8
    assert not any(f.touched_by for f in review.fields)
    assert [f.present for f in review.musts] == [False, False, False]


def test_what_a_plan_contains_is_evidence_and_marks_fields(region: Region) -> None:
    review = grant_review(effective(region, {"bus", "hub", "sphere", "plan_period", "kpi_yearly"}))
    by_id = {q.id: [f.id for f in q.evidence] for q in review.questions}
    assert by_id["policies"] == ["bus"]
    assert by_id["bottleneck"] == ["kpi_yearly"]
    touched = [f.name for f in review.fields if f.touched_by]
    assert touched == [
        "広域的な取組による「小さな拠点」の形成・活性化", "都市のコンパクト化と公共交通ネットワークの形成等",
    ]  # fmt: skip
    assert [f.present for f in review.musts] == [True, True, False]


def test_answers_are_the_plans_own(region: Region) -> None:
    scenario = replace(scenario_with(set()), budget=Budget(grant_answers=(GrantAnswer("partners", "農協と"),)))
    review = grant_review(apply(region, Plan("r", "f", (scenario,)), "s1"))
    assert {q.id: q.answer for q in review.questions if q.answer} == {"partners": "農協と"}


def test_rounds_and_months_stand_in_the_steps() -> None:
    rounds, approval, *_ = application_steps()
    assert "年3回" in rounds
    assert "3か月以内" in approval
