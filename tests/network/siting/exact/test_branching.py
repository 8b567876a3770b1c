"""Branch and bound finds what looking at every set finds, and says so only when it is finished."""

from __future__ import annotations

import numpy as np
import pytest

from network.search_monitor import SearchMonitor
from network.siting.exact.branching import Effort, Node, Searched, branch
from network.siting.exact.lagrangian import Climb, climb
from network.siting.rules import Rules
from tests.network.siting.exact.small_towns import as_chosen, budgeted, counted, sets_within, sum_of_nearest, town


def searched(cost: np.ndarray, rules: Rules, effort: Effort, start: np.ndarray) -> Searched:
    """Search from the root, with prices that hardly climbed, so that there is something to split."""
    prices, _ = climb(cost, rules, sum_of_nearest(cost, start), SearchMonitor(5.0), Climb(2))
    everything = np.ones(rules.sites, dtype=bool)
    return branch(cost, rules, Node(everything, rules.fixed.copy(), prices), start, SearchMonitor(5.0), effort)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    "rules",
    [counted(7, 3, 3), counted(7, 1, 3), counted(7, 3, 3, fixed=(5,)), budgeted((3, 1, 4, 1, 5, 2, 6), 7.0)],
)
def test_the_least_total_is_found_and_proven(seed: int, rules: Rules) -> None:
    cost = town(seed)
    sets = sets_within(rules)
    start = max(sets, key=lambda each: sum_of_nearest(cost, each))
    found = searched(cost, rules, Effort(500, step=1.0), start)
    least = min(sum_of_nearest(cost, each) for each in sets)
    assert found.finished
    assert rules.keeps(found.best[None, :])[0]
    assert (sum_of_nearest(cost, found.best), found.bound) == (least, least)


@pytest.mark.parametrize("seed", range(6))
def test_a_search_that_was_cut_short_still_bounds(seed: int) -> None:
    cost, rules = town(seed, villages=20, sites=9), counted(9, 4, 4)
    sets = sets_within(rules)
    least = min(sum_of_nearest(cost, each) for each in sets)
    found = searched(cost, rules, Effort(1), sets[0])
    assert found.bound <= least + 1e-6
    assert sum_of_nearest(cost, found.best) >= least


def test_no_effort_leaves_the_start() -> None:
    cost, rules = town(1), counted(7, 3, 3)
    start = as_chosen(7, 0, 1, 2)
    found = searched(cost, rules, Effort(0), start)
    assert not found.finished
    assert found.best.tolist() == start.tolist()
