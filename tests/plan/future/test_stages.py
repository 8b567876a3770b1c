"""Stages by neutral words, by both definitions, at their limits."""

from __future__ import annotations

import numpy as np
import pytest

from plan.future.stages import UNKNOWN, stage_of

AGES = (0, 55, 65)


@pytest.mark.parametrize(
    ("persons", "by_age"),
    [
        ((50, 0, 50), "高齢化率50%以上"),
        ((40, 11, 49), "55歳以上が半分以上"),
        ((51, 0, 49), "55歳未満が半分を超える"),
        ((0, 0, 0), "住む人がいない"),
    ],
)
def test_by_age(persons: tuple[int, ...], by_age: str) -> None:
    assert stage_of(np.array(persons, dtype=float), AGES).by_age == by_age


@pytest.mark.parametrize(
    ("old", "households", "expected"),
    [
        (70, 9, "高齢化率70%以上・9世帯以下"),
        (70, 10, "高齢化率50%以上・19世帯以下"),
        (50, 19, "高齢化率50%以上・19世帯以下"),
        (50, 20, "どちらにも当たらない"),
        (49, 5, "どちらにも当たらない"),
    ],
)
def test_by_households(old: int, households: int, expected: str) -> None:
    assert stage_of(np.array([100 - old, 0, old], dtype=float), AGES, households).by_households == expected


def test_what_is_not_known_is_said() -> None:
    assert stage_of(np.array([8.0]), (0,), 5).by_age == UNKNOWN
    assert stage_of(np.array([20.0, 60.0]), (0, 65)).by_households is None
    assert stage_of(np.array([60.0, 20.0]), (0, 65)).by_age == "高齢化率50%未満"


def test_no_contested_word_is_used() -> None:
    texts = [stage_of(np.array([1.0, 1.0, float(old)]), AGES, 5) for old in range(8)]
    assert not any("限界" in f"{s.by_age}{s.by_households}" for s in texts)
