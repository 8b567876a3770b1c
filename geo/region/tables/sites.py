"""Candidate sites (候補地): closed schools, old town halls, empty shops and bare land where a hub could stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from geo.files.columns import Column, typed
from geo.files.tables import read_table
from geo.region.places import LAT, LON, with_believable_coordinates, with_own_ids
from geo.texts.notices import Notice

COLUMNS = (
    Column("site_id", required=True),
    Column("name", required=True),
    LAT,
    LON,
    Column("kind", default="候補地"),
    Column("area_m2", "number"),
    Column("cost_yen", "number"),
    Column("owner"),
    Column("reuse_of"),
)


def no_sites() -> pd.DataFrame:
    """Return a table of candidate sites without rows, with the columns that readers rely on."""
    return _shaped(pd.DataFrame({c.name: pd.Series(dtype=object) for c in COLUMNS}).set_index("site_id"))


def read_sites(
    path: Path, *, fictional: bool = False, taken: Mapping[str, str] | None = None
) -> tuple[pd.DataFrame, list[Notice]]:
    """Read sites.csv.

    Returns
    -------
    pandas.DataFrame, list of Notice
        Index site_id; every column of the contract is there. No rows when the file cannot be used.
    """
    table, notices = read_table(path)
    if table is None:
        return no_sites(), notices
    frame, new_notices = typed(table, COLUMNS)
    notices += new_notices
    if frame is None:
        return no_sites(), notices
    frame, new_notices = with_believable_coordinates(frame, table.file, fictional=fictional)
    notices += new_notices
    sites, new_notices = with_own_ids(frame, "site_id", table.file, taken or {})
    return _shaped(sites), notices + new_notices


def _shaped(sites: pd.DataFrame) -> pd.DataFrame:
    for column in COLUMNS[1:]:
        if column.name not in sites:
            sites[column.name] = None
    sites = sites[[c.name for c in COLUMNS[1:]]]
    return sites.astype(dict.fromkeys(("lat", "lon", "area_m2", "cost_yen"), "float64"))
