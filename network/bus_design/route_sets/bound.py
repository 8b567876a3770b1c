"""A lower bound of the mean travel time: whoever isn't carried directly rides the shortest way and changes once.

Symbols: routes p of the pool, rides j (from, to) with weight w_j, shortest way s_j, penalty of a change c, time t_pj of p for j.
Variables: x_p ∈ {0, 1} (p is in the set), q_jl ∈ [0, 1] (no chosen route carries j within its l-th time).

min Σ_j w_j [ s_j + Σ_l (t_j,l+1 − t_jl) q_jl ]   (t_jl: the distinct times below s_j + c, ascending, from s_j; then s_j + c)
subject to  Σ_{p: t_pj ≤ t_jl} x_p + q_jl ≥ 1 for every j, l;  Σ_p x_p ≤ R.

Every real set costs at least this: a ride that changes takes s_j + c or more. So the least of it bounds every set of R routes
of the pool from below; where the pool holds all simple paths, every set whatsoever.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from network.bus_design.route_sets.evaluation import TickedNetwork
from network.bus_design.route_sets.pool import RoutePool
from network.milp import Model, minimise
from network.search_monitor import SearchMonitor


def shortest_bound(base: TickedNetwork) -> float:
    """Return the person-ticks if everybody rode the shortest way without a change; holds for every set of routes."""
    one, other = base.pairs
    return float(base.weight @ base.shortest[one, other].astype(np.float64))


def surrogate_bound(base: TickedNetwork, pool: RoutePool, routes: int, monitor: SearchMonitor) -> tuple[float, bool]:
    """Bound the person-ticks of every set of so many routes of the pool from below.

    Returns
    -------
    tuple of float, bool
        The bound, and whether the surrogate was solved to its end (else the bound is what was proven when time was over).
    """
    model, constant = surrogate(base, pool, routes)
    outcome = minimise(model, monitor, report=False, step=1.0)
    bound = constant + (outcome.bound if np.isfinite(outcome.bound) else 0.0)
    return max(shortest_bound(base), float(np.ceil(bound - 1e-6))), outcome.status == "proven"


def surrogate(base: TickedNetwork, pool: RoutePool, routes: int) -> tuple[Model, float]:
    """Write the surrogate down; the constant is Σ w s, which its objective leaves out."""
    one, other = base.pairs
    times = pool.direct[one, other, :].astype(np.int64)
    shortest = base.shortest[one, other].astype(np.int64)
    least = np.minimum(shortest, times.min(axis=1))
    columns: list[np.ndarray] = []
    costs: list[float] = []
    for ride, weight in enumerate(base.weight):
        last = least[ride] + base.transfer
        within = np.unique(np.append(times[ride][times[ride] < last], least[ride]))
        for level, following in zip(within, [*within[1:], last], strict=True):
            columns.append(np.flatnonzero(times[ride] <= level))
            costs.append(float(weight * (following - level)))
    candidates, levels = len(pool.routes), len(costs)
    columns = [np.append(routed, candidates + row) for row, routed in enumerate(columns)] + [np.arange(candidates)]
    starts = np.concatenate(([0], np.cumsum([len(row) for row in columns])))
    indices = np.concatenate(columns)
    rows = csr_array((np.ones(len(indices)), indices, starts), shape=(levels + 1, candidates + levels))
    model = Model(
        cost=np.concatenate([np.zeros(candidates), costs]),
        lower=np.zeros(candidates + levels),
        upper=np.ones(candidates + levels),
        whole=np.arange(candidates + levels) < candidates,
        rows=rows,
        low=np.append(np.ones(levels), 0.0),
        high=np.append(np.full(levels, np.inf), float(routes)),
    )
    return model, float(base.weight @ least)
