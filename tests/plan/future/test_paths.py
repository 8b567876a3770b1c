"""Steps of five years: gains as shares of the municipality's cohort, sums met, arrivals followed."""

from __future__ import annotations

import numpy as np
import pytest

from plan.future.counted_ratios import Ratios
from plan.future.paths import Change, followers_path, met, path

MOTHERS = (slice(0, 1), slice(3, 9))
SHAPE = (2, 1, 10)


def change(own: float, other: float, whole: float) -> Change:
    survival = np.ones((2, 1, 9)) * np.array([own, other])[:, None, None]
    return Change(
        Ratios(survival, np.zeros((2, 1))),
        Ratios(np.full((1, 9), whole), np.zeros(1)),
        np.full((2, 1, 9), 10.0),
        MOTHERS,
    )


def test_gains_are_persons_and_losses_are_rates() -> None:
    two = change(1.2, 0.7, 0.9)
    np.testing.assert_allclose(two.gains[0], 3.0)
    np.testing.assert_allclose(two.gains[1], 0.0)
    np.testing.assert_allclose(two.rates[:, 0, 0], [0.9, 0.7])


def test_one_step_by_hand() -> None:
    start = np.zeros(SHAPE)
    start[0, 0, 2], start[1, 0, 2] = 20.0, 60.0
    found = path(start, change(1.2, 0.7, 0.9), 1)[1]
    # 20 × 0.9 + 3 × (80 / 20) = 30 and 60 × 0.7 = 42, brought to 80 × 0.9 = 72.
    np.testing.assert_allclose(found[:, 0, 3], [30.0, 42.0])
    assert found.sum() == pytest.approx(72)


def test_sums_are_met_in_proportion_and_nobody_is_made_of_nobody() -> None:
    persons = np.array([[[1.0, 0.0]], [[3.0, 0.0]]])
    np.testing.assert_allclose(met(persons, np.array([[8.0, 5.0]])), [[[2.0, 0.0]], [[6.0, 0.0]]])


def test_followers_grow_old_with_the_rates_and_have_children() -> None:
    survival = np.full((1, 1, 9), 0.5)
    own = Change(Ratios(survival, np.full((1, 1), 0.2)), None, np.zeros((1, 1, 9)), MOTHERS)
    arrivals = np.zeros((2, 1, 1, 10))
    arrivals[0, 0, 0, 4] = 10.0
    found = followers_path(arrivals, own)
    assert found[0].sum() == 0
    assert found[1, 0, 0, [0, 4]].tolist() == [2.0, 10.0]
    assert found[2, 0, 0, [0, 1, 5]].tolist() == [1.0, 1.0, 5.0]


def test_the_last_two_classes_go_to_the_open_one() -> None:
    start = np.zeros((1, 1, 10))
    start[0, 0, 8], start[0, 0, 9] = 4.0, 6.0
    own = Change(Ratios(np.full((1, 1, 9), 0.5), np.zeros((1, 1))), None, np.zeros((1, 1, 9)), MOTHERS)
    assert path(start, own, 1)[1, 0, 0, 9] == 5.0
