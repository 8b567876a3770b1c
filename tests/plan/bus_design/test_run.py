"""A design in the background: it ends with designs or with what blocks it, and a wish to stop hands over what there is."""

from __future__ import annotations

from geo.region.region import read_region
from plan.applied import apply
from plan.bus_design.request import BusDesignRequest
from plan.bus_design.run import start
from plan.scenario.scenario import Plan


def begun(**asked):
    region = read_region("sample_regions/model_chiku")
    request = BusDesignRequest("f001", **({"vehicles": 1, "drivers": 1} | asked))
    return start(apply(region), Plan(region.id, region.fingerprint), request)


def test_it_ends_with_designs_and_tells_how_far_it_was():
    state = begun(rounds=3).wait()
    assert not state.running
    assert state.found is not None
    assert state.rounds == state.found.designs.rounds
    assert state.persons > 0


def test_what_blocks_it_is_told():
    state = begun(budget_yen=1.0).wait()
    assert (state.running, state.found) == (False, None)
    assert [told.code for told in state.notices] == ["bus_design_budget_too_small"]


def test_a_wish_to_stop_ends_it():
    run = begun(vehicles=2, drivers=2)
    run.stop()
    state = run.wait(120)
    assert not state.running
    assert state.found is not None
