"""The shortest longest way (p-centre): bisection over the distances that occur, each decided by a covering problem.

Source: Minieka (1970); that a set of sites within distance T of everyone exists is a covering problem.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from network.search_monitor import SearchMonitor
from network.siting.exact.cover import covering_set
from network.siting.exact.vertex_substitution import Chosen, vertex_substitution
from network.siting.rules import Rules


def worst(minutes: NDArray[np.float64], chosen: Chosen) -> float:
    """Longest of the villages' shortest ways to the chosen sites."""
    return float(minutes[:, chosen].min(axis=1).max())


def shortest_longest(
    minutes: NDArray[np.float64], rules: Rules, start: Chosen, monitor: SearchMonitor
) -> tuple[Chosen, float]:
    """Find the set whose worst-off village has the shortest way.

    Parameters
    ----------
    minutes
        Villages × sites; infinite where there is no way.
    rules
        What the set must keep.
    start
        A set within the rules that serves every village.
    monitor
        Receives values and bounds.

    Returns
    -------
    array of bool, float
        The best set found, and a bound on its longest way.
    """
    steps = np.unique(minutes[np.isfinite(minutes)])
    best, upper = start, worst(minutes, start)
    monitor.report(value=upper)
    low = int(np.searchsorted(steps, minutes.min(axis=1).max()))
    high = int(np.searchsorted(steps, upper))
    monitor.report(bound=float(steps[low]))
    while low < high and not monitor.over():
        # Nearer to the upper end: the quick answer is usually right or nearly so.
        middle = high - 1 if high - low <= 2 else (low + 3 * high) // 4
        status, chosen, _ = covering_set(minutes <= steps[middle], rules, monitor)
        if chosen is not None:
            best, upper = chosen, worst(minutes, chosen)
            high = int(np.searchsorted(steps, upper))
            monitor.report(value=upper)
        elif status == "impossible":
            low = middle + 1
            monitor.report(bound=float(steps[low]))
        else:
            break
    return best, min(upper, float(steps[low]))


def quick_longest(
    minutes: NDArray[np.float64], rules: Rules, start: Chosen, monitor: SearchMonitor, *, turns: int, seed: int
) -> Chosen:
    """Bisect over the distances with the quick search for a covering set."""
    steps = np.unique(minutes[np.isfinite(minutes)])
    best = start
    low = int(np.searchsorted(steps, minutes.min(axis=1).max()))
    high = int(np.searchsorted(steps, worst(minutes, start)))
    while low < high and not monitor.over():
        middle = (low + high) // 2
        found = vertex_substitution(
            (minutes > steps[middle]).astype(float), rules, monitor, turns=turns, seed=seed, enough=0.0
        )
        reached = worst(minutes, found) if found is not None else np.inf
        if found is not None and reached <= steps[middle]:
            best, high = found, int(np.searchsorted(steps, reached))
        else:
            low = middle + 1
    return best
