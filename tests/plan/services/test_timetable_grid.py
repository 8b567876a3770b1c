"""The timetable as a grid: written as people write, what cannot be taken is said and kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.texts.clock import clock
from geo.texts.errors import RequestError
from network.services.bus_service import BusService, ServiceStop, ServiceTrip
from plan.scenario.edits import add_scenario
from plan.scenario.scenario import Plan, Scenario
from plan.services.edits import add_service
from plan.services.timetable_grid import PASSED, GridAnswer, add_pasted_trips, read_clock, timetable_grid, write_cells

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


LINE_STOPS = tuple(
    ServiceStop(f"p{n}", name, 35.0, 137.0 + n / 100) for n, name in enumerate(("谷口", "中野", "役場前"), 1)
)
LINE = BusService("b1", "谷線", "fixed", stops=LINE_STOPS, trips=(ServiceTrip("t1", 0, (21600, 22200, 22800)),))


def pasted(text: str, direction: int = 0) -> list[tuple[int | None, ...]]:
    plan = Plan("tameshi", "f", (Scenario("s1", "案1", services=(LINE,)),))
    changed = add_pasted_trips(plan, "s1", "b1", text, direction=direction)
    found = changed.scenario("s1").service("b1").trips
    assert found[0] == LINE.trips[0]
    assert len({trip.id for trip in found}) == len(found)
    assert {trip.direction for trip in found[1:]} == {direction}
    return [trip.times_s for trip in found[1:]]


def at(hour: int, minute: int) -> int:
    return hour * 3600 + minute * 60


TWO = [(at(7, 30), at(7, 40), at(7, 52)), (at(13, 0), None, at(13, 22))]


@pytest.mark.parametrize(
    "text",
    [
        "谷口\t7:30\t13:00\n中野\t7:40\t－\n役場前\t7:52\t13:22",
        "停留所\t１便\t２便\n谷口\t7:30\t13:00\n中野\t7:40\t\n役場前\t7:52\t13:22\n",
        "7:30\t13:00\r\n7:40\tレ\r\n7:52\t13:22\r\n",
        "谷口 ７：３０ １３：００\n中野 ７：４０ レ\n役場前 ７：５２ １３：２２",
        "7:30\t7:40\t7:52\n13:00\t－\t13:22",
    ],
)
def test_every_way_to_lay_it_out_gives_the_same_trips(text: str) -> None:
    assert pasted(text) == TWO


def test_the_way_home_has_the_stops_in_reverse() -> None:
    assert pasted("役場前\t11:00\n中野\t11:12\n谷口\t11:22", 1) == [(at(11, 0), at(11, 12), at(11, 22))]


@pytest.mark.parametrize(
    "text",
    ["", "谷口\t7:30", "役場前\t7:30\n中野\t7:40\n谷口\t7:52", "7:30\t7:40\n8:30\t8:40", "なし\nなし\nなし"],
)
def test_what_does_not_fit_the_line_is_refused_with_its_stops(text: str) -> None:
    with pytest.raises(RequestError) as refused:
        pasted(text)
    assert "停留所 3 か所（谷口 から 役場前 まで）" in refused.value.notices[0].message


def test_times_that_run_backwards_are_refused() -> None:
    with pytest.raises(RequestError):
        pasted("7:30\n7:20\n7:52")
