"""Households that settle: who comes, where, until when; and the 1 % strategy worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from geo.reference.settlers import household_kinds
from geo.texts.errors import RequestError, ValueRefusedError
from plan.future import Settlers, project
from plan.future.settlers import Houses, arrivals, household_people, households_by_village
from plan.scenario.future import Member
from tests.plan.future.invented_people import AGES, table, uneven

SEXES = ("f", "m")


def test_a_household_has_its_members_and_a_child_is_half_of_each_sex() -> None:
    people = household_people(Settlers("family", 1.0), SEXES, AGES)
    assert people[:, 6].tolist() == [1.0, 1.0]
    assert people[:, 0].tolist() == [0.5, 0.5]
    assert people.sum() == 3
    assert household_people(Settlers("family", 1.0), ("t",), AGES)[0, 6] == 2


def test_members_can_be_edited() -> None:
    people = household_people(Settlers("甥の一家", 1.0, members=(Member("m", 42), Member("f", 91, 2.0))), SEXES, AGES)
    assert people[1, 8] == 1
    assert people[0, 17] == 2


def test_impossible_settlers_are_refused() -> None:
    with pytest.raises(ValueRefusedError, match="型は知りません"):
        Settlers("circus", 1.0)
    with pytest.raises(ValueRefusedError, match="0以上"):
        Settlers("family", -1.0)


def test_households_come_from_their_year_on_and_go_where_people_are() -> None:
    houses = Houses(("a", "b", "c"), np.array([30.0, 10.0, 60.0]))
    entries = [Settlers("family", 2.0, from_year=2023), Settlers("young_couple", 1.0, villages=("a", "b"))]
    come, full = households_by_village(entries, houses, 2020, 2)
    # 2023, 2024 and 2025 in the first step, 2026 to 2030 in the second.
    np.testing.assert_allclose(come[0, 0], [1.8, 0.6, 3.6])
    np.testing.assert_allclose(come[0, 1], [3.0, 1.0, 6.0])
    np.testing.assert_allclose(come[1, 0], [3.75, 1.25, 0.0])
    assert full == {}


def test_vacant_houses_end_it_and_say_when() -> None:
    houses = Houses(("a", "b"), np.array([50.0, 50.0]), {"a": 6.0, "b": 14.0})
    come, full = households_by_village([Settlers("family", 2.0)], houses, 2020, 3)
    np.testing.assert_allclose(come[0], [[3.0, 7.0], [3.0, 7.0], [0.0, 0.0]])
    assert full == {"a": 2030, "b": 2030}


def test_a_village_that_is_not_there_is_named() -> None:
    with pytest.raises(RequestError, match="nowhere がありません"):
        households_by_village([Settlers("family", 1.0, villages=("nowhere",))], Houses(("a",), np.ones(1)), 2020, 1)


def test_arrivals_stand_in_their_class_at_the_end_of_the_step() -> None:
    households = np.zeros((1, 2, 1))
    households[0, 1, 0] = 4.0
    people = arrivals([Settlers("retired_couple", 1.0)], households, SEXES, AGES)
    assert people.shape == (2, 1, 2, 18)
    assert people[1, 0, :, 12].tolist() == [4.0, 4.0]
    assert people[0].sum() == 0


def test_settlers_add_up() -> None:
    people = table(uneven(4, (2015, 2020)), "abcd")
    both = [Settlers("family", 1.0), Settlers("retired_couple", 0.5)]
    alone = [project(people, to_year=2050, settlers=[s]).settled for s in both]
    together = project(people, to_year=2050, settlers=both)
    np.testing.assert_allclose(together.settled, alone[0] + alone[1], atol=1e-12)
    np.testing.assert_allclose(together.paths - together.settled, project(people, to_year=2050).paths, atol=1e-9)
    twice = project(people, to_year=2050, settlers=[Settlers("family", 2.0)])
    np.testing.assert_allclose(twice.settled, 2 * alone[0], atol=1e-12)


def test_the_first_step_by_hand() -> None:
    people = table(uneven(4, (2015, 2020)), "abcd")
    found = project(people, to_year=2025, settlers=[Settlers("family", 2.0, villages=("b",))], prior_strength=30.0)
    came = found.settled[1, 1]
    without = project(people, to_year=2025, prior_strength=30.0).in_year(2025)[1]
    children_per_woman = without[:, 0] / without[0, 3:9].sum()
    assert came[:, 6].tolist() == [10.0, 10.0]
    np.testing.assert_allclose(came[:, 0], 5.0 + 10.0 * children_per_woman)
    assert came.sum() == pytest.approx(20 + came[:, 0].sum())


def test_the_types_have_a_source() -> None:
    for kind in household_kinds().values():
        assert kind.source
        assert kind.members
