"""From a coastline to the land beside it: which side of each line is land, the villages tell."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.files.crs import DEGREES
from geo.region.land.zones import LAND, land_box
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.files.layers import Layer

LAND_FILE = f"{LAND}.geojson"
"""Under the region's zones."""


def land_beside(layer: Layer, villages: pd.DataFrame) -> tuple[gpd.GeoDataFrame, list[Notice]]:
    """Turn coastlines into areas of land around some villages.

    Parameters
    ----------
    layer
        Lines in degrees; their attributes are left behind.
    villages
        Columns lat, lon.

    Returns
    -------
    geopandas.GeoDataFrame, list of Notice
        Land within a box around the villages. The coast cuts the box into faces; a face with a village is land, and across
        each piece of coast land and water change places, so that islands and inlets follow.

    Raises
    ------
    geo.texts.errors.RequestError
        When no coast lies in the box, the coast has gaps, or land and water do not alternate across it.
    """
    assert layer.shapes is not None
    box = land_box(villages)
    coast = shapely.intersection(shapely.union_all(np.asarray(layer.shapes.values)), box)
    if shapely.is_empty(coast):
        raise RequestError(notice("coast_elsewhere", file=layer.file))
    lines = shapely.union_all([coast, box.exterior])
    faces = np.asarray(shapely.get_parts(shapely.polygonize(shapely.get_parts(lines))), dtype=object)
    points = shapely.points(villages["lon"].to_numpy(), villages["lat"].to_numpy())
    inhabited = np.array([bool(shapely.intersects(face, points).any()) for face in faces], dtype=bool)
    is_land = _alternating(faces, coast, inhabited)
    if is_land is None or is_land.all():
        raise RequestError(notice("coast_open", file=layer.file))
    land = gpd.GeoDataFrame({"name": [""] * int(is_land.sum())}, geometry=faces[is_land], crs=DEGREES)
    return land, [notice("coast_land", file=layer.file, faces=int(is_land.sum()), villages=f"{len(villages):,}")]


def _alternating(
    faces: NDArray[np.object_], coast: shapely.Geometry, inhabited: NDArray[np.bool_]
) -> NDArray[np.bool_] | None:
    """Colour faces so that land and water alternate across the coast, from those with villages; None where that fails."""
    neighbours = _across(faces, coast)
    land: dict[int, bool] = {int(i): True for i in np.flatnonzero(inhabited)}
    waiting = list(land)
    while waiting:
        face = waiting.pop()
        for other in neighbours[face]:
            if other not in land:
                land[other] = not land[face]
                waiting.append(other)
            elif land[other] == land[face]:
                return None
    return np.array([land.get(i, False) for i in range(len(faces))], dtype=bool)


def _across(faces: NDArray[np.object_], coast: shapely.Geometry) -> list[list[int]]:
    """List for each face those that lie on the other side of a piece of coast, not merely at a corner."""
    tree = shapely.STRtree(faces)
    neighbours: list[list[int]] = [[] for _ in faces]
    for one, other in zip(*tree.query(faces, predicate="intersects"), strict=True):
        if one < other:
            shared = shapely.intersection(shapely.boundary(faces[one]), shapely.boundary(faces[other]))
            if shapely.length(shapely.intersection(shared, coast)) > 0:
                neighbours[one].append(int(other))
                neighbours[other].append(int(one))
    return neighbours
