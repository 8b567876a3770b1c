"""Prices bound the least total from below, and leave out nothing that belongs to something better."""

from __future__ import annotations

import numpy as np
import pytest

from network.search_monitor import SearchMonitor
from network.siting.exact.lagrangian import Climb, cheapest, climb, cutoff, left_over
from network.siting.rules import Rules
from tests.network.siting.exact.small_towns import as_chosen, budgeted, counted, sets_within, sum_of_nearest, town

RULES = [counted(7, 3, 3), counted(7, 1, 3), counted(7, 2, 2, fixed=(4,)), budgeted((3, 1, 4, 1, 5, 2, 6), 7.0)]


def test_the_cheapest_sites_on_paper() -> None:
    site = np.array([-5.0, 2.0, -1.0, 0.5])
    assert cheapest(site, counted(4, 1, 3)).tolist() == [True, False, True, False]  # only what pays
    assert cheapest(site, counted(4, 3, 3)).tolist() == [True, False, True, True]  # as many as must be
    assert cheapest(site, counted(4, 1, 1, fixed=(1,))).tolist() == [False, True, False, False]


def test_nothing_better_exists_from_the_cutoff_on() -> None:
    assert cutoff(100.0, 1.0) == pytest.approx(99.001)  # whole numbers: 99 would be better, 99.1 says 100
    assert 100.0 - 1e-6 < cutoff(100.0, 0.0) < 100.0


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("rules", RULES)
def test_the_bound_is_below_every_choice_and_the_choice_within_the_rules(seed: int, rules: Rules) -> None:
    cost = town(seed)
    values = [sum_of_nearest(cost, each) for each in sets_within(rules)]
    start = max(values)
    prices, better = climb(cost, rules, start, SearchMonitor(5.0), Climb(200))
    assert prices.bound <= min(values) + 1e-6
    # Looser than a fifth below the least total, the bound would be of no use.
    assert prices.bound >= 0.8 * min(values)
    if better is not None:
        assert rules.keeps(better[None, :])[0]
        assert sum_of_nearest(cost, better) < start


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("rules", RULES)
def test_what_is_left_holds_every_choice_that_is_better(seed: int, rules: Rules) -> None:
    cost = town(seed)
    values = [(sum_of_nearest(cost, each), each) for each in sets_within(rules)]
    least = min(value for value, _ in values)
    limit = least + 3.0
    prices, _ = climb(cost, rules, limit, SearchMonitor(5.0), Climb(200))
    left = left_over(cost, rules, prices, limit)
    for value, chosen in values:
        if value >= limit - 1e-6:
            continue
        assert (chosen <= left.kept).all()
        assert (left.opened <= chosen).all()
        for village, row in enumerate(cost):
            own = np.flatnonzero(chosen & (row == row[chosen].min()))
            assert left.pairs[village, own].any()


def test_a_site_that_nobody_needs_is_left_out() -> None:
    cost = np.array([[0.0, 50.0, 90.0], [50.0, 0.0, 90.0]])
    rules = counted(3, 2, 2)
    prices, _ = climb(cost, rules, 50.0, SearchMonitor(5.0), Climb(300))
    left = left_over(cost, rules, prices, 20.0)
    assert left.kept.tolist() == as_chosen(3, 0, 1).tolist()
    assert left.opened.tolist() == [True, True, False]
