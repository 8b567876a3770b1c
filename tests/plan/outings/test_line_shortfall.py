"""When a bus home must leave, and who is left out beside a line: worked out by hand."""

from __future__ import annotations

import pytest

from network.outings.visit import Visit
from network.services.bus_service import BusService, ServiceStop, ServiceTrip
from plan.outings.line_shortfall import return_times

STOPS = (ServiceStop("p1", "谷口", 35.0, 137.0), ServiceStop("p2", "役場前", 35.02, 137.01))
CLINIC = Visit(stay_s=90 * 60, arrive_by_s=11 * 3600, opens_s=8.5 * 3600, closes_s=17 * 3600)


def at(clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    return hour * 3600 + minute * 60


def line(out: list[str], home: list[str]) -> BusService:
    trips = [ServiceTrip(f"t{n}", 0, (at(c) - 1200, at(c))) for n, c in enumerate(out)]
    trips += [ServiceTrip(f"u{n}", 1, (at(c), at(c) + 1200)) for n, c in enumerate(home)]
    return BusService("b1", "谷線", "fixed", stops=STOPS, trips=tuple(trips))


@pytest.mark.parametrize(
    ("out", "home", "expected"),
    [
        (["9:00"], [], ["10:30"]),  # 9:00 + 90 minutes
        (["9:02"], [], ["10:35"]),  # 10:32, in whole five minutes
        (["7:40"], [], ["10:00"]),  # the clinic opens at 8:30
        (["11:30"], [], []),  # too late for the morning's hours
        (["9:00"], ["10:45"], []),  # there is one already
        (["9:00"], ["9:40"], ["10:30"]),  # the one that there is leaves too early
        (["9:00", "10:00"], [], ["10:30", "11:30"]),
        ([], ["10:00"], []),
    ],
)
def test_arrival_and_stay_make_the_way_home(out: list[str], home: list[str], expected: list[str]) -> None:
    assert return_times(line(out, home), CLINIC) == tuple(map(at, expected))


def test_nobody_waits_for_a_bus_after_closing() -> None:
    late = Visit(stay_s=3600, opens_s=0, closes_s=at("9:30"))
    assert return_times(line(["9:00"], []), late) == ()
