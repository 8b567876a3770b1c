"""Tables from files: CSV in any encoding that Japanese offices use, and workbooks (.xlsx, .xls, .ods)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

from python_calamine import CalamineError, CalamineWorkbook

from geo.files.tables import numbered_rows
from geo.texts.clock import HOUR_S, clock
from geo.texts.errors import ValueRefusedError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from geo.texts.reasons import reason_of
from importing.cells.cells import cell_of
from importing.cells.limits import refuse_large
from importing.files.mojibake import garbled_lines, read_text
from importing.files.table_grid import Grid, grid_of_text
from importing.files.table_shape import Sheet, shaped
from importing.files.workbooks import refuse_workbook

TABLE_ENDINGS = frozenset({".csv", ".txt", ".tsv"})
WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_SEPARATORS = (",", "\t", ";")
_PROBED_LINES = 20
_DAY_S = 86_400
_FEW_GARBLED = 0.05
_Cells = TypeVar("_Cells")
_Corner = tuple[int, int]


@dataclass(frozen=True, eq=False)
class SheetValues:
    """A sheet of a workbook.

    Parameters
    ----------
    name
        Of the sheet.
    rows
        Values of its cells from the first row and column on; empty texts where nothing stands.
    merged
        Upper left and lower right corner (row, column, from 0) of each merged cell.
    """

    name: str
    rows: Sequence[Sequence[object]]
    merged: tuple[tuple[_Corner, _Corner], ...] = ()


def read_sheet(path: Path, known: Collection[str] = ()) -> tuple[Sheet | None, str, list[Notice]]:
    """Read a table from a CSV file or the first sheet of a workbook.

    Parameters
    ----------
    path
        The file; its ending tells what it is.
    known
        Headers that are looked for; see `importing.files.table_shape.shaped`.

    Returns
    -------
    Sheet or None, str, list of Notice
        The table, the encoding of its text, and what was found; None when nothing can be used.
    """
    rows: list[tuple[int, list[str]]] | Grid | None
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        encoding = "UTF-8"
        rows, notices = _workbook_rows(path)
    else:
        rows, encoding, notices = _of_csv(path, grid_of_text)
    if rows is None:
        return None, encoding, notices
    sheet, new_notices = shaped(rows, path.name, known)
    return sheet, encoding, [*notices, *new_notices]


def rows_of(path: Path) -> tuple[list[tuple[int, list[str]]] | None, str, list[Notice]]:
    """Read the rows of a CSV file or of the first sheet of a workbook, as they stand there.

    Returns
    -------
    list of (int, list of str) or None, str, list of Notice
        Number of each row as a spreadsheet shows it and its cells, the encoding, and what was found.
    """
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        rows, notices = _workbook_rows(path)
        return rows, "UTF-8", notices
    return _of_csv(path, _numbered)


def _numbered(text: str, separator: str) -> list[tuple[int, list[str]]]:
    return list(zip(*numbered_rows(text, separator), strict=True))


def _of_csv(path: Path, cut: Callable[[str, str], _Cells]) -> tuple[_Cells | None, str, list[Notice]]:
    large = refuse_large(path, "table_bytes")
    if large is not None:
        return None, "", [large]
    try:
        content = path.read_bytes()
    except OSError as problem:
        return None, "", [notice("file_unreadable", file=path.name, reason=reason_of(problem))]
    text, notices = read_text(content, path.name)
    if text is None:
        return None, "", notices
    if "\0" in text.decoded:
        return None, "", [notice("file_unreadable", file=path.name, reason=ValueRefusedError("file_not_text"))]
    try:
        rows = cut(text.decoded, _separator(text.decoded))
    except csv.Error:
        new_notice = notice("file_unreadable", file=path.name, reason=ValueRefusedError("table_separators_wrong"))
        return None, text.encoding, [*notices, new_notice]
    return rows, text.encoding, notices


def _separator(text: str) -> str:
    head = text.split("\n", _PROBED_LINES)[:_PROBED_LINES]
    counts = {s: sum(line.count(s) for line in head) for s in _SEPARATORS}
    return max(_SEPARATORS, key=lambda s: counts[s])


def sheets_of(path: Path) -> tuple[list[SheetValues] | None, list[Notice]]:
    """Read all sheets of a workbook as they stand there, with the values of their cells.

    Returns
    -------
    list of SheetValues or None, list of Notice
        None when the workbook cannot be used.
    """
    book, notices = _opened(path)
    if book is None:
        return None, notices
    sheets = []
    try:
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False)
            texts = [(number, [c for c in row if isinstance(c, str)]) for number, row in enumerate(rows, start=1)]
            garbled = _garbled_cells(texts, path.name)
            if garbled is not None:
                return None, [garbled]
            sheets.append(SheetValues(name, rows, tuple(sheet.merged_cell_ranges or ())))
    except (CalamineError, OSError, ValueError) as problem:
        return None, [notice("file_unreadable", file=path.name, reason=reason_of(problem))]
    return sheets, []


def rows_of_sheet(sheet: SheetValues) -> list[tuple[int, list[str]]]:
    """Write the cells of a sheet as text: number of each row as a spreadsheet shows it, and its cells."""
    return [(number, [_cell(c) for c in row]) for number, row in enumerate(sheet.rows, start=1)]


def _opened(path: Path) -> tuple[CalamineWorkbook | None, list[Notice]]:
    large = refuse_large(path, "table_bytes") or refuse_workbook(path)
    if large is not None:
        return None, [large]
    try:
        return CalamineWorkbook.from_path(path), []
    except (CalamineError, OSError, ValueError) as problem:
        return None, [notice("file_unreadable", file=path.name, reason=reason_of(problem))]


def _workbook_rows(path: Path) -> tuple[list[tuple[int, list[str]]] | None, list[Notice]]:
    book, notices = _opened(path)
    if book is None:
        return None, notices
    try:
        names = book.sheet_names
        table = book.get_sheet_by_index(0).to_python(skip_empty_area=False) if names else []
    except (CalamineError, OSError, ValueError) as problem:
        return None, [notice("file_unreadable", file=path.name, reason=reason_of(problem))]
    rows = rows_of_sheet(SheetValues(names[0] if names else "", table))
    garbled = _garbled_cells(rows, path.name)
    if garbled is not None:
        return None, [garbled]
    others = "、".join(names[1:])
    return rows, [notice("layer_chosen", file=path.name, used=names[0], others=others)] if others else []


def _garbled_cells(rows: list[tuple[int, list[str]]], file: str) -> Notice | None:
    """Return the notice that refuses a workbook of whose cells more than a few are mojibake, with their number; None for any other."""
    cells = [(number, c) for number, row in rows for c in row if not c.isascii()]
    garbled = garbled_lines([c for _, c in cells])
    if len(garbled) <= _FEW_GARBLED * len(cells):
        return None
    first, reason = next(iter(garbled.items()))
    place: dict[str, Any] = {"file": file, "row": cells[first - 1][0]}
    return notice("text_garbled_cells", **place, count=f"{len(garbled):,}", reason=reason)


def _cell(value: object) -> str:
    """Write a cell of a workbook as text: dates as 2023-04-01, times of day as 09:00."""
    if isinstance(value, str):
        return cell_of(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return clock(value.hour * HOUR_S + value.minute * 60, padded=True)
    if isinstance(value, timedelta):
        return clock(round((value.days * _DAY_S + value.seconds) / 60) * 60, padded=True)
    return cell_of(value)
