"""The way over the roads as a line: what a bus without a published shape most likely drives."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.shortest_paths import along_same_edge, with_guests
from network.roads.snapping import Joined, join


def road_line(roads: RoadGraph, places: pd.DataFrame) -> shapely.LineString | None:
    """Draw the quickest way by car between two places, from where they meet the road.

    Parameters
    ----------
    roads
        The road network.
    places
        Two rows; columns lat and lon in degrees.

    Returns
    -------
    shapely.LineString or None
        In the metric plane of the roads; None where there is no way, or no distance between the two.

    Notes
    -----
    Dijkstra (1959).

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    >>> line = road_line(roads, region.villages.head(2))
    >>> line.length > 500
    True
    """
    network = compiled(roads, "car")
    start, end = join(network, places.iloc[[0]]), join(network, places.iloc[[1]])
    size = network.forward.shape[0]
    costs, before = dijkstra(
        with_guests(network.forward, start.node, start.leave), indices=[size], return_predecessors=True
    )
    costs, before = costs[0], before[0]
    over = np.where(end.node[0] >= 0, costs[end.node[0]] + end.arrive[0], np.inf)
    direct = along_same_edge(start, end)[0, 0]
    if not np.isfinite(min(direct, *over)):
        return None
    if direct <= over.min():
        whole = roads.segments[network.segment_ids[start.segment[0]]]
        return _line([substring(whole, start.share[0], end.share[0], normalized=True)])
    last = int(end.node[0, int(over.argmin())])
    nodes = [last]
    while before[nodes[-1]] < size:
        nodes.append(int(before[nodes[-1]]))
    nodes.reverse()
    between = [_edge_line(roads, u, v) for u, v in itertools.pairwise(nodes)]
    return _line([_to_node(start, nodes[0]), *between, shapely.reverse(_to_node(end, last))])


def _to_node(joined: Joined, node: int) -> BaseGeometry:
    """Draw the piece of a segment from where a place meets it to a node of its ends."""
    segment = int(joined.segment[0])
    if segment < 0:
        return shapely.LineString()
    whole = joined.network.roads.segments[joined.network.segment_ids[segment]]
    at_end = bool(joined.network.segment_ends[segment, 1] == node)
    if at_end and joined.network.segment_ends[segment, 0] == node:  # a loop: the nearer way round
        at_end = bool(joined.share[0] > 0.5)
    return substring(whole, joined.share[0], float(at_end), normalized=True)


def _edge_line(roads: RoadGraph, u: int, v: int) -> shapely.LineString:
    """Draw the quickest of the open edges from one node to another, in that direction."""
    there = np.flatnonzero((roads.edge_nodes[:, 0] == u) & (roads.edge_nodes[:, 1] == v) & roads.open_edges)
    edge = there[np.lexsort((there, roads.edge_car_min[there]))[0]]
    line: shapely.LineString = roads.segments[roads.edge_segment[edge]]
    return line if roads.edge_forward[edge] else shapely.reverse(line)


def _line(parts: list[BaseGeometry]) -> shapely.LineString | None:
    xy: NDArray[np.float64] = np.concatenate([shapely.get_coordinates(part) for part in parts])
    moved = np.r_[True, (np.diff(xy, axis=0) != 0).any(axis=1)] if len(xy) else np.zeros(0, dtype=bool)
    return shapely.LineString(xy[moved]) if moved.sum() > 1 else None
