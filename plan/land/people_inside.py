"""People and homes on a piece of ground, counted where people live."""

from __future__ import annotations

import functools

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.files.crs import to_metric
from geo.region.region import Region


@functools.lru_cache(maxsize=8)
def _homes(region: Region) -> tuple[NDArray[np.object_], shapely.STRtree]:
    points = np.asarray(shapely.points(to_metric(region.people["lat"], region.people["lon"], region.crs)), dtype=object)
    return points, shapely.STRtree(points)


def homes_inside(region: Region, shape: shapely.Geometry) -> NDArray[np.int64]:
    """Find the places where people live that lie in a shape in metres: positions in `region.people`."""
    if shapely.is_empty(shape):
        return np.zeros(0, dtype=np.int64)
    return np.sort(_homes(region)[1].query(shape, predicate="intersects")).astype(np.int64)


def people_inside(region: Region, shape: shapely.Geometry) -> float:
    """Count the persons who live in a shape in metres."""
    return float(region.people["population"].to_numpy()[homes_inside(region, shape)].sum())
