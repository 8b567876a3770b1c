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
    outings_table,
)
from reports.files.tables import safe_cell, village_table

TOTAL = "合計"

CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
"""A workbook of the same figures is the same file, whenever it is written."""

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
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
        Sheets 指標, 近くなる集落, 遠くなる集落, 外出が増える集落, 外出が減る集落, 前提, and 集落 with a number for each scenario.
        What changes for the better is blue, for the worse orange, with a mark. Text that a spreadsheet could take for a
        formula is quoted.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": "案の比較", "created": CREATED})
        write_sheet(book, "指標", indicators_table(scenarios))
        write_sheet(book, "近くなる集落", moved_table(scenarios, gains=True))
        write_sheet(book, "遠くなる集落", moved_table(scenarios, gains=False))
        write_sheet(book, "外出が増える集落", outings_table(scenarios, gains=True))
        write_sheet(book, "外出が減る集落", outings_table(scenarios, gains=False))
        write_sheet(book, "前提", assumptions_table(scenarios))
        for number, m in enumerate(scenarios):
            write_sheet(book, f"集落 {number}", village_table(m), title=m.effective.scenario_name)
    return buffer.getvalue()


def write_sheet(
    book: xlsxwriter.Workbook, name: str, table: pd.DataFrame, *, title: str | None = None, totals: Sequence[str] = ()
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
    """
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    marked = {mark: book.add_format({"font_color": colour}) for mark, colour in _COLOURS.items()}
    first = 0
    if title is not None:
        _write(sheet, 0, 0, title)
        first = 2
    for column, heading in enumerate(table.columns):
        sheet.write_string(first, column, str(safe_cell(str(heading))), head)
        sheet.set_column(column, column, _width([str(heading), *map(str, table[heading])]))
    for number, row in enumerate(table.itertuples(index=False, name=None), start=first + 1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, marked.get(str(value)[:1]))
    if totals and len(table):
        below = first + 1 + len(table)
        sheet.write_string(below, 0, TOTAL, head)
        for column, heading in enumerate(table.columns):
            if heading in totals:
                cells = f"{xl_rowcol_to_cell(first + 1, column)}:{xl_rowcol_to_cell(below - 1, column)}"
                sheet.write_formula(below, column, f"=SUM({cells})", head, float(table[heading].sum()))
    sheet.freeze_panes(first + 1, 1)


def _width(cells: Iterable[str]) -> float:
    """Make room for the longest cell within reason; Japanese letters are two wide."""
    widest = max(sum(1 if letter.isascii() else 2 for letter in cell) for cell in cells)
    return float(min(max(widest + 2, 8), 48))


def _write(sheet: Worksheet, row: int, column: int, value: object, look: Format | None = None) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if math.isfinite(value):
            sheet.write_number(row, column, value)
        else:
            sheet.write_string(row, column, NO_WAY)
    elif value is None:
        sheet.write_string(row, column, UNKNOWN)
    else:
        sheet.write_string(row, column, str(safe_cell(str(value))), look)
