"""Freight beside passengers: which trip takes which pieces, within the vehicle's load and the time that the stops leave."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from network.search_monitor import SearchMonitor
from network.services.bus_service import BusService
from network.services.consignment import Consignment

if TYPE_CHECKING:
    from network.milp import Model

_SLACK = 1e-6
_DIGITS = 100_000
"""So many numbers one search tells apart surely; choices among more are made one after the other."""


@dataclass(frozen=True)
class FreightSettings:
    """What handing over takes and may take.

    Parameters
    ----------
    handling_s
        Seconds for taking on or handing over one piece.
    hold_s
        How much longer than its timetable says a bus may stand at a stop between its first and its last. At the first it is
        loaded before it leaves, at the last it is unloaded after it has come.
    """

    handling_s: float
    hold_s: float


class Ride(NamedTuple):
    """A way to carry a piece: a trip of the service, and the calls at which it is taken on and handed over."""

    consignment: int
    trip: int
    on: int
    off: int


@dataclass(frozen=True)
class Carried:
    """Pieces of a consignment that a trip carries.

    Parameters
    ----------
    consignment
        Position among the service's consignments.
    trip_id
        Of the service.
    on, off
        Positions among the trip's calls (`ServiceTrip.called`).
    count
        Pieces.
    leaves_s, arrives_s
        When the trip leaves with them and comes to where they are handed over, seconds past midnight.
    """

    consignment: int
    trip_id: str
    on: int
    off: int
    count: int
    leaves_s: int
    arrives_s: int


@dataclass(frozen=True)
class Freight:
    """A day's freight of a service.

    Parameters
    ----------
    carried
        By trip, then by consignment.
    left
        Why pieces stay behind, by consignment: how many, and the reason in words.
    """

    carried: tuple[Carried, ...]
    left: dict[int, tuple[int, str]]

    def pieces(self) -> int:
        """Count the pieces that are carried."""
        return sum(c.count for c in self.carried)


def load_freight(service: BusService, settings: FreightSettings) -> Freight:
    """Put the pieces of a day on the trips of a service.

    Parameters
    ----------
    service
        With its trips, consignments and vehicle, whose `freight_kg` no trip ever exceeds.
    settings
        How long handing over takes and may take.

    Returns
    -------
    Freight
        As many pieces as can be carried at all, and of all such ways one in which they arrive earliest in sum; of equals the
        one in which the trip whose id comes first carries the most, of the first consignment before the second, then the next
        trip. Pieces do not change from one trip to another.

    Raises
    ------
    RuntimeError
        When the solver gives up, which it has no reason to.

    Notes
    -----
    An integer programme, solved exactly (HiGHS): x(c, t, i, j) pieces of consignment c are taken on at call i of trip t and
    handed over at call j. First most pieces; then, with as many, the least sum of arrivals; then, with both, the most of each
    x in the order of trips and consignments. On no leg may the load exceed the vehicle's, and at no call between the ends may
    all handling take longer than the stay and the hold together.

    Examples
    --------
    >>> from network.services.bus_service import ServiceStop, ServiceTrip, Vehicle
    >>> stops = (ServiceStop("p1", "役場前", 35.0, 137.0), ServiceStop("p2", "谷口", 35.02, 137.01))
    >>> trips = (ServiceTrip("t1", 0, (28800, 29400)), ServiceTrip("t2", 0, (36000, 36600)))
    >>> meals = Consignment("昼の弁当", "meal", "p1", "p2", count=3, kg=1.5, due_s=30000)
    >>> line = BusService("b1", "谷線", "fixed", stops=stops, trips=trips, vehicle=Vehicle(freight_kg=4), freight=(meals,))
    >>> found = load_freight(line, FreightSettings(handling_s=30, hold_s=60))
    >>> [(c.trip_id, c.count) for c in found.carried], found.left[0][0]
    ([('t1', 2)], 1)
    """
    rides = sorted(_rides(service), key=lambda r: (service.trips[r.trip].id, r.consignment, r.on, r.off))
    counts = _solved(service, rides, settings) if rides else np.zeros(0, dtype=np.int64)
    carried = []
    for ride, count in zip(rides, counts.tolist(), strict=True):
        if count:
            trip = service.trips[ride.trip]
            leaves_s, arrives_s = trip.called[ride.on][1], trip.called[ride.off][0]
            carried.append(Carried(ride.consignment, trip.id, ride.on, ride.off, count, leaves_s, arrives_s))
    order = {trip.id: (trip.start_s, trip.id) for trip in service.trips}
    carried.sort(key=lambda c: (order[c.trip_id], c.consignment, c.on, c.off))
    return Freight(tuple(carried), _left(service, rides, carried))


def _rides(service: BusService) -> Iterable[Ride]:
    """List every way in which a piece keeps its hours and is no heavier than the vehicle takes."""
    for c, wanted in enumerate(service.freight):
        if wanted.kg > service.vehicle.freight_kg + _SLACK:
            continue
        for t, trip in enumerate(service.trips):
            stops = service.sequence(trip.direction)
            ids = [stops[p].stop_id for p in trip.positions]
            for i, j in _calls_between(ids, wanted.from_stop_id, wanted.to_stop_id):
                if trip.called[i][1] >= wanted.ready_s and trip.called[j][0] <= wanted.due_s:
                    yield Ride(c, t, i, j)


def _calls_between(ids: Sequence[str], start: str, end: str) -> Iterable[tuple[int, int]]:
    """Pair calls at one stop with the next call at another; a longer way round serves nobody better."""
    for i, stop in enumerate(ids):
        if stop == start and end in ids[i + 1 :]:
            yield i, ids.index(end, i + 1)


def _solved(service: BusService, rides: Sequence[Ride], settings: FreightSettings) -> NDArray[np.int64]:
    """Find the pieces of each ride: most of all, then earliest, then as many as there can be of each ride before the next."""
    model = _model(service, rides, settings)
    pieces = -np.ones(len(rides))
    model, _ = _held(model, pieces)
    arrives_s = np.array([service.trips[r.trip].called[r.off][0] for r in rides], dtype=float)
    model, counts = _held(model, arrives_s)
    for some in list(_few_at_a_time(model.upper)):
        if (counts[some] < model.upper[some]).any():
            digits = np.zeros(len(rides))
            digits[some] = -np.append(np.cumprod(model.upper[some][:0:-1] + 1)[::-1], 1.0)
            counts = _least(replace(model, cost=digits))
        model.lower[some] = model.upper[some] = counts[some]
    return counts


def _held(model: Model, cost: NDArray[np.float64]) -> tuple[Model, NDArray[np.int64]]:
    """Find the least cost, and hold what is searched afterwards to it."""
    counts = _least(replace(model, cost=cost))
    rows = csr_array(vstack([model.rows, csr_array(cost[None, :])]))
    high = np.append(model.high, float(cost @ counts) + _SLACK)
    return replace(model, rows=rows, low=np.append(model.low, -np.inf), high=high), counts


def _few_at_a_time(most: NDArray[np.float64]) -> Iterable[slice]:
    """Part rides into stretches whose counts, read as the digits of one number, stay below `_DIGITS`."""
    first, size = 0, 1.0
    for ride, count in enumerate(most):
        if size * (count + 1) > _DIGITS and ride > first:
            yield slice(first, ride)
            first, size = ride, 1.0
        size *= count + 1
    yield slice(first, len(most))


def _least(model: Model) -> NDArray[np.int64]:
    # All costs are whole, so no two loadings differ by less than 1.
    from network.milp import minimise  # brings HiGHS, which only those with freight need

    found = minimise(model, SearchMonitor(math.inf), step=1.0)
    if found.solution is None or found.status != "proven":
        raise RuntimeError(f"loading freight: {found.status}")
    return np.round(found.solution).astype(np.int64)


def _model(service: BusService, rides: Sequence[Ride], settings: FreightSettings) -> Model:
    """Write what rides share as rows: pieces that there are, load on every leg, handling at every call."""
    entries: list[tuple[tuple[str, int, int], int, float]] = []
    for k, ride in enumerate(rides):
        entries.append((("pieces", ride.consignment, 0), k, 1.0))
        weight = service.freight[ride.consignment].kg
        entries += [(("kg", ride.trip, leg), k, weight) for leg in range(ride.on, ride.off)]
        entries += [(("handling", ride.trip, call), k, settings.handling_s) for call in (ride.on, ride.off)]
    row = {key: i for i, key in enumerate(dict.fromkeys(key for key, _, _ in entries))}
    at = (np.array([row[key] for key, _, _ in entries]), np.array([k for _, k, _ in entries]))
    from network.milp import Model  # as above

    return Model(
        cost=np.zeros(len(rides)),
        lower=np.zeros(len(rides)),
        upper=np.array([service.freight[r.consignment].count for r in rides], dtype=float),
        whole=np.ones(len(rides), dtype=bool),
        rows=csr_array((np.array([value for _, _, value in entries]), at), shape=(len(row), len(rides))),
        low=np.full(len(row), -np.inf),
        high=np.array([_top(service, key, settings) for key in row]) + _SLACK,
    )


def _top(service: BusService, key: tuple[str, int, int], settings: FreightSettings) -> float:
    what, of, at = key
    if what == "pieces":
        return float(service.freight[of].count)
    if what == "kg":
        return service.vehicle.freight_kg
    return handling_room_s(service, of, at, settings)


def handling_room_s(service: BusService, trip: int, call: int, settings: FreightSettings) -> float:
    """Seconds that a trip has for handling at one of its calls; without limit at its first and its last."""
    called = service.trips[trip].called
    if call in (0, len(called) - 1):
        return float("inf")
    arrives_s, departs_s = called[call]
    return departs_s - arrives_s + settings.hold_s


def _left(service: BusService, rides: Sequence[Ride], carried: Iterable[Carried]) -> dict[int, tuple[int, str]]:
    """Say why pieces stay behind."""
    taken: dict[int, int] = defaultdict(int)
    for some in carried:
        taken[some.consignment] += some.count
    possible = {ride.consignment for ride in rides}
    return {
        c: (wanted.count - taken[c], _why_left(service, wanted, possible=c in possible))
        for c, wanted in enumerate(service.freight)
        if taken[c] < wanted.count
    }


def _why_left(service: BusService, wanted: Consignment, *, possible: bool) -> str:
    if possible:
        return "積める重さか、停留所での荷扱いの時間が足りません"
    limit = service.vehicle.freight_kg
    if wanted.kg > limit + _SLACK:
        return f"1個が {wanted.kg:g} kg で、車両に積める {limit:g} kg より重くなっています"
    known = {s.stop_id for s in (*service.stops, *service.return_stops)}
    if not {wanted.from_stop_id, wanted.to_stop_id} <= known:
        return "積む停留所か届け先が、この路線にありません"
    return "積める時刻より後に出て、期限までに届け先に着く便がありません"


def broken_promises(service: BusService, freight: Freight, settings: FreightSettings) -> list[str]:
    """Check a day's freight against every promise, by counting and not as it was found.

    Returns
    -------
    list of str
        In English, for tests and for the answer's own check: empty where every promise is kept.
    """
    problems = []
    taken: dict[int, int] = defaultdict(int)
    load: dict[tuple[str, int], float] = defaultdict(float)
    handling: dict[tuple[str, int], float] = defaultdict(float)
    for c in freight.carried:
        wanted, trip = service.freight[c.consignment], service.trip(c.trip_id)
        stops = [service.sequence(trip.direction)[p].stop_id for p in trip.positions]
        taken[c.consignment] += c.count
        if not (c.on < c.off and (stops[c.on], stops[c.off]) == (wanted.from_stop_id, wanted.to_stop_id)):
            problems.append(f"{wanted.name} does not ride from its stop to its stop on {c.trip_id}")
        if trip.called[c.on][1] < wanted.ready_s or trip.called[c.off][0] > wanted.due_s:
            problems.append(f"{wanted.name} is outside its hours on {c.trip_id}")
        for leg in range(c.on, c.off):
            load[c.trip_id, leg] += c.count * wanted.kg
        for call in (c.on, c.off):
            handling[c.trip_id, call] += c.count * settings.handling_s
    number = {trip.id: t for t, trip in enumerate(service.trips)}
    problems += [f"{service.freight[c].name}: {n} pieces" for c, n in taken.items() if n > service.freight[c].count]
    problems += [f"{kg:g} kg on {t}" for (t, _), kg in load.items() if kg > service.vehicle.freight_kg + 1e-3]
    problems += [
        f"{s:g} s of handling on {t}"
        for (t, call), s in handling.items()
        if s > handling_room_s(service, number[t], call, settings) + 1e-3
    ]
    return problems
