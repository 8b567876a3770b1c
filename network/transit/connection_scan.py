"""The profile scan: one pass over the day's rides, backwards from a place, finds every departure from every stop."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.gtfs.change_rules import IMPOSSIBLE_S, KEPT_S
from network.roads.graph import RoadGraph
from network.transit.hail_and_ride import with_hail_stops
from network.transit.rider_settings import BusSettings
from network.transit.stop_access import places_bytes, walks_between
from network.transit.timetable import Timetable

_NEVER_S = 1 << 31
_NO_WALK_S = 1 << 32
"""Later than never even from a negated time."""
Rides = tuple[list[int], list[int], list[int], list[int], list[int], list[bool], list[bool]]
"""Columns: departs and arrives (s), from and to stop, run, may board, may alight."""

Changes = tuple[tuple[tuple[int, int], ...], ...]
"""For each stop other stops and seconds."""


_LEAST_CHANGE_S = 1


@dataclass(frozen=True, eq=False)
class BusNetwork:
    """A day's buses with the walks between their stops, ready to be scanned.

    Parameters
    ----------
    timetable, roads, settings
        What it is made of.
    changes_to, changes_from
        For each stop the stops from which, and to which, one can change, with the seconds that takes.
    outward
        Rides in falling order of departure.
    homeward
        The same on a mirrored clock: every ride turned round and its times negated, again in falling order of departure. Times
        of arrival there are times of leaving here, so the same scan answers the way home.
    """

    timetable: Timetable
    roads: RoadGraph
    settings: BusSettings
    changes_to: Changes
    changes_from: Changes
    outward: Rides
    homeward: Rides

    def __eq__(self, other: object) -> bool:
        """Equal content, equal network."""
        return isinstance(other, BusNetwork) and self._content == other._content

    def __hash__(self) -> int:
        """Hash by content."""
        return hash(self._content)

    @functools.cached_property
    def stop_places(self) -> bytes:
        """Latitudes and longitudes of the stops, as walks are asked for."""
        return places_bytes(self.timetable.stops)

    @property
    def _content(self) -> tuple[Timetable, RoadGraph, BusSettings]:
        return self.timetable, self.roads, self.settings


@functools.lru_cache(maxsize=16)
def bus_network(timetable: Timetable, roads: RoadGraph, settings: BusSettings) -> BusNetwork:
    """Put a timetable on roads, with stops where buses may be hailed; kept by content, because it stays while a hub moves."""
    timetable = with_hail_stops(timetable, roads)
    changes_to, changes_from = _changes(timetable, roads, settings)
    rides = timetable.rides
    there = (rides.departs_s, rides.arrives_s, rides.start, rides.end, rides.run, rides.may_board, rides.may_alight)
    back = (-rides.arrives_s, -rides.departs_s, rides.end, rides.start, rides.run, rides.may_alight, rides.may_board)
    outward = _columns(there, np.arange(len(rides.call))[::-1])
    homeward = _columns(back, np.lexsort((rides.call, rides.arrives_s)))
    return BusNetwork(timetable, roads, settings, changes_to, changes_from, outward, homeward)


def _changes(timetable: Timetable, roads: RoadGraph, settings: BusSettings) -> tuple[Changes, Changes]:
    """Find all changes: at a stop, or on foot to one near it.

    The operators' own rules can make them longer or impossible. Where a transfer is guaranteed, nobody needs time to spare: the
    walk alone counts, and a second where there is none, since the scan wants every change to take some time.
    """
    stops = timetable.stops
    walks = walks_between(roads, stops, stops, settings.change_walk_m)
    taking_s = {(stop, stop): settings.change_s for stop in range(len(stops))}
    columns = (walks.start, walks.end, walks.seconds(settings.walk_m_per_min))
    walk_s = {(start, end): seconds for start, end, seconds in zip(*(c.tolist() for c in columns), strict=True)}
    taking_s |= {pair: max(seconds, settings.change_s) for pair, seconds in walk_s.items() if pair[0] != pair[1]}
    for start, end, least_s in timetable.change_rules.tolist():
        if least_s == IMPOSSIBLE_S:
            taking_s.pop((start, end), None)
        elif least_s == KEPT_S and (start, end) in taking_s:
            taking_s[start, end] = max(walk_s.get((start, end), 0), _LEAST_CHANGE_S)
        elif (start, end) in taking_s:
            taking_s[start, end] = max(taking_s[start, end], least_s)
    to: list[list[tuple[int, int]]] = [[] for _ in range(len(stops))]
    away: list[list[tuple[int, int]]] = [[] for _ in range(len(stops))]
    for (start, end), time_s in taking_s.items():
        to[end].append((start, time_s))
        away[start].append((end, time_s))
    return tuple(map(tuple, to)), tuple(map(tuple, away))


def _columns(columns: tuple[NDArray[Any], ...], order: NDArray[np.int64]) -> Rides:
    departs, arrives, start, end, run, may_board, may_alight = (column[order].tolist() for column in columns)
    return departs, arrives, start, end, run, may_board, may_alight


@dataclass(frozen=True, eq=False)
class StopDepartures:
    """For every stop the departures worth taking, as the scan gives them.

    Parameters
    ----------
    starts
        Shape (stops + 1,): rows of each stop.
    departs_s, arrives_s
        Getting on at the stop, and standing at the place.
    """

    starts: NDArray[np.int64]
    departs_s: NDArray[np.int64]
    arrives_s: NDArray[np.int64]


def scan(rides: Rides, changes: tuple[tuple[tuple[int, int], ...], ...], last_walk_s: dict[int, int]) -> StopDepartures:
    """Find all departures from all stops to one place.

    Parameters
    ----------
    rides
        In falling order of departure, those of one run against its direction of travel.
    changes
        For each stop the stops from which one can change to it, and the seconds; every change takes some time.
    last_walk_s
        Seconds on foot from the stops near the place.

    Returns
    -------
    StopDepartures
        Of each stop, falling departures with falling arrivals.

    Notes
    -----
    The profile connection scan of Dibbelt, Pajor, Strasser and Wagner (2013, Connection Scan Algorithm, section 4): whoever sits
    in a ride stays seated, gets off for the place, or gets off for a later ride; rides that leave later are known already. An
    arrival is handed to all stops from which one can change to the ride's, so getting off is one look-up.
    """
    stops = len(changes)
    seated = dict.fromkeys(rides[4], _NEVER_S)
    last_walk = [last_walk_s.get(stop, _NO_WALK_S) for stop in range(stops)]
    departures: list[list[int]] = [[] for _ in range(stops)]
    arrivals: list[list[int]] = [[] for _ in range(stops)]
    # Getting off at a stop: negated times until which one catches what follows (rising), and the arrival that follows.
    catch: list[list[int]] = [[] for _ in range(stops)]
    follow: list[list[int]] = [[] for _ in range(stops)]
    for departs, arrives, start, end, run, may_board, may_alight in zip(*rides, strict=True):
        best = seated[run]
        if may_alight:
            for_good = arrives + last_walk[end]
            if for_good < best:
                best = for_good
            at = bisect_right(catch[end], -arrives)
            if at and follow[end][at - 1] < best:
                best = follow[end][at - 1]
        if best >= _NEVER_S:
            continue
        seated[run] = best
        known = arrivals[start]
        if not may_board or (known and known[-1] <= best):
            continue
        known.append(best)
        departures[start].append(departs)
        for stop, change_s in changes[start]:
            keys, key = catch[stop], change_s - departs
            if keys and key < keys[-1]:
                _hand_on(keys, follow[stop], key, best)
            elif not keys or best < follow[stop][-1]:
                keys.append(key)
                follow[stop].append(best)
    starts = np.cumsum([0, *(len(known) for known in arrivals)]).astype(np.int64)
    departs_s, arrives_s = (
        np.fromiter(itertools.chain.from_iterable(lists), dtype=np.int64, count=int(starts[-1]))
        for lists in (departures, arrivals)
    )
    return StopDepartures(starts, departs_s, arrives_s)


def _hand_on(catch: list[int], follow: list[int], key: int, arrives: int) -> None:
    """Enter an arrival among others unless a later chance is as good; drop the earlier chances that are no better."""
    at = bisect_right(catch, key)
    if at and follow[at - 1] <= arrives:
        return
    past = at
    while past < len(follow) and follow[past] >= arrives:
        past += 1
    catch[at:past] = [key]
    follow[at:past] = [arrives]
