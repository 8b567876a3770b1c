"""A road network compiled for one mode: a sparse matrix for searching and lines for joining points."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from network.roads.edge_costs import Mode
from network.roads.graph import RoadGraph, number_pieces

SMALLEST_COST = 1e-9
"""Instead of 0, which sparse matrices would take for no edge at all."""


@dataclass(frozen=True, eq=False)
class CompiledNetwork:
    """One mode's view of a road network.

    Parameters
    ----------
    roads
        Where it comes from.
    mode
        ``car`` (costs are minutes) or ``walk`` (costs are metres).
    forward, backward
        Sparse (nodes, nodes) costs along and against the direction of travel; of parallel edges the cheapest.
    segment_ids
        Positions in `roads.segments` of the segments that this mode can use.
    tree
        Index of their lines.
    segment_ends
        Shape (segments, 2): positions of the nodes at the line's start and end.
    cost_along, cost_against
        Cost of passing each whole segment along its line and against it; infinite where it may not be passed.
    nodes, node_tree
        Positions of the nodes that have a usable segment, and their index; of several at one place only the first.
    pieces
        Piece of the network of each node, as far as this mode can use it; 0 is the one with the most road.
    """

    roads: RoadGraph
    mode: Mode
    forward: csr_array
    backward: csr_array
    segment_ids: NDArray[np.int64]
    tree: shapely.STRtree
    segment_ends: NDArray[np.int64]
    cost_along: NDArray[np.float64]
    cost_against: NDArray[np.float64]
    nodes: NDArray[np.int64]
    node_tree: cKDTree | None
    pieces: NDArray[np.int64]

    def __eq__(self, other: object) -> bool:
        """Equal content, equal network."""
        return isinstance(other, CompiledNetwork) and (self.roads, self.mode) == (other.roads, other.mode)

    def __hash__(self) -> int:
        """Hash by content."""
        return hash((self.roads, self.mode))


@functools.lru_cache(maxsize=24)
def compiled(roads: RoadGraph, mode: Mode) -> CompiledNetwork:
    """Compile a road network for a mode; kept by content, so the same roads compile once."""
    along, against = _edge_costs(roads, mode)
    usable = np.isfinite(along) | np.isfinite(against)
    forward = _cheapest(roads, along, against)
    used = np.unique(roads.edge_segment[usable])
    number = np.full(len(roads.segments), -1, dtype=np.int64)
    number[used] = np.arange(len(used))
    ends = np.zeros((len(used), 2), dtype=np.int64)
    cost_along = np.full(len(used), np.inf)
    cost_against = np.full(len(used), np.inf)
    for is_forward in (True, False):
        edges = np.flatnonzero(usable & (roads.edge_forward == is_forward))
        at = number[roads.edge_segment[edges]]
        np.minimum.at(cost_along, at, (along if is_forward else against)[edges])
        np.minimum.at(cost_against, at, (against if is_forward else along)[edges])
        ends[at] = roads.edge_nodes[edges] if is_forward else roads.edge_nodes[edges, ::-1]
    nodes = np.unique(ends)
    nodes = nodes[np.sort(np.unique(roads.node_xy_m[nodes], axis=0, return_index=True)[1])]
    return CompiledNetwork(
        roads=roads,
        mode=mode,
        forward=forward,
        backward=csr_array(forward.T.tocsr()),
        segment_ids=used,
        tree=shapely.STRtree(roads.segments[used]),
        segment_ends=ends,
        cost_along=cost_along,
        cost_against=cost_against,
        nodes=nodes,
        node_tree=cKDTree(roads.node_xy_m[nodes]) if len(nodes) else None,
        pieces=number_pieces(roads, usable),
    )


def _edge_costs(roads: RoadGraph, mode: Mode) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return each edge's cost in its own direction and against it (on foot one-way does not bind)."""
    if mode == "car":
        cost = np.where(roads.open_edges, np.maximum(roads.edge_car_min, SMALLEST_COST), np.inf)
        return cost, np.full_like(cost, np.inf)
    cost = np.where(roads.open_edges & roads.edge_on_foot, np.maximum(roads.edge_length_m, SMALLEST_COST), np.inf)
    return cost, cost


def _cheapest(roads: RoadGraph, along: NDArray[np.float64], against: NDArray[np.float64]) -> csr_array:
    """Put edges into a matrix, of parallels the cheapest: building it directly would add them up."""
    ends = np.concatenate([roads.edge_nodes, roads.edge_nodes[:, ::-1]])
    cost = np.concatenate([along, against])
    ends, cost = ends[np.isfinite(cost)], cost[np.isfinite(cost)]
    order = np.lexsort((cost, ends[:, 1], ends[:, 0]))
    ends, cost = ends[order], cost[order]
    first = np.r_[True, (ends[1:] != ends[:-1]).any(axis=1)] if len(ends) else np.zeros(0, dtype=bool)
    size = len(roads.node_ids)
    return csr_array((cost[first], (ends[first, 0], ends[first, 1])), shape=(size, size))
