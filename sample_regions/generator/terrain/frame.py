"""The local frame of a region: metres east and north of its south-west corner, and degrees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Frame:
    """A rectangle of ground with a square grid laid over it.

    Row 0 is the southern edge and column 0 the western edge, so that rows grow northwards as y does.

    Parameters
    ----------
    lat, lon
        Middle of the rectangle, JGD2011 degrees.
    width_m, height_m
        Size of the rectangle, metres.
    cell_m
        Spacing of the grid, metres.
    """

    lat: float
    lon: float
    width_m: float
    height_m: float
    cell_m: float = 50.0

    def __post_init__(self) -> None:
        if min(self.width_m, self.height_m, self.cell_m) <= 0:
            raise ValueError("a frame needs a positive size")

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the grid."""
        return int(self.height_m / self.cell_m) + 1, int(self.width_m / self.cell_m) + 1

    @cached_property
    def _transformer(self) -> Transformer:
        # GRS80 is JGD2011's ellipsoid; a transverse Mercator on the middle keeps lengths true to 1 in 10^6 here.
        local = f"+proj=tmerc +lat_0={self.lat} +lon_0={self.lon} +k=1 +ellps=GRS80 +units=m"
        return Transformer.from_crs(local, "+proj=longlat +ellps=GRS80", always_xy=True)

    def to_degrees(self, x_m: Floats, y_m: Floats, decimals: int = 7) -> tuple[Floats, Floats]:
        """Latitudes and longitudes of points given in metres, rounded to `decimals`."""
        lon, lat = self._transformer.transform(np.asarray(x_m) - self.width_m / 2, np.asarray(y_m) - self.height_m / 2)
        return np.round(lat, decimals), np.round(lon, decimals)

    def to_metres(self, lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
        """Metres east and north of points given in degrees."""
        x_m, y_m = self._transformer.transform(np.asarray(lon), np.asarray(lat), direction="INVERSE")
        return np.asarray(x_m) + self.width_m / 2, np.asarray(y_m) + self.height_m / 2

    def lat_lon(self, x_m: float, y_m: float) -> tuple[float, float]:
        """Latitude and longitude of one point, six decimals (10 cm)."""
        lat, lon = self.to_degrees(np.array([x_m]), np.array([y_m]), 6)
        return float(lat[0]), float(lon[0])

    def cell_of(self, x_m: float, y_m: float) -> tuple[int, int]:
        """Row and column of the grid point nearest to a place."""
        rows, cols = self.shape
        row = min(max(round(y_m / self.cell_m), 0), rows - 1)
        col = min(max(round(x_m / self.cell_m), 0), cols - 1)
        return row, col
