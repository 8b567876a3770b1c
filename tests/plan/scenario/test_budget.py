"""What a scenario says of money, and how the plan file holds it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from geo.texts.errors import ValueRefusedError
from plan.file import codec
from plan.scenario.budget import Budget, BudgetItem, CommunityBusiness, GrantShare, Loan
from plan.scenario.scenario import Scenario
from tests.plan.file.full_plan import full_plan

FULL = full_plan()["scenarios"][0]["budget"]


def written(scenario: Scenario) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(json.dumps(codec.write(scenario)))
    return content


def test_the_file_gives_back_what_it_was_given() -> None:
    scenario = Scenario("s1", "案", budget=codec.read(Budget, FULL))
    assert written(scenario)["budget"] == FULL
    assert codec.read(Scenario, written(scenario)) == scenario
    assert scenario.budget.loans[0].allocated_percent == 70


def test_an_empty_budget_is_an_empty_object() -> None:
    assert written(Scenario("s1", "案"))["budget"] == {}
    assert codec.read(Scenario, written(Scenario("s1", "案"))).budget == Budget()


def test_what_nobody_knows_stays() -> None:
    content = {**written(Scenario("s1", "案")), "budget": {"share": 0.5, "company": {"shop": 1}}}
    assert written(codec.read(Scenario, content))["budget"] == {"share": 0.5, "company": {"shop": 1}}


@pytest.mark.parametrize(
    ("code", "cls", "given"),
    [
        ("budget_amount_impossible", BudgetItem, {"name": "x", "part": "hub", "kind": "running", "yen": -1}),
        ("budget_amount_impossible", BudgetItem, {"name": "x", "part": "hub", "kind": "running", "yen": float("nan")}),
        ("budget_part_unknown", BudgetItem, {"name": "x", "part": "y", "kind": "running", "yen": 1}),
        ("budget_kind_unknown", BudgetItem, {"name": "x", "part": "hub", "kind": "y", "yen": 1}),
        ("budget_interval_missing", BudgetItem, {"name": "x", "part": "hub", "kind": "replacement", "yen": 1}),
        ("budget_interval_impossible", BudgetItem,
         {"name": "x", "part": "hub", "kind": "replacement", "yen": 1, "every_years": 0}),
        ("budget_years_reversed", BudgetItem,
         {"name": "x", "part": "hub", "kind": "running", "yen": 1, "from_year": 2030, "to_year": 2029}),
        ("budget_grants_above_all", BudgetItem,
         {"name": "x", "part": "hub", "kind": "running", "yen": 1, "grants": (GrantShare("a", 60), GrantShare("b", 41))}),
        ("budget_share_impossible", GrantShare, {"name": "x", "share_percent": 101}),
        ("budget_share_impossible", CommunityBusiness, {"name": "x", "share_percent": -1}),
        ("budget_amount_impossible", CommunityBusiness, {"name": "x", "jobs": float("inf")}),
        ("loan_years_impossible", Loan, {"name": "x", "part": "hub", "yen": 1, "year": 2027, "years": 3, "grace_years": 3}),
        ("loan_years_impossible", Loan, {"name": "x", "part": "hub", "yen": 1, "year": 2027, "years": 0}),
        ("loan_method_unknown", Loan, {"name": "x", "part": "hub", "yen": 1, "year": 2027, "years": 3, "method": "y"}),
        ("budget_part_unknown", Loan, {"name": "x", "part": "y", "yen": 1, "year": 2027, "years": 3}),
        ("grant_kind_unknown", Budget, {"grant_kind": "x"}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(code: str, cls: type, given: dict[str, Any]) -> None:
    with pytest.raises(ValueRefusedError) as problem:
        cls(**given)
    assert problem.value.code == code
