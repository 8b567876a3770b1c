"""Small networks of stops, drawn by chance or by hand, and a plain count of travel times to check against."""

from __future__ import annotations

import heapq
import itertools

import numpy as np

from network.bus_design.stop_network import StopNetwork

FAR = float("inf")


def drawn(nodes, link_min, demand) -> StopNetwork:
    """Make a network of lists."""
    return StopNetwork(tuple(nodes), np.array(link_min, dtype=float), np.array(demand, dtype=float))


def by_chance(seed: int, stops: int = 6, *, one_way: bool = False) -> StopNetwork:
    """Join stops to a tree with a few more roads, and draw who wants to ride."""
    chance = np.random.default_rng(seed)
    link = np.full((stops, stops), FAR)
    roads = [(int(chance.integers(b)), b) for b in range(1, stops)]
    roads += [(int(a), int(b)) for a, b in (chance.choice(stops, 2, replace=False) for _ in range(stops // 2))]
    for a, b in roads:
        link[a, b] = chance.integers(1, 12)
        link[b, a] = link[a, b] + (int(chance.integers(3)) if one_way else 0)
    demand = chance.integers(0, 40, (stops, stops))
    demand[0, 1] = 7
    return drawn("abcdefgh"[:stops], link, demand if one_way else demand + demand.T)


def plain_mean_min(network: StopNetwork, routes, transfer_min: float = 5.0) -> float:
    """Count by Dijkstra over (stop, route) one state after another; the slow way, without matrices."""
    total = people = 0.0
    for i, start in enumerate(network.nodes):
        best = _from(network, routes, start, transfer_min)
        for j, end in enumerate(network.nodes):
            if network.demand[i, j]:
                people += network.demand[i, j]
                total += network.demand[i, j] * best.get(end, FAR)
    return total / people


def _from(network: StopNetwork, routes, start: str, transfer_min: float) -> dict[str, float]:
    place = {node: k for k, node in enumerate(network.nodes)}
    done: dict[tuple[str, int], float] = {}
    waiting = [(0.0, start, r) for r, route in enumerate(routes) if start in route]
    heapq.heapify(waiting)
    while waiting:
        minutes, node, r = heapq.heappop(waiting)
        if (node, r) in done:
            continue
        done[node, r] = minutes
        at = routes[r].index(node)
        for onward in (at - 1, at + 1):
            if 0 <= onward < len(routes[r]):
                there = routes[r][onward]
                heapq.heappush(waiting, (minutes + network.link_min[place[node], place[there]], there, r))
        for other, route in enumerate(routes):
            if other != r and node in route:
                heapq.heappush(waiting, (minutes + transfer_min, node, other))
    return {node: min(m for (n, _), m in done.items() if n == node) for node, _ in done}


def simple_routes(network: StopNetwork, max_stops: int) -> list[tuple[str, ...]]:
    """Every order of stops that roads allow, each once."""
    found = []
    for stops in range(2, max_stops + 1):
        for order in itertools.permutations(range(network.size), stops):
            linked = all(np.isfinite(network.link_min[a, b]) for a, b in itertools.pairwise(order))
            if order[0] < order[-1] and linked:
                found.append(tuple(network.nodes[k] for k in order))
    return found
