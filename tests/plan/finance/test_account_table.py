"""The table of accounts adds up to both results, and the town's burden stands last."""

from __future__ import annotations

from plan.finance.account_table import BURDEN, KIND_NAMES, account_rows
from plan.finance.ten_years import ten_years
from plan.scenario.budget import Budget
from tests.plan.finance.test_sensitivity import BUDGET, INPUTS

FOUND = ten_years(BUDGET, INPUTS)
ROWS = account_rows(FOUND)


def test_the_burden_is_the_last_row_and_the_only_one_of_its_look() -> None:
    assert ROWS[-1].name == BURDEN
    assert [r.look for r in ROWS].count("burden") == 1
    assert ROWS[-1].total_yen == sum(FOUND.town_burden_yen)


def test_rows_of_each_account_add_up() -> None:
    of_town = [r for r in ROWS if r.look == "line" and not r.name.startswith("事業：")]
    assert tuple(-sum(year) for year in zip(*(r.yen for r in of_town), strict=True)) == FOUND.town_burden_yen
    of_business = [r for r in ROWS if r.look == "line" and r.name.startswith("事業：")]
    left = next(r for r in ROWS if r.name == "事業：手元に残る額")
    assert tuple(sum(year) for year in zip(*(r.yen for r in of_business), strict=True)) == left.yen


def test_every_kind_of_line_has_a_name() -> None:
    assert {line.kind for line in FOUND.lines} <= set(KIND_NAMES)


def test_nothing_is_one_row_of_nothing() -> None:
    (only,) = account_rows(ten_years(Budget(), type(INPUTS)(2027, 3, {})))
    assert (only.name, only.yen) == (BURDEN, (0, 0, 0))
