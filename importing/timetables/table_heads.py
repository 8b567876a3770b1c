"""What the words around a table say of each of its trips: line, direction, days, number, where it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from importing.cells.counts import plain
from importing.timetables.cell_times import legend_of, notes_of
from importing.timetables.day_words import Days, days_in
from importing.timetables.find_tables import StopTable
from importing.timetables.heading_words import (
    DAY_HEADERS,
    GOAL_HEADERS,
    LINE_HEADERS,
    direction_of,
    goal_of,
    is_trip_word,
    line_of,
)
from importing.timetables.sheet_grid import Corner

_LINE_END = re.compile(r"(?:線|号|コース|ルート|系統)$")


@dataclass(frozen=True)
class Head:
    """What is said of a trip, or of all trips of a table.

    Parameters
    ----------
    line, goal, number
        Name of the line, where the trip goes, the trip's own name; empty where nothing says so.
    direction
        0 行き, 1 帰り; None where nothing says so.
    days
        None where nothing says so.
    days_at
        Cell in which the days stand.
    notes
        Signs of notes, and the cells in which they stand.
    """

    line: str = ""
    goal: str = ""
    number: str = ""
    direction: int | None = None
    days: Days | None = None
    days_at: Corner | None = None
    notes: tuple[tuple[str, Corner], ...] = field(default=())

    def over(self, other: Head) -> Head:
        """Fill what is not said here with what is said elsewhere."""
        return replace(
            self, line=self.line or other.line, goal=self.goal or other.goal, number=self.number or other.number,
            direction=other.direction if self.direction is None else self.direction,
            days=self.days or other.days, days_at=self.days_at if self.days else other.days_at, notes=(*self.notes, *other.notes),
        )  # fmt: skip


def table_head(table: StopTable, others: list[StopTable]) -> Head:
    """Return what the titles of a table say of all of its trips, the nearest first.

    Parameters
    ----------
    table
        Of which the titles are looked at.
    others
        All tables of the sheet: a title belongs to no trip and lies in none of them.
    """
    head = Head()
    for text, corner in _titles(table, others):
        if legend_of(text)[1]:
            continue
        days = days_in(text)
        said = Head(line_of(text), "", "", direction_of(text), days, corner if days else None)
        head = head.over(said)
    return head


def _titles(table: StopTable, others: list[StopTable]) -> Iterator[tuple[str, Corner]]:
    grid = table.grid
    if grid.turned:
        start = max((t.right + 1 for t in others if t.right < table.names), default=0)
        for column in range(table.names - 1, start - 1, -1):
            for row in range(grid.height):
                if text := grid.at(row, column).text:
                    yield text, (row, column)
    for row in reversed(table.head):
        cells = [(grid.at(row, c).text, (row, c)) for c in range(table.left, table.right + 1)]
        filled = [(text, corner) for text, corner in cells if text]
        beside = [(text, corner) for text, corner in filled if corner[1] not in table.columns]
        alone = filled if len(filled) == 1 and not grid.turned else []
        label = plain(grid.at(row, table.names).text)
        if label not in DAY_HEADERS | LINE_HEADERS | GOAL_HEADERS:
            yield from beside or alone


def trip_heads(table: StopTable) -> dict[int, Head]:
    """Return what stands over and under each column of a table."""
    heads = dict.fromkeys(table.columns, Head())
    for row in (*table.foot, *reversed(table.head)):
        label = plain(table.grid.over(row, table.names).text)
        for column, (text, corner) in _over_columns(table, row).items():
            heads[column] = heads[column].over(_said(text, corner, label))
    return heads


def _over_columns(table: StopTable, row: int) -> dict[int, tuple[str, Corner]]:
    """Return the words over each column: those of a merged cell, or of a group whose word stands once at its left."""
    grid = table.grid
    found: dict[int, tuple[str, Corner]] = {}
    current: tuple[str, Corner] | None = None
    grouped = grid.at(row, table.columns[0]).text != ""
    for column in table.columns:
        corner = grid.covered.get((row, column), (row, column))
        text = grid.at(*corner).text
        if text and corner[1] >= min(table.columns):
            found[column] = (text, corner)
            current = found[column] if grouped and _names_a_group(text) else None
        elif not text and current is not None:
            found[column] = current
    return found


def _names_a_group(text: str) -> bool:
    return days_in(text) is not None or direction_of(text) is not None or _LINE_END.search(text) is not None


def _said(text: str, corner: Corner, label: str) -> Head:
    notes, bare = notes_of(text)
    signs = tuple((sign, corner) for sign in ([notes] if notes else []))
    if label in DAY_HEADERS:
        days = days_in(bare) or (Days(words=bare) if bare else None)
        return Head(days=days, days_at=corner if days else None, notes=signs)
    if label in LINE_HEADERS:
        return Head(line=bare, notes=signs)
    if label in GOAL_HEADERS:
        return Head(goal=bare.removesuffix("行き").removesuffix("行"), notes=signs)
    if is_trip_word(text):
        return Head(number=bare or text, notes=signs if bare else ())
    days = days_in(bare)
    line = line_of(bare) if _LINE_END.search(line_of(bare)) else ""
    return Head(line, goal_of(bare), "", direction_of(bare), days, corner if days else None, signs)
