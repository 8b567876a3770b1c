"""Strengths of shrinkage: found again where they are known, and greatest in their own likelihood."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import nbinom

from plan.future.counted_ratios import Counted, Ratios
from plan.future.estimated_strength import gamma_strength, variance_at_most, variance_between, with_estimated_strength


def test_the_variance_between_places_solves_its_equation() -> None:
    random = np.random.default_rng(1)
    variances = random.uniform(0.01, 0.2, 50)
    effects = random.normal(0, np.sqrt(variances + 0.3))
    root = brentq(lambda t: float(np.sum(effects**2 / (variances + t))) - 50, 0.0, 10.0, xtol=1e-14)
    assert variance_between(effects, variances) == pytest.approx(root, rel=1e-9)


def test_places_that_differ_by_chance_only_have_no_variance_between_them() -> None:
    assert variance_between(np.array([0.1, -0.1, 0.05]), np.full(3, 0.04)) == 0.0
    assert variance_between(np.array([5.0]), np.array([0.1])) == 0.0


def test_the_most_that_the_variance_may_be_holds_the_true_one_in_four_of_five_cases() -> None:
    random = np.random.default_rng(4)
    variances = np.full(30, 0.1)
    held = [variance_at_most(random.normal(0, np.sqrt(0.15), 30), variances) >= 0.05 for _ in range(800)]
    assert np.mean(held) == pytest.approx(0.8, abs=0.05)
    assert variance_at_most(np.zeros(30), variances) == 0.0
    assert variance_at_most(np.array([]), np.array([])) == 0.0


@pytest.mark.parametrize("strength", [2.0, 30.0])
def test_the_gammas_strength_is_found_again(strength: float) -> None:
    random = np.random.default_rng(2)
    expected = random.uniform(5, 60, (4000, 1, 1))
    found = random.poisson(expected * random.gamma(strength, 1 / strength, expected.shape)).astype(float)
    assert gamma_strength(found, expected)[0, 0] == pytest.approx(strength, rel=0.15)


def test_no_other_strength_has_a_greater_likelihood() -> None:
    random = np.random.default_rng(3)
    expected = random.uniform(1, 30, (60, 2, 3))
    found = random.poisson(expected * random.gamma(4.0, 0.25, expected.shape)).astype(float)
    best = gamma_strength(found, expected)
    for s in range(2):
        for k in range(3):

            def likelihood(a: float, s: int = s, k: int = k) -> float:
                return float(np.sum(nbinom.logpmf(found[:, s, k], a, a / (a + expected[:, s, k]))))

            tried = [likelihood(a) for a in np.exp(np.linspace(np.log(0.1), np.log(5e4), 300))]
            assert likelihood(best[s, k]) >= max(tried) - 1e-3


def test_counts_that_scatter_less_than_chance_borrow_all() -> None:
    expected = np.full((50, 1, 1), 20.0)
    assert gamma_strength(expected.copy(), expected)[0, 0] == pytest.approx(1e5)


def counts(found: np.ndarray, followed: np.ndarray) -> Counted:
    return Counted(followed, found, np.full((len(found), 1), 10.0), np.full((len(found), 1), 2.0), np.ones(len(found)))


def test_a_pace_that_all_cohorts_share_is_kept_and_one_of_a_single_cohort_is_not() -> None:
    followed = np.full((40, 1, 12), 100.0)
    found = followed * np.where(np.arange(40)[:, None, None] % 2, 1.1, 0.9)
    one_cohort = found.copy()
    one_cohort[0], one_cohort[1] = 90.0, 110.0
    one_cohort[0, 0, 0], one_cohort[1, 0, 0] = 90.0, 110.0
    one_cohort[2] = 100.0
    one_cohort[2, 0, 3] = 340.0  # + 20 % of all, by a dormitory
    parents = Ratios(np.ones((1, 12)), np.full(1, 0.2))
    _, strength = with_estimated_strength(counts(one_cohort, followed), parents)
    assert strength.pace[2] == pytest.approx(0.2)
    assert strength.kept[2] < 0.3
    assert strength.kept[5] > 0.8
    assert strength.between == pytest.approx(0.1, rel=0.15)


def test_equal_ratios_stay_the_parents() -> None:
    followed = np.arange(1.0, 1.0 + 5 * 2 * 9).reshape(5, 2, 9)
    survival = np.linspace(0.5, 1.1, 18).reshape(2, 9)
    parents = Ratios(survival, np.array([0.2, 0.21]))
    women = np.full((5, 2), 30.0)
    data = Counted(followed, followed * survival, women, women * parents.birth, np.ones(5))
    ratios, strength = with_estimated_strength(data, parents)
    np.testing.assert_allclose(ratios.survival, np.broadcast_to(survival, (5, 2, 9)))
    np.testing.assert_allclose(ratios.birth, np.broadcast_to(parents.birth, (5, 2)))
    assert strength.between == 0.0


def test_the_pace_of_small_places_whose_people_mostly_stay_is_found_again() -> None:
    random = np.random.default_rng(6)
    followed = np.full((300, 2, 17), 3.0)
    stay = np.linspace(0.98, 0.75, 17)
    pace = 0.06 * random.standard_normal(300)
    staying = np.minimum(stay * np.exp(pace)[:, None, None], 1.0)
    found = random.binomial(followed.astype(int), staying).astype(float)
    parents = Ratios(np.broadcast_to(found.sum(0) / followed.sum(0), (2, 17)), np.array([0.2, 0.2]))
    women = np.full((300, 2), 10.0)
    _, strength = with_estimated_strength(Counted(followed, found, women, 0.2 * women, np.ones(300)), parents)
    kept_apart = np.log(np.minimum(stay * np.exp(pace)[:, None], 1.0).mean(1)).std()
    assert strength.between == pytest.approx(kept_apart, rel=0.2)
