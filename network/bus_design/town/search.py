"""From nothing to a full timetable, run by run, with every step improved: the states on the way are the designs.

A *round* is one addition or one exchange that was tried; the same town and rounds give the same states on any machine.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.texts.clock import HOUR_S, MINUTE_S
from network.bus_design.town.patterns import Pattern, fixed_runs, town_tours
from network.bus_design.town.runs import Run, RunValues
from network.bus_design.town.spokes import spoke_systems, tour_systems
from network.bus_design.town.timetable import Operated, operated
from network.bus_design.town.town import SearchNumbers, Town

_TRIED, _EXCHANGED = 16, 6
"""Of the best-looking moves so many are held against vehicles, drivers and money before giving up."""
_WIDER = 4
"""Ways to go on from a state of the front."""
_SAME = 1e-6
_APART = 1e-10
_DAY_MIN = 1440


@dataclass(frozen=True, eq=False)
class State:
    """A timetable on the way.

    Parameters
    ----------
    runs
        What runs.
    value
        Persons with an outing, averaged over purposes.
    operated
        With vehicles, drivers and cost.
    short
        How many purposes are lacking of those that stops are guaranteed.
    score
        The value, less what is lacking.
    """

    runs: tuple[Run, ...]
    value: float
    operated: Operated
    short: int = 0
    score: float = 0.0


class TownSearch:
    """Searches timetables of one town."""

    def __init__(self, town: Town, patterns: Sequence[Pattern], starts_s: Sequence[int], first: datetime.date) -> None:
        self.whole = self.town = town
        self.patterns, self.first = patterns, first
        self.values = RunValues(town, patterns, np.array(starts_s, dtype=np.int64))
        self._run_s = np.array([p.run_s for p in patterns], dtype=np.float64)
        self._fixed = fixed_runs(town, patterns)
        self._minute_s = self.values.starts_s % HOUR_S
        self.rounds = 0
        self._known: dict[tuple[Run, ...], State | None] = {}

    def states(self, ask: Callable[[int, float], bool]) -> Iterator[State]:
        """Yield every timetable that was improved to its end: what one vehicle can do, then two, …, each from nothing.

        Parameters
        ----------
        ask
            Told the rounds and the best value after each; True stops.
        """
        best = 0.0
        for vehicles in range(1, self.whole.vehicles + 1):
            self.town = replace(self.whole, vehicles=vehicles)
            self._known.clear()
            runs = self._fixed
            if runs:
                begun = self._state(runs)
                if begun is None:
                    continue
                yield begun
            while True:
                self.rounds += 1
                added = self._added(runs)
                if added is None:
                    break
                state = self._improved(added, ask)
                best = max(best, state.value)
                yield state
                runs = state.runs
                if ask(self.rounds, best):
                    return

    def with_runs(self, runs: Sequence[Run]) -> State | None:
        """Return the state of given runs; None where the town doesn't allow them."""
        self.town = self.whole
        self._known.clear()
        return self._state(tuple(runs)) if runs else None

    def changed_once(self, state: State, most: int) -> State | None:
        """Return the best state with a run added, left out or exchanged, or with two runs of one line added; None where none is better.

        Parameters
        ----------
        state
            From which to go on.
        most
            Runs that may be changed.
        """
        self.town = self.whole
        self._known.clear()
        movable = self._movable(state.runs)
        added = [runs for _, runs in self._moves(state.runs) if len(runs) <= len(state.runs) + most]
        fewer = [(*state.runs[:at], *state.runs[at + 1 :]) for at in movable]
        found = [*map(self._state, [*added, *fewer]), *(self._exchanged(state, at) for at in movable)]
        better = [s for s in found if s is not None and _rank(s) < _rank(state)]
        return min(better, key=lambda s: (_rank(s), s.runs), default=None)

    def spokes(self) -> list[State]:
        """Return the obvious systems that the town allows: spokes, or tours, at equal headways."""
        self.town = self.whole
        self._known.clear()
        starts = self.values.starts_s.tolist()
        tours = tour_systems(self.patterns, town_tours(self.whole, SearchNumbers.reference()), starts)
        systems = [*spoke_systems(self.patterns, self.whole.persons, starts), *tours]
        kept = (tuple(dict.fromkeys((*self._fixed, *runs))) for runs in systems)
        return [state for state in map(self._state, kept) if state is not None]

    def widened(self, states: Sequence[State], ask: Callable[[int, float], bool]) -> Iterator[State]:
        """Go on from the states that no other beats in cost and score: one more run or pair, or one less, in several ways.

        Parameters
        ----------
        states
            That were found.
        ask
            As in `states`.
        """
        self.town = self.whole
        self._known.clear()
        best = max((state.value for state in states), default=0.0)
        best_known, done = front(states), set()
        pairs = [runs for _, runs in self._moves(self._fixed, by_second=False)]
        while True:
            following = next((state for state in best_known if state.runs not in done), None)
            if following is None and not pairs:
                return
            if pairs:
                near, pairs = pairs[: 2 * _TRIED], []
            elif following is not None:
                done.add(following.runs)
                near = self._near(following.runs)
            for state in [s for s in map(self._state, near) if s is not None]:
                if _enters(best_known, state):
                    better = self._improved(state, ask) if len(state.runs) > 1 else state
                    yield state
                    yield better
                    best_known = front([*best_known, state, better])
                    best = max(best, better.value)
            self.rounds += 1
            if ask(self.rounds, best):
                return

    def _near(self, runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
        """List runs with one left out, and with one or two more."""
        fewer = [(*runs[:at], *runs[at + 1 :]) for at in self._movable(runs)] if len(runs) > 2 else []
        more = [more for _, more in self._moves(runs)[:_WIDER]]
        return [*fewer, *more]

    def _added(self, runs: tuple[Run, ...]) -> State | None:
        """Add the run, or the two runs of one pattern, that give most persons for each second driven."""
        moves = self._moves(runs)[: 2 * _TRIED]
        return next((s for s in map(self._state, (runs for _, runs in moves)) if s is not None), None)

    def _moves(self, runs: tuple[Run, ...], *, by_second: bool = True) -> list[tuple[float, tuple[Run, ...]]]:
        """List runs with one more, or two more of one pattern, the most promising first: by persons for each second driven, or by persons."""
        has = self.values.has(runs)
        now = self.values.score(has)
        free = self._free(runs) & self._even(runs)
        stretch = _APART * self._stretch_s(runs)
        gain = self.values.with_one(runs, has) - now
        driven_s = self._run_s if by_second else np.ones(len(self._run_s))
        single = np.where(free & (gain > _SAME), gain / driven_s[:, None] - stretch, 0.0)
        moves = [
            (float(single[k, t]), (*runs, self._run(k, t))) for k, t in _largest(single, _TRIED) if single[k, t] > 0
        ]
        for k in range(len(self.patterns)):
            gain = self.values.with_two(k, has) - now
            # Of pairs that serve as many, the one that keeps people away from home for the shortest time.
            apart_s = self.values.starts_s[None, :] - self.values.starts_s[:, None]
            double = gain / (2 * driven_s[k]) - _APART * apart_s - stretch[k][:, None] - stretch[k][None, :]
            both = free[k][:, None] & free[k][None, :] & (gain > _SAME)
            if self.town.same_minute:
                both &= self._minute_s[:, None] == self._minute_s[None, :]
            double = np.where(both, double, 0.0)
            for out, home in _largest(double, 2):
                if double[out, home] > 0:
                    moves.append((float(double[out, home]), (*runs, self._run(k, out), self._run(k, home))))
        moves.sort(key=lambda move: (-round(move[0], 14), move[1]))
        return moves

    def _improved(self, state: State, ask: Callable[[int, float], bool]) -> State:
        """Exchange one run after another while that serves more persons, or as many in less driving."""
        at = unchanged = 0
        while unchanged < len(movable := self._movable(state.runs)):
            at %= len(movable)
            better = self._exchanged(state, movable[at])
            self.rounds += 1
            unchanged = 0 if better is not None else unchanged + 1
            if unchanged == len(movable) and self.town.same_minute:
                better = self._shifted(state)
                unchanged = 0 if better is not None else unchanged
            state = better or state
            at += 1
            if ask(self.rounds, state.value):
                break
        return state

    def _movable(self, runs: Sequence[Run]) -> list[int]:
        """Return the places of the runs that aren't fixed."""
        return [at for at, run in enumerate(runs) if run not in self._fixed]

    def _shifted(self, state: State) -> State | None:
        """Move all runs of a line to another minute of the hour, where that is better."""
        starts = set(self.values.starts_s.tolist())
        free = {k for k, _ in state.runs} - {k for k, _ in self._fixed}
        found = []
        for k in sorted(free):
            mine = [start for of, start in state.runs if of == k]
            others = [run for run in state.runs if run[0] != k]
            apart = sorted({s - mine[0] for s in starts if s != mine[0] and abs(s - mine[0]) < HOUR_S})
            moved = [[s + by for s in mine] for by in apart]
            found += [self._state((*others, *((k, s) for s in times))) for times in moved if starts.issuperset(times)]
        better = [s for s in found if s is not None and _rank(s) < _rank(state)]
        return min(better, key=lambda s: (_rank(s), s.runs), default=None)

    def _exchanged(self, state: State, at: int) -> State | None:
        rest = (*state.runs[:at], *state.runs[at + 1 :])
        has = self.values.has(rest)
        driven = self._run_s[state.runs[at][0]]
        gains = self.values.with_one(rest, has) - state.score
        # As good is better with less driving or a shorter shift; a person weighs more than any of that.
        looks = gains + (driven - self._run_s[:, None] - self._stretch_s(rest)) * _SAME
        looks = np.where(self._free(rest) & self._even(rest) & (gains > -_SAME), looks, -np.inf)
        found = [self._state((*rest, self._run(k, t))) for k, t in _largest(looks, _EXCHANGED) if looks[k, t] > -np.inf]
        better = [s for s in found if s is not None and _rank(s) < _rank(state)]
        return min(better, key=lambda s: (_rank(s), s.runs), default=None)

    def _free(self, runs: tuple[Run, ...]) -> NDArray[np.bool_]:
        """Return patterns × starts: whether a vehicle is at the hub all the while that a run would need one."""
        out = np.zeros(2 * _DAY_MIN, dtype=np.int64)
        for k, start in runs:
            out[start // MINUTE_S : -(-(start + self.patterns[k].ready_s) // MINUTE_S)] += 1
        taken = np.concatenate([[0], np.cumsum(out >= self.town.vehicles)])
        first = self.values.starts_s // MINUTE_S
        last = first[None, :] + np.array([-(-p.ready_s // MINUTE_S) for p in self.patterns])[:, None]
        free: NDArray[np.bool_] = taken[last] == taken[first][None, :]
        return free

    def _even(self, runs: Sequence[Run]) -> NDArray[np.bool_]:
        """Return patterns × starts: whether a line would still leave at one minute of the hour, where that is asked."""
        even = np.ones((len(self.patterns), len(self.values.starts_s)), dtype=bool)
        if self.town.same_minute:
            for k, start in runs:
                even[k] &= self._minute_s == start % HOUR_S
        return even

    def _is_even(self, runs: Sequence[Run]) -> bool:
        minutes = {(k, start % HOUR_S) for k, start in runs}
        return not self.town.same_minute or len(minutes) == len({k for k, _ in minutes})

    def _stretch_s(self, runs: tuple[Run, ...]) -> NDArray[np.float64]:
        """Return patterns × starts: by how many seconds a run would make the day longer; 0 where nothing runs yet."""
        if not runs:
            return np.zeros((len(self.patterns), len(self.values.starts_s)))
        begin = min(start for _, start in runs)
        end = max(start + self.patterns[k].run_s for k, start in runs)
        starts = self.values.starts_s[None, :]
        return np.maximum(0.0, begin - starts) + np.maximum(0.0, starts + self._run_s[:, None] - end)

    def _run(self, pattern: int, start: int) -> Run:
        return pattern, int(self.values.starts_s[start])

    def _state(self, runs: tuple[Run, ...]) -> State | None:
        """Operate runs; None where they repeat, or vehicles, drivers or money don't allow them."""
        runs = tuple(sorted(runs, key=lambda run: (run[1], run[0])))
        if len(set(runs)) < len(runs) or self._together(runs) > self.town.vehicles or not self._is_even(runs):
            return None
        if runs not in self._known:
            found = operated(self.town, self.patterns, runs, self.first)
            has = self.values.has(runs)
            figures = self.values.value(has), found, self.values.short(has), self.values.score(has)
            self._known[runs] = State(runs, *figures) if found.allowed_by(self.town) else None
        return self._known[runs]

    def _together(self, runs: Sequence[Run]) -> int:
        """Return how many vehicles are out at once: all runs start and end at the hub, so no schedule needs more."""
        ends = [(start, start + self.patterns[k].ready_s) for k, start in runs]
        return max((sum(s <= start < e for s, e in ends) for start, _ in ends), default=0)


def front(states: Sequence[State]) -> list[State]:
    """Return the states that serve anybody and that no other beats in cost and score, the cheapest first."""
    kept: list[State] = []
    for state in sorted(states, key=lambda s: (round(s.operated.cost_yen), -round(s.score, 6), s.runs)):
        if state.value > _SAME and (not kept or state.score > kept[-1].score + _SAME):
            kept.append(state)
    return kept


def _enters(others: Sequence[State], state: State) -> bool:
    """Return whether no other state is as good for the same money."""
    return not any(
        other.operated.cost_yen <= state.operated.cost_yen and other.score >= state.score - _SAME for other in others
    )


def _rank(state: State) -> tuple[float, int]:
    """Order states: less lacking of what is guaranteed, then more persons, then lower cost."""
    return -round(state.score, 6), round(state.operated.cost_yen)


def _largest(values: NDArray[np.float64], most: int) -> list[tuple[int, int]]:
    """Return the places of the largest values of a table; of equals the first."""
    order = np.argsort(-np.round(values, 14), axis=None, kind="stable")[:most]
    rows, columns = np.unravel_index(order, values.shape)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))
