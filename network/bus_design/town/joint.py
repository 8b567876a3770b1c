"""The joint model of routes, departures, vehicles and drivers: one integer programme over all candidates and starts.

Symbols: patterns k, stretches of the day s with n_s starts each, stops v with persons p_v, purposes u (U of them), instants τ five
minutes apart. x_ks ∈ {0 … n_s} runs of pattern k that leave within s; o_vug people of v who go out for u with group g; h_vuj a way home
with group j; a_τ drivers on duty; b_τ drivers who begin; T seconds of duty.

max Σ_vu p_v / U Σ_g o_vug, subject to
1. Σ_g o_vug ≤ 1, o_vug ≤ Σ_{ks ∈ g} x_ks, h_vuj ≤ min(1, Σ_{ks ∈ j} x_ks): a way out and a way home need runs;
2. Σ_{g′: J(g′) ⊆ J(g)} o_vug′ ≤ Σ_{j ∈ J(g)} h_vuj, J(g) the groups by which who went out with g can come home;
3. Σ_{ks out at τ} x_ks ≤ K vehicles, layovers included: all runs begin and end at the hub, so no vehicle-flow variables are needed;
   Σ_{s = i … j} ready_k x_ks ≤ K (last start of j − first start of i + longest ready): what K vehicles can run within a window;
4. Σ_{ks at the wheel from τ to τ + 5 min} x_ks ≤ a_τ ≤ K, a_τ − a_{τ−1} ≤ b_τ: a driver waits on duty between runs;
5. Σ b_τ ≤ D drivers, Σ_{τ early} b_τ ≤ K: a vehicle changes drivers only where its day is longer than a usual duty;
6. T ≥ 5 min · Σ a_τ, T ≥ Σ wheel_k x_ks; T + roll calls · Σ b_τ ≤ D · what a week allows each; Σ wheel_k x_ks likewise;
7. Σ_ug o_vug ≥ what v is guaranteed;
8. price · days · (T + roll calls · Σ b_τ) ≤ budget;
9. x_ks ≥ 1 for a fixed run of pattern k within s.

With one start in each stretch and whole x this is exact but for what only forbids more: unbroken driving, the minute in which a duty
ends, rests, an empty drive from the depot, one minute of the hour. With more starts in a stretch every run is taken at its best: it
arrives as if it had left first, leaves the stops as if it had left last, and counts as out only while it is out for certain. So each
bound of the model bounds all timetables over these candidates and starts whom the house's own schedule and cost allow, and fewer
stretches make it smaller, never wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from network.bus_design.town.patterns import Pattern, fixed_runs
from network.bus_design.town.runs import Run, fits
from network.bus_design.town.town import Town
from network.milp import Model
from network.operations.driver_hours import Limits, week_limit_s

_STEP_S = 300
_Columns = NDArray[np.intp]
_Group = tuple[int, list[_Columns], list[_Columns], NDArray[np.bool_]]


@dataclass(frozen=True, eq=False)
class JointModel:
    """The model and what its columns are.

    Parameters
    ----------
    model
        Minimises −persons; its last row is the cost in yen a year.
    runs
        Of the first columns: pattern, and the first start of the stretch.
    """

    model: Model
    runs: tuple[Run, ...]

    def with_budget(self, budget_yen: float) -> Model:
        """Return the model with another budget."""
        return replace(self.model, high=np.append(self.model.high[:-1], budget_yen))

    def chosen(self, solution: NDArray[np.float64]) -> tuple[Run, ...]:
        """Return the runs of a solution of a model with one start in each stretch."""
        return tuple(run for run, x in zip(self.runs, solution, strict=False) if x > 0.5)


@dataclass(frozen=True, eq=False)
class _Choices:
    """What the first columns stand for: pattern, first and last start of the stretch, how many starts."""

    of: NDArray[np.intp]
    first_s: NDArray[np.int64]
    last_s: NDArray[np.int64]
    most: NDArray[np.float64]

    @classmethod
    def within(cls, patterns: int, starts_s: Sequence[int], together: int) -> _Choices:
        """Put so many starts together in each stretch."""
        stretches = [starts_s[n : n + together] for n in range(0, len(starts_s), together)]
        first, last, most = (np.tile([f(s) for s in stretches], patterns) for f in (min, max, len))
        of = np.repeat(np.arange(patterns), len(stretches))
        return cls(of, first.astype(np.int64), last.astype(np.int64), most.astype(np.float64))


class _Rows:
    """Rows of a sparse matrix as they are written down, each Σ value · column ≤ high."""

    def __init__(self) -> None:
        self._columns: list[_Columns] = []
        self._values: list[NDArray[np.float64]] = []
        self.high: list[float] = []

    def add(self, high: float, *parts: tuple[_Columns, float | NDArray[np.float64]]) -> None:
        """Add a row."""
        self._columns.append(np.concatenate([columns for columns, _ in parts]))
        self._values.append(np.concatenate([np.broadcast_to(value, len(columns)) for columns, value in parts]))
        self.high.append(high)

    def matrix(self, width: int) -> csr_array:
        """Return what was written."""
        starts = np.concatenate(([0], np.cumsum([len(row) for row in self._columns])))
        entries = (np.concatenate(self._values), np.concatenate(self._columns), starts)
        return csr_array(entries, shape=(len(self._columns), width))


def joint_model(
    town: Town,
    patterns: Sequence[Pattern],
    starts_s: Sequence[int],
    *,
    year_second_yen: float,
    together: int = 1,
    round_s: int = 1,
) -> JointModel:
    """Write the model down.

    Parameters
    ----------
    town, patterns, starts_s
        The problem and what may run when, in order.
    year_second_yen
        What a second on duty every day of service costs in a year.
    together
        Starts in a stretch.
    round_s
        To what times at the stops are rounded, away in favour of more outings, so that fewer groups are left; 1 loses nothing.
    """
    choices = _Choices.within(len(patterns), starts_s, together)
    rows, width, gains = _Rows(), len(choices.of), []
    for stop in np.flatnonzero(town.persons > 0):
        every: list[_Columns] = []
        for purpose, outs, homes, fit in _groups(town, patterns, choices, int(stop), round_s):
            goes = width + np.arange(len(outs))
            homeward = width + len(outs) + np.arange(len(homes))
            width += len(outs) + len(homes)
            gains += [town.persons[stop] / len(town.visits)] * len(outs) + [0.0] * len(homes)
            if purpose < town.sure:
                every.append(goes)
            rows.add(1.0, (goes, 1.0))
            rows.add(0.0, (goes, 1.0), (homeward, -1.0))
            for g, mine in enumerate(outs):
                rows.add(0.0, (goes[g : g + 1], 1.0), (mine, -1.0))
                rows.add(0.0, (goes[~(fit & ~fit[g]).any(axis=1)], 1.0), (homeward[fit[g]], -1.0))
            for h, mine in enumerate(homes):
                rows.add(0.0, (homeward[h : h + 1], 1.0), (mine, -1.0))
        least = town.guaranteed.get(int(stop), 0)
        if least:
            rows.add(-float(least), (np.concatenate([np.zeros(0, dtype=np.intp), *every]), -1.0))
    return _with_duties(town, patterns, choices, np.array(gains), rows, year_second_yen)


def _groups(town: Town, patterns: Sequence[Pattern], choices: _Choices, stop: int, round_s: int) -> Iterator[_Group]:
    """Yield every purpose with the columns of each group of ways out, of each group of ways home, and which fit together."""
    calls = np.array([np.isfinite(p.out_s[stop]) for p in patterns])
    mine = np.flatnonzero(calls[choices.of])
    if not len(mine):
        return
    of, first, last = choices.of[mine], choices.first_s[mine], choices.last_s[mine]
    run, out, home = (
        np.array([getattr(p, name) if at is None else getattr(p, name)[at] for p in patterns])
        for name, at in (("run_s", None), ("out_s", stop), ("home_s", stop))
    )
    leave = (last + (run - np.where(calls, out, 0.0))[of]).astype(np.int64)
    back = (first + np.where(calls, home, 0.0)[of]).astype(np.int64)
    out_of, out_arrive, out_leave = _alike(first + run[of], -(-leave // round_s) * round_s)
    home_of, home_start, home_back = _alike(last, back // round_s * round_s)
    for purpose, visits in enumerate(town.visits):
        away = home_back[None, :] - out_leave[:, None]
        fit = np.logical_or.reduce(
            [fits(visit, out_arrive[:, None], home_start[None, :]) & (away <= visit.away_max_s) for visit in visits]
        )
        kinds, row_of = np.unique(fit, axis=0, return_inverse=True)
        kinds, column_of = np.unique(kinds, axis=1, return_inverse=True)
        useful = np.flatnonzero(kinds.any(axis=1)), np.flatnonzero(kinds.any(axis=0))
        if len(useful[0]):
            outs = [mine[row_of.ravel()[out_of] == g] for g in useful[0]]
            homes = [mine[column_of.ravel()[home_of] == h] for h in useful[1]]
            yield purpose, outs, homes, kinds[np.ix_(*useful)]


def _alike(
    exact: NDArray[np.int64], rounded: NDArray[np.int64]
) -> tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.int64]]:
    """Return the group of each choice by its two times, and the two times of each group."""
    groups, of = np.unique(np.stack([exact, rounded]), axis=1, return_inverse=True)
    return of.ravel(), groups[0], groups[1]


def _with_duties(
    town: Town,
    patterns: Sequence[Pattern],
    choices: _Choices,
    gains: NDArray[np.float64],
    rows: _Rows,
    year_second_yen: float,
) -> JointModel:
    """Add vehicles, drivers and cost."""
    limits, size = Limits.reference(), len(choices.of)
    chosen = np.arange(size)
    _add_vehicles(town, patterns, choices, rows)
    spells = [_spells(p) for p in patterns]
    end_s = int(choices.last_s.max()) + max(p.run_s for p in patterns)
    instants = np.arange(choices.first_s.min(), end_s + 1, _STEP_S)
    duty = size + len(gains) + np.arange(len(instants))
    begin = duty + len(instants)
    seconds = begin[-1:] + 1
    for n, moment in enumerate(instants):
        driven = np.zeros(size, dtype=bool)
        for at in range(2):
            since, until = (np.array([s[min(at, len(s) - 1)][end] for s in spells])[choices.of] for end in range(2))
            driven |= (choices.last_s + since <= moment) & (moment + _STEP_S <= choices.first_s + until)
        before = [(duty[n - 1 : n], -1.0)] if n else []
        rows.add(0.0, (chosen[driven], 1.0), (duty[n : n + 1], -1.0))
        rows.add(0.0, (duty[n : n + 1], 1.0), (begin[n : n + 1], -1.0), *before)
    roll_s, workdays = limits.before_s + limits.after_s, len(town.calendar.days)
    # Empty drives lengthen a duty, so drivers may change by so much sooner.
    longest_s = max(u - s for spell in spells for s, u in spell) + sum(town.depot_s())
    early = instants < instants[0] + limits.usual_s - roll_s - longest_s
    wheel = np.array([sum(u - s for s, u in spell) for spell in spells], dtype=np.float64)[choices.of]
    rows.add(float(town.drivers), (begin, 1.0))
    rows.add(float(town.vehicles), (begin[early], 1.0))
    rows.add(0.0, (duty, float(_STEP_S)), (seconds, -1.0))
    rows.add(0.0, (chosen, wheel), (seconds, -1.0))
    rows.add(town.drivers * week_limit_s(limits) / workdays, (seconds, 1.0), (begin, roll_s))
    rows.add(town.drivers * limits.driving_week_s / workdays, (chosen, wheel))
    rows.add(town.budget_yen, (seconds, year_second_yen), (begin, year_second_yen * roll_s))
    width = int(seconds[0]) + 1
    upper = np.ones(width)
    upper[:size] = choices.most
    upper[duty] = upper[begin] = town.vehicles
    upper[seconds] = float(town.drivers * week_limit_s(limits))
    lower = np.zeros(width)
    for k, start in fixed_runs(town, patterns):
        inside = (choices.of == k) & (choices.first_s <= start) & (start <= choices.last_s)
        lower[:size][inside] = np.minimum(lower[:size][inside] + 1.0, choices.most[inside])
    cost = np.zeros(width)
    cost[size : size + len(gains)] = -gains
    high = np.array(rows.high)
    model = Model(cost, lower, upper, np.arange(width) < size, rows.matrix(width), np.full(len(high), -np.inf), high)
    return JointModel(model, tuple(zip(choices.of.tolist(), choices.first_s.tolist(), strict=True)))


def _add_vehicles(town: Town, patterns: Sequence[Pattern], choices: _Choices, rows: _Rows) -> None:
    ready = np.array([p.ready_s for p in patterns], dtype=np.int64)[choices.of]
    for moment in np.unique(choices.last_s):
        out = np.flatnonzero((choices.last_s <= moment) & (moment < choices.first_s + ready))
        if len(out):
            rows.add(float(town.vehicles), (out, 1.0))
    if (choices.most > 1).any():
        longest = int(ready.max())
        for first in np.unique(choices.first_s):
            for last in np.unique(choices.last_s[choices.first_s >= first]):
                inside = np.flatnonzero((choices.first_s >= first) & (choices.last_s <= last))
                most = float(town.vehicles * (last - first + longest))
                rows.add(most, (inside, ready[inside].astype(np.float64)))


def _spells(pattern: Pattern) -> list[tuple[int, int]]:
    """Seconds after leaving the hub between which it drives: a spine's stand at its far end is none of it."""
    if pattern.loop:
        return [(0, pattern.there_s[-1])]
    return [(0, pattern.there_s[-1]), (pattern.there_s[-1] + pattern.turn_s, pattern.run_s)]
