"""A budget as tables that people fill in, and back: what a table does not show (unknown fields) stays."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar, cast

import pandas as pd

from geo.texts.errors import RequestError, ValueRefusedError
from geo.texts.messages import notice
from plan.scenario.budget import BudgetItem, CommunityBusiness, GrantShare, ItemKind, Loan, LoanMethod, Part

T = TypeVar("T")

PARTS: Mapping[str, str] = MappingProxyType({"hub": "拠点", "bus": "バス", "business": "事業"})
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "investment": "はじめの投資",
        "running": "毎年の費用",
        "replacement": "更新",
        "income": "毎年の収入",
        "support": "町から事業への支援",
    }
)
METHODS: Mapping[str, str] = MappingProxyType({"annuity": "元利均等", "equal_principal": "元金均等"})

_ITEM = (
    "名前",
    "部分",
    "種類",
    "円",
    "始まる年",
    "終わる年",
    "何年ごと",
)
_GRANT = ("補助{}の名前", "補助{}の割合％", "補助{}の上限（円）")
_LEAST_GRANTS = 2
"""So many grants of an item have their columns, more where an item has more."""
_BUSINESS = (
    "名前", "一人が使う額（円/年）", "この店で使う割合％", "域外の売上（円/年）", "粗利％", "常時雇用者", "人件費（円/人・年）", "始まる年",
    "終わる年",
)  # fmt: skip
_LOAN = ("名前", "部分", "円", "借りる年", "返す年数", "据置の年数", "年利％", "返し方", "交付税で見られる割合％")  # fmt: skip


def items_table(items: Sequence[BudgetItem]) -> pd.DataFrame:
    """Return costs and incomes as a table, with columns for every grant of an item.

    Examples
    --------
    >>> items_table([BudgetItem("管理", "hub", "running", 3_000_000)])["円"].tolist()
    [3000000]
    """
    most = max([_LEAST_GRANTS, *(len(item.grants) for item in items)])
    rows = []
    for item in items:
        paid = [cell for grant in item.grants for cell in (grant.name, grant.share_percent, grant.cap_yen)]
        paid += ["", None, None] * (most - len(item.grants))
        rows.append(
            (item.name, PARTS[item.part], KINDS[item.kind], item.yen, item.from_year, item.to_year, item.every_years,
             *paid)
        )  # fmt: skip
    return pd.DataFrame(rows, columns=[*_ITEM, *(name for n in range(most) for name in _grant_columns(n))])


def _grant_columns(number: int) -> tuple[str, ...]:
    """Name the columns of an item's first, second … grant (from 0)."""
    return tuple(name.format("" if number == 0 else number + 1) for name in _GRANT)


def _grants_from(cells: Mapping[str, Any], earlier: Sequence[GrantShare]) -> tuple[GrantShare, ...]:
    """Take the grants of a row; an emptied one is taken away."""
    found = []
    shown = next(n for n in itertools.count() if _grant_columns(n)[0] not in cells)
    for number in range(shown):
        name, share, cap = _grant_columns(number)
        named, percent = _text(cells, name), _number(cells, share)
        if percent or named:
            before = earlier[number] if number < len(earlier) else GrantShare("", 0)
            found.append(
                replace(before, name=named or "補助", share_percent=percent or 0.0, cap_yen=_number(cells, cap))
            )
    return (*found, *earlier[shown:])


def businesses_table(businesses: Sequence[CommunityBusiness]) -> pd.DataFrame:
    """Return community businesses as a table."""
    rows = [
        (b.name, b.spend_yen, b.share_percent, b.outside_sales_yen, b.margin_percent, b.jobs, b.wage_yen, b.from_year, b.to_year)
        for b in businesses
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_BUSINESS))


def loans_table(loans: Sequence[Loan]) -> pd.DataFrame:
    """Return loans as a table."""
    rows = [
        (one.name, PARTS[one.part], one.yen, one.year, one.years, one.grace_years, one.rate_percent, METHODS[one.method],
         one.allocated_percent)
        for one in loans
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_LOAN))


