"""Two stages: districts towards the municipality, villages towards their district."""

from __future__ import annotations

import numpy as np
import pytest

from plan.future.cohorts import checked, cohorts_of
from plan.future.fitted import fitted
from tests.plan.future.invented_people import by_ratios, table, uneven

IDS = [f"v{i}" for i in range(30)]


def cohorts(counts: dict[int, np.ndarray]):
    return cohorts_of(checked(table(counts, sorted(IDS))))[0]


def test_a_small_village_takes_after_its_district() -> None:
    random = np.random.default_rng(7)
    start = random.uniform(20, 60, (30, 2, 18))
    start[0] = 0.5
    pace = np.repeat([0.8, 1.0, 1.2], 10)
    pace[0] = 1.0
    counts = by_ratios(start, (2015, 2020), factor=pace * np.exp(0.02 * random.standard_normal(30)))
    people = cohorts(counts)
    districts = {v: f"d{i // 10}" for i, v in enumerate(sorted(IDS))}
    alone, nested = fitted(people), fitted(people, districts)
    assert set(nested.strengths) == {"district", "village"}
    whole = nested.whole.survival
    with_district = float((nested.change.own.survival[0] / whole).mean())
    without = float((alone.change.own.survival[0] / whole).mean())
    assert with_district < without - 0.03
    assert nested.strengths["district"].between == pytest.approx(0.16, abs=0.06)
    assert nested.strengths["village"].between < 0.05
    assert alone.strengths["village"].between > 0.1


@pytest.mark.parametrize("districts", [{}, dict.fromkeys(IDS, "one"), {v: v for v in IDS}])
def test_districts_that_tell_nothing_apart_are_no_stage(districts: dict[str, str]) -> None:
    found = fitted(cohorts(uneven(30, (2015, 2020))), districts)
    assert set(found.strengths) == {"village"}


def test_three_censuses_add_up_and_give_the_drift_by_the_one_left_out() -> None:
    counts = uneven(30, (2010, 2015, 2020), mean=30.0)
    three = fitted(cohorts(counts))
    two = fitted(cohorts({y: counts[y] for y in (2015, 2020)}))
    assert two.drift.together == pytest.approx(two.strengths["village"].between_at_most)
    assert two.drift.apart == 0
    assert (two.drift.lasting == 0).all()
    assert three.drift.together < two.drift.together
    assert (three.drift.lasting > 0).all()
    found = sum(counts[y][..., 1:].sum(0) for y in (2015, 2020))
    followed = sum(
        np.concatenate([counts[y][..., :-2], counts[y][..., -2:].sum(-1, keepdims=True)], -1).sum(0)
        for y in (2010, 2015)
    )
    np.testing.assert_allclose(three.whole.survival, found / followed)
