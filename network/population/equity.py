"""How evenly the ways are shared out: the worst-off village, people beyond limits, the Gini coefficient, gainers and losers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray


@dataclass(frozen=True)
class Equity:
    """How far the ways of a choice of hubs lie apart.

    Parameters
    ----------
    mean_min
        Mean minutes of the people who have a way; infinite when nobody has.
    worst_village, worst_min
        The inhabited village with the longest way (the first by id of equals), and its minutes; None and infinite when
        nobody has a way.
    gini
        Of the people's minutes: 0 when all need equally long, towards 1 when few need nearly all.
    beyond
        Persons who need longer than each limit, those without a way included.
    unreached_persons
        Persons without a way.
    """

    mean_min: float
    worst_village: str | None
    worst_min: float
    gini: float
    beyond: dict[float, float]
    unreached_persons: float


def equity(minutes: pd.Series, weights: pd.Series, limits_min: Sequence[float]) -> Equity:
    """Measure how evenly minutes are shared out among people.

    Parameters
    ----------
    minutes
        To its own hub by village; infinite where there is no way.
    weights
        Persons by village.
    limits_min
        For the people beyond.

    Examples
    --------
    >>> found = equity(pd.Series({"v1": 10.0, "v2": 40.0}), pd.Series({"v1": 30.0, "v2": 10.0}), [30.0])
    >>> found.worst_village, found.beyond, round(found.gini, 3)
    ('v2', {30.0: 10.0}, 0.321)
    """
    ordered = minutes.sort_index()
    ways = ordered.to_numpy(dtype=np.float64)
    persons = weights.reindex(ordered.index).to_numpy(dtype=np.float64)
    served = np.isfinite(ways) & (persons > 0)
    beyond = {limit: float(persons[ways > limit].sum()) for limit in limits_min}
    lost = float(persons[~np.isfinite(ways)].sum())
    if not served.any():
        return Equity(float("inf"), None, float("inf"), 0.0, beyond, lost)
    worst = int(np.where(served, ways, -1.0).argmax())
    return Equity(
        mean_min=float(ways[served] @ persons[served] / persons[served].sum()),
        worst_village=str(ordered.index[worst]),
        worst_min=float(ways[worst]),
        gini=gini(ways[served], persons[served]),
        beyond=beyond,
        unreached_persons=lost,
    )


def gini(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Compute the Gini coefficient of values that persons have: mean difference of two of them, over twice the mean.

    Examples
    --------
    >>> gini(np.array([5.0, 5.0]), np.array([1.0, 9.0])), gini(np.array([0.0, 10.0]), np.array([1.0, 1.0]))
    (0.0, 0.5)
    """
    order = np.argsort(values, kind="stable")
    value, weight = values[order], weights[order]
    total = float(value @ weight)
    if total == 0:
        return 0.0
    share = np.cumsum(weight) / weight.sum()
    reached = np.cumsum(value * weight) / total
    before_share, before_reached = np.append(0.0, share[:-1]), np.append(0.0, reached[:-1])
    return float(1.0 - ((share - before_share) * (reached + before_reached)).sum()) + 0.0


def gainers_and_losers(before: pd.Series, after: pd.Series, least_min: float) -> tuple[pd.Series, pd.Series]:
    """Say for which villages the way becomes shorter, and for which longer.

    Parameters
    ----------
    before, after
        Minutes by village; infinite where there is no way.
    least_min
        Smaller changes are none.

    Returns
    -------
    pandas.Series, pandas.Series
        Minutes gained and minutes lost by village, the largest first; infinite where a way appears or is lost.
    """
    # Without a way before and after nothing changes; inf - inf would be no number.
    both = np.isinf(before) & np.isinf(after)
    change = (before.where(~both, 0.0) - after.where(~both, 0.0)).sort_index()
    gains = change[change >= least_min].sort_values(ascending=False, kind="stable")
    losses = (-change[change <= -least_min]).sort_values(ascending=False, kind="stable")
    return gains, losses
