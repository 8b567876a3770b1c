"""Time bands (到達圏): the land from which a place is within so many minutes, drawn only near roads."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import contourpy
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from geo.files.crs import to_degrees
from network.roads.compiled import CompiledNetwork
from network.roads.shortest_paths import cost_along_edge
from network.roads.snapping import Joined
from network.roads.travel_time import Field

CELL_M = 100.0
"""Side of a raster cell."""

REACH_M = 400.0
"""Land farther from every road belongs to no band: mountains must not look reached."""

SIMPLIFY_M = 40.0
"""Outlines are simplified by so much before they travel to the browser."""

_STEP_M = 50.0
"""Between samples of a road; at most half a cell, so that no cell that a road crosses is missed."""

_BIGGEST_CELLS = 400_000
_FADE_MIN = 10.0


@dataclass(frozen=True, eq=False)
class _Raster:
    """Cells near a network, and from which samples of its roads each is reached.

    Samples lie at `share` of each `segment`, one after `step_share` of it. The centre of a cell is walked to from the
    nearest sample (`land_cell`, `land_sample`, `land_m`); the four centres around a sample also count as on the road (`road_sample`),
    so that an area holds its roads. `order` sorts land and road pairs by cell; those of `cells[i]` begin at `start[i]`.
    """

    x_m: NDArray[np.float64]
    y_m: NDArray[np.float64]
    segment: NDArray[np.int64]
    share: NDArray[np.float64]
    step_share: NDArray[np.float64]
    land_cell: NDArray[np.int64]
    land_sample: NDArray[np.int64]
    land_m: NDArray[np.float64]
    road_sample: NDArray[np.int64]
    order: NDArray[np.int64]
    cells: NDArray[np.int64]
    start: NDArray[np.int64]


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
        By limit, in the order given; longitude and latitude in degrees. Outlines are true to about a cell (100 m; more in
        a very wide region).

    Raises
    ------
    ValueError
        When the places stand on different networks.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from network.roads.graph import RoadGraph
    >>> from network.roads.travel_time import field_of
    >>> region = read_region("sample_regions/model_chiku")
    >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    >>> place = region.villages.iloc[0]
    >>> areas = bands([field_of(roads, place["lat"], place["lon"], "walk")], [15, 30], walk_m_per_min=50)
    >>> areas[30].area > areas[15].area > 0
    True
    """
    if not fields:
        return {limit: shapely.MultiPolygon() for limit in limits_min}
    network = fields[0].joined.network
    if any(field.joined.network != network for field in fields):
        raise ValueError("all fields must belong to one network")
    raster = _raster(network)
    minutes = _cell_minutes(raster, network, fields, walk_m_per_min)
    areas: dict[float, shapely.MultiPolygon] = {}
    inner = shapely.MultiPolygon()
    for limit in sorted(limits_min):
        # Simplified outlines may cross by a few metres; a longer limit must not lose what a shorter one holds.
        inner = _polygons(shapely.union(_area(raster, minutes, limit), inner))
        areas[limit] = _in_degrees(inner, network.roads.crs)
    return {limit: areas[limit] for limit in limits_min}


def _cell_minutes(
    raster: _Raster, network: CompiledNetwork, fields: Sequence[Field], walk_m_per_min: float
) -> NDArray[np.float64]:
    """Compute the minutes from each cell's centre, infinite far from roads; shape (y, x)."""
    minutes = np.full((len(raster.y_m), len(raster.x_m)), np.inf)
    if not len(raster.cells):
        return minutes
    samples = np.min([_sample_minutes(raster, network, field, walk_m_per_min) for field in fields], axis=0)
    # The road up to the next sample counts with its near end: what is within a limit is never left out.
    cheaper = np.minimum(network.cost_along, network.cost_against)[raster.segment]
    step_min = raster.step_share * cheaper / _per_minute(network, walk_m_per_min)
    land_min = samples[raster.land_sample] + raster.land_m / walk_m_per_min
    road_min = (samples - step_min)[raster.road_sample]
    pairs = np.concatenate([land_min, road_min])[raster.order]
    minutes.reshape(-1)[raster.cells] = np.minimum.reduceat(pairs, raster.start)
    for field in fields:
        _walk_straight(raster, minutes, field.joined, walk_m_per_min)
    return minutes


