"""Loans are repaid to the yen: hand-worked tables, an annuity found by bisection, and sums that must come out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.finance.loans import annuity_yen, repayments, to_yen
from plan.scenario.budget import Loan, LoanMethod

METHODS: tuple[LoanMethod, ...] = ("annuity", "equal_principal")


def loans() -> st.SearchStrategy[Loan]:
    return st.builds(
        lambda yen, years, rate, method, grace: Loan(
            "借入", "hub", yen, 2027, years, rate_percent=rate / 100, method=method, grace_years=min(grace, years - 1)
        ),
        st.integers(0, 10**9), st.integers(1, 40), st.integers(0, 1500), st.sampled_from(METHODS), st.integers(0, 5),
    )  # fmt: skip


def owed_at_the_end(owed: int, rate: float, years: int, yearly: float) -> float:
    left = float(owed)
    for _ in range(years):
        left = left * (1 + rate) - yearly
    return left


@pytest.mark.parametrize(
    ("owed", "percent", "years"), [(10_000_000, 1, 10), (15_000_000, 0.9, 12), (3_000_000, 7.5, 5)]
)
def test_the_annuity_is_the_payment_after_which_nothing_is_owed(owed: int, percent: float, years: int) -> None:
    low, high = 0.0, owed * 2.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if owed_at_the_end(owed, percent / 100, years, middle) > 0 else (low, middle)
    assert float(annuity_yen(owed, Fraction(str(percent)) / 100, years)) == pytest.approx(low, abs=1e-3)


def test_an_annuity_by_hand() -> None:
    """1,000,000 yen at 3 % over 3 years: 353,530 a year (1,000,000 × 0.03 ÷ (1 − 1.03⁻³) = 353,530.36)."""
    rows = [
        (r.year, r.interest_yen, r.principal_yen, r.owed_yen) for r in repayments(Loan("x", "hub", 1e6, 2027, 3, 3))
    ]
    assert rows == [
        (2028, 30_000, 323_530, 676_470),
        (2029, 20_294, 333_236, 343_234),
        (2030, 10_297, 343_234, 0),
    ]


def test_equal_principal_by_hand_with_a_year_of_interest_alone() -> None:
    loan = Loan("x", "hub", 1_000_000, 2027, 4, 2, "equal_principal", grace_years=1)
    assert [(r.interest_yen, r.principal_yen) for r in repayments(loan)] == [
        (20_000, 0), (20_000, 333_333), (13_333, 333_333), (6_667, 333_334),
    ]  # fmt: skip


@given(loans())
def test_what_was_borrowed_is_repaid_and_not_a_yen_more(loan: Loan) -> None:
    paid = repayments(loan)
    assert len(paid) == loan.years
    assert sum(r.principal_yen for r in paid) == to_yen(loan.yen)
    assert paid[-1].owed_yen == 0
    assert all(r.principal_yen >= 0 for r in paid)
    assert all(r.interest_yen >= 0 for r in paid)
    assert all(r.principal_yen == 0 for r in paid[: loan.grace_years])


@given(loans())
def test_each_years_interest_is_on_what_was_still_owed(loan: Loan) -> None:
    owed = to_yen(loan.yen)
    for year in repayments(loan):
        assert abs(year.interest_yen - owed * loan.rate_percent / 100) <= 0.5 + 1e-6 * owed
        owed -= year.principal_yen
        assert year.owed_yen == owed


@given(loans())
def test_payments_of_an_annuity_differ_by_rounding_alone(loan: Loan) -> None:
    if loan.method == "annuity":
        paid = [r.paid_yen for r in repayments(loan)][loan.grace_years :]
        assert max(paid) - min(paid) <= loan.years * (1 + loan.rate_percent / 100) ** loan.years


@given(loans())
def test_a_higher_rate_never_costs_less(loan: Loan) -> None:
    dearer = Loan(
        loan.name, loan.part, loan.yen, loan.year, loan.years, loan.rate_percent + 1, loan.method, loan.grace_years
    )
    assert sum(r.interest_yen for r in repayments(dearer)) >= sum(r.interest_yen for r in repayments(loan))
