"""A design's figures on its days: weighted by how many days there are, and by the ordinary evaluation of each kind of days."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan.bus_design.days import Together
from plan.bus_design.designs import designs
from plan.bus_design.measured import design_of, figures_of, measured_scenario, with_other_days
from plan.bus_design.request import BusDesignRequest
from plan.bus_design.wishes import Wishes
from tests.network.bus_design.town.small_town import small_task

WISHES = Wishes(saturday=True)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    task = small_task(tmp_path_factory.mktemp("town"), vehicles=1, drivers=2, wishes=WISHES)
    return designs(task, BusDesignRequest("f-clinic", 1, 2, rounds=16, wishes=WISHES))


def test_the_share_over_the_year_weighs_days(found):
    design = found.designs[-1]
    (saturday,) = design.others
    usual, other = design.state.operated.year.days, len(saturday.kind.dates)
    both = usual * design.figures.outing_share + other * saturday.figures.outing_share
    assert design.outing_share == pytest.approx(both / (usual + other))
    assert replace(design, others=()).outing_share == design.figures.outing_share


def test_saturdays_are_measured_on_a_saturday_with_what_is_open_then(found):
    for design in found.designs:
        (saturday,) = design.others
        evaluation = measured_scenario(found.task, design.scenario)
        kind = saturday.kind
        assert kind.dates[0].weekday() == 5
        assert saturday.figures == figures_of(evaluation, found.task.hub_id, kind.purposes, kind.dates[0])
        walking = figures_of(
            measured_scenario(found.task, replace(design.scenario, services=design.state.operated.services)),
            found.task.hub_id,
            kind.purposes,
            kind.dates[0],
        )
        gains = saturday.figures.outing_share - walking.outing_share
        assert gains > 0 if saturday.state is not None else gains == 0


def test_days_together_that_need_more_drivers_than_there_are_give_no_design(found):
    task = found.task
    busy = next(d for d in found.designs if d.others[0].state is not None)
    choice = Together(busy.state, (busy.others[0].state,), busy.cost_yen, 0.0)
    made = with_other_days(task, choice, 10.0)
    assert made is not None
    assert made.cost_yen == busy.cost_yen
    poor = replace(task, town=replace(task.town, budget_yen=busy.cost_yen - 1))
    assert with_other_days(poor, choice, 10.0) is None


def test_a_timetable_alone_is_measured_as_it_is(found):
    first = found.designs[0]
    alone = design_of(found.task, first.state, "c0")
    assert (alone.id, alone.cost_yen, alone.others) == ("c0", first.state.operated.cost_yen, ())
    assert alone.figures.outing_share == first.figures.outing_share
