"""支援: measures stand by how they fit, with reasons; the grant's answers are kept in the plan."""

from __future__ import annotations

import pytest

from plan.finance.supports import FITS
from plan.scenario.budget import GrantAnswer
from tests.views.table import Table


@pytest.fixture
def table(samples) -> Table:
    return Table().go("organisation").tab("支援", "organisation_tab")


def test_measures_have_their_name_then_and_now_and_reasons(table):
    assert FITS["lacking"] in table.text
    assert "過疎対策事業債" in table.text
    assert "過疎地域の持続的発展の支援に関する特別措置法" in table.text
    assert "要確認" in table.text


def test_the_grants_eight_fields_and_three_kinds_stand(table):
    assert "地方創生推進交付金（国 50%、2016年度）" in table.text
    assert "広域的な取組による「小さな拠点」の形成・活性化" in table.text
    assert "年3回" in table.text


def test_an_answer_is_written_into_the_plan(table):
    table.app.text_area(key="organisation-text-grant-partners-").set_value("農協と")
    table.run()
    assert table.saved_plan().scenario(table.scenario).budget.grant_answers == (GrantAnswer("partners", "農協と"),)


def test_addresses_of_guides_are_plain_text(table):
    assert "http" not in table.markup
