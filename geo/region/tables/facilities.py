"""Facilities (施設): the shop, the clinic, the school, in the village or beyond the municipality."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from geo.files.columns import Column, typed
from geo.files.tables import read_table
from geo.reference.categories import CATEGORIES, STATUSES
from geo.region.places import LAT, LON, with_believable_coordinates, with_own_ids
from geo.texts.notices import Notice

COLUMNS = (
    Column("facility_id", required=True),
    Column("name", required=True),
    Column("category", "choice", required=True, choices=tuple(CATEGORIES)),
    LAT,
    LON,
    Column("status", "choice", default="open", choices=tuple(STATUSES)),
    Column("subtype"),
    Column("floor_area_m2", "number"),
    Column("opens", "time"),
    Column("closes", "time"),
    Column("days", "days"),
    Column("users_per_day", "number"),
    Column("outside", "flag", default="false", say_default=False),
)


def no_facilities() -> pd.DataFrame:
    """Return a table of facilities without rows, with the columns that readers rely on."""
    return _shaped(pd.DataFrame({c.name: pd.Series(dtype=object) for c in COLUMNS}).set_index("facility_id"))


def read_facilities(
    path: Path, *, fictional: bool = False, taken: Mapping[str, str] | None = None
) -> tuple[pd.DataFrame, list[Notice]]:
    """Read facilities.csv.

    Returns
    -------
    pandas.DataFrame, list of Notice
        Index facility_id; every column of the contract is there, empty where the file has none. No rows when the file
        cannot be used; the notices say why.
    """
    table, notices = read_table(path)
    if table is None:
        return no_facilities(), notices
    frame, new_notices = typed(table, COLUMNS)
    notices += new_notices
    if frame is None:
        return no_facilities(), notices
    frame, new_notices = with_believable_coordinates(frame, table.file, fictional=fictional)
    notices += new_notices
    facilities, new_notices = with_own_ids(frame, "facility_id", table.file, taken or {})
    return _shaped(facilities), notices + new_notices


def _shaped(facilities: pd.DataFrame) -> pd.DataFrame:
    for column in COLUMNS[1:]:
        if column.name not in facilities:
            facilities[column.name] = None
    numbers = ("lat", "lon", "floor_area_m2", "users_per_day")
    facilities = facilities[[c.name for c in COLUMNS[1:]]]
    return facilities.astype({"outside": "bool", **dict.fromkeys(numbers, "float64")})
