"""Edits of a scenario's budget: each takes a plan and returns a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from geo.texts.errors import RequestError, ValueRefusedError
from geo.texts.messages import notice
from plan.scenario.budget import GrantAnswer
from plan.scenario.carriers.company import Company
from plan.scenario.edits import with_scenario
from plan.scenario.scenario import Plan


def change_budget(plan: Plan, scenario_id: str, **changes: Any) -> Plan:
    """Change some attributes of a scenario's budget, by their names.

    Raises
    ------
    geo.texts.errors.ValueRefusedError
        When a value cannot be.

    Examples
    --------
    >>> from plan.scenario.edits import add_scenario
    >>> plan, new = add_scenario(Plan("r", "f"), "案1")
    >>> change_budget(plan, new, first_year=2027).scenario(new).budget.first_year
    2027
    """
    scenario = plan.scenario(scenario_id)
    return with_scenario(plan, replace(scenario, budget=replace(scenario.budget, **changes)))


def answer_question(plan: Plan, scenario_id: str, question: str, answer: str) -> Plan:
    """Answer one of the grant's questions; an empty answer takes it back."""
    known = plan.scenario(scenario_id).budget.grant_answers
    earlier = next((a for a in known if a.question == question), GrantAnswer(question))
    new = replace(earlier, answer=answer.strip())
    kept = [a for a in known if a.question != question]
    given = [new] if new.answer or new.unknown_fields else []
    return change_budget(plan, scenario_id, grant_answers=(*kept, *given))


def change_company(plan: Plan, scenario_id: str, **changes: Any) -> Plan:
    """Change what is told of the company; the first thing told makes one.

    Raises
    ------
    geo.texts.errors.RequestError
        When a value cannot be.
    """
    known = plan.scenario(scenario_id).budget.company or Company()
    try:
        changed = replace(known, **changes)
    except ValueRefusedError as problem:
        raise RequestError(notice("company_refused", reason=str(problem))) from problem
    return change_budget(plan, scenario_id, company=None if changed == Company() else changed)
