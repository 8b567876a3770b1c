"""Better sets of routes by exchanging one route at a time, and by iterated local search around that.

A *round* looks at one place of the set and puts the best candidate there; everything is counted in rounds, so that the same
seed and number of rounds give the same set on any machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from network.bus_design.route_sets.evaluation import TickedNetwork, Ticks
from network.bus_design.route_sets.pool import RoutePool

Chosen = tuple[int, ...]
"""Positions of a set's routes in the pool."""

_UNREACHED = 2.0**44
_SCREENED = 256
_CHUNK = 512
_WORSE = 1.001
"""A set that is worse by so little is still gone on from."""
_BACK_AFTER = 40


@dataclass(frozen=True, eq=False)
class Objective:
    """What is minimised: `per_tick` × person-ticks + `per_length` × ticks of all routes, whole numbers both."""

    per_tick: float
    per_length: float


def passengers_first(pool: RoutePool, routes: int) -> Objective:
    """Least travel time; of equals the shorter routes."""
    return Objective(1.0 + float(routes * pool.length.max(initial=0)), 1.0)


def operator_first(base: TickedNetwork) -> Objective:
    """Shortest routes; of equals the least travel time."""
    longest = float(base.size * (int(base.link[base.linked].max()) + base.transfer))
    return Objective(1.0, 1.0 + float(base.weight.sum()) * longest)


class RouteExchange:
    """Evaluates sets that differ from a given one in one place."""

    def __init__(self, base: TickedNetwork, pool: RoutePool, objective: Objective) -> None:
        self.base, self.pool, self.objective = base, pool, objective
        one, other = base.pairs
        self._rides = np.minimum(pool.direct + pool.direct.dtype.type(base.transfer), base.far)[one, other, :].T.copy()

    def value(self, chosen: Chosen) -> float:
        """Evaluate one set."""
        rides = np.minimum.reduce([self.pool.direct[:, :, k] for k in chosen])
        return float(self._values(rides[:, :, None], self.pool.length[list(chosen)].sum(keepdims=True))[0])

    def person_ticks(self, chosen: Chosen) -> float:
        """Return the person-ticks of a set in which everybody has a way."""
        rides = np.minimum.reduce([self.pool.direct[:, :, k] for k in chosen])
        return float(self.base.totals(self.base.fastest(rides[:, :, None]))[0][0])

    def best_at(self, chosen: Chosen, place: int) -> tuple[float, int]:
        """Find the best candidate for one place of a set; of equals the first."""
        rest = [k for i, k in enumerate(chosen) if i != place]
        length = self.pool.length[rest].sum() if rest else 0
        rides = (
            np.minimum.reduce([self.pool.direct[:, :, k] for k in rest])
            if rest
            else np.full_like(self.base.link, self.base.far)
        )
        tried = self._screened(rides, length)
        values = self._values(
            np.minimum(self.pool.direct[:, :, tried], rides[:, :, None]), length + self.pool.length[tried]
        )
        first = int(values.argmin())
        return float(values[first]), int(tried[first])

    def _values(self, rides: Ticks, length: NDArray[np.int64]) -> NDArray[np.float64]:
        person_ticks, unreached = self.base.totals(self.base.fastest(rides))
        values: NDArray[np.float64] = self.objective.per_tick * person_ticks + self.objective.per_length * length
        return values + _UNREACHED * unreached

    def _screened(self, rides: Ticks, length: int) -> NDArray[np.intp]:
        """Pick the candidates that look best when nobody changes to or from them; all where they are few."""
        routes = len(self.pool.routes)
        if routes <= 5 * _SCREENED:
            return np.arange(routes)
        without = self.base.fastest(rides[:, :, None])[self.base.pairs[0], self.base.pairs[1], 0]
        looks = np.empty(routes)
        for start in range(0, routes, _CHUNK):
            part = slice(start, start + _CHUNK)
            looks[part] = np.minimum(self._rides[part], without).astype(np.float64) @ self.base.weight
        looks = self.objective.per_tick * looks + self.objective.per_length * (length + self.pool.length)
        return np.sort(np.argsort(looks, kind="stable")[:_SCREENED])


def first_set(base: TickedNetwork, pool: RoutePool, routes: int, *, patience: float = 3.0) -> Chosen:
    """Choose a first set by what is ridden without a change, every other ride costing the shortest way and some changes more."""
    one, other = base.pairs
    rides = pool.direct[one, other, :].T
    least = base.shortest[one, other].astype(np.float64) + patience * base.transfer
    chosen: list[int] = []
    for _ in range(routes):
        looks = np.empty(len(pool.routes))
        for start in range(0, len(looks), _CHUNK):
            part = slice(start, start + _CHUNK)
            looks[part] = np.minimum(rides[part], least) @ base.weight
        chosen.append(int(looks.argmin()))
        least = np.minimum(least, rides[chosen[-1]])
    return tuple(chosen)


def improved(
    exchange: RouteExchange, first: Chosen, *, seed: int, ask: Callable[[int, float], bool]
) -> tuple[Chosen, float, int]:
    """Improve a set by iterated local search until `ask` says stop.

    Parameters
    ----------
    exchange
        Evaluates.
    first
        The set to begin with.
    seed
        Of the search.
    ask
        Told the rounds done and the best value after every round; True stops.

    Returns
    -------
    tuple
        The best set, its value, and the rounds done.
    """
    chance = np.random.default_rng(seed)
    best, best_value = first, exchange.value(first)
    current, current_value = first, best_value
    rounds = turn = 0
    candidate, value = first, best_value
    while True:
        unchanged, order = 0, chance.permutation(len(first))
        place = 0
        while unchanged < len(first):
            at = int(order[place % len(first)])
            place += 1
            better, route = exchange.best_at(candidate, at)
            unchanged += 1
            if better < value:
                candidate, value, unchanged = (*candidate[:at], route, *candidate[at + 1 :]), better, 1
            if value < best_value:
                best, best_value = candidate, value
            rounds += 1
            if ask(rounds, best_value):
                return best, best_value, rounds
        if value <= current_value * _WORSE:
            current, current_value = candidate, value
        turn += 1
        if turn % _BACK_AFTER == 0:
            current, current_value = best, best_value
        candidate = _shaken(current, len(exchange.pool.routes), chance)
        value = exchange.value(candidate)


def _shaken(chosen: Chosen, routes: int, chance: np.random.Generator) -> Chosen:
    """Replace one to three routes by any of the pool."""
    shaken = list(chosen)
    most = min(len(chosen), 2 if len(chosen) < 9 else 3)
    for at in chance.choice(len(chosen), int(chance.integers(1, most + 1)), replace=False):
        shaken[at] = int(chance.integers(routes))
    return tuple(shaken)
