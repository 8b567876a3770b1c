"""Care homes and dormitories: out of the cohorts, and there in every year."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from geo.region.region import read_region
from geo.texts.errors import ValueRefusedError
from plan.future import project
from plan.future.counts.institutions import Institution, held_apart, with_institutions
from plan.future.of_region import FutureRequest, institutions_of, projection_of
from tests.plan.future.invented_people import by_ratios, table

IDS = ("a", "b", "c")
START = np.arange(1.0, 1.0 + 3 * 2 * 18).reshape(3, 2, 18) % 23 + 2


def test_a_village_with_a_care_home_goes_on_as_if_it_had_none_and_the_home_stays() -> None:
    plain = by_ratios(START, (2015, 2020, 2025, 2030))
    home = np.zeros((2, 18))
    home[0, 15:], home[1, 15:] = 8.0, 2.0
    counted = {year: plain[year].copy() for year in (2015, 2020)}
    for people in counted.values():
        people[1] += home
    rest, held, notices = held_apart(table(counted, IDS), {"b": Institution(30.0)})
    assert [n.code for n in notices] == ["institutions_held_apart"]
    assert "b 30人" in notices[0].message
    assert held["persons"].sum() == pytest.approx(30)
    assert set(held["village_id"]) == {"b"}
    assert held["age_from"].min() == 65
    found = with_institutions(project(rest, to_year=2030), held)
    assert found.in_year(2020).sum() == pytest.approx(counted[2020].sum())
    # Who is taken out of each age is in proportion to who is there, so that ages differ a little, and people hardly.
    assert found.totals.loc["b", 2030] == pytest.approx(plain[2030][1].sum() + 30, rel=0.03)
    followed = project(table(counted, IDS), to_year=2030).in_year(2030)[1].sum()
    assert abs(found.in_year(2030)[1].sum() - plain[2030][1].sum() - 30) < abs(followed - plain[2030][1].sum() - 30)


def test_a_dormitory_is_taken_from_the_young_and_never_more_than_there_are() -> None:
    people = table(by_ratios(START, (2015, 2020)), IDS)
    rest, held, notices = held_apart(people, {"a": Institution(1000.0, "dormitory")})
    assert sorted(held["age_from"].unique()) == [15, 20]
    assert rest[(rest["village_id"] == "a") & rest["age_from"].isin([15, 20])]["persons"].sum() == 0
    assert [n.code for n in notices] == ["institutions_held_apart", "institutions_too_large"]


def test_the_table_of_villages_marks_them() -> None:
    region = read_region(Path(__file__).resolve().parents[4] / "sample_regions" / "sanson")
    first, second = (str(v) for v in region.villages.index[:2])
    others = [np.nan] * (len(region.villages) - 2)
    kinds = ["", "dormitory", *[""] * len(others)]
    marked = region.villages.assign(institution_residents=[40.0, 3.0, *others], institution_kind=kinds)
    assert institutions_of(marked) == {first: Institution(40.0), second: Institution(3.0, "dormitory")}
    assert institutions_of(region.villages) == {}
    apart = projection_of(replace(region, villages=marked), FutureRequest(2070))
    plain = projection_of(region, FutureRequest(2070))
    assert apart.totals[2020].sum() == pytest.approx(plain.totals[2020].sum())
    assert apart.in_year(2070)[0].sum() > plain.in_year(2070)[0].sum() + 20


def test_an_impossible_institution_is_refused() -> None:
    with pytest.raises(ValueRefusedError, match="施設や寮"):
        Institution(-1.0)
