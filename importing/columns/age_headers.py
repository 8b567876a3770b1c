"""Columns of people by sex and age, as the standard data sets, registers and censuses head them: 0-4歳の男性, 男_65～69歳, man1, 女12歳.

Every header that names ages is a class; the five-year ages of villages.csv, and where those cannot be had its broad groups, are put
together from classes that follow one another without a gap. So single years, classes above 85 and groups repeated beside their parts
are all read by one rule, and nobody counts twice.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geo.region.tables.villages import FIVE_YEARS
from geo.texts.messages import notice
from importing.cells.counts import is_secret_or_none, number_of, plain
from importing.cells.written_ages import ages_in, narrowed
from importing.columns.guess_columns import columns_used
from importing.files.layers import Layer

_SEX = re.compile(r"(男性?|女性?)|(?<![a-z])(male|female|men|women|man|woman|m|f)(?![a-z])", re.IGNORECASE)
_NUMBERED = re.compile(r"(man|woman)(\d{1,2})", re.IGNORECASE)
_WOMEN = ("女", "f", "w")
_MADE_POPULATION = "人口（年齢の合計）"
_EVERYBODY = ("総数", "計", "合計", "総計", "総人口", "人口総数", "男女計", "計／総数", "計／計", "総数／計", "総数／総数", "合計／計", "人口／計",
              "総数、年齢「不詳」含む", "総数、年齢不詳含む", "総数(年齢「不詳」含む)")  # fmt: skip
_OPENS = 85
_SECRET = "X"
_FIVE: Mapping[str, tuple[int, float]] = {
    age: (int(age[:2]), math.inf if age.endswith("over") else int(age[3:])) for age in FIVE_YEARS
}
_GROUPS: Mapping[str, tuple[int, float]] = {
    "pop_0_14": (0, 14),
    "pop_15_64": (15, 64),
    "pop_65_over": (65, math.inf),
    "pop_75_over": (75, math.inf),
}


@dataclass(frozen=True)
class AgeClass:
    """A column of people by age: its header, its sex (m, f; empty for both together) and its ages, the last included."""

    header: str
    sex: str
    low: int
    high: float


def sex_in(text: str) -> str | None:
    """Return ``m`` or ``f`` as a header names it, empty where it names none, None where it names both.

    Examples
    --------
    >>> [sex_in(h) for h in ("男 0-4", "Female", "人口", "男女計")]
    ['m', 'f', '', None]
    """
    sexes = {"f" if m[0][0] in _WOMEN else "m" for m in _SEX.finditer(narrowed(text).casefold())}
    return None if len(sexes) > 1 else "".join(sexes)


def age_class(header: str, label: str = "") -> AgeClass | None:
    """Return the sex and ages that a header names; None where it names no ages.

    Parameters
    ----------
    header
        As it stands.
    label
        What it means, where headers are codes.

    Examples
    --------
    >>> age_class("女性 80〜84歳"), age_class("65歳以上"), age_class("町名0-4")
    (AgeClass(header='女性 80〜84歳', sex='f', low=80, high=84), AgeClass(header='65歳以上', sex='', low=65, high=inf), None)
    """
    text = narrowed(label or header)
    sex, ages = sex_in(text), ages_in(text)
    if sex is None or ages is None or "世帯" in text or "平均" in text:
        return None
    named = re.sub(r"[\d歳才]|以上|未満|[-‐–—―−ー~〜～+]", "", text)
    # Without 歳 and without a sex only a header that is nothing but ages is one.
    if "歳" not in text and "才" not in text and not (sex or not named):
        return None
    if "歳" not in text and sex and re.sub(r"男性?|女性?|[a-z_／/・の（）()]", "", named.casefold()):
        return None
    return AgeClass(header, sex, *ages)


def with_ages(layer: Layer, matched: Mapping[str, str]) -> tuple[Layer, dict[str, str]]:
    """Match the columns of five-year ages by sex, where the classes of a table can be put together to all of them.

    Returns
    -------
    Layer, dict of str to str
        The layer with a column more where classes were added up, and all columns that are known. Where five-year ages cannot be had,
        the groups of villages.csv (0–14, 15–64, 65 and over, 75 and over) that the classes add up to, with or without the sexes.
    """
    headers = [str(h) for h in layer.table.columns if h not in matched.values()]
    classes = _numbered(headers) or [c for h in headers if (c := age_class(h, layer.labels.get(h, ""))) is not None]
    if not classes:
        return layer, dict(matched)
    chosen = {
        f"{sex}_{age}": tiled([c for c in classes if c.sex == sex], *ages)
        for sex in "mf"
        for age, ages in _FIVE.items()
    }
    table, more = layer.table, dict(matched)
    notices = list(layer.notices)
    if not all(chosen.values()):
        found = [c for c in classes if c.sex and c.high == math.inf and c.low < _OPENS]
        if found and any(chosen.values()):
            first = min(c.low for c in found)
            notices.append(notice("ages_open_early", file=layer.file, age=first))
        layer, more = _with_groups(replace(layer, notices=tuple(notices)), matched, classes)
        return _with_population(layer, more, tiled([c for c in classes if not c.sex], 0, math.inf))
    sums = {column: added(table[[c.header for c in those]]) for column, those in chosen.items() if len(those) > 1}
    table = table.assign(**sums)
    more |= {column: column if column in sums else those[0].header for column, those in chosen.items()}
    every = [c for those in chosen.values() for c in those]
    return _with_population(replace(layer, table=table), more, every)


def _numbered(headers: Sequence[str]) -> list[AgeClass]:
    """Return the classes of a table that numbers them: man1 … man18 are 0–4 … 85 and over."""
    found = {}
    for header in headers:
        match = _NUMBERED.fullmatch(narrowed(header))
        if match is not None:
            found["m" if match[1].casefold() == "man" else "f", int(match[2])] = header
    if set(found) != {(sex, number) for sex in "mf" for number in range(1, len(FIVE_YEARS) + 1)}:
        return []
    ages = list(_FIVE.values())
    return [AgeClass(header, sex, *ages[number - 1]) for (sex, number), header in found.items()]


def _with_population(
    layer: Layer, matched: dict[str, str], everybody: Sequence[AgeClass]
) -> tuple[Layer, dict[str, str]]:
    """Take everybody's number from the column that has it beside the ages, else from the ages together."""
    if "population" in matched:
        return layer, matched
    words = {plain(w) for w in _EVERYBODY}
    for header in map(str, layer.table.columns):
        if plain(layer.labels.get(header, header)) in words and header not in matched.values():
            new = columns_used("villages", {"population": header}, layer.file)
            return replace(layer, notices=(*layer.notices, new)), {**matched, "population": header}
    if not everybody:
        return layer, matched
    table = layer.table.assign(**{_MADE_POPULATION: added(layer.table[[c.header for c in everybody]])})
    new = notice("population_from_ages", file=layer.file)
    return replace(layer, table=table, notices=(*layer.notices, new)), {**matched, "population": _MADE_POPULATION}


