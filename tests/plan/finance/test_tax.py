"""The refund of an investor: the briefing's figures, brackets counted one yen block at a time, caps, and what is said beside."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reference.income_tax import income_tax_tables
from geo.texts.errors import RequestError
from plan.finance.tax import deduction_yen, income_tax_yen, investor_tax, scheme_holds, tax_document

BRIEFING = [
    (1_500_000, 50_000, 48_000, 2_400, 2_450, 2_400),
    (2_500_000, 100_000, 98_000, 9_800, 10_006, 10_100),
    (5_000_000, 300_000, 298_000, 59_600, 60_852, 60_900),
    (1_980_000, 100_000, 98_000, 6_400, 6_534, 6_600),
]
"""Taxable income, investment, deduction, refund, with surtax, as filed: worked out by hand from the table of 2016."""

YEN = st.integers(0, 60_000_000)


@pytest.mark.parametrize(("taxable", "invested", "deducted", "refund", "with_surtax", "filed"), BRIEFING)
def test_the_figures_of_the_briefing(
    taxable: int, invested: int, deducted: int, refund: int, with_surtax: int, filed: int
) -> None:
    found = investor_tax(taxable, invested)
    assert (found.deduction_yen, found.refund_yen) == (deducted, refund)
    assert (found.refund_with_surtax_yen, found.refund_when_filed_yen) == (with_surtax, filed)
    assert tax_document(found) == {
        "deduction_yen": deducted, "refund_yen": refund, "refund_with_surtax_yen": with_surtax, "refund_when_filed_yen": filed,
        "scheme": "2016・2017年度の制度による試算",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("taxable", "tax"),
    [
        (0, 0), (1_950_000, 97_500), (3_300_000, 232_500), (6_950_000, 962_500), (9_000_000, 1_434_000),
        (18_000_000, 4_404_000), (40_000_000, 13_204_000), (50_000_000, 17_704_000),
    ],
)  # fmt: skip
def test_the_tax_at_each_limit_equals_the_published_quick_table(taxable: int, tax: int) -> None:
    assert income_tax_yen(taxable) == tax


def test_a_block_of_yen_is_taxed_at_the_rate_of_its_bracket_and_only_once() -> None:
    """Adds up block by block, each at the one rate that holds there."""
    step = 50_000
    brackets = income_tax_tables()["year_2016"].brackets
    total = Fraction(0)
    for below in range(0, 45_000_000, step):
        assert income_tax_yen(below) == total
        rate = [percent for start, percent in brackets if start <= below][-1]
        total += Fraction(rate * step, 100)


@given(YEN, YEN, YEN)
def test_the_deduction_never_exceeds_its_caps(taxable: int, invested: int, income: int) -> None:
    found = investor_tax(taxable, invested, income_yen=income)
    assert 0 <= found.deduction_yen <= max(0, min(10_000_000, invested, income * 4 // 10) - 2_000)
    assert found.deduction_yen == max(0, min(10_000_000, invested, income * 4 // 10) - 2_000)
    assert 0 <= found.refund_yen <= found.refund_with_surtax_yen <= found.deduction_yen


@given(YEN, YEN, st.integers(0, 1_000_000))
def test_more_invested_never_gives_back_less(taxable: int, invested: int, more: int) -> None:
    assert investor_tax(taxable, invested + more).refund_yen >= investor_tax(taxable, invested).refund_yen


@given(st.integers(0, 60_000_000), st.integers(0, 20_000_000))
def test_the_refund_lies_between_the_lowest_and_the_highest_rate_touched(taxable: int, invested: int) -> None:
    found = investor_tax(taxable, invested)
    counted = min(found.deduction_yen, taxable)
    rates = [
        percent
        for (start, percent), following in zip(
            income_tax_tables()["year_2016"].brackets,
            [*(s for s, _ in income_tax_tables()["year_2016"].brackets[1:]), 10**12],
            strict=True,
        )
        if start < taxable and following > taxable - counted
    ]
    if counted:
        assert counted * min(rates) / 100 - 1 <= found.refund_yen <= counted * max(rates) / 100 + 1


def test_no_more_comes_back_than_was_paid() -> None:
    assert investor_tax(30_000, 10_000_000).refund_yen == 1_500


def test_the_cap_of_the_income_is_named_where_it_may_bind() -> None:
    codes = {n.code for n in investor_tax(2_500_000, 1_200_000).notices}
    assert codes == {"tax_scheme", "tax_income_unknown"}
    assert {n.code for n in investor_tax(2_500_000, 100_000).notices} == {"tax_scheme"}
    assert deduction_yen(1_200_000, 2_500_000) == 998_000


def test_other_years_are_never_a_bare_yes() -> None:
    (found,) = investor_tax(2_500_000, 100_000, fiscal_year=2026).notices
    assert found.code == "tax_other_year"
    assert "今も使えるか、要確認" in found.message
    assert [y for y in range(2010, 2030) if scheme_holds(y)] == [2016, 2017]


def test_an_income_below_the_taxable_is_questioned() -> None:
    codes = [n.code for n in investor_tax(2_500_000, 100_000, income_yen=2_000_000).notices]
    assert "tax_income_below_taxable" in codes


@pytest.mark.parametrize(
    ("taxable", "invested", "income"), [(-1, 0, None), (0, -1, None), (0, 0, -1), (10**13, 0, None)]
)
def test_impossible_amounts_are_refused_by_name(taxable: int, invested: int, income: int | None) -> None:
    with pytest.raises(RequestError, match=r"課税所得|出資額|総所得金額"):
        investor_tax(taxable, invested, income_yen=income)


def test_all_impossible_amounts_are_told_at_once() -> None:
    with pytest.raises(RequestError) as problem:
        investor_tax(-1, -1, income_yen=-1)
    assert len(problem.value.notices) == 3
