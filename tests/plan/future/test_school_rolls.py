"""School rolls: single years that keep their classes' sums, and grades that share a class."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.texts.errors import RequestError
from plan.future import project
from plan.future.school_rolls import combined, rolls, single_years
from tests.plan.future.invented_people import table, uneven


def test_single_years_keep_the_sums_and_never_fall_below_nobody() -> None:
    random = np.random.default_rng(3)
    for _ in range(50):
        persons = random.poisson(random.uniform(0, 30, 18)).astype(float)
        years = single_years(persons)
        assert len(years) == 85
        assert (years >= 0).all()
        np.testing.assert_allclose(years.reshape(17, 5).sum(1), persons[:-1], atol=1e-9)


def test_a_falling_number_of_births_falls_from_year_to_year() -> None:
    years = single_years(np.array([20.0, 30.0, 40.0, 50.0, 60.0, 5.0]))
    assert (np.diff(years[:25]) > 0).all()


@pytest.mark.parametrize(
    ("pupils", "school", "classes"),
    [
        ((8.0,) * 6, "primary", ((1,), (2, 3), (4, 5), (6,))),
        ((4.0, 4.0, 8.0, 8.0, 8.0, 8.0), "primary", ((1, 2), (3, 4), (5, 6))),
        ((4.0, 5.0, 8.0, 9.0, 9.0, 7.0), "primary", ((1,), (2, 3), (4,), (5, 6))),
        ((0.3, 5.0, 20.0, 0.0, 3.0, 2.0), "primary", ((2,), (3,), (5, 6))),
        ((4.0, 4.0, 4.0), "lower_secondary", ((1, 2), (3,))),
        ((5.0, 4.0, 4.0), "lower_secondary", ((1,), (2, 3))),
        ((0.0,) * 3, "lower_secondary", ()),
    ],
)
def test_grades_that_are_small_share_a_class(
    pupils: tuple[float, ...], school, classes: tuple[tuple[int, ...], ...]
) -> None:
    assert combined(pupils, school) == classes


def test_a_roll_counts_those_of_its_ages_in_its_villages() -> None:
    found = project(table(uneven(5, (2015, 2020), mean=20.0), "abcde"), to_year=2040)
    primary, lower = (rolls(found, ("a", "c"), school) for school in ("primary", "lower_secondary"))
    assert [r.year for r in primary] == [2020, 2025, 2030, 2035, 2040]
    for year, first, second in zip(found.years, primary, lower, strict=True):
        people = found.in_year(year)[[0, 2]].sum((0, 1))
        by_age = single_years(people)
        assert sum(first.pupils) == pytest.approx(by_age[6:12].sum())
        assert sum(second.pupils) + by_age[10:12].sum() == pytest.approx(people[2])
        assert len(first.pupils) == 6
    assert not primary[0].has_combined_classes or primary[0].classes[0] != (1,)


def test_without_ages_it_is_said_what_is_needed() -> None:
    totals = pd.DataFrame({"village_id": "a", "year": [2015, 2020], "sex": "t", "age_from": 0, "persons": [9.0, 8.0]})
    with pytest.raises(RequestError, match="五歳階級"):
        rolls(project(totals, to_year=2030), ("a",))
