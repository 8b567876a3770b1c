"""Travel times over a set of routes, changes included, for many sets at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.reference import reference_table
from network.bus_design.stop_network import StopNetwork

Route = tuple[int, ...]
"""Positions of stops; buses run both ways."""

Ticks = NDArray[np.signedinteger]
"""Times in whole ticks: sums are exact, so every machine ranks alike."""

_SECONDS = 60
_SHORT_FAR, _LONG_FAR = 16_000, 2**29
_PERSON_PARTS = 1_000
_LEG = 64
"""More changes than this are never counted."""


@dataclass(frozen=True, eq=False)
class RouteSetFigures:
    """What a set of routes gives.

    Parameters
    ----------
    mean_travel_min
        Over all rides, with the penalty for every change; ``inf`` where somebody has no way.
    total_route_min
        Of all routes, one way.
    shares
        Of rides without, with one, with two, and with more changes or no way at all; of equal ways the one with fewer changes.
    unreached
        Pairs of stops between which people want to ride and have no way.
    """

    mean_travel_min: float
    total_route_min: float
    shares: tuple[float, float, float, float]
    unreached: int


@dataclass(frozen=True, eq=False)
class TickedNetwork:
    """A network in whole ticks, ready for many evaluations; made by `ticked`.

    Parameters
    ----------
    ticks_per_min
        1 where all times are whole minutes, else 60.
    transfer
        Ticks that a change costs.
    far
        What stands for no way.
    linked
        Stops × stops: whether a bus can run there and back.
    link
        Stops × stops: ticks between neighbours.
    pairs, weight
        From, to and persons of every ride (folded together where both ways take equally long).
    shortest
        Stops × stops: least ticks over the roads.
    """

    ticks_per_min: int
    transfer: int
    far: int
    linked: NDArray[np.bool_]
    link: Ticks
    pairs: tuple[NDArray[np.intp], NDArray[np.intp]]
    weight: NDArray[np.float64]
    shortest: Ticks

    @property
    def size(self) -> int:
        """How many stops."""
        return len(self.link)

    def direct(self, route: Route) -> Ticks:
        """Stops × stops: ticks of the ride without a change, `far` where the route doesn't call at both."""
        stops = np.array(route)
        there = np.concatenate(([0], np.cumsum(self.link[stops[:-1], stops[1:]], dtype=np.int64)))
        back = np.concatenate(([0], np.cumsum(self.link[stops[1:], stops[:-1]], dtype=np.int64)))
        ahead = there[None, :] - there[:, None]
        behind = back[:, None] - back[None, :]
        rides: Ticks = np.full_like(self.link, self.far)
        on_board = np.where(ahead >= 0, ahead, behind).astype(rides.dtype)
        np.minimum.at(rides, np.ix_(stops, stops), on_board)  # a stop may be called at twice
        return rides

    def length(self, route: Route) -> int:
        """Return the ticks of a route from end to end, one way."""
        return int(sum(int(self.link[a, b]) for a, b in pairwise(route)))

    def fastest(self, rides: Ticks) -> Ticks:
        """Return the least ticks from stop to stop, a change's penalty in front of every boarding, from rides without a change.

        Parameters
        ----------
        rides
            Stops × stops × sets: `direct` of the routes of each set, the least of them.
        """
        kind = rides.dtype.type
        return closed(np.minimum(rides + kind(self.transfer), kind(self.far)))

    def totals(self, fastest: Ticks) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Weigh `fastest` times: person-ticks with the penalties of changes alone, and pairs of stops without a way, by set."""
        one, other = self.pairs
        person_ticks = self.weight @ fastest[one, other, :].astype(np.float64)
        unreached = (fastest[0] >= self.far).sum(axis=0) + (fastest[:, 0] >= self.far).sum(axis=0)
        return person_ticks - self.transfer * self.weight.sum(), unreached

    def mean_min(self, person_ticks: float) -> float:
        """Turn person-ticks into mean minutes of a ride."""
        return float(person_ticks / self.weight.sum() / self.ticks_per_min)


def ticked(network: StopNetwork, transfer_min: float | None = None) -> TickedNetwork:
    """Bring a network into whole ticks: minutes where all times are whole minutes, else seconds.

    Parameters
    ----------
    network
        The network; a link without a way back can't be part of a route.
    transfer_min
        What a change costs, minutes; `default_transfer_min` where not given.

    Raises
    ------
    ValueError
        When times are so long that they can't be added up.
    """
    penalty = default_transfer_min() if transfer_min is None else transfer_min
    linked = np.isfinite(network.link_min) & np.isfinite(network.link_min.T)
    times = np.append(network.link_min[linked], penalty)
    per_min = 1 if (times == np.round(times)).all() else _SECONDS
    transfer = round(penalty * per_min)
    longest = network.size * (float(times.max()) * per_min + 1 + transfer)
    if longest >= _LONG_FAR:
        raise ValueError("travel times are too long to be added up")
    far = _SHORT_FAR if longest < _SHORT_FAR else _LONG_FAR
    link = np.full(linked.shape, far, dtype=np.int16 if far == _SHORT_FAR else np.int32)
    link[linked] = np.maximum(1, np.round(network.link_min[linked] * per_min)).astype(link.dtype)
    whole = (network.demand == np.round(network.demand)).all()
    demand = np.round(network.demand * (1 if whole else _PERSON_PARTS))
    if (link == link.T).all():
        demand = np.triu(demand + demand.T)
    pairs = np.nonzero(demand)
    home = link.copy()
    np.fill_diagonal(home, 0)
    shortest = closed(home[:, :, None])[:, :, 0]
    return TickedNetwork(per_min, transfer, far, linked, link, (pairs[0], pairs[1]), demand[pairs], shortest)


def closed(times: Ticks) -> Ticks:
    """Shorten times between stops by going through others (Floyd and Warshall, all sets at once); changes its argument."""
    through = np.empty_like(times)
    for k in range(len(times)):
        np.add(times[:, k, None, :], times[None, k, :, :], out=through)
        np.minimum(times, through, out=times)
    return times


def default_transfer_min() -> float:
    """Return what a change costs in the field's benchmarks, minutes."""
    return float(reference_table("bus_design")["route_set_transfer_min"].value)


