"""Greedy choice and exchanges: on paper, and never below what looking at every set finds."""

from __future__ import annotations

import numpy as np
import pytest

from network.search_monitor import SearchMonitor
from network.siting.exact.vertex_substitution import greedy, improved, total, vertex_substitution
from network.siting.rules import Rules
from tests.network.siting.exact.small_towns import as_chosen, budgeted, counted, sets_within, sum_of_nearest, town

# Two sites that are good for one half each, and one in the middle that greed takes first.
MIDDLE = np.array([[0.0, 9.0, 5.0], [0.0, 9.0, 5.0], [9.0, 0.0, 5.0], [9.0, 0.0, 5.0]])


def test_greed_takes_the_middle_and_exchanges_leave_it() -> None:
    rules = counted(3, 2, 2)
    # Alone: 18, 18 and 20, so greed takes the first and then the second; from the middle, an exchange gets there.
    assert greedy(MIDDLE, rules) is not None
    middle = as_chosen(3, 0, 2)
    assert total(MIDDLE, middle) == 10.0
    assert improved(MIDDLE, middle, rules).tolist() == [True, True, False]


@pytest.mark.parametrize("start", range(3))
def test_a_single_hub_moves_to_the_best_place(start: int) -> None:
    # In all: 4 + 1 + 4 = 9, 1 + 3 + 1 = 5 and 9 + 0 + 9 = 18.
    cost = np.array([[4.0, 1.0, 9.0], [1.0, 3.0, 0.0], [4.0, 1.0, 9.0]])
    assert improved(cost, as_chosen(3, start), counted(3, 1, 1)).tolist() == [False, True, False]


def test_fixed_sites_stay_and_free_ones_go() -> None:
    rules = counted(3, 2, 2, fixed=(2,))
    found = improved(MIDDLE, as_chosen(3, 0, 2), rules)
    assert found[2]
    assert total(MIDDLE, found) == 10.0
    assert greedy(MIDDLE, rules) is not None


def test_greed_keeps_the_budget_or_gives_nothing() -> None:
    chosen = greedy(MIDDLE, budgeted((4.0, 4.0, 1.0), 5.0))
    assert chosen is not None
    assert np.array([4.0, 4.0, 1.0])[chosen].sum() <= 5.0
    assert greedy(MIDDLE, budgeted((4.0, 4.0, 9.0), 3.0)) is None


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    "rules", [counted(7, 3, 3), counted(7, 2, 2, fixed=(4,)), budgeted((3, 1, 4, 1, 5, 2, 6), 7.0)]
)
def test_no_single_exchange_helps_any_more(seed: int, rules: Rules) -> None:
    cost = town(seed)
    found = vertex_substitution(cost, rules, SearchMonitor(5.0), turns=0, seed=0)
    assert found is not None
    value = sum_of_nearest(cost, found)
    assert value == total(cost, found)
    for other in sets_within(rules):
        gone, come = int((found & ~other).sum()), int((other & ~found).sum())
        if (gone, come) in ((1, 1), (0, 1)):
            assert sum_of_nearest(cost, other) >= value - 1e-9


@pytest.mark.parametrize("seed", range(6))
def test_shaking_finds_the_best_of_small_towns(seed: int) -> None:
    cost, rules = town(seed), counted(7, 3, 3)
    found = vertex_substitution(cost, rules, SearchMonitor(5.0), turns=60, seed=1)
    assert found is not None
    assert sum_of_nearest(cost, found) == min(sum_of_nearest(cost, each) for each in sets_within(rules))


def test_a_total_that_is_enough_ends_the_search() -> None:
    cost, rules = town(3), counted(7, 3, 3)
    plain = vertex_substitution(cost, rules, SearchMonitor(5.0), turns=0, seed=1)
    content = vertex_substitution(cost, rules, SearchMonitor(5.0), turns=60, seed=1, enough=np.inf)
    assert plain is not None
    assert content is not None
    assert content.tolist() == plain.tolist()
