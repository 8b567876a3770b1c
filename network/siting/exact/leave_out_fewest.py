"""When the hubs that may be chosen cannot serve every village: leave the fewest people out, then do best for the others.

Only on networks in several pieces, or where some sites are reached by few. Which villages share the same sites is one class
c with W_c persons; z_c = 1 leaves the class out:

    minimise   objective    subject to  sum_j x_ij + z_c(i) = 1,  x_ij <= y_j,  sum_c W_c z_c <= least,  y, z whole, rules on y

with ``sum w_i d_ij x_ij`` or the longest way as objective.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, hstack, vstack

from network.milp import Model, minimise
from network.search_monitor import SearchMonitor
from network.siting.exact.median import median_model
from network.siting.exact.vertex_substitution import Chosen
from network.siting.rules import Rules

_ROUNDING = 1e-6


def least_when_some_are_lost(
    minutes: NDArray[np.float64],
    persons: NDArray[np.float64],
    rules: Rules,
    lost: float,
    monitor: SearchMonitor,
    *,
    longest: bool = False,
) -> tuple[Chosen | None, float]:
    """Find the best set among those that leave only so many people without a way.

    Parameters
    ----------
    minutes
        Villages × sites; infinite where there is no way.
    persons
        By village: weights of the total, and who is counted when people are left out.
    rules
        What the set must keep.
    lost
        Persons without a way, the least possible.
    monitor
        Gives the time.
    longest
        Whether the longest way is to be short, rather than the total.

    Returns
    -------
    array of bool or None, float
        The best set, or None when time was over before one was met; and a bound on the objective.
    """
    reach = np.isfinite(minutes)
    classes, which = np.unique(reach, axis=0, return_inverse=True)
    which = which.ravel()
    own = np.bincount(which, weights=persons, minlength=len(classes))
    ways = np.where(reach, minutes, 0.0)
    base = median_model(ways * persons[:, None], reach, rules)
    sites, villages, number = rules.sites, len(minutes), len(classes)
    old = base.rows.shape[1]
    served_at = len(base.low) - int(reach.sum()) - villages
    beside = coo_array(
        (np.ones(villages), (served_at + np.arange(villages), which)), shape=(base.rows.shape[0], number)
    )
    rows = [hstack([base.rows, beside]), hstack([csr_array((1, old)), csr_array(own[None, :])])]
    cost = np.concatenate([base.cost, np.zeros(number)])
    low, high = np.append(base.low, -np.inf), np.append(base.high, lost + _ROUNDING * max(1.0, lost))
    whole = np.concatenate([base.whole, np.ones(number, dtype=bool)])
    if longest:
        at, to = np.nonzero(reach)
        way = coo_array((minutes[at, to], (at, sites + np.arange(len(at)))), shape=(villages, old + number))
        rows = [hstack([block, csr_array((block.shape[0], 1))]) for block in rows]
        rows.append(hstack([way, csr_array(-np.ones((villages, 1)))]))
        cost = np.append(np.zeros(old + number), 1.0)
        low, high = np.append(low, np.full(villages, -np.inf)), np.append(high, np.zeros(villages))
        whole = np.append(whole, values=False)
    extra = len(cost) - old
    longest_way = float(minutes[reach].max())
    model = Model(
        cost=cost,
        lower=np.concatenate([base.lower, np.zeros(extra)]),
        upper=np.concatenate([base.upper, np.ones(number), np.full(extra - number, longest_way)]),
        whole=whole,
        rows=csr_array(vstack(rows)),
        low=low,
        high=high,
    )
    outcome = minimise(model, monitor)
    if outcome.solution is None:
        return None, outcome.bound
    return outcome.solution[:sites] > 0.5, outcome.bound
