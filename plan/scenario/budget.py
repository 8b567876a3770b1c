"""What a scenario says of money: what hubs and buses cost and bring in, who pays a share, loans, community businesses."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from geo.texts.errors import ValueRefusedError
from plan.scenario.carriers.company import Company

Part = Literal["hub", "bus", "business"]
"""Whose account: hub and bus are the town's, the business is the organisation's or company's own."""

ItemKind = Literal["investment", "running", "replacement", "income", "support"]
LoanMethod = Literal["annuity", "equal_principal"]
GrantKind = Literal["pioneering", "bottleneck", "spread"]

_PERCENT = 100.0


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


def _check_amounts(name: str, *amounts: float | None) -> None:
    for amount in amounts:
        if amount is not None and not (math.isfinite(amount) and amount >= 0):
            raise ValueRefusedError("budget_amount_impossible", name=name, value=amount)


def _check_percent(name: str, *shares: float) -> None:
    for share in shares:
        if not 0 <= share <= _PERCENT:
            raise ValueRefusedError("budget_share_impossible", name=name, value=share)


def _check_years(name: str, from_year: int | None, to_year: int | None) -> None:
    if from_year is not None and to_year is not None and to_year < from_year:
        raise ValueRefusedError("budget_years_reversed", name=name, first=from_year, last=to_year)


@dataclass(frozen=True)
class GrantShare:
    """Who else pays a share of an item.

    Parameters
    ----------
    name
        Of the grant.
    share_percent
        Of the item, 0 to 100.
    cap_yen
        At most, in a year; None: no cap.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    name: str
    share_percent: float
    cap_yen: float | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse shares of more than all."""
        _check_percent(self.name, self.share_percent)
        _check_amounts(self.name, self.cap_yen)


@dataclass(frozen=True)
class BudgetItem:
    """A cost or an income.

    Parameters
    ----------
    name, part
        What it is, and in whose account it stands.
    kind
        ``investment`` (once, in `from_year`), ``running`` (each year), ``replacement`` (each `every_years`, the first time in
        `from_year`), ``income`` (each year: fees, dues, rents), ``support`` (each year, from the town to the business).
    yen
        A year, or each time.
    from_year, to_year
        First and last year; None: the first, and the last, of the budget.
    every_years
        Of replacements.
    grants
        Who else pays.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    name: str
    part: Part
    kind: ItemKind
    yen: float
    from_year: int | None = None
    to_year: int | None = None
    every_years: int | None = None
    grants: tuple[GrantShare, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse amounts below nothing, years that run backwards, and grants of more than all."""
        if self.part not in ("hub", "bus", "business"):
            raise ValueRefusedError("budget_part_unknown", value=self.part)
        if self.kind not in ("investment", "running", "replacement", "income", "support"):
            raise ValueRefusedError("budget_kind_unknown", value=self.kind)
        _check_amounts(self.name, self.yen)
        _check_years(self.name, self.from_year, self.to_year)
        if self.every_years is not None and self.every_years < 1:
            raise ValueRefusedError("budget_interval_impossible", name=self.name, value=self.every_years)
        if self.kind == "replacement" and self.every_years is None:
            raise ValueRefusedError("budget_interval_missing", name=self.name)
        if sum(g.share_percent for g in self.grants) > _PERCENT:
            raise ValueRefusedError("budget_grants_above_all", name=self.name)


@dataclass(frozen=True)
class CommunityBusiness:
    """A community business: sales from the people in reach, and outside sales apart.

    Parameters
    ----------
    name
        Of the business.
    villages
        Whose people it reaches; empty: those of the spheres, or all where none are drawn.
    spend_yen
        What a person spends in a year on what it sells.
    share_percent
        Of that spent here, 0 to 100.
    outside_sales_yen
        A year, to customers from outside.
    margin_percent
        Of sales left after buying in (粗利), 0 to 100.
    jobs, wage_yen
        常時雇用者, and what one costs a year.
    from_year, to_year
        First and last year; None: the first, and the last, of the budget.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    name: str
    villages: tuple[str, ...] = ()
    spend_yen: float = 0.0
    share_percent: float = 0.0
    outside_sales_yen: float = 0.0
    margin_percent: float = 0.0
    jobs: float = 0.0
    wage_yen: float = 0.0
    from_year: int | None = None
    to_year: int | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse amounts below nothing and shares of more than all."""
        _check_amounts(self.name, self.spend_yen, self.outside_sales_yen, self.jobs, self.wage_yen)
        _check_percent(self.name, self.share_percent, self.margin_percent)
        _check_years(self.name, self.from_year, self.to_year)


@dataclass(frozen=True)
class Loan:
    """A loan.

    Parameters
    ----------
    name, part
        What it is, and who repays it.
    yen, year
        How much is borrowed, and when.
    years, grace_years
        Years of repayment, the first one after the loan; in the first `grace_years` of them only interest is paid.
    rate_percent
        Interest a year.
    method
        ``annuity`` (元利均等) or ``equal_principal`` (元金均等).
    allocated_percent
        Of principal and interest that 地方交付税 is expected to bear; to be confirmed.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    name: str
    part: Part
    yen: float
    year: int
    years: int
    rate_percent: float = 0.0
    method: LoanMethod = "annuity"
    grace_years: int = 0
    allocated_percent: float = 0.0
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse loans that are never repaid."""
        if self.part not in ("hub", "bus", "business"):
            raise ValueRefusedError("budget_part_unknown", value=self.part)
        if self.method not in ("annuity", "equal_principal"):
            raise ValueRefusedError("loan_method_unknown", value=self.method)
        _check_amounts(self.name, self.yen)
        _check_percent(self.name, self.rate_percent, self.allocated_percent)
        if not 0 <= self.grace_years < self.years <= _PERCENT:
            raise ValueRefusedError("loan_years_impossible", name=self.name, years=self.years, grace=self.grace_years)


@dataclass(frozen=True)
class GrantAnswer:
    """An answer to one of the grant's questions (先駆性の五つの要素 and so on), by the question's id."""

    question: str
    answer: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)


@dataclass(frozen=True)
class UsedSupport:
    """A support measure that the town means to use.

    Parameters
    ----------
    measure
        Its id (`geo.reference.supports`), or any words.
    form_number
        Under which the application form lists it (A2007 and so on), as the form of the year says it.
    amount_yen
        That is expected of it over the plan's period; None while unknown.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    measure: str
    form_number: str = ""
    amount_yen: float | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a measure without a name and an amount below nothing."""
        if not self.measure.strip():
            raise ValueRefusedError("organisation_entry_without_name")
        _check_amounts(self.measure, self.amount_yen)


@dataclass(frozen=True)
class Budget:
    """What a scenario says of money.

    Parameters
    ----------
    first_year
        Of the ten; None: the first year of the plan's period, or the region's own.
    items, businesses, loans
        What costs and brings in.
    grant_kind
        Which kind of 交付金 is applied for; None: none yet.
    grant_answers
        To its questions.
    company
        That runs the business, for the tax measure; None: none.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    used_supports
        Support measures that are to be used.
    """

    first_year: int | None = None
    items: tuple[BudgetItem, ...] = ()
    businesses: tuple[CommunityBusiness, ...] = ()
    loans: tuple[Loan, ...] = ()
    grant_kind: GrantKind | None = None
    grant_answers: tuple[GrantAnswer, ...] = ()
    company: Company | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)
    used_supports: tuple[UsedSupport, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a kind of grant that nobody knows."""
        if self.grant_kind not in (None, "pioneering", "bottleneck", "spread"):
            raise ValueRefusedError("grant_kind_unknown", value=self.grant_kind)
