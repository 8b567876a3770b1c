"""Edits of a budget: what is told is kept, what is taken back is gone."""

from __future__ import annotations

import pytest

from geo.texts.errors import RequestError
from plan.finance.edits import answer_question, change_budget, change_company
from plan.scenario.budget import Budget, GrantAnswer
from plan.scenario.carriers.company import Company
from plan.scenario.edits import add_scenario
from plan.scenario.scenario import Plan

PLAN, NEW = add_scenario(Plan("r", "f"), "案1")


def test_a_budget_is_changed_by_names() -> None:
    assert change_budget(PLAN, NEW, first_year=2027).scenario(NEW).budget == Budget(2027)


def test_an_answer_is_written_changed_and_taken_back() -> None:
    once = answer_question(PLAN, NEW, "partners", " 農協と ")
    assert once.scenario(NEW).budget.grant_answers == (GrantAnswer("partners", "農協と"),)
    twice = answer_question(once, NEW, "partners", "町と")
    assert twice.scenario(NEW).budget.grant_answers == (GrantAnswer("partners", "町と"),)
    assert answer_question(twice, NEW, "partners", "") == PLAN


def test_a_company_begins_with_the_first_thing_told() -> None:
    told = change_company(PLAN, NEW, employees=2)
    assert told.scenario(NEW).budget.company == Company(employees=2)
    assert change_company(told, NEW, employees=None) == PLAN
    with pytest.raises(RequestError):
        change_company(PLAN, NEW, employees=-1)
