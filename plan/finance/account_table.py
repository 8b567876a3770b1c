"""Ten years of money as a table for screen and paper: a row for each kind of cost and income, the town's burden last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from plan.finance.ten_years import TenYears
from plan.scenario.budget import Part

KIND_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "investment": "投資",
        "running": "維持・運営",
        "replacement": "更新",
        "grant": "補助",
        "fares": "運賃",
        "subsidy": "国・県などの補助",
        "income": "使用料などの収入",
        "support": "事業への支援",
        "sales": "域内の売上",
        "outside_sales": "域外の売上",
        "cost_of_sales": "仕入れ",
        "wages": "人件費",
        "loan": "借入",
        "principal": "元金の返済",
        "interest": "利子",
    }
)
PART_NAMES: Mapping[Part, str] = MappingProxyType({"hub": "拠点", "bus": "バス", "business": "事業"})
_TOWN: tuple[Part, ...] = ("hub", "bus", "business")
BURDEN = "町の負担（一般財源）"


@dataclass(frozen=True)
class AccountRow:
    """A row: what it is, its yen by year (costs negative; burdens positive), and how it is drawn."""

    name: str
    yen: tuple[int, ...]
    look: Literal["line", "sum", "burden"] = "line"

    @property
    def total_yen(self) -> int:
        """Over all years."""
        return sum(self.yen)


def account_rows(found: TenYears) -> tuple[AccountRow, ...]:
    """Return the rows of both accounts: the business first, the town after it, its burden last; rows of nothing are left out.

    Examples
    --------
    >>> from plan.finance.ten_years import BudgetInputs, ten_years
    >>> from plan.scenario.budget import Budget, BudgetItem
    >>> hub = Budget(items=(BudgetItem("管理", "hub", "running", 5),))
    >>> [(r.name, r.yen) for r in account_rows(ten_years(hub, BudgetInputs(2027, 2, {})))]
    [('拠点：維持・運営', (-5, -5)), ('町の負担（一般財源）', (5, 5))]
    """
    rows = [
        AccountRow(f"事業：{name}", found.sum_of(account="business", kinds=(kind,)))
        for kind, name in KIND_NAMES.items()
    ]
    if any(any(row.yen) for row in rows):
        rows.append(AccountRow("事業：営業利益", found.operating_profit_yen, "sum"))
        rows.append(AccountRow("事業：手元に残る額", found.business_result_yen, "sum"))
    rows += [
        AccountRow(f"{PART_NAMES[part]}：{name}", found.sum_of(account="town", kinds=(kind,), part=part))
        for part in _TOWN
        for kind, name in KIND_NAMES.items()
    ]
    kept = [row for row in rows if row.look == "sum" or any(row.yen)]
    return (*kept, AccountRow(BURDEN, found.town_burden_yen, "burden"))
