"""Years as Japanese tables write them: 2020, 令和2年, R2, 平成27年10月1日, 昭和55, 2023/4/1."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_LETTERS = {"M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018}
_ERA = re.compile(r"(明治|大正|昭和|平成|令和)\s*(元|\d{1,2})\s*年?")
_LETTER = re.compile(r"^\s*([MTSHR])\s*\.?\s*(\d{1,2})(?:\D|$)")
_WESTERN = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?:年|年度|[-/.]|$|\s)")


def year_of(text: str) -> int | None:
    """Read the year in a text; None where there is none.

    Examples
    --------
    >>> [year_of(w) for w in ("令和２年", "平成元年度", "S55.4.1", "2023/4/1", "12人")]
    [2020, 1989, 1980, 2023, None]
    """
    text = unicodedata.normalize("NFKC", text).strip()
    era = _ERA.search(text)
    if era:
        return _ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))
    letter = _LETTER.match(text)
    if letter:
        return _LETTERS[letter[1]] + int(letter[2])
    western = _WESTERN.search(text) or re.search(r"[/.]((?:19|20)\d\d)$", text)
    return int(western[1]) if western else None


def common_year(cells: Iterable[str]) -> int | None:
    """Return the year that every filled cell tells; None where they differ or do not tell."""
    years = Counter(year_of(c) for c in cells if c)
    return next(iter(years)) if len(years) == 1 else None
