"""Households that keep people and children: exact against a plain search, and the 1 % strategy on a fixed region."""

from __future__ import annotations

from itertools import count

import numpy as np
import pandas as pd
import pytest

from geo.texts.errors import RequestError
from plan.future import project
from plan.future.projection import with_settlers
from plan.future.settlers import Houses
from plan.future.settlers_needed import Goal, households_needed
from plan.scenario.future import Member, Settlers
from tests.plan.future.invented_people import table, uneven

KINDS = ("young_couple", "family", "retired_couple")
MIX = [Settlers(kind, 1.0) for kind in KINDS]


def town() -> pd.DataFrame:
    return table(uneven(6, (2015, 2020), mean=8.0), "abcdef")


def houses_of(people: pd.DataFrame, vacant: dict[str, float] | None = None) -> Houses:
    last = people[people["year"] == people["year"].max()].groupby("village_id")["persons"].sum()
    return Houses(tuple(last.index), last.to_numpy(), vacant)


def shares(people: pd.DataFrame, households: float, vacant: dict[str, float] | None = None) -> tuple[float, float]:
    settlers = [Settlers(kind, households / 3) for kind in KINDS]
    found = project(people, to_year=2050, settlers=settlers, vacant_houses=vacant)
    then, now = found.in_year(2050), found.in_year(2020)
    return then.sum() / now.sum(), then[..., :3].sum() / now[..., :3].sum()


@pytest.mark.parametrize(
    ("goal", "which"),
    [(Goal(children=False), [0]), (Goal(people=False), [1]), (Goal(), [0, 1]), (Goal(share=0.75), [0, 1])],
)
def test_a_plain_search_finds_the_same(goal: Goal, which: list[int]) -> None:
    people = town()
    found = households_needed(project(people, to_year=2050), MIX, houses_of(people), goal)
    target = goal.share or 0.9
    plain = next(h for h in (0.1 * n for n in count()) if all(shares(people, h)[i] >= target for i in which))
    assert found.households_a_year is not None
    assert plain - 0.1 <= found.households_a_year <= plain
    assert found.year == 2050
    np.testing.assert_allclose((found.people, found.children), shares(people, found.households_a_year))


def test_nobody_is_needed_where_all_stay() -> None:
    people = town()
    found = households_needed(project(people, to_year=2050), MIX, houses_of(people), Goal(share=0.01))
    assert found.households_a_year == 0.0


def test_where_houses_run_out_before_it_is_said_that_no_number_does() -> None:
    people = town()
    few = {"a": 3.0, "b": 2.0}
    found = households_needed(project(people, to_year=2050), MIX, houses_of(people, few), Goal())
    assert found.households_a_year is None
    assert found.people < 0.9
    enough = dict.fromkeys("abcdef", 1000.0)
    assert households_needed(project(people, to_year=2050), MIX, houses_of(people, enough), Goal()).households_a_year


def test_the_old_bring_no_children() -> None:
    people = town()
    found = households_needed(
        project(people, to_year=2050), [Settlers("retired_couple", 1.0)], houses_of(people), Goal()
    )
    assert found.households_a_year is None
    assert found.children < 0.9


def test_a_place_of_its_own_can_be_asked_for() -> None:
    people = town()
    only = [Settlers("family", 1.0, villages=("a",))]
    found = households_needed(
        project(people, to_year=2050), only, houses_of(people), Goal(children=False, villages=("a",))
    )
    settled = project(
        people, to_year=2050, settlers=[Settlers("family", found.households_a_year or 0.0, villages=("a",))]
    )
    assert settled.in_year(2050)[0].sum() / settled.in_year(2020)[0].sum() == pytest.approx(0.9)


def test_a_goal_beyond_the_projection_and_missing_ages_are_refused() -> None:
    people = town()
    with pytest.raises(RequestError, match="2050年の推計"):
        households_needed(project(people, to_year=2030), MIX, houses_of(people), Goal())
    totals = pd.DataFrame({"village_id": "a", "year": [2015, 2020], "sex": "t", "age_from": 0, "persons": [9.0, 8.0]})
    with pytest.raises(RequestError, match="五歳階級の人口が二時点"):
        households_needed(project(totals, to_year=2050), MIX, houses_of(totals), Goal())


