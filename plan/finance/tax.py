"""What an investor in a hub's company gets back: the income-tax measure of fiscal 2016 and 2017 (小さな拠点税制).

Of the investment (10 million yen at most) and 40 % of the total income (総所得金額) the smaller, less 2,000 yen, is deducted. With
the tax T by brackets, taxable income y and deduction D the refund is T(y) - T(y - D), so that a deduction that crosses a bracket is
counted at both rates (law_and_standards §6.4; 2016 briefing, three cases). Every amount is whole yen and exact.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from geo.reference import reference_table
from geo.reference.income_tax import income_tax_tables
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice

SCHEME = "2016・2017年度の制度による試算"
"""What stands over every answer."""

OTHER_YEAR = "今も使えるか、要確認"
"""What stands over an answer for a year in which the measure of 2016 and 2017 no longer holds, or doesn't hold yet."""

_PERCENT, _PER_MILLE = 100, 1000


@dataclass(frozen=True)
class InvestorTax:
    """What an investment gives back.

    Parameters
    ----------
    deduction_yen
        Deducted from the income.
    refund_yen, refund_with_surtax_yen
        Less income tax, without and with 復興特別所得税, to the yen (halves up).
    refund_when_filed_yen
        With the surtax, and rounded as on a return: taxable income down to 1,000 yen, tax down to 100 yen.
    notices
        What a reader must know: which cap was not applied, which year.
    """

    deduction_yen: int
    refund_yen: int
    refund_with_surtax_yen: int
    refund_when_filed_yen: int
    notices: tuple[Notice, ...]


def value_of(name: str) -> int:
    """Return a whole number of ``geo/reference/investor_tax.toml``."""
    return int(reference_table("investor_tax")[name].value)


@functools.cache
def _brackets() -> tuple[tuple[int, int], ...]:
    return income_tax_tables()["year_2016"].brackets


def income_tax_yen(taxable_yen: int) -> Fraction:
    """Return the income tax of 2016 on a taxable income, without surtax and before any rounding (yen).

    Examples
    --------
    >>> int(income_tax_yen(1_980_000))
    100500
    """
    limits = [*(start for start, _ in _brackets()[1:]), max(taxable_yen, _brackets()[-1][0])]
    parts = (
        rate * max(0, min(taxable_yen, limit) - start) for (start, rate), limit in zip(_brackets(), limits, strict=True)
    )
    return Fraction(sum(parts), _PERCENT)


def deduction_yen(investment_yen: int, income_yen: int | None = None) -> int:
    """Return what is deducted from the income; the cap of 40 % of the income needs the income.

    Examples
    --------
    >>> deduction_yen(50_000), deduction_yen(1_000_000, 1_000_000), deduction_yen(1_500)
    (48000, 398000, 0)
    """
    counted = min(investment_yen, value_of("investment_cap_yen"))
    if income_yen is not None:
        counted = min(counted, income_yen * value_of("income_share_percent") // _PERCENT)
    return max(0, counted - value_of("floor_yen"))


def investor_tax(
    taxable_yen: int, investment_yen: int, *, income_yen: int | None = None, fiscal_year: int | None = None
) -> InvestorTax:
    """Reckon the refund of an investor.

    Parameters
    ----------
    taxable_yen
        Taxable income (課税総所得金額) before the deduction.
    investment_yen
        Paid for shares in the year.
    income_yen
        Total income (総所得金額), for the cap of 40 %; None: the cap is not applied, which a notice says.
    fiscal_year
        In which the shares are paid for; None: 2016 or 2017.

    Raises
    ------
    geo.texts.errors.RequestError
        When an amount is below 0 or larger than anybody's.

    Examples
    --------
    >>> found = investor_tax(1_500_000, 50_000)
    >>> found.deduction_yen, found.refund_yen, found.refund_with_surtax_yen
    (48000, 2400, 2450)
    """
    _checked(taxable_yen, investment_yen, income_yen)
    deducted = deduction_yen(investment_yen, income_yen)
    left_yen = max(0, taxable_yen - deducted)
    refund = income_tax_yen(taxable_yen) - income_tax_yen(left_yen)
    return InvestorTax(
        deduction_yen=deducted,
        refund_yen=_to_yen(refund),
        refund_with_surtax_yen=_to_yen(refund * _with_surtax()),
        refund_when_filed_yen=_filed(taxable_yen) - _filed(left_yen),
        notices=tuple(_notices(taxable_yen, investment_yen, income_yen, fiscal_year)),
    )


def tax_document(found: InvestorTax) -> dict[str, Any]:
    """Return the keys of the command `tax` but its notices; beyond the contract the refund as a return rounds it, and the scheme."""
    return {
        "deduction_yen": found.deduction_yen,
        "refund_yen": found.refund_yen,
        "refund_with_surtax_yen": found.refund_with_surtax_yen,
        "refund_when_filed_yen": found.refund_when_filed_yen,
        "scheme": SCHEME,
    }


def scheme_holds(fiscal_year: int) -> bool:
    """Return whether the measure as it was told in 2016 held in a fiscal year.

    Examples
    --------
    >>> scheme_holds(2017), scheme_holds(2026)
    (True, False)
    """
    return value_of("first_fiscal_year") <= fiscal_year <= value_of("last_fiscal_year")


def _with_surtax() -> Fraction:
    return 1 + Fraction(value_of("surtax_per_mille"), _PER_MILLE)


def _to_yen(amount: Fraction) -> int:
    return int(amount + Fraction(1, 2))


def _filed(taxable_yen: int) -> int:
    taxable, tax_unit = value_of("taxable_unit_yen"), value_of("tax_unit_yen")
    tax = income_tax_yen(taxable_yen // taxable * taxable) * _with_surtax()
    return int(tax) // tax_unit * tax_unit


def _checked(taxable_yen: int, investment_yen: int, income_yen: int | None) -> None:
    given = {"課税所得": taxable_yen, "出資額": investment_yen, "総所得金額": income_yen}
    largest = value_of("largest_yen")
    wrong = [
        notice("tax_amount_impossible", name=name, value=f"{yen:,}", largest=f"{largest:,}")
        for name, yen in given.items()
        if yen is not None and not 0 <= yen <= largest
    ]
    if wrong:
        raise RequestError(*wrong)


def _notices(taxable_yen: int, investment_yen: int, income_yen: int | None, fiscal_year: int | None) -> list[Notice]:
    share = value_of("income_share_percent")
    found = [notice("tax_scheme")]
    if fiscal_year is not None and not scheme_holds(fiscal_year):
        found = [notice("tax_other_year", year=fiscal_year)]
    if income_yen is None and investment_yen * _PERCENT > taxable_yen * share:
        found.append(notice("tax_income_unknown", percent=share))
    if income_yen is not None and income_yen < taxable_yen:
        found.append(notice("tax_income_below_taxable", income=f"{income_yen:,}", taxable=f"{taxable_yen:,}"))
    return found
