"""Villages (集落): where people live, how many, how old."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from geo.files.columns import Column, typed
from geo.files.tables import RawTable, read_table
from geo.region.places import LAT, LON, with_believable_coordinates, with_own_ids
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice

FIVE_YEARS = (*(f"{a:02d}_{a + 4:02d}" for a in range(0, 85, 5)), "85_over")
"""The five-year age classes, as the census gives them."""

BROAD_AGES = ("pop_0_14", "pop_15_64", "pop_65_over")
"""The three classes that add up to the population; pop_75_over is part of the last."""

AGE_COLUMNS = (*BROAD_AGES, "pop_75_over", *(f"{sex}_{age}" for sex in "mf" for age in FIVE_YEARS))

COLUMNS = (
    Column("village_id", required=True),
    Column("name", required=True),
    LAT,
    LON,
    Column("population", "number", required=True),
    Column("households", "number", required=True),
    *(Column(name, "number") for name in AGE_COLUMNS),
    Column("no_car_share", "share"),
    Column("district"),
    Column("municipality"),
    Column("vacant_houses", "number"),
    Column("institution_residents", "number"),
    Column("institution_kind", "choice", choices=("care", "dormitory")),
)


def read_villages(
    path: Path, *, fictional: bool = False, blank_counts: bool = False
) -> tuple[pd.DataFrame | None, list[Notice]]:
    """Read villages.csv.

    Parameters
    ----------
    path
        The file.
    fictional
        True turns off the checks for Japan.
    blank_counts
        Whether villages whose people or households are not known yet are read, as 0: those that are to get people.

    Returns
    -------
    pandas.DataFrame or None, list of Notice
        Index village_id; columns name, lat, lon (degrees), population (persons), households and, where given, ages
        (persons), no_car_share (0 to 1), district, municipality (its name), vacant_houses (usable ones),
        institution_residents (persons in care homes or dormitories) and institution_kind (``care`` or ``dormitory``). None when the file cannot be used.
    """
    table, notices = read_table(path)
    if table is None:
        return None, notices
    if blank_counts:
        table = _with_zeros(table)
    frame, new_notices = typed(table, COLUMNS, required_file=True)
    notices += new_notices
    if frame is None:
        return None, notices
    frame, new_notices = with_believable_coordinates(frame, table.file, fictional=fictional)
    notices += new_notices
    notices += _people_notices(frame, table.file)
    villages, new_notices = with_own_ids(frame, "village_id", table.file, {})
    return with_whole_people(with_broad_ages(villages)), notices + new_notices


def _with_zeros(table: RawTable) -> RawTable:
    cells = table.cells.copy()
    for column in ("population", "households"):
        cells[column] = cells[column].where(cells[column] != "", "0") if column in cells else "0"
    return replace(table, cells=cells)


def with_broad_ages(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the broad age classes where only the five-year classes are given."""
    if all(f"{sex}_{age}" in frame for sex in "mf" for age in FIVE_YEARS) and not any(c in frame for c in BROAD_AGES):
        young, old, very_old = FIVE_YEARS[:3], FIVE_YEARS[13:], FIVE_YEARS[15:]
        middle = FIVE_YEARS[3:13]
        classes = {"pop_0_14": young, "pop_15_64": middle, "pop_65_over": old, "pop_75_over": very_old}
        sums = {n: frame[[f"{s}_{a}" for s in "mf" for a in ages]].sum(axis=1) for n, ages in classes.items()}
        frame = frame.assign(**sums)
    return frame


def with_whole_people(frame: pd.DataFrame) -> pd.DataFrame:
    """Store counts as integers wherever the whole column is whole, so that totals print as people, not as 1.0."""
    columns = [c for c in ("population", "households", *AGE_COLUMNS) if c in frame]
    whole = [c for c in columns if not frame[c].isna().any() and (frame[c] % 1 == 0).all()]
    return frame.astype(dict.fromkeys(whole, "int64"))


def _people_notices(frame: pd.DataFrame, file: str) -> list[Notice]:
    notices = []
    empty = list(frame.loc[frame["population"] == 0, "name"])
    if empty:
        notices.append(
            notice("villages_empty", file=file, field="population", count=len(empty), names=short_list(empty))
        )
    for line, row in frame.iterrows():
        if row["households"] > row["population"]:
            place: dict[str, Any] = {"file": file, "row": int(str(line)), "field": "households"}
            counts: dict[str, Any] = {
                "households": f"{row['households']:,.0f}",
                "population": f"{row['population']:,.0f}",
            }
            notices.append(notice("households_exceed", **place, name=row["name"], **counts))
    if all(c in frame for c in BROAD_AGES):
        notices += _age_notices(frame, file)
    return notices


def _age_notices(frame: pd.DataFrame, file: str) -> list[Notice]:
    notices = []
    for line, row in frame.loc[frame[list(BROAD_AGES)].notna().all(axis=1)].iterrows():
        ages = sum(row[c] for c in BROAD_AGES)
        if abs(ages - row["population"]) > 0.5:
            place: dict[str, Any] = {"file": file, "row": int(str(line)), "field": "pop_0_14, pop_15_64, pop_65_over"}
            counts: dict[str, Any] = {"ages": f"{ages:,.0f}", "population": f"{row['population']:,.0f}"}
            notices.append(notice("ages_differ", **place, name=row["name"], **counts))
    return notices
