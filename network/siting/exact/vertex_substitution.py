"""The quick answer: greedy choice, then exchange of one site at a time until no exchange helps.

Minimises ``sum over villages of min over chosen sites of cost`` under `Rules`. Total time is that with weight × minutes,
people not covered with weight × (0 or 1).

Sources: Teitz and Bart (1968); the evaluation of all exchanges at once follows Resende and Werneck (2007).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from network.search_monitor import SearchMonitor
from network.siting.rules import Rules

_NOTHING = 1e-9
"""Relative; a smaller gain is rounding."""

Chosen = NDArray[np.bool_]


def total(cost: NDArray[np.float64], chosen: Chosen) -> float:
    """Add up every village's least cost over the chosen sites."""
    return float(cost[:, chosen].min(axis=1).sum())


def vertex_substitution(
    cost: NDArray[np.float64], rules: Rules, monitor: SearchMonitor, *, turns: int, seed: int, enough: float = -np.inf
) -> Chosen | None:
    """Find a good set quickly.

    Parameters
    ----------
    cost
        Villages × sites, finite.
    rules
        What the set must keep.
    monitor
        Ends the search early.
    turns
        How many times the best set is shaken and improved again.
    seed
        Of the shaking.
    enough
        A total that needs no improvement.

    Returns
    -------
    array of bool or None
        By site; None when the greedy start finds no set that keeps the rules (which proves nothing).
    """
    start = greedy(cost, rules)
    if start is None:
        return None
    best = improved(cost, start, rules)
    least = total(cost, best)
    rng = np.random.default_rng(seed)
    for _ in range(turns):
        if least <= enough or monitor.over():
            break
        shaken = _shaken(best, rules, rng)
        if shaken is None:
            break
        candidate = improved(cost, shaken, rules)
        value = total(cost, candidate)
        if value < least - _NOTHING * abs(least):
            best, least = candidate, value
    return best


def greedy(cost: NDArray[np.float64], rules: Rules) -> Chosen | None:
    """Add the site that helps most until no more may be added; sites that the rules still miss come first."""
    chosen = rules.fixed.copy()
    worst = cost.max(axis=1)
    now = cost[:, chosen].min(axis=1) if chosen.any() else worst
    while True:
        used = rules.rows @ chosen
        missing = used > rules.limits + rules.slack()
        if chosen.sum() >= rules.most:
            break
        allowed = ~chosen
        if missing.any():
            allowed &= (rules.rows[missing] < 0).any(axis=0)
        after = used[:, None] + rules.rows
        allowed &= (after <= np.maximum(rules.limits + rules.slack(), used)[:, None]).all(axis=0)
        if not allowed.any():
            break
        gain = (now[:, None] - np.minimum(now[:, None], cost)).sum(axis=0)
        site = int(np.argmax(np.where(allowed, gain, -np.inf)))
        if gain[site] <= 0 and not missing.any() and chosen.any() and chosen.sum() >= rules.fewest:
            break
        chosen[site] = True
        now = np.minimum(now, cost[:, site])
    return chosen if bool(rules.keeps(chosen[None, :])[0]) else None


def improved(cost: NDArray[np.float64], chosen: Chosen, rules: Rules) -> Chosen:
    """Exchange, or add, the site that helps most, until none helps."""
    chosen = chosen.copy()
    if not chosen.any():
        return chosen
    while True:
        leaving, entering, gain, least = _best_exchange(cost, chosen, rules)
        if gain <= _NOTHING * max(1.0, abs(least)):
            return chosen
        chosen[entering] = True
        if leaving >= 0:
            chosen[leaving] = False


def _best_exchange(cost: NDArray[np.float64], chosen: Chosen, rules: Rules) -> tuple[int, int, float, float]:
    """Evaluate every exchange and every addition: the site that leaves (-1: none), that enters, the gain, the total now."""
    own = np.flatnonzero(chosen)
    mine = cost[:, own]
    villages = np.arange(len(cost))
    nearest = mine.argmin(axis=1)
    first = mine[villages, nearest]
    second = np.partition(mine, 1, axis=1)[:, 1] if len(own) > 1 else np.full(len(cost), np.inf)
    entry = np.maximum(first[:, None] - cost, 0.0).sum(axis=0)
    gain = np.full((len(own) + 1, cost.shape[1]), -np.inf)
    gain[-1] = entry
    # What a village saves if its own site leaves and this one comes, beyond what it saves anyway (never inf - inf).
    after = np.maximum(cost, first[:, None])
    # A sparse product: the dense one would wake threads for very little work.
    whose = csr_array((np.ones(len(cost)), (nearest, villages)), shape=(len(own), len(cost)))
    if len(own) > 1:
        loss = np.bincount(nearest, weights=second - first, minlength=len(own))
        gain[:-1] = entry - loss[:, None] + whose @ np.maximum(second[:, None] - after, 0.0)
    else:
        gain[0] = first.sum() - cost.sum(axis=0)
    gain[:, chosen] = -np.inf
    gain[:-1][rules.fixed[own]] = -np.inf
    if len(own) >= rules.most:
        gain[-1] = -np.inf
    if not rules.only_counted:
        gain[~_kept_after(chosen, own, rules)] = -np.inf
    best = int(gain.argmax())
    row, site = divmod(best, cost.shape[1])
    return int(own[row]) if row < len(own) else -1, site, float(gain[row, site]), float(first.sum())


def _kept_after(chosen: Chosen, own: NDArray[np.intp], rules: Rules) -> NDArray[np.bool_]:
    used = rules.rows @ chosen
    out = np.concatenate([rules.rows[:, own], np.zeros((len(used), 1))], axis=1)
    after = used[:, None, None] - out[:, :, None] + rules.rows[:, None, :]
    kept: NDArray[np.bool_] = (after <= (rules.limits + rules.slack())[:, None, None]).all(axis=0)
    return kept


def _shaken(chosen: Chosen, rules: Rules, rng: np.random.Generator) -> Chosen | None:
    """Exchange some sites at random; None when nothing can be exchanged."""
    free = np.flatnonzero(chosen & ~rules.fixed)
    others = np.flatnonzero(~chosen)
    if not len(free) or not len(others):
        return None
    number = min(len(free), len(others), 1 + int(rng.integers(max(1, min(len(free), 3 + len(free) // 10)))))
    for _ in range(5):
        shaken = chosen.copy()
        shaken[rng.choice(free, number, replace=False)] = False
        shaken[rng.choice(others, number, replace=False)] = True
        if bool(rules.keeps(shaken[None, :])[0]):
            return shaken
    return chosen
