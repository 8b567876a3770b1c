"""The plan's organisation beside the country's."""

from __future__ import annotations

import pytest

from plan.organisation.standing import (
    activities_beside,
    country_figures,
    form_of,
    form_warnings,
    incomes_beside,
    own_sources_share,
)
from plan.scenario.carriers.organisation import Activity, Income, Organisation


def test_the_countrys_figures_have_a_year_and_a_source():
    figures = country_figures()
    assert [f.shown for f in figures[:3]] == ["1,680組織", "494市町村", "88%（1,093市町村のうち965）"]
    assert ("3,071組織", "2016-10") in [(f.shown, f.date) for f in figures]
    assert all(f.date and f.source for f in figures)


def test_activities_are_put_beside_those_they_are_called_after():
    given = Organisation(activities=(Activity("配食と見守り"), Activity("サロン")))
    beside = activities_beside(given)
    assert beside["配食支援"] == beside["声かけ・見守り"] == ("配食と見守り",)
    assert beside["買物支援"] == ()
    assert not any(activities_beside(Organisation()).values())


def test_incomes_are_summed_by_kind_and_what_is_unknown_is_said():
    given = Organisation(incomes=(Income("grant", "町", 3e6), Income("sales", "米", 1e6), Income("sales", "豆")))
    amounts = {name: (is_main, amount) for name, is_main, amount in incomes_beside(given)}
    assert amounts["補助金"] == (True, "年 300万円")
    assert amounts["売上"] == (False, "年 100万円、金額の分からないもの 1件")
    assert amounts["会費"] == (True, "なし")
    assert own_sources_share(given) is None
    assert own_sources_share(Organisation(incomes=given.incomes[:2])) == 0.25
    assert own_sources_share(Organisation()) is None
    assert own_sources_share(Organisation(incomes=(Income("sales", "", 0.0),))) is None


@pytest.mark.parametrize(
    ("given", "paid", "words"),
    [
        (Organisation(legal_form="voluntary", activities=(Activity("米", "business"),)), False, "法人ではありません"),
        (Organisation(legal_form="stock"), True, "行えません（要確認）"),
        (Organisation(legal_form="workers"), True, "確かめてください（要確認）"),
        (Organisation(form="separated"), False, "実行する組織の名前がありません"),
    ],
)
def test_what_does_not_go_together_is_said(given, paid, words):
    (warning,) = form_warnings(given, runs_paid_transport=paid)
    assert words in warning


@pytest.mark.parametrize(
    ("given", "paid"),
    [
        (Organisation(), True),
        (Organisation(legal_form="npo", activities=(Activity("米", "business"),)), True),
        (Organisation(legal_form="voluntary", activities=(Activity("配食"),)), False),
        (Organisation(legal_form="stock"), False),
        (Organisation(form="separated", executing_body="谷の会社", legal_form="voluntary", executing_legal_form="npo",
                      activities=(Activity("米", "business"),)), True),
    ],
)  # fmt: skip
def test_what_goes_together_is_not(given, paid):
    assert form_warnings(given, runs_paid_transport=paid) == ()


def test_an_unknown_form_is_none():
    assert form_of("nothing") is None
