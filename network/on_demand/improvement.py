"""Shorter tours for the same rides: a ride moves, two change places, some leave together and come back elsewhere.

Nobody who was taken is put out. Sources: Ropke and Pisinger (2006) for removal and insertion in large neighbourhoods.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np

from network.on_demand.insertion import Tours, cheapest_insertion, take, total_cost
from network.on_demand.tour import Clock

_SAME_S = 1e-6
_PASSES = 20
_LARGEST_SHARE = 0.4
_WARMTH = 0.05
"""At first a tour that is longer by this share is still tried, with a chance of a third; less and less later."""


def without(clock: Clock, tours: Tours, rides: set[int]) -> Tours | None:
    """Take rides out of tours; None where what is left cannot be driven (the way past a stop may be no way at all)."""
    fewer = [tuple(stop for stop in stops if stop // 2 not in rides) for stops in tours]
    changed = (k for k, (old, new) in enumerate(zip(tours, fewer, strict=True)) if old != new)
    return fewer if all(clock.times(k, fewer[k]) is not None for k in changed) else None


def tidied(clock: Clock, tours: Tours) -> Tours:
    """Move every ride once to where it costs least."""
    return relocated(clock, tours, passes=1)


def relocated(clock: Clock, tours: Tours, *, passes: int = _PASSES) -> Tours:
    """Move one ride after another to where it costs least, until no move helps or all were moved so many times."""
    best, cost = tours, total_cost(clock, tours)
    for _ in range(passes):
        moving = False
        for ride in _aboard(best):
            fewer = without(clock, best, {ride})
            if fewer is None:
                continue
            room = cost - total_cost(clock, fewer) - _SAME_S
            moved = cheapest_insertion(clock, fewer, ride, below=room)
            if moved is not None:
                best, cost, moving = moved, total_cost(clock, moved), True
        if not moving:
            break
    return best


def exchanged(clock: Clock, tours: Tours) -> Tours:
    """Let two rides of different tours change places wherever that saves driving; one pass."""
    best, cost = tours, total_cost(clock, tours)
    for one, other in itertools.combinations(_aboard(tours), 2):
        home = {stop // 2: k for k, stops in enumerate(best) for stop in stops}
        if home[one] == home[other]:
            continue
        swapped = without(clock, best, {one, other})
        for ride, shift in ((one, home[other]), (other, home[one])):
            if swapped is not None:
                swapped = cheapest_insertion(clock, swapped, ride, only=shift)
        if swapped is not None and total_cost(clock, swapped) < cost - _SAME_S:
            best, cost = swapped, total_cost(clock, swapped)
    return best


def _aboard(tours: Tours) -> list[int]:
    return sorted({stop // 2 for stops in tours for stop in stops})


def improved(clock: Clock, tours: Tours, refused: Sequence[Sequence[int]], *, rounds: int, seed: int) -> Tours:
    """Make tours shorter and find room for who was refused: moves and exchanges, then removal of rides and insertion anew.

    Parameters
    ----------
    clock
        Of the day, with what was promised.
    tours
        To begin with; every ride stays in.
    refused
        Rides of the bookings that were not taken, by booking.
    rounds
        Of removal and insertion.
    seed
        Decides what is removed.

    Returns
    -------
    list of tours
        With as many rides or more; never longer than the given ones where it is as many.
    """
    best = exchanged(clock, relocated(clock, tours))
    best, refused = _more(clock, best, refused)
    now, cost = best, total_cost(clock, best)
    rng = np.random.default_rng(seed)
    for round_ in range(rounds):
        rides = _aboard(now)
        if len(rides) < 2:
            break
        gone = _near(clock, rides, int(rng.integers(2, max(3, int(_LARGEST_SHARE * len(rides)) + 1))), rng)
        again = rng.permutation(gone).tolist()
        candidate = without(clock, now, set(gone))
        candidate = take(clock, candidate, again, cheapest_insertion) if candidate is not None else None
        if candidate is None:
            continue
        candidate, fewer = _more(clock, candidate, refused)
        value = total_cost(clock, candidate)
        if len(fewer) < len(refused):
            best = now = relocated(clock, candidate)
            cost, refused = total_cost(clock, best), fewer
            continue
        warmth = max(_WARMTH * cost * (1 - round_ / rounds), _SAME_S)
        if value < cost - _SAME_S or rng.random() < math.exp(min(0.0, (cost - value) / warmth)):
            now, cost = candidate, value
        if value < total_cost(clock, best) - _SAME_S:
            best = now = relocated(clock, candidate)
            cost = total_cost(clock, best)
    return best


def _more(clock: Clock, tours: Tours, refused: Sequence[Sequence[int]]) -> tuple[Tours, Sequence[Sequence[int]]]:
    """Take whoever of the refused fits now, in the order of the calls."""
    left = []
    for rides in refused:
        longer = take(clock, tours, rides, cheapest_insertion)
        if longer is None:
            left.append(rides)
        else:
            tours = longer
    return tours, left


def _near(clock: Clock, rides: list[int], number: int, rng: np.random.Generator) -> list[int]:
    """Choose a ride and others near it, the nearer the likelier."""
    first = int(rng.choice(rides))
    apart = sorted(rides, key=lambda ride: (_apart(clock, first, ride) * rng.uniform(0.5, 2.0), ride))
    return [first, *[ride for ride in apart if ride != first][: number - 1]]


def _apart(clock: Clock, one: int, other: int) -> float:
    """Driving between the ends of two rides."""
    drive, place = clock.drive, clock.place
    return drive[place[2 * one]][place[2 * other]] + drive[place[2 * one + 1]][place[2 * other + 1]]
