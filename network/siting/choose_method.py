"""From a question to a set of sites: which method answers which objective."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.search_monitor import SearchMonitor
from network.siting.exact.capacity import Room, fitted
from network.siting.exact.centre import quick_longest, shortest_longest, worst
from network.siting.exact.cover import covering_set, left_uncovered
from network.siting.exact.enumeration import few_sets, first_of_best, least_totals
from network.siting.exact.leave_out_fewest import least_when_some_are_lost
from network.siting.exact.median import least_total
from network.siting.exact.regret import least_of_years, least_regret
from network.siting.exact.vertex_substitution import Chosen, total, vertex_substitution
from network.siting.feasibility import no_set_possible
from network.siting.problem import Problem
from network.siting.rules import Rules

_TURNS = 10
_TURNS_OF_LONGEST = 2
_FAR = 1_000.0
"""In the quick search no way at all is so many times as far as the longest way."""


@dataclass(frozen=True, eq=False)
class Found:
    """A set of sites.

    Parameters
    ----------
    chosen
        By site.
    bound
        No set has a smaller figure (see `network.siting.exact.enumeration.losses`).
    least
        For ``least_regret`` the least total of every year.
    own
        Where hubs have limited room, the position of every village's site (-1 where no site reaches it).
    """

    chosen: Chosen
    bound: float
    least: NDArray[np.float64] | None = None
    own: NDArray[np.intp] | None = None


def find(problem: Problem, monitor: SearchMonitor, *, seed: int, room: Room | None = None) -> Found:
    """Find the best set.

    Parameters
    ----------
    problem
        What is wanted.
    monitor
        Receives values and bounds.
    seed
        Of the quick search.
    room
        Of the hubs, where it is limited.

    Raises
    ------
    geo.texts.errors.RequestError
        When no set keeps the rules, or serves everyone where `fewest` wants it.
    """
    if room is not None:
        fit = fitted(problem, room, monitor)
        if fit is None:
            raise RequestError(notice("siting_capacity_no_fit"))
        return Found(fit.chosen, fit.bound, fit.least, fit.own)
    if few_sets(problem):
        known = first_of_best(problem)
        if known is None:
            raise no_set_possible(problem, _needed(problem, monitor))
        monitor.report(value=known[1], bound=known[1])
        least = least_totals(problem) if problem.objective == "least_regret" else None
        return Found(*known, least)
    by_objective: dict[str, Callable[[Problem, SearchMonitor, int], Found]] = {
        "total_time": _total_time,
        "coverage": _coverage,
        "outings": _coverage,
        "worst": _worst,
        "fewest": _fewest,
        "least_regret": _least_regret,
    }
    return by_objective[problem.objective](problem, monitor, seed)


def _needed(problem: Problem, monitor: SearchMonitor) -> float | None:
    """Count the hubs that `fewest` would take if their number were free."""
    rules = problem.rules
    if problem.objective != "fewest" or problem.cover is None or not rules.only_counted:
        return None
    free = Rules(1, rules.sites, rules.fixed, rules.rows, rules.limits)
    return covering_set(problem.cover[problem.persons > 0], free, monitor.quiet())[2]


def _started(problem: Problem, cost: NDArray[np.float64], monitor: SearchMonitor, seed: int) -> Chosen:
    """Find a good set within the rules; where the greedy way meets none, ask the engine."""
    far = _FAR * max(1.0, float(cost[np.isfinite(cost)].max(initial=0.0)))
    start = vertex_substitution(np.where(np.isfinite(cost), cost, far), problem.rules, monitor, turns=_TURNS, seed=seed)
    if start is None:
        anyone = np.ones((1, problem.rules.sites), dtype=bool)
        _, start, _ = covering_set(anyone, problem.rules, monitor.quiet())
    if start is None:
        raise no_set_possible(problem)
    return start


def _serving(problem: Problem, start: Chosen, monitor: SearchMonitor) -> tuple[Chosen, float]:
    """Make a start leave nobody out whom some set within the rules serves: the set, and the persons who must be left out."""
    reach, persons = np.isfinite(problem.minutes[problem.counted]), problem.persons[problem.counted]
    if reach[:, start].any(axis=1).all():
        return start, 0.0
    chosen, _ = left_uncovered(reach, persons, problem.rules, start, monitor.quiet())
    return chosen, float(persons[~reach[:, chosen].any(axis=1)].sum())


def _total_time(problem: Problem, monitor: SearchMonitor, seed: int) -> Found:
    minutes, weights = problem.minutes[problem.counted], problem.persons[problem.counted]
    cost = minutes * weights[:, None]
    start, lost = _serving(problem, _started(problem, cost, monitor, seed), monitor)
    if lost > 0:
        return _partly(problem, start, lost, monitor)
    monitor.report(value=total(cost, start))
    finite = cost[np.isfinite(cost)]
    step = 1.0 if (finite == np.round(finite)).all() else 0.0
    return Found(*least_total(cost, problem.rules, start, monitor, step=step))


def _partly(problem: Problem, start: Chosen, lost: float, monitor: SearchMonitor) -> Found:
    """Choose where somebody must be left out."""
    minutes, persons = problem.minutes[problem.counted], problem.persons[problem.counted]
    longest = problem.objective == "worst"
    chosen, bound = least_when_some_are_lost(minutes, persons, problem.rules, lost, monitor, longest=longest)
    return Found(start if chosen is None else chosen, bound)


def _worst(problem: Problem, monitor: SearchMonitor, seed: int) -> Found:
    minutes = problem.minutes[problem.counted]
    start, lost = _serving(problem, _started(problem, minutes, monitor, seed), monitor)
    if lost > 0:
        return _partly(problem, start, lost, monitor)
    start = quick_longest(minutes, problem.rules, start, monitor, turns=_TURNS_OF_LONGEST, seed=seed)
    monitor.report(value=worst(minutes, start))
    return Found(*shortest_longest(minutes, problem.rules, start, monitor))


def _coverage(problem: Problem, monitor: SearchMonitor, seed: int) -> Found:
    cover = problem.cover if problem.cover is not None else np.isfinite(problem.minutes)
    own = problem.persons > 0
    cost = np.where(cover[own], 0.0, problem.persons[own, None])
    start = _started(problem, cost, monitor, seed)
    monitor.report(value=total(cost, start))
    return Found(*left_uncovered(cover[own], problem.persons[own], problem.rules, start, monitor))


def _fewest(problem: Problem, monitor: SearchMonitor, seed: int) -> Found:
    cover = problem.cover if problem.cover is not None else np.isfinite(problem.minutes)
    own = cover[problem.persons > 0]
    start = _few(own, problem.rules, monitor, seed)
    if start is not None:
        monitor.report(value=float(start.sum()))
    status, chosen, bound = covering_set(own, problem.rules, monitor)
    if chosen is None:
        if status == "impossible" or start is None:
            raise no_set_possible(problem, _needed(problem, monitor))
        return Found(start, max(1.0, bound))
    if start is not None and start.sum() < chosen.sum():
        chosen = start
    return Found(chosen, min(float(chosen.sum()), bound))


def _few(cover: NDArray[np.bool_], rules: Rules, monitor: SearchMonitor, seed: int) -> Chosen | None:
    """Find few sites quickly: fewer and fewer, as long as the quick search covers everyone."""
    least: Chosen | None = None
    cost = (~cover).astype(float)
    most = rules.most
    while most >= max(1, int(rules.fixed.sum())) and not monitor.over():
        allowed = Rules(rules.fewest, most, rules.fixed, rules.rows, rules.limits)
        found = vertex_substitution(cost, allowed, monitor, turns=1, seed=seed, enough=0.0)
        if found is None or not cover[:, found].any(axis=1).all():
            break
        least = _without_idle(cover, found, rules)
        most = int(least.sum()) - 1
    return least


def _without_idle(cover: NDArray[np.bool_], chosen: Chosen, rules: Rules) -> Chosen:
    """Close sites, the last by id first, whose villages others cover too."""
    chosen = chosen.copy()
    for site in np.flatnonzero(chosen & ~rules.fixed)[::-1]:
        chosen[site] = False
        if not (cover[:, chosen].any(axis=1).all() and bool(rules.keeps(chosen[None, :])[0])):
            chosen[site] = True
    return chosen


def _least_regret(problem: Problem, monitor: SearchMonitor, seed: int) -> Found:
    minutes, weights = problem.minutes[problem.counted], problem.weights[problem.counted]
    cost = minutes * problem.persons[problem.counted][:, None]
    start, lost = _serving(problem, _started(problem, cost, monitor, seed), monitor)
    if lost > 0:
        raise RequestError(notice("siting_regret_unserved", hubs=f"{problem.rules.most:,}", persons=f"{lost:,.0f}"))
    years, sets = least_of_years(minutes, weights, problem.rules, start, monitor)
    if problem.known_least is not None:
        years = replace(years, least=problem.known_least)
    return Found(*least_regret(years, problem.rules, [*sets, start], monitor), years.least)
