"""The least total, exactly: bound by prices, reduction, and HiGHS on what is left (p-median)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, vstack

from network.milp import Model, minimise
from network.search_monitor import SearchMonitor
from network.siting.exact.branching import Effort, Node, branch
from network.siting.exact.lagrangian import Climb, Left, Prices, climb, cutoff, left_over
from network.siting.exact.vertex_substitution import Chosen, total
from network.siting.rules import Rules

_CLIMB_STEPS = 1_500
_FEW_SITES = 30
"""Up to so many hubs, splitting by site beats the engine; with more, the engine's relaxation is nearly whole by itself."""
_FEW_PAIRS = 3_600
"""Up to so many pairs of village and site left by the prices, the engine is done before splitting is (measured)."""
_NODES = 600


def least_total(
    cost: NDArray[np.float64], rules: Rules, start: Chosen, monitor: SearchMonitor, *, step: float = 0.0
) -> tuple[Chosen, float]:
    """Find the set whose total is least.

    Minimise ``sum c_ij x_ij`` subject to ``sum_j x_ij = 1`` for every village i, ``x_ij <= y_j``, y whole and within the
    rules; x needs no whole numbers, because with y given every village goes to its cheapest site.

    Parameters
    ----------
    cost
        Villages × sites; infinite where there is no way. Some set within the rules serves everyone.
    rules
        What the set must keep.
    start
        A set within the rules.
    monitor
        Receives values and bounds.
    step
        No two totals are nearer than this (1 where all costs are whole numbers).

    Returns
    -------
    array of bool, float
        The best set found and a bound; equal to its total when proven.
    """
    upper = total(cost, start)
    prices, better = climb(cost, rules, upper, monitor, Climb(_CLIMB_STEPS, step=step))
    best = start if better is None else better
    upper = total(cost, best)
    monitor.report(value=upper)
    if prices.bound >= cutoff(upper, step):
        return best, upper
    if monitor.over():
        return best, prices.bound
    bound = prices.bound
    left = left_over(cost, rules, prices, cutoff(upper, step))
    if rules.most <= _FEW_SITES and left.pairs.sum() > _FEW_PAIRS:
        own = Prices(prices.bound, prices.village, prices.rule, prices.site[left.kept])
        searched = branch(cost, rules, Node(left.kept, left.opened, own), best, monitor, Effort(_NODES, step))
        best, bound, upper = searched.best, searched.bound, total(cost, searched.best)
        if searched.finished or monitor.over():
            return best, bound
        left = left_over(cost, rules, prices, cutoff(upper, step))
    return _by_engine(cost, rules, left, best, monitor, Effort(0, step, bound))


def _by_engine(
    cost: NDArray[np.float64], rules: Rules, left: Left, best: Chosen, monitor: SearchMonitor, known: Effort
) -> tuple[Chosen, float]:
    """Hand what is left to the engine; what was left out costs at least the cutoff."""
    upper = total(cost, best)
    limit = cutoff(upper, known.step)
    if not left.pairs.any(axis=1).all() or left.opened.sum() > rules.most:
        return best, upper
    own = rules.restricted(left.kept, left.opened)
    outcome = minimise(median_model(cost[:, left.kept], left.pairs[:, left.kept], own), monitor, step=known.step)
    if outcome.solution is not None:
        chosen = np.zeros_like(best)
        chosen[np.flatnonzero(left.kept)] = outcome.solution[: own.sites] > 0.5
        if total(cost, chosen) < upper:
            best, upper = chosen, total(cost, chosen)
            monitor.report(value=upper)
    if outcome.status != "stopped":
        return best, upper
    return best, min(upper, max(known.bound, min(outcome.bound, limit)))


def median_model(cost: NDArray[np.float64], pairs: NDArray[np.bool_], rules: Rules) -> Model:
    """Write the model over the allowed pairs: first the sites, then the pairs in the order of villages."""
    villages, sites = np.nonzero(pairs)
    count, number = len(villages), rules.sites
    at = np.arange(count)
    served = coo_array((np.ones(count), (villages, number + at)), shape=(len(cost), number + count))
    tied = coo_array(
        (np.concatenate([np.ones(count), -np.ones(count)]), (np.tile(at, 2), np.concatenate([number + at, sites]))),
        shape=(count, number + count),
    )
    on_sites, low, high = rules.as_rows()
    on_sites = csr_array((on_sites.data, on_sites.indices, on_sites.indptr), shape=(len(low), number + count))
    return Model(
        cost=np.concatenate([np.zeros(number), cost[villages, sites]]),
        lower=np.concatenate([rules.fixed.astype(float), np.zeros(count)]),
        upper=np.ones(number + count),
        whole=np.arange(number + count) < number,
        rows=csr_array(vstack([on_sites, served, tied])),
        low=np.concatenate([low, np.ones(len(cost)), np.full(count, -np.inf)]),
        high=np.concatenate([high, np.ones(len(cost)), np.zeros(count)]),
    )
