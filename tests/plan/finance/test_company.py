"""Each requirement of a company at its limit, one by one; what nobody told is unknown; the briefing's company passes."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reference.company_requirements import requirements
from geo.texts.errors import ValueRefusedError
from plan.finance.company import (
    anniversary,
    company_answers,
    company_document,
    company_notices,
)
from plan.scenario.carriers.company import Company, Payment

DAY = datetime.date
OKUYAMA = Company(
    "奥山の会社", DAY(2016, 10, 1), DAY(2013, 2, 1), 2,
    community_business=True, living_services=True, hub_business_only=True, sales_yen=100_000_000, operating_profit_yen=-300_000,
    industry="commerce", small_company=True, subsidiary_of_large=False, listed=False, adult_entertainment=False,
    investment_contract=True, payments=(Payment(1, 2), Payment(2, 3, 2)),
)  # fmt: skip
"""The briefing's company: 2 employees, sales of about 100 million yen, a small deficit."""


def outcome(company: Company, requirement: str) -> str:
    return next(a.outcome for a in company_answers(company) if a.id == requirement)


def test_the_briefings_company_goes_through_every_requirement() -> None:
    answers = company_answers(OKUYAMA)
    assert {a.id for a in answers} == set(requirements())
    assert {a.outcome for a in answers} == {"met"}
    assert [n.code for n in company_notices(OKUYAMA)] == ["tax_scheme"]


def test_there_are_one_eight_and_two_requirements() -> None:
    groups = [r.group for r in requirements().values()]
    assert [groups.count(g) for g in ("plan", "company", "payment")] == [1, 8, 2]


def test_what_nobody_told_is_unknown() -> None:
    assert {a.outcome for a in company_answers(Company())} == {"unknown"}


def test_the_plans_own_business_answers_its_condition_but_never_against_what_the_company_says() -> None:
    def of(company: Company) -> tuple[str, str]:
        return next(
            (a.outcome, a.why) for a in company_answers(company, planned=["直売"]) if a.id == "community_business"
        )

    assert of(Company()) == ("met", "案の資金にあります：直売")
    assert of(Company(community_business=False))[0] == "not_met"


@pytest.mark.parametrize(
    ("requirement", "changes", "expected"),
    [
        ("community_business", {"community_business": False}, "not_met"),
        ("community_business", {"community_business": False, "living_services": False}, "not_met"),
        ("community_business", {"living_services": False}, "met"),
        ("employees", {"employees": 1}, "not_met"),
        ("employees", {"employees": 2}, "met"),
        ("hub_business_only", {"hub_business_only": False}, "not_met"),
        ("profit", {"operating_profit_yen": 2_000_000}, "met"),
        ("profit", {"operating_profit_yen": 2_000_001}, "not_met"),
        ("profit", {"operating_profit_yen": 0}, "met"),
        ("profit", {"sales_yen": 0, "operating_profit_yen": -1}, "unknown"),
        ("profit", {"sales_yen": None}, "unknown"),
        ("founded", {"confirmed_on": DAY(2023, 1, 31)}, "met"),
        ("founded", {"confirmed_on": DAY(2023, 2, 1)}, "not_met"),
        ("founded", {"confirmed_on": None}, "unknown"),
        ("small_company", {"small_company": False}, "not_met"),
        ("small_company", {"subsidiary_of_large": True}, "not_met"),
        ("small_company", {"small_company": None, "subsidiary_of_large": True}, "not_met"),
        ("small_company", {"subsidiary_of_large": None}, "unknown"),
        ("unlisted", {"listed": True}, "not_met"),
        ("trade", {"adult_entertainment": True}, "not_met"),
        ("share_contract", {"investment_contract": False}, "not_met"),
        ("employees_kept", {"payments": (Payment(1, 1),)}, "not_met"),
        ("employees_kept", {"payments": (Payment(1, 2),)}, "met"),
        ("employees_kept", {"payments": ()}, "unknown"),
        ("employees_grown", {"payments": (Payment(1, 2, 2),)}, "met"),
        ("employees_grown", {"payments": (Payment(2, 2, 2),)}, "not_met"),
        ("employees_grown", {"payments": (Payment(2, 3, 2),), "industry": "service"}, "met"),
        ("employees_grown", {"payments": (Payment(2, 3, 2),), "industry": "other"}, "not_met"),
        ("employees_grown", {"payments": (Payment(2, 4, 2),), "industry": "other"}, "met"),
        ("employees_grown", {"payments": (Payment(2, 3, 2),), "industry": None}, "unknown"),
        ("employees_grown", {"payments": (Payment(2, 2, 2),), "industry": None}, "not_met"),
        ("employees_grown", {"payments": (Payment(2, 4, 2),), "industry": None}, "met"),
        ("employees_grown", {"payments": (Payment(2, 4),)}, "unknown"),
    ],
)
def test_each_requirement_at_its_limit(requirement: str, changes: dict[str, Any], expected: str) -> None:
    assert outcome(replace(OKUYAMA, **changes), requirement) == expected


@given(st.integers(1, 10**9), st.integers(-(10**8), 10**9))
def test_the_share_of_profit_is_compared_exactly(sales: int, profit: int) -> None:
    company = replace(OKUYAMA, sales_yen=sales, operating_profit_yen=min(profit, sales))
    assert (outcome(company, "profit") == "met") is (50 * min(profit, sales) <= sales)


@given(st.dates(DAY(1990, 1, 1), DAY(2030, 1, 1)), st.integers(0, 30))
def test_an_anniversary_is_counted_as_the_calendar_has_it(day: DAY, years: int) -> None:
    found = anniversary(day, years)
    if (day.month, day.day) == (2, 29) and found.month == 3:
        assert (found.day, found.year) == (1, day.year + years)
    else:
        assert (found.year, found.month, found.day) == (day.year + years, day.month, day.day)


def test_another_year_is_to_be_confirmed() -> None:
    assert [n.code for n in company_notices(replace(OKUYAMA, confirmed_on=DAY(2018, 3, 31)))] == ["tax_scheme"]
    assert [n.code for n in company_notices(replace(OKUYAMA, confirmed_on=DAY(2018, 4, 1)))] == ["tax_other_year"]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("company_persons_impossible", {"employees": -1}),
        ("company_persons_impossible", {"employees": 10**6}),
        ("company_sales_impossible", {"sales_yen": -1}),
        ("company_profit_impossible", {"operating_profit_yen": -(10**13)}),
        ("company_profit_above_sales", {"operating_profit_yen": 100_000_001}),
        ("company_founded_later", {"founded_on": DAY(2016, 10, 2)}),
    ],
)
def test_what_cannot_be_is_refused(code: str, changes: dict[str, Any]) -> None:
    with pytest.raises(ValueRefusedError) as problem:
        replace(OKUYAMA, **changes)
    assert problem.value.code == code


def test_a_payment_counts_from_the_first_year() -> None:
    with pytest.raises(ValueRefusedError, match="年度 0"):
        Payment(0)


def test_the_document_has_the_contracts_keys() -> None:
    results = company_document(company_answers(OKUYAMA))["results"]
    assert len(results) == 13
    assert all({"requirement", "outcome", "why"} <= set(r) and all(r.values()) for r in results)
