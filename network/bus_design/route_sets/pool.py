"""The pool of candidate routes: every simple path where they are few, else good ones found by a beam search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from network.bus_design.route_sets.evaluation import Route, TickedNetwork, Ticks

_ALL_UNTIL = 4_000
"""Simple paths up to this number are all taken."""
_MOST_CELLS = 24_000_000
_MOST = 9_000
_BEAM = 300
_FROM_A_BEAM = 230
_BEAMS = 40
_SHORT_SHARE = 8
"""Of the pool one route in so many is a short one, for sets that cost little."""


@dataclass(frozen=True, eq=False)
class RoutePool:
    """Candidate routes with their rides.

    Parameters
    ----------
    routes
        Each from its lower-numbered end.
    direct
        Stops × stops × routes: ticks without a change.
    length
        Ticks from end to end, by route.
    complete
        Whether these are all simple paths with the allowed number of stops.
    """

    routes: tuple[Route, ...]
    direct: Ticks
    length: NDArray[np.int64]
    complete: bool

    def with_routes(self, base: TickedNetwork, more: Sequence[Route]) -> RoutePool:
        """Return the pool with further routes behind its own; those it has stay where they are."""
        new = tuple(route for route in dict.fromkeys(map(forward, more)) if route not in set(self.routes))
        return _pool(base, self.routes + new, complete=self.complete) if new else self


def forward(route: Sequence[int]) -> Route:
    """Turn a route round so that it starts at its lower-numbered end: buses run both ways."""
    return tuple(route) if route[0] < route[-1] else tuple(reversed(route))


def route_pool(base: TickedNetwork, *, min_stops: int, max_stops: int, seed: int) -> RoutePool:
    """Collect candidate routes.

    Parameters
    ----------
    base
        The network.
    min_stops, max_stops
        Of a route.
    seed
        Of the beam search, where there are too many simple paths.
    """
    few = _simple_paths(base, min_stops, max_stops, _ALL_UNTIL)
    if few is not None:
        return _pool(base, few, complete=True)
    most = min(_MOST, max(_BEAM, _MOST_CELLS // base.size**2))
    short = [path for path in _short_paths(base, min_stops, max_stops, most // _SHORT_SHARE) if len(path) <= max_stops]
    return _pool(base, (*_good_paths(base, (min_stops, max_stops), most - len(short), seed), *short), complete=False)


def _pool(base: TickedNetwork, routes: Sequence[Route], *, complete: bool) -> RoutePool:
    unique = tuple(dict.fromkeys(routes))
    direct = (
        np.stack([base.direct(route) for route in unique], axis=-1) if unique else np.empty((base.size,) * 2 + (0,))
    )
    return RoutePool(unique, direct, np.array([base.length(route) for route in unique], dtype=np.int64), complete)


def _simple_paths(base: TickedNetwork, min_stops: int, max_stops: int, most: int) -> list[Route] | None:
    """Return every simple path once, or None when there are more than `most`."""
    found: list[Route] = []
    waiting: list[Route] = [(stop,) for stop in reversed(range(base.size))]
    while waiting:
        path = waiting.pop()
        if len(path) >= min_stops and path[0] < path[-1]:
            found.append(path)
            if len(found) > most:
                return None
        if len(path) < max_stops:
            onward = np.flatnonzero(base.linked[path[-1]]).tolist()
            waiting += [(*path, stop) for stop in reversed(onward) if stop not in path]
    return found


def _short_paths(base: TickedNetwork, min_stops: int, max_stops: int, most: int) -> list[Route]:
    """Return simple paths with few stops, as many numbers of stops as there is room for."""
    found: list[Route] = []
    for stops in range(min_stops, max_stops + 1):
        more = _simple_paths(base, min_stops, stops, most)
        if more is None:
            break
        found = more
    return found


def _good_paths(base: TickedNetwork, stops: tuple[int, int], most: int, seed: int) -> list[Route]:
    """Search paths on which many ride directly, with the demand weighed anew each time."""
    chance = np.random.default_rng(seed)
    demand = np.zeros((base.size, base.size))
    demand[base.pairs] = base.weight
    demand = demand + demand.T
    pool: dict[Route, None] = {}
    for turn in range(_BEAMS):
        weight = demand * chance.exponential(1.0, demand.shape) if turn else demand
        # What a direct ride saves: a change, or several, or part of one.
        allowance = base.transfer * (0.5 + 0.5 * (turn % 2)) + base.transfer * 0.4 * (turn % 3)
        pool.update(
            dict.fromkeys(
                _beam(base, base.shortest.astype(np.float64) + allowance, weight + weight.T, stops)[:_FROM_A_BEAM]
            )
        )
    return list(pool)[:most]


def _beam(
    base: TickedNetwork, limit: NDArray[np.float64], weight: NDArray[np.float64], stops: tuple[int, int]
) -> list[Route]:
    """Grow paths stop by stop, keeping those with the largest weight × time saved against `limit`; best first."""
    paths = np.arange(base.size)[:, None]
    times, gains = np.zeros(paths.shape), np.zeros(len(paths))
    found: dict[Route, float] = {}
    for length in range(2, stops[1] + 1):
        old, new = np.nonzero(base.linked[paths[:, -1]])
        free = ~(paths[old] == new[:, None]).any(axis=1)
        old, new = old[free], new[free]
        if not len(old):
            break
        so_far = times[old] + base.link[paths[old, -1], new][:, None].astype(float)
        saved = np.maximum(0.0, limit[paths[old], new[:, None]] - so_far)
        gained = gains[old] + (weight[paths[old], new[:, None]] * saved).sum(axis=1)
        best = np.argsort(-gained, kind="stable")[:_BEAM]
        paths = np.concatenate([paths[old[best]], new[best, None]], axis=1)
        times = np.concatenate([so_far[best], np.zeros((len(best), 1))], axis=1)
        gains = gained[best]
        if length >= max(stops[0], stops[1] // 3):
            found.update((forward(path), gain) for path, gain in zip(paths.tolist(), gains.tolist(), strict=True))
    return sorted(found, key=lambda path: (-found[path], path))
