"""Numbers and totals in the tables of town offices: 1,234人, △5, （千円）, rows that add up others."""

from __future__ import annotations

import re
import unicodedata

from geo.files.columns import LARGEST
from importing.cells.counts import is_secret_or_none, number_of

_DASHES = re.compile(r"[-‐－ー―−–]")
_NEGATIVE = re.compile(r"^(?:△|▲)\s*")
_UNIT = re.compile(r"(?<=\d)\s*(円|人|台|km|キロ|時間|日|便|回|歳|%)$", re.IGNORECASE)
_FACTORS = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "十万": 100_000, "百万": 1_000_000}
_SCALED = re.compile(r"(百万|十万|百|千|万)?(円|人)")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
_TOTAL = re.compile(
    r"(合|小|総|累|年|月)計|^計$|総数|(線|便|系統|区間|全体|町内|村内|市内|地区)計$|平均|前年|増減|^total$",
    re.IGNORECASE,
)


def amount_of(cell: str, factor: float = 1) -> float | None:
    """Read a cell as a number; None where it is none.

    Examples
    --------
    >>> [amount_of(c) for c in ("１，２３４人", "△5", "▲ 1,000円", "-", "欠測")]
    [1234.0, -5.0, -1000.0, 0.0, None]
    >>> amount_of("12.5", factor=1000)
    12500.0
    """
    text = unicodedata.normalize("NFKC", cell).strip()
    if is_dash(text):
        return 0.0
    sign = -1 if _NEGATIVE.match(text) else 1
    value = number_of(_UNIT.sub("", _NEGATIVE.sub("", text)))
    if value is None or abs(value * factor) > LARGEST:
        return None
    return round(sign * value * factor, 6)


def is_dash(cell: str) -> bool:
    """Return whether a cell is a dash, which statistics use for none."""
    text = unicodedata.normalize("NFKC", cell).strip()
    return len(text) == 1 and _DASHES.fullmatch(text) is not None


def is_suppressed(cell: str) -> bool:
    """Return whether a cell is a mark for what is kept secret or not known."""
    return is_secret_or_none(cell) and not is_dash(cell)


def unit_in(text: str) -> tuple[str, float] | None:
    """Find the unit of amounts in a header or a text above a table.

    Examples
    --------
    >>> unit_in("（単位：千円）"), unit_in("運行委託料（円）"), unit_in("路線名")
    (('千円', 1000.0), ('円', 1.0), None)
    """
    plain = unicodedata.normalize("NFKC", text)
    place = re.search(r"単位\s*[::]?\s*([^)\s]+)", plain) or _IN_BRACKETS.search(plain)
    found = _SCALED.fullmatch(place[1].strip()) if place else None
    return (found[0], float(_FACTORS[found[1] or ""])) if found else None


def without_unit(header: str) -> str:
    """Take the brackets off the end of a header: 委託料（千円） → 委託料."""
    return _IN_BRACKETS.sub("", unicodedata.normalize("NFKC", header)).strip()


def is_total(label: str) -> bool:
    """Return whether a label names a total, a mean or a comparison, which would count things twice.

    Examples
    --------
    >>> [is_total(w) for w in ("合計", "西霧線計", "小 計", "前年同月比", "計石", "会計センター前")]
    [True, True, True, True, False, False]
    """
    return _TOTAL.search("".join(unicodedata.normalize("NFKC", label).split())) is not None
