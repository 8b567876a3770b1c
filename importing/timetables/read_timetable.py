"""A file of timetables from sheet to trips: every sheet, every table, and a count of what became of the cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.timetables.cell_times import legend_of
from importing.timetables.day_words import Days, days_in
from importing.timetables.find_tables import StopTable, find_tables
from importing.timetables.heading_words import direction_of, line_of_names
from importing.timetables.read_trips import Tally, Trip, read_trips
from importing.timetables.sheet_grid import Place, SheetGrid, grids_of
from importing.timetables.table_heads import Head, table_head, trip_heads


@dataclass(frozen=True)
class Timetable:
    """What was read from a file.

    Parameters
    ----------
    trips
        In the order of sheets, tables and columns.
    tables
        How many tables it has.
    cells
        How many cells of the tables hold a time or something else that is no mark for passing.
    encoding
        Of the text.
    legends
        Sign of a note → what it means.
    stops
        Stop, as `importing.cells.counts.plain` writes it → where it stands first.
    notices
        Everything that was odd, and the count.
    """

    trips: tuple[Trip, ...]
    tables: int
    cells: int
    encoding: str
    legends: Mapping[str, str]
    stops: Mapping[str, Place]
    notices: tuple[Notice, ...]


def read_timetable(path: Path, given_days: Mapping[str, Days] | None = None) -> Timetable:
    """Read the timetables of a workbook or a CSV file.

    Parameters
    ----------
    path
        The file.
    given_days
        Words whose days nobody can know from the file (学校登校日) → days, as the user gave them; under an empty word those of trips of
        which nothing is said at all.

    Raises
    ------
    geo.texts.errors.RequestError
        When the file cannot be used.
    """
    given = given_days or {}
    grids, encoding, notices = grids_of(path)
    tally = Tally(notices=list(notices))
    trips: list[Trip] = []
    legends: dict[str, str] = {}
    found = [(grid, find_tables(grid)) for grid in grids]
    for grid, tables in found:
        if not tables:
            if grid.height and any(c.kind != "empty" for row in grid.cells for c in row):
                tally.notices.append(notice("timetable_sheet_without", file=grid.title))
            continue
        own = _legends(grid)
        legends |= own
        trips += _of_sheet(grid, tables, tally, own, path.stem)
        _outside(grid, tables, tally)
    trips = _with_days(trips, given, tally)
    if trips:
        tally.notices.append(
            notice(
                "timetable_counted",
                file=path.name,
                tables=sum(len(t) for _, t in found),
                trips=len(trips),
                stops=len({c.stop for t in trips for c in t.calls}),
                times=f"{tally.times:,}",
                taken=f"{tally.taken:,}",
                passing=f"{tally.passing:,}",
                unread=f"{tally.unread:,}",
            )
        )
    count = sum(len(tables) for _, tables in found)
    return Timetable(
        tuple(trips), count, tally.times + tally.unread, encoding, legends, tally.stops, tuple(tally.notices)
    )


def _of_sheet(grid: SheetGrid, tables: list[StopTable], tally: Tally, legends: dict[str, str], stem: str) -> list[Trip]:
    trips: list[Trip] = []
    before = Head()
    last = Head(days=days_in(grid.sheet) or days_in(stem), direction=direction_of(grid.sheet))
    for table in tables:
        said = table_head(table, tables)
        # What holds for one table holds for the next until another word is said; the direction is said of each.
        whole = said.over(replace(before, direction=None)).over(last)
        before = Head(
            line=said.line or before.line,
            days=said.days or before.days,
            days_at=said.days_at if said.days else before.days_at,
        )
        heads = {}
        for column, own in trip_heads(table).items():
            head = own.over(whole)
            heads[column] = replace(head, line=head.line or line_of_names(grid.sheet, stem))
        trips += read_trips(table, heads, tally, legends)
    return trips


def _legends(grid: SheetGrid) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in grid.cells:
        for cell in row:
            sign, meaning = legend_of(cell.text) if cell.kind == "words" and cell.notes else ("", "")
            if meaning:
                found.setdefault(sign, meaning)
    return found


def _outside(grid: SheetGrid, tables: list[StopTable], tally: Tally) -> None:
    """Name the times that stand in no table."""
    inside = {
        (column, row) if table.grid.turned else (row, column)
        for table in tables
        for row in table.rows
        for column in table.columns
    }
    left = [
        (row, column) for row, cells in enumerate(grid.cells) for column, cell in enumerate(cells)
        if cell.strong and (row, column) not in inside
    ]  # fmt: skip
    if left:
        tally.add(
            notice("timetable_times_outside", **grid.place(*left[0]), value=grid.at(*left[0]).text, count=len(left))
        )


def _with_days(trips: list[Trip], given: Mapping[str, Days], tally: Tally) -> list[Trip]:
    """Take the days that the user gave for those that nobody can know, and ask for the others."""
    out, asked = [], Counter[tuple[str, str]]()
    places: dict[tuple[str, str], Place] = {}
    for trip in trips:
        answer = None if trip.days.known else given.get(trip.days.words)
        out.append(trip if answer is None else replace(trip, days=answer))
        if not out[-1].days.known:
            key = (trip.days.words, str(trip.days_place))
            asked[key] += 1
            places[key] = trip.days_place
    for (words, where), count in asked.items():
        if words:
            tally.add(notice("timetable_days_unknown", **places[words, where], words=words, count=count))
        else:
            tally.add(notice("timetable_days_missing", **places[words, where], count=count))
    return out


def joined(found: Sequence[Timetable]) -> Timetable:
    """Put the timetables of several files together."""
    legends = {sign: meaning for t in reversed(found) for sign, meaning in t.legends.items()}
    stops = {key: place for t in reversed(found) for key, place in t.stops.items()}
    trips = tuple(trip for t in found for trip in t.trips)
    notices = tuple(n for t in found for n in t.notices)
    sums = sum(t.tables for t in found), sum(t.cells for t in found)
    return Timetable(trips, *sums, found[0].encoding, legends, stops, notices)
