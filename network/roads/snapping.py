"""Joining points to roads: the nearest edge, not the nearest node."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.files.crs import to_metric
from network.roads.compiled import CompiledNetwork
from network.roads.edge_costs import Mode
from network.roads.graph import RoadGraph

AT_NODE_M = 1.0
"""A point this near to a node joins the node (DESIGN, methods: roads)."""

_SAME_PLACE_M = 1e-6


@dataclass(frozen=True, eq=False)
class Joined:
    """Where points meet the road network.

    Parameters
    ----------
    network
        The network that they join.
    xy_m
        Shape (points, 2): where the points themselves are, metres of the roads' plane.
    access_m
        Straight metres from each point to the road; infinite where the nearest road is too far away.
    road_m
        Straight metres to the nearest road of this mode, however far it is and whether or not it is open; infinite where there
        is none at all.
    segment
        Position of the segment joined in the middle, -1 where a node is joined or nothing is.
    share
        How far along the segment's line, 0 to 1.
    node
        Shape (points, 2): the nodes that can be left for, at most two; -1 where there is none.
    leave, arrive
        Shape (points, 2): cost from the joint to that node, and from that node to the joint; infinite where one-way forbids it.
    """

    network: CompiledNetwork
    xy_m: NDArray[np.float64]
    access_m: NDArray[np.float64]
    road_m: NDArray[np.float64]
    segment: NDArray[np.int64]
    share: NDArray[np.float64]
    node: NDArray[np.int64]
    leave: NDArray[np.float64]
    arrive: NDArray[np.float64]

    def __len__(self) -> int:
        """Count the points."""
        return len(self.access_m)

    @property
    def pieces(self) -> NDArray[np.int64]:
        """Piece of the mode's network that each point stands on (0 the largest), -1 where it joins nothing."""
        first = self.node[:, 0]
        return np.where(first >= 0, self.network.pieces[first], -1) if len(self.network.nodes) else first


def join(network: CompiledNetwork, points: pd.DataFrame) -> Joined:
    """Join points to the nearest edge that the mode can use.

    Parameters
    ----------
    network
        A compiled road network.
    points
        Columns lat and lon in degrees.

    Returns
    -------
    Joined
        In the order of `points`. Points farther from any road than the assumption `max_access_m` join nothing.
    """
    lat = np.ascontiguousarray(points["lat"], dtype=np.float64)
    lon = np.ascontiguousarray(points["lon"], dtype=np.float64)
    return _join(network, lat.tobytes(), lon.tobytes())


@functools.lru_cache(maxsize=256)
def _join(network: CompiledNetwork, lat: bytes, lon: bytes) -> Joined:
    xy_m = to_metric(np.frombuffer(lat), np.frombuffer(lon), network.roads.crs) if lat else np.zeros((0, 2))
    size = len(xy_m)
    joined = Joined(
        network=network,
        xy_m=xy_m,
        access_m=np.full(size, np.inf),
        road_m=np.full(size, np.inf),
        segment=np.full(size, -1, dtype=np.int64),
        share=np.zeros(size),
        node=np.full((size, 2), -1, dtype=np.int64),
        leave=np.full((size, 2), np.inf),
        arrive=np.full((size, 2), np.inf),
    )
    if size and network.node_tree is not None:
        # What lies outside the metric plane (the other side of the Earth) is near no road.
        on_plane = np.flatnonzero(np.isfinite(xy_m).all(axis=1))
        distance, nearest = (np.asarray(found) for found in network.node_tree.query(xy_m[on_plane]))
        near = distance <= AT_NODE_M
        _set_node(joined, on_plane[near], network.nodes[nearest[near]], distance[near])
        _join_edges(joined, xy_m, on_plane[~near])
    if size:
        _measure_roads(joined)
    return joined


def _measure_roads(joined: Joined) -> None:
    """Measure the way to the nearest road, however far and whether or not it is open."""
    roads = joined.network.roads
    joined.road_m[:] = joined.access_m
    asking = np.isfinite(joined.xy_m).all(axis=1)
    if roads.open_edges.all():
        asking &= ~np.isfinite(joined.access_m)
    rows = np.flatnonzero(asking)
    tree = _all_lines(roads, joined.network.mode)
    if len(rows) and len(tree.geometries):
        points = np.asarray(shapely.points(joined.xy_m[rows]), dtype=object)
        (asked, _), away_m = tree.query_nearest(points, return_distance=True, all_matches=False)
        joined.road_m[rows[asked]] = away_m


@functools.lru_cache(maxsize=24)
def _all_lines(roads: RoadGraph, mode: Mode) -> shapely.STRtree:
    """Index the lines that a mode could use if nothing were closed: closing a road makes nobody walk across country."""
    usable = np.isfinite(roads.edge_car_min) if mode == "car" else roads.edge_on_foot
    return shapely.STRtree(roads.segments[np.unique(roads.edge_segment[usable])])


def _set_node(joined: Joined, at: NDArray[np.int64], nodes: NDArray[np.int64], distance_m: NDArray[np.float64]) -> None:
    joined.access_m[at] = distance_m
    joined.node[at, 0] = nodes
    joined.leave[at, 0] = 0.0
    joined.arrive[at, 0] = 0.0


def _join_edges(joined: Joined, xy_m: NDArray[np.float64], at: NDArray[np.int64]) -> None:
    network = joined.network
    points = np.asarray(shapely.points(xy_m[at]), dtype=object)
    limit_m = network.roads.assumptions["max_access_m"]
    # Of equally near lines the first by position counts, so that ties break the same way every time.
    (asked, found), distance = network.tree.query_nearest(
        points, max_distance=limit_m * 1.001 + _SAME_PLACE_M, return_distance=True, all_matches=True
    )
    order = np.lexsort((found, asked))
    asked, found, distance = asked[order], found[order], distance[order]
    first = np.r_[True, asked[1:] != asked[:-1]] if len(asked) else np.zeros(0, dtype=bool)
    keep = first & (distance <= limit_m)
    asked, found, distance = asked[keep], found[keep], distance[keep]
    lines = network.roads.segments[network.segment_ids[found]]
    length_m = shapely.length(lines)
    along_m = shapely.line_locate_point(lines, points[asked])
    for is_end, column in ((along_m <= _SAME_PLACE_M, 0), (along_m >= length_m - _SAME_PLACE_M, 1)):
        _set_node(joined, at[asked[is_end]], network.segment_ends[found[is_end], column], distance[is_end])
    middle = (along_m > _SAME_PLACE_M) & (along_m < length_m - _SAME_PLACE_M)
    point, segment = at[asked[middle]], found[middle]
    share = along_m[middle] / length_m[middle]
    joined.access_m[point] = distance[middle]
    joined.segment[point] = segment
    joined.share[point] = share
    joined.node[point] = network.segment_ends[segment]
    along, against = network.cost_along[segment], network.cost_against[segment]
    joined.leave[point, 0], joined.leave[point, 1] = against * share, along * (1 - share)
    joined.arrive[point, 0], joined.arrive[point, 1] = along * share, against * (1 - share)
