"""Small random towns, and their best sets found by looking at every one, with plain loops."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from network.siting.rules import Rules


def counted(sites: int, fewest: int, most: int, fixed: tuple[int, ...] = ()) -> Rules:
    """Rules about nothing but the number of sites."""
    held = np.zeros(sites, dtype=bool)
    held[list(fixed)] = True
    return Rules(fewest, most, held, np.zeros((0, sites)), np.zeros(0))


def budgeted(costs: tuple[float, ...], budget: float) -> Rules:
    """Rules of money: any number of sites that cost no more than this."""
    sites = len(costs)
    return Rules(1, sites, np.zeros(sites, dtype=bool), np.array([costs]), np.array([budget]))


def town(seed: int, villages: int = 9, sites: int = 7) -> NDArray[np.float64]:
    """Whole minutes of every village to every site."""
    return np.random.default_rng(seed).integers(1, 60, (villages, sites)).astype(float)


def sets_within(rules: Rules) -> list[NDArray[np.bool_]]:
    """Every set within the rules, found without asking them: smaller ones first, then by id."""
    found = []
    for size in range(max(1, rules.fewest), rules.most + 1):
        for pick in combinations(range(rules.sites), size):
            dear = any(
                sum(row[j] for j in pick) > limit + 1e-9 for row, limit in zip(rules.rows, rules.limits, strict=True)
            )
            if not dear and {int(j) for j in np.flatnonzero(rules.fixed)} <= set(pick):
                found.append(as_chosen(rules.sites, *pick))
    return found


def as_chosen(sites: int, *pick: int) -> NDArray[np.bool_]:
    """A set by the positions of its sites."""
    chosen = np.zeros(sites, dtype=bool)
    chosen[list(pick)] = True
    return chosen


def sum_of_nearest(cost: NDArray[np.float64], chosen: NDArray[np.bool_]) -> float:
    """Every village's least cost, added up."""
    return float(sum(min(c for c, own in zip(row, chosen, strict=True) if own) for row in cost.tolist()))


def longest_of_nearest(cost: NDArray[np.float64], chosen: NDArray[np.bool_]) -> float:
    """The longest of the villages' shortest ways."""
    return float(max(min(c for c, own in zip(row, chosen, strict=True) if own) for row in cost.tolist()))
