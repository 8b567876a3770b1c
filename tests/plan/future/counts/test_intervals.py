"""Counts brought to five years: lines between counts, the last one untouched."""

from __future__ import annotations

import pandas as pd
import pytest

from plan.future.counts.intervals import five_apart


def counts(persons: dict[int, float]) -> pd.DataFrame:
    return pd.DataFrame(
        {"village_id": "v", "year": list(persons), "sex": "f", "age_from": 0, "persons": list(persons.values())}
    )


def by_year(table: pd.DataFrame) -> dict[int, float]:
    return {int(y): float(n) for y, n in zip(table["year"], table["persons"], strict=True)}


def test_years_five_apart_stay_as_they_are() -> None:
    table = counts({2010: 9.0, 2015: 8.0, 2020: 5.0})
    found, notices = five_apart(table)
    assert found is table
    assert notices == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({2013: 14.0, 2020: 7.0}, {2015: 12.0, 2020: 7.0}),
        ({2010: 20.0, 2018: 12.0, 2020: 4.0}, {2010: 20.0, 2015: 15.0, 2020: 4.0}),
        ({2016: 10.0, 2020: 6.0}, {2015: 11.0, 2020: 6.0}),
        ({2017: 2.0, 2020: 14.0}, {2015: 0.0, 2020: 14.0}),
    ],
)
def test_lines_by_hand(given: dict[int, float], expected: dict[int, float]) -> None:
    found, notices = five_apart(counts(given))
    assert by_year(found) == pytest.approx(expected)
    assert [n.code for n in notices] == ["intervals_brought_to_five"]


def test_a_village_that_was_not_counted_stays_so() -> None:
    new = counts({2020: 3.0}).assign(village_id="w")
    found, _ = five_apart(pd.concat([counts({2010: 8.0, 2020: 4.0}), new]))
    of_new = found[found["village_id"] == "w"].dropna()
    assert by_year(of_new) == {2020: 3.0}
