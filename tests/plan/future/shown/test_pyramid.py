"""Pyramids: both years by sex and age; none of few people, none where ages are not known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from plan.future.projection import project
from plan.future.shown.pyramid import broad_ages, pyramid_of


def test_both_years_stand_by_sex_and_age(projection):
    found = pyramid_of(projection, ["a", "b"], 2040)
    assert found is not None
    assert (found.years, found.sexes, found.labels[0], found.labels[-1]) == (
        (2020, 2040), ("男", "女"), "0〜4歳", "85歳以上",
    )  # fmt: skip
    people = projection.people
    women = people[(people.year == 2040) & (people.sex == "f") & people.village_id.isin(["a", "b"])]
    np.testing.assert_allclose(found.then[1], women.groupby("age_from").persons.sum().to_numpy())


@pytest.mark.parametrize("villages", [["c"], ["d"], ["c", "d"], []])
def test_few_people_have_none(projection, villages):
    assert pyramid_of(projection, villages, 2040) is None


def test_totals_have_none(only_totals):
    assert pyramid_of(only_totals, ["a"], 2040) is None


def test_without_sexes_there_is_one_side():
    from tests.plan.future.shown.conftest import counts

    table = counts().groupby(["village_id", "year", "age_from"], as_index=False).persons.sum().assign(sex="t")
    found = pyramid_of(project(table, to_year=2040), ["a"], 2040)
    assert found is not None
    assert found.sexes == ("男女計",)


def test_three_ages_are_told_in_tens(projection):
    found = pyramid_of(projection, ["a", "b"], 2040)
    assert found is not None
    rows = broad_ages(found)
    assert [age for age, _, _ in rows] == ["0〜14歳", "15〜64歳", "65歳以上"]
    assert all(then == "10人未満" or int(then[:-1].replace(",", "")) % 10 == 0 for _, _, then in rows)
    assert sum(int(before[:-1]) for _, before, _ in rows) == pytest.approx(270, abs=1)


def test_age_groups_make_three_classes():
    rows = [
        (v, year, "t", age, n) for v in "ab" for year, f in ((2015, 1.1), (2020, 1.0))
        for age, n in ((0, 10 * f), (15, 40 * f), (65, 50 * f))
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["village_id", "year", "sex", "age_from", "persons"])
    found = pyramid_of(project(table, to_year=2030), ["a", "b"], 2030)
    assert found is not None
    assert found.labels == ["0〜14歳", "15〜64歳", "65歳以上"]
    assert len(broad_ages(found)) == 3