VILLAGES = (
    137.07, 351.59, 71.65, 90.72, 234.5, 288.9, 211.55, 77.7, 210.07, 265.29, 493.03, 366.11, 176.41, 587.68, 104.59, 309.46,
    619.38, 81.64, 142.92, 179.63,
)  # fmt: skip
"""People of the twenty villages of an invented region of 5,000, in 2020; all have its ages."""

AGED = {
    (2015, "f"): (
        78.0, 88.4, 83.2, 79.45, 82.44, 83.2, 98.79, 114.42, 130.0, 141.8, 158.37, 197.33, 253.26, 302.63, 280.0, 256.91,
        159.48, 199.36,
    ),
    (2015, "m"): (
        72.01, 81.61, 76.79, 73.33, 76.09, 76.79, 91.21, 105.6, 120.01, 130.93, 146.21, 182.14, 233.77, 279.37, 258.48, 237.18,
        147.21, 184.0,
    ),
    (2020, "f"): (
        67.59, 78.0, 88.4, 83.2, 57.19, 67.59, 83.2, 98.79, 114.42, 130.0, 140.38, 156.0, 192.38, 244.41, 285.98, 254.78,
        218.42, 239.2,
    ),
    (2020, "m"): (
        62.39, 72.01, 81.61, 76.79, 52.81, 62.39, 76.79, 91.21, 105.6, 120.01, 129.58, 143.99, 177.59, 225.61, 263.97, 235.2,
        201.6, 220.81,
    ),
}  # fmt: skip


def fixed_region() -> pd.DataFrame:
    rows = [
        (f"v{v:02}", year, sex, 5 * k, round(persons * size / sum(VILLAGES), 2))
        for (year, sex), ages in AGED.items()
        for k, persons in enumerate(ages)
        for v, size in enumerate(VILLAGES)
    ]
    return pd.DataFrame(rows, columns=["village_id", "year", "sex", "age_from", "persons"])


COUPLE_OF_25 = (Member("f", 25), Member("m", 25))


def test_the_one_percent_strategy_on_the_fixed_region() -> None:
    people = fixed_region()
    now = people.loc[people["year"] == 2020, "persons"].sum()
    alone = project(people, to_year=2050)
    then = alone.in_year(2050)
    children_now = alone.in_year(2020)[..., :3].sum()
    # Worked out by hand with the ratios of the whole: 0.50 of the people and 0.48 of the children.
    assert then.sum() / now == pytest.approx(0.50, abs=0.005)
    assert then[..., :3].sum() / children_now == pytest.approx(0.48, abs=0.005)
    mix = [Settlers("couple", 1.0, members=COUPLE_OF_25), *MIX[1:]]
    for percent, kept, children in ((1.0, 0.84, 1.25), (1.2, 0.91, 1.40)):
        # Three households are seven persons.
        each = now * percent / 100 / 7
        settled = project(people, to_year=2050, settlers=[Settlers(s.kind, each, members=s.members) for s in mix])
        then = settled.in_year(2050)
        assert then.sum() / now == pytest.approx(kept, abs=0.02)
        assert then[..., :3].sum() / children_now == pytest.approx(children, abs=0.05)
    for kinds in (mix, MIX):
        found = households_needed(alone, kinds, houses_of(people), Goal())
        assert found.households_a_year is not None
        assert 0.005 <= found.households_a_year * 7 / 3 / now <= 0.015
        assert min(found.people, found.children) == pytest.approx(0.9)
        # A plain search: a tenth of a household more at a time, everybody followed anew.
        houses = houses_of(people)
        for n in count():
            each = n / 10 / 3
            settled = with_settlers(alone, [Settlers(s.kind, each, members=s.members) for s in kinds], houses)
            then = settled.in_year(2050)
            if min(then.sum() / now, then[..., :3].sum() / children_now) >= 0.9:
                break
        assert n / 10 - 0.1 < found.households_a_year <= n / 10
