"""Things that stand far from all others of their file, or have a vertex far from the next: one wrong digit puts a village into the sea."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.limits import limit

_KM_PER_DEGREE = 111.2
_CELLS = 10


def outliers(shapes: gpd.GeoSeries, file: str) -> list[Notice]:
    """Say which shapes are probably in the wrong place; they stay, since islands are far from all others too.

    Parameters
    ----------
    shapes
        In degrees; the index is the row in the file.
    file
        Name to show.

    Returns
    -------
    list of Notice
        At most one for what stands alone and one for what reaches far, each with the first row and the count.
    """
    values = np.asarray(shapes.values, dtype=object)
    bounds = shapely.bounds(values)
    known = ~np.isnan(bounds).any(axis=1)
    if not known.any():
        return []
    rows, values = shapes.index[known], values[known]
    west, south, east, north = bounds[known].T
    shrunk = np.cos(np.radians(np.median((south + north) / 2)))
    middle_km = np.column_stack([(west + east) / 2 * shrunk, (south + north) / 2]) * _KM_PER_DEGREE
    size_km = np.hypot((east - west) * shrunk, north - south) * _KM_PER_DEGREE
    far_km = limit("stray_km")
    # A wide area has its middle far from others without being far from them.
    alone = _apart(middle_km, far_km) & (size_km <= far_km)
    wide = size_km > far_km
    wide[wide] = [_longest_leap(shape) * _KM_PER_DEGREE > far_km for shape in values[wide]]
    notices = []
    for code, found in (("import_far_from_others", alone), ("import_shape_too_wide", wide)):
        if found.any():
            row = int(rows[found][0])
            notices.append(notice(code, file=file, row=row, count=f"{int(found.sum()):,}", limit=f"{far_km:g}"))
    return notices


def _longest_leap(shape: shapely.Geometry) -> float:
    """Return the largest distance from one vertex of a line or an edge to the next, in degrees."""
    lines = shapely.get_parts(shapely.boundary(shape) if shapely.get_dimensions(shape) > 1 else shape)
    leaps = [np.hypot(*np.diff(shapely.get_coordinates(line), axis=0).T).max(initial=0.0) for line in lines]
    return float(max(leaps, default=0.0))


def _apart(places_km: NDArray[np.float64], far_km: float) -> NDArray[np.bool_]:
    """Return which places do not belong to the largest group, groups being farther than so many kilometres from each other."""
    # Small cells stand for the places in them, so that many places are as quick as few. One number names a cell by both ways.
    ways = np.floor(places_km / far_km * _CELLS).astype(np.int64)
    ways -= ways.min(axis=0)
    width = int(ways[:, 1].max()) + 1
    names, cell_of, count = np.unique(ways[:, 0] * width + ways[:, 1], return_inverse=True, return_counts=True)
    cells = np.column_stack(np.divmod(names, width))
    pairs = cKDTree(cells).query_pairs(_CELLS + np.sqrt(2), output_type="ndarray")
    joined = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(cells), len(cells)))
    _, group = connected_components(joined, directed=False)
    return np.asarray(group != np.bincount(group, weights=count).argmax())[cell_of]
