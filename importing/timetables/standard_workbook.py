"""The workbooks in which municipalities enter GTFS-JP: sheets with the names of GTFS's tables become a feed as they stand."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from geo.gtfs.fields import SPECS, Field
from geo.gtfs.text import FeedText, table_of_rows
from geo.texts.clock import HOUR_S, clock
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cell_of
from importing.files.table_file import WORKBOOK_ENDINGS, SheetValues, sheets_of

_NEEDED = ("stops.txt", "routes.txt", "trips.txt", "stop_times.txt")
_HEAD_ROWS = 20
_DAY_S = 86_400
_HALF = 0.5


def file_of_sheet(name: str) -> str:
    """Return the table that a sheet is named after; empty where it is none.

    Examples
    --------
    >>> file_of_sheet("stop_times"), file_of_sheet("stops.txt"), file_of_sheet("停留所（stops）"), file_of_sheet("平日")
    ('stop_times.txt', 'stops.txt', 'stops.txt', '')
    """
    bare = name.strip().casefold().removesuffix(".txt")
    inside = bare.replace("（", "(").replace("）", ")").partition("(")[2].rstrip(")").strip().removesuffix(".txt")
    return next((f"{n}.txt" for n in (bare, inside) if f"{n}.txt" in SPECS), "")


def is_standard_workbook(sheets: Sequence[SheetValues]) -> bool:
    """Return whether a workbook carries GTFS's tables: stops and times among them."""
    found = {file_of_sheet(s.name) for s in sheets}
    return {"stops.txt", "stop_times.txt"} <= found


def workbook_sheets(path: Path) -> list[SheetValues] | None:
    """Read the sheets of a workbook where it is one that carries GTFS's tables; None of any other file."""
    if path.suffix.lower() not in WORKBOOK_ENDINGS:
        return None
    sheets, _ = sheets_of(path)
    return sheets if sheets is not None and is_standard_workbook(sheets) else None


def feed_of_workbook(sheets: Sequence[SheetValues], file: str) -> tuple[FeedText, int, list[Notice]]:
    """Turn the sheets into a feed.

    Parameters
    ----------
    sheets
        As read.
    file
        Name of the workbook.

    Returns
    -------
    FeedText, int, list of Notice
        The feed, its number of rows, and which sheets were read.

    Raises
    ------
    geo.texts.errors.RequestError
        When a table is missing that every feed needs.
    """
    tables = {}
    notices = []
    rows_read = 0
    for sheet in sheets:
        name = file_of_sheet(sheet.name)
        if not name:
            continue
        fields = {f.name: f for f in SPECS[name].fields}
        top = _header_row(sheet, fields)
        if top is None:
            wanted = "、".join(SPECS[name].key or list(fields)[:2])
            notices.append(notice("timetable_workbook_sheet", file=f"{file}「{sheet.name}」", names=wanted))
            continue
        heads = [cell_of(v) for v in sheet.rows[top]]
        columns = [c for c, h in enumerate(heads) if h in fields]
        rows = [
            [_written(row[c] if c < len(row) else "", fields[heads[c]]) for c in columns]
            for row in sheet.rows[top + 1 :]
        ]
        rows = [row for row in rows if any(row)]
        rows_read += len(rows)
        tables[name] = table_of_rows(name, [heads[c] for c in columns], rows)
    lacking = [n for n in _NEEDED if n not in tables]
    if lacking:
        raise RequestError(*notices, notice("timetable_workbook_lacks", file=file, names="、".join(lacking)))
    notices.append(notice("timetable_workbook", file=file, names="、".join(tables)))
    return FeedText(file, tables), rows_read, notices


def _header_row(sheet: SheetValues, fields: dict[str, Field]) -> int | None:
    """Find the row in which the names of fields stand; descriptions in Japanese may stand above it."""
    counts = [sum(cell_of(v) in fields for v in row) for row in sheet.rows[:_HEAD_ROWS]]
    best = max(range(len(counts)), key=lambda i: (counts[i], -i), default=None)
    return best if best is not None and counts[best] >= min(2, len(fields)) else None


def _written(value: object, field: Field) -> str:
    """Write a cell as the field wants it: times as 08:05:00, dates as 20260401, numbers without a point."""
    if field.kind == "time":
        return _time(value)
    if field.kind == "date" and isinstance(value, datetime.date):
        return value.strftime("%Y%m%d")
    return cell_of(value)


def _time(value: object) -> str:
    if isinstance(value, datetime.datetime):
        days = (value - datetime.datetime.fromisoformat("1899-12-31")).total_seconds()
        return clock(round(days), padded=True, seconds=True)
    if isinstance(value, datetime.timedelta):
        return clock(round(value.total_seconds()), padded=True, seconds=True)
    if isinstance(value, datetime.time):
        return clock(value.hour * HOUR_S + value.minute * 60 + value.second, padded=True, seconds=True)
    if isinstance(value, float) and 0 <= value < 2:
        return clock(round(value * _DAY_S), padded=True, seconds=True)
    text = cell_of(value)
    return f"{text}:00" if text.count(":") == 1 else text
