"""Candidate patterns along the roads: spines with what lies on their way, loops and tours both ways round, and lines that are given."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.texts.errors import ValueRefusedError
from network.bus_design.town.tours import Calls, tour_sets
from network.bus_design.town.town import SearchNumbers, Town
from network.services.bus_service import ServiceStop


@dataclass(frozen=True, eq=False)
class Pattern:
    """A run that leaves the hub and comes back.

    Parameters
    ----------
    calls
        Stops in order; a spine goes to the last and comes back the same way, a loop goes round once.
    loop
        Which of the two.
    there_s, back_s
        Seconds after leaving at which each stop is left, the hub included; `back_s` is empty for a loop.
    turn_s
        A spine's stand at its far end.
    ready_s
        From leaving the hub until the vehicle may leave again.
    out_s, home_s
        By stop of the town: seconds of the ride to the hub and from the hub; ``inf`` where it doesn't call.
    """

    calls: Calls
    loop: bool
    there_s: tuple[int, ...]
    back_s: tuple[int, ...]
    turn_s: int
    ready_s: int
    out_s: NDArray[np.float64]
    home_s: NDArray[np.float64]

    @property
    def run_s(self) -> int:
        """Seconds from leaving the hub until being back."""
        return self.there_s[-1] + (0 if self.loop else self.turn_s + self.back_s[-1])

    def sequence(self, town: Town) -> tuple[ServiceStop, ...]:
        """Stops of the way there, the hub first; a loop ends at it."""
        stops = (town.hub, *(town.stops[k] for k in self.calls))
        return (*stops, town.hub) if self.loop else stops


def patterns(town: Town, numbers: SearchNumbers) -> list[Pattern]:
    """Make the candidates of a town.

    Parameters
    ----------
    town
        The problem; calls of its fixed runs and of the lines that are given join as spines, whatever they are worth.
    numbers
        Longest run, how far out of the way is on the way, how many candidates besides those.

    Returns
    -------
    list of Pattern
        The fixed and the given ones first, then tours over most people; then so that
        every stop that can be reached has one, then by persons for each minute. Where the town is
        so small that all simple routes are no more than the candidates may be, they are all there.
    """
    drive = town.drive_min
    ends = [k for k in range(len(town.stops)) if np.isfinite(drive[0, k + 1]) and np.isfinite(drive[k + 1, 0])]
    spines = {end: _on_the_way(drive, end, numbers) for end in ends}
    fixed = {run.calls for run in town.fixed}
    named = [*(run.calls for run in town.fixed), *(calls for calls in town.given if town.reachable(calls))]
    wanted: dict[tuple[Calls, bool], None] = dict.fromkeys((tuple(calls), False) for calls in named if calls)
    if all_simple_routes(len(ends)) > numbers.candidates:
        every = [loop for loops in town_tours(town, numbers) for loop in loops]
        wanted |= dict.fromkeys((calls, True) for loop in every for calls in (loop, loop[::-1]))
    most = numbers.candidates + len(wanted)
    offered = [(calls, False) for calls in spines.values()]
    offered += [((end,), False) for end in ends]
    offered += [(loop, True) for loop in _loops(drive, spines)]
    if all_simple_routes(len(ends)) <= numbers.candidates:
        orders = [order for n in range(1, len(ends) + 1) for order in itertools.permutations(ends, n)]
        offered += [(order, loop) for order in orders for loop in (False, True)]
    worth = {key: _worth(town, key[0], loop=key[1]) for key in dict.fromkeys(offered)}
    short = [
        key
        for key in worth
        if _driven_min(drive, key[0], loop=key[1]) * town.running.time_factor * 60 <= numbers.longest_run_s
    ]
    short.sort(key=lambda key: (-worth[key], key))

    @functools.cache
    def timed(calls: Calls, loop: bool) -> Pattern | None:
        pattern = timed_pattern(town, calls, loop=loop)
        is_fixed = calls in fixed and not loop
        return pattern if pattern is not None and (is_fixed or _is_kept(town, pattern, numbers.longest_run_s)) else None

    for end in ends:
        first = next((key for key in short if end in key[0] and timed(*key) is not None), None)
        if first is not None:
            wanted[first] = None
    wanted |= dict.fromkeys(short)
    kept = (pattern for key in wanted if (pattern := timed(*key)) is not None)
    return list(itertools.islice(kept, most))


def town_tours(town: Town, numbers: SearchNumbers) -> list[tuple[Calls, ...]]:
    """Return for each number of loops those tours that reach most people and are back within the longest run."""
    # Each leg takes half a minute more than its time where that is rounded up to whole minutes.
    call_min = town.running.dwell_s / 60 + 0.5
    drive = town.drive_min * town.running.time_factor
    return tour_sets(drive, town.persons, call_min, numbers.longest_run_s / 60)


def _is_kept(town: Town, pattern: Pattern, longest_s: int) -> bool:
    """Return whether a pattern is back in time, and no ride on it takes too long a way round."""
    if pattern.run_s > longest_s:
        return False
    if math.isinf(town.detour_share):
        return True
    to_hub, from_hub = town.direct_s()
    stops = list(pattern.calls)
    most = 1e-9 + town.detour_share
    return bool(
        (pattern.out_s[stops] <= most * to_hub[stops]).all() and (pattern.home_s[stops] <= most * from_hub[stops]).all()
    )


def fixed_runs(town: Town, found: Sequence[Pattern]) -> tuple[tuple[int, int], ...]:
    """Return the fixed runs as positions of candidates and departures; one that no road leads along is left out."""
    position = {pattern.calls: k for k, pattern in reversed([*enumerate(found)]) if not pattern.loop}
    runs = {(position[run.calls], run.start_s) for run in town.fixed if run.calls in position}
    return tuple(sorted(runs, key=lambda run: (run[1], run[0])))


def all_simple_routes(stops: int) -> int:
    """Count the simple routes over so many stops, in every order, as spines and as loops."""
    return 2 * sum(math.perm(stops, n) for n in range(1, stops + 1))


def _on_the_way(drive: NDArray[np.float64], end: int, numbers: SearchNumbers) -> Calls:
    """Return the stops on the way from the hub to a stop, nearest first, the stop itself last; each detour is kept short."""
    limit = max(drive[0, end + 1] * numbers.on_the_way_share, drive[0, end + 1] + numbers.on_the_way_min)
    stops = [end]
    others = sorted(range(len(drive) - 1), key=lambda k: (drive[0, k + 1] + drive[k + 1, end + 1], k))
    for k in others:
        if k == end or drive[0, k + 1] >= drive[0, end + 1]:
            continue
        tried = sorted([*stops, k], key=lambda s: (s == end, drive[0, s + 1], s))
        if _way_min(drive, [0, *(s + 1 for s in tried)]) <= limit:
            stops = tried
    return tuple(stops)


def _loops(drive: NDArray[np.float64], spines: dict[int, Calls]) -> list[Calls]:
    """Join two spines at their far ends where the road between them is shorter than back to the hub, both ways round."""
    found: list[Calls] = []
    for one, out in spines.items():
        near = sorted((k for k in spines if k != one), key=lambda k: (drive[one + 1, k + 1], k))[:4]
        for other in near:
            if drive[one + 1, other + 1] >= drive[one + 1, 0] or one in spines[other] or other in out:
                continue
            home = [k for k in reversed(spines[other]) if k not in out]
            found += [(*out, *home), tuple(reversed((*out, *home)))]
    return found


def _way_min(drive: NDArray[np.float64], places: Sequence[int]) -> float:
    return float(drive[list(places[:-1]), list(places[1:])].sum())


def _driven_min(drive: NDArray[np.float64], calls: Calls, *, loop: bool) -> float:
    there = _way_min(drive, [0, *(k + 1 for k in calls)])
    return there + (float(drive[calls[-1] + 1, 0]) if loop else _way_min(drive, [*(k + 1 for k in reversed(calls)), 0]))


def _worth(town: Town, calls: Calls, *, loop: bool) -> float:
    return round(float(town.persons[list(calls)].sum()) / (1.0 + _driven_min(town.drive_min, calls, loop=loop)), 9)


def timed_pattern(town: Town, calls: Calls, *, loop: bool) -> Pattern | None:
    """Time a pattern by the buses' own running times; None where no road leads along.

    Parameters
    ----------
    town
        Stops, roads and speeds.
    calls
        In order.
    loop
        Whether it goes round once instead of there and back.
    """
    hub, stops = town.hub, [town.stops[k] for k in calls]
    try:
        there = town.running.run_s([hub, *stops, hub] if loop else [hub, *stops])
        back = () if loop else town.running.run_s([*reversed(stops), hub])
    except ValueRefusedError:
        return None
    turn = 0 if loop else town.layover_s(there[-1])
    out, home = np.full(len(town.stops), np.inf), np.full(len(town.stops), np.inf)
    for at, k in enumerate(calls):
        home[k] = there[at + 1]
        out[k] = there[-1] - there[at + 1] if loop else back[-1] - back[len(calls) - 1 - at]
    last = there[-1] if loop else back[-1]
    run = there[-1] + (0 if loop else turn + back[-1])
    return Pattern(calls, loop, there, back, turn, run + town.layover_s(last), out, home)
