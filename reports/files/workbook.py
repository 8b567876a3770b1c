"""A workbook that compares scenarios: indicators side by side, who gains and loses, every village, every assumption."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterable, Sequence

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from plan.figure_texts import NO_WAY, UNKNOWN
from plan.reach.evaluation import Evaluation
from reports.files.comparison_tables import (
    BETTER_MARK,
    WORSE_MARK,
    assumptions_table,
    indicators_table,
    moved_table,
    municipalities_table,
    outings_table,
)
from reports.files.tables import safe_cell, village_table

TOTAL = "合計"

CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
"""A workbook of the same figures is the same file, whenever it is written."""

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDEST, _LINE_PT = 48, 15
_COLOURS = {BETTER_MARK: "#1C5C9A", WORSE_MARK: "#B34700"}


def comparison_workbook(scenarios: Sequence[Evaluation]) -> bytes:
    """Write a workbook (xlsx) that compares scenarios with the first of them.

    Parameters
    ----------
    scenarios
        The present first.

    Returns
    -------
    bytes
        Sheets 指標, 市町村ごと (of a region of several), 近くなる集落, 遠くなる集落, 外出が増える集落, 外出が減る集落, 前提, and
        集落 with a number for each scenario. What changes for the better is blue, for the worse orange, with a mark. Text that a
        spreadsheet could take for a formula is quoted.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": "案の比較", "created": CREATED})
        write_sheet(book, "指標", indicators_table(scenarios))
        if not (towns := municipalities_table(scenarios)).empty:
            write_sheet(book, "市町村ごと", towns)
        write_sheet(book, "近くなる集落", moved_table(scenarios, gains=True))
        write_sheet(book, "遠くなる集落", moved_table(scenarios, gains=False))
        write_sheet(book, "外出が増える集落", outings_table(scenarios, gains=True))
        write_sheet(book, "外出が減る集落", outings_table(scenarios, gains=False))
        write_sheet(book, "前提", assumptions_table(scenarios))
        for number, m in enumerate(scenarios):
            write_sheet(book, f"集落 {number}", village_table(m), title=m.effective.scenario_name)
    return buffer.getvalue()


def write_sheet(
    book: xlsxwriter.Workbook,
    name: str,
    table: pd.DataFrame,
    *,
    title: str | None = None,
    totals: Sequence[str] = (),
    wraps: bool = False,
) -> None:
    """Write a table as a sheet, with its headings kept in view and a title over it where one is given.

    Parameters
    ----------
    book
        To which it is added.
    name, title
        Of the sheet, and above its table.
    table
        Its columns are the heads; its index is left out.
    totals
        Columns that are added up below by a formula that carries its value too, for who reads without reckoning.
    wraps
        Whether text that is wider than its column goes on in the line below, for who prints the sheet.
    """
    sheet = book.add_worksheet(name)
    first = 0
    if title is not None:
        _write(sheet, 0, 0, title)
        first = 2
    below = _write_table(book, sheet, first, table, wraps=wraps)
    if totals and len(table):
        head = _head(book)
        sheet.write_string(below, 0, TOTAL, head)
        for column, heading in enumerate(table.columns):
            if heading in totals:
                cells = f"{xl_rowcol_to_cell(first + 1, column)}:{xl_rowcol_to_cell(below - 1, column)}"
                sheet.write_formula(below, column, f"=SUM({cells})", head, float(table[heading].sum()))
    _widen(sheet, [table])
    sheet.freeze_panes(first + 1, 1)


def write_tables(book: xlsxwriter.Workbook, name: str, tables: Sequence[tuple[str, pd.DataFrame]]) -> None:
    """Write several tables below each other on one sheet, each under its title.

    Parameters
    ----------
    book
        To which the sheet is added.
    name
        Of the sheet.
    tables
        Titles and tables; indices are left out.
    """
    sheet = book.add_worksheet(name)
    row = 0
    for title, table in tables:
        _write(sheet, row, 0, title, book.add_format({"bold": True}))
        row = _write_table(book, sheet, row + 1, table) + 1
    _widen(sheet, [table for _, table in tables])
    sheet.freeze_panes(0, 1)


def _head(book: xlsxwriter.Workbook) -> Format:
    return book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})


def _write_table(
    book: xlsxwriter.Workbook, sheet: Worksheet, first: int, table: pd.DataFrame, *, wraps: bool = False
) -> int:
    """Write heads and rows from a row on, and return the row below them."""
    head = _head(book)
    plain = book.add_format({"text_wrap": True, "valign": "top"}) if wraps else None
    marked = {mark: book.add_format({"font_color": colour}) for mark, colour in _COLOURS.items()}
    for column, heading in enumerate(table.columns):
        sheet.write_string(first, column, str(safe_cell(str(heading))), head)
    for number, row in enumerate(table.itertuples(index=False, name=None), start=first + 1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, marked.get(str(value)[:1], plain))
        if wraps and (lines := max(-(-_wide(str(value)) // _WIDEST) for value in row)) > 1:
            sheet.set_row(number, _LINE_PT * lines)
    return first + 1 + len(table)


def _widen(sheet: Worksheet, tables: Sequence[pd.DataFrame]) -> None:
    """Make each column as wide as the widest of its cells in all tables."""
    for column in range(max((len(table.columns) for table in tables), default=0)):
        cells = [
            str(cell)
            for table in tables
            if column < len(table.columns)
            for cell in (table.columns[column], *table.iloc[:, column])
        ]
        sheet.set_column(column, column, _width(cells))


def _width(cells: Iterable[str]) -> float:
    """Make room for the longest cell within reason; Japanese letters are two wide."""
    return float(min(max(max(map(_wide, cells)) + 2, 8), _WIDEST))


def _wide(cell: str) -> int:
    return sum(1 if letter.isascii() else 2 for letter in cell)


def _write(sheet: Worksheet, row: int, column: int, value: object, look: Format | None = None) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if math.isfinite(value):
            sheet.write_number(row, column, value, look)
        else:
            sheet.write_string(row, column, NO_WAY)
    elif value is None:
        sheet.write_string(row, column, UNKNOWN)
    else:
        sheet.write_string(row, column, str(safe_cell(str(value))), look)
