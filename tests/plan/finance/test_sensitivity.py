"""What moves a budget most is what moves it most when it is reckoned anew; where costs are covered, they are covered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from network.operations.cost import Money
from plan.finance.sensitivity import break_even, tornado
from plan.finance.ten_years import BudgetInputs, ten_years
from plan.scenario.budget import Budget, BudgetItem, CommunityBusiness, GrantShare, Loan

BUDGET = Budget(
    items=(
        BudgetItem("改修", "hub", "investment", 20_000_000, grants=(GrantShare("交付金", 50),)),
        BudgetItem("管理", "hub", "running", 1_500_000),
        BudgetItem("経費", "business", "running", 1_000_000),
    ),
    businesses=(CommunityBusiness("店", (), 200_000, 25, 10_000_000, 30, 1, 3_000_000),),
    loans=(Loan("借入", "hub", 10_000_000, 2027, 9, 2),),
)
INPUTS = BudgetInputs(2027, 10, {"v1": (200.0,) * 10}, bus=Money(5_000_000, 4_000, 800_000, 1_000_000))


def test_each_factor_by_hand() -> None:
    swings = {s.name: (s.low_yen, s.high_yen) for s in tornado(BUDGET, INPUTS)}
    assert swings["バスの運行の費用"] == (-10_000_000, 10_000_000)
    assert swings["拠点の維持・運営の費用"] == (-3_000_000, 3_000_000)
    assert swings["はじめの投資"] == (-2_000_000, 2_000_000)
    assert swings["補助の割合"] == (2_000_000, -2_000_000)
    assert swings["バスの利用者"] == (1_600_000, -1_600_000)
    assert not any("店" in name or "人" in name.removesuffix("利用者") for name in swings)


def test_the_largest_comes_first_and_nothing_that_moves_nothing() -> None:
    swings = tornado(BUDGET, INPUTS)
    spreads = [s.spread_yen for s in swings]
    assert spreads == sorted(spreads, reverse=True)
    assert all(spreads)
    assert tornado(Budget(), BudgetInputs(2027, 10, {})) == ()


def test_the_business_is_turned_on_its_own_account() -> None:
    swings = {s.name: (s.low_yen, s.high_yen) for s in tornado(BUDGET, INPUTS, account="business")}
    assert swings["圏内の人数"] == (-6_000_000, 6_000_000)
    assert swings["域外の売上"] == (-6_000_000, 6_000_000)
    assert swings["粗利の割合"] == (-12_000_000, 12_000_000)
    assert "バスの運行の費用" not in swings


def test_grants_never_pay_more_than_all() -> None:
    budget = Budget(items=(BudgetItem("改修", "hub", "investment", 100, grants=(GrantShare("a", 95),)),))
    (of_grants,) = (s for s in tornado(budget, INPUTS) if s.name == "補助の割合")
    assert of_grants.high_yen == -5


def test_a_wage_and_a_share_stay_possible() -> None:
    full = replace(BUDGET.businesses[0], share_percent=95, margin_percent=100)
    swings = {s.name: s for s in tornado(Budget(businesses=(full,)), INPUTS, account="business")}
    assert swings["粗利の割合"].high_yen == 0
    assert swings["この店で使う割合"].high_yen == 10 * 200 * 200_000 * 5 // 100


def test_the_riders_that_cover_the_buses_cover_them() -> None:
    found = break_even(BUDGET, INPUTS)
    assert (found.riders, found.riders_now) == (20_000, 4_000)
    assert INPUTS.bus is not None
    assert INPUTS.bus.cost_yen == 20_000 * 200 + 1_000_000
    assert break_even(BUDGET, replace(INPUTS, bus=Money(5, 4, None))).riders is None


def test_the_people_that_cover_the_business_cover_it_and_one_fewer_does_not() -> None:
    found = break_even(BUDGET, INPUTS)
    assert (found.people, found.people_now) == (67, 200)
    assert found.people is not None
    for people, covered in ((found.people, True), (found.people - 1, False)):
        inputs = replace(INPUTS, people={"v1": (float(people),) * 10})
        assert (ten_years(BUDGET, inputs).operating_profit_yen[0] >= 0) is covered


@pytest.mark.parametrize(
    "business", [CommunityBusiness("店"), CommunityBusiness("店", from_year=2030, spend_yen=10, share_percent=9)]
)
def test_a_business_that_sells_nothing_to_people_has_no_such_number(business: CommunityBusiness) -> None:
    assert break_even(Budget(businesses=(business,)), INPUTS).people is None
