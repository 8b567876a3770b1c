"""A trip whose line changed, timed on paper: a kilometre takes two minutes, a call one."""

from __future__ import annotations

import pytest

from geo.texts.errors import ValueRefusedError
from network.services.bus_service import ServiceStop, ServiceTrip
from network.services.retiming import LineChange, retimed
from network.services.running_times import Running
from tests.network.roads.by_hand import both_ways, drawn, lat_lon, roads_of

PLACES = {f"n{i}": (1000.0 * i, 0.0) for i in range(11)}
ISLAND = {"x": (0.0, 50_000.0), "y": (1000.0, 50_000.0)}
WAYS = [(f"n{i}", f"n{i + 1}") for i in range(10)] + [("x", "y")]
ROADS = roads_of(drawn(PLACES | ISLAND, [e for u, v in WAYS for e in both_ways(u, v, speed_kph=60.0)]))
RUNNING = Running(ROADS, time_factor=2.0, dwell_s=60.0)


def stop(km: float, north_km: float = 0.0) -> ServiceStop:
    lat, lon = lat_lon(1000 * km, 1000 * north_km)
    return ServiceStop(f"p{km:g}", f"{km:g}km", lat, lon)


BEFORE = (stop(0), stop(2), stop(6))
# The roads take 5 and 9 minutes, so that each ride has a minute to spare.
TRIP = ServiceTrip("t1", 0, (0, 360, 960))


def after(trip: ServiceTrip, *stops: tuple[ServiceStop, int | None]) -> list[float | None] | None:
    """Minutes at the stops of a changed line, each given with its position before."""
    change = LineChange(BEFORE, tuple(s for s, _ in stops), tuple(was for _, was in stops))
    found = retimed(trip, change, RUNNING)
    return None if found is None else [None if t is None else t / 60 for t in found.times_s]


SAME = ((BEFORE[0], 0), (BEFORE[1], 1), (BEFORE[2], 2))


def test_what_did_not_change_keeps_its_times_to_the_second() -> None:
    odd = ServiceTrip("t1", 0, (7, 361, 907))
    assert after(odd, *SAME) == [7 / 60, 361 / 60, 907 / 60]
    quicker_than_the_roads = ServiceTrip("t1", 0, (0, 60, 120))
    assert after(quicker_than_the_roads, *SAME) == [0, 1, 2]


def test_a_new_stop_takes_its_time_and_the_slack_stays() -> None:
    assert after(TRIP, SAME[0], SAME[1], (stop(4), None), SAME[2]) == [0, 6, 11, 17]
    assert after(TRIP, SAME[0], (stop(1), None), SAME[1], SAME[2]) == [0, 3, 7, 17]


def test_a_stop_less_saves_its_call() -> None:
    assert after(TRIP, SAME[0], SAME[2]) == [0, 15]
    assert after(TRIP, SAME[0]) is None


def test_a_stop_that_moved_is_timed_anew() -> None:
    assert after(TRIP, SAME[0], (stop(3), 1), SAME[2]) == [0, 7, 16]
    # The first stop moved a kilometre on: the second keeps its time, so the trip begins two minutes later.
    assert after(TRIP, (stop(1), 0), SAME[1], SAME[2]) == [2, 6, 16]


def test_seconds_stay_seconds() -> None:
    trip = ServiceTrip("t1", 0, (0, 301, 901))
    assert after(trip, SAME[0], SAME[1], (stop(4), None), SAME[2]) == [0, 301 / 60, 601 / 60, 961 / 60]


def test_a_stop_that_the_trip_passes_by_stays_passed_by() -> None:
    assert after(ServiceTrip("t1", 0, (0, None, 960)), *SAME) == [0, None, 16]


def test_a_bus_that_stands_still_stands() -> None:
    trip = ServiceTrip("t1", 0, (0, 360, 960), arrivals_s=(0, 300, 960))
    change = LineChange(BEFORE, (BEFORE[0], BEFORE[1], stop(4), BEFORE[2]), (0, 1, None, 2))
    found = retimed(trip, change, RUNNING)
    assert found is not None
    assert (found.times_s, found.arrivals_s) == ((0, 360, 660, 1_020), (0, 300, 660, 1_020))


def test_no_road_is_refused() -> None:
    with pytest.raises(ValueRefusedError):
        after(TRIP, SAME[0], (stop(0.5, 50), 1), SAME[2])


def test_which_stops_stayed_where_they_were() -> None:
    change = LineChange(BEFORE, (BEFORE[0], stop(3), stop(4)), (0, 1, None))
    assert [change.unmoved(position) for position in range(3)] == [True, False, False]
