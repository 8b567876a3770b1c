"""Tables that tell the same village several times: at several dates, by sex, in totals. Everybody is counted once, or it is asked what is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cells_of
from importing.cells.counts import number_of, plain
from importing.columns.age_rows import SEX_HEADERS
from importing.columns.counted_basis import date_of
from importing.columns.kinds import DATE_HEADERS
from importing.files.layers import Layer

_MEN, _WOMEN = frozenset({"男", "男性", "m", "male"}), frozenset({"女", "女性", "f", "female"})
_BOTH = frozenset({"計", "総数", "合計", "男女計", "総計", "全体", "total", "t"})
_WHOLE = frozenset(
    {
        "全域",
        "全体",
        "全町",
        "全村",
        "全市",
        "町全体",
        "村全体",
        "市全体",
        "町全域",
        "村全域",
        "市全域",
        "全区",
        "町内全域",
        "市内全域",
    }
)
_TOTALS = frozenset({"合計", "総計", "計", "総数", "小計", "全市計", "町計", "村計", "市計", "total"})
_SUBTOTAL = re.compile(r"(地区|区|町|村|市|字|校区|学区|全体|地域|支所)計$")
_FEWEST_OTHERS = 3
_HOLDS_OTHERS = "1"
"""HTKSYORI of an area whose figures hold the people of areas that are kept secret."""


def once_by_date(layer: Layer, key: str | None, counted: str | None, name: str | None = None) -> Layer:
    """Keep the rows of the latest date, where villages stand at several dates; the others are left out and told with their people.

    Parameters
    ----------
    layer
        As read.
    key
        The header of ids or names; a table in which nothing stands twice is left alone, whatever its dates.
    counted
        The header of people.
    name
        The header by which villages are told, where it is another one.
    """
    known = _several_dates(layer, key)
    if known is None:
        return layer
    header, dates, dated = known
    assert key is not None
    latest = dated == dated.max()
    notices = []
    for date in sorted(set(dated[~latest])):
        chosen = dated == date
        place: dict[str, Any] = {"file": layer.file, "field": header}
        people = _sum(layer.table.loc[chosen], counted)
        words: dict[str, Any] = {"date": dates[chosen].iloc[0], "kept": dates[latest].iloc[0]}
        notices.append(notice("table_dates_left", **place, **words, count=f"{int(chosen.sum()):,}", people=people))
    keys = cells_of(layer.table[key])
    names = cells_of(layer.table[name]) if name is not None else keys
    gone = list(dict.fromkeys(names[~keys.isin(keys[latest])]))
    if gone:
        notices.append(notice("table_dates_gone", file=layer.file, field=key, count=len(gone), names=short_list(gone)))
    return _taken(layer, latest.to_numpy(), notices)


def _several_dates(layer: Layer, key: str | None) -> tuple[str, pd.Series, pd.Series] | None:
    """Return the header of dates, the dates as written and as they sort; None where no village stands at several."""
    header = _header(layer.table, frozenset(map(plain, DATE_HEADERS)))
    if header is None or key is None or not cells_of(layer.table[key]).duplicated().any():
        return None
    dates = cells_of(layer.table[header])
    dated = dates.map(date_of)
    return None if dated.eq("").any() or dated.nunique() < 2 else (header, dates, dated)


def earlier_dates(layer: Layer, key: str | None) -> list[tuple[str, pd.DataFrame]]:
    """Return the rows that `once_by_date` leaves out, by their date as written, the earliest first."""
    known = _several_dates(layer, key)
    if known is None:
        return []
    _, dates, dated = known
    return [(dates[dated == at].iloc[0], layer.table[dated == at]) for at in sorted(set(dated))[:-1]]


def once_by_sex(layer: Layer, counted: Sequence[str]) -> Layer:
    """Keep the rows of both sexes together where a table has them, else add men and women of the same village up."""
    header = _header(layer.table, SEX_HEADERS)
    if header is None:
        return layer
    sex = cells_of(layer.table[header]).map(plain)
    both, men, women = sex.isin(_BOTH), sex.isin(_MEN), sex.isin(_WOMEN)
    if not (both | men | women).all() or not (men.any() or women.any()):
        return layer
    if both.any():
        left = int((~both).sum())
        new = notice("table_sexes_left", file=layer.file, field=header, count=f"{left:,}")
        return _taken(layer, both.to_numpy(), [new])
    rest = [h for h in layer.table.columns if h != header and h not in counted and not _is_count(layer.table[h])]
    key = layer.table[rest].apply(cells_of).agg("\0".join, axis=1) if rest else pd.Series("", index=layer.table.index)
    table = layer.table.copy()
    for column in (h for h in counted if h in table):
        numbers = pd.Series([number_of(c) for c in table[column]], index=table.index, dtype="float64")
        # Households are often written beside both sexes: what is equal there is one figure, not two halves.
        same = numbers.groupby(key).nunique(dropna=False).eq(1).all() and column != counted[0]
        table[column] = (
            numbers.groupby(key).transform("first") if same else numbers.groupby(key).transform("sum")
        ).map(lambda v: "" if np.isnan(v) else f"{v:.10g}")
    first = ~key.duplicated()
    new = notice("table_sexes_added", file=layer.file, field=header, count=f"{int(first.sum()):,}")
    return _taken(replace(layer, table=table), first.to_numpy(), [new])


def _is_count(cells: pd.Series) -> bool:
    texts = [c for c in cells_of(cells) if c]
    return bool(texts) and all(number_of(c) is not None and re.fullmatch(r"[\d,]+", c) is not None for c in texts)


def without_totals(layer: Layer, name_header: str | None, counted: str | None = None) -> Layer:
    """Leave out the rows of a table that add up others, which would count people twice: told by their name, or by their sum."""
    if layer.shapes is not None or name_header is None:
        return layer
    names = cells_of(layer.table[name_header])
    found = {name for name in set(names.tolist()) if plain(name) in _TOTALS | _WHOLE or _SUBTOTAL.search(plain(name))}
    totals = names.isin(found).to_numpy(dtype=np.bool_, copy=True)
    if counted is not None:
        totals |= _is_sum_of_others(layer.table[counted], ~totals)
    if not totals.any() or totals.all():
        return layer
    text = "、".join(dict.fromkeys(n or "（名前なし）" for n in names[totals]))
    return _taken(layer, ~totals, [notice("table_totals_left", file=layer.file, count=int(totals.sum()), names=text)])


def without_parents(layer: Layer) -> Layer:
    """Leave out the rows of a census's small areas that add up others (大字 over 丁目), and name the areas that hold the people of secret ones."""
    heads = {str(h).upper(): str(h) for h in layer.table.columns}
    if layer.shapes is not None or not {"KEY_CODE", "HYOSYO"} <= set(heads):
        return layer
    codes = cells_of(layer.table[heads["KEY_CODE"]])
    name = heads.get("NAME", heads["KEY_CODE"])
    names = cells_of(layer.table[name])
    beginnings = {code[:length] for code in codes for length in range(1, len(code))}
    parents = codes.isin(beginnings).to_numpy(dtype=np.bool_)
    notices = []
    if parents.any() and not parents.all():
        count, listed = int(parents.sum()), short_list(list(names[parents]))
        notices.append(notice("table_totals_left", file=layer.file, count=count, names=listed))
    if "HTKSYORI" in heads:
        holds = (cells_of(layer.table[heads["HTKSYORI"]]) == _HOLDS_OTHERS) & ~parents
        if holds.any():
            counts: dict[str, Any] = {"count": f"{int(holds.sum()):,}", "names": short_list(list(names[holds]))}
            notices.append(notice("census_areas_hold_others", file=layer.file, **counts))
    return _taken(layer, ~parents, notices) if notices else layer


