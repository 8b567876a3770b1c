"""People weighed by village: as a loop over years and villages counts them, and between the limits of the band."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan.daily_life.weighed import people_by_year
from plan.future.projection import Projection, project
from tests.plan.daily_life.conftest import halving
from tests.plan.future.invented_people import AGES, table, uneven

VILLAGES = ("a", "b", "c", "d")


@pytest.fixture(scope="module")
def uneven_people() -> Projection:
    return project(table(uneven(4, (2010, 2015, 2020), mean=20), VILLAGES), to_year=2043)


@given(
    st.dictionaries(st.sampled_from((*VILLAGES, "gone")), st.floats(0, 1)), st.sampled_from([None, (65, None), (0, 5)])
)
@settings(max_examples=20)
def test_it_adds_up_as_loops_do(
    uneven_people: Projection, shares: dict[str, float], ages: tuple[int, int | None] | None
) -> None:
    found = people_by_year(uneven_people, shares, ages)
    assert found.years == tuple(range(2020, 2044))
    for year in (2020, 2023, 2035, 2043):
        people = uneven_people.in_year(year)
        expected = 0.0
        for v, village in enumerate(VILLAGES):
            for k, age in enumerate(AGES):
                if ages is None or (age >= ages[0] and (ages[1] is None or age < ages[1])):
                    expected += shares.get(village, 0.0) * people[v, :, k].sum()
        assert found.middle[year - 2020] == pytest.approx(expected, abs=1e-9)
    assert np.all(found.low <= found.middle + 1e-9)
    assert np.all(found.middle <= found.high + 1e-9)


def test_everybody_has_the_band_of_the_whole(uneven_people: Projection) -> None:
    found = people_by_year(uneven_people, dict.fromkeys(VILLAGES, 1.0))
    for year, (low, high) in zip(uneven_people.years, uneven_people.band_of(), strict=True):
        at = year - 2020
        middle = found.middle[at]
        assert (found.low[at], found.high[at]) == (pytest.approx(min(low, middle)), pytest.approx(max(high, middle)))


def test_ages_that_are_not_known_are_everybody() -> None:
    people = halving({"v": 40.0})
    assert (
        people_by_year(people, {"v": 1.0}, (65, None)).middle.tolist()
        == people_by_year(people, {"v": 1.0}).middle.tolist()
    )