def _walk_straight(raster: _Raster, minutes: NDArray[np.float64], place: Joined, walk_m_per_min: float) -> None:
    """Lower the minutes of cells near roads that are nearer to the place than to the road and back from it."""
    cap_m = place.network.roads.assumptions["straight_walk_m"]
    at = raster.land_cell
    centres = np.column_stack([raster.x_m[at % len(raster.x_m)], raster.y_m[at // len(raster.x_m)]])
    apart_m = np.hypot(*(centres - place.xy_m[0]).T)
    near = apart_m <= np.minimum(raster.land_m + place.road_m[0], cap_m)
    cells = minutes.reshape(-1)
    cells[at[near]] = np.minimum(cells[at[near]], apart_m[near] / walk_m_per_min)


def _per_minute(network: CompiledNetwork, walk_m_per_min: float) -> float:
    return 1.0 if network.mode == "car" else walk_m_per_min


def _sample_minutes(
    raster: _Raster, network: CompiledNetwork, field: Field, walk_m_per_min: float
) -> NDArray[np.float64]:
    """Compute the minutes from each sample to the place: over one end of its segment, the other, or neither."""
    ends = field.node_costs[network.segment_ends[raster.segment]]
    along = _part(network.cost_along[raster.segment], 1 - raster.share)
    against = _part(network.cost_against[raster.segment], raster.share)
    costs = np.minimum(ends[:, 1] + along, ends[:, 0] + against)
    place = field.joined
    beside = np.flatnonzero(raster.segment == place.segment[0])
    to_share = np.full(len(beside), place.share[0])
    direct = cost_along_edge(network, raster.segment[beside], raster.share[beside], to_share)
    costs[beside] = np.minimum(costs[beside], direct)
    return np.asarray(costs / _per_minute(network, walk_m_per_min) + place.access_m[0] / walk_m_per_min)


def _part(cost: NDArray[np.float64], share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Take a share of a cost; nothing of an infinite one is nothing."""
    return np.multiply(cost, share, out=np.zeros_like(cost), where=share > 0)


@functools.lru_cache(maxsize=8)
def _raster(network: CompiledNetwork) -> _Raster:
    lines = network.roads.segments[network.segment_ids]
    length_m = shapely.length(lines)
    count = np.maximum(np.ceil(length_m / _STEP_M).astype(np.int64), 1) + 1
    segment = np.repeat(np.arange(len(lines)), count)
    step_share = np.repeat(1 / (count - 1), count)
    share = (np.arange(len(segment)) - np.repeat(np.cumsum(count) - count, count)) * step_share
    points = _points_along(lines, segment, share * length_m[segment])
    if not len(points):
        none, nowhere = np.zeros(0, dtype=np.int64), np.zeros(0)
        return _Raster(nowhere, nowhere, segment, share, step_share, none, none, nowhere, none, none, none, none)
    low, high = points.min(axis=0) - REACH_M - CELL_M, points.max(axis=0) + REACH_M + CELL_M
    # A wide region gets coarser cells, so that a click stays fast.
    side = max(CELL_M, float(np.sqrt(np.prod(high - low) / _BIGGEST_CELLS)))
    x, y = np.arange(low[0], high[0] + side, side), np.arange(low[1], high[1] + side, side)
    column, row = np.floor((points - low) / side).astype(np.int64).T
    road_cell = np.concatenate([(row + i) * len(x) + column + j for i in (0, 1) for j in (0, 1)])
    land_cell, land_sample, land_m = _land(points, x, y, road_cell)
    cell = np.concatenate([land_cell, road_cell])
    order = np.argsort(cell, kind="stable")
    cells, start = np.unique(cell[order], return_index=True)
    road_sample = np.tile(np.arange(len(points)), 4)
    return _Raster(x, y, segment, share, step_share, land_cell, land_sample, land_m, road_sample, order, cells, start)


def _points_along(
    lines: NDArray[np.object_], segment: NDArray[np.int64], along_m: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Find places on lines by their distance from the line's start, all in one interpolation."""
    xy, line_of = shapely.get_coordinates(lines, return_index=True)
    if not len(xy):
        return xy
    step_m = np.hypot(*np.diff(xy, axis=0, prepend=xy[:1]).T)
    is_first = np.diff(line_of, prepend=-1) != 0
    # The lines are laid end to end with a metre between, so that no place belongs to two of them.
    laid_m = np.cumsum(np.where(is_first, 1.0, step_m))
    at_m = laid_m[is_first][segment] + along_m
    return np.column_stack([np.interp(at_m, laid_m, xy[:, 0]), np.interp(at_m, laid_m, xy[:, 1])])


def _land(
    points: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64], road_cell: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Find the cells within reach of a sample, the nearest sample of each, and its distance."""
    side = x[1] - x[0]
    reach_m = max(REACH_M, side)
    close = np.zeros((len(y), len(x)), dtype=bool)
    close.reshape(-1)[road_cell] = True
    # Asking only about cells that can be within reach is several times faster than asking about all.
    from scipy.ndimage import binary_dilation  # slow to load, and not needed before a band is drawn

    close = binary_dilation(close, np.ones((3, 3), dtype=bool), iterations=int(np.ceil(reach_m / side)))
    cells = np.flatnonzero(close)
    centres = np.column_stack([x[cells % len(x)], y[cells // len(x)]])
    distance, nearest = cKDTree(points).query(centres, distance_upper_bound=reach_m)
    near = np.isfinite(distance)
    return cells[near], np.asarray(nearest, dtype=np.int64)[near], np.asarray(distance)[near]


def _area(raster: _Raster, minutes: NDArray[np.float64], limit_min: float) -> shapely.MultiPolygon:
    rows, columns = np.nonzero(minutes <= limit_min)
    if not len(rows):
        return shapely.MultiPolygon()
    window = np.s_[rows.min() - 1 : rows.max() + 2, columns.min() - 1 : columns.max() + 2]
    # Cells that nobody reaches get a time just past the limit: an outline runs close around the last road.
    heights = np.minimum(minutes[window], limit_min + _FADE_MIN)
    x, y = raster.x_m[window[1]], raster.y_m[window[0]]
    filled = contourpy.contour_generator(x, y, heights, fill_type="OuterOffset").filled(-np.inf, limit_min)
    areas = []
    for outline, offset in zip(filled[0], filled[1], strict=True):
        assert outline is not None  # as fill types without chunks promise
        assert offset is not None
        shell, *holes = [outline[a:b] for a, b in itertools.pairwise(offset)]
        areas.append(shapely.Polygon(shell, holes))
    simple = shapely.simplify(shapely.MultiPolygon(areas), SIMPLIFY_M, preserve_topology=False)
    return _polygons(shapely.make_valid(simple))


def _polygons(geometry: shapely.Geometry) -> shapely.MultiPolygon:
    """Keep the areas of a geometry, not the lines and points that mending may leave."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.MultiPolygon([part for part in parts if isinstance(part, shapely.Polygon) and not part.is_empty])


def _in_degrees(area: shapely.MultiPolygon, crs: int) -> shapely.MultiPolygon:
    def degrees(xy_m: NDArray[np.float64]) -> NDArray[np.float64]:
        lat, lon = to_degrees(xy_m, crs)
        return np.column_stack([lon, lat])

    return shapely.transform(area, degrees)
