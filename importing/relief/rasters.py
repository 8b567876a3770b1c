"""Heights of GeoTIFF files and of SRTM tiles (.hgt): only what lies in a box of the map."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import rasterio
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.errors import CRSError, NotGeoreferencedWarning, RasterioError
from rasterio.warp import transform_bounds
from rasterio.windows import Window, from_bounds

from geo.files.crs import DEGREES
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from importing.relief.elevation import Elevation

_LOWEST_M, _HIGHEST_M = -1_000.0, 9_000.0
_MARGIN_CELLS = 2


def read_raster(
    path: Path, box: tuple[float, float, float, float], crs: str | None, most_cells: int
) -> Elevation | None:
    """Read the heights of a raster that lie in a box; None where it has none there.

    Parameters
    ----------
    path
        The file; a .hgt tile bears its place in its name (N37E137.hgt).
    box
        South, west, north, east in degrees.
    crs
        Coordinate system to believe instead of the file's own word.
    most_cells
        Most cells along a side: of a finer raster means are read.

    Raises
    ------
    geo.texts.errors.RequestError
        When it cannot be read, tells no place or holds no heights.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(path) as raster:
                return _in_box(raster, path.name, box, crs, most_cells)
    except RequestError:
        raise
    except (RasterioError, CRSError, OSError, ValueError) as problem:
        raise RequestError(notice("relief_raster_unreadable", file=path.name)) from problem


def _in_box(
    raster: rasterio.DatasetReader, file: str, box: tuple[float, float, float, float], crs: str | None, most_cells: int
) -> Elevation | None:
    if raster.transform.is_identity:
        raise RequestError(notice("relief_unplaced", file=file))
    own = CRS.from_user_input(crs) if crs is not None else raster.crs
    if own is None:
        raise RequestError(notice("relief_crs_missing", file=file))
    if raster.count != 1:
        raise RequestError(notice("relief_not_heights", file=file))
    south, west, north, east = box
    window = from_bounds(*transform_bounds(DEGREES, own, west, south, east, north), raster.transform)
    window = _widened(window, raster.width, raster.height)
    if window is None:
        return None
    shrink = max(1.0, window.width / most_cells, window.height / most_cells)
    shape = (max(1, round(window.height / shrink)), max(1, round(window.width / shrink)))
    cells = raster.read(
        1, window=window, out_shape=shape, masked=True, out_dtype="float32", resampling=Resampling.average
    )
    heights = np.ma.filled(cells, np.nan) * (raster.scales[0] or 1.0) + raster.offsets[0]
    heights[~((heights > _LOWEST_M) & (heights < _HIGHEST_M))] = np.nan
    turned = raster.window_transform(window)
    scale = turned.scale(window.width / shape[1], window.height / shape[0])
    return Elevation(heights.astype(np.float32), turned * scale, own)


def _widened(window: Window, width: int, height: int) -> Window | None:
    left = max(0, int(np.floor(window.col_off)) - _MARGIN_CELLS)
    top = max(0, int(np.floor(window.row_off)) - _MARGIN_CELLS)
    right = min(width, int(np.ceil(window.col_off + window.width)) + _MARGIN_CELLS)
    bottom = min(height, int(np.ceil(window.row_off + window.height)) + _MARGIN_CELLS)
    return Window(left, top, right - left, bottom - top) if right > left and bottom > top else None
