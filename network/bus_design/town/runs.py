"""Who has an outing with which runs: every pair of a run to the hub and a later one from it, for all candidates at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from network.bus_design.town.patterns import Pattern
from network.bus_design.town.town import Town
from network.outings.visit import Visit

Run = tuple[int, int]
"""Position of a pattern, and seconds past midnight at which it leaves the hub."""

Has = NDArray[np.bool_]
"""Purposes × stops."""

_Ways = tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]
"""Arrival at the hub, seconds of the ride to it by stop, departure from it, seconds of the ride home by stop."""


class RunValues:
    """Evaluates sets of runs by who has an outing, from the stop and back to it.

    Parameters
    ----------
    town
        Persons and visits.
    patterns
        Candidates.
    starts_s
        When runs may leave.
    """

    def __init__(self, town: Town, patterns: Sequence[Pattern], starts_s: NDArray[np.int64]) -> None:
        self.town, self.patterns, self.starts_s = town, patterns, starts_s
        # Every call of every pattern in one row, so that stops that a pattern passes by cost nothing.
        self._first = np.cumsum([0, *(len(set(p.calls)) for p in patterns)])[:-1]
        self._of = np.array([k for k, p in enumerate(patterns) for _ in set(p.calls)], dtype=np.intp)
        self._stop = np.array([stop for p in patterns for stop in sorted(set(p.calls))], dtype=np.intp)
        self._run_s = np.array([p.run_s for p in patterns], dtype=np.int64)
        out = np.array([patterns[k].out_s[stop] for k, stop in zip(self._of, self._stop, strict=True)])
        home = np.array([patterns[k].home_s[stop] for k, stop in zip(self._of, self._stop, strict=True)])
        leave = np.broadcast_to(starts_s, (len(self._of), len(starts_s)))
        self._every: _Ways = leave + self._run_s[self._of][:, None], out[:, None], leave, home[:, None]
        self._known: dict[tuple[Run, Run], Has] = {}

    def has(self, runs: Sequence[Run]) -> Has:
        """Return which stops have an outing for which purpose."""
        found = np.zeros((len(self.town.visits), len(self.town.stops)), dtype=bool)
        for one in runs:
            for other in runs:
                if other[1] > one[1]:
                    found |= self._round_trip(one, other)
        return found

    def value(self, has: Has) -> float:
        """Persons with an outing, averaged over purposes."""
        return float(self.town.persons @ has.sum(axis=0)) / len(self.town.visits)

    def with_one(self, runs: Sequence[Run], has: Has) -> NDArray[np.float64]:
        """Return the value with each candidate added: patterns × starts."""
        gained = np.zeros((len(has), len(self._of), len(self.starts_s)), dtype=bool)
        for run in runs:
            arrive, out_s, depart, home_s = self._ways(run)
            mine = arrive, out_s[self._stop][:, None], depart, home_s[self._stop][:, None]
            gained |= self._pair(self._every, mine)
            gained |= self._pair(mine, self._every)
        gained &= ~has[:, self._stop, None]
        persons = gained.sum(axis=0) * self.town.persons[self._stop][:, None]
        by_pattern = np.add.reduceat(persons, self._first, axis=0)
        return self.value(has) + by_pattern / len(self.town.visits)

    def with_two(self, pattern: int, has: Has) -> NDArray[np.float64]:
        """Return the value with two more runs of one pattern: starts of the way out × starts of the way home."""
        p = self.patterns[pattern]
        stops = np.array(sorted(set(p.calls)), dtype=np.intp)
        shape = (len(stops), 1, 1)
        out, home = p.out_s[stops].reshape(shape), p.home_s[stops].reshape(shape)
        first, second = self.starts_s[None, :, None], self.starts_s[None, None, :]
        pair = self._pair((first + p.run_s, out, first, home), (second + p.run_s, out, second, home))
        gained = (pair & ~has[:, stops, None, None]).sum(axis=0)
        return self.value(has) + np.tensordot(self.town.persons[stops], gained, axes=1) / len(self.town.visits)

    def _round_trip(self, one: Run, other: Run) -> Has:
        if (one, other) not in self._known:
            self._known[one, other] = self._pair(self._ways(one), self._ways(other))
        return self._known[one, other]

    def _ways(self, run: Run) -> _Ways:
        p = self.patterns[run[0]]
        return np.array(run[1] + p.run_s), p.out_s, np.array(run[1]), p.home_s

    def _pair(self, outward: _Ways, homeward: _Ways) -> NDArray[np.bool_]:
        """Return purposes × …: whether one goes there with the first and comes home with the second."""
        arrive, out_s, _, _ = outward
        _, _, depart, home_s = homeward
        away = (depart + home_s) - (arrive - out_s)
        found = [
            np.logical_or.reduce([_fits(visit, arrive, depart) & (away <= visit.away_max_s) for visit in visits])
            for visits in self.town.visits
        ]
        both: NDArray[np.bool_] = np.stack(found) & np.isfinite(away)
        return both


def _fits(visit: Visit, arrive: NDArray[np.int64], depart: NDArray[np.int64]) -> NDArray[np.bool_]:
    begin = np.maximum(arrive, visit.opens_s)
    in_time = (visit.arrive_from_s <= arrive) & (arrive <= visit.arrive_by_s) & (begin + visit.stay_s <= visit.closes_s)
    fits: NDArray[np.bool_] = in_time & (np.maximum(begin + visit.stay_s, visit.home_from_s) <= depart)
    return fits
