"""Whole persons: sums are kept whatever is shared."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from importing.cells.whole_shares import grouped_whole_shares, whole_parts, whole_shares


def test_by_hand() -> None:
    # 10 persons by 3 : 3 : 1 are 4.29, 4.29 and 1.43: the one who is left goes to the largest remainder
    assert whole_shares(10, [3, 3, 1]).tolist() == [4, 4, 2]
    assert whole_shares(1, [1, 1]).tolist() == [1, 0]
    assert whole_shares(0, [1, 1]).tolist() == [0, 0]
    assert whole_parts([]).tolist() == []
    assert whole_parts([0.5, 0.5, 0.5]).tolist() == [1, 1, 0]


@given(st.integers(0, 10**6), st.lists(st.floats(0, 1e6), min_size=1, max_size=30).filter(lambda w: sum(w) > 1e-3))
def test_the_total_is_kept_and_nobody_gets_more_than_one_too_many(total: int, weights: list[float]) -> None:
    shares = whole_shares(total, weights)
    assert shares.sum() == total
    exact = total * np.array(weights) / sum(weights)
    assert (np.abs(shares - exact) < 1 + 1e-6).all()
    assert (shares >= 0).all()


@given(st.integers(1, 10**5), st.lists(st.integers(0, 50), min_size=2, max_size=20).filter(any))
def test_who_has_no_weight_gets_nobody(total: int, weights: list[int]) -> None:
    shares = whole_shares(total, weights)
    assert all(share == 0 for share, weight in zip(shares, weights, strict=True) if weight == 0)


@given(st.lists(st.integers(0, 10**6), max_size=20))
def test_whole_numbers_stay(values: list[int]) -> None:
    assert whole_parts(values).tolist() == values


def test_what_cannot_be_shared() -> None:
    with pytest.raises(ValueError, match="weight above 0"):
        whole_shares(3, [0, 0])
    for wrong in ([-1.0], [np.nan], [np.inf]):
        with pytest.raises(ValueError, match="finite"):
            whole_parts(wrong)


@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.lists(st.floats(0, 1e6), min_size=1, max_size=8)), min_size=1, max_size=8
    ),
    st.randoms(use_true_random=False),
)
def test_many_at_once_are_shared_as_one_by_one(cases: list[tuple[int, list[float]]], shuffled: random.Random) -> None:
    cases = [(total, weights) for total, weights in cases if sum(weights) > 1e-3]
    rows = [(group, weight) for group, (_, weights) in enumerate(cases) for weight in weights]
    shuffled.shuffle(rows)
    shares = grouped_whole_shares([t for t, _ in cases], [g for g, _ in rows], [w for _, w in rows])
    for group, (total, _) in enumerate(cases):
        mine = [i for i, (g, _) in enumerate(rows) if g == group]
        assert shares[mine].sum() == total
        assert sorted(shares[mine]) == sorted(whole_shares(total, [rows[i][1] for i in mine]))


def test_many_at_once_by_hand() -> None:
    # 10 persons by 3 : 3 : 1 are 4, 4 and 2; a group of nobody needs no weight
    assert grouped_whole_shares([10, 0, 5], [0, 1, 0, 2, 0], [3, 0, 3, 0.1, 1]).tolist() == [4, 0, 4, 5, 2]
    assert grouped_whole_shares([], [], []).tolist() == []
    with pytest.raises(ValueError, match="weight above 0"):
        grouped_whole_shares([1], [0], [0])
    with pytest.raises(ValueError, match="finite"):
        grouped_whole_shares([1], [0], [-1])
