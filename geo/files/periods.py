"""Periods as the tables of a region write them: a day, a month, a year, or a Japanese fiscal year (FY2024: from April)."""

from __future__ import annotations

import calendar
import datetime
import re

_FISCAL = re.compile(r"FY(\d{4})")
_OTHER = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SLASHED = re.compile(r"(\d{4})[/-](\d{1,2})(?:[/-](\d{1,2}))?")
_FISCAL_MONTH = 4


def span_of(period: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of a period; None where it is none.

    Examples
    --------
    >>> [str(day) for day in span_of("2024-02")]
    ['2024-02-01', '2024-02-29']
    >>> [str(day) for day in span_of("FY2024")]
    ['2024-04-01', '2025-03-31']
    >>> span_of("令和6年") is None
    True
    """
    fiscal = _FISCAL.fullmatch(period)
    if fiscal:
        start = int(fiscal[1])
        return (datetime.date(start, 4, 1), datetime.date(start + 1, 3, 31)) if 0 < start < datetime.MAXYEAR else None
    parts = _OTHER.fullmatch(period)
    if parts is None:
        return None
    year, month, day = (int(p) if p else None for p in parts.groups())
    assert year is not None
    try:
        first = datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day is not None:
        return first, first
    last_month = month or 12
    return first, datetime.date(year, last_month, calendar.monthrange(year, last_month)[1])


def period_as_written(text: str) -> str | None:
    """Return a period as files have it, from how spreadsheets save it again (2024/4, 2024/4/1); None where it is none.

    Examples
    --------
    >>> period_as_written("2024/4"), period_as_written("2024-04-12"), period_as_written("4月")
    ('2024-04', '2024-04-12', None)
    """
    parts = _SLASHED.fullmatch(text)
    if parts:
        text = "-".join([parts[1], *(f"{int(p):02d}" for p in parts.groups()[1:] if p)])
    return text if span_of(text) is not None else None


def month_of(period: str) -> str | None:
    """Return the month (2024-04) in which a period lies whole: that of a month or of a day; None for a year."""
    return period[:7] if len(period) >= 7 and span_of(period) is not None else None


def fiscal_year_of(period: str) -> int | None:
    """Return the fiscal year in which a period lies whole; None for a calendar year, which lies in two.

    Examples
    --------
    >>> [fiscal_year_of(p) for p in ("2025-03", "2025-04-01", "FY2025", "2025")]
    [2024, 2025, 2025, None]
    """
    span = span_of(period)
    if span is None:
        return None
    first, last = (day.year - (day.month < _FISCAL_MONTH) for day in span)
    return first if first == last else None
