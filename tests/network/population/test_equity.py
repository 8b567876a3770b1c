"""Equity figures worked out on paper and the slow way."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.population.equity import equity, gainers_and_losers, gini

PEOPLE = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 5)), min_size=1, max_size=8)


@given(PEOPLE)
def test_gini_is_the_mean_difference_of_two_people(villages):
    each = np.array([float(value) for value, persons in villages for _ in range(persons)])
    values, weights = (np.array(column, dtype=float) for column in zip(*villages, strict=True))
    mean = each.mean()
    slow = np.abs(each[:, None] - each[None, :]).mean() / (2 * mean) if mean else 0.0
    assert gini(values, weights) == pytest.approx(slow, abs=1e-9)


def test_the_worst_village_is_inhabited_and_has_a_way():
    minutes = pd.Series({"v3": 50.0, "v1": 20.0, "v2": 50.0, "v4": 90.0, "v5": np.inf})
    people = pd.Series({"v1": 10, "v2": 5, "v3": 5, "v4": 0, "v5": 3})
    found = equity(minutes, people, [30, 60])
    assert (found.worst_village, found.worst_min) == ("v2", 50)
    assert found.mean_min == 35
    assert found.beyond == {30: 13, 60: 3}
    assert found.unreached_persons == 3


def test_nobody_with_a_way_has_no_worst_village():
    found = equity(pd.Series({"v1": np.inf}), pd.Series({"v1": 4}), [30])
    assert (found.worst_village, found.worst_min, found.gini, found.beyond) == (None, np.inf, 0.0, {30: 4})


def test_gainers_come_largest_first_and_small_changes_are_none():
    before = pd.Series({"a": 30.0, "b": 10.0, "c": np.inf, "d": np.inf, "e": 12.0, "f": 9.0})
    after = pd.Series({"a": 10.0, "b": 25.0, "c": 40.0, "d": np.inf, "e": 11.5, "f": np.inf})
    gains, losses = gainers_and_losers(before, after, 1.0)
    assert gains.to_dict() == {"c": np.inf, "a": 20.0}
    assert list(losses.items()) == [("f", np.inf), ("b", 15.0)]
