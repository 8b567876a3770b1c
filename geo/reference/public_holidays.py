"""The national holidays of Japan by the rules of the law, with the days that take their place."""

from __future__ import annotations

import datetime
import functools
import tomllib
from pathlib import Path
from typing import Any

_DAY = datetime.timedelta(days=1)
_SUNDAY = 6
_YEAR_SHIFT = 0.242194
_EPOCH = 1980


@functools.cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def first_known_day() -> datetime.date:
    """Return the first day from which on the rules hold."""
    return datetime.date(_rules()["holds_from"], 1, 1)


def public_holidays(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """List the holidays between two days, both included, of the years for which the rules hold (2022 to 2099).

    Notes
    -----
    Source: 国民の祝日に関する法律 (`public_holidays.toml`). A holiday on a Sunday gives the next day that is none; a day between two holidays
    is one.

    Examples
    --------
    >>> [d.strftime("%m%d") for d in public_holidays(datetime.date(2026, 4, 1), datetime.date(2026, 12, 31))]
    ['0429', '0503', '0504', '0505', '0506', '0720', '0811', '0921', '0922', '0923', '1012', '1103', '1123']
    """
    rules = _rules()
    years = range(max(first.year, rules["holds_from"]), min(last.year, rules["holds_until"]) + 1)
    return [day for year in years for day in _of_year(year) if first <= day <= last]


def _of_year(year: int) -> list[datetime.date]:
    rules = _rules()
    days = {datetime.date(year, r["month"], r["day"]) for r in rules["fixed"]}
    days |= {_monday(year, r["month"], r["week"]) for r in rules["mondays"]}
    days |= {_equinox(year, r["month"], r["offset"]) for r in rules["equinoxes"]}
    given = set(days)
    for day in sorted(given):
        if day.weekday() == _SUNDAY:
            instead = day + _DAY
            while instead in given:
                instead += _DAY
            days.add(instead)
    between = {day + _DAY for day in given if day + 2 * _DAY in given and day + _DAY not in days}
    return sorted(days | between)


def _monday(year: int, month: int, week: int) -> datetime.date:
    first = datetime.date(year, month, 1)
    return first + _DAY * ((7 - first.weekday()) % 7 + 7 * (week - 1))


def _equinox(year: int, month: int, offset: float) -> datetime.date:
    return datetime.date(year, month, int(offset + _YEAR_SHIFT * (year - _EPOCH)) - (year - _EPOCH) // 4)
