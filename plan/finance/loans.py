"""Repayment of a loan year by year, in whole yen: annuity (元利均等) or equal principal (元金均等), with years of interest alone.

With principal P, yearly rate r and n years of repayment, the annuity is A = P r / (1 - (1 + r)^-n), or P / n where r is 0. Interest
is rounded to the yen each year (halves up), the principal is what is left of A, and the last year repays what is still owed, so that
the principal repaid is exactly P.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from plan.scenario.budget import Loan

_PERCENT = 100


@dataclass(frozen=True)
class Repayment:
    """A year of a loan.

    Parameters
    ----------
    year
        In which it is paid.
    interest_yen, principal_yen
        Paid in it.
    owed_yen
        Still owed after it.
    """

    year: int
    interest_yen: int
    principal_yen: int
    owed_yen: int

    @property
    def paid_yen(self) -> int:
        """Interest and principal together."""
        return self.interest_yen + self.principal_yen


def to_yen(amount: Fraction | float) -> int:
    """Round to the yen, halves up.

    Examples
    --------
    >>> to_yen(Fraction(5, 2)), to_yen(-0.5)
    (3, 0)
    """
    return int((Fraction(amount) + Fraction(1, 2)) // 1)


def exact(value: float) -> Fraction:
    """Return a number that somebody wrote as the decimal that they wrote: 0.1 is a tenth."""
    return Fraction(str(value))


def annuity_yen(owed_yen: int, rate: Fraction, years: int) -> Fraction:
    """Return what is paid each year so that nothing is owed after so many years, before rounding (yen).

    Examples
    --------
    >>> annuity_yen(2100, Fraction(1, 10), 2)
    Fraction(1210, 1)
    """
    if rate == 0:
        return Fraction(owed_yen, years)
    return owed_yen * rate / (1 - 1 / (1 + rate) ** years)


def repayments(loan: Loan) -> tuple[Repayment, ...]:
    """List the years of a loan, the first one after it was taken.

    Examples
    --------
    >>> [r.paid_yen for r in repayments(Loan("x", "hub", 2100, 2027, 2, rate_percent=10))]
    [1210, 1210]
    """
    rate = exact(loan.rate_percent) / _PERCENT
    owed = to_yen(exact(loan.yen))
    repaying = loan.years - loan.grace_years
    yearly = to_yen(annuity_yen(owed, rate, repaying))
    share = owed // repaying
    found = []
    for number in range(1, loan.years + 1):
        interest = to_yen(owed * rate)
        if number <= loan.grace_years:
            principal = 0
        elif number == loan.years:
            principal = owed
        else:
            principal = share if loan.method == "equal_principal" else min(owed, max(0, yearly - interest))
        owed -= principal
        found.append(Repayment(loan.year + number, interest, principal, owed))
    return tuple(found)
