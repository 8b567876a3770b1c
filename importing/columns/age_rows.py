"""Tables with a row for each age or sex of a place, as residents' registers are published, turned into one row a place.

A register's table has a row for each place and age class (or single year), with 男, 女 and 計 beside each other or below each other; or
a row for each place and sex with the ages beside each other. Rows of totals are told by their words, and what cannot be read is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cells_of
from importing.cells.counts import is_secret_or_none, number_of, plain
from importing.cells.written_ages import ages_of, is_all_ages, is_made_date, is_unknown_age
from importing.columns.age_headers import age_class, sex_in
from importing.columns.kinds import DATE_HEADERS
from importing.files.layers import Layer

SEX_HEADERS = frozenset({"性別", "男女", "男女別", "男女区分", "性", "sex", "男女の別", "区分(男女)"})
_AGE_HEADERS = re.compile(r"年[齢令]|各歳|歳別|^age")
_COUNT_HEADERS = (
    "人口",
    "人数",
    "人口数",
    "住民数",
    "総数",
    "計",
    "合計",
    "値",
    "人口(人)",
    "人数(人)",
    "population",
    "persons",
    "value",
)
_MEN, _WOMEN = frozenset({"男", "男性", "m", "male", "男子"}), frozenset({"女", "女性", "f", "female", "女子"})
_BOTH = frozenset(
    {"計", "総数", "合計", "男女計", "総計", "total", "t", "全体", "人口", "人口計", "人口総数", "総人口"}
)
_MOSTLY = 0.5
_SEXES = {"m": "男", "f": "女", "": "計"}
_POPULATION = "人口（計）"


@dataclass(frozen=True)
class _Shape:
    """Where a table has its places, ages, sexes and counts; counts are by sex, empty for both together."""

    places: tuple[str, ...]
    ages: str
    sex: str
    counts: Mapping[str, str]


def widened(layer: Layer, matched: Mapping[str, str]) -> tuple[Layer, dict[str, str]]:
    """Turn a table with a row for each age or sex of a place into one row a place; any other table stays as it is.

    Parameters
    ----------
    layer
        As read.
    matched
        Column of villages.csv → header; those of places are needed.

    Returns
    -------
    Layer, dict of str to str
        A column for each sex and class, headed 「男0～4歳」 and so on, and 「人口（計）」 where the table has totals; the index is the first row of
        each place. Columns that differ within a place are left out.

    Raises
    ------
    geo.texts.errors.RequestError
        When a place has the same age and sex twice.
    """
    shape = _shape(layer, matched)
    if shape is None:
        return layer, dict(matched)
    table, filled = _filled_down(layer.table, shape)
    places = table[list(shape.places)].apply(cells_of).agg("\0".join, axis=1)
    notices = list(layer.notices)
    if filled:
        notices.append(notice("age_rows_filled", file=layer.file, field=shape.places[0], count=f"{filled:,}"))
    long, left = _long(table, shape, layer.file)
    notices += left
    again = _twice(long, places)
    if again:
        raise RequestError(notice("age_rows_twice", file=layer.file, names=short_list(again), count=f"{len(again):,}"))
    wide = long.assign(place=places.reindex(long["row"]).to_numpy()).pivot(
        index="place", columns="column", values="count"
    )
    order = list(dict.fromkeys(long["column"]))
    first = ~places.duplicated()
    same, differing = _same_within(table, places, [shape.ages, shape.sex, *shape.counts.values()])
    rows = same[first].assign(_place=places[first])
    rows = rows.join(wide[order], on="_place").drop(columns="_place")
    rows = rows[places[first].isin(wide.index).to_numpy()].fillna("")
    if differing:
        notices.append(notice("age_rows_columns_left", file=layer.file, columns=short_list(differing)))
    more = {c: h for c, h in matched.items() if h in rows}
    if _POPULATION in rows:
        more["population"] = _POPULATION
    notices.append(
        notice(
            "age_rows_widened", file=layer.file, count=f"{len(table):,}", places=f"{len(rows):,}", classes=len(order)
        )
    )
    return replace(layer, table=rows, notices=tuple(notices)), more


def _shape(layer: Layer, matched: Mapping[str, str]) -> _Shape | None:
    """Tell by headers and cells whether ages or sexes stand below each other."""
    table = layer.table
    key = next((matched[c] for c in ("name", "village_id") if c in matched and matched[c] in table), None)
    if layer.shapes is not None or key is None:
        return None
    headers = [str(h) for h in table.columns if h != key]
    ages = next((h for h in headers if _holds_ages(h, table[h])), "")
    sex = next((h for h in headers if plain(h) in SEX_HEADERS and _holds_sexes(table[h])), "")
    dates = [h for h in headers if plain(h) in {plain(d) for d in DATE_HEADERS}]
    codes = (
        [matched["village_id"]]
        if matched.get("village_id") in headers and _filled(table[matched["village_id"]])
        else []
    )
    places = (key, *codes, *dates)
    if ages:
        counts = _counts(headers, ages, matched, one=bool(sex))
        return _Shape(places, ages, sex, counts) if counts else None
    if not sex or not _rows_of_sexes(table[sex]):
        return None
    aged = {h: h for h in headers if (c := age_class(h, layer.labels.get(h, ""))) is not None and not c.sex}
    if not aged:
        return None
    everybody = matched.get("population") or next((h for w in _COUNT_HEADERS for h in headers if plain(h) == w), None)
    return _Shape(places, "", sex, aged | ({everybody: everybody} if everybody else {}))


def _filled(cells: pd.Series) -> bool:
    return bool((cells_of(cells) != "").any())


def _holds_ages(header: str, cells: pd.Series) -> bool:
    texts = [c for c in cells_of(cells) if c]
    if not texts or sex_in(header) != "":
        return False
    known = sum(is_all_ages(c) or is_unknown_age(c) or ages_of(c) is not None for c in texts)
    if known <= _MOSTLY * len(texts) or len({ages_of(c) for c in texts} - {None}) < 2:
        return False
    # Under any other header bare numbers are counts, not ages.
    return _AGE_HEADERS.search(plain(header)) is not None or all(number_of(c) is None for c in texts)


def _holds_sexes(cells: pd.Series) -> bool:
    texts = {plain(c) for c in cells_of(cells) if c}
    return bool(texts) and texts <= _MEN | _WOMEN | _BOTH


def _rows_of_sexes(cells: pd.Series) -> bool:
    texts = {plain(c) for c in cells_of(cells)}
    return bool(texts & _MEN) and bool(texts & _WOMEN)


def _counts(headers: Sequence[str], ages: str, matched: Mapping[str, str], *, one: bool) -> dict[str, str]:
    """Return the columns of people by sex: men, women and both; one column alone where the sexes stand below each other."""
    found: dict[str, str] = {}
    for header in headers:
        words = re.sub(r"人口|人数|住民|数|\(人\)|[()（）_／/・]", "", plain(header))
        sex = "m" if words in _MEN else "f" if words in _WOMEN else None
        if header != ages and sex is not None:
            found.setdefault(sex, header)
    both = next(
        (h for w in _COUNT_HEADERS for h in headers if plain(h) == plain(w) and h != ages), matched.get("population")
    )
    if one:
        return {"": both} if both else {}
    if both and both not in found.values():
        found[""] = both
    return found if {"m", "f"} <= set(found) or "" in found else {}


def _filled_down(table: pd.DataFrame, shape: _Shape) -> tuple[pd.DataFrame, int]:
    """Write the place into the rows below it, where it stands in the first row of its block alone."""
    key = shape.places[0]
    cells = cells_of(table[key])
    blank = cells == ""
    if not blank.any() or blank.iloc[0]:
        return table, 0
    table = table.copy()
    for column in shape.places:
        own = cells_of(table[column])
        table[column] = own.where(~(blank & (own == "")), None).ffill()
    return table, int(blank.sum())


def _long(table: pd.DataFrame, shape: _Shape, file: str) -> tuple[pd.DataFrame, list[Notice]]:
    """Return row, column and count for each count that is kept, and what was left out and why."""
    found: list[tuple[object, str, str]] = []
    unread: list[str] = []
    unknown = made = 0
    unknown_people = 0.0
    for index, row in table.iterrows():
        sex = _sex_of(str(row[shape.sex])) if shape.sex else None
        if not shape.ages:
            for header in shape.counts:
                aged = age_class(header) is not None
                column = f"{_SEXES[sex]}{header}" if sex else header if aged else _POPULATION
                found.append((index, column, str(row[header])))
            continue
        cell = str(row[shape.ages])
        made += is_made_date(cell)
        ages = ages_of(cell)
        if ages is None and is_unknown_age(cell):
            unknown += 1
            unknown_people += sum(
                number_of(row[h]) or 0 for s, h in shape.counts.items() if s or len(shape.counts) == 1
            )
            continue
        if ages is None and not is_all_ages(cell):
            unread.append(cell)
            continue
        for own, header in shape.counts.items():
            of = own if sex is None else sex
            if ages is None:
                found += [(index, _POPULATION, str(row[header]))] if not of else []
            else:
                found.append((index, f"{_SEXES[of]}{_words(*ages)}", str(row[header])))
    notices = []
    if made:
        notices.append(notice("age_rows_dates", file=file, field=shape.ages, count=f"{made:,}"))
    if unknown:
        notices.append(
            notice(
                "age_rows_unknown", file=file, field=shape.ages, count=f"{unknown:,}", people=f"{unknown_people:,.0f}"
            )
        )
    if unread:
        names = short_list(list(dict.fromkeys(c or "（空）" for c in unread)))
        notices.append(notice("age_rows_unread", file=file, field=shape.ages, count=f"{len(unread):,}", names=names))
    kept = [(row, column, _count(count)) for row, column, count in found]
    return pd.DataFrame(kept, columns=["row", "column", "count"]), notices


def _count(cell: str) -> str:
    return "0" if is_secret_or_none(cell) and cell.strip() in "-－‐―ー−–" else cell


def _sex_of(cell: str) -> str:
    return "m" if plain(cell) in _MEN else "f" if plain(cell) in _WOMEN else ""


def _words(low: int, high: float) -> str:
    return f"{low}歳以上" if high == float("inf") else f"{low}歳" if low == high else f"{low}～{high:.0f}歳"


def _twice(long: pd.DataFrame, places: pd.Series) -> list[str]:
    """Name the places that have a class twice."""
    keyed = long.assign(place=places.reindex(long["row"]).to_numpy())
    again = keyed[keyed.duplicated(["place", "column"])]
    return list(
        dict.fromkeys(
            f"{p.replace(chr(0), ' ').strip()} {c}" for p, c in zip(again["place"], again["column"], strict=True)
        )
    )


def _same_within(table: pd.DataFrame, places: pd.Series, without: Sequence[str]) -> tuple[pd.DataFrame, list[str]]:
    """Return the columns that say one thing in all rows of a place that say anything, and the headers of the others."""
    same, differing = {}, []
    for header in (str(h) for h in table.columns if h not in without):
        cells = cells_of(table[header])
        filled = cells.where(cells != "")
        if filled.groupby(places).nunique().le(1).all():
            same[header] = filled.groupby(places).transform("first").fillna("")
        else:
            differing.append(header)
    return pd.DataFrame(same, index=table.index, dtype=object), differing
