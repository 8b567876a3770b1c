"""The metric plane of a place: Japan's plane-rectangular zones (JGD2011), elsewhere UTM."""

from __future__ import annotations

import functools
import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Transformer

DEGREES = "EPSG:6668"
"""JGD2011 latitude and longitude: what files and maps carry."""

JAPAN_LAT = (20.0, 46.0)
JAPAN_LON = (122.0, 154.0)

# Origins of zones I to XIX in degrees (平成14年国土交通省告示第9号): zone n is EPSG 6668 + n.
_ORIGINS = (
    (33, 129.5), (33, 131), (36, 132 + 1 / 6), (33, 133.5), (36, 134 + 1 / 3), (36, 136), (36, 137 + 1 / 6),
    (36, 138.5), (36, 139 + 5 / 6), (40, 140 + 5 / 6), (44, 140.25), (44, 142.25), (44, 144.25), (26, 142),
    (26, 127.5), (26, 124), (26, 131), (20, 136), (26, 154),
)  # fmt: skip

# Zone of each prefecture by the first two digits of the municipality code (the same notification).
_ZONE_OF_PREFECTURE = {
    **dict.fromkeys((42,), 1), **dict.fromkeys((40, 41, 43, 44, 45), 2), **dict.fromkeys((32, 34, 35), 3),
    **dict.fromkeys((36, 37, 38, 39), 4), **dict.fromkeys((28, 31, 33), 5),
    **dict.fromkeys((18, 24, 25, 26, 27, 29, 30), 6), **dict.fromkeys((16, 17, 21, 23), 7),
    **dict.fromkeys((15, 19, 20, 22), 8), **dict.fromkeys((7, 8, 9, 10, 11, 12, 14), 9),
    **dict.fromkeys((2, 3, 4, 5, 6), 10),
}  # fmt: skip
_HOKKAIDO, _TOKYO, _KAGOSHIMA, _OKINAWA = 1, 13, 46, 47

# Hokkaido goes by municipality: the west (Oshima, Hiyama, Shiribeshi, part of Iburi) is XI, the east (Tokachi, Kushiro,
# Nemuro, part of Okhotsk) XIII, all else XII.
_ZONE_11 = {202, 203, 233, 236, 571, 575, 584, *range(331, 348), *range(361, 372), *range(391, 410)}
_ZONE_13 = {
    206,
    207,
    208,
    211,
    223,
    *range(543, 548),
    549,
    550,
    552,
    564,
    *range(631, 650),
    *range(661, 669),
    *range(691, 700),
}


def in_japan(lat: float, lon: float) -> bool:
    """Return whether a place lies in the box of Japan's latitudes and longitudes."""
    return JAPAN_LAT[0] <= lat <= JAPAN_LAT[1] and JAPAN_LON[0] <= lon <= JAPAN_LON[1]


def lie_in_japan(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return of many places what `in_japan` tells of one; a place without numbers lies nowhere."""
    return (JAPAN_LAT[0] <= lat) & (lat <= JAPAN_LAT[1]) & (JAPAN_LON[0] <= lon) & (lon <= JAPAN_LON[1])


def looks_swapped(lat: float, lon: float) -> bool:
    """Return whether latitude and longitude would lie in Japan if they changed places."""
    return not in_japan(lat, lon) and in_japan(lon, lat)


def metric_crs(lat: float, lon: float, municipality_code: str | None = None) -> int:
    """Choose the metric plane for a place.

    Parameters
    ----------
    lat, lon
        The place in degrees.
    municipality_code
        Five- or six-digit code; its prefecture decides the zone as the official notification does.

    Returns
    -------
    int
        EPSG code: 6669 to 6687 (plane-rectangular zones I to XIX) in Japan, a WGS84 UTM zone elsewhere.
    """
    if not in_japan(lat, lon):
        zone = min(int((lon + 180) // 6) + 1, 60)
        return (32600 if lat >= 0 else 32700) + zone
    by_law = _zone_by_law(lat, lon, municipality_code or "")
    if by_law is not None:
        return 6668 + by_law
    nearest = min(range(len(_ORIGINS)), key=lambda i: _squared_distance(lat, lon, _ORIGINS[i]))
    return 6669 + nearest


def _zone_by_law(lat: float, lon: float, code: str) -> int | None:
    if not code[:5].isdecimal():
        return None
    prefecture, municipality = int(code[:2]), int(code[2:5] or 0)
    if prefecture == _HOKKAIDO:
        return 11 if municipality in _ZONE_11 else 13 if municipality in _ZONE_13 else 12
    if prefecture == _TOKYO:  # the Ogasawara islands, Okinotorishima and Minamitorishima have zones of their own
        return 9 if lat > 28 else 18 if lon < 140.5 else 14 if lon < 143 else 19
    if prefecture == _KAGOSHIMA:  # the islands in the west and the Amami islands
        return 1 if lon < 130 or (lat < 29 and lon < 130 + 13 / 60) else 2
    if prefecture == _OKINAWA:
        return 16 if lon < 126 else 15 if lon < 130 else 17
    return _ZONE_OF_PREFECTURE.get(prefecture)


def _squared_distance(lat: float, lon: float, origin: tuple[float, float]) -> float:
    return (lat - origin[0]) ** 2 + (math.cos(math.radians(lat)) * (lon - origin[1])) ** 2


@functools.lru_cache(maxsize=16)
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def to_metric(lat: ArrayLike, lon: ArrayLike, crs: int) -> NDArray[np.float64]:
    """Project degrees to metres.

    Returns
    -------
    numpy.ndarray
        Shape (n, 2): x (east) and y (north) in metres of the plane `crs`.
    """
    x, y = _transformer(DEGREES, f"EPSG:{crs}").transform(np.atleast_1d(lon), np.atleast_1d(lat))
    return np.column_stack([x, y]).astype(np.float64)


def to_degrees(xy_m: NDArray[np.float64], crs: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Turn metres of the plane `crs` back into latitudes and longitudes in degrees."""
    lon, lat = _transformer(f"EPSG:{crs}", DEGREES).transform(xy_m[:, 0], xy_m[:, 1])
    return np.asarray(lat, dtype=np.float64), np.asarray(lon, dtype=np.float64)
