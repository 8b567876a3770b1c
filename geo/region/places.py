"""Rows that stand on the map: believable coordinates and ids that nobody else bears."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.files.columns import Column
from geo.files.crs import in_japan, lie_in_japan, looks_swapped
from geo.texts.messages import notice
from geo.texts.notices import Notice

LAT = Column("lat", "number", required=True, signed=True)
LON = Column("lon", "number", required=True, signed=True)

_POLE, _DATE_LINE = 90, 180
_SEVERAL = 3
"""So many rows that all lie abroad are no slip of the pen."""


def with_believable_coordinates(
    frame: pd.DataFrame, file: str, *, fictional: bool
) -> tuple[pd.DataFrame, list[Notice]]:
    """Leave out rows whose coordinates cannot be right, each with a notice.

    Parameters
    ----------
    frame
        Columns lat and lon in degrees; the index is the line in the file.
    file
        Name to show.
    fictional
        True turns off the check for Japan; what can be no coordinate on earth is left out all the same.
    """
    notices: list[Notice] = []
    keep = []
    if not fictional and (abroad := _all_abroad(frame, file)) is not None:
        return frame.iloc[:0], [abroad]
    for line, lat, lon in zip(frame.index, frame["lat"], frame["lon"], strict=True):
        on_earth = -90 <= lat <= 90 and -180 <= lon <= 180
        if on_earth and (fictional or in_japan(lat, lon)):
            keep.append(line)
            continue
        place: dict[str, Any] = {"file": file, "row": int(line), "field": "lat, lon"}
        swapped = looks_swapped(lat, lon)
        notices.append(
            notice("coordinates_swapped" if swapped else "coordinates_outside_japan", **place, lat=lat, lon=lon)
        )
    return frame.loc[keep], notices


def _all_abroad(frame: pd.DataFrame, file: str) -> Notice | None:
    """Say once that a whole table lies in another country, with the remedy; None for one row, or where any row may be a slip."""
    lat, lon = (frame[side].to_numpy(dtype=float) for side in ("lat", "lon"))
    on_earth = (abs(lat) <= _POLE) & (abs(lon) <= _DATE_LINE)
    if len(frame) < _SEVERAL or not on_earth.all() or (lie_in_japan(lat, lon) | lie_in_japan(lon, lat)).any():
        return None
    return notice(
        "table_outside_japan",
        setting="fictional = true",
        file=file,
        field="lat, lon",
        count=f"{len(frame):,}",
        lat=lat[0],
        lon=lon[0],
    )


def with_own_ids(
    frame: pd.DataFrame, id_column: str, file: str, taken: Mapping[str, str]
) -> tuple[pd.DataFrame, list[Notice]]:
    """Leave out rows whose id is already borne, and make the id the index.

    Parameters
    ----------
    frame
        The index is the line in the file.
    id_column
        Column that holds the id.
    file
        Name to show.
    taken
        Ids of other files and where each stands.

    Returns
    -------
    pandas.DataFrame, list of Notice
        Indexed by id, in the order of the file.
    """
    notices: list[Notice] = []
    first = dict(taken)
    keep = []
    for line, name in zip(frame.index, frame[id_column], strict=True):
        if name in first:
            notices.append(
                notice("id_duplicate", file=file, row=int(line), field=id_column, id=name, first=first[name])
            )
        else:
            first[name] = f"{file} の {line} 行目"
            keep.append(line)
    return frame.loc[keep].set_index(id_column), notices


def taken_ids(frame: pd.DataFrame, file: str) -> dict[str, str]:
    """Return which ids a table bears, with the file to name when another file uses one of them."""
    return dict.fromkeys(frame.index, file)


def outside_japan(shapes: gpd.GeoSeries, file: str) -> tuple[list[object], list[Notice]]:
    """Find the rows whose shape lies or reaches outside Japan or has its axes swapped, each with a notice."""
    rows: list[object] = []
    notices = []
    bounds = shapes.bounds.to_numpy()
    inside = lie_in_japan(bounds[:, 1], bounds[:, 0]) & lie_in_japan(bounds[:, 3], bounds[:, 2])
    for row, (west, south, east, north) in zip(shapes.index[~inside], bounds[~inside], strict=True):
        lat, lon = (south + north) / 2, (west + east) / 2
        if lat != lat:
            continue
        swapped = looks_swapped(lat, lon)
        if in_japan(lat, lon):
            lat, lon = (south, west) if not in_japan(south, west) else (north, east)
        place: dict[str, Any] = {"file": file, "row": int(row), "field": "lat, lon"}
        lat, lon = round(lat, 6), round(lon, 6)
        notices.append(
            notice("coordinates_swapped" if swapped else "coordinates_outside_japan", **place, lat=lat, lon=lon)
        )
        rows.append(row)
    return rows, notices
