"""What the command `report` says beside its files, against a year of the services."""

from __future__ import annotations

from plan.documents.answer import report_answer
from plan.services.money import scenario_money
from tests.plan.documents.written_up import nothing_entered, written_up


def test_the_budget_is_the_year_of_the_services() -> None:
    found = written_up()
    answer = report_answer(found)
    total = scenario_money(found.chosen).total()
    assert answer["budget"]["services"]["cost_yen"] == total.cost_yen
    assert answer["budget"]["services"]["burden_yen"] == total.burden_yen
    assert {"name", "day", "remark"} == set(answer["steps"][0])


def test_a_scenario_without_services_costs_nothing() -> None:
    assert report_answer(nothing_entered())["budget"]["services"]["cost_yen"] == 0
