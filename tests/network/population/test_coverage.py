"""Coverage: counts that add up, and limits that include themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from network.population.coverage import coverage

LIMITS = (15.0, 30.0, 60.0)


def test_a_small_case_on_paper():
    found = coverage(np.array([10.0, 30.0, 45.5, np.inf]), np.array([100.0, 20.0, 40.0, 7.0]), LIMITS)
    assert found.people == 167
    assert found.within == {15.0: 100, 30.0: 120, 60.0: 160}
    assert found.unreached == 7
    assert found.mean_min == pytest.approx((1000 + 600 + 1820) / 160)
    assert found.worst_min == 45.5
    assert found.share_within(30.0) == pytest.approx(120 / 167)


def test_exactly_thirty_minutes_is_within_thirty():
    found = coverage(np.array([30.0, np.nextafter(30, 31)]), np.array([3.0, 5.0]), [30.0])
    assert found.within == {30.0: 3}


def test_a_village_without_people_is_not_the_worst():
    assert coverage(np.array([5.0, 90.0]), np.array([3.0, 0.0]), [30.0]).worst_min == 5


def test_nobody_reached_and_nobody_at_all():
    cut_off = coverage(np.array([np.inf]), np.array([9.0]), [30.0, np.inf])
    assert (cut_off.within, cut_off.unreached) == ({30.0: 0, np.inf: 0}, 9)
    assert cut_off.mean_min == cut_off.worst_min == np.inf
    nobody = coverage(np.zeros(0), np.zeros(0), [30.0])
    assert (nobody.people, nobody.share_within(30.0), nobody.mean_min) == (0, 0, np.inf)


def test_nonsense_is_refused():
    with pytest.raises(ValueError, match="differ in shape"):
        coverage(np.zeros(2), np.zeros(3), [30.0])
    with pytest.raises(ValueError, match="negative"):
        coverage(np.zeros(1), np.array([-1.0]), [30.0])


MINUTES = st.one_of(st.floats(0, 200), st.just(np.inf), st.sampled_from(LIMITS))


@given(st.data(), st.integers(0, 12))
def test_counts_add_up_and_grow_with_the_limit(data, size):
    minutes = data.draw(arrays(float, size, elements=MINUTES))
    weights = data.draw(arrays(float, size, elements=st.integers(0, 500).map(float)))
    found = coverage(minutes, weights, LIMITS)
    within = [found.within[limit] for limit in LIMITS]
    assert within == sorted(within)
    assert within == [sum(w for m, w in zip(minutes, weights, strict=True) if m <= limit) for limit in LIMITS]
    assert within[-1] + found.unreached <= found.people
    assert coverage(minutes, weights, [1e9]).within[1e9] + found.unreached == found.people
    if np.isfinite(found.mean_min):
        assert found.mean_min <= found.worst_min + 1e-9


@given(arrays(float, 6, elements=st.floats(0, 100)), arrays(float, 6, elements=st.floats(0, 50)))
def test_nobody_loses_when_everybody_gets_nearer(minutes, nearer_by):
    weights = np.arange(6.0)
    before, after = coverage(minutes, weights, LIMITS), coverage(np.maximum(minutes - nearer_by, 0), weights, LIMITS)
    assert all(after.within[limit] >= before.within[limit] for limit in LIMITS)
    assert after.mean_min <= before.mean_min + 1e-9
