"""Whether a file that somebody drops is a timetable, with what speaks for it."""

from __future__ import annotations

import itertools
from pathlib import Path

from geo.texts.errors import RequestError
from importing.cells.counts import plain
from importing.cells.limits import limit
from importing.files.table_file import TABLE_ENDINGS, WORKBOOK_ENDINGS
from importing.timetables.find_tables import StopTable, find_tables
from importing.timetables.heading_words import STOP_HEADERS
from importing.timetables.sheet_grid import SheetGrid, grids_of
from importing.timetables.standard_workbook import file_of_sheet, workbook_sheets

_ONE_WAY = 0.9
_FEWEST_TIMES = 2


def standard_workbook_in(path: Path) -> str:
    """Return why a file is a workbook of GTFS's tables; empty where it is none."""
    sheets = workbook_sheets(path)
    if sheets is None:
        return ""
    names = "、".join(s.name for s in sheets if file_of_sheet(s.name))
    return f"GTFS の表の名前のシート（{names}）があります。"


def timetable_in(path: Path) -> str:
    """Return why a file is a timetable: how many tables, stops and trips it has; empty where it is none.

    Notes
    -----
    Opening hours stand beside names too: the times of a timetable go on from stop to stop. Where all times could be other numbers as well
    (1205), a header of the stops must be there.
    """
    if path.suffix.lower() not in TABLE_ENDINGS | WORKBOOK_ENDINGS or path.stat().st_size > limit("glance_bytes"):
        return ""
    try:
        grids = grids_of(path)[0]
    except RequestError:
        return ""
    tables = [t for grid in grids for t in find_tables(grid) if _goes_on(t) and (_certain(t) or _has_stop_header(grid))]
    if not tables:
        return ""
    stops = len({plain(t.name_at(row)) for t in tables for row in t.rows})
    trips = sum(len(t.columns) for t in tables)
    return f"停留所 {stops}、便 {trips} の時刻の並ぶ表が {len(tables)} つあり、バスの時刻表のようです。"


def _times(table: StopTable, column: int) -> list[int]:
    cells = [table.grid.at(row, column) for row in table.rows]
    return [c.time_s for c in cells if c.kind == "time"]


def _goes_on(table: StopTable) -> bool:
    one_way = moving = even = 0
    for column in table.columns:
        steps = [b - a for a, b in itertools.pairwise(_times(table, column))]
        up, down = sum(s > 0 for s in steps), sum(s < 0 for s in steps)
        one_way += max(up, down)
        moving += up + down
        even += len(steps) - up - down
    return moving > even and one_way >= _ONE_WAY * moving


def _certain(table: StopTable) -> bool:
    return sum(table.grid.at(row, column).strong for row in table.rows for column in table.columns) >= _FEWEST_TIMES


def _has_stop_header(grid: SheetGrid) -> bool:
    return any(plain(cell.text) in STOP_HEADERS for row in grid.cells for cell in row if cell.kind == "words")
