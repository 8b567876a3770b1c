"""税: requirements with their answers, what is told is kept in the plan, the briefing's refund stands."""

from __future__ import annotations

import pytest

from tests.views.table import Table


@pytest.fixture
def table(samples) -> Table:
    return Table().go("organisation").tab("税", "organisation_tab")


def test_the_briefings_refund_and_the_scheme_stand(table):
    assert "98,000円" in table.text
    assert "9,800円" in table.text
    assert "10,006円" in table.text
    shown = " ".join(m.value for m in table.app.markdown)
    assert "2016・2017年度の制度による試算" in shown
    assert "今も使えるか、要確認" in shown


def test_what_is_told_of_the_company_is_kept_and_answered(table):
    before = table.plan.scenario(table.scenario).budget.company
    value = "" if before is None or before.listed is None else "yes" if before.listed else "no"
    table.app.selectbox(key=f"organisation-choice-company-listed-{value}").set_value("yes")
    table.run()
    company = table.plan.scenario(table.scenario).budget.company
    assert company is not None
    assert company.listed is True
    assert "上場か店頭登録をしています" in table.text
