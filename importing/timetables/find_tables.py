"""The tables on a sheet: one under the other, side by side, with the stops down or across."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from importing.cells.counts import plain
from importing.timetables.cell_times import legend_of
from importing.timetables.heading_words import (
    DAY_HEADERS,
    GOAL_HEADERS,
    LINE_HEADERS,
    STOP_HEADERS,
    is_heading_word,
    is_no_time_header,
    is_stop_name,
)
from importing.timetables.sheet_grid import SheetGrid

_ENDS = ("着", "発")
_FEWEST_STOPS = 2
_ATTRIBUTES = DAY_HEADERS | LINE_HEADERS | GOAL_HEADERS | {plain("備考"), plain("摘要"), plain("便"), plain("便名")}
_MUCH_BETTER = 0.8


@dataclass(frozen=True, eq=False)
class StopTable:
    """One table, stops down and trips across in the grid that it holds.

    Parameters
    ----------
    grid
        The sheet, turned where its stops stand across.
    names
        Column of the stops.
    ends
        Column of 着 and 発; None where there is none.
    columns
        Columns of the trips.
    rows
        Rows of the stops.
    head, foot
        Rows above and below that say what the trips are.
    left, right
        First and last column that belong to it.
    """

    grid: SheetGrid
    names: int
    ends: int | None
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    head: tuple[int, ...]
    foot: tuple[int, ...]
    left: int
    right: int

    def name_at(self, row: int) -> str:
        """Return the stop of a row; a merged or empty cell repeats the one above."""
        own = self.grid.over(row, self.names).text
        if own or row <= self.rows[0]:
            return own
        return self.name_at(row - 1)


def find_tables(sheet: SheetGrid) -> list[StopTable]:
    """Find the tables of a sheet in the way round in which its times are in order.

    Notes
    -----
    The way round is that in which clearly more of the times stand beside a stop; else that in which one time follows the other sooner.
    """
    if not sheet.height:
        return []
    upright = _tables(sheet)
    across = _tables(sheet.turned_over())
    times = [sum(_times(t) for t in tables) for tables in (upright, across)]
    if min(times) < _MUCH_BETTER * max(times):
        return upright if times[0] > times[1] else across
    return upright if _step_s(upright) <= _step_s(across) else across


def _times(table: StopTable) -> int:
    return sum(table.grid.at(row, column).kind == "time" for row in table.rows for column in table.columns)


def _step_s(tables: Sequence[StopTable]) -> float:
    steps = []
    for table in tables:
        for column in table.columns:
            cells = [table.grid.at(row, column) for row in table.rows]
            times = [c.time_s for c in cells if c.kind == "time"]
            steps += [abs(b - a) for a, b in itertools.pairwise(times)]
    return statistics.median(steps) if steps else float("inf")


def _tables(grid: SheetGrid) -> list[StopTable]:
    tables: list[StopTable] = []
    for strip in _strips(grid):
        tables += _bands(grid, strip)
    return sorted(tables, key=lambda t: (t.rows[0], t.names))


@dataclass(frozen=True)
class _Strip:
    names: int
    ends: int | None
    columns: tuple[int, ...]
    left: int
    right: int


def _strips(grid: SheetGrid) -> list[_Strip]:
    """Share the columns out to columns of stops: each column of times to the stops left of it, else to those right of it."""
    timed = [any(c.kind in ("time", "passing") for c in row) for row in grid.cells]
    names, trips = [], []
    for column in range(grid.width):
        words = sum(timed[row] and is_stop_name(grid.at(row, column).text) for row in range(grid.height))
        times = sum(grid.at(row, column).kind == "time" for row in range(grid.height))
        if words >= _FEWEST_STOPS and words > times:
            names.append(column)
        elif times:
            trips.append(column)
    chosen = [_best_names(grid, group, timed) for group in _groups(names, trips)]
    taken: dict[int, list[int]] = {n: [] for n in chosen}
    for column in trips:
        owner = max((n for n in chosen if n < column), default=min((n for n in chosen if n > column), default=None))
        if owner is not None and not _has_other_numbers(grid, column):
            taken[owner].append(column)
    strips = []
    for n, columns in taken.items():
        if columns:
            inside = range(min(n, *columns), max(n, *columns) + 1)
            ends = next((c for c in inside if c not in (n, *columns) and _is_ends(grid, c)), None)
            strips.append(_Strip(n, ends, tuple(columns), inside[0], inside[-1]))
    return strips


def _groups(names: Sequence[int], trips: Sequence[int]) -> list[list[int]]:
    """Put columns of words together between which no times stand."""
    groups: list[list[int]] = []
    for column in names:
        if groups and not any(groups[-1][-1] < t < column for t in trips):
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def _best_names(grid: SheetGrid, group: Sequence[int], timed: Sequence[bool]) -> int:
    def rank(column: int) -> tuple[bool, int, int]:
        cells = [grid.at(row, column).text for row in range(grid.height)]
        headed = any(plain(text) in STOP_HEADERS for text in cells)
        different = len({t for t, beside in zip(cells, timed, strict=True) if beside and is_stop_name(t)})
        return headed, different, -column

    return max(group, key=rank)


def _has_other_numbers(grid: SheetGrid, column: int) -> bool:
    """Return whether the words above a column say that its numbers are no times; a time that can be nothing else shows the contrary."""
    if any(grid.at(row, column).strong for row in range(grid.height)):
        return False
    return any(
        is_no_time_header(grid.at(row, column).text)
        for row in range(grid.height)
        if grid.at(row, column).kind == "words"
    )


def _is_ends(grid: SheetGrid, column: int) -> bool:
    words = [grid.at(row, column).text for row in range(grid.height) if grid.at(row, column).kind == "words"]
    return bool(words) and sum(w in _ENDS for w in words) * 2 > len(words)


def _bands(grid: SheetGrid, strip: _Strip) -> list[StopTable]:
    """Cut a strip into tables, one under the other."""
    kinds = [_row_kind(grid, strip, row) for row in range(grid.height)]
    bands: list[list[int]] = []
    for row, kind in enumerate(kinds):
        if kind != "stop":
            continue
        before = bands[-1][-1] if bands else None
        if before is None or not _goes_on(grid, strip, kinds, bands[-1], row):
            bands.append([row])
        else:
            bands[-1] += range(before + 1, row)
            bands[-1].append(row)
    found = []
    end = 0
    for number, band in enumerate(bands):
        rows = tuple(row for row in band if kinds[row] in ("stop", "name"))
        after = bands[number + 1][0] if number + 1 < len(bands) else grid.height
        foot = _foot(grid, strip, band[-1] + 1, after)
        head = tuple(range(end, band[0]))
        end = band[-1] + 1 + len(foot)
        if sum(kinds[row] == "stop" for row in rows) >= _FEWEST_STOPS:
            columns = tuple(c for c in strip.columns if any(grid.at(r, c).kind == "time" for r in rows))
            found.append(StopTable(grid, strip.names, strip.ends, columns, rows, head, foot, strip.left, strip.right))
    return found


def _row_kind(grid: SheetGrid, strip: _Strip, row: int) -> str:
    """Return whether a row is one of a stop, has the name of one alone, is blank, or something else."""
    name = grid.over(row, strip.names).text
    cells = [grid.at(row, column) for column in strip.columns]
    filled = any(c.kind != "empty" for c in cells)
    is_end = strip.ends is not None and grid.at(row, strip.ends).text in _ENDS
    named = is_stop_name(name) or (not name and is_end and row > 0)
    if named and any(c.kind in ("time", "passing") for c in cells):
        return "stop"
    if named and not filled:
        return "name"
    if name or filled:
        return "other"
    return "blank"


def _goes_on(grid: SheetGrid, strip: _Strip, kinds: Sequence[str], band: Sequence[int], row: int) -> bool:
    """Return whether a row of a stop belongs to the table above: nothing but names or gaps lies between, and the day does not begin anew."""
    between = range(band[-1] + 1, row)
    if any(kinds[r] == "other" for r in between):
        return False
    if any(_is_heading(grid, strip, r) for r in between):
        return False
    return not _begins_anew(grid, strip, band, row, alone=bool(between))


def _is_heading(grid: SheetGrid, strip: _Strip, row: int) -> bool:
    """Return whether the one word of a row is a heading or explains a sign."""
    text = grid.at(row, strip.names).text
    return bool(text) and (is_heading_word(text) or bool(legend_of(text)[1]))


def _begins_anew(grid: SheetGrid, strip: _Strip, band: Sequence[int], row: int, *, alone: bool) -> bool:
    """Return whether all trips go back in time at a row although they went forward before: a new table without a heading."""
    back = forth = rising = falling = 0
    for column in strip.columns:
        times = [grid.at(r, column).time_s for r in band if grid.at(r, column).kind == "time"]
        rising += sum(a < b for a, b in itertools.pairwise(times))
        falling += sum(a > b for a, b in itertools.pairwise(times))
        here = grid.at(row, column)
        if times and here.kind == "time":
            back += here.time_s < times[-1]
            forth += here.time_s >= times[-1]
    if rising < falling:
        back, forth = forth, back
    return rising + falling > 0 and not forth and back >= (1 if alone else 2)


def _foot(grid: SheetGrid, strip: _Strip, first: int, end: int) -> tuple[int, ...]:
    """Return the rows right below a table whose label says that they tell of its trips."""
    rows = []
    for row in range(first, end):
        label = plain(grid.over(row, strip.names).text)
        if label not in _ATTRIBUTES or plain(grid.at(row, strip.names).text) in STOP_HEADERS:
            break
        rows.append(row)
    return tuple(rows)
