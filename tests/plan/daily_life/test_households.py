"""Households: today's stay what they are, and loops over ages give the same later."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan.daily_life.households import METHODS, households_of
from plan.future.projection import Projection, project
from tests.plan.future.invented_people import AGES, table, uneven

VILLAGES = ("a", "b", "c")
NOW = pd.Series({"a": 12.0, "b": 40.0, "c": 7.0, "elsewhere": 99.0})


@pytest.fixture(scope="module")
def people() -> Projection:
    return project(table(uneven(3, (2015, 2020), mean=20), VILLAGES), to_year=2032)


def in_proportion(people: Projection, rate: dict[int, float], year: int, village: int) -> float:
    def heads(y: int) -> float:
        grid = people.in_year(y)[village]
        return sum(rate[age] * grid[s, k] for s in range(grid.shape[0]) for k, age in enumerate(AGES))

    return float(NOW.iloc[village]) * heads(year) / heads(2020)


def test_households_go_with_the_people_of_20_and_over(people: Projection) -> None:
    found = households_of(people, NOW)
    assert found.basis == "adults"
    assert "20歳以上" in found.method
    assert found.by_village[2020].tolist() == [12.0, 40.0, 7.0]
    for year in (2025, 2032):
        for v, village in enumerate(VILLAGES):
            expected = in_proportion(people, {age: float(age >= 20) for age in AGES}, year, v)
            assert found.by_village.loc[village, year] == pytest.approx(expected, abs=1e-9)
    assert found.total == pytest.approx(found.by_village.sum().tolist())


@given(st.dictionaries(st.sampled_from(AGES[3:]), st.floats(0.05, 1), min_size=1))
@settings(max_examples=15)
def test_rates_of_heads_as_loops_take_them(people: Projection, given_rates: dict[int, float]) -> None:
    rates, last = {}, 0.0
    for age in AGES:
        last = given_rates.get(age, last)
        rates[age] = last
    found = households_of(people, NOW, given_rates)
    assert found.basis == "headship"
    for v, village in enumerate(VILLAGES):
        if in_proportion_known(people, rates, v):
            assert found.by_village.loc[village, 2032] == pytest.approx(in_proportion(people, rates, 2032, v), abs=1e-9)


def in_proportion_known(people: Projection, rates: dict[int, float], village: int) -> bool:
    grid = people.in_year(2020)[village]
    return any(rates[age] * grid[:, k].sum() > 0 for k, age in enumerate(AGES))


def test_coarse_ages_take_people_of_15_and_over() -> None:
    rows = [
        ("a", year, "t", age, n * (1 if year == 2015 else 0.5))
        for year in (2015, 2020)
        for age, n in ((0, 10), (15, 40), (65, 30))
    ]
    coarse = project(pd.DataFrame(rows, columns=["village_id", "year", "sex", "age_from", "persons"]), to_year=2025)
    found = households_of(coarse, pd.Series({"a": 16}), {20: 0.5})
    assert (found.basis, households_of(coarse, pd.Series({"a": 16})).basis) == ("headship", "over_15")
    assert households_of(coarse, pd.Series({"a": 16})).total == pytest.approx([16.0, 8.0])
    assert set(METHODS) == {"headship", "adults", "over_15", "people"}
