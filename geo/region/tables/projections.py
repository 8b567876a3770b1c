"""Projections of the whole municipality by others (社人研, 人口ビジョン): what they publish by year, not shared out to villages."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geo.files.columns import Column, typed
from geo.files.tables import read_table
from geo.region.tables.villages import AGE_COLUMNS
from geo.texts.messages import notice
from geo.texts.notices import Notice

COLUMNS = (
    Column("source", required=True),
    Column("year", "whole", required=True),
    Column("total", "number", required=True),
    Column("municipality"),
    *(Column(name, "number") for name in AGE_COLUMNS),
)


def read_projections(path: Path) -> tuple[pd.DataFrame | None, list[Notice]]:
    """Read projections.csv.

    Returns
    -------
    pandas.DataFrame or None, list of Notice
        One row per source and year: ``total`` and, where given, ages (persons) and ``municipality`` as the source names it. None
        when it cannot be used.
    """
    table, notices = read_table(path)
    if table is None:
        return None, notices
    frame, new_notices = typed(table, COLUMNS)
    notices += new_notices
    if frame is None:
        return None, notices
    twice = frame.duplicated(["source", "year"])
    for line, row in frame.loc[twice].iterrows():
        notices.append(
            notice(
                "projection_year_twice",
                file=table.file,
                row=int(str(line)),
                field="year",
                year=row["year"],
                source=row["source"],
            )
        )
    return frame.loc[~twice].reset_index(drop=True), notices
