"""Covering exactly: the most people within reach (MCLP), and the fewest sites that reach everyone (LSCP)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack, vstack

from network.milp import Model, Status, minimise
from network.search_monitor import SearchMonitor
from network.siting.exact.vertex_substitution import Chosen
from network.siting.rules import Rules

Cover = NDArray[np.bool_]


def left_uncovered(
    cover: Cover, weights: NDArray[np.float64], rules: Rules, start: Chosen, monitor: SearchMonitor
) -> tuple[Chosen, float]:
    """Leave as few people uncovered as possible.

    Minimise ``sum w_i u_i`` subject to ``sum over sites that cover i of y_j + u_i >= 1``, y whole and within the rules.
    (Church and ReVelle 1974; u is whole by itself.)

    Parameters
    ----------
    cover
        Villages × sites.
    weights
        Persons.
    rules
        What the set must keep.
    start
        A set within the rules.
    monitor
        Receives persons not covered.

    Returns
    -------
    array of bool, float
        The best set found, and a bound on the persons not covered.
    """
    rows, weights = _merged(cover, weights)
    step = 1.0 if (weights == np.round(weights)).all() else 0.0
    upper = float(weights[~rows[:, start].any(axis=1)].sum())
    kept = _undominated(rows, rules)
    on_sites, low, high = rules.restricted(kept, np.zeros_like(kept)).as_rows()
    own = int(kept.sum())
    low[0] = min(low[0], float(own))
    villages = len(weights)
    beside = csr_array((len(low), villages))
    covers = hstack([csr_array(rows[:, kept].astype(float)), csr_array(np.eye(villages))])
    model = Model(
        cost=np.concatenate([np.zeros(own), weights]),
        lower=np.concatenate([rules.fixed[kept].astype(float), np.zeros(villages)]),
        upper=np.ones(own + villages),
        whole=np.arange(own + villages) < own,
        rows=csr_array(vstack([hstack([on_sites, beside]), covers])),
        low=np.concatenate([low, np.ones(villages)]),
        high=np.concatenate([high, np.full(villages, np.inf)]),
    )
    outcome = minimise(model, monitor, step=step)
    best = start
    if outcome.solution is not None:
        chosen = _filled(_widened(outcome.solution[:own] > 0.5, kept), rules)
        value = float(weights[~rows[:, chosen].any(axis=1)].sum())
        if value < upper:
            best, upper = chosen, value
            monitor.report(value=upper)
    if outcome.status == "proven":
        return best, upper
    return best, min(upper, max(0.0, outcome.bound))


def covering_set(cover: Cover, rules: Rules, monitor: SearchMonitor) -> tuple[Status, Chosen | None, float]:
    """Find the fewest sites that cover every village.

    Minimise ``sum y_j`` subject to ``sum over sites that cover i of y_j >= 1`` (Toregas et al. 1971), within the rules.

    Returns
    -------
    status, array of bool or None, float
        ``impossible`` when no set within the rules covers everyone; the best set met; a bound on their number.
    """
    if not cover.any(axis=1).all():
        return "impossible", None, np.inf
    kept = _undominated(cover, rules)
    rows = _hardest(cover[:, kept])
    own = rules.restricted(kept, np.zeros_like(kept))
    on_sites, low, high = own.as_rows()
    if rules.only_counted:
        low[0] = 0.0
    model = Model(
        cost=np.ones(own.sites),
        lower=own.fixed.astype(float),
        upper=np.ones(own.sites),
        whole=np.ones(own.sites, dtype=bool),
        rows=csr_array(vstack([on_sites, csr_array(rows.astype(float))])),
        low=np.concatenate([low, np.ones(len(rows))]),
        high=np.concatenate([high, np.full(len(rows), np.inf)]),
    )
    outcome = minimise(model, monitor, report=False, step=1.0)
    if outcome.solution is None:
        return outcome.status, None, outcome.bound
    chosen = _filled(_widened(outcome.solution > 0.5, kept), rules)
    return outcome.status, chosen, float(np.ceil(outcome.bound - 1e-6))


def _merged(cover: Cover, weights: NDArray[np.float64]) -> tuple[Cover, NDArray[np.float64]]:
    """Put villages that the same sites cover together."""
    rows, which = np.unique(cover, axis=0, return_inverse=True)
    return rows, np.bincount(which.ravel(), weights=weights, minlength=len(rows)).astype(np.float64)


def _undominated(cover: Cover, rules: Rules) -> NDArray[np.bool_]:
    """Leave out sites that cover nothing but what one other covers, where only their number counts."""
    if not rules.only_counted:
        return np.ones(cover.shape[1], dtype=bool)
    numbers = cover.astype(np.float32)
    both = numbers.T @ numbers
    size = np.diag(both)
    inside = both >= size[:, None]  # [a, b]: all that a covers, b covers too
    order = np.arange(len(size))
    better = inside & ((size[None, :] > size[:, None]) | (order[None, :] < order[:, None]))
    np.fill_diagonal(better, val=False)
    return np.asarray(~better.any(axis=1) | rules.fixed)


def _hardest(cover: Cover) -> Cover:
    """Leave out villages that are covered whenever some other village is."""
    rows = np.unique(cover, axis=0)
    numbers = rows.astype(np.float32)
    both = numbers @ numbers.T
    implied = both >= np.diag(both)[None, :]  # [a, b]: whoever covers b covers a
    np.fill_diagonal(implied, val=False)
    kept: Cover = rows[~implied.any(axis=1)]
    return kept


def _widened(chosen: Chosen, kept: NDArray[np.bool_]) -> Chosen:
    wide = np.zeros(len(kept), dtype=bool)
    wide[np.flatnonzero(kept)] = chosen
    return wide


def _filled(chosen: Chosen, rules: Rules) -> Chosen:
    """Add the first sites by id until there are as many as the rules want; more sites cover no less."""
    if rules.only_counted:
        missing = max(0, rules.fewest - int(chosen.sum()))
        chosen[np.flatnonzero(~chosen)[:missing]] = True
    return chosen
