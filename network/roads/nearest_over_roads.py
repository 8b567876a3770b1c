"""Which village is nearest: exactly, along every edge of the roads, and for places beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geo.files.crs import to_metric
from network.roads.compiled import CompiledNetwork, compiled
from network.roads.graph import RoadGraph
from network.roads.shortest_paths import with_guests
from network.roads.snapping import Joined, join

_SAME_M = 1e-3
"""A village at the road is not nearer than the road, whatever the last digits say."""

_BESIDE_BORDER_M = 0.5
"""How far from a border its two points lie: apart from each other, and nearer than any other point along the road."""


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


@dataclass(frozen=True, eq=False)
class NearestVillages:
    """The village to which places belong.

    Parameters
    ----------
    village
        Position of each place's village in the table of villages.
    by_road
        Whether the way along the roads decided; the straight line did elsewhere.
    """

    village: NDArray[np.int64]
    by_road: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _Stretches:
    """Edges of the roads, cut where a village joins them: on each stretch the nearest village changes once at most.

    Parameters
    ----------
    network
        For walking.
    segment
        Position of each stretch's edge among those of the network; in this order, then by place along the edge.
    start, end
        Shares (0 to 1) of the edge's line between which the stretch lies.
    start_m, end_m
        Metres from both ends to the nearest village; infinite where the roads lead to none.
    start_village, end_village
        Which village that is; -1 for none.
    """

    network: CompiledNetwork
    segment: NDArray[np.int64]
    start: NDArray[np.float64]
    end: NDArray[np.float64]
    start_m: NDArray[np.float64]
    end_m: NDArray[np.float64]
    start_village: NDArray[np.int64]
    end_village: NDArray[np.int64]

    @property
    def first(self) -> NDArray[np.int64]:
        """Position of the first stretch of each edge."""
        return np.searchsorted(self.segment, np.arange(len(self.network.segment_ids)))

    def villages_at(self, segment: NDArray[np.int64], share: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the nearest village of places on edges, -1 where the roads lead to none; the first of equals."""
        at = self.first[segment]
        while (beyond := share > self.end[at]).any():
            at[beyond] += 1
        length_m = _lengths_m(self.network)[segment]
        back_m = self.start_m[at] + (share - self.start[at]) * length_m
        on_m = self.end_m[at] + (self.end[at] - share) * length_m
        back, on = self.start_village[at], self.end_village[at]
        return np.where((back_m < on_m) | ((back_m == on_m) & (back < on)), back, on)

    def borders(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the places where the nearest village changes between the ends of a stretch: edge, and share along it."""
        length_m = _lengths_m(self.network)[self.segment]
        changes = np.flatnonzero((self.start_village != self.end_village) & (length_m > 0))
        lag = (self.end_m[changes] - self.start_m[changes]) / length_m[changes]
        share = (self.start[changes] + self.end[changes] + lag) / 2
        between = (share > self.start[changes]) & (share < self.end[changes])
        return self.segment[changes[between]], share[between]


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
        Each village's own place first, in the order of `villages`; then points along the roads, and on either side of each
        border between two villages. Points on roads that lead to no village belong to the one that is nearest in a straight
        line.

    Notes
    -----
    Dijkstra's algorithm from all villages at once (the network Voronoi diagram of Okabe and Sugihara 2012), the straight
    way from a village to its road included.
    """
    own_m = to_metric(villages["lat"].to_numpy(), villages["lon"].to_numpy(), roads.crs)
    network = compiled(roads, "walk")
    if not len(villages) or not len(network.segment_ids):
        return LabelledPoints(own_m, np.arange(len(own_m)))
    stretches = _stretches(network, villages)
    near = shapely.intersects(network.roads.segments[network.segment_ids], shapely.box(*box))
    evenly, beside = _along_roads(network, np.flatnonzero(near), spacing_m), _beside_borders(stretches, near)
    segment, share = (np.concatenate(both) for both in zip(evenly, beside, strict=True))
    xy_m = _places(network, segment, share)
    village = stretches.villages_at(segment, share)
    lost = village < 0
    village[lost], _ = straight_nearest(xy_m[lost], own_m)
    return LabelledPoints(np.vstack([own_m, xy_m]), np.concatenate([np.arange(len(own_m)), village]))


def nearest_villages(roads: RoadGraph, places_m: NDArray[np.float64], villages: pd.DataFrame) -> NearestVillages:
    """Find the village to which each place belongs.

    Parameters
    ----------
    roads
        The road network, possibly without any; ways are counted in metres on foot, both directions alike: who lives near a
        village belongs to it, whatever the traffic signs say.
    places_m
        Shape (places, 2): x and y in metres of the roads' plane.
    villages
        At least one; columns lat and lon in degrees.

    Returns
    -------
    NearestVillages
        A place belongs where the nearest spot of a road belongs. Where that road leads to no village, a village itself is nearer
        than the road, or there is none, it belongs to the village that is nearest in a straight line; of equals to the first.

    Notes
    -----
    The same division of the roads as that of `nearest_over_roads`, asked in one place and not drawn.
    """
    own_m = to_metric(villages["lat"].to_numpy(), villages["lon"].to_numpy(), roads.crs)
    village, straight_m = straight_nearest(places_m, own_m)
    by_road = np.zeros(len(places_m), dtype=bool)
    network = compiled(roads, "walk")
    if not len(network.segment_ids) or not len(places_m):
        return NearestVillages(village, by_road)
    stretches = _stretches(network, villages)
    points = np.asarray(shapely.points(places_m), dtype=object)
    (asked, found), leg_m = network.tree.query_nearest(points, return_distance=True, all_matches=True)
    order = np.lexsort((found, asked))
    asked, found, leg_m = asked[order], found[order], leg_m[order]
    # Of equally near roads the first counts, as where villages join.
    first = np.r_[True, asked[1:] != asked[:-1]][: len(asked)]
    asked, found, leg_m = asked[first], found[first], leg_m[first]
    lines = network.roads.segments[network.segment_ids[found]]
    by_way = stretches.villages_at(found, shapely.line_locate_point(lines, points[asked], normalized=True))
    by_road[asked] = (by_way >= 0) & (leg_m <= straight_m[asked] + _SAME_M)
    village[by_road] = by_way[by_road[asked]]
    return NearestVillages(village, by_road)


def straight_nearest(
    places_m: NDArray[np.float64], villages_m: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Find the village that is nearest in a straight line.

    Parameters
    ----------
    places_m, villages_m
        Shape (n, 2): x and y in metres.

    Returns
    -------
    numpy.ndarray, numpy.ndarray
        Position of the village, the first of equals, and its distance in metres.
    """
    if len(places_m) == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    nearby = list(range(1, min(2, len(villages_m)) + 1))
    distance_m, nearest = (np.asarray(found) for found in cKDTree(villages_m).query(places_m, k=nearby))
    tied = distance_m[:, 0] == distance_m[:, -1]
    return np.where(tied, nearest.min(axis=1), nearest[:, 0]).astype(np.int64), distance_m[:, 0].astype(np.float64)


def _lengths_m(network: CompiledNetwork) -> NDArray[np.float64]:
    return np.minimum(network.cost_along, network.cost_against)


def _stretches(network: CompiledNetwork, villages: pd.DataFrame) -> _Stretches:
    # Of villages at one place only the first takes part.
    own = np.flatnonzero(~villages.duplicated(["lat", "lon"]))
    joined = join(network, villages.iloc[own])
    distance_m, nearest = _node_nearness(network, joined)
    count = len(network.segment_ids)
    start, end = network.segment_ends.T
    middle = np.flatnonzero(joined.segment >= 0)
    # Anchors: both ends of every edge, and between them where villages join.
    segment = np.concatenate([np.arange(count), joined.segment[middle], np.arange(count)])
    share = np.concatenate([np.zeros(count), joined.share[middle], np.ones(count)])
    metres = np.concatenate([distance_m[start], joined.access_m[middle], distance_m[end]])
    village = np.concatenate([nearest[start], middle, nearest[end]])
    order = np.lexsort((village, share, segment))
    segment, share, metres, village = segment[order], share[order], metres[order], village[order]
    length_m = _lengths_m(network)
    for at in _of_one_segment(segment, joined.segment[middle]):
        metres[at], village[at] = _by_each_other(share[at] * length_m[segment[at[0]]], metres[at], village[at])
    village = np.append(own, -1)[village]
    begins = np.flatnonzero(segment[1:] == segment[:-1])
    ends = begins + 1
    return _Stretches(
        network, segment[begins], share[begins], share[ends], metres[begins], metres[ends], village[begins], village[ends]
    )  # fmt: skip


def _of_one_segment(segment: NDArray[np.int64], some: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield for each of some edges the positions of its anchors."""
    for one in np.unique(some):
        yield np.arange(*np.searchsorted(segment, [one, one + 1]))


def _by_each_other(
    along_m: NDArray[np.float64], metres: NDArray[np.float64], village: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Find the nearest village of the anchors of one edge, reached along the edge; of equals the first."""
    by_village = np.argsort(village, kind="stable")
    ways_m = metres[by_village] + np.abs(along_m[:, None] - along_m[by_village])
    best = ways_m.argmin(axis=1)
    return ways_m[np.arange(len(along_m)), best], village[by_village][best]


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
    network: CompiledNetwork, near: NDArray[np.int64], spacing_m: float
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Place points on some of the edges: on which, and how far along it (0 to 1)."""
    lines = network.roads.segments[network.segment_ids[near]]
    pieces = np.maximum(np.ceil(shapely.length(lines) / spacing_m).astype(np.int64), 1)
    segment = np.repeat(near, pieces + 1)
    first = np.repeat(np.cumsum(pieces + 1) - (pieces + 1), pieces + 1)
    return segment, (np.arange(len(segment)) - first) / np.repeat(pieces, pieces + 1)


def _beside_borders(stretches: _Stretches, near: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Place two points at each border on some of the edges, so that what is drawn between points changes there and not midway."""
    segment, share = stretches.borders()
    segment, share = segment[near[segment]], share[near[segment]]
    network = stretches.network
    quiet = _BESIDE_BORDER_M / np.maximum(shapely.length(network.roads.segments[network.segment_ids[segment]]), _BESIDE_BORDER_M)  # fmt: skip
    return np.tile(segment, 2), np.clip(np.concatenate([share - quiet, share + quiet]), 0.0, 1.0)


def _places(network: CompiledNetwork, segment: NDArray[np.int64], share: NDArray[np.float64]) -> NDArray[np.float64]:
    lines = network.roads.segments[network.segment_ids[segment]]
    return shapely.get_coordinates(shapely.line_interpolate_point(lines, share, normalized=True))
