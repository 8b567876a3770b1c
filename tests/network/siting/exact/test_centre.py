"""The shortest longest way is that of the best of all sets."""

from __future__ import annotations

import numpy as np
import pytest

from network.search_monitor import SearchMonitor
from network.siting.exact.centre import quick_longest, shortest_longest, worst
from network.siting.rules import Rules
from tests.network.siting.exact.small_towns import as_chosen, budgeted, counted, longest_of_nearest, sets_within, town

RULES = [counted(7, 3, 3), counted(7, 2, 2, fixed=(0,)), budgeted((3, 1, 4, 1, 5, 2, 6), 7.0)]


def test_the_longest_way_on_paper() -> None:
    minutes = np.array([[5.0, 30.0], [40.0, 12.0], [9.0, 8.0]])
    assert worst(minutes, as_chosen(2, 0)) == 40.0
    assert worst(minutes, as_chosen(2, 1)) == 30.0
    assert worst(minutes, as_chosen(2, 0, 1)) == 12.0


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("rules", RULES)
def test_the_best_of_all_sets_is_found_and_proven(seed: int, rules: Rules) -> None:
    minutes = town(seed)
    minutes[1, 2] = np.inf
    served = [each for each in sets_within(rules) if np.isfinite(longest_of_nearest(minutes, each))]
    least = min(longest_of_nearest(minutes, each) for each in served)
    monitor = SearchMonitor(5.0)
    best, bound = shortest_longest(minutes, rules, served[0], monitor)
    assert rules.keeps(best[None, :])[0]
    assert (longest_of_nearest(minutes, best), bound) == (least, least)
    assert (monitor.value, monitor.bound) == (least, least)


@pytest.mark.parametrize("seed", range(8))
def test_the_quick_answer_is_no_worse_than_its_start(seed: int) -> None:
    minutes, rules = town(seed), counted(7, 3, 3)
    sets = sets_within(rules)
    start = max(sets, key=lambda each: longest_of_nearest(minutes, each))
    found = quick_longest(minutes, rules, start, SearchMonitor(5.0), turns=30, seed=0)
    assert rules.keeps(found[None, :])[0]
    # With thirty shakes over 35 sets the quick search misses nothing here.
    assert longest_of_nearest(minutes, found) == min(longest_of_nearest(minutes, each) for each in sets)


def test_no_time_leaves_the_start_with_a_bound() -> None:
    minutes, start = town(2), as_chosen(7, 0, 1, 2)
    best, bound = shortest_longest(minutes, counted(7, 3, 3), start, SearchMonitor(0.0))
    assert best.tolist() == start.tolist()
    assert bound == minutes.min(axis=1).max()
