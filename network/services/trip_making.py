"""Making timetables: trips at given times, at a headway, or such that they arrive by a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.texts.errors import ValueRefusedError
from network.services.bus_service import BusService, ServiceTrip
from network.services.running_times import Running


def run_of(service: BusService, direction: int, running: Running) -> tuple[int, ...]:
    """Seconds after the start at which a bus leaves each stop of a direction, by roads and dwell, in whole minutes.

    Raises
    ------
    ValueRefusedError
        Where the line has fewer than two stops or no road leads from a stop to the next.
    """
    stops = service.sequence(direction)
    if len(stops) < 2:
        raise ValueRefusedError("trip_making_stops_too_few")
    return running.run_s(stops)


def trips_at(run_s: Sequence[int], direction: int, starts_s: Sequence[int], ids: Sequence[str]) -> list[ServiceTrip]:
    """Make a trip for each start (s past midnight).

    Examples
    --------
    >>> [t.times_s for t in trips_at((0, 300), 0, [28800, 32400], ["t1", "t2"])]
    [(28800, 29100), (32400, 32700)]
    """
    return [
        ServiceTrip(identity, direction, tuple(start + t for t in run_s))
        for identity, start in zip(ids, starts_s, strict=True)
    ]


def starts_by_headway(first_s: int, last_s: int, headway_s: int) -> list[int]:
    """List the starts from the first to the last at a headway.

    Raises
    ------
    ValueRefusedError
        Where the headway is no time or the last is before the first.
    """
    if headway_s <= 0:
        raise ValueRefusedError("trip_making_headway_too_short")
    if last_s < first_s:
        raise ValueRefusedError("trip_making_backwards")
    return list(range(first_s, last_s + 1, headway_s))


def start_to_arrive(run_s: Sequence[int], position: int, arrive_by_s: int) -> int:
    """Return the start with which a bus is at the stop of a position by a time.

    Raises
    ------
    ValueRefusedError
        Where it would have to leave the day before.
    """
    start = arrive_by_s - run_s[position]
    if start < 0:
        raise ValueRefusedError("trip_making_arrival_too_early")
    return start


def shifted(trip: ServiceTrip, by_s: int) -> ServiceTrip:
    """Move a trip to earlier or later.

    Raises
    ------
    ValueRefusedError
        Where it would leave the day.
    """
    move = tuple(None if t is None else t + by_s for t in trip.times_s)
    return replace(trip, times_s=move, arrivals_s=tuple(None if t is None else t + by_s for t in trip.arrivals_s))
