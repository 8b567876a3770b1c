"""The least total is that of the best of all sets, also where there is not a way everywhere."""

from __future__ import annotations

import numpy as np
import pytest

from network.milp import minimise
from network.search_monitor import SearchMonitor
from network.siting.exact.median import least_total, median_model
from network.siting.rules import Rules
from tests.network.siting.exact.small_towns import as_chosen, budgeted, counted, sets_within, sum_of_nearest, town


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(
    "rules", [counted(7, 3, 3), counted(7, 2, 2, fixed=(0,)), budgeted((3, 1, 4, 1, 5, 2, 6), 7.0)]
)
def test_the_best_of_all_sets_is_found_and_proven(seed: int, rules: Rules) -> None:
    cost = town(seed)
    cost[0, 1] = cost[2, 3] = np.inf
    served = [each for each in sets_within(rules) if np.isfinite(sum_of_nearest(cost, each))]
    least = min(sum_of_nearest(cost, each) for each in served)
    best, bound = least_total(cost, rules, served[-1], SearchMonitor(5.0), step=1.0)
    assert rules.keeps(best[None, :])[0]
    assert sum_of_nearest(cost, best) == pytest.approx(least)
    assert bound == pytest.approx(least)


@pytest.mark.parametrize("seed", range(4))
def test_the_model_alone_says_the_same(seed: int) -> None:
    cost, rules = town(seed), counted(7, 2, 2)
    outcome = minimise(median_model(cost, np.ones(cost.shape, dtype=bool), rules), SearchMonitor(5.0))
    assert outcome.solution is not None
    chosen = outcome.solution[:7] > 0.5
    least = min(sum_of_nearest(cost, each) for each in sets_within(rules))
    assert sum_of_nearest(cost, chosen) == least
    assert outcome.bound == pytest.approx(least)


def test_pairs_that_are_left_out_are_not_used() -> None:
    cost = np.array([[1.0, 2.0], [1.0, 2.0]])
    pairs = np.array([[True, True], [False, True]])
    outcome = minimise(median_model(cost, pairs, counted(2, 1, 1)), SearchMonitor(5.0))
    assert outcome.solution is not None
    assert np.round(outcome.solution[:2]).tolist() == [0.0, 1.0]
    assert outcome.bound == pytest.approx(4.0)


def test_no_time_leaves_the_start_with_a_bound() -> None:
    cost = town(5)
    start = as_chosen(7, 0, 1, 2)
    best, bound = least_total(cost, counted(7, 3, 3), start, SearchMonitor(0.0))
    least = min(sum_of_nearest(cost, each) for each in sets_within(counted(7, 3, 3)))
    assert bound <= least <= sum_of_nearest(cost, best) <= sum_of_nearest(cost, start)
