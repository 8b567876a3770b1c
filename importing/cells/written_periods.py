"""Periods as the tables of towns write them: 令和5年4月, R5.4, 2023/4/12, 4月 of a fiscal year told elsewhere, 令和5年度."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from geo.files.periods import period_as_written, span_of
from importing.cells.years import year_of

_YEAR = r"(?P<year>(?:令和|平成|昭和|[RHS])?\.?(?:元|\d{1,4}))"
_LONG = re.compile(
    _YEAR + r"(?:(?P<fiscal>年度)|(?P<mark>年|[./-]))?"
    r"(?:(?P<month>\d{1,2})(?:月分?|[./-](?=\d)|$)(?:(?P<day>\d{1,2})日?)?)?"
)
_DIGITS = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)?")
_MONTH = re.compile(r"(\d{1,2})月分?")
_WEEKDAY = re.compile(r"\([月火水木金土日][^)]*\)")
_CLOCK = re.compile(r" \d{1,2}:\d\d(:\d\d)?$")
_FISCAL_YEAR = re.compile(r"((?:令和|平成|昭和|[RHS])\s*\.?\s*(?:元|\d{1,2})|(?:19|20)\d\d)\s*年度")
_YEAR_IN_NAME = re.compile(r"(?<![A-Za-z\d])([RHS]\d{1,2}|(?:19|20)\d\d)(?!\d)")
_FIRST_MONTH = 4


def period_in(text: str, fiscal_year: int | None = None) -> str | None:
    """Read a cell or a header as a period; None where it is none.

    Parameters
    ----------
    text
        As written.
    fiscal_year
        The year to which a month without a year belongs; without it 4月 is no period.

    Examples
    --------
    >>> [period_in(w) for w in ("令和５年４月", "R5.4.12", "令和元年度", "2023/4", "2023年")]
    ['2023-04', '2023-04-12', 'FY2019', '2023-04', '2023']
    >>> period_in("3月", 2023), period_in("令和5年度3月"), period_in("3月")
    ('2024-03', '2024-03', None)
    """
    text = "".join(_WEEKDAY.sub("", _CLOCK.sub("", unicodedata.normalize("NFKC", text).strip())).split())
    written = period_as_written(text)
    if written is not None:
        return written
    digits, month = _DIGITS.fullmatch(text), _MONTH.fullmatch(text)
    if digits:
        return _known("-".join(p for p in digits.groups() if p))
    if month:
        return None if fiscal_year is None else _of_fiscal_year(fiscal_year, int(month[1]))
    found = _LONG.fullmatch(text)
    return _long(found) if found else None


def _long(found: re.Match[str]) -> str | None:
    year = year_of(f"{found['year']}年")
    if year is None or (found["month"] and not (found["fiscal"] or found["mark"])):
        return None
    if not found["month"]:
        return _known(f"FY{year}" if found["fiscal"] else f"{year}")
    if found["fiscal"]:
        return _of_fiscal_year(year, int(found["month"]))
    day = f"-{int(found['day']):02d}" if found["day"] else ""
    return _known(f"{year}-{int(found['month']):02d}{day}")


def _of_fiscal_year(year: int, month: int) -> str | None:
    return _known(f"{year if month >= _FIRST_MONTH else year + 1}-{month:02d}")


def _known(period: str) -> str | None:
    return period if span_of(period) is not None else None


def is_period_heading(text: str) -> bool:
    """Return whether a header names a period; a bare number is a number."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return not plain.isdigit() and period_in(plain, fiscal_year=2000) is not None


def fiscal_year_in(text: str) -> int | None:
    """Find the one fiscal year that a text names (令和5年度 …); None where it names none or several.

    Examples
    --------
    >>> fiscal_year_in("令和５年度 コミュニティバス乗車人数（令和6年5月作成）")
    2023
    """
    found = _FISCAL_YEAR.findall(unicodedata.normalize("NFKC", text))
    years = {year_of(f"{''.join(w.split())}年") for w in found}
    return years.pop() if len(years) == 1 else None


def fiscal_year_in_name(name: str) -> int | None:
    """Find the fiscal year in the name of a file: 乗車人数_R5.xlsx, 2023年度.csv."""
    text = unicodedata.normalize("NFKC", name)
    if _FISCAL_YEAR.search(text):
        return fiscal_year_in(text)
    years = {year_of(f"{w}年") for w in _YEAR_IN_NAME.findall(text)}
    return years.pop() if len(years) == 1 else None


def without_first_days(periods: Sequence[str | None]) -> tuple[list[str | None], bool]:
    """Take dates for months where every one is the first of a month, as spreadsheets keep months; tell whether they were."""
    days = [p for p in periods if p is not None and len(p) == len("2023-04-01")]
    if len(set(days)) < 2 or not all(p.endswith("-01") for p in days):
        return list(periods), False
    return [p if p is None or len(p) != len("2023-04-01") else p[:7] for p in periods], True
