"""A first set for whoever pays: the shortest roads that join all stops, cut into routes."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx

from network.bus_design.route_sets.evaluation import Route, TickedNetwork


def spanning_routes(base: TickedNetwork, routes: int, *, min_stops: int, max_stops: int) -> list[Route] | None:
    """Cut a least spanning tree into so many routes that share no road; None where it can't be cut so.

    Parameters
    ----------
    base
        The network.
    routes
        How many.
    min_stops, max_stops
        Of a route.
    """
    tree = nx.Graph()
    joined = nx.utils.UnionFind(range(base.size))
    roads = ((int(base.link[a, b]) + int(base.link[b, a]), a, b) for a, b in _roads(base))
    for ticks, a, b in sorted(roads):
        if joined[a] != joined[b]:
            joined.union(a, b)
            tree.add_edge(a, b, ticks=ticks)
    pieces: list[Route] = []
    while tree.number_of_edges():
        longest = _longest(tree)[:max_stops]
        pieces.append(longest)
        tree.remove_edges_from(list(pairwise(longest)))
    while pieces and len(pieces) < routes:
        pieces.sort(key=lambda piece: (-len(piece), piece))
        half = len(pieces[0]) // 2
        pieces = [pieces[0][: half + 1], pieces[0][half:], *pieces[1:]]
    return pieces if len(pieces) == routes and all(len(set(piece)) >= min_stops for piece in pieces) else None


def _roads(base: TickedNetwork) -> list[tuple[int, int]]:
    return [(a, b) for a in range(base.size) for b in range(a + 1, base.size) if base.linked[a, b]]


def _longest(forest: nx.Graph) -> Route:
    """Return the path with the most stops of a forest; of equals the first."""
    ways = (
        way for part in nx.connected_components(forest) for way in [_longest_from(forest, _far_end(forest, min(part)))]
    )
    return min(ways, key=lambda way: (-len(way), way))


def _far_end(tree: nx.Graph, start: int) -> int:
    return _longest_from(tree, start)[-1]


def _longest_from(tree: nx.Graph, start: int) -> Route:
    ways = map(tuple, nx.single_source_shortest_path(tree, start).values())
    return min(ways, key=lambda way: (-len(way), way))
