"""Shortest ways between joined points: scipy's Dijkstra with the points as guests of the network."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from network.roads.compiled import SMALLEST_COST, CompiledNetwork
from network.roads.hierarchy.hierarchy_cache import hierarchy_of
from network.roads.snapping import Joined

LEAST_SEARCHES, LEAST_WORK = 32, 400_000
"""From so many searches on, and so many times nodes, it pays to prepare the network first."""

_CHUNK = 64
"""Searches at once: bounds the memory of the table points × nodes."""

_SAME_SHARE = 1e-9
"""Places on an edge that differ by less are one place."""


def node_costs(joined: Joined, *, towards: bool, limit: float = np.inf) -> NDArray[np.float64]:
    """Compute the cost between each joined point and every node.

    Parameters
    ----------
    joined
        Points on a compiled network.
    towards
        True: from every node to the point; False: from the point to every node.
    limit
        Costs beyond it may be left infinite.

    Returns
    -------
    numpy.ndarray
        Shape (points, nodes): minutes by car, metres on foot; infinite where there is no way. Access is not counted.
    """
    costs = np.full((len(joined), joined.network.forward.shape[0]), np.inf)
    for chunk, found in _searches(joined, towards=towards, limit=limit):
        costs[chunk] = found
    return costs


def costs_between(origins: Joined, destinations: Joined, *, limit: float = np.inf) -> NDArray[np.float64]:
    """Compute the cost from every origin to every destination, searching from the side with fewer points.

    Many searches without a limit run on the prepared network (`network.roads.hierarchy`), which gives the same costs.

    Returns
    -------
    numpy.ndarray
        Shape (origins, destinations): minutes by car, metres on foot; infinite where there is no way. Access is not counted.
    """
    towards = len(destinations) < len(origins)
    few, many = (destinations, origins) if towards else (origins, destinations)
    if len(few) >= LEAST_SEARCHES and len(few) * few.network.forward.shape[0] >= LEAST_WORK and np.isinf(limit):
        over_nodes = _over_hierarchy(origins, destinations)
    else:
        table = np.full((len(few), len(many)), np.inf)
        for chunk, found in _searches(few, towards=towards, limit=limit):
            table[chunk] = costs_at(many, found, towards=towards)
        over_nodes = table.T if towards else table
    return np.asarray(np.minimum(over_nodes, along_same_edge(origins, destinations)), dtype=np.float64)


def _over_hierarchy(origins: Joined, destinations: Joined) -> NDArray[np.float64]:
    start, end = (origins.node, origins.leave), (destinations.node, destinations.arrive)
    return hierarchy_of(origins.network).costs(start, end)


def _searches(
    joined: Joined, *, towards: bool, limit: float
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """Search from some of the points at a time; what joins nothing is left out."""
    matrix = joined.network.backward if towards else joined.network.forward
    first_step = joined.arrive if towards else joined.leave
    size = matrix.shape[0]
    active = np.flatnonzero(np.isfinite(first_step).any(axis=1))
    for start in range(0, len(active), _CHUNK):
        chunk = active[start : start + _CHUNK]
        guests = with_guests(matrix, joined.node[chunk], first_step[chunk])
        yield chunk, dijkstra(guests, indices=np.arange(size, size + len(chunk)), limit=limit)[:, :size]


def with_guests(matrix: csr_array, nodes: NDArray[np.int64], costs: NDArray[np.float64]) -> csr_array:
    """Append a row per point that leads to its nodes; no row leads back, so nobody passes through a guest.

    Parameters
    ----------
    matrix
        Costs from node to node, shape (nodes, nodes).
    nodes, costs
        Shape (points, 2): the nodes that each point is joined to, and what leaving for them costs.
    """
    there = np.isfinite(costs)
    indptr = np.concatenate([matrix.indptr, matrix.indptr[-1] + np.cumsum(there.sum(axis=1))])
    indices = np.concatenate([matrix.indices, nodes[there]])
    data = np.concatenate([matrix.data, np.maximum(costs[there], SMALLEST_COST)])
    size = matrix.shape[0] + len(nodes)
    return csr_array((data, indices, indptr), shape=(size, size))


def costs_at(joined: Joined, from_nodes: NDArray[np.float64], *, towards: bool) -> NDArray[np.float64]:
    """Read the cost of joined points off the costs of the nodes.

    Parameters
    ----------
    joined
        The points asked about.
    from_nodes
        Shape (searches, nodes), as `node_costs` returns it.
    towards
        True when `from_nodes` holds costs from every node to the place (the points then leave for it); False for the
        other way.

    Returns
    -------
    numpy.ndarray
        Shape (searches, points).
    """
    step = joined.leave if towards else joined.arrive
    if not from_nodes.shape[1]:
        return np.full((len(from_nodes), len(joined)), np.inf)
    both = from_nodes[:, joined.node] + step
    return np.asarray(both.min(axis=2, initial=np.inf), dtype=np.float64)


def along_same_edge(origins: Joined, destinations: Joined) -> NDArray[np.float64]:
    """Compute the cost between points in the middle of one edge that need no node, infinite for all other pairs.

    Returns
    -------
    numpy.ndarray
        Shape (origins, destinations).
    """
    costs = np.full((len(origins), len(destinations)), np.inf)
    here = np.flatnonzero(origins.segment >= 0)
    there = np.flatnonzero(destinations.segment >= 0)
    i, j = np.nonzero(origins.segment[here][:, None] == destinations.segment[there][None, :])
    o, d = here[i], there[j]
    costs[o, d] = cost_along_edge(origins.network, origins.segment[o], origins.share[o], destinations.share[d])
    return costs


def cost_along_edge(
    network: CompiledNetwork,
    segment: NDArray[np.int64],
    from_share: NDArray[np.float64],
    to_share: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Compute the cost of going along segments from one place to another, infinite against a one-way street."""
    ahead = to_share - from_share
    # Across the street is the same place, whichever way it runs and whatever the last digits say.
    ahead[np.abs(ahead) < _SAME_SHARE] = 0.0
    whole = np.where(ahead > 0, network.cost_along[segment], network.cost_against[segment])
    whole[ahead == 0] = 0.0
    return np.asarray(np.abs(ahead) * whole, dtype=np.float64)
