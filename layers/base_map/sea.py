"""The sea and the names of the neighbours, from the layer of land around a region."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.reference import reference_table
from geo.region.land.zones import LAND, land_box
from geo.region.region import Region

_KM_A_DEGREE = 111.32
_NAME_COLUMNS = ("name", "名称", "N03_004")
_CODE_COLUMNS = ("code", "N03_007")
_LEAST_SHARE = 0.01


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What lies around a region.

    Parameters
    ----------
    sea
        Area in degrees; empty where there is none or nobody knows.
    shore
        Borders of the land, the coast among them.
    names
        Name, latitude and longitude of each neighbouring municipality that is to be read on the map.
    """

    sea: BaseGeometry
    shore: BaseGeometry
    names: tuple[tuple[str, float, float], ...]


def surroundings(region: Region) -> Surroundings | None:
    """Return the sea and the neighbours' names of a region; None without a layer of land.

    Notes
    -----
    What the layer does not cover is the sea, but for a piece with roads of the region on it: a layer of one prefecture ends
    at its border, where the neighbour's land begins.
    """
    land = region.zones.get(LAND)
    if land is None or land.empty:
        return None
    box = land_box(region.villages)
    shapes = np.asarray(land.geometry.values, dtype=object)
    ground = shapely.intersection(shapely.union_all(shapes), box)
    water = shapely.get_parts(shapely.difference(box, ground))
    sea = shapely.union_all([piece for piece in water if not _has_roads(piece, region)])
    return Surroundings(sea, shapely.boundary(shapely.union_all([ground])), _names(region, box))


def _has_roads(piece: BaseGeometry, region: Region) -> bool:
    inner = shapely.buffer(piece, -reference_table("relief")["shore_m"].value / 1000 / _KM_A_DEGREE)
    nodes = region.roads.nodes(data=True)
    lons, lats = [data["x"] for _, data in nodes], [data["y"] for _, data in nodes]
    return bool(shapely.contains_xy(inner, lons, lats).any())


def _names(region: Region, box: shapely.Polygon) -> tuple[tuple[str, float, float], ...]:
    land = region.zones[LAND]
    column = next((c for c in _NAME_COLUMNS if c in land), None)
    codes = next((land[c].astype(str).str[:5] for c in _CODE_COLUMNS if c in land), None)
    if column is None:
        return ()
    others = land if codes is None else land[codes != region.municipality_code[:5]]
    found = []
    for name, rows in others.groupby(column):
        area = shapely.intersection(shapely.union_all(np.asarray(rows.geometry.values)), box)
        if isinstance(name, str) and name and area.area > _LEAST_SHARE * box.area:
            at = shapely.maximum_inscribed_circle(max(shapely.get_parts(area), key=shapely.area))
            lon, lat = shapely.get_coordinates(at)[0].tolist()
            found.append((name, round(lat, 6), round(lon, 6)))
    return tuple(found)
