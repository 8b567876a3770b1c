"""Other years: censuses and projections of each village's people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from geo.files.columns import Column, typed
from geo.files.tables import read_table
from geo.region.tables.residents import of_known_villages
from geo.region.tables.villages import AGE_COLUMNS, with_broad_ages
from geo.texts.messages import notice
from geo.texts.notices import Notice

COLUMNS = (
    Column("village_id", required=True),
    Column("year", "whole", required=True),
    Column("kind", "choice", required=True, choices=("census", "projection")),
    Column("source", required=True),
    Column("total", "number", required=True),
    Column("count_kind", "choice", choices=("census", "register")),
    Column("date"),
    Column("foreigners", "choice", choices=("yes", "no")),
    *(Column(name, "number") for name in AGE_COLUMNS),
)


def read_population(path: Path, villages: pd.DataFrame) -> tuple[pd.DataFrame | None, list[Notice]]:
    """Read population.csv.

    Returns
    -------
    pandas.DataFrame or None, list of Notice
        One row per village, year, kind and source; columns as in the contract (persons), and where given ``count_kind`` (census: 国勢調査,
        register: 住民基本台帳), ``date`` and ``foreigners`` (whether they are in it). None when it cannot be used.
    """
    table, notices = read_table(path)
    if table is None:
        return None, notices
    frame, new_notices = typed(table, COLUMNS)
    notices += new_notices
    if frame is None:
        return None, notices
    frame, new_notices = of_known_villages(frame, table.file, villages)
    notices += new_notices
    twice = frame.duplicated(["village_id", "year", "kind", "source"])
    for line, row in frame.loc[twice].iterrows():
        place: dict[str, Any] = {"file": table.file, "row": int(str(line)), "field": "year"}
        notices.append(notice("population_year_twice", **place, year=row["year"], village=row["village_id"]))
    return with_broad_ages(frame.loc[~twice].reset_index(drop=True)), notices
