"""Guessing a coordinate system that nobody wrote down, with the reason, so that a planner can say yes or no.

Degrees give themselves away. Metres of the 19 plane-rectangular zones look alike: only the municipality tells which it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import pyproj

from geo.files.crs import JAPAN_LAT, JAPAN_LON, metric_crs
from importing.cells.cells import cells_of
from importing.cells.counts import plain

_CODE_HEADERS = (
    *("key_code", "n03_007", "city_cd", "local_government_cd", "shicode", "city_code", "citycode"),
    *("市区町村コード", "市町村コード", "全国地方公共団体コード", "行政コード", "prefcode", "regioncode"),
)
_PREFECTURE_HEADER, _CITY_HEADER = "pref", "city"
_LARGEST_PLANE_M = 1_000_000.0
_UTM_EAST_M, _UTM_NORTH_M = (100_000.0, 900_000.0), (2_200_000.0, 5_200_000.0)
_FIRST_UTM, _FIRST_UTM_ZONE = 6688, 51
_WEB_MERCATOR = 3857


@dataclass(frozen=True)
class Guess:
    """A coordinate system and why.

    Parameters
    ----------
    epsg
        Its number; None where only the kind of system can be told.
    name
        Its name on screen.
    reason
        What speaks for it.
    """

    epsg: int | None
    name: str
    reason: str


def looks_like_degrees(bounds: Sequence[float]) -> bool:
    """Return whether bounds (west, south, east, north) can be degrees."""
    west, south, east, north = bounds
    return bool(west >= -180 and south >= -180 and east <= 180 and north <= 180)


def guess_crs(bounds: Sequence[float], municipality_code: str | None) -> Guess | None:
    """Guess the system of coordinates that are no degrees.

    Parameters
    ----------
    bounds
        West, south, east, north as they stand in the file.
    municipality_code
        Five or six digits, from the file or the region; None where it is not known.

    Returns
    -------
    Guess or None
        None where the numbers fit no system that is used in Japan.

    Examples
    --------
    >>> guess_crs((-63637, -220583, -43427, -179790), "35203").epsg
    6671
    """
    west, south, east, north = bounds
    to_mercator = pyproj.Transformer.from_crs(4326, _WEB_MERCATOR, always_xy=True)
    left, bottom = to_mercator.transform(JAPAN_LON[0], JAPAN_LAT[0])
    right, top = to_mercator.transform(JAPAN_LON[1], JAPAN_LAT[1])
    if left <= west and east <= right and bottom <= south and north <= top:
        return Guess(_WEB_MERCATOR, "Web メルカトル", "値が Web メルカトルで日本の範囲にあります")
    in_utm = _UTM_EAST_M[0] <= west and east <= _UTM_EAST_M[1] and _UTM_NORTH_M[0] <= south and north <= _UTM_NORTH_M[1]
    plane = _plane_of(municipality_code)
    if in_utm:
        number = _utm_of(plane) if plane is not None else None
        return Guess(number, "UTM 座標系", "値が数十万と数百万で、UTM のメートルの範囲にあります")
    if max(map(abs, bounds)) > _LARGEST_PLANE_M:
        return None
    if plane is None:
        return Guess(None, "平面直角座標系（1〜19系のどれか）", "値がメートルで、原点から 1,000 km 以内にあります")
    reason = f"値がメートルで、市町村コード {municipality_code} は {plane - 6668} 系に入ります"
    return Guess(plane, f"平面直角座標系 {plane - 6668} 系（JGD2011）", reason)


def _plane_of(code: str | None) -> int | None:
    if code is None or not re.fullmatch(r"\d{5,6}", code) or not 1 <= int(code[:2]) <= 47:
        return None
    # Prefectures that have one zone need no place; of Hokkaido, Tokyo, Kagoshima and Okinawa it is that of the main island.
    middle = {13: (35.7, 139.5), 46: (31.6, 130.6), 47: (26.3, 127.8)}.get(int(code[:2]), (36.0, 138.0))
    return metric_crs(*middle, code)


def _utm_of(plane: int) -> int:
    degrees = pyproj.CRS.from_epsg(plane).area_of_use
    assert degrees is not None
    lon = (degrees.west + degrees.east) / 2
    return _FIRST_UTM + int((lon + 180) // 6) + 1 - _FIRST_UTM_ZONE


def municipality_of(table: pd.DataFrame) -> str | None:
    """Find the code of the municipality in the columns of a table; None where there is none or several."""
    headers: Mapping[str, str] = {plain(str(h)): str(h) for h in reversed(list(table.columns))}
    for name in _CODE_HEADERS:
        if name in headers:
            codes: set[str] = {c[:5] for c in cells_of(table[headers[name]]) if re.match(r"\d{5}", c)}
            if len(codes) == 1:
                return codes.pop()
    if _PREFECTURE_HEADER in headers and _CITY_HEADER in headers:
        pairs = zip(cells_of(table[headers["pref"]]), cells_of(table[headers["city"]]), strict=True)
        joined: set[str] = {a + b for a, b in pairs if re.fullmatch(r"\d{5}", a + b)}
        if len(joined) == 1:
            return joined.pop()
    return None


def is_tokyo_datum(crs: pyproj.CRS) -> bool:
    """Return whether a system stands on the Tokyo datum of before 2002."""
    geodetic = crs.geodetic_crs
    return geodetic is not None and geodetic.datum is not None and "Tokyo" in geodetic.datum.name
