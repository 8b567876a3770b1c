"""Edits of services: a new plan each time, ids that are never given twice, refusals in words, the same bytes for the same edits."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from geo.reference.assumptions import Assumptions
from geo.region.region import Region
from network.services.bus_service import Vehicle
from network.services.calendar import ServiceCalendar
from network.services.running_times import Running
from plan.applied import apply
from plan.file.plan_file import plan_bytes, read_plan
from plan.scenario.edits import add_scenario, delete_scenario
from plan.scenario.scenario import Plan
from plan.services.edits import (
    ServiceEditError,
    add_service,
    add_stop,
    loop_service,
    move_stop,
    pass_stop,
    remove_service,
    remove_stop,
    rename_service,
    rename_stop,
    reverse_service,
    set_parts,
    snap_service,
)
from plan.services.trip_edits import (
    add_trip_to_arrive,
    add_trips,
    add_trips_by_headway,
    remove_trips,
    retime_trips,
    set_block,
    set_trip_times,
    shift_trip,
)
from tests.small_region import LAT, LON, STEP

HOUR = 3600


@pytest.fixture
def running(region: Region) -> Running:
    """A stretch of 6 minutes takes 7 by bus with its call, one of 12 minutes 13."""
    assumptions = Assumptions({"bus_time_factor": 1.0, "bus_dwell_s": 60.0})
    return Running.of(apply(region).roads, assumptions)


@pytest.fixture
def drawn(region: Region, running: Running) -> tuple[Plan, str]:
    """A line over the first four villages."""
    plan, scenario = add_scenario(Plan(region.id, region.fingerprint), "案")
    plan, line = add_service(plan, scenario, "谷線")
    for i in range(4):
        plan, stop = add_stop(plan, scenario, line, LAT, LON + i * STEP, running=running)
        assert stop == f"p{i + 1}"
    assert line == "b1"
    return plan, scenario


def times(plan: Plan) -> list[list[int | None]]:
    (service,) = plan.scenarios[0].services
    return [[None if t is None else t // 60 for t in trip.times_s] for trip in service.trips]


def test_a_line_is_drawn_timed_and_changed(drawn: tuple[Plan, str], running: Running) -> None:
    plan, scenario = drawn
    plan = add_trips(plan, scenario, "b1", [8 * HOUR], running=running)
    plan = add_trips(plan, scenario, "b1", [9 * HOUR], running=running, direction=1)
    assert times(plan) == [[480, 487, 494, 507], [540, 553, 560, 567]]
    plan = shift_trip(plan, scenario, "b1", "t2", 600)
    plan = add_trip_to_arrive(plan, scenario, "b1", (3, 12 * HOUR), running=running)
    assert times(plan) == [[480, 487, 494, 507], [693, 700, 707, 720], [550, 563, 570, 577]]
    plan = add_trips_by_headway(plan, scenario, "b1", (13 * HOUR, 15 * HOUR, HOUR), running=running)
    assert [t.id for t in plan.scenario(scenario).service("b1").trips] == ["t1", "t3", "t4", "t5", "t6", "t2"]
    plan = remove_trips(plan, scenario, "b1", ["t4", "t5", "t6", "nothing"])
    plan = set_trip_times(plan, scenario, "b1", "t1", [480 * 60, None, 500 * 60, 510 * 60])
    assert times(plan)[0] == [480, None, 500, 510]
    assert times(retime_trips(plan, scenario, "b1", running=running))[0] == [480, None, 493, 506]
    plan = set_block(plan, scenario, "b1", ["t1", "t2"], "1")
    assert [t.block for t in plan.scenario(scenario).service("b1").trips] == ["1", "", "1"]
    plan = remove_stop(plan, scenario, "b1", 1, running=running)
    assert times(plan)[0] == [480, 500, 510]


def test_stops_move_in_every_line_that_calls_there(drawn: tuple[Plan, str], running: Running) -> None:
    plan, scenario = drawn
    plan, other = add_service(plan, scenario, "谷線")
    assert plan.scenario(scenario).service(other).name == "谷線（2）"
    plan = pass_stop(plan, scenario, other, "p2", running=running)
    plan = pass_stop(plan, scenario, other, "p1", running=running)
    plan = add_trips(plan, scenario, other, [8 * HOUR], running=running)
    plan = move_stop(plan, scenario, "p1", LAT, LON + 0.4 * STEP, running=running)
    plan = rename_stop(plan, scenario, "p1", "役場", "やくば")
    for service in plan.scenario(scenario).services:
        (stop,) = [s for s in service.stops if s.stop_id == "p1"]
        assert (stop.lon, stop.name, stop.reading) == (round(LON + 0.4 * STEP, 6), "役場", "やくば")
    assert plan.scenario(scenario).service(other).trips[0].times_s == (8 * HOUR, 8 * HOUR + 300)
    with pytest.raises(KeyError):
        move_stop(plan, scenario, "p99", LAT, LON, running=running)


def test_the_way_lies_on_the_road(drawn: tuple[Plan, str], running: Running) -> None:
    plan, scenario = drawn
    line = plan.scenario(scenario).service("b1").line(0)
    assert line[0] == (LON, LAT)
    assert line[-1] == (LON + 3 * STEP, LAT)
    bare = set_parts(plan, scenario, "b1", geometry=None)
    assert plan_bytes(snap_service(bare, scenario, "b1", running=running)) == plan_bytes(plan)


def test_loops_and_reversal(drawn: tuple[Plan, str], running: Running) -> None:
    plan, scenario = drawn
    assert reverse_service(reverse_service(plan, scenario, "b1"), scenario, "b1") == plan
    loop = loop_service(plan, scenario, "b1", running=running)
    assert loop.scenario(scenario).service("b1").is_loop
    assert loop_service(loop, scenario, "b1", running=running) == loop


def test_parts_are_set_and_contradictions_refused(drawn: tuple[Plan, str], running: Running) -> None:
    plan, scenario = drawn
    calendar = ServiceCalendar(days=("tue",))
    changed = set_parts(plan, scenario, "b1", calendar=calendar, vehicle=Vehicle("microbus", 20), fare_yen=200)
    service = changed.scenario(scenario).service("b1")
    assert (service.calendar, service.vehicle.seats, service.fare_yen) == (calendar, 20, 200)
    timed = add_trips(plan, scenario, "b1", [8 * HOUR], running=running)
    with pytest.raises(ServiceEditError, match="運賃"):
        set_parts(plan, scenario, "b1", fare_yen=-5)
    with pytest.raises(ServiceEditError, match="車の通れる道がありません"):
        add_stop(timed, scenario, "b1", LAT + 0.5, LON, running=running)
    with pytest.raises(ServiceEditError, match="前の日"):
        add_trip_to_arrive(plan, scenario, "b1", (3, 60), running=running)
    with pytest.raises(ServiceEditError, match="早くなって"):
        set_trip_times(timed, scenario, "b1", "t1", [9, 8, 7, 6])


def test_no_id_is_ever_given_twice(drawn: tuple[Plan, str], running: Running) -> None:
    plan, scenario = drawn
    plan = add_trips(plan, scenario, "b1", [8 * HOUR, 9 * HOUR], running=running)
    plan = remove_trips(plan, scenario, "b1", ["t2"])
    plan = remove_stop(plan, scenario, "b1", 3, running=running)
    plan = read_plan(plan_bytes(plan))
    plan, stop = add_stop(plan, scenario, "b1", LAT, LON + 3 * STEP, running=running)
    plan = add_trips(plan, scenario, "b1", [10 * HOUR], running=running)
    assert stop == "p5"
    assert plan.scenario(scenario).service("b1").trips[-1].id == "t3"
    plan = remove_service(plan, scenario, "b1")
    plan, new = add_service(plan, scenario, "次")
    plan, stop = add_stop(plan, scenario, new, LAT, LON, running=running)
    assert (new, stop) == ("b2", "p6")
    other, again = add_scenario(delete_scenario(plan, scenario), "別")
    other, new = add_service(other, again, "次")
    assert (new, add_stop(other, again, new, LAT, LON, running=running)[1]) == ("b3", "p7")
    assert rename_service(other, again, new, " ").scenario(again).service(new).name == "名のない路線"


def test_the_same_edits_give_the_same_bytes_whatever_is_saved_in_between(region: Region, running: Running) -> None:
    def edited(*, saved: bool) -> bytes:
        plan, scenario = add_scenario(Plan(region.id, region.fingerprint), "案")
        plan, line = add_service(plan, scenario, "谷線")
        for i in (0, 2, 4):
            plan, _ = add_stop(plan, scenario, line, LAT, LON + i * STEP, running=running)
            plan = read_plan(plan_bytes(plan)) if saved else plan
        plan = add_trips_by_headway(plan, scenario, line, (7 * HOUR, 17 * HOUR, 5 * HOUR), running=running)
        plan = read_plan(plan_bytes(plan)) if saved else plan
        plan, _ = add_stop(plan, scenario, line, LAT, LON + STEP, running=running, position=1, name="中野")
        plan = move_stop(plan, scenario, "p2", LAT, LON + 2.5 * STEP, running=running)
        return plan_bytes(plan)

    assert edited(saved=False) == edited(saved=True)
    content = json.loads(edited(saved=False))
    assert content["scenarios"][0]["services"][0]["stops"][1]["name"] == "中野"


def test_the_plan_before_stays_as_it_was(drawn: tuple[Plan, str], running: Running) -> None:
    plan, scenario = drawn
    before = plan_bytes(plan)
    add_trips(plan, scenario, "b1", [8 * HOUR], running=running)
    move_stop(plan, scenario, "p1", LAT, LON + 0.4 * STEP, running=running)
    remove_service(plan, scenario, "b1")
    assert plan_bytes(plan) == before
    assert replace(plan) == plan
