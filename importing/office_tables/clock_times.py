"""Times of day in the cells of a table: many of them, and no counts beside, are the timetable of a bus and no count of its riders."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_CLOCK = re.compile(r"(?:[01]?\d|2\d)(?::[0-5]\d(?::[0-5]\d)?|時[0-5]?\d分)(?:着|発)?")
_FEWEST_COLUMNS = 2
_SHARE = 0.5


def is_clock(text: str) -> bool:
    """Return whether a cell is a time of day.

    Examples
    --------
    >>> [is_clock(c) for c in ("10:18", "９：０５", "25:10", "8時05分", "10", "4:3", "1:1000")]
    [True, True, True, True, False, False, False]
    """
    return _CLOCK.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def clock_columns(rows: Iterable[Sequence[str]]) -> int:
    """Count the columns of which at least half of the filled cells are times of day.

    Examples
    --------
    >>> clock_columns([("駅", "", "10:18", "14:35"), ("役場", "4", "10:22", "14:39")])
    2
    """
    lines = list(rows)
    width = max((len(r) for r in lines), default=0)
    found = 0
    for position in range(width):
        filled = [r[position] for r in lines if position < len(r) and r[position]]
        found += bool(filled) and sum(map(is_clock, filled)) >= _SHARE * len(filled)
    return found


def is_timetable(rows: Iterable[Sequence[str]], *, counted: bool) -> bool:
    """Return whether a table is a timetable: times of day in several columns, or in one where nothing is counted.

    Parameters
    ----------
    rows
        Cells below the headers.
    counted
        Whether the table has a column of counts by its header, or columns of months: a list of riders by trip has one column of departures too.
    """
    return clock_columns(rows) >= (_FEWEST_COLUMNS if counted else 1)
