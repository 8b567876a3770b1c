"""The one rule of rounding: what a reader sees of a value, and a difference as the difference of what is seen.

Halves go away from zero, as people round and as tables in the browser do. Minutes, people and per cent are whole; money is read in
yen, from 100,000 yen on in 10,000 yen (万円). 100 % is said of everybody only. People of a year after the base year are a forecast:
in tens, and fewer than ten are not told apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Any

SHARE = "割合"
PEOPLE = "人"
FORECAST = "人（推計）"
"""Unit of people of a year after the base year; read as 人."""

FEW = 10
"""Forecasts are rounded to so many persons; fewer than that are not told apart."""

FEW_TEXT = "10人未満"

MONEY = "円"
"""With this word units of money begin: 円, 円/年."""
TEN_THOUSAND_YEN = 10_000
_IN_TEN_THOUSANDS_FROM = 100_000
_DECIMALS: Mapping[str, int] = MappingProxyType({"種類": 1, "日": 1, "か所/千人": 2})
"""Decimals by unit; whole numbers for every other."""

_ALL = 100.0
_NOBODY = 1e-6
"""Sums that should come out at 0 stay below so many persons."""
_HALF = 0.5
_WHOLE_FROM = 2.0**53
"""From here on there are no halves."""


def half_up(value: float, decimals: int = 0) -> float:
    """Round a value, halves away from zero; what is not finite stays as it is.

    Examples
    --------
    >>> half_up(2.5), half_up(-2.5), half_up(0.25, 1)
    (3.0, -3.0, 0.3)
    """
    if not abs(value) < _WHOLE_FROM:
        return value
    if not decimals:
        # Exact as well: below 2^53 what is over the whole number is known to the last bit.
        size = abs(value)
        whole = math.floor(size)
        return math.copysign(whole + (size - whole >= _HALF), value) + 0.0
    return float(Decimal(float(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) + 0.0


def percent(share: float) -> float:
    """Turn a share (1 for everybody) into whole per cent; 100 only where nobody is missing.

    Examples
    --------
    >>> percent(8009 / 8012), percent(1.0), percent(0.004)
    (99.0, 100.0, 0.0)
    """
    seen = half_up(share * _ALL)
    return _ALL - 1 if share < 1 and seen == _ALL else seen


def people_unit(year: int | None) -> str:
    """Return the unit in which people are read: those of a year after the base year (None: the base year) are a forecast.

    Examples
    --------
    >>> people_unit(None), people_unit(2045)
    ('人', '人（推計）')
    """
    return PEOPLE if year is None else FORECAST


def tells_ages(persons: Any, *, counted: bool) -> Any:
    """Return of how many people ages are told: counted ones wherever anybody lives, a forecast's of `FEW` people and more.

    Parameters
    ----------
    persons
        A number, an array or a column of them.
    counted
        Whether they were counted, not forecast.

    Returns
    -------
    bool, or the like of ``persons``

    Examples
    --------
    >>> tells_ages(7.0, counted=True), tells_ages(7.0, counted=False), tells_ages(0.0, counted=True)
    (True, False, False)
    """
    return persons > 0 if counted else persons >= FEW


def is_few(value: float, unit: str) -> bool:
    """Return whether a value is a forecast of some people, but too few to be told."""
    return unit == FORECAST and _NOBODY < value < FEW


def is_large_amount(value: float, unit: str) -> bool:
    """Return whether a value is an amount of money that is read in 万円.

    Examples
    --------
    >>> is_large_amount(99_999.0, "円"), is_large_amount(-100_000.0, "円/年"), is_large_amount(100_000.0, "人")
    (False, True, False)
    """
    return unit.startswith(MONEY) and _IN_TEN_THOUSANDS_FROM <= abs(value) < math.inf


def shown(value: float, unit: str) -> float:
    """Return a value as it is read: shares in per cent, forecasts of people in tens (few of them as none), money in yen or whole 万円.

    Examples
    --------
    >>> shown(0.416, "割合"), shown(1234.6, "人"), shown(1234.6, FORECAST), shown(7.0, FORECAST), shown(1234567.0, "円/年")
    (42.0, 1235.0, 1230.0, 0.0, 1230000.0)
    """
    if unit == SHARE:
        return percent(value)
    if unit == FORECAST:
        return half_up(value / FEW) * FEW if value >= FEW else 0.0
    if is_large_amount(value, unit):
        return half_up(value / TEN_THOUSAND_YEN) * TEN_THOUSAND_YEN
    return half_up(value, _DECIMALS.get(unit, 0))


def shown_difference(value: float, baseline: float, unit: str) -> float:
    """Return the difference of two values as they are read: nobody who subtracts what stands there finds another.

    Examples
    --------
    >>> shown_difference(12.4, 10.6, "分"), shown_difference(10.9, 10.5, "分"), shown_difference(126.0, 114.0, FORECAST)
    (1.0, 0.0, 20.0)
    """
    return half_up(shown(value, unit) - shown(baseline, unit), decimals_of(unit))


def decimals_of(unit: str) -> int:
    """Return with how many decimals values of a unit are read."""
    return _DECIMALS.get(unit, 0)
