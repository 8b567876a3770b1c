"""What the command `report` says beside its files, against the rooms of organisation and money."""

from __future__ import annotations

from plan.documents.answer import report_answer
from plan.finance.of_scenario import budget_document
from plan.finance.supports import supports_document
from tests.plan.documents.written_up import nothing_entered, written_up


def test_budget_and_supports_are_those_of_the_scenario() -> None:
    found = written_up()
    answer = report_answer(found)
    assert answer["budget"] == budget_document(found.chosen)
    assert answer["supports"] == supports_document(found.chosen.effective)
    assert list(found.ten_years.town_burden_yen) == answer["budget"]["town_burden_yen"]


def test_the_four_steps_are_ticked_by_what_the_plan_shows() -> None:
    steps = {s["id"]: s for s in report_answer(written_up())["steps"]}
    assert list(steps) == ["design", "body", "services", "work"]
    assert steps["design"]["ticked"] == "document"
    assert steps["work"]["ticked"] == "plan"
    assert {s["ticked"] for s in report_answer(nothing_entered())["steps"]} == {""}


def test_a_scenario_without_services_costs_nothing() -> None:
    assert not any(report_answer(nothing_entered())["budget"]["town_burden_yen"])
