"""Today's and drawn lines become candidates: villages from the hub outwards, on both sides of it."""

from __future__ import annotations

from dataclasses import replace

from geo.region.region import read_region
from network.bus_design.town.patterns import patterns
from network.bus_design.town.town import SearchNumbers
from network.services.bus_service import BusService, ServiceStop, ServiceTrip
from plan.applied import apply
from plan.bus_design.lines import given_calls, legs_of
from plan.bus_design.request import BusDesignRequest, design_task
from plan.scenario.edits import add_scenario, with_scenario
from plan.scenario.scenario import Plan
from tests.small_region import LAT, LON, STEP, write_small_region

CRS = 6672
PLACES = [ServiceStop(f"q{n}", f"停{n}", LAT, LON + n * STEP) for n in range(5)]


def line(*order, times=()):
    stops = tuple(PLACES[n] for n in order)
    trips = tuple(ServiceTrip(f"t{n}", 0, tuple(t)) for n, t in enumerate(times))
    return BusService("b1", "線", "fixed", stops=stops, trips=trips)


def test_a_line_through_the_hub_gives_a_candidate_on_each_side():
    hub, stops = PLACES[2], [PLACES[n] for n in (0, 1, 3, 4)]
    assert given_calls([line(0, 1, 2, 3)], hub, stops, CRS) == ((1, 0), (2,))


def test_a_line_that_passes_the_hub_by_begins_nearest_to_it():
    hub, stops = PLACES[0], PLACES[1:]
    assert given_calls([line(4, 2)], hub, stops, CRS) == ((1, 3),)
    assert given_calls([line(0)], hub, stops, CRS) == ()
    assert given_calls([], hub, stops, CRS) == ()


def test_a_stop_at_the_hub_is_the_hub_even_where_a_village_is_nearer():
    beside = replace(PLACES[2], lat=PLACES[2].lat + 1e-5)
    assert given_calls([line(0, 1, 2, 3)], beside, [PLACES[n] for n in (0, 1, 2, 3)], CRS) == ((1, 0), (3,))


def test_a_line_that_comes_back_to_the_hub_gives_what_lies_between():
    hub, stops = PLACES[0], PLACES[1:]
    assert given_calls([line(0, 1, 3, 0, 2)], hub, stops, CRS)[:2] == ((0, 2), (1,))


def test_trips_are_legs_from_the_hub_and_to_it():
    hub, stops = PLACES[0], PLACES[1:]
    legs = legs_of(
        [line(0, 1, 3, times=[(28_800, 29_400, 30_000)]), line(3, 0, times=[(25_200, 26_400)])], hub, stops, CRS
    )
    assert [(leg.calls, leg.time_s, leg.out) for leg in legs] == [((2,), 26_400, False), ((0, 2), 28_800, True)]


def test_todays_and_drawn_lines_are_candidates(tmp_path):
    region = read_region("sample_regions/sanson")
    task = design_task(apply(region), Plan(region.id, region.fingerprint), BusDesignRequest("f001", 1, 1))
    assert task.town.given
    named = [p.calls for p in patterns(task.town, SearchNumbers.reference()) if not p.loop]
    assert set(task.town.given) & set(named)
    small = read_region(write_small_region(tmp_path))
    plan, scenario = add_scenario(Plan(small.id, small.fingerprint), "案")
    plan = with_scenario(plan, replace(plan.scenario(scenario), services=(line(0, 3, 1),)))
    drawn = design_task(apply(small, plan, scenario), plan, BusDesignRequest("f-clinic", 1, 1))
    v2, v4 = (drawn.villages.index(v) for v in ("v2", "v4"))
    assert (v4, v2) in drawn.town.given
    assert design_task(apply(small), plan, BusDesignRequest("f-clinic", 1, 1)).town.given == ()
