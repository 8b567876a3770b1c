"""Ten years of money: a table worked out by hand, sums that an independent loop makes, and the company of the briefing."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.operations.cost import Money
from plan.finance.loans import repayments
from plan.finance.ten_years import BudgetInputs, TenYears, people_in_reach, ten_years
from plan.scenario.budget import Budget, BudgetItem, CommunityBusiness, GrantShare, ItemKind, Loan, Part

NONE = BudgetInputs(2027, 10, {})


def line(found: TenYears, name: str, account: str = "") -> tuple[int, ...]:
    (one,) = (x for x in found.lines if x.name == name and account in ("", x.account))
    return one.yen


def test_a_hub_worked_out_by_hand() -> None:
    """Built in the second year for 30 million with half from the state (12 million at most) and a bond for the rest."""
    budget = Budget(
        items=(
            BudgetItem("改修", "hub", "investment", 30_000_000, 2028, grants=(GrantShare("交付金", 50, 12_000_000),)),
            BudgetItem("管理", "hub", "running", 2_000_000, 2029),
            BudgetItem("空調", "hub", "replacement", 500_000, 2030, every_years=2),
            BudgetItem("使用料", "hub", "income", 300_000, 2029, 2030),
        ),
        loans=(Loan("過疎債", "hub", 18_000_000, 2028, 3, method="equal_principal", allocated_percent=70),),
    )
    found = ten_years(budget, BudgetInputs(2027, 6, {}))
    assert found.town_burden_yen == (0, 0, 7_700_000, 8_200_000, 8_000_000, 2_500_000)
    assert line(found, "改修：交付金") == (0, 12_000_000, 0, 0, 0, 0)
    assert line(found, "空調") == (0, 0, 0, -500_000, 0, -500_000)
    assert found.expected_from_state_yen == (0, 0, 4_200_000, 4_200_000, 4_200_000, 0)
    assert found.owed_yen == 0


def test_the_buses_figure_stands_in_every_year() -> None:
    bus = Money(6_000_000, 3_000, 600_000, 1_000_000)
    found = ten_years(Budget(), BudgetInputs(2027, 3, {}, bus=bus, special_grant_share=0.8))
    assert found.town_burden_yen == (4_400_000,) * 3 == (bus.burden_yen,) * 3
    assert found.expected_from_state_yen == (3_520_000,) * 3


def test_the_company_of_the_briefing() -> None:
    """500 people in 150 households: 30 million sold to them, 70 million of rice outside, a small deficit, two employees."""
    shop = CommunityBusiness("店", (), 300_000, 20, 70_000_000, 12, jobs=2, wage_yen=3_200_000)
    costs = BudgetItem("店と給油所の経費", "business", "running", 5_900_000)
    people = {"v1": (300.0,) * 10, "v2": (200.0,) * 10}
    found = ten_years(Budget(items=(costs,), businesses=(shop,)), BudgetInputs(2010, 10, people))
    assert line(found, "店：域内の売上")[0] == 500 * 300_000 * 20 // 100 == 30_000_000
    assert line(found, "店：域外の売上")[0] == 70_000_000
    assert found.sales_yen[0] == 100_000_000
    assert found.operating_profit_yen[0] == 100_000_000 * 12 // 100 - 6_400_000 - 5_900_000 == -300_000
    assert found.town_burden_yen == (0,) * 10


def test_a_loss_is_the_towns_only_where_the_plan_says_so() -> None:
    shop = CommunityBusiness("店", jobs=1, wage_yen=1_000_000)
    alone = ten_years(Budget(businesses=(shop,)), NONE)
    assert (sum(alone.town_burden_yen), alone.business_result_yen[0]) == (0, -1_000_000)
    helped = ten_years(Budget((2027), (BudgetItem("委託料", "business", "support", 400_000),), (shop,)), NONE)
    assert (helped.town_burden_yen[0], helped.business_result_yen[0]) == (400_000, -600_000)
    assert helped.operating_profit_yen[0] == -1_000_000


def test_people_fall_and_sales_with_them() -> None:
    inputs = BudgetInputs(2027, 3, {"v1": (100.0, 90.0, 80.5), "v2": (10.0, 10.0, 10.0)}, reached=("v1",))
    shop = CommunityBusiness("店", spend_yen=100_000, share_percent=50)
    found = ten_years(Budget(businesses=(shop,)), inputs)
    assert line(found, "店：域内の売上") == (5_000_000, 4_500_000, 4_025_000)
    named = CommunityBusiness("店", ("v2", "nix"), 100_000, 50)
    assert people_in_reach(named, inputs) == (10.0, 10.0, 10.0)


def test_a_loan_that_outlasts_the_years_says_what_is_still_owed() -> None:
    loan = Loan("過疎債", "hub", 12_000_000, 2030, 12, 1, grace_years=3)
    found = ten_years(Budget(loans=(loan,)), NONE)
    assert found.owed_yen == 12_000_000 - sum(r.principal_yen for r in repayments(loan) if r.year <= 2036)
    assert ten_years(Budget(loans=(Loan("x", "hub", 5, 2040, 3),)), NONE).owed_yen == 0


PARTS: tuple[Part, ...] = ("hub", "bus", "business")
KINDS: tuple[ItemKind, ...] = ("investment", "running", "replacement", "income", "support")
YEARS = st.none() | st.integers(2025, 2040)


@st.composite
def items(draw: st.DrawFn) -> BudgetItem:
    first, last = sorted([draw(st.integers(2025, 2040)), draw(st.integers(2025, 2040))])
    grants = tuple(GrantShare("補助", draw(st.integers(0, 50)), draw(st.none() | st.integers(0, 10**6))) for _ in "ab")
    return BudgetItem(
        "品", draw(st.sampled_from(PARTS)), draw(st.sampled_from(KINDS)), draw(st.integers(0, 10**8)),
        draw(st.sampled_from([None, first])), draw(st.sampled_from([None, last])), draw(st.integers(1, 6)), grants,
    )  # fmt: skip


def paid_by_the_town(item: BudgetItem, year: int, first: int) -> int:
    """What an item costs the town in a year, told apart by hand."""
    begins = first if item.from_year is None else item.from_year
    ends = 9999 if item.to_year is None else item.to_year
    if item.kind == "investment":
        due = year == begins
    elif item.kind == "replacement":
        assert item.every_years
        start = begins if item.from_year is not None else first + item.every_years
        due = year in range(start, 2100, item.every_years) and year <= ends
    else:
        due = begins <= year <= ends if item.from_year is not None else year <= ends
    if not due or (item.part == "business" and item.kind != "support"):
        return 0
    cost = -int(item.yen) if item.kind == "income" else int(item.yen)
    for grant in item.grants:
        share = math.floor(item.yen * grant.share_percent / 100 + 0.5)
        cost -= share if grant.cap_yen is None else min(share, int(grant.cap_yen))
    return cost


@given(st.lists(items(), max_size=5), st.integers(2026, 2030))
def test_the_burden_is_what_a_loop_over_years_and_items_finds(listed: list[BudgetItem], first: int) -> None:
    found = ten_years(Budget(items=tuple(listed)), BudgetInputs(first, 10, {}))
    expected = tuple(sum(paid_by_the_town(i, year, first) for i in listed) for year in range(first, first + 10))
    assert found.town_burden_yen == expected


@given(st.lists(items(), max_size=4), st.lists(st.integers(1, 10**8), max_size=2))
def test_lines_add_up_to_both_results(listed: list[BudgetItem], borrowed: list[int]) -> None:
    loans = tuple(Loan("借入", "business", yen, 2028, 5, 2) for yen in borrowed)
    found = ten_years(Budget(items=tuple(listed), loans=loans), NONE)
    for n in range(10):
        by_account = {"town": 0, "business": 0}
        for one in found.lines:
            by_account[one.account] += one.yen[n]
        assert found.town_burden_yen[n] == -by_account["town"]
        assert found.business_result_yen[n] == by_account["business"]


@pytest.mark.parametrize("kind", ["support", "income"])
def test_supports_and_incomes_of_the_business_are_no_operating_profit(kind: ItemKind) -> None:
    found = ten_years(Budget(items=(BudgetItem("x", "business", kind, 100),)), NONE)
    assert found.operating_profit_yen == (0,) * 10
    assert found.business_result_yen == (100,) * 10
