"""Headers of people by sex and five-year age, as the standard data sets and residents' registers write them: 0-4歳の男性, 男_65～69歳, 女性85歳以上."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geo.region.tables.villages import FIVE_YEARS
from geo.texts.messages import notice
from importing.cells.counts import is_secret_or_none, number_of
from importing.files.layers import Layer

_SPAN = re.compile(r"(?<!\d)(\d{1,3})歳?(?:[-~〜～―ー−から]+)(\d{1,3})歳?(?!\d)")
_OPEN = re.compile(r"(?<!\d)(\d{1,3})歳?(?:以上|~|-|\+)")
_SEX = re.compile(r"(男性?|女性?)|(?<![a-z])(male|female|men|women|man|woman|m|f)(?![a-z])", re.IGNORECASE)
_WOMEN = ("女", "f", "w")
_OLDEST = 85
_GROUPS: Mapping[str, tuple[int, float]] = {
    "pop_0_14": (0, 14),
    "pop_15_64": (15, 64),
    "pop_65_over": (65, math.inf),
    "pop_75_over": (75, math.inf),
}


def age_column(header: str) -> str | None:
    """Return the column of villages.csv that a header means; None where it is no five-year age of one sex.

    Examples
    --------
    >>> [age_column(h) for h in ("0-4歳の男性", "女_65～69歳", "85歳以上の女性", "95-99歳の男性", "0-4歳", "男性")]
    ['m_00_04', 'f_65_69', 'f_85_over', 'm_85_over', None, None]
    """
    text = "".join(unicodedata.normalize("NFKC", header).split())
    sex = _SEX.search(text)
    if sex is None or len({m[0][0] in _WOMEN for m in [*_SEX.finditer(text.casefold())]}) > 1:
        return None
    letter = "f" if sex[0].casefold()[0] in _WOMEN else "m"
    span, over = _SPAN.search(text), _OPEN.search(text)
    if span is not None:
        low, high = int(span[1]), int(span[2])
        if low >= _OLDEST and high >= low:
            return f"{letter}_85_over"
        name = f"{low:02d}_{high:02d}"
        return f"{letter}_{name}" if name in FIVE_YEARS else None
    return f"{letter}_85_over" if over is not None and int(over[1]) >= _OLDEST else None


def with_ages(layer: Layer, matched: Mapping[str, str]) -> tuple[Layer, dict[str, str]]:
    """Match the columns of five-year ages by sex, where a table has all of them; several classes from 85 on are added up.

    Returns
    -------
    Layer, dict of str to str
        The layer with a column more where classes were added up, and all columns that are known. Where classes are wanting, the
        groups of villages.csv (0–14, 15–64, 65 and over, 75 and over) that the others add up to, with or without the sexes.
    """
    headers: dict[str, list[str]] = {}
    for header in map(str, layer.table.columns):
        column = age_column(header)
        if column is not None and header not in matched.values():
            headers.setdefault(column, []).append(header)
    if set(headers) != {f"{sex}_{age}" for sex in "mf" for age in FIVE_YEARS}:
        return _with_groups(layer, matched)
    table, more = layer.table, dict(matched)
    for column, those in headers.items():
        if len(those) > 1:
            open_end = [h for h in those if _is_from_85(h)]
            # 85歳以上 beside 85–89, 90–94 … is their sum, not a class of its own.
            headers[column] = open_end or those
    for column, those in headers.items():
        if len(those) > 1:
            table = table.assign(**{column: _added(table[those])})
        more[column] = column if len(those) > 1 else those[0]
    return replace(layer, table=table), more


@dataclass(frozen=True)
class _AgeClass:
    """A column of people by age: its header, its sex (empty for both together) and its ages, the last included."""

    header: str
    sex: str
    low: int
    high: float


def _age_class(header: str) -> _AgeClass | None:
    text = "".join(unicodedata.normalize("NFKC", header).split())
    sexes = {"f" if m[0][0] in _WOMEN else "m" for m in _SEX.finditer(text.casefold())}
    if len(sexes) > 1 or "歳" not in text:
        return None
    span, over = _SPAN.search(text), _OPEN.search(text)
    sex = "".join(sexes)
    if span is not None and int(span[1]) <= int(span[2]):
        return _AgeClass(header, sex, int(span[1]), int(span[2]))
    return _AgeClass(header, sex, int(over[1]), math.inf) if span is None and over is not None else None


def _with_groups(layer: Layer, matched: Mapping[str, str]) -> tuple[Layer, dict[str, str]]:
    """Add up the groups of villages.csv that the classes of a table tile without a gap."""
    known = [c for h in map(str, layer.table.columns) if h not in matched.values() and (c := _age_class(h)) is not None]
    table, more = layer.table, dict(matched)
    made = []
    for column, (low, high) in _GROUPS.items():
        if column in more:
            continue
        both = _tiled([c for c in known if not c.sex], low, high)
        each = [_tiled([c for c in known if c.sex == sex], low, high) for sex in "mf"]
        chosen = both or ([*each[0], *each[1]] if each[0] and each[1] else [])
        if chosen:
            table = table.assign(**{column: _added(table[[c.header for c in chosen]])})
            more[column] = column
            made.append(f"{column} ← {'＋'.join(c.header for c in chosen)}")
    if not made:
        return layer, dict(matched)
    new = notice("ages_from_classes", file=layer.file, columns="、".join(made))
    return replace(layer, table=table, notices=(*layer.notices, new)), more


def _tiled(classes: list[_AgeClass], low: int, high: float) -> list[_AgeClass]:
    """Choose classes that follow one another from the first age to the last, the widest first; none where there is a gap."""
    chosen: list[_AgeClass] = []
    at: float = low
    while at <= high:
        fitting = [c for c in classes if c.low == at and c.high <= high]
        if not fitting:
            return []
        chosen.append(max(fitting, key=lambda c: c.high))
        if chosen[-1].high >= high:
            return chosen
        at = chosen[-1].high + 1
    return []


def _is_from_85(header: str) -> bool:
    text = "".join(unicodedata.normalize("NFKC", header).split())
    found = _OPEN.search(text)
    return _SPAN.search(text) is None and found is not None and int(found[1]) == _OLDEST


def _added(cells: pd.DataFrame) -> pd.Series:
    return cells.apply(_sum, axis=1)


def _sum(cells: Iterable[object]) -> str:
    numbers = [0.0 if is_secret_or_none(str(c)) and str(c).strip() != "X" else number_of(c) for c in cells]
    known = [n for n in numbers if n is not None]
    return f"{np.sum(known):.10g}" if len(known) == len(numbers) else ""
