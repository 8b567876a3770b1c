"""Edits of the future: households, members, terms and houses, each without touching the others."""

from __future__ import annotations

import pytest

from plan.scenario.edits import add_scenario, set_households, set_members, set_settling, set_vacant_houses, settlers_of
from plan.scenario.future import Future, Member, Settlers
from plan.scenario.scenario import Plan


@pytest.fixture
def plan() -> Plan:
    return add_scenario(Plan("r", "f"), "案")[0]


def future(plan: Plan) -> Future:
    return plan.scenario("s1").future


def family(plan: Plan) -> Settlers:
    found = settlers_of(future(plan), "family")
    assert found is not None
    return found


def test_types_stand_in_their_order_with_the_terms_of_the_first(plan):
    plan = set_households(plan, "s1", "retired_couple", 1.0)
    plan = set_settling(plan, "s1", from_year=2030, villages=("v1",))
    plan = set_households(plan, "s1", "family", 2.5)
    assert [(e.kind, e.households_a_year, e.from_year, e.villages) for e in future(plan).settlers] == [
        ("family", 2.5, 2030, ("v1",)), ("retired_couple", 1.0, 2030, ("v1",)),
    ]  # fmt: skip
    plan = set_households(plan, "s1", "family", 0.0)
    assert family(plan).households_a_year == 0.0


def test_members_are_the_scenarios_own_until_taken_back(plan):
    members = (Member("f", 40, 1.0), Member("both", 10, 2.0))
    plan = set_members(plan, "s1", "family", members)
    assert family(plan).household == members
    plan = set_members(plan, "s1", "family", ())
    assert len(family(plan).household) == 3


def test_houses_are_written_and_taken_out(plan):
    plan = set_vacant_houses(plan, "s1", {"v1": 3.0, "v2": 0.0})
    assert dict(future(plan).vacant_houses) == {"v1": 3.0, "v2": 0.0}
    assert dict(future(set_vacant_houses(plan, "s1", {"v1": None, "v2": 1.0})).vacant_houses) == {"v2": 1.0}


def test_what_cannot_be_is_refused(plan):
    with pytest.raises(ValueError, match="使えません"):
        set_households(plan, "s1", "family", -1.0)
    with pytest.raises(ValueError, match="世帯の型"):
        set_households(plan, "s1", "castle", 1.0)
