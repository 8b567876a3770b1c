"""People without ages: growth and shares, log-linear."""

from __future__ import annotations

import numpy as np
import pytest

from plan.future.coarse import log_linear_path


def classes(*persons: float) -> np.ndarray:
    return np.array(persons)[:, None, None]


def test_the_sum_goes_on_at_its_own_pace_and_shares_at_theirs() -> None:
    found, _ = log_linear_path(classes(80.0, 80.0), classes(40.0, 80.0), 5, 2, 0.0)
    # 160 → 120 → 90 → 67.5; shares 1 : 2 → 1 : 4 → 1 : 8.
    np.testing.assert_allclose(found[1][:, 0, 0], [18.0, 72.0])
    np.testing.assert_allclose(found[2][:, 0, 0], [7.5, 60.0])


def test_a_small_village_is_drawn_to_the_municipalitys_pace() -> None:
    first, last = classes(2.0, 1000.0, 1000.0, 1000.0), classes(4.0, 800.0, 1000.0, 1200.0)
    found, between = log_linear_path(first, last, 5, 1, None)
    assert 0.2 < between < 0.6
    own_pace = 4 * 2
    assert 4 < found[1][0, 0, 0] < 0.6 * own_pace
    assert found[1][3, 0, 0] > 1.15 * 1200 * 3004 / 3002


def test_equal_paces_stay_equal_and_spans_need_not_be_five_years() -> None:
    found, between = log_linear_path(classes(100.0, 300.0), classes(81.0, 243.0), 10, 1, None)
    assert between == 0
    np.testing.assert_allclose(found[1][:, 0, 0], [72.9, 218.7])


def test_villages_that_are_empty_or_new_stay_finite() -> None:
    found, _ = log_linear_path(classes(10.0, 0.0, np.nan, 40.0), classes(0.0, 0.0, 20.0, 30.0), 5, 3, None)
    assert np.isfinite(found).all()
    assert (found[:, :2] == 0).all()
    # The new one goes on like the municipality, 50 → 30 in five years among those that were counted twice.
    assert found[1].sum() == pytest.approx(50 * 30 / 50)
