"""The peers of the timetable benchmark, in Python as one would write them with care: connection scan and range-RAPTOR."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from network.transit.connection_scan import BusNetwork
from network.transit.stop_access import walks_between

NEVER = 1 << 31
MOST_RIDES = 10


@dataclass
class Day:
    """What both peers need, in lists: rides in order of departure, walks, changes."""

    departs: list[int]
    rides: list[tuple[int, int, int, int, int, bool, bool]]
    changes_from: list[list[tuple[int, int]]]
    access: list[list[tuple[int, int]]]
    runs: int
    patterns: list[Pattern] = field(default_factory=list)
    patterns_at: list[list[tuple[int, int]]] = field(default_factory=list)


@dataclass
class Place:
    """A hub: seconds on foot from stops and from villages."""

    egress: list[int]
    on_foot: list[int]


@dataclass
class Pattern:
    """Trips with the same stops and rules of which none overtakes another, by departure."""

    stops: list[int]
    may_board: list[bool]
    may_alight: list[bool]
    departs: list[list[int]]
    arrives: list[list[int]]


def day_of(network: BusNetwork, villages: pd.DataFrame) -> Day:
    """Lay a network out for the peers; walks come from the roads as Kyoten's do."""
    timetable, settings = network.timetable, network.settings
    rides = list(zip(*network.outward, strict=True))[::-1]
    changes_from = list(map(list, network.changes_from))
    walks = walks_between(network.roads, villages, timetable.stops, settings.walk_to_stop_m)
    access: list[list[tuple[int, int]]] = [[] for _ in range(len(villages))]
    for i, j, walk_s in zip(walks.start, walks.end, walks.seconds(settings.walk_m_per_min), strict=True):
        access[int(i)].append((int(j), int(walk_s)))
    day = Day([r[0] for r in rides], rides, changes_from, access, int(timetable.call_run.max(initial=0)) + 1)
    day.patterns = _patterns(network)
    day.patterns_at = [[] for _ in network.changes_from]
    for p, pattern in enumerate(day.patterns):
        for i, stop in enumerate(pattern.stops):
            day.patterns_at[stop].append((p, i))
    return day


def place_of(network: BusNetwork, villages: pd.DataFrame, hub: pd.DataFrame) -> Place:
    """Measure the walks to a hub."""
    settings, stops = network.settings, network.timetable.stops
    egress, on_foot = [NEVER] * len(stops), [NEVER] * len(villages)
    for starts, table in ((stops, egress), (villages, on_foot)):
        walks = walks_between(network.roads, starts, hub, settings.walk_to_stop_m)
        for i, walk_s in zip(walks.start, walks.seconds(settings.walk_m_per_min), strict=True):
            table[int(i)] = int(walk_s)
    return Place(egress, on_foot)


def _patterns(network: BusNetwork) -> list[Pattern]:
    timetable = network.timetable
    by_run: dict[int, list[int]] = {}
    for call, run in enumerate(timetable.call_run.tolist()):
        by_run.setdefault(run, []).append(call)
    stop, board, alight, arrival, departure = (
        column.tolist()
        for column in (
            timetable.call_stop, timetable.may_board, timetable.may_alight, timetable.arrival_s, timetable.departure_s,
        )
    )  # fmt: skip
    groups: dict[object, list[list[int]]] = {}
    for calls in sorted(by_run.values(), key=lambda calls: [departure[c] for c in calls]):
        key = tuple((stop[c], board[c], alight[c]) for c in calls)
        for turn in range(len(by_run)):
            group = groups.setdefault((key, turn), [])
            last = group[-1] if group else None
            if last is None or all(
                departure[a] <= departure[b] and arrival[a] <= arrival[b] for a, b in zip(last, calls, strict=True)
            ):
                group.append(calls)
                break
    return [
        Pattern(
            [stop[c] for c in group[0]],
            [board[c] for c in group[0]],
            [alight[c] for c in group[0]],
            [[departure[calls[i]] for calls in group] for i in range(len(group[0]))],
            [[arrival[calls[i]] for calls in group] for i in range(len(group[0]))],
        )
        for group in groups.values()
    ]


