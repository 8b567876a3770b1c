"""Agreement of two divisions: worked by hand, and against all pairs counted one by one."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.spheres.agreement import agreement

GROUPS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=2, max_size=9)


def as_series(groups: list[str | None]) -> pd.Series:
    return pd.Series(groups, [f"v{i}" for i in range(len(groups))], dtype=object)


def test_worked_by_hand() -> None:
    # 6 villages; ours {0,1,2} {3,4,5}, theirs {0,1} {2,3,4,5}.
    # Pairs together in both: (0,1), (3,4), (3,5), (4,5) = 4; in ours 6, in theirs 1 + 6 = 7; all 15.
    # By chance 6·7/15 = 2.8; the most (6 + 7)/2 = 6.5; (4 − 2.8) / (6.5 − 2.8) = 1.2 / 3.7.
    found = agreement(as_series(list("aaabbb")), as_series(list("xxyyyy")))
    assert found.adjusted_rand == pytest.approx(1.2 / 3.7)
    assert found.differs.to_dict("index") == {"v2": {"of": "a", "given": "y", "usual": "b"}}
    assert found.compared == 6


def test_the_same_division_agrees_wholly_whatever_its_names() -> None:
    found = agreement(as_series(list("aabbc")), as_series(list("yyxxz")))
    assert (found.adjusted_rand, found.differs.empty) == (1.0, True)


@pytest.mark.parametrize("groups", [[], ["a"], ["a", "b", "c"], ["a", "a"]])
def test_nothing_to_agree_on_is_agreement(groups: list[str]) -> None:
    assert agreement(as_series(list(groups)), as_series(list(groups))).adjusted_rand == 1.0


def test_only_villages_that_both_know_count() -> None:
    found = agreement(as_series(["a", "a", None, "b"]), as_series(["x", "x", "x", ""]))
    assert (found.compared, found.adjusted_rand) == (2, 1.0)


@given(st.data())
def test_equals_all_pairs_counted_one_by_one(data: st.DataObject) -> None:
    ours = data.draw(GROUPS)
    theirs = data.draw(st.lists(st.sampled_from(["x", "y", "z"]), min_size=len(ours), max_size=len(ours)))
    pairs = list(itertools.combinations(range(len(ours)), 2))
    both = sum(ours[i] == ours[j] and theirs[i] == theirs[j] for i, j in pairs)
    first, second = (sum(g[i] == g[j] for i, j in pairs) for g in (ours, theirs))
    chance, most = Fraction(first * second, len(pairs)), Fraction(first + second, 2)
    expected = 1.0 if most == chance else float((both - chance) / (most - chance))
    assert agreement(as_series(list(ours)), as_series(list(theirs))).adjusted_rand == pytest.approx(expected)
