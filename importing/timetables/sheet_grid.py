"""The sheets of a file as grids of cells that were looked at, and the same grids turned over for tables with stops across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from geo.texts.errors import RequestError
from geo.texts.notices import Notice
from importing.files.table_file import WORKBOOK_ENDINGS, SheetValues, rows_of, sheets_of
from importing.timetables.cell_times import TimetableCell, cell_says

Corner = tuple[int, int]
Place = dict[str, Any]
_LETTERS = 26


@dataclass(frozen=True, eq=False)
class SheetGrid:
    """A sheet, every row as long as the longest.

    Parameters
    ----------
    file, sheet
        Names to show; a CSV file has no sheet.
    cells
        Row by row.
    numbers
        Of the rows, as a spreadsheet shows them; of the columns where the grid is turned.
    merged
        Corners of merged cells.
    turned
        Whether rows and columns have changed places.
    """

    file: str
    sheet: str
    cells: tuple[tuple[TimetableCell, ...], ...]
    numbers: tuple[int, ...]
    merged: tuple[tuple[Corner, Corner], ...] = ()
    turned: bool = False

    @property
    def height(self) -> int:
        """How many rows it has."""
        return len(self.cells)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.cells[0]) if self.cells else 0

    @property
    def title(self) -> str:
        """File and sheet as notices name them."""
        return f"{self.file}「{self.sheet}」" if self.sheet else self.file

    def at(self, row: int, column: int) -> TimetableCell:
        """Return a cell."""
        return self.cells[row][column]

    def place(self, row: int, column: int) -> Place:
        """Say where a cell stands in the file: the arguments of a notice."""
        if self.turned:
            row, column = column, row
        return {"file": self.title, "row": self.numbers[row], "field": f"{column_letters(column)}列"}

    @cached_property
    def covered(self) -> dict[Corner, Corner]:
        """Cells that a merged cell covers, with its upper left corner."""
        return {
            (row, column): first
            for first, last in self.merged
            for row in range(first[0], min(last[0], self.height - 1) + 1)
            for column in range(first[1], min(last[1], self.width - 1) + 1)
            if (row, column) != first
        }

    def over(self, row: int, column: int) -> TimetableCell:
        """Return the cell that is seen at a place: a merged one reaches over all that it covers."""
        return self.at(*self.covered.get((row, column), (row, column)))

    def turned_over(self) -> SheetGrid:
        """Let rows and columns change places."""
        cells = tuple(zip(*self.cells, strict=True))
        merged = tuple(((a[1], a[0]), (b[1], b[0])) for a, b in self.merged)
        return SheetGrid(self.file, self.sheet, cells, self.numbers, merged, turned=not self.turned)


def column_letters(column: int) -> str:
    """Name a column as spreadsheets do.

    Examples
    --------
    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def grids_of(path: Path) -> tuple[list[SheetGrid], str, list[Notice]]:
    """Read all sheets of a workbook, or a CSV file.

    Returns
    -------
    list of SheetGrid, str, list of Notice
        Grids, encoding of the text, what was found.

    Raises
    ------
    geo.texts.errors.RequestError
        When the file cannot be used.
    """
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        sheets, notices = sheets_of(path)
        if sheets is None:
            raise RequestError(*notices)
        return [_grid(path.name, s, range(1, len(s.rows) + 1)) for s in sheets], "UTF-8", notices
    rows, encoding, notices = rows_of(path)
    if rows is None:
        raise RequestError(*notices)
    values = SheetValues("", [cells for _, cells in rows])
    return [_grid(path.name, values, [number for number, _ in rows])], encoding, notices


def _grid(file: str, sheet: SheetValues, numbers: Sequence[int]) -> SheetGrid:
    width = max((len(row) for row in sheet.rows), default=0)
    known: dict[object, TimetableCell] = {}

    def said(value: object) -> TimetableCell:
        key = (type(value), value)
        if key not in known:
            known[key] = cell_says(value)
        return known[key]

    empty = said("")
    cells = tuple((*map(said, row), *[empty] * (width - len(row))) for row in sheet.rows)
    merged = tuple((a, b) for a, b in sheet.merged if a[0] < len(cells) and a[1] < width)
    return SheetGrid(file, sheet.name, cells, tuple(numbers), merged)
