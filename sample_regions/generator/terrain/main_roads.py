"""Main roads: least-cost paths over the ground that never climb more steeply than a road may.

One search from all places at once gives every cell its nearest place; where two such areas touch, a road between them
is possible (Mehlhorn 1988). The cheapest tree of these roads, and the links that save a long way round, are built.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd, hypot

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components, dijkstra

from sample_regions.generator.terrain.frame import Floats, Ints
from sample_regions.generator.terrain.relief import Terrain

REACH_CELLS = 3
LAID_OUT_GRADE = 0.10


@dataclass(frozen=True)
class Ground:
    """What it costs to build from cell to cell, as a sparse graph whose moves are all gentle enough."""

    terrain: Terrain
    graph: sparse.csr_array


def building_cost(terrain: Terrain, river_km2: float = 1.5) -> Floats:
    """Relative cost of a metre of road at each cell: steep ground, water and flood-prone banks cost more."""
    slope = terrain.slope
    cost = 1.0 + 3.5 * np.clip(slope / 0.5, 0, 2)
    cost += 1.2 * ((terrain.river_m < 60) & (terrain.above_river_m < 2.5))
    cost[terrain.area_m2 > river_km2 * 1e6] += 5.0
    return cost


def lay_ground(terrain: Terrain) -> Ground:
    """Moves between cells up to three apart whose grade is at most 10 % and that do not jump over a gully."""
    rows, cols = terrain.frame.shape
    h, cost = terrain.height_m, building_cost(terrain)
    index = np.arange(rows * cols, dtype=np.int32).reshape(rows, cols)
    heads, tails, weights = [], [], []
    for dr in range(REACH_CELLS + 1):
        for dc in range(-REACH_CELLS, REACH_CELLS + 1):
            if gcd(dr, dc) != 1 or (dr == 0 and dc < 0):
                continue
            c0, c1 = max(0, -dc), cols - max(0, dc)
            a = (slice(0, rows - dr), slice(c0, c1))
            b = (slice(dr, rows), slice(c0 + dc, c1 + dc))
            length = terrain.frame.cell_m * hypot(dr, dc)
            grade = np.abs(h[b] - h[a]) / length
            fits, price = grade <= LAID_OUT_GRADE, (cost[a] + cost[b]) / 2
            steps = max(abs(dr), abs(dc))
            for step in range(1, steps):
                mr, mc = round(dr * step / steps), round(dc * step / steps)
                m = (slice(mr, rows - dr + mr), slice(c0 + mc, c1 + mc))
                t = step / steps
                fits &= np.abs(h[m] - h[a] * (1 - t) - h[b] * t) < 7.0
                price = np.maximum(price, cost[m])
            heads.append(index[a][fits])
            tails.append(index[b][fits])
            weights.append((length * price * (1 + (grade / 0.07) ** 2))[fits])
    head, tail, weight = np.concatenate(heads), np.concatenate(tails), np.concatenate(weights)
    n = rows * cols
    one_way = sparse.csr_array((weight, (head, tail)), shape=(n, n))
    return Ground(terrain, sparse.csr_array(one_way + one_way.T))


@dataclass(frozen=True)
class Links:
    """Possible roads between places: `graph` on positions in the list of places, with cost and the cells passed."""

    graph: nx.Graph


def possible_links(ground: Ground, places: Sequence[int]) -> Links:
    """The cheapest road between every two places whose areas touch; edges carry `cost` and `cells`."""
    cost, before, source = dijkstra(
        ground.graph, directed=True, indices=list(places), min_only=True, return_predecessors=True
    )
    number = {cell: i for i, cell in enumerate(places)}
    moves = ground.graph.tocoo()
    u, v, w = moves.coords[0], moves.coords[1], moves.data
    crossing = (source[u] != source[v]) & (u < v) & np.isfinite(cost[u]) & np.isfinite(cost[v])
    u, v, w = u[crossing], v[crossing], w[crossing]
    total = cost[u] + w + cost[v]
    graph = nx.Graph()
    graph.add_nodes_from(range(len(places)))
    for k in np.lexsort((v, u, total)):
        a, b = number[int(source[u[k]])], number[int(source[v[k]])]
        if not graph.has_edge(a, b):
            cells = walk_back(before, int(u[k]))[::-1] + walk_back(before, int(v[k]))
            graph.add_edge(a, b, cost=float(total[k]), cells=cells)
    return Links(graph)


def walk_back(before: NDArray[np.integer], cell: int) -> list[int]:
    """Cells from `cell` back to the place that its search started from."""
    path = [cell]
    while before[path[-1]] >= 0:
        path.append(int(before[path[-1]]))
    return path


def choose_links(links: Links, detour: float, within_cost: float) -> nx.Graph:
    """The cheapest tree over all places, and every further link that saves more than `detour` times its own cost."""
    chosen = nx.minimum_spanning_tree(links.graph, weight="cost")
    extra = sorted((d["cost"], a, b) for a, b, d in links.graph.edges(data=True) if not chosen.has_edge(a, b))
    for cost, a, b in extra:
        joined = cost <= within_cost and nx.has_path(chosen, a, b)
        if joined and nx.shortest_path_length(chosen, a, b, weight="cost") > detour * cost:
            chosen.add_edge(a, b, **links.graph.edges[a, b])
    return chosen


def forest_tracks(ground: Ground, roads: Sequence[int], targets: Sequence[int]) -> list[list[int]]:
    """The cheapest way from the nearest road up to each target, as cells; shared stretches are the same cells."""
    _, before, _ = dijkstra(ground.graph, directed=True, indices=list(roads), min_only=True, return_predecessors=True)
    return [walk_back(before, target)[::-1] for target in targets if before[target] >= 0]


def reachable(ground: Ground) -> tuple[int, Ints]:
    """Number of pieces of ground that roads can join, and the piece of every cell."""
    count, labels = connected_components(ground.graph, directed=False)
    return int(count), np.asarray(labels)


def reached(ground: Ground) -> Floats:
    """1 on the largest piece of ground that roads can join, 0 elsewhere, on the grid."""
    _, labels = reachable(ground)
    return (labels == np.bincount(labels).argmax()).astype(float).reshape(ground.terrain.frame.shape)
