"""All cells of a sheet, kept column by column: what is asked of every cell is asked of whole columns, which are quick to look at.

A published table may have a million cells. Text that is well formed is cut into cells by `geo.files.tables.even_columns`; what is not
goes row by row through `geo.files.tables.numbered_rows`, which knows the line of every row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, zip_longest

import numpy as np
from numpy.typing import NDArray

from geo.files.tables import even_columns, numbered_rows

_HEAD_ROWS = 40


@dataclass(frozen=True, eq=False)
class Grid:
    """The rows of a sheet in which something stands.

    Parameters
    ----------
    columns
        Stripped cells of each column from top to bottom, empty where a row is shorter.
    numbers
        Of each row, as a spreadsheet shows it.
    widths
        How many cells each row has.
    filled
        How many of them hold something.
    """

    columns: tuple[tuple[str, ...], ...]
    numbers: NDArray[np.int64]
    widths: NDArray[np.int64]
    filled: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.numbers)

    def row(self, position: int) -> list[str]:
        """Return the cells of one row, as many as it has."""
        return [column[position] for column in self.columns[: int(self.widths[position])]]

    def taken(self, chosen: NDArray[np.bool_]) -> Grid:
        """Keep some of the rows."""
        if chosen.all():
            return self
        places = np.flatnonzero(chosen)
        if len(places) and places[-1] - places[0] + 1 == len(places):
            return self._between(int(places[0]), int(places[-1]) + 1)
        marks = chosen.tolist()
        columns = tuple(tuple(compress(column, marks)) for column in self.columns)
        return Grid(columns, self.numbers[chosen], self.widths[chosen], self.filled[chosen])

    def _between(self, first: int, end: int) -> Grid:
        columns = tuple(column[first:end] for column in self.columns)
        return Grid(columns, self.numbers[first:end], self.widths[first:end], self.filled[first:end])


def grid_of_rows(rows: Sequence[tuple[int, Sequence[str]]]) -> Grid:
    """Make a grid of rows with their numbers; those in which nothing stands are left out.

    Examples
    --------
    >>> grid = grid_of_rows([(1, ["a ", "b"]), (2, []), (3, ["1"])])
    >>> grid.columns, grid.numbers.tolist(), grid.widths.tolist(), grid.filled.tolist()
    ((('a', '1'), ('b', '')), [1, 3], [2, 1], [2, 1])
    """
    widths = np.array([len(cells) for _, cells in rows], dtype=np.int64)
    columns = zip_longest(*(cells for _, cells in rows), fillvalue="")
    return _grid(tuple(columns), np.array([number for number, _ in rows], dtype=np.int64), widths)


def grid_of_text(text: str, separator: str) -> Grid:
    """Cut the text of a CSV file into cells.

    Raises
    ------
    csv.Error
        When a cell is too long or the quotation marks are in disorder.
    """
    even = even_columns(text, separator)
    if even is None:
        return grid_of_rows(list(zip(*numbered_rows(text, separator), strict=True)))
    columns = tuple(tuple(column.tolist()) for column in even)
    count = len(columns[0])
    return _grid(columns, np.arange(1, count + 1), np.full(count, len(columns), dtype=np.int64))


def _grid(columns: tuple[tuple[str, ...], ...], numbers: NDArray[np.int64], widths: NDArray[np.int64]) -> Grid:
    columns = tuple(_stripped(column) for column in columns)
    filled = np.zeros(len(numbers), dtype=np.int64)
    for column in columns:
        filled += is_filled(column)
    return Grid(columns, numbers, widths, filled).taken(filled > 0)


def _stripped(column: tuple[str, ...]) -> tuple[str, ...]:
    body = column[_HEAD_ROWS:]
    if body and body[-1].isascii():  # numbers and codes, with no space anywhere below the words of a header
        joined = "".join(body)
        if joined.isascii() and joined.split() in ([joined], []):
            return (*map(str.strip, column[:_HEAD_ROWS]), *body)
    return tuple(map(str.strip, column))


def is_filled(column: Sequence[str]) -> NDArray[np.bool_]:
    """Return which cells of a column hold something."""
    if "" not in column:
        return np.ones(len(column), dtype=np.bool_)
    return np.fromiter(map(bool, column), dtype=np.bool_, count=len(column))
