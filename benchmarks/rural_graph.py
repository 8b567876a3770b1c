"""A made-up rural road network of any size: valleys that branch, lanes that end, a few passes between them."""

from __future__ import annotations

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from geo.files.crs import to_degrees

CRS = 6675
STEP_M = 90.0
"""Between neighbouring nodes of a road."""

VALLEY_STEPS = 160
LANE_STEPS = 9
LANES_PER_VALLEY = 8
EDGES_PER_NODE = 1.22
"""Undirected; both directions counted that is a degree of about 2.5, as in real rural networks."""

ONE_WAY_SHARE = 0.01
PARALLEL_SHARE = 0.005
SPEEDS_KMH = {"secondary": 40.0, "tertiary": 35.0, "unclassified": 30.0}


def rural_graph(nodes: int, seed: int) -> nx.MultiDiGraph:
    """Draw a rural road network.

    Parameters
    ----------
    nodes
        How many junctions and bends.
    seed
        The same seed gives the same network.

    Returns
    -------
    networkx.MultiDiGraph
        In OSMnx's conventions, one piece apart from one-way lanes; travel_time (s) on every edge.
    """
    rng = np.random.default_rng(seed)
    xy_m, parent, valley = _valleys(nodes, rng)
    pairs = [(int(parent[i]), i) for i in range(1, nodes)]
    pairs += _passes(xy_m, valley, round(nodes * EDGES_PER_NODE) - len(pairs))
    lat, lon = to_degrees(xy_m, CRS)
    graph = nx.MultiDiGraph(crs="epsg:6668")
    graph.add_nodes_from((i, {"x": float(lon[i]), "y": float(lat[i])}) for i in range(nodes))
    chance = rng.random((len(pairs), 3))
    for (u, v), (winding, direction, parallel) in zip(pairs, chance, strict=True):
        highway = "secondary" if max(valley[u], valley[v]) < 2 else "tertiary" if u == parent[v] else "unclassified"
        length_m = float(np.hypot(*(xy_m[u] - xy_m[v]))) * (1 + 0.2 * winding)
        seconds = length_m / (SPEEDS_KMH[highway] / 3.6)
        edge = {"length": length_m, "highway": highway, "travel_time": seconds}
        graph.add_edge(u, v, **edge)
        if direction >= ONE_WAY_SHARE:
            graph.add_edge(v, u, **edge)
        if parallel < PARALLEL_SHARE:
            graph.add_edge(u, v, **{**edge, "length": length_m * 1.5, "travel_time": seconds * 1.5})
    return graph


def _valleys(nodes: int, rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Grow roads off roads: each node's place, the node it grew from, and the number of its road."""
    xy_m = np.zeros((nodes, 2))
    parent = np.full(nodes, -1, dtype=np.int64)
    valley = np.zeros(nodes, dtype=np.int64)
    made, number = 1, 0
    while made < nodes:
        is_lane = number % (LANES_PER_VALLEY + 1) != 0
        steps = min(1 + int(rng.geometric(1 / (LANE_STEPS if is_lane else VALLEY_STEPS))), nodes - made)
        turns = rng.normal(0, 0.25, steps).cumsum() + rng.uniform(0, 2 * np.pi)
        start = int(rng.integers(made))
        chain = np.arange(made, made + steps)
        xy_m[chain] = xy_m[start] + STEP_M * np.column_stack([np.cos(turns), np.sin(turns)]).cumsum(axis=0)
        parent[chain] = np.r_[start, chain[:-1]]
        valley[chain] = number
        made, number = made + steps, number + 1
    return xy_m, parent, valley


def _passes(xy_m: NDArray[np.float64], valley: NDArray[np.int64], wanted: int) -> list[tuple[int, int]]:
    """Join the nearest pairs of nodes that lie on different roads."""
    distance_m, other = (np.asarray(found) for found in cKDTree(xy_m).query(xy_m, k=6))
    u, v = np.repeat(np.arange(len(xy_m)), 5), other[:, 1:].reshape(-1)
    apart = (valley[u] != valley[v]) & (u < v)
    order = np.argsort(distance_m[:, 1:].reshape(-1)[apart], kind="stable")[: max(wanted, 0)]
    return [(int(a), int(b)) for a, b in zip(u[apart][order], v[apart][order], strict=True)]
