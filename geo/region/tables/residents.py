"""Where a village's people live: houses or mesh cells, whose sum is the village's population."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from geo.files.columns import Column, typed
from geo.files.tables import read_table
from geo.region.places import LAT, LON, with_believable_coordinates
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice

COLUMNS = (Column("village_id", required=True), LAT, LON, Column("population", "number", required=True))


def read_residents(
    path: Path, villages: pd.DataFrame, *, fictional: bool = False
) -> tuple[pd.DataFrame | None, list[Notice]]:
    """Read residents.csv and hold it against villages.csv.

    Returns
    -------
    pandas.DataFrame or None, list of Notice
        Columns village_id, lat, lon (degrees), population (persons); rows numbered from 0.
    """
    table, notices = read_table(path)
    if table is None:
        return None, notices
    frame, new_notices = typed(table, COLUMNS)
    notices += new_notices
    if frame is None:
        return None, notices
    frame, new_notices = with_believable_coordinates(frame, table.file, fictional=fictional)
    notices += new_notices
    frame, new_notices = of_known_villages(frame, table.file, villages)
    notices += new_notices
    return frame.reset_index(drop=True), notices + _total_notices(frame, table.file, villages)


def of_known_villages(frame: pd.DataFrame, file: str, villages: pd.DataFrame) -> tuple[pd.DataFrame, list[Notice]]:
    """Leave out the rows of villages that nobody knows, each with a notice; the index is the line in the file."""
    unknown = ~frame["village_id"].isin(villages.index)
    notices = [
        notice("village_unknown", file=file, row=int(str(line)), field="village_id", village=village)
        for line, village in frame.loc[unknown, "village_id"].items()
    ]
    return frame.loc[~unknown], notices


def people_points(villages: pd.DataFrame, residents: pd.DataFrame | None) -> pd.DataFrame:
    """Place the people of all villages: at their homes where known, else at the village point.

    Parameters
    ----------
    villages
        Index village_id; population is the truth, to the person.
    residents
        Where they live, or None; only the shares within a village are used.

    Returns
    -------
    pandas.DataFrame
        Columns village_id, lat, lon and population (persons, fractions possible); the sum over a village is its
        population. Villages without people keep one point of weight 0.
    """
    known = residents[residents["population"] > 0] if residents is not None else None
    if known is None or known.empty:
        points = villages[["lat", "lon", "population"]].rename_axis("village_id").reset_index()
        return points.astype({"population": "float64"})
    totals = known.groupby("village_id")["population"].transform("sum")
    homes = known.assign(population=known["population"] / totals * known["village_id"].map(villages["population"]))
    rest = villages.loc[~villages.index.isin(homes["village_id"]), ["lat", "lon", "population"]]
    points = pd.concat([homes, rest.rename_axis("village_id").reset_index()], ignore_index=True)
    return points[["village_id", "lat", "lon", "population"]].astype({"population": "float64"})


def _total_notices(frame: pd.DataFrame, file: str, villages: pd.DataFrame) -> list[Notice]:
    notices = []
    sums = frame.groupby("village_id")["population"].sum().reindex(villages.index)
    for village in villages.index[sums.notna() & ((sums - villages["population"]).abs() > 0.5)]:
        name, population = villages.loc[village, ["name", "population"]]
        counts: dict[str, Any] = {
            "residents": f"{float(sums[village]):,.0f}",
            "population": f"{float(population):,.0f}",
        }
        place: dict[str, Any] = {"file": file, "field": "population"}
        notices.append(notice("residents_differ", **place, name=name, **counts))
    missing = list(villages.loc[(sums.fillna(0) == 0) & (villages["population"] > 0), "name"])
    if missing:
        notices.append(notice("residents_missing", file=file, severity="info", name=short_list(missing)))
    return notices
