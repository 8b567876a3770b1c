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
        self._least = np.zeros(len(town.stops), dtype=np.int64)
        for stop, purposes in town.guaranteed.items():
            self._least[stop] = purposes
        self._weight = 1.0 + float(town.persons.sum())

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

    def short(self, has: Has) -> int:
        """Return how many purposes are lacking of those that stops are guaranteed."""
        return int(np.maximum(0, self._least - has[: self.town.sure].sum(axis=0)).sum())

    def score(self, has: Has) -> float:
        """Return the value less more than everybody for every purpose that lacks of those guaranteed."""
        return self.value(has) - self._weight * self.short(has)

    def with_one(self, runs: Sequence[Run], has: Has) -> NDArray[np.float64]:
        """Return the score with each candidate added: patterns × starts."""
        gained = np.zeros((len(has), len(self._of), len(self.starts_s)), dtype=bool)
        for run in runs:
            arrive, out_s, depart, home_s = self._ways(run)
            mine = arrive, out_s[self._stop][:, None], depart, home_s[self._stop][:, None]
            gained |= self._pair(self._every, mine)
            gained |= self._pair(mine, self._every)
        gained &= ~has[:, self._stop, None]
        worth = self._worth(gained.sum(axis=0), self._stop[:, None], has)
        by_pattern: NDArray[np.float64] = np.add.reduceat(worth, self._first, axis=0)
        by_pattern += self.score(has)
        return by_pattern

    def with_two(self, pattern: int, has: Has) -> NDArray[np.float64]:
        """Return the score with two more runs of one pattern: starts of the way out × starts of the way home."""
        p = self.patterns[pattern]
        stops = np.array(sorted(set(p.calls)), dtype=np.intp)
        shape = (len(stops), 1, 1)
        out, home = p.out_s[stops].reshape(shape), p.home_s[stops].reshape(shape)
        first, second = self.starts_s[None, :, None], self.starts_s[None, None, :]
        pair = self._pair((first + p.run_s, out, first, home), (second + p.run_s, out, second, home))
        gained = (pair & ~has[:, stops, None, None]).sum(axis=0)
        worth: NDArray[np.float64] = self._worth(gained, stops[:, None, None], has).sum(axis=0)
        worth += self.score(has)
        return worth

    def _worth(self, gained: NDArray[np.int64], stops: NDArray[np.intp], has: Has) -> NDArray[np.float64]:
        """Return what so many more purposes at stops add to the score."""
        worth = gained * self.town.persons[stops] / len(self.town.visits)
        if self._least.any():
            lacking = np.maximum(0, self._least - has[: self.town.sure].sum(axis=0))[stops]
            worth = worth + self._weight * np.minimum(gained, lacking)
        return np.asarray(worth, dtype=np.float64)

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
            np.logical_or.reduce([fits(visit, arrive, depart) & (away <= visit.away_max_s) for visit in visits])
            for visits in self.town.visits
        ]
        both: NDArray[np.bool_] = np.stack(found) & np.isfinite(away)
        return both


def fits(visit: Visit, arrive: NDArray[np.int64], depart: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return whether who arrives and departs then can do what they came for; the time away from home is another matter."""
    begin = np.maximum(arrive, visit.opens_s)
    in_time = (visit.arrive_from_s <= arrive) & (arrive <= visit.arrive_by_s) & (begin + visit.stay_s <= visit.closes_s)
    done: NDArray[np.bool_] = in_time & (np.maximum(begin + visit.stay_s, visit.home_from_s) <= depart)
    return done
