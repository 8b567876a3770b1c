"""A design when things go otherwise: later people, a vehicle out, and choices nearly as good."""

from __future__ import annotations

import numpy as np
import pytest

from network.bus_design.town.runs import RunValues
from plan.bus_design.designs import designs
from plan.bus_design.request import BusDesignRequest
from plan.bus_design.robustness import in_year, near_equal, vehicle_out
from tests.network.bus_design.town.small_town import small_task


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    task = small_task(tmp_path_factory.mktemp("town"), vehicles=2, drivers=2)
    return designs(task, BusDesignRequest("f-clinic", 2, 2, rounds=60))


def test_with_its_only_vehicle_out_nobody_goes(found):
    for design in found.designs:
        out = vehicle_out(found, design)
        assert set(out.runs) <= set(design.state.runs)
        assert 0 <= out.persons <= design.state.value
        if design.state.operated.vehicles == 1:
            assert out.persons == 0
            assert set(out.runs) == set(design.state.runs)


def test_choices_cost_and_serve_nearly_as_much_on_other_lines(found):
    offered = [(d, s) for d in found.designs for s in near_equal(found, d)]
    for design, state in offered:
        assert state.operated.cost_yen <= 1.03 * design.cost_yen
        assert state.value >= 0.97 * design.state.value
        assert state.operated.allowed_by(found.task.town)
        mine, other = {k for k, _ in design.state.runs}, {k for k, _ in state.runs}
        assert len(mine & other) <= 0.5 * len(mine | other)
    values = RunValues(found.task.town, found.patterns, np.zeros(1, dtype=np.int64))
    assert all(values.value(values.has(state.runs)) == state.value for _, state in offered)


def test_people_of_today_are_those_of_the_design(found):
    design = found.designs[-1]
    assert in_year(found, design, 2020).villages_served == design.figures.villages_served
