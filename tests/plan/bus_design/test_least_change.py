"""Today's timetable with a few changes: it is today's, each change helps for no more money, and what can't be kept is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from network.bus_design.town.runs import RunValues
from network.bus_design.town.town import FixedRun
from plan.bus_design.designs import designs
from plan.bus_design.least_change import changes_told, least_change, todays_runs
from plan.bus_design.lines import LineLeg
from plan.bus_design.request import BusDesignRequest
from tests.network.bus_design.town.small_town import small_task

HOUR = 3600
FAR = (0, 1, 2)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    task = small_task(tmp_path_factory.mktemp("town"), vehicles=2, drivers=4)
    town = replace(task.town, given=(FAR,))
    made = designs(replace(task, town=town), BusDesignRequest("f-clinic", 2, 4, rounds=12))
    k = next(k for k, pattern in enumerate(made.patterns) if pattern.calls == FAR)
    back_s = 9 * HOUR + made.patterns[k].run_s
    legs = (LineLeg(FAR, 9 * HOUR, True), LineLeg(FAR, back_s + 600, False), LineLeg(FAR, 13 * HOUR, False))
    return replace(made, task=replace(made.task, legs=legs)), k


def test_a_trip_out_and_the_one_back_are_one_run(found):
    made, k = found
    runs, lost = todays_runs(made.task, made.patterns)
    assert lost == 0
    assert runs == ((k, 9 * HOUR), (k, 13 * HOUR - made.patterns[k].run_s))
    late = LineLeg(FAR, 9 * HOUR + made.patterns[k].run_s + 2 * HOUR, False)
    apart = replace(made.task, legs=(made.task.legs[0], late))
    assert len(todays_runs(apart, made.patterns)[0]) == 2
    unknown = replace(made.task, legs=(LineLeg((2, 0, 1), 9 * HOUR, True),))
    assert todays_runs(unknown, made.patterns) == ((), 1)


def test_each_change_helps_and_none_costs_more_than_today(found):
    made, _ = found
    changes = least_change(made, 3)
    first, *others = changes.steps
    assert others
    assert set(first.design.state.runs) == set(todays_runs(made.task, made.patterns)[0])
    values = RunValues(made.task.town, made.patterns, np.zeros(1, dtype=np.int64))
    changed = 0
    for last, step in zip(changes.steps, others, strict=False):
        mine, before = set(step.design.state.runs), set(last.design.state.runs)
        assert (before - mine, mine - before) == (set(step.before), set(step.after))
        changed += max(len(step.before), len(step.after))
        assert step.design.id == f"c{changed}"
        assert step.design.cost_yen <= first.design.cost_yen
        better = step.design.state.value - last.design.state.value
        assert better > 0 or (better == 0 and step.design.cost_yen < last.design.cost_yen)
        assert step.design.state.value == values.value(values.has(step.design.state.runs))
        assert step.design.state.operated.allowed_by(made.task.town)
    assert changed <= 3
    told = changes_told(made, changes)
    assert told[0].code == "bus_design_today"
    assert len(told) >= len(changes.steps)


def test_without_changes_today_stands_alone_and_the_same_question_has_one_answer(found):
    made, _ = found
    assert len(least_change(made, 0).steps) == 1
    one, other = least_change(made, 2), least_change(made, 2)
    assert [s.design.scenario for s in one.steps] == [s.design.scenario for s in other.steps]


def test_fixed_runs_are_kept_whatever_is_changed(found):
    made, k = found
    town = replace(made.task.town, fixed=(FixedRun(FAR, 16 * HOUR),))
    changes = least_change(replace(made, task=replace(made.task, town=town)), 3)
    assert all((k, 16 * HOUR) in step.design.state.runs for step in changes.steps)


def test_what_cannot_be_kept_is_said(found):
    made, _ = found
    task = made.task
    nothing = least_change(replace(made, task=replace(task, legs=())), 3)
    assert (nothing.steps, [one.code for one in nothing.notices]) == ((), ["bus_design_today_none"])
    at_once = tuple(LineLeg(FAR, 9 * HOUR + 60 * n, True) for n in range(3))
    crowded = least_change(replace(made, task=replace(task, legs=at_once)), 3)
    assert [one.code for one in crowded.notices] == ["bus_design_today_not_allowed"]
    assert "車両 3台" in crowded.notices[0].message
    some = (*task.legs, LineLeg((2, 0, 1), 9 * HOUR, True))
    assert [one.code for one in least_change(replace(made, task=replace(task, legs=some)), 0).notices] == [
        "bus_design_today_left_out"
    ]
