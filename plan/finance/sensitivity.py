"""What moves a budget most: each assumption is turned up and down alone; and how many riders and customers it takes to break even."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from geo.reference import reference_table
from plan.finance.ten_years import Account, BudgetInputs, TenYears, ten_years
from plan.scenario.budget import Budget, BudgetItem, CommunityBusiness, ItemKind, Part

Change = Callable[[Budget, BudgetInputs, float], tuple[Budget, BudgetInputs]]
_ALL = 100.0


@dataclass(frozen=True)
class Swing:
    """How far one assumption moves the sum over all years.

    Parameters
    ----------
    name
        Of the assumption.
    low_yen, high_yen
        Change of the sum when it is turned down, and up, by the swing of ``geo/reference/finance.toml``.
    """

    name: str
    low_yen: int
    high_yen: int

    @property
    def spread_yen(self) -> int:
        """The larger of the two changes."""
        return max(abs(self.low_yen), abs(self.high_yen))


@dataclass(frozen=True)
class BreakEven:
    """Where costs are covered, in the first year.

    Parameters
    ----------
    riders, riders_now
        Boardings a year at which fares and subsidies pay the buses, and those expected; None: no fares are known.
    people, people_now
        People in reach at which the business has an operating profit of nothing, at the same spend and share, and those of the
        first year; None: it sells nothing to them.
    """

    riders: int | None
    riders_now: int | None
    people: int | None
    people_now: int | None

    def as_dict(self) -> dict[str, Any]:
        """Return it with its keys as JSON has them."""
        return asdict(self)


def swing_share() -> float:
    """Return by how much assumptions are turned up and down, 0 to 1."""
    return reference_table("finance")["swing_percent"].value / _ALL


def tornado(budget: Budget, inputs: BudgetInputs, *, account: Account = "town") -> tuple[Swing, ...]:
    """Turn each assumption up and down alone; what moves the result most comes first.

    Parameters
    ----------
    budget, inputs
        As `plan.finance.ten_years.ten_years` takes them.
    account
        Whose result: the town's burden, or what the business has left.

    Examples
    --------
    >>> hub = BudgetItem("拠点の管理", "hub", "running", 1_000_000)
    >>> [(s.name, s.high_yen) for s in tornado(Budget(items=(hub,)), BudgetInputs(2027, 10, {}))]
    [('拠点の維持・運営の費用', 2000000)]
    """
    share = swing_share()
    usual = _result(ten_years(budget, inputs), account)

    def moved(change: Change, factor: float) -> int:
        return _result(ten_years(*change(budget, inputs, factor)), account) - usual

    swings = [Swing(name, moved(change, 1 - share), moved(change, 1 + share)) for name, change in _FACTORS.items()]
    return tuple(sorted((s for s in swings if s.spread_yen), key=lambda s: (-s.spread_yen, s.name)))


def break_even(budget: Budget, inputs: BudgetInputs) -> BreakEven:
    """Return where costs are covered in the first year."""
    riders = riders_now = None
    bus = inputs.bus
    if bus is not None and bus.fares_yen and bus.boardings:
        fare = bus.fares_yen / bus.boardings
        riders = max(0, math.ceil(round((bus.cost_yen - bus.subsidy_yen) / fare, 6)))
        riders_now = round(bus.boardings)
    return BreakEven(riders, riders_now, *_people_needed(budget, inputs))


def _people_needed(budget: Budget, inputs: BudgetInputs) -> tuple[int | None, int | None]:
    """Solve for the people: the operating profit is a straight line in them."""
    running = [b for b in budget.businesses if b.from_year is None or b.from_year <= inputs.first_year]
    opened = replace(budget, businesses=tuple(running))
    found = ten_years(opened, inputs)
    now = sum(people[0] for people in found.people.values())
    none_left = replace(inputs, people=dict.fromkeys(inputs.people, (0.0,) * inputs.years))
    without = ten_years(opened, none_left).operating_profit_yen[0]
    gain = found.operating_profit_yen[0] - without
    if gain <= 0 or now <= 0:
        return None, None
    return max(0, math.ceil(round(-without / gain * now, 6))), round(now)


def _result(found: TenYears, account: Account) -> int:
    return sum(found.town_burden_yen if account == "town" else found.business_result_yen)


def _items(part: Part | None, *kinds: ItemKind) -> Change:
    """Change what items of a part and of some kinds cost."""

    def change(budget: Budget, inputs: BudgetInputs, factor: float) -> tuple[Budget, BudgetInputs]:
        items = tuple(
            replace(i, yen=i.yen * factor) if i.kind in kinds and part in (None, i.part) else i for i in budget.items
        )
        return replace(budget, items=items), inputs

    return change


def _grants(budget: Budget, inputs: BudgetInputs, factor: float) -> tuple[Budget, BudgetInputs]:
    return replace(budget, items=tuple(_granted(i, factor) for i in budget.items)), inputs


def _granted(item: BudgetItem, factor: float) -> BudgetItem:
    total = sum(g.share_percent for g in item.grants)
    within = min(factor, _ALL / total) if total else factor
    return replace(
        item, grants=tuple(replace(g, share_percent=min(_ALL, g.share_percent * within)) for g in item.grants)
    )


def _of_bus(name: str) -> Change:
    def change(budget: Budget, inputs: BudgetInputs, factor: float) -> tuple[Budget, BudgetInputs]:
        if inputs.bus is None or getattr(inputs.bus, name) is None:
            return budget, inputs
        return budget, replace(inputs, bus=replace(inputs.bus, **{name: getattr(inputs.bus, name) * factor}))

    return change


def _of_business(name: str, most: float = math.inf) -> Change:
    def changed(business: CommunityBusiness, factor: float) -> CommunityBusiness:
        return replace(business, **{name: min(most, getattr(business, name) * factor)})

    def change(budget: Budget, inputs: BudgetInputs, factor: float) -> tuple[Budget, BudgetInputs]:
        return replace(budget, businesses=tuple(changed(b, factor) for b in budget.businesses)), inputs

    return change


def _people(budget: Budget, inputs: BudgetInputs, factor: float) -> tuple[Budget, BudgetInputs]:
    return budget, replace(inputs, people={v: tuple(n * factor for n in years) for v, years in inputs.people.items()})


def _rates(budget: Budget, inputs: BudgetInputs, factor: float) -> tuple[Budget, BudgetInputs]:
    loans = tuple(replace(one, rate_percent=min(_ALL, one.rate_percent * factor)) for one in budget.loans)
    return replace(budget, loans=loans), inputs


_FACTORS: dict[str, Change] = {
    "はじめの投資": _items(None, "investment"),
    "拠点の維持・運営の費用": _items("hub", "running"),
    "バスのほかの費用": _items("bus", "running"),
    "更新の費用": _items(None, "replacement"),
    "使用料などの収入": _items(None, "income"),
    "事業への支援": _items(None, "support"),
    "事業の経費": _items("business", "running"),
    "補助の割合": _grants,
    "バスの運行の費用": _of_bus("cost_yen"),
    "バスの利用者": _of_bus("fares_yen"),
    "バスの補助": _of_bus("subsidy_yen"),
    "借入の利率": _rates,
    "圏内の人数": _people,
    "一人が使う額": _of_business("spend_yen"),
    "この店で使う割合": _of_business("share_percent", _ALL),
    "域外の売上": _of_business("outside_sales_yen"),
    "粗利の割合": _of_business("margin_percent", _ALL),
    "人件費": _of_business("wage_yen"),
}