def connection_scan(day: Day, place: Place, village: int, leave_s: int) -> int:
    """Answer one query: the earliest arrival (Dibbelt, Pajor, Strasser and Wagner 2013), stopping when nothing can be earlier."""
    best = leave_s + place.on_foot[village]
    access = day.access[village]
    if not access:
        return min(best, NEVER)
    ready = [NEVER] * len(day.changes_from)
    reached = [NEVER] * len(day.changes_from)
    for stop, walk_s in access:
        ready[stop] = leave_s + walk_s
    aboard = bytearray(day.runs)
    egress, changes_from, rides = place.egress, day.changes_from, day.rides
    for at in range(bisect_left(day.departs, min(leave_s + walk_s for _, walk_s in access)), len(rides)):
        departs, arrives, start, end, run, may_board, may_alight = rides[at]
        if departs >= best:
            break
        if not aboard[run]:
            if not may_board or ready[start] > departs:
                continue
            aboard[run] = 1
        if may_alight and arrives < reached[end]:
            reached[end] = arrives
            if arrives + egress[end] < best:
                best = arrives + egress[end]
            for stop, change_s in changes_from[end]:
                if arrives + change_s < ready[stop]:
                    ready[stop] = arrives + change_s
    return min(best, NEVER)


def range_raptor(day: Day, place: Place, village: int, minutes_s: Sequence[int]) -> list[int]:
    """Answer all minutes of one village (Delling, Pajor and Werneck 2015): one pass per departure, latest first, labels kept."""
    access = day.access[village]
    leaving: set[int] = set()
    for stop, walk_s in access:
        for p, i in day.patterns_at[stop]:
            if day.patterns[p].may_board[i]:
                leaving.update(departs - walk_s for departs in day.patterns[p].departs[i])
    stops = len(day.changes_from)
    ready = [[NEVER] * stops for _ in range(MOST_RIDES + 1)]
    reached = [[NEVER] * stops for _ in range(MOST_RIDES + 1)]
    target = [NEVER] * (MOST_RIDES + 1)
    found: list[tuple[int, int]] = []
    for leave_s in sorted(leaving, reverse=True):
        marked = set()
        for stop, walk_s in access:
            if leave_s + walk_s < ready[0][stop]:
                ready[0][stop] = leave_s + walk_s
                marked.add(stop)
        for k in range(1, MOST_RIDES + 1):
            if not marked:
                break
            marked = _round(day, place, (ready, reached, target), marked, k)
        if target[-1] < NEVER and (not found or target[-1] < found[-1][1]):
            found.append((leave_s, target[-1]))
    found.reverse()
    times, arrivals = [t for t, _ in found], [a for _, a in found]
    answers = []
    for minute_s in minutes_s:
        at = bisect_left(times, minute_s)
        answers.append(min(arrivals[at] if at < len(times) else NEVER, minute_s + place.on_foot[village], NEVER))
    return answers


_Labels = tuple[list[list[int]], list[list[int]], list[int]]


def _round(day: Day, place: Place, labels: _Labels, marked: set[int], k: int) -> set[int]:
    """Ride once more from the marked stops; give the stops where one now stands ready earlier."""
    ready, reached, _ = labels
    queue: dict[int, int] = {}
    for stop in marked:
        for p, i in day.patterns_at[stop]:
            if i < queue.get(p, NEVER):
                queue[p] = i
    off: set[int] = set()
    for p, first in queue.items():
        _along(day.patterns[p], first, labels, place.egress, off, k)
    here = reached[k]
    improved: set[int] = set()
    for stop in off:
        for other, change_s in day.changes_from[stop]:
            if here[stop] + change_s < ready[k][other]:
                ready[k][other] = here[stop] + change_s
                improved.add(other)
    return improved


def _along(pattern: Pattern, first: int, labels: _Labels, egress: list[int], off: set[int], k: int) -> None:
    """Go along a pattern on the earliest trip that can be caught, changing to earlier ones, and get off where that helps."""
    ready, reached, target = labels
    before, here = ready[k - 1], reached[k]
    trip = trips = len(pattern.departs[0])
    for i in range(first, len(pattern.stops)):
        stop = pattern.stops[i]
        if trip < trips and pattern.may_alight[i]:
            arrives = pattern.arrives[i][trip]
            if arrives < here[stop] and arrives < target[k]:
                off.add(stop)
                for j in range(k, MOST_RIDES + 1):
                    reached[j][stop] = min(reached[j][stop], arrives)
                    target[j] = min(target[j], arrives + egress[stop])
        if before[stop] < NEVER and pattern.may_board[i]:
            departs = pattern.departs[i]
            if trip == trips or before[stop] <= departs[trip]:
                trip = bisect_left(departs, before[stop], 0, trip)
