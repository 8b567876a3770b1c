"""The entrance: a set of routes for a network, its figures, and a bound that nothing can beat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.bus_design.route_sets.bound import shortest_bound, surrogate_bound
from network.bus_design.route_sets.evaluation import RouteSetFigures, TickedNetwork, evaluate, ticked
from network.bus_design.route_sets.exchange import (
    RouteExchange,
    first_set,
    improved,
    operator_first,
    passengers_first,
)
from network.bus_design.route_sets.pool import RoutePool, route_pool
from network.bus_design.route_sets.spanning import spanning_routes
from network.bus_design.stop_network import StopNetwork
from network.search_monitor import OnProgress, SearchMonitor

_PROVABLE = 4_000
"""Up to so many candidates the surrogate is solved for a bound over the pool."""


@dataclass(frozen=True)
class DesignOptions:
    """How to search.

    Parameters
    ----------
    min_stops
        Of a route.
    side
        ``passengers``: least mean travel time; ``operator``: shortest routes that join all stops.
    transfer_min
        What a change costs, minutes; 5 where not given.
    seed
        Of the search.
    rounds
        Places of the set that are looked at; as many as time allows where not given.
    seconds
        Until the best set so far is handed over.
    drawn
        Routes of stop ids that join the candidates.
    on_progress
        Told the mean minutes (operator: ticks of all routes first), the bound and seconds; True asks to stop.
    """

    min_stops: int = 2
    side: Literal["passengers", "operator"] = "passengers"
    transfer_min: float | None = None
    seed: int = 0
    rounds: int | None = None
    seconds: float = 40.0
    drawn: Sequence[Sequence[str]] = ()
    on_progress: OnProgress | None = None

    def __post_init__(self) -> None:
        """Refuse nonsense."""
        if self.min_stops < 2 or (self.rounds is not None and self.rounds < 1) or not self.seconds > 0:
            raise ValueError("min_stops must be 2 or more, rounds 1 or more, seconds above 0")


@dataclass(frozen=True, eq=False)
class RouteSet:
    """The best set found.

    Parameters
    ----------
    routes
        Ids of stops, in the order of the pool.
    figures
        What the set gives.
    lower_bound_min
        No set has a smaller mean travel time: of all sets where `bound_for_all`, else of sets made from the pool.
    bound_for_all
        Whether the bound holds for every set of simple routes with the allowed numbers of stops.
    pool_size
        Candidates.
    pool_complete
        Whether these are all simple paths.
    rounds
        Done.
    seconds
        Spent.
    """

    routes: tuple[tuple[str, ...], ...]
    figures: RouteSetFigures
    lower_bound_min: float
    bound_for_all: bool
    pool_size: int
    pool_complete: bool
    rounds: int
    seconds: float


def design(network: StopNetwork, *, routes: int, max_stops: int, options: DesignOptions | None = None) -> RouteSet:
    """Find routes both ways over a network for the least mean travel time, every change at a fixed penalty.

    A pool of candidate routes; a first set by what is ridden without a change; then one route after another is exchanged for
    the best candidate, over and over from sets that are shaken a little. The same seed and rounds give the same set.

    Parameters
    ----------
    network
        Stops, links and demand.
    routes
        How many.
    max_stops
        Of a route.
    options
        Side, seed, rounds, time and more.

    Raises
    ------
    RequestError
        When no set can join all stops, with what blocks it.

    Examples
    --------
    >>> far = float("inf")
    >>> line = StopNetwork(("a", "b", "c"), [[far, 4, far], [4, far, 6], [far, 6, far]], [[0, 1, 1], [0, 0, 0], [0, 1, 0]])
    >>> found = design(line, routes=1, max_stops=3, options=DesignOptions(rounds=2))
    >>> found.routes, round(found.figures.mean_travel_min, 3), found.lower_bound_min == found.figures.mean_travel_min
    ((('a', 'b', 'c'),), 6.667, True)
    """
    asked = options or DesignOptions()
    base = ticked(network, asked.transfer_min)
    _refuse_impossible(network, base, routes, max_stops)
    monitor = SearchMonitor(asked.seconds, asked.on_progress, shown=base.mean_min)
    pool = route_pool(base, min_stops=asked.min_stops, max_stops=max_stops, seed=asked.seed)
    pool = pool.with_routes(base, [network.numbers(route) for route in asked.drawn])
    start = None
    if asked.side == "operator":
        start = spanning_routes(base, routes, min_stops=asked.min_stops, max_stops=max_stops)
        pool = pool.with_routes(base, start or ())
    if not pool.routes:
        raise RequestError(notice("route_set_no_candidates", min_stops=asked.min_stops, max_stops=max_stops))
    bound, for_all = _bound(base, pool, routes, SearchMonitor(asked.seconds, parent=monitor), asked.rounds is None)
    monitor.report(bound=bound)
    passengers = asked.side == "passengers"
    exchange = RouteExchange(base, pool, passengers_first(pool, routes) if passengers else operator_first(base))
    position = {route: k for k, route in enumerate(pool.routes)}
    first = first_set(base, pool, routes) if start is None else tuple(position[_as_pooled(p, position)] for p in start)

    def ask(rounds: int, value: float) -> bool:
        per = exchange.objective.per_tick if passengers else exchange.objective.per_length
        monitor.report(value=float(value // per))
        enough = asked.rounds is not None and rounds >= asked.rounds
        return enough or (asked.rounds is None and monitor.over()) or monitor.ask()

    chosen, _, done = improved(exchange, first, seed=asked.seed, ask=ask)
    found = tuple(tuple(network.nodes[stop] for stop in pool.routes[k]) for k in sorted(chosen))
    figures = evaluate(network, found, transfer_min=asked.transfer_min)
    if figures.unreached:
        raise RequestError(notice("route_set_not_joined", routes=routes, max_stops=max_stops))
    return RouteSet(
        routes=found,
        figures=figures,
        lower_bound_min=base.mean_min(bound),
        bound_for_all=for_all,
        pool_size=len(pool.routes),
        pool_complete=pool.complete,
        rounds=done,
        seconds=monitor.seconds(),
    )


def _as_pooled(route: tuple[int, ...], position: dict[tuple[int, ...], int]) -> tuple[int, ...]:
    return route if route in position else tuple(reversed(route))


def _bound(
    base: TickedNetwork, pool: RoutePool, routes: int, monitor: SearchMonitor, hurried: bool
) -> tuple[float, bool]:
    """Bound by the surrogate where the pool is complete and small enough, else by everybody's shortest way."""
    if not pool.complete or len(pool.routes) > _PROVABLE:
        return shortest_bound(base), True
    patient = SearchMonitor(monitor.left_s() / 4) if hurried else SearchMonitor(float("1e9"))
    return surrogate_bound(base, pool, routes, patient)[0], True


def _refuse_impossible(network: StopNetwork, base: TickedNetwork, routes: int, max_stops: int) -> None:
    if routes < 1 or max_stops < 2:
        raise ValueError("routes must be 1 or more and max_stops 2 or more")
    joined = nx.node_connected_component(nx.from_numpy_array(base.linked), 0)
    if len(joined) < network.size:
        apart = [network.nodes[stop] for stop in range(network.size) if stop not in joined]
        raise RequestError(notice("stop_network_apart", ids="、".join(apart), stop=network.nodes[0]))
    most = routes * (max_stops - 1) + 1
    if most < network.size:
        raise RequestError(
            notice("route_set_too_short", routes=routes, max_stops=max_stops, most=most, stops=network.size)
        )
