"""Latitude and longitude from columns of a table: two columns or one, in degrees or in degrees, minutes and seconds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.counts import number_of, plain
from importing.cells.limits import limit

_PAIR_HEADERS = (
    "location",
    "緯度経度",
    "座標",
    "緯度・経度",
    "緯度,経度",
    "位置情報",
    "latlon",
    "latlng",
    "coordinates",
)
_PAIR = re.compile(r"^[\s\"'(\[]*(-?\d+(?:\.\d+)?)\s*[,、;\s]\s*(-?\d+(?:\.\d+)?)[\s\"')\]]*$")
_SEXAGESIMAL = re.compile(r"^(?:北緯|東経|[NE])?\s*(\d{1,3})\s*[°度]\s*(\d{1,2})\s*['′’分]\s*(\d{1,2}(?:\.\d+)?)\s*(?:[\"″”秒]|''|′′)?\s*[NE]?$")  # fmt: skip

LAT_HEADER, LON_HEADER = "緯度（分けたもの）", "経度（分けたもの）"
"""Headers under which the two halves of one column go on."""


def degrees_of(cell: object) -> float | None:
    """Read a coordinate: 34.25 or 34度15分0秒; None where it is none.

    Examples
    --------
    >>> degrees_of("北緯34度15分0秒"), degrees_of("３４．２５"), degrees_of("不明")
    (34.25, 34.25, None)
    """
    number = number_of(cell)
    if number is not None or not isinstance(cell, str):
        return number
    parts = _SEXAGESIMAL.match(unicodedata.normalize("NFKC", cell).strip())
    if parts is None:
        return None
    degrees, minutes, seconds = (float(p) for p in parts.groups())
    return degrees + minutes / 60 + seconds / 3600 if minutes < 60 and seconds < 60 else None


def with_split_pair(table: pd.DataFrame, matched: Mapping[str, str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Split a column that holds 「緯度,経度」 in one cell, where no two columns hold them.

    Returns
    -------
    pandas.DataFrame, dict of str to str
        The table with two more columns, and lat and lon matched to them; both as they were where there is no such column.
    """
    if "lat" in matched and "lon" in matched:
        return table, dict(matched)
    headers = {plain(str(h)): h for h in reversed(list(table.columns))}
    header = next((headers[name] for name in _PAIR_HEADERS if name in headers), None)
    if header is None:
        return table, dict(matched)
    pairs = [_PAIR.match(unicodedata.normalize("NFKC", str(cell))) for cell in table[header]]
    if not any(pairs):
        return table, dict(matched)
    halves = {LAT_HEADER: [p[1] if p else "" for p in pairs], LON_HEADER: [p[2] if p else "" for p in pairs]}
    return table.assign(**halves), {**matched, "lat": LAT_HEADER, "lon": LON_HEADER}


def without_impossible(
    table: pd.DataFrame, shapes: gpd.GeoSeries, file: str
) -> tuple[pd.DataFrame, gpd.GeoSeries, list[Notice]]:
    """Leave out what has coordinates that are not finite or beyond any system in use, each with a notice; rows without a shape stay.

    Raises
    ------
    geo.texts.errors.RequestError
        When no shape at all has a place: the file or its coordinate system is broken.
    """
    values = np.asarray(shapes.values, dtype=object)
    there = ~(shapely.is_missing(values) | shapely.is_empty(values))
    bounds = shapely.bounds(values)
    # Compared without arithmetic: a number of 300 digits would overflow.
    possible = np.asarray(
        (np.isfinite(bounds) & (np.abs(bounds) <= limit("coordinate_most"))).all(axis=1), dtype=np.bool_
    )
    # A vertex that is no number hides in bounds that are numbers.
    xy, owner = shapely.get_coordinates(values, return_index=True)
    possible[owner[~np.isfinite(xy).all(axis=1)]] = False
    wrong = there & ~possible
    if not wrong.any():
        return table, shapes, []
    if wrong.sum() == there.sum():
        raise RequestError(notice("coordinates_all_impossible", file=file, count=f"{int(wrong.sum()):,}"))
    notices = [notice("coordinates_impossible", file=file, row=int(row)) for row in shapes.index[wrong]]
    return table[~wrong], shapes[~wrong], notices
