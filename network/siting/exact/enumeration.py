"""Few sets of candidate sites: every one is looked at, so the answer is exact and ties are decided by id."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from network.siting.problem import Problem

MOST_SITES = 12
_MOST_STEPS_OF_REGRET = 100_000_000
"""Sets × hubs × villages; so many are looked at (1 s) sooner than bounds on regret meet. Other objectives need no such help."""
_MOST_SINGLE_SITES = 10_000
"""A single hub is chosen by looking at each site; the table of sets holds the square of their number, of a byte each."""
_CHUNK = 500
_SAME = 1e-9

Sets = NDArray[np.bool_]


def few_sets(problem: Problem) -> bool:
    """Return whether looking at every set is the way: up to twelve sites, a single hub, and for regret where few are wanted."""
    sites, rules = len(problem.sites), problem.rules
    if rules.most == 1 and sites <= _MOST_SINGLE_SITES:
        return True
    if sites <= MOST_SITES or problem.objective != "least_regret":
        return sites <= MOST_SITES
    # By time a set costs size × villages, by room in memory one byte a site.
    each = {size: max(size * len(problem.villages), sites) for size in range(rules.fewest, rules.most + 1)}
    return sum(math.comb(sites, size) * steps for size, steps in each.items()) <= _MOST_STEPS_OF_REGRET


def all_sets(problem: Problem) -> Sets:
    """List the sets within the rules (n × sites): by size, then by id."""
    rules = problem.rules
    found = [rows[rules.keeps(rows)] for rows in _chunks(rules.sites, range(rules.fewest, rules.most + 1))]
    return np.concatenate([np.zeros((0, rules.sites), dtype=bool), *found])


def _chunks(sites: int, sizes: range) -> Iterator[Sets]:
    for size in sizes:
        picks = np.fromiter(
            (site for pick in combinations(range(sites), size) for site in pick), dtype=np.intp
        ).reshape(-1, size)
        chosen = np.zeros((len(picks), sites), dtype=bool)
        chosen[np.arange(len(picks))[:, None], picks] = True
        yield chosen


def nearest_min(minutes: NDArray[np.float64], sets: Sets) -> NDArray[np.float64]:
    """Shortest minutes of every village for every set (n × villages)."""
    best = np.full((len(sets), len(minutes)), np.inf)
    sizes, by_site = sets.sum(axis=1), np.ascontiguousarray(minutes.T)
    for size in np.unique(sizes[sizes > 0]):
        own = sizes == size
        picks = np.nonzero(sets[own])[1].reshape(-1, size)
        found = by_site[picks[:, 0]]
        for column in range(1, size):
            np.minimum(found, by_site[picks[:, column]], out=found)
        best[own] = found
    return best


def _parts(sets: Sets) -> Iterator[Sets]:
    """Cut sets into parts that fit into a processor's near memory."""
    for start in range(0, len(sets), _CHUNK):
        yield sets[start : start + _CHUNK]


def losses(problem: Problem, sets: Sets) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Measure sets: persons whom some site could reach but these do not, and the figure to be made small.

    For ``coverage`` and ``outings`` the figure is the persons not covered; a set that leaves somebody beyond the limit of
    ``fewest`` counts as infinitely many.
    """
    lost, figures = measured(problem, sets)
    if problem.objective != "least_regret":
        return lost, figures[:, 0]
    least = figures[_fair(lost)].min(axis=0) if problem.known_least is None else problem.known_least
    return lost, (figures - least).max(axis=1)


def measured(problem: Problem, sets: Sets) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Measure sets before they are compared: persons left out (n), and the figure, of ``least_regret`` by year (n × years)."""
    parts = [_measured(problem, part) for part in _parts(sets)]
    lost, figures = zip(*parts, strict=True)
    return np.concatenate(lost), np.concatenate(figures)


def _measured(problem: Problem, sets: Sets) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if problem.cover is not None:
        # People beyond: minutes 0 where covered, 1 where not, so that the least of a set is 0 or 1.
        beyond = nearest_min(np.where(problem.cover, 0.0, 1.0), sets)
        nobody = np.zeros(len(sets))
        if problem.objective == "fewest":
            fails = (beyond[:, problem.persons > 0] > 0).any(axis=1)
            return nobody, np.where(fails, np.inf, sets.sum(axis=1).astype(float))[:, None]
        return nobody, (beyond @ problem.persons)[:, None]
    counted = problem.counted
    best = nearest_min(problem.minutes[counted], sets)
    away = ~np.isfinite(best)
    lost = away @ problem.persons[counted]
    served = np.where(away, 0.0, best)
    if problem.objective == "worst":
        return lost, served.max(axis=1, initial=0.0)[:, None]
    totals = served @ problem.weights[counted]
    return lost, totals if problem.objective == "least_regret" else totals.sum(axis=1)[:, None]


def _fair(lost: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which sets leave no more people out than must be."""
    return np.asarray(lost <= lost.min() + _SAME * max(1.0, float(lost.min())))


def least_totals(problem: Problem) -> NDArray[np.float64]:
    """Return the least total of every year over the sets within the rules."""
    if problem.known_least is not None:
        return problem.known_least
    lost, totals = measured(problem, all_sets(problem))
    return np.asarray(totals[_fair(lost)].min(axis=0), dtype=np.float64)


def first_of_best(problem: Problem) -> tuple[NDArray[np.bool_], float] | None:
    """Return the best set with its figure; of equals the smaller one, then the first by id. None when no set is possible."""
    sets = all_sets(problem)
    if not len(sets):
        return None
    lost, figures = losses(problem, sets)
    figures = np.where(_fair(lost), figures, np.inf)
    best = float(figures.min())
    if not np.isfinite(best):
        return None
    return sets[int(np.argmax(figures <= best + _SAME * max(1.0, abs(best))))], best