def evaluate(
    network: StopNetwork, routes: Sequence[Sequence[str]], *, transfer_min: float | None = None
) -> RouteSetFigures:
    """Evaluate a set of routes by everybody's fastest way, waiting left out, every change at a fixed penalty.

    Parameters
    ----------
    network
        Stops, links and demand.
    routes
        Ids of stops in order; buses run both ways.
    transfer_min
        What a change costs, minutes; 5 as in the literature where not given.

    Raises
    ------
    ValueError
        When two stops that follow each other aren't linked both ways, or there is no route.

    Examples
    --------
    >>> far = float("inf")
    >>> line = StopNetwork(("a", "b", "c"), [[far, 4, far], [4, far, 6], [far, 6, far]], [[0, 0, 1], [0, 0, 0], [0, 1, 0]])
    >>> evaluate(line, [("a", "b", "c")]).mean_travel_min
    8.0
    >>> changed = evaluate(line, [("a", "b"), ("b", "c")])
    >>> changed.mean_travel_min, changed.shares
    (10.5, (0.5, 0.5, 0.0, 0.0))
    """
    base = ticked(network, transfer_min)
    numbered = [network.numbers(route) for route in routes]
    if not numbered:
        raise ValueError("a set needs a route")
    for route in numbered:
        if any(not base.linked[a, b] for a, b in pairwise(route)):
            raise ValueError("two stops of a route aren't linked both ways")
    rides = np.minimum.reduce([base.direct(route) for route in numbered]).astype(np.int64)
    far = base.far * _LEG
    legs = np.where(rides >= base.far, far, (rides + base.transfer) * _LEG + 1)
    np.fill_diagonal(legs, 0)
    legs = np.minimum(closed(legs[:, :, None])[:, :, 0], far)
    pairs = network.demand > 0
    weight, ways = network.demand[pairs], legs[pairs]
    reached = ways < far
    changes = np.where(reached, ways % _LEG - 1, 3)
    counted = [float(weight[np.minimum(changes, 3) == k].sum() / weight.sum()) for k in range(4)]
    ticks = ways // _LEG - base.transfer
    mean = float((weight * ticks).sum() / weight.sum() / base.ticks_per_min) if reached.all() else np.inf
    length = sum(base.length(route) for route in numbered) / base.ticks_per_min
    return RouteSetFigures(mean, length, (counted[0], counted[1], counted[2], counted[3]), int((~reached).sum()))
