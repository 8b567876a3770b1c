"""A budget comes back from its tables as it was; what is wrong in a row is told with the row."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.texts.errors import RequestError
from plan.finance.tables import (
    businesses_from,
    businesses_table,
    items_from,
    items_table,
    loans_from,
    loans_table,
)
from plan.scenario.budget import BudgetItem, CommunityBusiness, GrantShare, Loan

ITEMS = (
    BudgetItem("改修", "hub", "investment", 3e7, 2027, grants=(GrantShare("交付金", 50, 1e7), GrantShare("県", 10)),
               unknown_fields={"memo": 1}),
    BudgetItem("空調", "hub", "replacement", 9e5, 2030, 2036, 5),
    BudgetItem("委託料", "business", "support", 4e5),
)  # fmt: skip
BUSINESSES = (CommunityBusiness("店", ("v1",), 3e5, 12.5, 7e7, 20, 2, 3e6, 2028, unknown_fields={"memo": 1}),)
LOANS = (Loan("過疎債", "hub", 1.5e7, 2027, 12, 0.9, "equal_principal", 3, 70),)


def test_tables_give_back_what_they_were_given() -> None:
    assert items_from(items_table(ITEMS), ITEMS) == ITEMS
    assert items_from(items_table(ITEMS), ITEMS)[0].unknown_fields == {"memo": 1}
    assert businesses_from(businesses_table(BUSINESSES), BUSINESSES) == BUSINESSES
    assert loans_from(loans_table(LOANS), LOANS) == LOANS


def test_every_grant_of_an_item_can_be_changed_and_taken_away() -> None:
    rows = items_table(ITEMS).astype(object).to_dict("records")
    first = [rows[0][name] for name in ("補助の名前", "補助の割合％", "補助2の名前", "補助2の割合％")]
    assert first == ["交付金", 50, "県", 10]
    rows[0] |= {"補助の名前": "", "補助の割合％": None, "補助の上限（円）": None, "補助2の割合％": 15}
    rows[2] |= {"補助2の名前": "町", "補助2の割合％": 5, "補助2の上限（円）": 1000}
    table = pd.DataFrame(rows)
    found = items_from(table, ITEMS)
    assert found[0].grants == (GrantShare("県", 15),)
    assert found[2].grants == (GrantShare("町", 5, 1000),)
    three = (BudgetItem("駅", "hub", "investment", 9, grants=tuple(GrantShare(n, 10) for n in "abc")),)
    assert "補助3の名前" in items_table(three)
    assert items_from(items_table(three), three) == three


def test_empty_tables_are_nothing() -> None:
    assert items_from(items_table(()), ()) == ()
    assert businesses_from(businesses_table(()), ()) == ()
    assert loans_from(loans_table(()), ()) == ()


def test_a_row_that_is_taken_out_or_added_leaves_the_others() -> None:
    table = items_table(ITEMS).drop(index=1)
    added = pd.DataFrame([{"名前": "管理", "部分": "拠点", "種類": "毎年の費用", "円": 2e6}], index=[3])
    found = items_from(pd.concat([table, added]), ITEMS)
    assert found[:2] == (ITEMS[0], ITEMS[2])
    assert found[2] == BudgetItem("管理", "hub", "running", 2_000_000)


def test_an_empty_new_row_is_passed_over() -> None:
    table = pd.concat([items_table(ITEMS), pd.DataFrame([{"名前": None}], index=[3])])
    assert items_from(table, ITEMS) == ITEMS


@pytest.mark.parametrize(
    ("column", "value"), [("円", -1), ("円", None), ("部分", "空"), ("終わる年", 2000), ("補助の割合％", 120)]
)
def test_what_is_wrong_is_told_with_its_row(column: str, value: str | int | None) -> None:
    table = items_table(ITEMS).astype(object)
    table.loc[1, column] = value
    with pytest.raises(RequestError) as problem:
        items_from(table, ITEMS)
    assert [(n.code, n.row) for n in problem.value.notices] == [("budget_row_wrong", 2)]


def test_a_loan_without_its_years_is_refused() -> None:
    table = loans_table(LOANS).astype(object)
    table.loc[0, "返す年数"] = None
    with pytest.raises(RequestError, match="返す年数"):
        loans_from(table, LOANS)