def _with_groups(layer: Layer, matched: Mapping[str, str], known: Sequence[AgeClass]) -> tuple[Layer, dict[str, str]]:
    """Add up the groups of villages.csv that the classes of a table tile without a gap."""
    table, more = layer.table, dict(matched)
    made = []
    for column, (low, high) in _GROUPS.items():
        if column in more:
            continue
        both = tiled([c for c in known if not c.sex], low, high)
        each = [tiled([c for c in known if c.sex == sex], low, high) for sex in "mf"]
        chosen = both or ([*each[0], *each[1]] if each[0] and each[1] else [])
        if chosen:
            table = table.assign(**{column: added(table[[c.header for c in chosen]])})
            more[column] = column
            made.append(f"{column} ← {'＋'.join(layer.labels.get(c.header, c.header) for c in chosen)}")
    if not made:
        return layer, dict(matched)
    new = notice("ages_from_classes", file=layer.file, columns="、".join(made))
    return replace(layer, table=table, notices=(*layer.notices, new)), more


def tiled(classes: Sequence[AgeClass], low: int, high: float) -> list[AgeClass]:
    """Choose classes that follow one another from the first age to the last, the widest first; none where there is a gap.

    Examples
    --------
    >>> [c.header for c in tiled([AgeClass("0-4", "", 0, 4), AgeClass("0", "", 0, 0), AgeClass("5-9", "", 5, 9)], 0, 9)]
    ['0-4', '5-9']
    """
    chosen: list[AgeClass] = []
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


def added(cells: pd.DataFrame) -> pd.Series:
    """Add columns up row by row, as text; secret (X) where one of them is, empty where one is no number."""
    return pd.Series([_sum(row) for row in cells.to_numpy(dtype=object).tolist()], index=cells.index, dtype=object)


def _sum(cells: Sequence[object]) -> str:
    numbers = [0.0 if _is_none(str(c)) else number_of(c) for c in cells]
    known = [n for n in numbers if n is not None]
    if len(known) == len(numbers):
        return f"{np.sum(known):.10g}"
    return _SECRET if any(is_secret_or_none(str(c)) and not _is_none(str(c)) for c in cells) else ""


def _is_none(cell: str) -> bool:
    """Return whether a cell is a dash, which statistics write for nobody; what is kept secret is not nobody."""
    return is_secret_or_none(cell) and not re.search(r"[xX*χ….]", narrowed(cell))
