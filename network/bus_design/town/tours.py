"""Tours through many stops: one way round all of them, cut into the loops that reach most people.

A tour over all stops is made by nearest neighbours and shortened by 2-opt (a stretch turned round) and or-opt (up to three stops moved
elsewhere). Cut: over the tour's order, at most L stretches that don't overlap, each driven from the hub and back within the longest run;
V(j, l) = max(V(j − 1, l), max over i with a stretch i … j in time of V(i − 1, l − 1) + persons i … j), solved exactly, ties by less driving
(route first, cluster second: Beasley 1983, Prins 2004).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Calls = tuple[int, ...]
"""Positions of a town's stops in the order of calls, the hub left out."""

_MOST_LOOPS = 6
_MOVED = 3
_SAME = 1e-9


def tour_sets(
    drive: NDArray[np.float64], persons: NDArray[np.float64], call_min: float, longest_min: float
) -> list[tuple[Calls, ...]]:
    """Return for each number of loops those that reach most people.

    Parameters
    ----------
    drive
        (hub and stops) × (hub and stops), minutes of a bus; ``inf`` where no road leads.
    persons
        By stop; stops without anybody are passed by.
    call_min
        What a call takes.
    longest_min
        A loop is back within.

    Returns
    -------
    list of tuple
        Of one loop, two, … until one more reaches nobody else.

    Examples
    --------
    Four stops on a ring around the hub, a minute apart: one loop within six minutes passes by all of them.

    >>> places = np.array([0, 1, 1j, -1, -1j])
    >>> ring = np.ceil(abs(places[:, None] - places[None, :]) / 1.5)
    >>> tour_sets(ring, np.ones(4), 0.0, 6.0)
    [((0, 1, 2, 3),)]
    """
    ends = [k for k in np.flatnonzero(persons > 0).tolist() if np.isfinite(drive[0, k + 1] + drive[k + 1, 0])]
    order = _shortened(_nearest_first(drive, ends), np.minimum(drive, drive.T))
    best = _cut(drive, persons, order, call_min, longest_min)
    return [loops for n, loops in enumerate(best) if loops and (n == 0 or loops != best[n - 1])]


def _nearest_first(drive: NDArray[np.float64], ends: Sequence[int]) -> list[int]:
    left, order = list(ends), [-1]
    while left:
        order.append(min(left, key=lambda k: (drive[order[-1] + 1, k + 1], k)))
        left.remove(order[-1])
    return order[1:]


def _shortened(order: list[int], apart: NDArray[np.float64]) -> list[int]:
    """Turn stretches round and move stops while the tour gets shorter."""
    tour = np.array([0, *(k + 1 for k in order), 0], dtype=np.intp)
    while True:
        shorter = _turned(tour, apart)
        if shorter is None:
            shorter = _moved(tour, apart)
        if shorter is None:
            return [int(k) - 1 for k in tour[1:-1]]
        tour = shorter


def _turned(tour: NDArray[np.intp], apart: NDArray[np.float64]) -> NDArray[np.intp] | None:
    """Turn round the stretch that saves most; None where none does."""
    a, b = tour[:-1], tour[1:]
    steps = apart[a, b]
    with np.errstate(invalid="ignore"):
        change = apart[np.ix_(a, a)] + apart[np.ix_(b, b)] - steps[:, None] - steps[None, :]
    change = np.where(np.triu(np.ones_like(change, dtype=bool), 2), np.nan_to_num(change, nan=np.inf), np.inf)
    i, j = np.unravel_index(int(np.argmin(change)), change.shape)
    if not change[i, j] < -_SAME:
        return None
    return np.concatenate([tour[: i + 1], tour[i + 1 : j + 1][::-1], tour[j + 1 :]])


def _moved(tour: NDArray[np.intp], apart: NDArray[np.float64]) -> NDArray[np.intp] | None:
    """Move up to three neighbours to where they save most, either way round; None where nothing is saved."""
    best, found = -_SAME, None
    for size in range(1, _MOVED + 1):
        for at in range(1, len(tour) - size):
            part, rest = tour[at : at + size], np.concatenate([tour[:at], tour[at + size :]])
            saved = (
                apart[tour[at - 1], part[0]] + apart[part[-1], tour[at + size]] - apart[tour[at - 1], tour[at + size]]
            )
            a, b = rest[:-1], rest[1:]
            for turned in (part, part[::-1]):
                change = apart[a, turned[0]] + apart[turned[-1], b] - apart[a, b] - saved
                place = int(np.argmin(change))
                if change[place] < best - _SAME:
                    best, found = float(change[place]), np.concatenate([rest[: place + 1], turned, rest[place + 1 :]])
    return found


def _cut(
    drive: NDArray[np.float64], persons: NDArray[np.float64], order: Sequence[int], call_min: float, longest_min: float
) -> list[tuple[Calls, ...]]:
    """Cut the order of a tour into at most one, two, … loops that reach most people."""
    size = len(order)
    at = np.array([k + 1 for k in order], dtype=np.intp)
    along = np.concatenate([[0.0], np.cumsum(drive[at[:-1], at[1:]])]) if size else np.zeros(0)
    people = np.concatenate([[0.0], np.cumsum(persons[list(order)])])
    # Best so far over the first j stops: people, −minutes, the cuts.
    before: list[tuple[float, float, tuple[tuple[int, int], ...]]] = [(0.0, 0.0, ())] * (size + 1)
    sets: list[tuple[Calls, ...]] = []
    for _ in range(_MOST_LOOPS):
        now = [(0.0, 0.0, before[0][2])]
        for j in range(size):
            best = max(now[j], before[j + 1], key=lambda one: (round(one[0], 6), one[1]))
            for i in range(j, -1, -1):
                driven = drive[0, at[i]] + along[j] - along[i] + drive[at[j], 0]
                minutes = driven + call_min * (j - i + 2)
                if along[j] - along[i] + call_min * (j - i) > longest_min:
                    break
                if minutes <= longest_min:
                    reached, spent, cuts = before[i]
                    tried = reached + people[j + 1] - people[i], spent - minutes, (*cuts, (i, j))
                    best = max(best, tried, key=lambda one: (round(one[0], 6), one[1]))
            now.append(best)
        before = now
        sets.append(tuple(tuple(order[i : j + 1]) for i, j in now[-1][2]))
    return sets
