"""Rules about sets of sites: number, fixed sites, money, groups."""

from __future__ import annotations

import numpy as np

from network.siting.rules import Rules
from tests.network.siting.exact.small_towns import as_chosen, budgeted, counted, sets_within


def every_set(sites: int) -> np.ndarray:
    """All sets, the empty one too."""
    return np.array([[bool(number >> j & 1) for j in range(sites)] for number in range(2**sites)])


def test_sets_that_keep_the_rules_are_those_counted_by_hand() -> None:
    group = Rules(1, 3, as_chosen(4, 2), np.array([[-1.0, -1.0, 0.0, 0.0]]), np.array([-1.0]))
    for rules in (counted(4, 2, 3), counted(4, 1, 2, fixed=(1,)), budgeted((3.0, 2.0, 2.0, 5.0), 5.0), group):
        everything = every_set(rules.sites)
        kept = {tuple(row) for row in everything[rules.keeps(everything)].tolist()}
        assert kept == {tuple(row.tolist()) for row in sets_within(rules)}
    assert len(sets_within(counted(4, 2, 3))) == 6 + 4
    # One of the first two besides the fixed third: {0,2} {1,2} {0,1,2} {0,2,3} {1,2,3}.
    assert len(sets_within(group)) == 5


def test_a_sum_that_is_over_the_budget_by_its_last_bit_is_within_it() -> None:
    rules = budgeted((0.1, 0.2), 0.3)
    assert 0.1 + 0.2 > 0.3
    assert rules.keeps(np.array([[True, True]])).tolist() == [True]
    assert budgeted((0.1, 0.2001), 0.3).keeps(np.array([[True, True]])).tolist() == [False]


def test_rows_of_a_model_say_the_same() -> None:
    rules = budgeted((3.0, 2.0, 2.0, 5.0), 5.0)
    rows, low, high = rules.as_rows()
    sets = every_set(4)
    inside = (rows @ sets.T.astype(float)).T
    assert (((inside >= low) & (inside <= high)).all(axis=1) == rules.keeps(sets)).all()
    assert not rules.only_counted
    assert counted(3, 1, 1).only_counted


def test_rules_over_some_of_the_sites() -> None:
    rules = Rules(1, 3, as_chosen(4, 3), np.array([[3.0, 2.0, 1.0, 5.0]]), np.array([9.0]))
    part = rules.restricted(as_chosen(4, 0, 2, 3), as_chosen(4, 2))
    assert (part.sites, part.fewest, part.most) == (3, 1, 3)
    assert part.fixed.tolist() == [False, True, True]
    assert (part.rows.tolist(), part.limits.tolist()) == ([[3.0, 1.0, 5.0]], [9.0])
