"""Ages as the tables of towns and ministries write them: 0～4歳, 0-4, ５〜９, 85歳以上, 100歳～, 15歳未満, 満7歳, 12."""

from __future__ import annotations

import math
import re
import unicodedata

_DASH = r"[-‐‑–—―−ー~〜～]|から|より|to"
_SPAN = re.compile(rf"(?<!\d)(\d{{1,3}})(?:歳|才)?(?:{_DASH})+(\d{{1,3}})(?:歳|才)?(?!\d)")
_OPEN = re.compile(r"(?<!\d)(\d{1,3})(?:歳|才)?(?:以上|以降|超|[-‐–—―−ー~〜～]|\+)")
_BELOW = re.compile(r"(?<!\d)(\d{1,3})(?:歳|才)?未満")
_SINGLE = re.compile(r"(?<![\d-])満?(\d{1,3})(?:歳|才)(?!\d)(?!以|未|超)")
_BARE = re.compile(r"満?(\d{1,3})")
_MOST = 130
# 5-9 and 10-14 typed into a spreadsheet become the 9th of May and the 14th of October.
_MADE_DATES = {"05-09": (5, 9), "10-14": (10, 14), "5月9日": (5, 9), "10月14日": (10, 14)}
_MADE_DATE = re.compile(r"(?:(?:19|20)\d\d-(05-09|10-14)|(5月9日|10月14日))")
_DATE = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?")
_TOTALS = frozenset(
    {
        "総数",
        "計",
        "合計",
        "総計",
        "全年齢",
        "年齢計",
        "総人口",
        "人口総数",
        "人口",
        "total",
        "全体",
        "男女計",
        "総数(年齢)",
    }
)
_UNKNOWN = re.compile(r"不詳|不明|unknown", re.IGNORECASE)

AgeSpan = tuple[int, float]
"""First and last age; the last is infinite where a class is open."""


def narrowed(text: str) -> str:
    """Write text without spaces and full-width signs.

    Examples
    --------
    >>> narrowed("　６５ 歳 以上")
    '65歳以上'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def ages_in(text: str) -> AgeSpan | None:
    """Find the ages that a header or a cell names among other words; None where it names none.

    Examples
    --------
    >>> [ages_in(w) for w in ("男_65～69歳", "0-4歳の男性", "85歳以上", "15歳未満", "男7歳", "男性")]
    [(65, 69), (0, 4), (85, inf), (0, 14), (7, 7), None]
    """
    text = narrowed(text)
    span, over, below, single = (p.search(text) for p in (_SPAN, _OPEN, _BELOW, _SINGLE))
    if span is not None:
        low, high = int(span[1]), int(span[2])
        return (low, high) if low <= high <= _MOST else None
    if over is not None:
        # 60歳超 begins with 61.
        return _possible(int(over[1]) + over[0].endswith("超"), math.inf)
    if below is not None:
        return _possible(0, int(below[1]) - 1)
    return None if single is None else _possible(int(single[1]), int(single[1]))


def ages_of(cell: str) -> AgeSpan | None:
    """Read a cell of a column of ages, in which a bare number is a single age; None where it is none.

    Examples
    --------
    >>> [ages_of(c) for c in ("0～4", "12", "100以上", "2024-05-09", "総数", "東町1丁目")]
    [(0, 4), (12, 12), (100, inf), (5, 9), None, None]
    """
    text = narrowed(cell)
    made = _MADE_DATE.fullmatch(text)
    if made is not None:
        return _MADE_DATES[made[1] or made[2]]
    if _DATE.fullmatch(text):
        return None
    bare = _BARE.fullmatch(text)
    if bare is not None:
        return _possible(int(bare[1]), int(bare[1]))
    found = ages_in(text)
    digits = "".join(re.findall(r"\d+", text))
    named = re.sub(rf"\d|歳|才|以上|以降|未満|満|超|{_DASH}|\+|[()\[\]]", "", text)
    return found if digits and not named else None


def is_made_date(cell: str) -> bool:
    """Return whether a cell is a date that a spreadsheet made of 5-9 or 10-14."""
    return _MADE_DATE.fullmatch(narrowed(cell)) is not None


def is_all_ages(cell: str) -> bool:
    """Return whether a cell of a column of ages stands for everybody."""
    return narrowed(cell).casefold() in _TOTALS


def is_unknown_age(cell: str) -> bool:
    """Return whether a cell of a column of ages stands for those of unknown age (年齢不詳)."""
    return _UNKNOWN.search(narrowed(cell)) is not None


def _possible(low: int, high: float) -> AgeSpan | None:
    return (low, high) if 0 <= low <= _MOST and low <= high else None
