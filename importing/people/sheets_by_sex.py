"""Tables of people that are spread out: a sheet for each sex, and the years beside each other, each over its ages.

社人研 publishes some of its results so: 総数, 男 and 女 on sheets of their own, municipalities below each other. What comes out has a row
for each place and year, and the sexes beside each other over their ages, as the rest of the import reads tables.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pandas as pd

from importing.cells.years import year_of
from importing.files.layers import Layer
from importing.files.table_file import WORKBOOK_ENDINGS, rows_of_sheet, sheets_of
from importing.files.table_shape import shaped

YEAR = "年"
_OVER = "／"
"""Between a header and the one below it."""
_SEXES = {"男": "男", "男性": "男", "女": "女", "女性": "女"}
_BOTH = {"総数", "男女計", "男女", "総人口", "計", "男女総数"}
_FEWEST = 2


def in_rows(path: Path, layer: Layer, known: Collection[str]) -> Layer:
    """Lay a table out by rows where its sexes stand on sheets of their own, or its years beside each other over ages; else it stays.

    Parameters
    ----------
    path, layer
        The file, and its first sheet as it was read.
    known
        Headers that are looked for.
    """
    sheets = _sheets(path, known)
    if sheets is None:
        rows = _below(layer.table)
        return layer if rows is None else replace(layer, table=_numbered(rows))
    told = [n for n in layer.notices if n.code != "layer_chosen"]
    whole: pd.DataFrame | None = None
    for sex, table in sheets.items():
        rows = _below(table)
        rows = table if rows is None else rows
        places = _places(rows)
        renamed = {h: f"{sex}{_OVER}{h}" if sex else h for h in rows if h not in places}
        if not sex:
            # Of both sexes together the total says all that is not said by each.
            rows = rows[[*places, *[h for h in renamed if _is_total(str(h))]]]
        rows = rows.rename(columns=renamed)
        whole = (
            rows if whole is None else whole.merge(rows, on=[h for h in places if h in whole], how="outer", sort=False)
        )
    assert whole is not None
    return replace(layer, table=_numbered(whole), notices=tuple(told))


def _sheets(path: Path, known: Collection[str]) -> dict[str, pd.DataFrame] | None:
    """Read the sheets of a workbook by the sex that they are named after, both together first; None where none are."""
    if path.suffix.lower() not in WORKBOOK_ENDINGS:
        return None
    sheets, _ = sheets_of(path)
    found: dict[str, pd.DataFrame] = {}
    for sheet in sheets or ():
        name = "".join(sheet.name.split()).strip("（）()")
        sex = _SEXES.get(name, "" if name in _BOTH else None)
        if sex is None or sex in found:
            continue
        table, _ = shaped(rows_of_sheet(sheet), path.name, known)
        if table is not None:
            found[sex] = table.table.cells
    return {sex: found[sex] for sex in ("", "男", "女") if sex in found} if {"男", "女"} <= set(found) else None


def _below(table: pd.DataFrame) -> pd.DataFrame | None:
    """Put years that stand beside each other below each other; None where the headers tell of no two years."""
    years: dict[int, dict[str, str]] = {}
    for header in map(str, table.columns):
        over, bar, under = header.partition(_OVER)
        year = year_of(over) if bar else None
        if year is not None:
            years.setdefault(year, {})[header] = under
    if len(years) < _FEWEST:
        return None
    places = [h for h in table.columns if not any(h in columns for columns in years.values())]
    parts = [
        table[[*places, *columns]].rename(columns=columns).assign(**{YEAR: f"{year}年"})
        for year, columns in years.items()
    ]
    return pd.concat(parts, ignore_index=True)


def _places(rows: pd.DataFrame) -> list[str]:
    """Return the headers of what tells rows apart: all that stands before the first count, and the year."""
    first = next((i for i, h in enumerate(rows.columns) if _is_total(str(h))), 0)
    return [*[str(h) for h in rows.columns[:first] if h != YEAR], *([YEAR] if YEAR in rows else [])]


def _is_total(header: str) -> bool:
    return header.rpartition(_OVER)[2].strip() in ("総数", "総人口", "計", "合計")


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_axis(pd.RangeIndex(1, len(rows) + 1))
