"""The company that runs a hub's business, as its plan or its own file tells of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from geo.reference import reference_table
from geo.texts.errors import ValueRefusedError

Industry = Literal["commerce", "service", "other"]


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


def _limit(name: str) -> int:
    return int(reference_table("investor_tax")[name].value)


@dataclass(frozen=True)
class Payment:
    """A payment for shares after the confirmation.

    Parameters
    ----------
    fiscal_year
        Business years since the confirmation: 1 for the first.
    employees, employees_before
        常時雇用者 then, and in the business year before; None: nobody told.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    fiscal_year: int
    employees: int | None = None
    employees_before: int | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse years and people that cannot be."""
        if self.fiscal_year < 1:
            raise ValueRefusedError("payment_year_impossible", value=self.fiscal_year)
        for persons in (self.employees, self.employees_before):
            _check_persons(persons)


@dataclass(frozen=True)
class Company:
    """What is told of a company; None: nobody told.

    Parameters
    ----------
    name
        Of the company.
    confirmed_on
        The day on which the local government confirms, or would.
    founded_on
        Day of the registration.
    employees
        常時雇用者 on that day, officers left out.
    community_business, living_services
        Whether the plan has it run a community business, and living services.
    hub_business_only
        Whether it does nothing else (専ら).
    sales_yen, operating_profit_yen
        Of the business year before; a loss is negative.
    industry
        ``commerce``, ``service`` or ``other``.
    small_company, subsidiary_of_large
        Whether it is a 中小企業者, and whether a large corporation (大規模法人) holds it.
    listed
        Whether its shares are listed or registered over the counter.
    adult_entertainment
        Whether it runs 性風俗関連営業.
    investment_contract
        Whether it makes a 株式投資契約 with investors.
    payments
        Payments for shares after the confirmation.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    name: str = ""
    confirmed_on: datetime.date | None = None
    founded_on: datetime.date | None = None
    employees: int | None = None
    community_business: bool | None = None
    living_services: bool | None = None
    hub_business_only: bool | None = None
    sales_yen: int | None = None
    operating_profit_yen: int | None = None
    industry: Industry | None = None
    small_company: bool | None = None
    subsidiary_of_large: bool | None = None
    listed: bool | None = None
    adult_entertainment: bool | None = None
    investment_contract: bool | None = None
    payments: tuple[Payment, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse people, sales and days that cannot be."""
        _check_persons(self.employees)
        largest = _limit("largest_yen")
        if self.sales_yen is not None and not 0 <= self.sales_yen <= largest:
            raise ValueRefusedError("company_sales_impossible", value=f"{self.sales_yen:,}", largest=f"{largest:,}")
        profit = self.operating_profit_yen
        if profit is not None and abs(profit) > largest:
            raise ValueRefusedError("company_profit_impossible", value=f"{profit:,}", largest=f"{largest:,}")
        if profit is not None and self.sales_yen is not None and profit > self.sales_yen:
            raise ValueRefusedError("company_profit_above_sales", value=f"{profit:,}", sales=f"{self.sales_yen:,}")
        if self.founded_on is not None and self.confirmed_on is not None and self.founded_on > self.confirmed_on:
            raise ValueRefusedError("company_founded_later", founded=self.founded_on, confirmed=self.confirmed_on)


def _check_persons(persons: int | None) -> None:
    largest = _limit("largest_persons")
    if persons is not None and not 0 <= persons <= largest:
        raise ValueRefusedError("company_persons_impossible", value=f"{persons:,}", largest=f"{largest:,}")
