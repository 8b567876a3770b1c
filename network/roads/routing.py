"""Driving from one place to another: minutes, metres and the line on the map."""

from __future__ import annotations

import functools
import itertools
import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra
from shapely.ops import substring

from geo.files.crs import to_degrees
from network.roads.compiled import CompiledNetwork, compiled
from network.roads.graph import RoadGraph
from network.roads.shortest_paths import along_same_edge, with_guests
from network.roads.snapping import Joined, join

LatLon = tuple[float, float]


@dataclass(frozen=True)
class Drive:
    """One way by car.

    Parameters
    ----------
    minutes
        At the speeds of the roads; infinite where there is no way.
    length_m
        Along the roads; infinite where there is no way.
    line
        (longitude, latitude) of its points; empty where there is no way.
    """

    minutes: float
    length_m: float
    line: tuple[tuple[float, float], ...]

    @property
    def exists(self) -> bool:
        """Whether there is a way."""
        return math.isfinite(self.minutes)


NO_WAY = Drive(math.inf, math.inf, ())


@functools.lru_cache(maxsize=8192)
def drive(roads: RoadGraph, start: LatLon, end: LatLon) -> Drive:
    """Find the quickest way by car between two places, as `network.roads.travel_time` does, with its line.

    Parameters
    ----------
    roads
        The road network.
    start, end
        (latitude, longitude) in degrees; each joins its nearest edge, and the few steps to the road are not counted.

    Returns
    -------
    Drive
        Kept by content: a line of which one stop moves asks for two ways only.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    >>> way = drive(roads, *[(v.lat, v.lon) for v in region.villages.head(2).itertuples()])
    >>> way.exists, way.length_m > 100, len(way.line) > 1
    (True, True, True)
    """
    network = compiled(roads, "car")
    here, there = (join(network, pd.DataFrame({"lat": [lat], "lon": [lon]})) for lat, lon in (start, end))
    if (here.node[0, 0] < 0 and here.segment[0] < 0) or (there.node[0, 0] < 0 and there.segment[0] < 0):
        return NO_WAY
    direct = float(along_same_edge(here, there)[0, 0])
    size = network.forward.shape[0]
    costs, before = dijkstra(
        with_guests(network.forward, here.node, here.leave), indices=[size], return_predecessors=True
    )
    ends = costs[0, there.node[0]] + there.arrive[0]
    side = int(np.argmin(ends))
    if not math.isfinite(min(direct, float(ends[side]))):
        return NO_WAY
    if direct <= ends[side]:
        pieces, length_m = [_on_segment(network, here, float(there.share[0]))], _part_m(here, float(there.share[0]))
        minutes = direct
    else:
        pieces, length_m = _way(network, (here, there), before[0], side)
        minutes = float(ends[side])
    xy = np.concatenate([shapely.get_coordinates(piece) for piece in pieces])
    keep = np.r_[True, np.hypot(*np.diff(xy, axis=0).T) > 1e-6]
    lat, lon = to_degrees(xy[keep], roads.crs)
    line = tuple(zip(lon.round(6).tolist(), lat.round(6).tolist(), strict=True))
    return Drive(minutes, length_m, line)


def _way(
    network: CompiledNetwork, ends: tuple[Joined, Joined], before: NDArray[np.int32], side: int
) -> tuple[list[shapely.LineString], float]:
    """Follow the search back from the end's node and put the lines together; give them and their metres."""
    here, there = ends
    nodes = [int(there.node[0, side])]
    while before[nodes[-1]] < network.forward.shape[0]:
        nodes.append(int(before[nodes[-1]]))
    nodes.reverse()
    pieces, length_m = [], 0.0
    if here.segment[0] >= 0:
        share = float(network.segment_ends[here.segment[0], 1] == nodes[0])
        if len(set(network.segment_ends[here.segment[0]].tolist())) == 1:
            # A road that ends where it begins: the cheaper side was taken.
            share = float(np.argmin(here.leave[0]))
        pieces.append(_on_segment(network, here, share))
        length_m += _part_m(here, share)
    edges = _cheapest_edges(network)
    for u, v in itertools.pairwise(nodes):
        edge = edges[u, v]
        line = network.roads.segments[network.roads.edge_segment[edge]]
        pieces.append(line if network.roads.edge_forward[edge] else shapely.reverse(line))
        length_m += float(network.roads.edge_length_m[edge])
    if there.segment[0] >= 0:
        pieces.append(shapely.reverse(_on_segment(network, there, float(side))))
        length_m += _part_m(there, float(side))
    if not pieces:
        x, y = network.roads.node_xy_m[nodes[0]]
        pieces.append(shapely.LineString([(x, y), (x, y)]))
    return pieces, length_m


def _on_segment(network: CompiledNetwork, at: Joined, to_share: float) -> shapely.LineString:
    """Draw the way along a segment from the joint to a share of it."""
    line = network.roads.segments[network.segment_ids[at.segment[0]]]
    part = substring(line, float(at.share[0]), to_share, normalized=True)
    xy = shapely.get_coordinates(part)
    return shapely.LineString(xy if len(xy) > 1 else np.repeat(xy, 2, axis=0))


def _part_m(at: Joined, to_share: float) -> float:
    """Metres along a segment, by the length that its road is given."""
    return abs(to_share - float(at.share[0])) * float(_segment_m(at.network)[at.segment[0]])


@functools.lru_cache(maxsize=24)
def _segment_m(network: CompiledNetwork) -> NDArray[np.float64]:
    """Length of each usable segment in metres, of edges that differ the shortest."""
    length_m = np.full(len(network.roads.segments), np.inf)
    np.minimum.at(length_m, network.roads.edge_segment, network.roads.edge_length_m)
    return np.asarray(length_m[network.segment_ids], dtype=np.float64)


@functools.lru_cache(maxsize=24)
def _cheapest_edges(network: CompiledNetwork) -> dict[tuple[int, int], int]:
    """Name the open edge that is cheapest from node to node."""
    roads = network.roads
    usable = np.flatnonzero(roads.open_edges & np.isfinite(roads.edge_car_min))
    order = usable[np.lexsort((usable, -roads.edge_car_min[usable]))]
    return dict(zip(map(tuple, roads.edge_nodes[order].tolist()), order.tolist(), strict=True))
