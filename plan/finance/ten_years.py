"""Ten years of a scenario's money, line by line in whole yen: the town's account, the business's account, the town's burden.

Costs are negative, what comes in is positive. In a year t, with the people N(t) in reach, the spend a of each and the share s of it
that is captured, a community business sells N(t) a s, and its outside sales besides. Hub and bus are the town's; the business is the
organisation's or company's own: its losses are shown, and never taken over by the town unless the plan says so (``support``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from geo.texts.notices import Notice
from network.operations.cost import Money
from plan.finance.loans import exact, repayments, to_yen
from plan.scenario.budget import Budget, BudgetItem, CommunityBusiness, Loan, Part

Account = Literal["town", "business"]
LineKind = Literal[
    "investment", "running", "replacement", "income", "support", "grant", "fares", "subsidy", "sales", "outside_sales",
    "cost_of_sales", "wages", "loan", "principal", "interest",
]  # fmt: skip
OPERATING = ("sales", "outside_sales", "cost_of_sales", "wages", "running")
"""Kinds of lines of the business that make its operating profit."""

_PERCENT = 100


@dataclass(frozen=True)
class BudgetInputs:
    """What a budget is reckoned on.

    Parameters
    ----------
    first_year, years
        Fiscal years.
    people
        Persons by village, in each of the years.
    reached
        Villages that a business reaches which names none.
    bus
        A year of the scenario's own buses, as on 路線; None: there are none.
    special_grant_share
        Share of the bus's burden that 特別交付税 is expected to bear, 0 to 1.
    notices
        What a reader must know.
    """

    first_year: int
    years: int
    people: Mapping[str, tuple[float, ...]]
    reached: tuple[str, ...] = ()
    bus: Money | None = None
    special_grant_share: float = 0.0
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class BudgetLine:
    """A line of an account: costs negative, what comes in positive, a value for each year (yen)."""

    account: Account
    part: Part
    kind: LineKind
    name: str
    yen: tuple[int, ...]


@dataclass(frozen=True)
class TenYears:
    """The money of a scenario over the years.

    Parameters
    ----------
    first_year
        Of the values.
    lines
        Of both accounts.
    people
        Persons in reach of each business, by its name, in each year.
    expected_from_state_yen
        What 地方交付税 is expected to bear of loans and buses; to be confirmed, and not taken off the burden.
    owed_yen
        Still owed of the town's loans after the last year.
    notices
        What a reader must know.
    """

    first_year: int
    years: int
    lines: tuple[BudgetLine, ...]
    people: Mapping[str, tuple[float, ...]]
    expected_from_state_yen: tuple[int, ...]
    owed_yen: int
    notices: tuple[Notice, ...] = ()

    @property
    def calendar(self) -> tuple[int, ...]:
        """The years themselves."""
        return tuple(range(self.first_year, self.first_year + self.years))

    def sum_of(self, *, account: Account, kinds: tuple[str, ...] = (), part: Part | None = None) -> tuple[int, ...]:
        """Add up lines year by year: those of an account, of some kinds and of a part where these are given."""
        chosen = [
            line.yen
            for line in self.lines
            if line.account == account and (not kinds or line.kind in kinds) and part in (None, line.part)
        ]
        return tuple(sum(year) for year in zip(*chosen, strict=True)) if chosen else (0,) * self.years

    @property
    def town_burden_yen(self) -> tuple[int, ...]:
        """一般財源: what the town pays of its own in each year."""
        return tuple(-yen for yen in self.sum_of(account="town"))

    @property
    def business_result_yen(self) -> tuple[int, ...]:
        """What the business has left in each year, loans and supports counted."""
        return self.sum_of(account="business")

    @property
    def operating_profit_yen(self) -> tuple[int, ...]:
        """営業利益 of the business: sales less buying in, wages and running costs, without supports and loans."""
        return self.sum_of(account="business", kinds=OPERATING)

    @property
    def sales_yen(self) -> tuple[int, ...]:
        """All sales of the business."""
        return self.sum_of(account="business", kinds=("sales", "outside_sales"))


def ten_years(budget: Budget, inputs: BudgetInputs) -> TenYears:
    """Lay out a budget over the years.

    Examples
    --------
    >>> hub = BudgetItem("拠点の管理", "hub", "running", 3_000_000)
    >>> ten_years(Budget(items=(hub,)), BudgetInputs(2027, 2, {})).town_burden_yen
    (3000000, 3000000)
    """
    people = {b.name: people_in_reach(b, inputs) for b in budget.businesses}
    lines = [
        *(line for item in budget.items for line in _item(item, inputs)),
        *_bus(inputs),
        *(line for business in budget.businesses for line in _business(business, people[business.name], inputs)),
        *(line for loan in budget.loans for line in _loan(loan, inputs)),
    ]
    return TenYears(
        inputs.first_year,
        inputs.years,
        tuple(lines),
        people,
        _expected(budget, inputs),
        sum(_owed(loan, inputs) for loan in budget.loans if loan.part != "business"),
        inputs.notices,
    )


def people_in_reach(business: CommunityBusiness, inputs: BudgetInputs) -> tuple[float, ...]:
    """Count the people in reach of a business in each year."""
    villages = [v for v in business.villages or inputs.reached or inputs.people if v in inputs.people]
    return tuple(sum(inputs.people[v][n] for v in villages) for n in range(inputs.years))


def _calendar(inputs: BudgetInputs) -> range:
    return range(inputs.first_year, inputs.first_year + inputs.years)


def _holds(item: BudgetItem | CommunityBusiness, year: int) -> bool:
    return (item.from_year is None or item.from_year <= year) and (item.to_year is None or year <= item.to_year)


def _falls_due(item: BudgetItem, year: int, inputs: BudgetInputs) -> bool:
    first = inputs.first_year if item.from_year is None else item.from_year
    match item.kind:
        case "investment":
            return year == first
        case "replacement":
            every = item.every_years or 1
            due = first if item.from_year is not None else first + every
            return _holds(item, year) and year >= due and (year - due) % every == 0
    return _holds(item, year)


def _item(item: BudgetItem, inputs: BudgetInputs) -> Iterator[BudgetLine]:
    account: Account = "business" if item.part == "business" and item.kind != "support" else "town"
    amount = to_yen(exact(item.yen))
    due = [_falls_due(item, year, inputs) for year in _calendar(inputs)]
    sign = 1 if item.kind == "income" else -1
    yield BudgetLine(account, item.part, item.kind, item.name, tuple(sign * amount if d else 0 for d in due))
    if item.kind == "support":
        yield BudgetLine("business", "business", "support", item.name, tuple(amount if d else 0 for d in due))
    for grant in item.grants:
        share = to_yen(exact(item.yen) * exact(grant.share_percent) / _PERCENT)
        given = share if grant.cap_yen is None else min(share, to_yen(exact(grant.cap_yen)))
        name = f"{item.name}：{grant.name}"
        yield BudgetLine(account, item.part, "grant", name, tuple(given if d else 0 for d in due))


def _bus(inputs: BudgetInputs) -> Iterator[BudgetLine]:
    if inputs.bus is None:
        return
    parts: tuple[tuple[LineKind, str, float], ...] = (
        ("running", "バスの運行", -inputs.bus.cost_yen),
        ("fares", "バスの運賃", inputs.bus.fares_yen or 0.0),
        ("subsidy", "バスの補助", inputs.bus.subsidy_yen),
    )
    for kind, name, yen in parts:
        yield BudgetLine("town", "bus", kind, name, (to_yen(yen),) * inputs.years)


def _business(business: CommunityBusiness, people: tuple[float, ...], inputs: BudgetInputs) -> Iterator[BudgetLine]:
    runs = [_holds(business, year) for year in _calendar(inputs)]
    of_each = exact(business.spend_yen) * exact(business.share_percent) / _PERCENT
    local = tuple(to_yen(Fraction(n) * of_each) if runs_then else 0 for n, runs_then in zip(people, runs, strict=True))
    outside = tuple(to_yen(exact(business.outside_sales_yen)) if runs_then else 0 for runs_then in runs)
    bought = 1 - exact(business.margin_percent) / _PERCENT
    wages = to_yen(exact(business.jobs) * exact(business.wage_yen))
    named: tuple[tuple[LineKind, str, tuple[int, ...]], ...] = (
        ("sales", "域内の売上", local),
        ("outside_sales", "域外の売上", outside),
        ("cost_of_sales", "仕入れ", tuple(-to_yen((a + b) * bought) for a, b in zip(local, outside, strict=True))),
        ("wages", "人件費", tuple(-wages if runs_then else 0 for runs_then in runs)),
    )
    for kind, name, yen in named:
        yield BudgetLine("business", "business", kind, f"{business.name}：{name}", yen)


def _loan(loan: Loan, inputs: BudgetInputs) -> Iterator[BudgetLine]:
    account: Account = "business" if loan.part == "business" else "town"
    paid = {r.year: r for r in repayments(loan)}
    years = _calendar(inputs)
    received = tuple(to_yen(exact(loan.yen)) if year == loan.year else 0 for year in years)
    principal = tuple(-paid[year].principal_yen if year in paid else 0 for year in years)
    interest = tuple(-paid[year].interest_yen if year in paid else 0 for year in years)
    yield BudgetLine(account, loan.part, "loan", f"{loan.name}：借入", received)
    yield BudgetLine(account, loan.part, "principal", f"{loan.name}：元金", principal)
    yield BudgetLine(account, loan.part, "interest", f"{loan.name}：利子", interest)


def _owed(loan: Loan, inputs: BudgetInputs) -> int:
    last = inputs.first_year + inputs.years - 1
    return sum(r.principal_yen for r in repayments(loan) if r.year > last) if loan.year <= last else 0


def _expected(budget: Budget, inputs: BudgetInputs) -> tuple[int, ...]:
    found = []
    for year in _calendar(inputs):
        paid = sum(
            to_yen(Fraction(r.paid_yen) * exact(loan.allocated_percent) / _PERCENT)
            for loan in budget.loans
            for r in repayments(loan)
            if r.year == year and loan.part != "business"
        )
        burden = 0.0 if inputs.bus is None else max(0.0, inputs.bus.burden_yen or 0.0)
        found.append(paid + to_yen(burden * inputs.special_grant_share))
    return tuple(found)
