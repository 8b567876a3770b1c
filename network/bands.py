"""Time bands (到達圏): the land from which a place is within so many minutes, drawn only near roads."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import contourpy
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from geo.crs import to_degrees
from network.compiled import CompiledNetwork
from network.travel_time import Field

CELL_M = 100.0
"""Side of a raster cell."""

REACH_M = 400.0
"""Land farther from every road belongs to no band: mountains must not look reached."""

_SAMPLE_M = 60.0
_SIMPLIFY_M = 40.0
_BIGGEST_CELLS = 400_000


@dataclass(frozen=True, eq=False)
class _Raster:
    """Cells over a network and, for each cell near a road, the nearest sample of a road and how far it is."""

    x_m: NDArray[np.float64]
    y_m: NDArray[np.float64]
    cells: NDArray[np.int64]
    sample: NDArray[np.int64]
    distance_m: NDArray[np.float64]
    segment: NDArray[np.int64]
    share: NDArray[np.float64]


def bands(
    fields: Sequence[Field], limits_min: Sequence[float], walk_m_per_min: float
) -> dict[float, shapely.MultiPolygon]:
    """Draw the land within each limit of the nearest of several places.

    Parameters
    ----------
    fields
        One per place, all on the same network.
    limits_min
        Minutes, each giving one area; a longer limit's area contains a shorter one's.
    walk_m_per_min
        Walking speed from the land to its road.

    Returns
    -------
    dict of float to shapely.MultiPolygon
        Longitude and latitude in degrees.
    """
    if not fields:
        return {limit: shapely.MultiPolygon() for limit in limits_min}
    network = fields[0].joined.network
    raster = _raster(network)
    minutes = np.full((len(raster.y_m), len(raster.x_m)), np.inf)
    if len(raster.cells):
        flat = minutes.reshape(-1)
        samples = np.min([_sample_minutes(raster, network, f, walk_m_per_min) for f in fields], axis=0)
        flat[raster.cells] = samples[raster.sample] + raster.distance_m / walk_m_per_min
    return {limit: _area(raster, minutes, limit, network.roads.crs) for limit in limits_min}


def _sample_minutes(
    raster: _Raster, network: CompiledNetwork, field: Field, walk_m_per_min: float
) -> NDArray[np.float64]:
    ends = field.node_costs[network.segment_ends[raster.segment]]
    along, against = network.cost_along[raster.segment], network.cost_against[raster.segment]
    share = np.clip(raster.share, 1e-9, 1 - 1e-9)
    costs = np.minimum(ends[:, 1] + along * (1 - share), ends[:, 0] + against * share)
    per_minute = 1.0 if network.mode == "car" else walk_m_per_min
    return np.asarray(costs / per_minute + field.joined.access_m[0] / walk_m_per_min)


@functools.lru_cache(maxsize=8)
def _raster(network: CompiledNetwork) -> _Raster:
    roads = network.roads
    lines = roads.segments[network.segment_ids]
    length_m = shapely.length(lines)
    count = np.maximum(np.ceil(length_m / _SAMPLE_M).astype(np.int64), 1) + 1
    segment = np.repeat(np.arange(len(lines)), count)
    first = np.repeat(np.cumsum(count) - count, count)
    share = (np.arange(len(segment)) - first) / np.repeat(count - 1, count)
    points = shapely.get_coordinates(shapely.line_interpolate_point(lines[segment], share, normalized=True))
    if not len(points):
        empty = np.zeros(0)
        return _Raster(empty, empty, empty.astype(np.int64), empty.astype(np.int64), empty, segment, share)
    low, high = points.min(axis=0) - REACH_M - CELL_M, points.max(axis=0) + REACH_M + CELL_M
    # A wide region gets coarser cells, so that a click stays fast.
    side = max(CELL_M, float(np.sqrt(np.prod(high - low) / _BIGGEST_CELLS)))
    x, y = np.arange(low[0], high[0], side), np.arange(low[1], high[1], side)
    centres = np.column_stack([a.ravel() for a in np.meshgrid(x, y)])
    distance, nearest = cKDTree(points).query(centres, distance_upper_bound=max(REACH_M, side))
    near = np.flatnonzero(np.isfinite(distance))
    return _Raster(x, y, near, nearest[near], distance[near], segment, share)


def _area(raster: _Raster, minutes: NDArray[np.float64], limit_min: float, crs: int) -> shapely.MultiPolygon:
    if not (minutes <= limit_min).any():
        return shapely.MultiPolygon()
    # Cells that nobody reaches get a time just past the limit: an outline runs close around the last road.
    heights = np.minimum(minutes, limit_min + 10.0)
    maker = contourpy.contour_generator(raster.x_m, raster.y_m, heights, fill_type="OuterOffset")
    outlines, offsets = maker.filled(-1.0, limit_min)
    areas = []
    for outline, offset in zip(outlines, offsets, strict=True):
        rings = [outline[a:b] for a, b in zip(offset[:-1], offset[1:], strict=True)]
        areas.append(shapely.Polygon(rings[0], rings[1:]))
    merged = shapely.make_valid(shapely.simplify(shapely.MultiPolygon(areas), _SIMPLIFY_M))
    parts = [p for p in shapely.get_parts(merged, return_index=False) if isinstance(p, shapely.Polygon | shapely.MultiPolygon)]
    polygons = [q for p in parts for q in shapely.get_parts(p) if not q.is_empty]

    def degrees(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        lat, lon = to_degrees(xy, crs)
        return np.column_stack([lon, lat])

    return shapely.transform(shapely.MultiPolygon(polygons), degrees)
