"""A guarantee is kept by every design, its price is told beside the free designs, and what is impossible is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.texts.errors import RequestError
from plan.bus_design.answer import designs_document
from plan.bus_design.guarantee import guaranteed_designs
from plan.bus_design.reasons import guarantee_told
from plan.bus_design.request import BusDesignRequest
from reports.plain_text.bus_design_lines import bus_design_lines
from tests.network.bus_design.town.small_town import small_task


@pytest.fixture(scope="module")
def task(tmp_path_factory):
    return small_task(tmp_path_factory.mktemp("town"))


def asked(task, **more):
    return guaranteed_designs(task, BusDesignRequest("f-clinic", 1, 1, rounds=30, **more))


def test_without_a_wish_nothing_is_compared(task):
    found = asked(task)
    assert found.free is None
    assert found.price(found.designs.designs[0]) is None
    assert guarantee_told(found, found.designs.designs[0]) == ()
    assert "guarantee" not in designs_document(found)


def test_every_design_keeps_the_guarantee_and_tells_its_price(task):
    found = asked(task, least_purposes=1)
    people = {task.villages[k] for k in found.designs.task.town.guaranteed}
    assert people
    for design in found.designs.designs:
        assert people <= set(design.figures.villages_served)
        assert design.state.short == 0
        price = found.price(design)
        twin = next((d for d in found.free.designs if d.id == price.against), None)
        if twin is not None:
            assert twin.cost_yen <= design.cost_yen
            assert price.persons_less == twin.state.value - design.state.value
            assert set(price.losing) == set(twin.figures.villages_served) - set(design.figures.villages_served)
    assert found.least_yen == min(d.cost_yen for d in found.designs.designs)
    document = designs_document(found)
    assert document["guarantee"]["least_yen"] == found.least_yen
    assert any("いちばん安い案" in line for line in bus_design_lines(document, None))


def test_a_village_that_must_be_served_is_served(task):
    free = asked(task).designs
    outside = next(v for v in ("v5", "v4", "v3") if v not in free.designs[0].figures.villages_served)
    found = asked(task, must=(outside,))
    assert all(outside in d.figures.villages_served for d in found.designs.designs)


@pytest.mark.parametrize(("must", "code"), [("v99", "bus_design_must_unknown"), ("v6", "bus_design_must_unreachable")])
def test_impossible_villages_are_refused(task, must, code):
    with pytest.raises(RequestError) as caught:
        asked(task, must=(must,))
    assert caught.value.notices[0].code == code


def test_a_guarantee_beyond_vehicles_or_money_says_who_lacks(task):
    never = tuple(replace(visit, away_max_s=60) for visit in task.town.visits[1])
    two = replace(task, town=replace(task.town, visits=(task.town.visits[0], never)))
    with pytest.raises(RequestError) as caught:
        asked(two, least_purposes=2)
    assert caught.value.notices[0].code == "bus_design_guarantee_impossible"
    least = asked(task).designs.designs[0].cost_yen
    poor = replace(task, town=replace(task.town, budget_yen=least * 1.01))
    with pytest.raises(RequestError) as caught:
        asked(poor, least_purposes=2)
    assert caught.value.notices[0].code == "bus_design_guarantee_over_budget"
