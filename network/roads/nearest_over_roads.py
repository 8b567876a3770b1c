"""Points along all roads, each with the village that is nearest to it over the network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from geo.files.crs import to_metric
from network.roads.compiled import CompiledNetwork, compiled
from network.roads.graph import RoadGraph
from network.roads.shortest_paths import with_guests
from network.roads.snapping import Joined, join


@dataclass(frozen=True, eq=False)
class LabelledPoints:
    """Points on the ground that belong to villages; the villages themselves come first.

    Parameters
    ----------
    xy_m
        Shape (points, 2), metres of the roads' plane.
    village
        Position of each point's village in the table of villages.
    """

    xy_m: NDArray[np.float64]
    village: NDArray[np.int64]


def nearest_over_roads(
    roads: RoadGraph, villages: pd.DataFrame, *, spacing_m: float, box: tuple[float, float, float, float]
) -> LabelledPoints:
    """Give every stretch of road to the village from which the way along the roads is the shortest.

    Parameters
    ----------
    roads
        The road network; ways are counted in metres on foot, both directions alike.
    villages
        Columns lat and lon in degrees.
    spacing_m
        Distance between points along a road.
    box
        West, south, east, north in metres; roads beyond it are left out.

    Returns
    -------
    LabelledPoints
        Each village's own place first, in the order of `villages`; then points along the roads that any village reaches.

    Notes
    -----
    Dijkstra's algorithm from all villages at once (the network Voronoi diagram of Okabe and Sugihara 2012), the straight
    way from a village to its road included.
    """
    network = compiled(roads, "walk")
    own_m = to_metric(villages["lat"].to_numpy(), villages["lon"].to_numpy(), roads.crs)
    if not len(villages) or not len(network.segment_ids):
        return LabelledPoints(own_m, np.arange(len(own_m)))
    joined = join(network, villages)
    distance_m, nearest = _node_nearness(network, joined)
    xy_m, segment, share = _along_roads(network, spacing_m, box)
    ends = network.segment_ends[segment]
    length_m = np.minimum(network.cost_along, network.cost_against)[segment]
    by_end = np.column_stack(
        [distance_m[ends[:, 0]] + share * length_m, distance_m[ends[:, 1]] + (1 - share) * length_m]
    )
    side = by_end.argmin(axis=1)
    best_m = by_end[np.arange(len(side)), side]
    village = nearest[ends[np.arange(len(side)), side]]
    for position in np.flatnonzero(joined.segment >= 0):
        on = np.flatnonzero(segment == joined.segment[position])
        direct_m = np.abs(share[on] - joined.share[position]) * length_m[on] + joined.access_m[position]
        closer = on[direct_m < best_m[on]]
        best_m[closer], village[closer] = direct_m[direct_m < best_m[on]], position
    reached = np.isfinite(best_m)
    return LabelledPoints(np.vstack([own_m, xy_m[reached]]), np.concatenate([np.arange(len(own_m)), village[reached]]))


def _node_nearness(network: CompiledNetwork, joined: Joined) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Metres from every node to the nearest village, and which it is; infinite where none reaches it."""
    size = network.forward.shape[0]
    distance_m, village = np.full(size, np.inf), np.full(size, -1, dtype=np.int64)
    active = np.flatnonzero(np.isfinite(joined.leave).any(axis=1))
    if not len(active):
        return distance_m, village
    guests = with_guests(network.forward, joined.node[active], joined.leave[active] + joined.access_m[active, None])
    found, _, source = dijkstra(
        guests, indices=np.arange(size, size + len(active)), min_only=True, return_predecessors=True
    )
    reached = np.isfinite(found[:size])
    distance_m[reached] = found[:size][reached]
    village[reached] = active[source[:size][reached] - size]
    return distance_m, village


def _along_roads(
    network: CompiledNetwork, spacing_m: float, box: tuple[float, float, float, float]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
    """Place points on every stretch of road within a box: where, on which stretch, how far along it (0 to 1)."""
    lines = network.roads.segments[network.segment_ids]
    near = np.flatnonzero(shapely.intersects(lines, shapely.box(*box)))
    pieces = np.maximum(np.ceil(shapely.length(lines[near]) / spacing_m).astype(np.int64), 1)
    segment = np.repeat(near, pieces + 1)
    first = np.repeat(np.cumsum(pieces + 1) - (pieces + 1), pieces + 1)
    share = (np.arange(len(segment)) - first) / np.repeat(pieces, pieces + 1)
    points = shapely.line_interpolate_point(lines[segment], share, normalized=True)
    return shapely.get_coordinates(points), segment, share
