"""Trips written out as the tables that towns make: stops down, stops across, or all days and both ways beside and below each other."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from geo.texts.clock import clock

Row = list[object]
PASSING = ("レ", "｜", "||", "↓", "", "―")


@dataclass(frozen=True)
class WrittenTrip:
    """A trip to write: line, heading of its days, and calls (stop, arrival, departure) in seconds past midnight."""

    line: str
    days: str
    calls: tuple[tuple[str, int, int], ...]


def as_text(time_s: int, number: int) -> object:
    """A time as text, in one of the ways in which towns write it."""
    hours, minutes = divmod(time_s // 60, 60)
    return (clock(time_s), f"{hours:02d}:{minutes:02d}", f"{hours}時{minutes:02d}分", clock(time_s).replace(":", "："))[
        number % 4
    ]


def as_value(time_s: int, number: int) -> object:
    """A time as a value of a spreadsheet: a duration, text, or a fraction of a day."""
    return (datetime.timedelta(seconds=time_s), clock(time_s), time_s / 86_400)[number % 3]


def sequence_of(trips: Sequence[WrittenTrip]) -> list[tuple[str, str]]:
    """Merge the stops of trips into one order: rows of (stop, 着 or 発 or nothing) that hold every trip from top to bottom."""
    merged: list[tuple[str, str]] = []
    for own in dict.fromkeys(tuple(rows_of(trip)) for trip in trips):
        position = 0
        for row in own:
            found = next((i for i in range(position, len(merged)) if merged[i] == row), None)
            if found is None:
                merged.insert(position, row)
                found = position
            position = found + 1
    return merged


def rows_of(trip: WrittenTrip) -> list[tuple[str, str]]:
    """The rows that a trip needs: a stop at which it waits has one of 着 and one of 発."""
    out = []
    for stop, arrival, departure in trip.calls:
        out += [(stop, "着"), (stop, "発")] if departure != arrival else [(stop, "")]
    return out


def cells_of(
    trip: WrittenTrip, rows: Sequence[tuple[str, str]], time: Callable[[int, int], object], number: int
) -> Row:
    """The cells of a trip in the rows of its table."""
    wanted: list[tuple[tuple[str, str], int]] = []
    for stop, arrival, departure in trip.calls:
        pair = [((stop, "着"), arrival), ((stop, "発"), departure)]
        wanted += pair if departure != arrival else [((stop, ""), arrival)]
    out: Row = []
    for row in rows:
        if wanted and wanted[0][0] == row:
            out.append(time(wanted.pop(0)[1], number))
        else:
            out.append(PASSING[number % len(PASSING)])
    assert not wanted
    return out


def in_order(trips: Sequence[WrittenTrip]) -> list[list[WrittenTrip]]:
    """Put trips together into tables: those whose stops one order holds, without a stop that stands twice in a row."""
    patterns: dict[tuple[tuple[str, str], ...], list[WrittenTrip]] = {}
    for trip in trips:
        patterns.setdefault(tuple(rows_of(trip)), []).append(trip)
    tables: list[list[WrittenTrip]] = []
    for alike in patterns.values():
        for table in tables:
            firsts = list({tuple(rows_of(t)): t for t in [*table, alike[0]]}.values())
            rows = sequence_of(firsts)
            if all(_fits(t, rows) for t in firsts) and len(rows) <= len(alike[0].calls) * 3 + 20:
                table.extend(alike)
                break
        else:
            tables.append(list(alike))
    return tables


def _fits(trip: WrittenTrip, rows: Sequence[tuple[str, str]]) -> bool:
    """Whether a trip finds its rows from the top, and none of its stops stands right after a row of the same stop that it does not use."""
    position = 0
    for row in rows_of(trip):
        while position < len(rows) and rows[position] != row:
            position += 1
        if position == len(rows):
            return False
        position += 1
    pairs = itertools.pairwise(rows)
    return not any(a[0] == b[0] and (a[1], b[1]) != ("着", "発") for a, b in pairs)


def down(
    trips: Sequence[WrittenTrip], title: Sequence[str], number: int, time: Callable[[int, int], object]
) -> list[Row]:
    """A table with the stops down."""
    rows = sequence_of(trips)
    columns = [cells_of(t, rows, time, number) for t in trips]
    head: list[Row] = [[text] for text in title]
    head.append(["停留所", "", *(f"{i}便" for i in range(1, len(trips) + 1))])
    return head + [[stop, end, *(c[i] for c in columns)] for i, (stop, end) in enumerate(rows)]


def across(
    trips: Sequence[WrittenTrip], title: Sequence[str], number: int, time: Callable[[int, int], object]
) -> list[Row]:
    """The same table turned: the stops across."""
    body = down(trips, [], number, time)
    width = max(len(r) for r in body)
    padded = [[*r, *[""] * (width - len(r))] for r in body]
    return [[text] for text in title] + [list(r) for r in zip(*padded, strict=True)]


def below(tables: Sequence[list[Row]]) -> list[Row]:
    """Tables one under the other."""
    return [row for table in tables for row in [*table, []]]


def beside(left: Sequence[Row], right: Sequence[Row]) -> list[Row]:
    """Two tables side by side, a column apart."""
    width = max(map(len, left)) + 1
    out = []
    for i in range(max(len(left), len(right))):
        a = list(left[i]) if i < len(left) else []
        b = list(right[i]) if i < len(right) else []
        out.append([*a, *[""] * (width - len(a)), *b])
    return out


def write_csv(path: Path, rows: Sequence[Row]) -> Path:
    """Write one sheet as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8-sig")
    return path


def write_book(path: Path, sheets: Mapping[str, Sequence[Row]]) -> Path:
    """Write sheets as a workbook."""
    with xlsxwriter.Workbook(path) as book:
        clock_format = book.add_format({"num_format": "[h]:mm"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for y, row in enumerate(rows):
                for x, cell in enumerate(row):
                    if isinstance(cell, datetime.timedelta):
                        sheet.write_number(y, x, cell.total_seconds() / 86_400, clock_format)
                    elif isinstance(cell, float):
                        sheet.write_number(y, x, cell)
                    elif cell:
                        sheet.write_string(y, x, str(cell))
    return path
