"""The ground of each village: land that is nearest to it over the road network, in degrees, without gaps or overlaps."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from shapely import MultiPoint, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.files.crs import DEGREES, to_metric
from geo.reference import reference_table
from geo.region.zone_index import in_degrees
from network.roads.areas.labelled_cells import OUTSIDE, LabelledCells, hanging_together, labelled_cells
from network.roads.graph import RoadGraph
from network.roads.nearest_over_roads import LabelledPoints, nearest_over_roads

_GRID = 1e-6
"""Degrees: the decimals that the plan file keeps."""

_SAME_PLACE_M = 0.05
_STRAIGHT_M = 1000.0
_QUARTER = 4
"""Corners of a quarter circle where the land around roads is drawn."""


@dataclass(frozen=True)
class Bounds:
    """Where grounds may lie, in metres of the roads' plane.

    Parameters
    ----------
    within
        The municipality; None: the land around roads, as far as a point may lie from its road.
    without
        What is never part of a ground (市街化区域, 用途地域); None for nothing.
    """

    within: Polygon | MultiPolygon | None = None
    without: Polygon | MultiPolygon | None = None


def village_grounds(roads: RoadGraph, villages: pd.DataFrame, bounds: Bounds) -> gpd.GeoSeries:
    """Divide the land among villages.

    Parameters
    ----------
    roads
        The road network.
    villages
        Index village_id; columns lat and lon in degrees. Those that lie at one place share their ground, which stands under
        the first of them; the others have none.
    bounds
        Where grounds may lie.

    Returns
    -------
    geopandas.GeoSeries
        Areas in degrees with 6 decimals by village_id, empty where a village has no ground. They never overlap; neighbours
        share their corners; each contains its village where the bounds do, and hangs together where the land does.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    >>> whole = region.zones["municipality"].to_crs(region.crs).union_all()
    >>> grounds = village_grounds(roads, region.villages, Bounds(whole))
    >>> bool(shapely.contains_xy(grounds.values, region.villages["lon"], region.villages["lat"]).all())
    True
    """
    if villages.empty:
        return gpd.GeoSeries([], index=villages.index, crs=DEGREES)
    points = _different_places(_points(roads, villages, bounds))
    land = _land(points, bounds, roads)
    cells = labelled_cells(points.xy_m, points.village)
    faces = _faces(cells, land, roads.crs)
    owner = _owners(faces, cells, land, villages, roads.crs)
    grounds = np.full(len(villages), Polygon(), dtype=object)
    for village in np.unique(owner[owner != OUTSIDE]):
        grounds[village] = shapely.coverage_union_all(faces[owner == village])
    return gpd.GeoSeries(grounds, index=villages.index, crs=DEGREES)


def _points(roads: RoadGraph, villages: pd.DataFrame, bounds: Bounds) -> LabelledPoints:
    spacing_m = reference_table("spheres")["point_spacing_m"].value
    reach_m = roads.assumptions["max_access_m"]
    everywhere = (-np.inf, -np.inf, np.inf, np.inf)
    west, south, east, north = everywhere if bounds.within is None else bounds.within.bounds
    box = (west - reach_m, south - reach_m, east + reach_m, north + reach_m)
    return nearest_over_roads(roads, villages, spacing_m=spacing_m, box=box)


def _different_places(points: LabelledPoints) -> LabelledPoints:
    """Keep one point of each place, villages before roads."""
    cell = np.round(points.xy_m / _SAME_PLACE_M).astype(np.int64)
    first = np.sort(np.unique(cell, axis=0, return_index=True)[1])
    return LabelledPoints(points.xy_m[first], points.village[first])


def _land(points: LabelledPoints, bounds: Bounds, roads: RoadGraph) -> BaseGeometry:
    """The land to divide, in metres, away from its bounds by what rounding to 6 decimals may move a line."""
    margin_m = reference_table("spheres")["edge_margin_m"].value
    if bounds.within is None:
        reach_m = roads.assumptions["max_access_m"]
        step_m = reach_m / _QUARTER
        coarse = np.unique(np.round(points.xy_m / step_m), axis=0) * step_m
        land: BaseGeometry = MultiPoint(coarse).buffer(reach_m, quad_segs=_QUARTER)
    else:
        land = bounds.within.buffer(-margin_m, join_style="mitre")
    if bounds.without is not None:
        land = land.difference(bounds.without.buffer(margin_m, join_style="mitre"))
    return land


def _faces(cells: LabelledCells, land: BaseGeometry, crs: int) -> NDArray[np.object_]:
    """Cut the land along the borders, every corner on the grid of 6 decimals, so that nothing overlaps."""
    borders = np.asarray(shapely.linestrings(cells.borders_m), dtype=object)
    borders = borders[shapely.intersects(borders, shapely.box(*land.bounds))]
    rims = shapely.get_parts(shapely.boundary(land))
    # What is straight in metres is a little bent in degrees: a kilometre by half a centimetre.
    lines = in_degrees(shapely.segmentize(shapely.multilinestrings([*borders, *rims]), _STRAIGHT_M), crs)
    noded = shapely.get_parts(shapely.unary_union(lines, grid_size=_GRID))
    return np.asarray(shapely.get_parts(shapely.polygonize(noded)), dtype=object)


def _owners(
    faces: NDArray[np.object_],
    cells: LabelledCells,
    land: BaseGeometry,
    villages: pd.DataFrame,
    crs: int,
) -> NDArray[np.int64]:
    """Return the village of each face; parts that the land's bounds cut off from their village go to a neighbour."""
    inside = shapely.get_coordinates(shapely.point_on_surface(faces))
    xy_m = to_metric(inside[:, 1], inside[:, 0], crs)
    nearest = cKDTree(cells.xy_m).query(xy_m)[1]
    shapely.prepare(land)
    on_land = shapely.contains_xy(land, xy_m[:, 0], xy_m[:, 1])
    owner = np.where(on_land, cells.label[nearest], OUTSIDE)
    tree = shapely.STRtree(faces)
    village, core = tree.query(shapely.points(villages["lon"], villages["lat"]), predicate="intersects")
    own = core[owner[core] == village]
    pairs = tree.query(faces, predicate="touches").T
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    shared = shapely.intersection(faces[pairs[:, 0]], faces[pairs[:, 1]])
    # Degrees will do: the borders of one part are compared with each other only.
    border = shapely.length(shared) * 1e5
    return hanging_together(owner, own, pairs, border)
