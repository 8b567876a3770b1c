"""What blocks a design is said: fixed runs first, then roads, people, hours, money."""

from __future__ import annotations

from dataclasses import replace

import pytest

from network.bus_design.town.patterns import patterns
from network.bus_design.town.town import FixedRun, SearchNumbers
from plan.bus_design.blocked import why_not_fixed, why_nothing
from tests.network.bus_design.town.small_town import small_task


@pytest.fixture(scope="module")
def task(tmp_path_factory):
    return small_task(tmp_path_factory.mktemp("town"))


def _found(task):
    return patterns(task.town, SearchNumbers.reference())


def test_the_first_thing_that_blocks_is_named(task):
    town = task.town
    assert why_nothing(task, ()).code == "bus_design_nothing_near"
    nobody = replace(task, town=replace(town, persons=town.persons * 0))
    assert why_nothing(nobody, _found(task)).code == "bus_design_nobody_left"
    closed = replace(task, town=replace(town, visits=tuple((replace(v[0], arrive_by_s=0),) for v in town.visits)))
    assert why_nothing(closed, _found(task)).code == "bus_design_no_round_trip"
    poor = why_nothing(replace(task, town=replace(town, budget_yen=1.0)), _found(task))
    assert poor.code == "bus_design_budget_too_small"
    assert "円ほどかかります" in poor.message


def _fixed_code(task):
    told = why_not_fixed(task, _found(task))
    return told and told.code


def test_fixed_runs_that_need_too_much_are_named(task):
    both = tuple(FixedRun((stop,), 30_000) for stop in (1, 3))
    asked = replace(task, town=replace(task.town, fixed=both))
    assert _fixed_code(asked) == "bus_design_fixed_vehicles"
    assert why_nothing(asked, _found(asked)).code == "bus_design_fixed_vehicles"
    ends = tuple(FixedRun((1,), start) for start in (6 * 3600, 22 * 3600))
    long = replace(task, town=replace(task.town, fixed=ends))
    assert _fixed_code(long) == "bus_design_fixed_drivers"
    poor = replace(task, town=replace(task.town, fixed=both[:1], budget_yen=1.0))
    assert _fixed_code(poor) == "bus_design_fixed_budget"
    assert _fixed_code(task) is None
