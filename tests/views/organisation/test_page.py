"""運営・資金: every tab stands, what is written becomes an edit, and undo takes it back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from plan.organisation.edits import change_organisation
from plan.scenario.edits import delete_scenario, with_scenario
from plan.scenario.organisation import Activity, Income, Organisation
from tests.hostile_names import HOSTILE
from tests.views.table import Table
from views.organisation.page import TABS

LONG = "谷" * 60


@pytest.fixture
def table(samples) -> Table:
    return Table().go("organisation")


def opened(table: Table, tab: str) -> Table:
    return table.tab(tab, "organisation_tab")


def test_an_empty_plan_ticks_none(table):
    assert table.answer == "担う組織がまだ書かれていません。四つのステップは、どれもまだです。"
    assert "地域運営組織が書かれていません" in table.text


@pytest.mark.parametrize("tab", list(TABS))
def test_every_tab_stands_for_an_empty_plan_for_hostile_names_and_for_long_ones(table, tab):
    opened(table, tab)
    for name in (*HOSTILE[:6], LONG):
        scenario = table.plan.scenario(table.scenario)
        activities = (Activity(name or "名", "business", ("game",)), Activity(LONG))
        organisation = Organisation(name, "separated", "npo", name, "limited", activities=activities)
        table.take(with_scenario(table.plan, replace(scenario, organisation=organisation))).run()
    assert "<script>alert" not in table.markup


def test_a_document_is_written_and_undone(table):
    opened(table, "ステップ")
    table.app.text_input(key="organisation-text-step-dated-design-").set_value("2027-02-01")
    table.run()
    assert table.answer.endswith("どれもまだです。")  # a date alone is no document
    table.app.text_input(key="organisation-text-step-document-design-").set_value("谷の地域デザイン")
    table.run()
    assert "1つ（①）が済んでいます" in table.answer
    assert table.saved_plan().scenario(table.scenario).organisation.steps[0].document == "谷の地域デザイン"
    table.press("undo")
    assert table.answer.endswith("どれもまだです。")


def test_the_frame_tells_who_carries_it_and_what_the_law_said(table):
    activities, incomes = (Activity("米の販売", "business"),), (Income("sales", "米", 900_000),)
    told = change_organisation(table.plan, table.scenario, name="谷の会", activities=activities, incomes=incomes)
    table.take(told).run()
    assert "「谷の会」が担います。" in table.answer
    assert "④" in table.answer
    assert "2016年は 第17条の7" in table.text
    assert "要確認" in table.text


def test_without_a_scenario_one_is_offered(table):
    table.take(delete_scenario(table.plan, table.scenario)).run()
    assert "案がまだありません" in table.answer


def test_no_english_is_shown(table):
    for tab in TABS:
        opened(table, tab)
        shown = " ".join([table.text, *(m.value for m in table.app.markdown), *(c.value for c in table.app.caption)])
        assert set(re.findall(r"[A-Za-z]{4,}", shown)) <= {"script", "alert"}
