"""Up to twelve candidate sites: every set is looked at, so the answer is exact and ties are decided by id."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from network.location.problem import Problem

MOST_SITES = 12
_CHUNK = 2_000
_SAME = 1e-9

Sets = NDArray[np.bool_]


def all_sets(problem: Problem) -> Sets:
    """List the sets within the rules (n × sites): by size, then by id."""
    rules = problem.rules
    found = [rows[rules.keeps(rows)] for rows in _chunks(rules.sites, range(rules.fewest, rules.most + 1))]
    return np.concatenate([np.zeros((0, rules.sites), dtype=bool), *found])


def _chunks(sites: int, sizes: range) -> Iterator[Sets]:
    for size in sizes:
        picks = np.array(list(combinations(range(sites), size)), dtype=np.intp).reshape(-1, size)
        for start in range(0, len(picks), _CHUNK):
            rows = picks[start : start + _CHUNK]
            chosen = np.zeros((len(rows), sites), dtype=bool)
            chosen[np.arange(len(rows))[:, None], rows] = True
            yield chosen


def nearest_min(minutes: NDArray[np.float64], sets: Sets) -> NDArray[np.float64]:
    """Shortest minutes of every village for every set (n × villages)."""
    best = np.full((len(sets), len(minutes)), np.inf)
    for j in range(minutes.shape[1]):
        best[sets[:, j]] = np.minimum(best[sets[:, j]], minutes[:, j])
    return best


def losses(problem: Problem, sets: Sets) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Measure sets: persons whom some site could reach but these do not, and the figure to be made small.

    For ``coverage`` and ``outings`` the figure is the persons not covered; a set that leaves somebody beyond the limit of
    ``fewest`` counts as infinitely many.
    """
    if problem.cover is not None:
        covered = np.zeros((len(sets), len(problem.minutes)), dtype=bool)
        for j in range(problem.cover.shape[1]):
            covered[sets[:, j]] |= problem.cover[:, j]
        if problem.objective == "fewest":
            fails = (~covered & (problem.persons > 0)).any(axis=1)
            return np.zeros(len(sets)), np.where(fails, np.inf, sets.sum(axis=1).astype(float))
        return np.zeros(len(sets)), (~covered) @ problem.persons
    counted = problem.counted
    best = nearest_min(problem.minutes[counted], sets)
    away = ~np.isfinite(best)
    lost = away @ problem.persons[counted]
    served = np.where(away, 0.0, best)
    if problem.objective == "worst":
        return lost, served.max(axis=1, initial=0.0)
    totals = served @ problem.weights[counted]
    if problem.objective == "total_time":
        return lost, totals.sum(axis=1)
    least = totals[_fair(lost)].min(axis=0) if problem.known_least is None else problem.known_least
    return lost, (totals - least).max(axis=1)


def _fair(lost: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which sets leave no more people out than must be."""
    return np.asarray(lost <= lost.min() + _SAME * max(1.0, float(lost.min())))


def least_totals(problem: Problem) -> NDArray[np.float64]:
    """Give the least total of every year over the sets within the rules."""
    if problem.known_least is not None:
        return problem.known_least
    sets = all_sets(problem)
    counted = problem.counted
    best = nearest_min(problem.minutes[counted], sets)
    away = ~np.isfinite(best)
    fair = _fair(away @ problem.persons[counted])
    totals = np.where(away, 0.0, best)[fair] @ problem.weights[counted]
    return np.asarray(totals.min(axis=0), dtype=np.float64)


def first_of_best(problem: Problem) -> tuple[NDArray[np.bool_], float] | None:
    """Give the best set with its figure; of equals the smaller one, then the first by id. None when no set is possible."""
    sets = all_sets(problem)
    if not len(sets):
        return None
    lost, figures = losses(problem, sets)
    figures = np.where(_fair(lost), figures, np.inf)
    best = float(figures.min())
    if not np.isfinite(best):
        return None
    return sets[int(np.argmax(figures <= best + _SAME * max(1.0, abs(best))))], best
