"""Days and years in documents: western years with the Japanese era beside them, and days that a plan says only in part."""

from __future__ import annotations

import datetime
import re

_ERAS = (
    ("令和", datetime.date(2019, 5, 1)),
    ("平成", datetime.date(1989, 1, 8)),
    ("昭和", datetime.date(1926, 12, 25)),
)
"""Era and its first day, the newest first (元号を改める政令)."""
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def era_year(year: int) -> str:
    """Write a year with its era; the last era where two share the year.

    Examples
    --------
    >>> era_year(2027), era_year(2019), era_year(1900)
    ('2027年（令和9年）', '2019年（令和元年）', '1900年')
    """
    era = next(((name, year - first.year + 1) for name, first in _ERAS if year >= first.year), None)
    if era is None:
        return f"{year}年"
    name, number = era
    return f"{year}年（{name}{'元' if number == 1 else number}年）"


def fiscal_year_text(year: int) -> str:
    """Write a fiscal year with its era.

    Examples
    --------
    >>> fiscal_year_text(2027)
    '2027年度（令和9年度）'
    """
    return era_year(year).replace("年", "年度")


def fiscal_year_of(day: datetime.date) -> int:
    """Return the fiscal year (from April) in which a day lies."""
    return day.year if day.month >= 4 else day.year - 1


def day_text(day: datetime.date) -> str:
    """Write a day.

    Examples
    --------
    >>> day_text(datetime.date(2027, 4, 1))
    '2027年（令和9年）4月1日'
    """
    return f"{era_year(day.year)}{day.month}月{day.day}日"


def written_day(text: str) -> str:
    """Write a day, month or year as a plan file says it; other words stay as they are, nothing stays empty.

    Examples
    --------
    >>> written_day("2027-04-01"), written_day("2027-04"), written_day("2027"), written_day("春ごろ"), written_day("")
    ('2027年（令和9年）4月1日', '2027年（令和9年）4月', '2027年（令和9年）', '春ごろ', '')
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return text.strip()
    year, month, day = found.groups()
    parts = [era_year(int(year)), *([f"{int(month)}月"] if month else []), *([f"{int(day)}日"] if day else [])]
    return "".join(parts)
