"""The obvious systems: a spoke to each valley, or tours, all at equal headways; what a search begins from, so that it never ends below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.texts.clock import MINUTE_S
from network.bus_design.town.patterns import Pattern
from network.bus_design.town.runs import Run
from network.bus_design.town.tours import Calls

HEADWAYS_MIN = (60, 90, 120, 150, 180, 210, 240)
"""Between two departures of a spoke."""
_MOST_SPOKES = 12


def valleys(patterns: Sequence[Pattern], persons: NDArray[np.float64]) -> list[int]:
    """Take the spine with most people who are on none yet, over and over.

    Parameters
    ----------
    patterns
        Candidates; loops are left out.
    persons
        By stop.

    Returns
    -------
    list of int
        Positions of patterns; of those that reach as many people the shortest, until nobody is left.
    """
    left = persons.copy()
    chosen: list[int] = []
    spines = [k for k, pattern in enumerate(patterns) if not pattern.loop]
    while spines and len(chosen) < _MOST_SPOKES:
        best = max(spines, key=lambda k: (left[list(patterns[k].calls)].sum(), -patterns[k].run_s, -k))
        if left[list(patterns[best].calls)].sum() <= 0:
            break
        left[list(patterns[best].calls)] = 0.0
        chosen.append(best)
    return chosen


def spoke_systems(
    patterns: Sequence[Pattern], persons: NDArray[np.float64], starts_s: Sequence[int]
) -> Iterator[tuple[Run, ...]]:
    """Yield the runs of each number of spokes at each headway: every spoke leaves when the one before it has left for its share.

    Parameters
    ----------
    patterns
        Candidates.
    persons
        By stop.
    starts_s
        When runs may leave, in order; a departure takes the last of them that isn't later.
    """
    chosen = valleys(patterns, persons)
    for spokes in range(1, len(chosen) + 1):
        for headway in HEADWAYS_MIN:
            yield at_headway(chosen[:spokes], headway, starts_s)


def at_headway(chosen: Sequence[int], headway_min: float, starts_s: Sequence[int]) -> tuple[Run, ...]:
    """Return the runs of patterns that all leave at one headway, each when the one before it has left for its share.

    Parameters
    ----------
    chosen
        Positions of patterns.
    headway_min
        Minutes between two departures of a pattern.
    starts_s
        When runs may leave, in order; a departure takes the last of them that isn't later.
    """
    starts = np.asarray(starts_s, dtype=np.int64)
    apart_s = headway_min * MINUTE_S / len(chosen)
    planned = [
        (k, float(starts[0] + n * apart_s + turn * headway_min * MINUTE_S))
        for n, k in enumerate(chosen)
        for turn in range(1 + int((starts[-1] - starts[0] - n * apart_s) // (headway_min * MINUTE_S)))
    ]
    runs = {(k, int(starts[np.searchsorted(starts, time, side="right") - 1])) for k, time in planned}
    return tuple(sorted(runs, key=lambda run: (run[1], run[0])))


def tour_systems(
    patterns: Sequence[Pattern], sets: Sequence[tuple[Calls, ...]], starts_s: Sequence[int]
) -> Iterator[tuple[Run, ...]]:
    """Yield the runs of each set of tours, where all are candidates, at each headway.

    Parameters
    ----------
    patterns
        Candidates.
    sets
        As `network.bus_design.town.patterns.town_tours` returns them.
    starts_s
        When runs may leave, in order.
    """
    position = {pattern.calls: k for k, pattern in enumerate(patterns) if pattern.loop}
    for loops in sets:
        chosen = [position[calls] for calls in loops if calls in position]
        if len(chosen) == len(loops):
            for headway in HEADWAYS_MIN:
                yield at_headway(chosen, headway, starts_s)
