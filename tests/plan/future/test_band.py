"""Bands: how wide they are where the drift is known."""

from __future__ import annotations

import numpy as np
import pytest

from plan.future.band import Drift, changes_of, drawn_totals, drift_of_missed, limits
from plan.future.counted_ratios import at_risk


def test_without_drift_only_chance_is_left() -> None:
    totals = np.array([[100.0], [100.0], [100.0]])
    changes = np.array([[16.0], [9.0]])
    draws = drawn_totals(totals, changes, Drift(0.0, 0.0, np.zeros(1)), draws=40_000, seed=1)
    assert draws[:, 0].std() == 0
    assert draws[:, 1].std() == pytest.approx(4.0, rel=0.02)
    assert draws[:, 2].std() == pytest.approx(5.0, rel=0.02)


def test_common_drift_does_not_even_out_and_own_drift_does() -> None:
    totals = np.full((2, 100), 50.0)
    none = np.zeros((1, 100))
    together = drawn_totals(totals, none, Drift(0.05, 0.0, np.zeros(100)), draws=4000, seed=1)[:, 1]
    apart = drawn_totals(totals, none, Drift(0.0, 0.05, np.zeros(100)), draws=4000, seed=1)[:, 1]
    assert np.log(together.sum(1) / 5000).std() == pytest.approx(0.05, rel=0.05)
    assert np.log(apart.sum(1) / 5000).std() == pytest.approx(0.005, rel=0.05)
    assert np.log(apart[:, 0] / 50).std() == pytest.approx(0.05, rel=0.05)


def test_what_lasts_grows_with_the_steps_and_what_comes_anew_with_their_root() -> None:
    totals = np.full((5, 1), 1000.0)
    none = np.zeros((4, 1))
    lasting = drawn_totals(totals, none, Drift(0.0, 0.0, np.full(1, 0.02)), draws=4000, seed=2)
    anew = drawn_totals(totals, none, Drift(0.02, 0.0, np.zeros(1)), draws=4000, seed=2)
    assert np.log(lasting[:, 4] / 1000).std() == pytest.approx(0.08, rel=0.05)
    assert np.log(anew[:, 4] / 1000).std() == pytest.approx(0.04, rel=0.05)


def test_nobody_is_drawn_below_zero() -> None:
    draws = drawn_totals(np.full((2, 1), 1.0), np.full((1, 1), 4.0), Drift(0.1, 0.1, np.zeros(1)), draws=500, seed=1)
    assert draws.min() == 0


def of(*villages: np.ndarray) -> np.ndarray:
    """Village × sex × age of one sex, each village's people in two classes of the same size."""
    return np.concatenate([np.repeat(v[:, None, None] / 2, 2, 2) for v in villages])


def test_the_left_out_census_gives_the_drift() -> None:
    random = np.random.default_rng(5)
    projected = np.full(2000, 400.0)
    observed = projected * np.exp(0.04 * random.standard_normal(2000))
    none = np.zeros((2000, 1, 2))
    drift = drift_of_missed(of(projected), of(observed), none, np.zeros(2000))
    assert np.hypot(drift.together, drift.apart) == pytest.approx(0.04, rel=0.05)
    assert drift.together < 0.005
    by_chance = projected + 20 * random.standard_normal(2000)
    found = drift_of_missed(of(projected), of(by_chance), np.full((2000, 1, 2), 200.0), np.zeros(2000))
    assert np.hypot(found.together, found.apart) < 0.015
    all_more = drift_of_missed(of(projected), of(projected * 1.02), none, np.zeros(2000))
    assert all_more.apart == 0
    assert all_more.together == pytest.approx(0.02 * np.sqrt(np.pi / 2) / 1.02)


def test_classes_that_missed_on_both_sides_count_as_if_on_one() -> None:
    projected = np.full((10, 1, 2), 100.0)
    observed = projected + np.array([3.0, -3.0])
    observed[::2] *= 1.05
    drift = drift_of_missed(projected, observed, np.zeros((10, 1, 2)), np.zeros(10))
    by_class = np.sqrt(np.pi / 2) * np.abs((projected - observed).sum(0)).sum() / observed.sum()
    assert drift.together == pytest.approx(min(by_class, np.sqrt(np.pi / 2) * 10 * 5 / observed.sum()))
    assert drift.together > 0.02


def test_changes_follow_cohorts() -> None:
    before = np.array([[[10.0, 20.0, 30.0]]])
    after = np.array([[[4.0, 9.0, 45.0]]])
    paths = np.stack([before, after])
    assert at_risk(before).tolist() == [[[10.0, 50.0]]]
    assert changes_of(paths, cohorts=True).tolist() == [[[[4, 1, 5]]]]
    assert changes_of(paths, cohorts=False).tolist() == [[[[6, 11, 15]]]]


def test_limits_hold_their_share() -> None:
    low, high = limits(np.arange(1001.0)[:, None], 0.8)
    assert (low[0], high[0]) == (pytest.approx(100), pytest.approx(900))