def _is_sum_of_others(cells: pd.Series, judged: np.ndarray) -> np.ndarray:
    """Return which one row holds exactly the sum of all other rows: the municipality in a list of its villages."""
    numbers = np.array([number_of(c) or 0.0 for c in cells], dtype=np.float64) * judged
    out = np.zeros(len(numbers), dtype=bool)
    if judged.sum() <= _FEWEST_OTHERS:
        return out
    most = int(numbers.argmax())
    others = np.delete(numbers, most)
    out[most] = numbers[most] > 0 and bool(np.count_nonzero(others) >= _FEWEST_OTHERS) and numbers[most] == others.sum()
    return out


def once_or_refused(rows: pd.DataFrame, file: str, columns: Mapping[str, str]) -> tuple[pd.DataFrame, list[Notice]]:
    """Refuse a table in which a village stands again with other people at the same place; rows that are equal are one.

    Raises
    ------
    geo.texts.errors.RequestError
        Naming the villages, so that the rows can be told apart in the file.
    """
    key = [c for c in ("village_id", "name") if c in rows and (rows[c] != "").any()][:1]
    if not key:
        return rows, []
    equal = rows.duplicated()
    notices = [notice("table_rows_equal", file=file, count=f"{int(equal.sum()):,}")] if equal.any() else []
    rows = rows[~equal]
    again = rows.duplicated([*key, "lat", "lon"], keep=False) & (rows[key[0]] != "")
    if again.any():
        names = short_list(list(dict.fromkeys(rows.loc[again, "name" if "name" in rows else key[0]])))
        header = columns.get(key[0], key[0])
        raise RequestError(
            notice("villages_repeated", file=file, field=header, count=f"{int(again.sum()):,}", names=names)
        )
    return rows, notices


def _header(table: pd.DataFrame, known: frozenset[str]) -> str | None:
    return next((str(h) for h in table.columns if plain(str(h)) in known), None)


def _sum(table: pd.DataFrame, header: str | None) -> str:
    return "―" if header is None else f"{sum(number_of(c) or 0 for c in table[header]):,.0f}"


def _taken(layer: Layer, chosen: np.ndarray, notices: list[Notice]) -> Layer:
    shapes = layer.shapes[chosen] if layer.shapes is not None else None
    return replace(layer, table=layer.table[chosen], shapes=shapes, notices=(*layer.notices, *notices))
