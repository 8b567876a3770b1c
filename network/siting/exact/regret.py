"""Least regret over years: the set that is never far from what each year alone would have chosen.

    minimise over sets H    max over years t    (sum_i w_it min_{j in H} d_ij) - Z_t,      Z_t = the least total of year t

For any mix μ of the years (μ_t >= 0, sum 1) no set has less regret than min_H sum_t μ_t (total_t(H) - Z_t), a p-median with
mixed weights. The mix is driven up by cutting planes (Kelley 1960); what then remains between bound and best set goes to HiGHS
on the sites and pairs that the bound leaves. Source of the problem: Kouvelis and Yu, Robust Discrete Optimization (1997).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack, vstack

from network.milp import Model, minimise
from network.search_monitor import SearchMonitor
from network.siting.exact.lagrangian import Climb, climb, left_over
from network.siting.exact.median import least_total, median_model
from network.siting.exact.vertex_substitution import Chosen, total
from network.siting.rules import Rules

_ROUNDS = 25
_CLIMB_STEPS = 1_000
_SAME = 1e-9


@dataclass(frozen=True, eq=False)
class Years:
    """What the years ask for.

    Parameters
    ----------
    minutes
        Villages × sites; infinite where there is no way.
    weights
        Villages × years.
    least
        By year, the least total.
    """

    minutes: NDArray[np.float64]
    weights: NDArray[np.float64]
    least: NDArray[np.float64]

    def regrets(self, chosen: Chosen) -> NDArray[np.float64]:
        """Regret of a set by year."""
        ways = self.minutes[:, chosen].min(axis=1)
        return np.asarray(self.weights.T @ ways - self.least, dtype=np.float64)

    def mixed(self, mix: NDArray[np.float64]) -> NDArray[np.float64]:
        """Cost of every pair under a mix of the years; where there is no way there is none, even if the mix has nobody there."""
        cost = np.full_like(self.minutes, np.inf)
        np.multiply(self.minutes, (self.weights @ mix)[:, None], out=cost, where=np.isfinite(self.minutes))
        return cost


def least_of_years(
    minutes: NDArray[np.float64], weights: NDArray[np.float64], rules: Rules, start: Chosen, monitor: SearchMonitor
) -> tuple[Years, list[Chosen]]:
    """Solve every year by itself: the least totals, and the sets that have them."""
    sets, least = [], []
    for year in range(weights.shape[1]):
        own = weights[:, year] > 0
        chosen = start
        if own.any():
            chosen, _ = least_total(minutes[own] * weights[own, year, None], rules, start, monitor.quiet())
        # A village without people in this year has people in another: somebody must serve it.
        if not np.isfinite(minutes[:, chosen]).any(axis=1).all():
            positive = np.maximum(weights[:, year], _SAME * weights.max())
            chosen, _ = least_total(minutes * positive[:, None], rules, start, monitor.quiet())
        sets.append(chosen)
        least.append(float(weights[:, year] @ minutes[:, chosen].min(axis=1)))
    return Years(minutes, weights, np.array(least)), sets


def least_regret(years: Years, rules: Rules, known: list[Chosen], monitor: SearchMonitor) -> tuple[Chosen, float]:
    """Find the set with the least regret.

    Parameters
    ----------
    years
        From `least_of_years`.
    rules
        What the set must keep.
    known
        Sets to begin with, not empty.
    monitor
        Receives values and bounds.

    Returns
    -------
    array of bool, float
        The best set found and a bound on its regret.
    """
    sets = list(known)
    best = min(sets, key=lambda s: float(years.regrets(s).max()))
    upper, bound = float(years.regrets(best).max()), 0.0
    monitor.report(value=upper, bound=bound)
    mix = np.full(len(years.least), 1.0 / len(years.least))
    top = mix
    for _ in range(_ROUNDS):
        if monitor.over() or bound >= _enough(upper):
            break
        chosen, low = least_total(years.mixed(mix), rules, best, monitor.quiet())
        low -= float(mix @ years.least)
        if low > bound:
            bound, top = low, mix
            monitor.report(bound=bound)
        regret = float(years.regrets(chosen).max())
        if regret < upper:
            best, upper = chosen, regret
            monitor.report(value=upper)
        sets.append(chosen)
        mix, reach = _next_mix(np.array([years.regrets(s) for s in sets]), monitor)
        if reach <= low + _SAME * max(1.0, abs(reach)):
            break
    if bound >= _enough(upper) or monitor.over():
        return best, min(bound, upper)
    return _closed(years, rules, best, top, monitor, bound)


def _enough(upper: float) -> float:
    return upper - _SAME * max(1.0, abs(upper))


def _next_mix(regrets: NDArray[np.float64], monitor: SearchMonitor) -> tuple[NDArray[np.float64], float]:
    """Find the mix under which the best known set looks worst: max v with v <= mix @ regrets of every set."""
    number, years = regrets.shape
    model = Model(
        cost=np.append(np.zeros(years), -1.0),
        lower=np.append(np.zeros(years), -1e15),
        upper=np.append(np.ones(years), 1e15),
        whole=np.zeros(years + 1, dtype=bool),
        rows=csr_array(np.vstack([np.hstack([regrets, -np.ones((number, 1))]), np.append(np.ones(years), 0.0)])),
        low=np.append(np.zeros(number), 1.0),
        high=np.append(np.full(number, np.inf), 1.0),
    )
    outcome = minimise(model, monitor, report=False)
    if outcome.solution is None:
        return np.full(years, 1.0 / years), np.inf
    mix = np.maximum(outcome.solution[:years], 0.0)
    return mix / mix.sum(), float(outcome.solution[years])


def _closed(
    years: Years, rules: Rules, best: Chosen, mix: NDArray[np.float64], monitor: SearchMonitor, bound: float
) -> tuple[Chosen, float]:
    """Let the engine look at what the bound leaves."""
    upper = float(years.regrets(best).max())
    cost = years.mixed(mix)
    limit = _enough(upper) + float(mix @ years.least)
    prices, _ = climb(cost, rules, total(cost, best), monitor.quiet(), Climb(_CLIMB_STEPS, whole=False))
    if prices.bound >= limit:
        return best, upper
    left = left_over(cost, rules, prices, limit)
    if not left.pairs.any(axis=1).all() or left.opened.sum() > rules.most:
        return best, upper
    own, pairs = rules.restricted(left.kept, left.opened), left.pairs[:, left.kept]
    base = median_model(years.minutes[:, left.kept], pairs, own)
    villages, sites = np.nonzero(pairs)
    of_pairs = years.weights[villages] * years.minutes[:, left.kept][villages, sites][:, None]
    of_years = csr_array(
        np.hstack([np.zeros((len(years.least), own.sites)), of_pairs.T, -np.ones((len(years.least), 1))])
    )
    old = len(base.cost)
    model = Model(
        cost=np.append(np.zeros(old), 1.0),
        lower=np.append(base.lower, 0.0),
        upper=np.append(base.upper, upper),
        whole=np.append(base.whole, values=False),
        rows=csr_array(vstack([hstack([base.rows, csr_array((base.rows.shape[0], 1))]), of_years])),
        low=np.append(base.low, np.full(len(years.least), -np.inf)),
        high=np.append(base.high, years.least),
    )
    outcome = minimise(model, monitor)
    if outcome.solution is not None:
        chosen = np.zeros_like(best)
        chosen[np.flatnonzero(left.kept)] = outcome.solution[: own.sites] > 0.5
        if chosen.any() and float(years.regrets(chosen).max()) < upper:
            best, upper = chosen, float(years.regrets(chosen).max())
            monitor.report(value=upper)
    if outcome.status != "stopped":
        return best, upper
    return best, min(upper, max(bound, outcome.bound))
