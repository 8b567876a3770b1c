"""将来, サービス: what the operator needs is noted in the plan, and what then begins as a draft; both go with one step back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layers.map_component.map_events import ThingClicked
from plan.scenario.future import Threshold
from tests.views.table import Table


@pytest.fixture
def table(samples) -> Table:
    """The page with a scenario that has a hub."""
    table = Table()
    table.do(ThingClicked("site", "s1", 35.3008, 137.56))
    return table.go("future").tab("サービス", key="future_tab")


def test_the_present_is_judged_by_nothing(samples, said):
    table = Table()
    table.take(replace(table.plan, scenarios=())).go("future").tab("サービス", key="future_tab")
    assert "続けるのに要る数が入っていないので、判定していません" in said(table)
    assert "案を選ぶと" in said(table)


def test_a_threshold_is_noted_and_judged(table, said):
    table.app.number_input(key="future_threshold_least").set_value(100.0)
    table.app.text_input(key="future_threshold_by").set_value("店の話、2026年")
    table.run()
    table.press("future_threshold_put")
    thresholds = table.plan.scenario(table.scenario).future.thresholds
    assert list(thresholds.values()) == [Threshold(100.0, "people", None, "店の話、2026年")]
    assert "下回" in said(table)
    assert "店の話、2026年" in said(table)
    table.press("future_threshold_drop")
    assert table.plan.scenario(table.scenario).future.thresholds == {}


def test_a_draft_stands_in_the_scenario(table):
    before = table.plan
    table.press("future_draft_make")
    (service,) = table.plan.scenario(table.scenario).services
    assert (service.kind, service.offers) == ("mobile", "移動販売")
    assert service.stops
    assert before.scenario(table.scenario).services == ()


def test_background_figures_are_said_to_be_no_thresholds(table, said):
    assert "判定には使っていません" in said(table)
    assert "はたマーケット" in said(table)