def items_from(table: pd.DataFrame, earlier: Sequence[BudgetItem]) -> tuple[BudgetItem, ...]:
    """Take a table as costs and incomes; a row is the earlier item of its index, or a new one.

    Raises
    ------
    geo.texts.errors.RequestError
        When values are missing or cannot be, with the row.
    """

    def item(cells: Mapping[str, Any], before: BudgetItem | None) -> BudgetItem:
        return replace(
            before or BudgetItem("", "hub", "running", 0),
            name=_text(cells, "名前"),
            part=cast(Part, _key(PARTS, cells, "部分")),
            kind=cast(ItemKind, _key(KINDS, cells, "種類")),
            yen=_needed(cells, "円"),
            from_year=_whole(cells, "始まる年"),
            to_year=_whole(cells, "終わる年"),
            every_years=_whole(cells, "何年ごと"),
            grants=_grants_from(cells, () if before is None else before.grants),
        )

    return _rows(table, earlier, item)


def businesses_from(table: pd.DataFrame, earlier: Sequence[CommunityBusiness]) -> tuple[CommunityBusiness, ...]:
    """Take a table as community businesses; the rest as for `items_from`."""

    def business(cells: Mapping[str, Any], before: CommunityBusiness | None) -> CommunityBusiness:
        return replace(
            before or CommunityBusiness(""),
            name=_text(cells, "名前"),
            spend_yen=_number(cells, "一人が使う額（円/年）") or 0.0,
            share_percent=_number(cells, "この店で使う割合％") or 0.0,
            outside_sales_yen=_number(cells, "域外の売上（円/年）") or 0.0,
            margin_percent=_number(cells, "粗利％") or 0.0,
            jobs=_number(cells, "常時雇用者") or 0.0,
            wage_yen=_number(cells, "人件費（円/人・年）") or 0.0,
            from_year=_whole(cells, "始まる年"),
            to_year=_whole(cells, "終わる年"),
        )

    return _rows(table, earlier, business)


def loans_from(table: pd.DataFrame, earlier: Sequence[Loan]) -> tuple[Loan, ...]:
    """Take a table as loans; the rest as for `items_from`."""

    def loan(cells: Mapping[str, Any], before: Loan | None) -> Loan:
        return replace(
            before or Loan("", "hub", 0, 0, 1),
            name=_text(cells, "名前"),
            part=cast(Part, _key(PARTS, cells, "部分")),
            yen=_needed(cells, "円"),
            year=int(_needed(cells, "借りる年")),
            years=int(_needed(cells, "返す年数")),
            grace_years=_whole(cells, "据置の年数") or 0,
            rate_percent=_number(cells, "年利％") or 0.0,
            method=cast(LoanMethod, _key(METHODS, cells, "返し方")) if _text(cells, "返し方") else "annuity",
            allocated_percent=_number(cells, "交付税で見られる割合％") or 0.0,
        )

    return _rows(table, earlier, loan)


def _rows(table: pd.DataFrame, earlier: Sequence[T], made: Callable[[Mapping[str, Any], T | None], T]) -> tuple[T, ...]:
    found, wrong = [], []
    for place, (index, cells) in enumerate(zip(table.index, table.to_dict("records"), strict=True), start=1):
        row: dict[str, Any] = {str(name): value for name, value in cells.items()}
        known = isinstance(index, int) and 0 <= index < len(earlier)
        if not known and all(_is_empty(value) for value in row.values()):
            continue
        try:
            found.append(made(row, earlier[index] if known else None))
        except ValueRefusedError as problem:
            wrong.append(notice("budget_row_wrong", row=place, reason=str(problem)))
    if wrong:
        raise RequestError(*wrong)
    return tuple(found)


def _is_empty(value: object) -> bool:
    return value is None or value == "" or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def _text(cells: Mapping[str, Any], name: str) -> str:
    return "" if _is_empty(cells[name]) else str(cells[name]).strip()


def _number(cells: Mapping[str, Any], name: str) -> float | None:
    if _is_empty(cells[name]):
        return None
    value = float(cells[name])
    return int(value) if math.isfinite(value) and value == int(value) else value


def _whole(cells: Mapping[str, Any], name: str) -> int | None:
    value = _number(cells, name)
    return None if value is None else int(value)


def _needed(cells: Mapping[str, Any], name: str) -> float:
    value = _number(cells, name)
    if value is None:
        raise ValueRefusedError("budget_cell_missing", name=name)
    return value


def _key(names: Mapping[str, str], cells: Mapping[str, Any], name: str) -> str:
    label = _text(cells, name)
    for key, known in names.items():
        if known == label:
            return key
    raise ValueRefusedError("budget_cell_missing", name=name)
