"""A lower bound for the least total, and which sites and pairs cannot belong to anything better.

Minimise ``sum c_ij x_ij`` with ``sum_j x_ij = 1``, ``x_ij <= y_j``, rules on y. With a price λ_i for serving village i and a
price ν_k >= 0 for linear rule k ("a_k y <= b_k"), every choice costs at least

    L(λ, ν) = sum_i λ_i - sum_k ν_k b_k + min over y of sum_j ρ_j y_j,    ρ_j = sum_i min(0, c_ij - λ_i) + sum_k ν_k a_kj

where the minimum just takes the smallest ρ_j. The prices climb along the subgradient (Held, Wolfe and Crowder 1974); what
remains between L and the best known total decides which y_j and x_ij can be fixed (Beasley 1993).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from network.search_monitor import SearchMonitor
from network.siting.exact.vertex_substitution import Chosen, improved, total
from network.siting.rules import Rules

_PATIENCE = 12
_LEAST_PACE = 1e-4


@dataclass(frozen=True, eq=False)
class Prices:
    """The best bound found and what belongs to it.

    Parameters
    ----------
    bound
        No choice costs less.
    village
        λ, by village.
    rule
        ν, by linear rule.
    site
        ρ, by site.
    """

    bound: float
    village: NDArray[np.float64]
    rule: NDArray[np.float64]
    site: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Climb:
    """How to climb.

    Parameters
    ----------
    steps
        At most so many.
    pace
        Share of the distance to the best total that the first steps take; halved when they no longer help.
    step
        No two totals are nearer than this.
    start
        Prices to begin from.
    whole
        Whether the bound holds for the whole search, so that the listener may be told.
    """

    steps: int
    pace: float = 1.5
    step: float = 0.0
    start: Prices | None = None
    whole: bool = True


@dataclass(frozen=True, eq=False)
class Left:
    """What may still belong to a better choice.

    Parameters
    ----------
    kept, opened
        By site: may be chosen; must be chosen.
    pairs
        Villages × sites: the village may go there.
    """

    kept: NDArray[np.bool_]
    opened: NDArray[np.bool_]
    pairs: NDArray[np.bool_]


def climb(
    cost: NDArray[np.float64], rules: Rules, upper: float, monitor: SearchMonitor, way: Climb
) -> tuple[Prices, Chosen | None]:
    """Raise the bound by subgradient steps, and look for better choices on the way.

    Parameters
    ----------
    cost
        Villages × sites; infinite where there is no way.
    rules
        What a choice must keep.
    upper
        Total of the best choice known.
    monitor
        Receives better bounds, and ends the climb.
    way
        From where, how far and how carefully.

    Returns
    -------
    Prices, array of bool
        The best bound with its prices, and the best choice below `upper`, if one was met.
    """
    best: Chosen | None = None
    village, price = (way.start.village, way.start.rule) if way.start is not None else _first_prices(cost, rules)
    found = Prices(-np.inf, village, price, np.zeros(cost.shape[1]))
    pace, waited, seen = way.pace, 0, set[bytes]()
    for _ in range(way.steps):
        saving = np.minimum(cost - village[:, None], 0.0)
        site = saving.sum(axis=0) + price @ rules.rows
        taken = cheapest(site, rules)
        bound = float(village.sum() - price @ rules.limits + site[taken].sum())
        if bound > found.bound + 1e-12 * abs(bound):
            waited = 0 if bound > found.bound + 1e-6 * abs(upper) else waited + 1
            found = Prices(bound, village, price, site)
            if way.whole:
                monitor.report(bound=bound)
        else:
            waited += 1
        if waited >= _PATIENCE:
            pace, waited = pace / 2, 0
        better = _tried(cost, taken, rules, upper, seen)
        if better is not None:
            best, upper = better, total(cost, better)
        if found.bound >= cutoff(upper, way.step) or pace < _LEAST_PACE or monitor.over():
            break
        slope = 1.0 - (saving[:, taken] < 0).sum(axis=1)
        rule_slope = rules.rows @ taken - rules.limits
        length = float(slope @ slope + rule_slope @ rule_slope)
        if length == 0:
            break
        stride = pace * max(upper - bound, 1e-9 * abs(upper)) / length
        village = village + stride * slope
        price = np.maximum(0.0, price + stride * rule_slope)
    return found, best


def _first_prices(cost: NDArray[np.float64], rules: Rules) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Begin where every village pays what its second-best site costs."""
    finite = np.where(np.isfinite(cost), cost, 2 * cost[np.isfinite(cost)].max() + 1)
    rank = min(1, cost.shape[1] - 1)
    return np.partition(finite, rank, axis=1)[:, rank], np.zeros(len(rules.limits))


def cheapest(site: NDArray[np.float64], rules: Rules) -> Chosen:
    """Take the sites of smallest ρ, as many as the count allows and as pays."""
    taken = rules.fixed.copy()
    room, need = rules.most - int(taken.sum()), rules.fewest - int(taken.sum())
    order = np.argsort(np.where(taken, np.inf, site), kind="stable")[:room]
    pays = (site[order] < 0) | (np.arange(len(order)) < need)
    taken[order[pays]] = True
    return taken


def cutoff(upper: float, step: float) -> float:
    """Say from which bound on nothing better than `upper` can exist."""
    return upper - max(1e-9 * abs(upper), 0.999 * step)


def left_over(cost: NDArray[np.float64], rules: Rules, prices: Prices, limit: float) -> Left:
    """Leave out every site and pair whose use would cost more than `limit`, by the bound.

    Parameters
    ----------
    cost, rules
        As `climb` takes them.
    prices
        From `climb`.
    limit
        From `cutoff`: nothing at or above is wanted.
    """
    site, taken = prices.site, cheapest(prices.site, rules)
    free = taken & ~rules.fixed
    count = int(taken.sum())
    last = float(site[free].max()) if free.any() else np.inf
    # One more site may push out the dearest taken one, or only add itself where the count leaves room.
    if count < rules.most and (count > rules.fewest or not free.any() or last <= 0):
        entering = np.maximum(site, 0.0)
    else:
        entering = site - last if free.any() else np.full_like(site, np.inf)
    entering = np.where(taken, 0.0, entering)
    others = site[~taken]
    following = float(others.min()) if len(others) else np.inf
    leaving = (min(following, 0.0) if count > rules.fewest else following) - site
    kept = rules.fixed | (prices.bound + entering < limit)
    opened = rules.fixed | (taken & (prices.bound + leaving >= limit))
    extra = np.maximum(cost - prices.village[:, None], 0.0) + entering[None, :]
    pairs = np.isfinite(cost) & (prices.bound + extra < limit) & kept[None, :]
    return Left(kept, opened, pairs)


def _tried(cost: NDArray[np.float64], taken: Chosen, rules: Rules, upper: float, seen: set[bytes]) -> Chosen | None:
    """Improve the choice that the prices suggest, once each; give it when it is better than what is known."""
    key = taken.tobytes()
    if key in seen or not taken.any():
        return None
    if not (rules.only_counted or bool(rules.keeps(taken[None, :])[0])):
        return None
    seen.add(key)
    value = total(cost, taken)
    if value > upper * 1.01 + 1e-9:
        return taken if value < upper else None
    better = improved(cost, taken, rules) if np.isfinite(cost).all() else taken
    return better if total(cost, better) < upper * (1 - 1e-12) else None
