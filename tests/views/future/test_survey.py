"""将来, アンケート: answers are kept in the plan, whatever the scenario, beside the national shares as printed."""

from __future__ import annotations

import pytest

from tests.views.table import Table


@pytest.fixture
def table(samples) -> Table:
    return Table().go("future").tab("アンケート", key="future_tab")


def test_national_shares_are_as_printed(table, said):
    assert "103.6" in said(table)
    assert "全国 82.9%" in said(table)
    assert "この地域の答えはまだありません" in said(table)


def test_a_village_answers(table, said):
    village = table.app.selectbox(key="future_survey_village").value
    table.app.multiselect(key=f"future_survey_problems_{village}").set_value(["jobs", "vacant_houses"])
    table.run()
    table.press("future_survey_put")
    assert table.plan.checklist.problems_of(village) == ("jobs", "vacant_houses")
    assert "1集落の答え" in said(table)
    assert "この地域 100.0%（1集落）" in said(table)
    table.press("future_survey_drop")
    assert table.plan.checklist.problems_of(village) is None


def test_the_town_says_what_its_hubs_do(table):
    table.app.selectbox(key="future_survey_status").set_value("planned")
    table.app.multiselect(key="future_survey_activities").set_value(["community"])
    table.app.text_input(key="future_survey_held_on").set_value("2026-11")
    table.run()
    table.press("future_survey_hubs")
    assert (table.plan.checklist.hub_status, table.plan.checklist.hub_activities) == ("planned", ("community",))
    table.press("future_survey_when")
    assert table.plan.checklist.held_on == "2026-11"
