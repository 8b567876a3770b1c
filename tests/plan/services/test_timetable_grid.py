"""The timetable as a grid: written as people write, what cannot be taken is said and kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.texts.clock import clock
from network.services.bus_service import BusService, ServiceStop, ServiceTrip
from plan.scenario.edits import add_scenario
from plan.scenario.scenario import Plan
from plan.services.edits import add_service
from plan.services.timetable_grid import PASSED, GridAnswer, read_clock, timetable_grid, write_cells

STOPS = tuple(ServiceStop(f"p{i}", f"停{i}", 35.0 + i / 100, 137.0) for i in range(1, 4))
TRIPS = (
    ServiceTrip("t1", 0, (27000, 27300, 27900)),
    ServiceTrip("t2", 0, (90000, None, 90600)),
    ServiceTrip("t3", 1, (30000, 30300, 30900)),
)


@pytest.fixture
def plan() -> Plan:
    plan, scenario = add_scenario(Plan("tameshi", "f"), "案")
    return add_service(plan, scenario, "谷線", stops=STOPS, trips=TRIPS)[0]


def write(plan: Plan, cells: dict, *, whole: bool = False) -> GridAnswer:
    return write_cells(plan, "s1", "b1", cells, moves_whole_trip=whole)


def times(plan: Plan, trip: str) -> tuple:
    return plan.scenario("s1").service("b1").trip(trip).times_s


@given(st.integers(0, 48 * 60 - 1))
def test_every_minute_is_read_as_it_was_written(minute: int) -> None:
    assert read_clock(clock(minute * 60)) == minute * 60


@pytest.mark.parametrize("text", ["7時半", "朝", "7:60", "123:00", "7:3", "-7:30", "7.30", "1e3"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text.replace(".", r"\.")):
        read_clock(text)


def test_the_grid_has_stops_down_and_the_trips_of_its_direction_across(plan: Plan) -> None:
    grid = timetable_grid(plan.scenario("s1").service("b1"), 0)
    assert grid["stop"].tolist() == ["停1", "停2", "停3"]
    assert grid["t1"].tolist() == ["7:30", "7:35", "7:45"]
    assert grid["t2"].tolist() == ["25:00", PASSED, "25:10"]
    assert list(timetable_grid(plan.scenario("s1").service("b1"), 1)) == ["stop", "t3"]


def test_a_time_in_the_middle_is_written(plan: Plan) -> None:
    answer = write(plan, {("t1", 1): "7:40"}, whole=True)
    assert times(answer.plan, "t1") == (27000, 27600, 27900)
    assert (answer.notices, answer.kept) == ((), {})


def test_the_first_time_moves_the_trip_along_if_wished(plan: Plan) -> None:
    assert times(write(plan, {("t1", 0): "8:30"}, whole=True).plan, "t1") == (30600, 30900, 31500)
    assert times(write(plan, {("t1", 0): "7:20"}).plan, "t1") == (26400, 27300, 27900)


def test_a_stop_may_be_passed(plan: Plan) -> None:
    assert times(write(plan, {("t1", 1): "レ"}).plan, "t1") == (27000, None, 27900)
    assert times(write(plan, {("t2", 1): "25:05"}).plan, "t2") == (90000, 90300, 90600)


def test_a_bad_cell_is_said_kept_and_changes_nothing_else(plan: Plan) -> None:
    answer = write(plan, {("t1", 1): "7時半", ("t2", 1): "25:05"})
    assert times(answer.plan, "t1") == times(plan, "t1")
    assert times(answer.plan, "t2") == (90000, 90300, 90600)
    assert answer.kept == {("t1", 1): "7時半"}
    (notice,) = answer.notices
    assert "7:30 発" in notice.message
    assert "停2" in notice.message
    assert "7時半" in notice.message
    shown = timetable_grid(answer.plan.scenario("s1").service("b1"), 0, answer.kept)
    assert shown.loc[1, "t1"] == "7時半"


def test_times_that_run_backwards_are_said_and_kept_until_they_fit(plan: Plan) -> None:
    first = write(plan, {("t1", 1): "8:00"})
    assert times(first.plan, "t1") == times(plan, "t1")
    assert first.kept == {("t1", 1): "8:00"}
    assert len(first.notices) == 1
    second = write(first.plan, {**first.kept, ("t1", 2): "8:10"})
    assert times(second.plan, "t1") == (27000, 28800, 29400)
    assert (second.notices, second.kept) == ((), {})


def test_a_trip_that_is_gone_is_passed_over(plan: Plan) -> None:
    assert write(plan, {("t9", 0): "7:00"}) == GridAnswer(plan, (), {})


def test_every_grid_that_is_written_back_changes_nothing(plan: Plan) -> None:
    service: BusService = plan.scenario("s1").service("b1")
    for direction in (0, 1):
        grid = timetable_grid(service, direction).drop(columns="stop")
        cells = {(str(t), i): text for t in grid for i, text in enumerate(grid[t])}
        assert write(plan, cells).plan == plan
