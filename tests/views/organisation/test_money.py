"""資金: the accounts stand with the town's burden last; a budget shows what moves it; an empty one says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan.figure_texts import yen
from plan.finance.of_scenario import budget_of
from plan.scenario.budget import Budget
from plan.scenario.edits import with_scenario
from tests.plan.finance.test_sensitivity import BUDGET
from tests.views.table import Table


@pytest.fixture
def table(samples) -> Table:
    return Table().go("organisation").tab("資金", "organisation_tab")


def with_budget(table: Table, budget: Budget) -> Table:
    scenario = table.plan.scenario(table.scenario)
    table.take(with_scenario(table.plan, replace(scenario, budget=budget)))
    return table.run()


def test_the_burden_of_the_page_is_that_of_the_document(table):
    with_budget(table, BUDGET)
    found = budget_of(table.evaluation())
    assert yen(sum(found.town_burden_yen)) in table.text.partition("十年で")[2][:20]
    assert "何がいちばん効くか：十年の町の負担" in table.text
    assert "営業利益が 0円になります" in table.text


def test_an_empty_budget_has_nothing_but_its_buses(table):
    with_budget(table, Budget())
    assert "町の負担（一般財源）は、十年で" in table.text


def test_hostile_names_are_harmless(table):
    items = (replace(BUDGET.items[0], name="<script>alert(1)</script>"),)
    business = (replace(BUDGET.businesses[0], name="<script>alert(2)</script>"),)
    with_budget(table, replace(BUDGET, items=items, businesses=business))
    assert "<script>alert" not in table.markup
