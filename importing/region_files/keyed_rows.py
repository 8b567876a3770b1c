"""Adding rows to a table of a region that has no ids: a row with the same key is replaced, or all rows of a source together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from geo.files.columns import Column
from geo.files.tables import read_table
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.amounts import is_total, without_unit
from importing.columns.guess_columns import match_columns
from importing.columns.kinds import ImportKind
from importing.region_files.write import table_bytes, write_whole


@dataclass
class TableImport:
    """What became of the files of one import.

    Parameters
    ----------
    rows_read, rows_kept
        Rows in the files, and rows that stand in the region's table now because of them.
    matched
        Column of the region → header of the first file.
    encoding
        Of the first file.
    notices
        Everything found.
    """

    rows_read: int = 0
    rows_kept: int = 0
    matched: dict[str, str] = field(default_factory=dict)
    encoding: str | None = None
    notices: list[Notice] = field(default_factory=list)


def matched_headers(
    kind: ImportKind, headers: Sequence[str], given: dict[str, str], file: str
) -> tuple[dict[str, str], list[Notice]]:
    """Match headers as `match_columns` does, a unit in brackets behind them (委託料（千円）) not in the way."""
    originals = {without_unit(h): h for h in reversed(headers) if h}
    available = [h for h in dict.fromkeys((*headers, *originals)) if h]
    matched, notices = match_columns(kind, available, given, file)
    return {column: header if header in headers else originals[header] for column, header in matched.items()}, notices


def total_rows(labels: Sequence[Sequence[str]]) -> list[bool]:
    """Return which rows are totals by their labels; where every row is one, none is left out."""
    totals = [any(is_total(text) for text in row if text) for row in labels]
    return [False] * len(totals) if all(totals) else totals


def put_rows(
    path: Path, columns: Sequence[Column], rows: pd.DataFrame, key: Sequence[str], *, start_anew: bool
) -> list[Notice]:
    """Write a table: rows so far but for those whose key comes again, then the new ones; the last of equal keys stands.

    Raises
    ------
    geo.texts.errors.RequestError
        When the table is there and cannot be read: it would be lost.
    """
    names = [c.name for c in columns]
    before = pd.DataFrame() if start_anew else _rows_so_far(path)
    rows = rows.reindex(columns=names, fill_value="").fillna("")
    notices: list[Notice] = []
    if len(before):
        every = list(dict.fromkeys([*names, *before.columns]))
        before = before.reindex(columns=every, fill_value="")
        again = pd.MultiIndex.from_frame(before[list(key)].astype(str)).isin(
            pd.MultiIndex.from_frame(rows[list(key)].astype(str))
        )
        merged = pd.concat([before[~again], rows], ignore_index=True).fillna("")
        notices.append(
            notice("import_rows_added", file=path.name, before=len(before), replaced=int(again.sum()), added=len(rows))
        )
    else:
        merged = rows
    filled = [c for c in merged.columns if c in names[:1] or (merged[c] != "").any() or (c not in names)]
    content = table_bytes(merged[filled])
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)
    return notices


def _rows_so_far(path: Path) -> pd.DataFrame:
    if not path.is_file():
        return pd.DataFrame()
    table, notices = read_table(path)
    if table is not None:
        return table.cells.reset_index(drop=True)
    if any(n.code == "file_empty" for n in notices):
        return pd.DataFrame()
    raise RequestError(*(replace(n, severity="error") for n in notices))
