"""One journey, leg by leg: which walk, which bus from where to where, which change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from network.transit.connection_scan import BusNetwork
from network.transit.stop_access import walks_between

_NEVER_S = 1 << 31


@dataclass(frozen=True)
class Leg:
    """One part of a journey.

    Parameters
    ----------
    kind
        ``walk`` or ``ride``.
    departs_s, arrives_s
        Seconds past midnight; between legs one waits.
    start, end
        stop_id at either end; None stands for the door at the journey's own ends.
    walk_m
        Metres on foot, 0 for a ride.
    trip
        Row of `timetable.trips` that is boarded, -1 for a walk.
    route, headsign
        Words of the ride.
    calls
        Positions in the timetable of the calls that the ride passes, both ends included.
    """

    kind: Literal["walk", "ride"]
    departs_s: int
    arrives_s: int
    start: str | None
    end: str | None
    walk_m: float = 0.0
    trip: int = -1
    route: str = ""
    headsign: str = ""
    calls: tuple[int, ...] = ()


@dataclass(frozen=True)
class Journey:
    """A way from door to door.

    Parameters
    ----------
    legs
        In order; a single walk where the destination is that near.
    """

    legs: tuple[Leg, ...]

    @property
    def rides(self) -> tuple[Leg, ...]:
        """The legs by bus."""
        return tuple(leg for leg in self.legs if leg.kind == "ride")

    @property
    def changes(self) -> int:
        """Number of changes."""
        return max(len(self.rides) - 1, 0)


_Walks = dict[int, tuple[int, float]]
"""By stop: seconds and metres on foot."""


@dataclass(frozen=True)
class _Ride:
    """Getting on at one call and off at another."""

    board: int
    alight: int
    came_from: int
    """The stop that one changed from; -1 after the first walk."""


def find_journey(network: BusNetwork, start: pd.DataFrame, end: pd.DataFrame, times_s: tuple[int, int]) -> Journey:
    """Find the journey with the fewest changes that leaves no earlier and arrives no later.

    Parameters
    ----------
    network
        The day's buses.
    start, end
        One place each; columns lat and lon.
    times_s
        Leaving and arriving.

    Returns
    -------
    Journey
        All the way on foot where that is near enough and fits. Of several journeys with as few changes, at every stop the
        one that gets there first, then the first by stop and trip id.

    Raises
    ------
    ValueError
        When there is no journey between these times.

    Notes
    -----
    Rounds over the rides of that time (Delling, Pajor and Werneck, Round-Based Public Transit Routing, 2015), apart from the
    profile scan, so that each is a check of the other.
    """
    leave_s, arrive_s = int(times_s[0]), int(times_s[1])
    settings, stops = network.settings, network.timetable.stops
    on_foot = _walks(network, start, end, settings.walk_to_stop_m, by_start=True).get(0)
    if on_foot is not None and leave_s + on_foot[0] <= arrive_s:
        return Journey((Leg("walk", leave_s, leave_s + on_foot[0], None, None, walk_m=on_foot[1]),))
    first = _walks(network, start, stops, settings.walk_to_stop_m, by_start=False)
    last = _walks(network, stops, end, settings.walk_to_stop_m, by_start=True)
    ready: dict[int, tuple[int, int]] = {stop: (leave_s + walk_s, -1) for stop, (walk_s, _) in first.items()}
    rounds: list[dict[int, _Ride]] = []
    reached: dict[int, int] = {}
    while ready:
        found = _ride_once(network, ready, reached, arrive_s)
        rounds.append(found)
        ends = [(reached[s] + last[s][0], s) for s in found if s in last]
        if ends and min(ends)[0] <= arrive_s:
            return Journey(tuple(_legs(network, rounds, min(ends)[1], leave_s, (first, last))))
        ready = _changed(network, found, reached)
    raise ValueError("there is no journey between these times")


def _walks(network: BusNetwork, starts: pd.DataFrame, ends: pd.DataFrame, limit_m: float, *, by_start: bool) -> _Walks:
    walks = walks_between(network.roads, starts, ends, limit_m)
    seconds = walks.seconds(network.settings.walk_m_per_min)
    key = walks.start if by_start else walks.end
    return dict(zip(key.tolist(), zip(seconds.tolist(), walks.length_m.tolist(), strict=True), strict=True))


def _ride_once(
    network: BusNetwork, ready: dict[int, tuple[int, int]], reached: dict[int, int], until_s: int
) -> dict[int, _Ride]:
    """Find the stops that one more ride reaches earlier than any journey before."""
    rides = network.timetable.rides
    window = slice(
        int(np.searchsorted(rides.departs_s, min(time_s for time_s, _ in ready.values()))),
        int(np.searchsorted(rides.departs_s, until_s, side="right")),
    )
    columns = (rides.departs_s, rides.arrives_s, rides.start, rides.end, rides.run, rides.call, rides.may_board)
    boarded: dict[int, tuple[int, int]] = {}
    found: dict[int, _Ride] = {}
    reaching: dict[int, tuple[int, int]] = {}
    for departs, arrives, start, end, run, call, may_board, may_alight in zip(
        *(c[window].tolist() for c in (*columns, rides.may_alight)), strict=True
    ):
        if run not in boarded:
            if not may_board or start not in ready or ready[start][0] > departs:
                continue
            boarded[run] = call, ready[start][1]
        board, came_from = boarded[run]
        key = (arrives, int(network.timetable.call_trip[board]))
        if (
            may_alight
            and arrives <= until_s
            and arrives < reached.get(end, _NEVER_S)
            and key < reaching.get(end, (_NEVER_S, 0))
        ):
            reaching[end] = key
            found[end] = _Ride(board, call + 1, came_from)
    reached.update({stop: arrives for stop, (arrives, _) in reaching.items()})
    return found


def _changed(network: BusNetwork, found: dict[int, _Ride], reached: dict[int, int]) -> dict[int, tuple[int, int]]:
    """Return when one stands ready at which stops after getting off, and where one came from."""
    ready: dict[int, tuple[int, int]] = {}
    for stop, near in enumerate(network.changes_to):
        chances = [(reached[other] + change_s, other) for other, change_s in near if other in found]
        if chances:
            ready[stop] = min(chances)
    return ready


def _legs(
    network: BusNetwork, rounds: list[dict[int, _Ride]], stop: int, leave_s: int, walks: tuple[_Walks, _Walks]
) -> list[Leg]:
    """Follow the rides back from the last stop and write them down in order."""
    timetable, (first, last) = network.timetable, walks
    ids = timetable.stops.index
    rides: list[_Ride] = []
    for found in reversed(rounds):
        rides.append(found[stop])
        stop = rides[-1].came_from
    rides.reverse()
    begin = int(timetable.call_stop[rides[0].board])
    legs = [Leg("walk", leave_s, leave_s + first[begin][0], None, ids[begin], walk_m=first[begin][1])]
    for ride in rides:
        board, alight = int(timetable.call_stop[ride.board]), int(timetable.call_stop[ride.alight])
        if ride.came_from >= 0 and ride.came_from != board:
            legs.append(_change_on_foot(network, legs[-1].arrives_s, ride.came_from, board))
        trip = int(timetable.call_trip[ride.board])
        about = timetable.trips.iloc[trip]
        legs.append(
            Leg(
                "ride",
                int(timetable.departure_s[ride.board]),
                int(timetable.arrival_s[ride.alight]),
                ids[board],
                ids[alight],
                trip=trip,
                route=str(about["route"]),
                headsign=str(about["headsign"]),
                calls=tuple(range(ride.board, ride.alight + 1)),
            )
        )
    off, (walk_s, walk_m) = legs[-1], last[int(timetable.call_stop[rides[-1].alight])]
    return [*legs, Leg("walk", off.arrives_s, off.arrives_s + walk_s, off.end, None, walk_m=walk_m)]


def _change_on_foot(network: BusNetwork, from_s: int, start: int, end: int) -> Leg:
    stops = network.timetable.stops
    walks = _walks(network, stops.iloc[[start]], stops.iloc[[end]], network.settings.change_walk_m, by_start=True)
    walk_s, walk_m = walks[0]
    return Leg("walk", from_s, from_s + walk_s, stops.index[start], stops.index[end], walk_m=walk_m)
