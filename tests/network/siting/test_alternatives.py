"""Alternatives differ and are the next best; the curve falls and its knee is where it bends."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from geo.texts.errors import RequestError
from network.siting.alternatives import Question, alternatives, curve, different_hubs, knee_of


def question(hubs: int, **more: object) -> Question:
    rng = np.random.default_rng(7)
    minutes = pd.DataFrame(
        rng.integers(1, 60, (12, 9)).astype(float),
        index=[f"v{i:02}" for i in range(12)],
        columns=[f"s{j}" for j in range(9)],
    )
    return Question(minutes, pd.Series(rng.integers(1, 30, 12), index=minutes.index), hubs=hubs, **more)  # type: ignore[arg-type]


def value(asked: Question, hubs: tuple[str, ...]) -> float:
    return float(asked.minutes[list(hubs)].min(axis=1).to_numpy() @ asked.weights.to_numpy())


def test_alternatives_are_the_next_best_sets_that_differ_enough():
    asked = question(4)
    best = asked.answer()
    others = alternatives(asked, best, 3)
    known = [best.hubs]
    for other in others:
        apart = [
            h
            for h in combinations(asked.minutes.columns, 4)
            if all(len(set(h) & set(k)) <= 4 - different_hubs(4) for k in known)
        ]
        assert other.value == min(value(asked, h) for h in apart)
        assert other.hubs in apart
        assert other.gap == 0
        known.append(other.hubs)
    assert len(others) == 3


def test_fixed_hubs_stay_in_alternatives_and_where_all_are_fixed_there_is_none():
    asked = question(3, fixed=["s1", "s2"])
    others = alternatives(asked, asked.answer(), 2)
    assert all({"s1", "s2"} <= set(other.hubs) for other in others)
    assert len({other.hubs for other in others}) == 2
    every = question(2, fixed=["s1", "s2"])
    assert alternatives(every, every.answer(), 2) == []


def test_more_hubs_are_never_worse_and_numbers_that_cannot_be_are_left_out():
    found = curve(question(1), range(1, 12))
    values = [found.answers[n].value for n in sorted(found.answers)]
    assert sorted(found.answers) == list(range(1, 10))
    assert values == sorted(values, reverse=True)
    assert found.knee in found.answers
    with pytest.raises(RequestError):
        curve(question(1), [20, 30])


def test_the_knee_is_where_the_curve_bends():
    assert knee_of({1: 100.0, 2: 90.0, 3: 20.0, 4: 18.0, 5: 17.0}) == 3
    assert knee_of({1: 10.0, 2: 60.0, 3: 65.0, 4: 70.0}) == 2  # people covered: more is better
    assert knee_of({1: 5.0, 2: 5.0, 3: 5.0}) is None
    assert knee_of({1: 5.0, 2: 3.0}) is None
