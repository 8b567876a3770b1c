"""Licences in another year: by loops over one generation after the other, and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.reference import reference_table
from geo.reference.assumptions import Assumptions
from plan.future.in_year.licences import (
    carried_rates,
    chosen_method,
    kept_in_a_year,
    licences_in_year,
    rates_today,
)
from plan.future.projection import project
from tests.plan.future.invented_people import AGES, table, uneven

SEXES = ("f", "m")
NAMES = (*(f"{age:02d}_{age + 4:02d}" for age in range(0, 85, 5)), "85_over")


def rate(sex: str, k: int) -> float:
    """Return today's rate of a class, from the table itself."""
    values = reference_table("licence_cohorts")
    name = f"rate_{sex}_{NAMES[k]}"
    return values[name].value if name in values else 0.0


def returned(age: int) -> float:
    values = reference_table("licence_cohorts")
    named = "85_over" if age >= 85 else "75_84" if age >= 75 else "65_74" if age >= 65 else ""
    return values[f"returned_{named}"].value if named else 0.0


def by_loops(people: np.ndarray) -> np.ndarray:
    """Follow every generation by itself, year by year within a step."""
    steps, _, ages = people.shape
    found = np.zeros(people.shape)
    for s, sex in enumerate(SEXES):
        for k in range(ages):
            found[0, s, k] = rate(sex, k)
        for t in range(1, steps):
            for k in range(ages):
                if 5 * k < 30:
                    found[t, s, k] = rate(sex, k)
                    continue
                came = found[t - 1, s, k - 1]
                for months in range(60):
                    # Two and a half years in the class that is left, two and a half in the one that is entered.
                    came *= (1 - returned(5 * (k - 1) if months < 30 else 5 * k)) ** (1 / 12)
                if k < ages - 1:
                    found[t, s, k] = came
                    continue
                stayed = found[t - 1, s, k] * (1 - returned(5 * k)) ** 5
                entering, inside = people[t - 1, s, k - 1], people[t - 1, s, k]
                both = entering + inside
                found[t, s, k] = (came * entering + stayed * inside) / both if both else (came + stayed) / 2
    return found


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**31), st.integers(1, 10), st.booleans())
def test_rates_follow_each_generation(seed: int, steps: int, nobody_old: bool) -> None:
    people = np.random.default_rng(seed).poisson(9.0, (steps + 1, 2, len(AGES))).astype(float)
    if nobody_old:
        people[:, :, -2:] = 0
    np.testing.assert_allclose(carried_rates(people, SEXES, AGES), by_loops(people), atol=1e-12)


def test_a_generation_by_hand() -> None:
    rates = carried_rates(np.ones((6, 2, 18)), SEXES, AGES)
    # Women of 50 to 54 today are 75 to 79 in five steps; only the years from 62.5 to 77.5 cost licences.
    fifty = rate("f", 10)
    assert rates[5, 0, 15] == pytest.approx(fifty * (1 - returned(65)) ** 10 * (1 - returned(75)) ** 2.5)
    assert rates[5, 0, 15] > 1.5 * rate("f", 15)
    # The young take licences as the young do today.
    assert rates[5, 1, 4] == rate("m", 4)
    np.testing.assert_array_equal(rates[0], rates_today(SEXES, AGES))


def test_nobody_gives_a_licence_back_before_65() -> None:
    kept = kept_in_a_year(AGES)
    assert kept[:13].tolist() == [1.0] * 13
    assert kept[13] > kept[15] > kept[17] > 0.8


def test_sexes_that_are_not_told_apart_hold_the_mean() -> None:
    both, alone = rates_today(SEXES, AGES), rates_today(("t",), AGES)
    np.testing.assert_allclose(alone[0], both.mean(0))


def test_the_rates_of_age_groups_change_as_their_people_do() -> None:
    counts = uneven(5, (2010, 2015, 2020), seed=4)
    projection = project(table(counts, [f"v{i}" for i in range(5)]), to_year=2050)
    given_rates = Assumptions({"licence_rate_75_over": 0.4})
    found = licences_in_year(projection, 2047, given_rates)
    rates = by_loops(projection.paths.sum(1))
    part = 2 / 5
    carried = (1 - part) * rates[5] + part * rates[6]
    people = projection.in_year(2047).sum(0)
    for name, classes in {"15_64": range(3, 13), "65_74": (13, 14), "75_over": (15, 16, 17)}.items():
        for method, now in (("by_age", rates[0]), ("cohort", carried)):
            cells = [(s, k) for s in range(2) for k in classes]
            first = projection.paths[0].sum(0)
            before = sum(first[c] * (1 - rates[0][c]) for c in cells) / sum(first[c] for c in cells)
            after = sum(people[c] * (1 - now[c]) for c in cells) / sum(people[c] for c in cells)
            level = given_rates[f"licence_rate_{name}"]
            expected = 1 - (1 - level) * after / before
            assert found[method][f"licence_rate_{name}"] == pytest.approx(expected, abs=1e-12)  # type: ignore[index]
    assert found["cohort"]["licence_rate_75_over"] > found["by_age"]["licence_rate_75_over"]


def test_without_ages_of_five_years_rates_stay() -> None:
    counts = {y: c.sum((1, 2), keepdims=True) for y, c in uneven(3, (2015, 2020)).items()}
    projection = project(table(counts, ["a", "b", "c"], ("t",)), to_year=2040)
    assert projection.method == "totals"
    known = Assumptions({"licence_rate_15_64": 0.5})
    assert licences_in_year(projection, 2040, known) == {"by_age": known, "cohort": known}


def test_the_method_is_an_assumption() -> None:
    assert chosen_method(Assumptions()) == "cohort"
    assert chosen_method(Assumptions({"licence_future_choice": 1})) == "by_age"
    with pytest.raises(ValueError, match="1 か 2"):
        Assumptions({"licence_future_choice": 3})
