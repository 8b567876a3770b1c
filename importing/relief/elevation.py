"""Heights on a grid of cells, and a box of the map that they are laid onto."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rasterio import Affine
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.warp import reproject, transform_bounds
from scipy import ndimage

from geo.files.crs import DEGREES
from importing.relief.shading import Floats

MERCATOR = "EPSG:3857"
_METRES_A_DEGREE = 111_320.0


@dataclass(frozen=True, eq=False)
class Elevation:
    """Heights of the ground as a file has them.

    Parameters
    ----------
    height_m
        Rows as they stand in the file; NaN where nothing is known, exactly 0 on the sea.
    transform
        Column and row of a cell's corner → coordinates.
    crs
        Their coordinate system.
    """

    height_m: NDArray[np.float32]
    transform: Affine
    crs: CRS

    @property
    def cell_m(self) -> float:
        """Height of a cell in metres, about."""
        return float(abs(self.transform.e)) * (_METRES_A_DEGREE if self.crs.is_geographic else 1.0)


@dataclass(frozen=True)
class MapGrid:
    """Pixels that lie evenly on a Web-Mercator map.

    Parameters
    ----------
    south, west, north, east
        Bounds in degrees.
    rows, columns
        Number of pixels.
    """

    south: float
    west: float
    north: float
    east: float
    rows: int
    columns: int

    @property
    def transform(self) -> Affine:
        """Column and row of a pixel's corner → Mercator's metres."""
        left, bottom, right, top = transform_bounds(DEGREES, MERCATOR, self.west, self.south, self.east, self.north)
        return Affine((right - left) / self.columns, 0.0, left, 0.0, -(top - bottom) / self.rows, top)

    @property
    def pixel_m(self) -> float:
        """Height of a pixel on the ground, in metres, in the middle of the grid."""
        return -float(self.transform.e) * float(np.cos(np.radians((self.south + self.north) / 2)))


def grid_over(box: tuple[float, float, float, float], cell_m: float, most_pixels: int) -> MapGrid:
    """Return the grid over a box (south, west, north, east in degrees) as fine as the heights, within a number of pixels.

    Parameters
    ----------
    cell_m
        Distance of two heights.
    most_pixels
        Most pixels along the longer side.
    """
    south, west, north, east = box
    tall = (north - south) * _METRES_A_DEGREE
    wide = (east - west) * _METRES_A_DEGREE * float(np.cos(np.radians((south + north) / 2)))
    pixel = max(cell_m, max(tall, wide) / most_pixels)
    return MapGrid(south, west, north, east, max(2, round(tall / pixel)), max(2, round(wide / pixel)))


def heights_on(grid: MapGrid, elevations: Iterable[Elevation]) -> Floats:
    """Return the heights on a grid, the finest file first and coarser ones where it has none; NaN where none has any."""
    height = np.full((grid.rows, grid.columns), np.nan)
    for elevation in sorted(elevations, key=lambda e: e.cell_m):
        empty = np.isnan(height)
        if not empty.any():
            break
        height[empty] = _laid_onto(grid, elevation)[empty]
    return height


def _laid_onto(grid: MapGrid, elevation: Elevation) -> Floats:
    laid = np.full((grid.rows, grid.columns), np.nan)
    source = elevation.height_m
    # Many heights fall on a pixel of a coarse grid: their mean stands for them, else light would flicker.
    coarse = grid.pixel_m > 1.5 * elevation.cell_m
    reproject(
        source=source,
        destination=laid,
        src_transform=elevation.transform,
        src_crs=elevation.crs,
        src_nodata=np.nan,
        dst_transform=grid.transform,
        dst_crs=MERCATOR,
        dst_nodata=np.nan,
        resampling=Resampling.average if coarse else Resampling.bilinear,
    )
    return laid


def without_gaps(height_m: Floats) -> Floats:
    """Return heights with the nearest known one where none is known; all 0 where nothing is known at all."""
    unknown = np.isnan(height_m)
    if unknown.all():
        return np.zeros_like(height_m)
    if not unknown.any():
        return height_m
    nearest = ndimage.distance_transform_edt(unknown, return_distances=False, return_indices=True)
    filled: Floats = height_m[tuple(nearest)]
    return filled


def sea_of(height_m: Floats, pixel_m: float, least_km2: float) -> NDArray[np.bool_]:
    """Return where the sea is: cells of exactly 0 m that hang together over so many square kilometres."""
    parts, count = ndimage.label(height_m == 0)
    sizes = ndimage.sum_labels(np.ones_like(height_m), parts, np.arange(count + 1)) * pixel_m**2 / 1e6
    wide = sizes >= least_km2
    wide[0] = False
    sea: NDArray[np.bool_] = wide[parts]
    return sea
