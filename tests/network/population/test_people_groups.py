"""Who is counted: older people, and people without a car."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reference.assumptions import Assumptions
from network.population.people_groups import GROUPS, group_counts, group_weights, people_without_car

RATES = Assumptions(
    {
        "licence_rate_15_64": 0.9,
        "licence_rate_65_74": 0.8,
        "licence_rate_75_over": 0.4,
        "licence_rate_65_over": 0.5,
    }
)


def villages(**columns: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        columns, index=pd.Index([f"v{i}" for i in range(len(columns["population"]))], name="village_id")
    )


def test_the_villages_own_share_counts_first():
    carless, own = people_without_car(
        villages(population=[100], no_car_share=[0.25], pop_15_64=[50], pop_65_over=[50]), RATES
    )
    assert carless.tolist() == [25]
    assert own


def test_licences_count_by_age_where_there_is_no_share():
    known = villages(population=[110], pop_0_14=[10], pop_15_64=[40], pop_65_over=[60], pop_75_over=[20])
    carless, own = people_without_car(known, RATES)
    assert carless.tolist() == pytest.approx([40 * 0.1 + 40 * 0.2 + 20 * 0.6])
    assert not own


def test_older_people_count_as_one_group_where_the_oldest_are_not_known():
    assert people_without_car(villages(population=[100], pop_15_64=[40], pop_65_over=[60]), RATES)[0].tolist() == [
        pytest.approx(40 * 0.1 + 60 * 0.5)
    ]
    mixed = villages(population=[100, 100], pop_15_64=[40, 40], pop_65_over=[60, 60], pop_75_over=[20, np.nan])
    assert people_without_car(mixed, RATES)[0].tolist() == pytest.approx([4 + 8 + 12, 4 + 30])


def test_without_ages_everybody_counts_as_working():
    assert people_without_car(villages(population=[100]), RATES)[0].tolist() == pytest.approx([10])
    gaps = villages(population=[100, 50], pop_15_64=[np.nan, 50], pop_65_over=[60, 0])
    assert people_without_car(gaps, RATES)[0].tolist() == pytest.approx([10, 5])


def test_villages_without_a_share_use_licences_and_it_is_said():
    carless, own = people_without_car(villages(population=[100, 100], no_car_share=[0.3, np.nan]), RATES)
    assert carless.tolist() == pytest.approx([30, 10])
    assert not own


def test_only_groups_that_the_data_knows_are_counted():
    assert list(group_counts(villages(population=[1]), RATES)) == ["population", "no_car"]
    all_ages = villages(population=[9], pop_0_14=[1], pop_15_64=[3], pop_65_over=[5], pop_75_over=[2])
    assert list(group_counts(all_ages, RATES)) == list(GROUPS)


def test_groups_are_shared_out_over_homes_as_people_are():
    ages = villages(population=[100, 0], pop_15_64=[60, 0], pop_65_over=[40, 0], no_car_share=[0.2, 0.2])
    people = pd.DataFrame({"village_id": ["v0", "v0", "v1"], "population": [25.0, 75.0, 0.0]}, index=[7, 8, 9])
    weights = group_weights(ages, people, RATES)
    assert weights.index.tolist() == [7, 8, 9]
    assert weights["population"].tolist() == [25, 75, 0]
    assert weights["pop_65_over"].tolist() == [10, 30, 0]
    assert weights["no_car"].tolist() == [5, 15, 0]


@given(st.lists(st.tuples(st.integers(0, 300), st.floats(0, 1), st.integers(1, 4)), min_size=1, max_size=8))
def test_shared_out_groups_sum_to_the_villages(drawn):
    population = [float(p) for p, _, _ in drawn]
    old = [p * share for p, (_, share, _) in zip(population, drawn, strict=True)]
    frame = villages(
        population=population, pop_15_64=[p - o for p, o in zip(population, old, strict=True)], pop_65_over=old
    )
    rows = [
        (f"v{i}", p / homes)
        for i, (p, (_, _, homes)) in enumerate(zip(population, drawn, strict=True))
        for _ in range(homes)
    ]
    weights = group_weights(frame, pd.DataFrame(rows, columns=["village_id", "population"]), RATES)
    counts = group_counts(frame, RATES)
    assert not weights.isna().any(axis=None)
    assert list(weights) == list(counts)
    np.testing.assert_allclose(weights.sum(), counts.sum(), atol=1e-6)
    assert (counts["no_car"] <= counts["population"] + 1e-9).all()
