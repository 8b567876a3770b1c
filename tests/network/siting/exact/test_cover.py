"""Most people within reach, and the fewest sites that reach everyone, as looking at every set finds them."""

from __future__ import annotations

import numpy as np
import pytest

from network.search_monitor import SearchMonitor
from network.siting.exact.cover import covering_set, left_uncovered
from network.siting.rules import Rules
from tests.network.siting.exact.small_towns import as_chosen, budgeted, counted, sets_within, town

RULES = [counted(7, 2, 2), counted(7, 3, 3, fixed=(6,)), budgeted((3, 1, 4, 1, 5, 2, 6), 4.0)]


def uncovered(cover: np.ndarray, weights: np.ndarray, chosen: np.ndarray) -> float:
    return float(
        sum(
            w
            for row, w in zip(cover.tolist(), weights.tolist(), strict=True)
            if not any(a and b for a, b in zip(row, chosen.tolist(), strict=True))
        )
    )


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("rules", RULES)
def test_the_fewest_people_are_left_uncovered(seed: int, rules: Rules) -> None:
    cover = town(seed, villages=12) <= 15
    weights = np.random.default_rng(seed).integers(0, 50, 12).astype(float)
    sets = sets_within(rules)
    least = min(uncovered(cover, weights, each) for each in sets)
    best, bound = left_uncovered(cover, weights, rules, sets[0], SearchMonitor(5.0))
    assert rules.keeps(best[None, :])[0]
    assert uncovered(cover, weights, best) == least
    assert bound == pytest.approx(least)


def test_parts_of_persons_count_too() -> None:
    cover = np.array([[True, False], [False, True]])
    best, bound = left_uncovered(cover, np.array([10.4, 10.5]), counted(2, 1, 1), as_chosen(2, 0), SearchMonitor(5.0))
    assert best.tolist() == [False, True]
    assert bound == pytest.approx(10.4)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(
    "rules", [counted(7, 1, 7), counted(7, 1, 7, fixed=(3,)), budgeted((3, 1, 4, 1, 5, 2, 6), 9.0)]
)
def test_the_fewest_sites_that_reach_everyone(seed: int, rules: Rules) -> None:
    cover = town(seed, villages=6) <= 30
    sizes = [int(each.sum()) for each in sets_within(rules) if (cover & each).any(axis=1).all()]
    status, chosen, bound = covering_set(cover, rules, SearchMonitor(5.0))
    if not sizes:
        assert (status, chosen) == ("impossible", None)
        return
    assert chosen is not None
    assert (status, int(chosen.sum()), bound) == ("proven", min(sizes), min(sizes))
    assert (cover & chosen).any(axis=1).all()
    assert rules.keeps(chosen[None, :])[0]


def test_more_sites_than_needed_are_the_first_by_id() -> None:
    cover = np.array([[False, False, True, False]])
    status, chosen, _ = covering_set(cover, counted(4, 3, 3), SearchMonitor(5.0))
    assert (status, None if chosen is None else chosen.tolist()) == ("proven", [True, True, True, False])
    assert covering_set(np.zeros((1, 4), dtype=bool), counted(4, 1, 4), SearchMonitor(5.0))[0] == "impossible"
