"""Households: today's stay what they are, and loops over ages give the same later."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.region.region import read_region
from plan.applied import apply
from plan.future.in_year.households import METHODS, households_of
from plan.future.of_region import FutureRequest, projection_of
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


def heads(rates: dict[int, float], sex: str = "t") -> pd.DataFrame:
    return pd.DataFrame([(sex, age, rate) for age, rate in rates.items()], columns=["sex", "age_from", "rate"])


def test_without_rates_a_household_stays_as_large_as_it_is(people: Projection) -> None:
    found = households_of(people, NOW, None)
    assert (found.basis, found.method) == ("size", METHODS["size"])
    assert found.by_village[2020].tolist() == [12.0, 40.0, 7.0]
    for year in (2025, 2032):
        for v, village in enumerate(VILLAGES):
            expected = in_proportion(people, dict.fromkeys(AGES, 1.0), year, v)
            assert found.by_village.loc[village, year] == pytest.approx(expected, abs=1e-9)
    assert found.total == pytest.approx(found.by_village.sum().tolist())


@given(st.dictionaries(st.sampled_from(AGES[3:]), st.floats(0.05, 1), min_size=1))
@settings(max_examples=15)
def test_rates_of_heads_as_loops_take_them(people: Projection, given_rates: dict[int, float]) -> None:
    rates, last = {}, 0.0
    for age in AGES:
        last = given_rates.get(age, last)
        rates[age] = last
    found = households_of(people, NOW, heads(given_rates))
    assert found.basis == "headship"
    assert "household_heads.csv" in found.method
    for v, village in enumerate(VILLAGES):
        # Where nobody of today heads a household, all that is known is its size.
        own = rates if in_proportion_known(people, rates, v) else dict.fromkeys(AGES, 1.0)
        assert found.by_village.loc[village, 2032] == pytest.approx(in_proportion(people, own, 2032, v), abs=1e-9)


def in_proportion_known(people: Projection, rates: dict[int, float], village: int) -> bool:
    grid = people.in_year(2020)[village]
    return any(rates[age] * grid[:, k].sum() > 0 for k, age in enumerate(AGES))


def test_rates_of_one_sex_are_its_own(people: Projection) -> None:
    both = pd.concat([heads({20: 0.5}, "m"), heads({20: 0.1}, "f")])
    found = households_of(people, NOW, both)
    weight = {sex: 0.1 if sex == "f" else 0.5 for sex in people.sexes}

    def counted(year: int) -> float:
        grid = people.in_year(year)[0]
        return sum(
            weight[sex] * grid[s, k] for s, sex in enumerate(people.sexes) for k, age in enumerate(AGES) if age >= 20
        )

    assert found.by_village.loc["a", 2032] == pytest.approx(12.0 * counted(2032) / counted(2020))


def test_coarse_ages_take_the_rates_that_they_can_and_totals_none() -> None:
    rows = [
        ("a", year, "t", age, n * (1 if year == 2015 else 0.5))
        for year in (2015, 2020)
        for age, n in ((0, 10), (15, 40), (65, 30))
    ]
    table_of = pd.DataFrame(rows, columns=["village_id", "year", "sex", "age_from", "persons"])
    coarse = project(table_of, to_year=2025)
    assert households_of(coarse, pd.Series({"a": 16}), heads({20: 0.5})).basis == "headship"
    assert households_of(coarse, pd.Series({"a": 16}), None).total == pytest.approx([16.0, 8.0])
    totals = project(
        table_of.groupby(["village_id", "year", "sex"], as_index=False)["persons"].sum().assign(age_from=0),
        to_year=2025,
    )
    assert households_of(totals, pd.Series({"a": 16}), heads({20: 0.5})).basis == "size"


def test_a_year_s_region_counts_households_by_the_rates_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    shutil.copytree("sample_regions/okuyama", folder)
    plain = apply(read_region(folder), year=2045)
    (folder / "household_heads.csv").write_text("age_from,rate\n20,0.2\n65,0.6\n", encoding="utf-8")
    with_rates = apply(read_region(folder), year=2045)
    region = read_region(folder)
    people = projection_of(region, FutureRequest(2045)).people

    def weighed(year: int, rate: Callable[[int], float]) -> pd.Series:
        own = people[people["year"] == year]
        return (own["persons"] * own["age_from"].map(rate)).groupby(own["village_id"]).sum()

    def head(age: int) -> float:
        return 0.6 if age >= 65 else 0.2 if age >= 20 else 0.0

    now = region.villages["households"]
    for effective, rate in ((plain, lambda _: 1.0), (with_rates, head)):
        expected = now * weighed(2045, rate) / weighed(region.base_year, rate)
        pd.testing.assert_series_equal(effective.region.villages["households"], expected, check_names=False)
    totals = [e.region.villages["households"].sum() for e in (plain, with_rates)]
    assert abs(totals[1] / totals[0] - 1) > 0.02
    told = [{n.code for n in e.in_year.notices} for e in (plain, with_rates) if e.in_year is not None]
    assert "homes_of_year" in told[0] or "households_of_year" in told[0]
    assert "homes_by_heads" in told[1] or "households_by_heads" in told[1]
