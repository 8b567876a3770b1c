"""Boardings (乗車人数) as they were counted: by route, trip or stop, by month, day or year; boardings.csv of a region folder.

Each row is one count. What is empty was not told apart: a row with a route and no stop counts all stops of the route. The same
people may stand in several rows (the months of a route, and its stops on the day of a survey); who adds rows up must see to that.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from geo.files.columns import ROW_LEFT_OUT, Column, typed, with_all_columns
from geo.files.periods import period_as_written
from geo.files.tables import read_table
from geo.texts.messages import notice
from geo.texts.notices import Notice

FILE = "boardings.csv"
COLUMNS = (
    Column("period", required=True),
    Column("feed"),
    Column("route_id"),
    Column("route"),
    Column("trip_id"),
    Column("trip"),
    Column("stop_id"),
    Column("stop"),
    Column("direction"),
    Column("boardings", "number", required=True),
    Column("days", "number"),
    Column("source"),
)
TEXTS = ("feed", "route_id", "route", "trip_id", "trip", "stop_id", "stop", "direction", "source")
"""Columns of words, empty where the table says nothing."""

KEY = ("period", *TEXTS)
"""What tells one count from another."""


def read_boardings(path: Path) -> tuple[pd.DataFrame | None, list[Notice]]:
    """Read boardings.csv.

    Returns
    -------
    pandas.DataFrame or None, list of Notice
        One row per count: `period` (2024-04-12, 2024-04, 2024 or FY2024), `feed` (name of the feed, as `geo.region.feeds` returns it) and
        the ids in it, `route`, `trip`, `stop` and `direction` as the town writes them, `boardings` (persons), `days` of service
        (NaN where not known), `source`. None when the file cannot be used.
    """
    table, notices = read_table(path)
    if table is None:
        return None, notices
    frame, new_notices = typed(table, COLUMNS)
    notices += new_notices
    if frame is None:
        return None, notices
    frame = with_all_columns(frame, COLUMNS)
    periods = frame["period"].map(period_as_written)
    wrong = periods.isna()
    for line, text in frame.loc[wrong, "period"].items():
        place: dict[str, Any] = {"file": table.file, "row": int(str(line)), "field": "period"}
        notices.append(notice("cell_not_period", **place, value=text, consequence=ROW_LEFT_OUT))
    frame = frame.assign(period=periods).loc[~wrong]
    twice = frame.duplicated(list(KEY))
    for line in frame.index[twice]:
        notices.append(notice("boardings_twice", file=table.file, row=int(line)))
    return frame.loc[~twice].reset_index(drop=True), notices
