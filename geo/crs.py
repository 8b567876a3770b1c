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

# Zone of each prefecture by the first two digits of the municipality code; Hokkaido (01), Tokyo (13), Kagoshima (46)
# and Okinawa (47) have several zones, and the place decides there.
_ZONE_OF_PREFECTURE = {
    **dict.fromkeys((42,), 1), **dict.fromkeys((40, 41, 43, 44, 45), 2), **dict.fromkeys((32, 34, 35), 3),
    **dict.fromkeys((36, 37, 38, 39), 4), **dict.fromkeys((28, 31, 33), 5), **dict.fromkeys((18, 25, 26, 27, 29, 30), 6),
    **dict.fromkeys((16, 17, 21, 23, 24), 7), **dict.fromkeys((15, 19, 20, 22), 8),
    **dict.fromkeys((7, 8, 9, 10, 11, 12, 14), 9), **dict.fromkeys((2, 3, 4, 5, 6), 10),
}  # fmt: skip


def in_japan(lat: float, lon: float) -> bool:
    """Tell whether a place lies in the box of Japan's latitudes and longitudes."""
    return JAPAN_LAT[0] <= lat <= JAPAN_LAT[1] and JAPAN_LON[0] <= lon <= JAPAN_LON[1]


def looks_swapped(lat: float, lon: float) -> bool:
    """Tell whether latitude and longitude would lie in Japan if they changed places."""
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
    prefecture = int(municipality_code[:2]) if municipality_code and municipality_code[:2].isdigit() else 0
    by_law = _ZONE_OF_PREFECTURE.get(prefecture)
    if by_law:
        return 6668 + by_law
    nearest = min(range(len(_ORIGINS)), key=lambda i: _squared_distance(lat, lon, _ORIGINS[i]))
    return 6669 + nearest


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
