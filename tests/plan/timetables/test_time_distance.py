"""Where each bus is at which moment, worked out on paper; and what a service runs on a day."""

from __future__ import annotations

import pytest
from shapely import LineString

from network.services.bus_service import BusService, ServiceStop, ServiceTrip
from plan.timetables.service_day_counts import day_counts
from plan.timetables.time_distance import time_distance

A, B, C = (ServiceStop(f"p{i}", f"停{i}", 35.0 + i / 100, 137.0) for i in range(3))
ACROSS = ServiceStop("p1x", "停1", 35.0101, 137.0)
KM = 1.1094  # a hundredth of a degree of latitude at 35 degrees north, on GRS80


def test_trips_of_both_directions_lie_on_the_same_stops() -> None:
    trips = (ServiceTrip("t1", 0, (100, 200, 300)), ServiceTrip("t2", 1, (400, 500, 600)))
    found = time_distance(BusService("b1", "線", "fixed", stops=(A, B, C), trips=trips))
    assert [km for _, km in found.stops] == pytest.approx([0, KM, 2 * KM], abs=0.001)
    there, back = found.trips
    assert [km for _, km in there.points] == pytest.approx([0, 0, KM, KM, 2 * KM, 2 * KM], abs=0.001)
    assert [km for _, km in back.points] == pytest.approx([2 * KM, 2 * KM, KM, KM, 0, 0], abs=0.001)


def test_a_bus_that_stands_is_a_level_line_and_a_passed_stop_no_point() -> None:
    trip = ServiceTrip("t1", 0, (100, None, 320), (100, None, 300))
    (line,) = time_distance(BusService("b1", "線", "fixed", stops=(A, B, C), trips=(trip,))).trips
    assert [time for time, _ in line.points] == [100, 100, 300, 320]


def test_the_way_is_as_long_as_it_is_drawn() -> None:
    around = ((137.0, 35.0), (137.05, 35.005), (137.0, 35.01))
    found = time_distance(BusService("b1", "線", "fixed", stops=(A, B), geometry=LineString(around)))
    assert found.stops[1][1] > 9


def test_a_loop_ends_as_far_as_it_is_long() -> None:
    ring = ((137.0, 35.0), (137.0, 35.01), (137.02, 35.01), (137.0, 35.0))
    found = time_distance(BusService("b1", "線", "fixed", stops=(A, B, A), geometry=LineString(ring)))
    distances = [km for _, km in found.stops]
    assert distances == sorted(distances)
    assert distances[2] > distances[1] > distances[0] == 0


def test_the_stop_across_the_road_is_the_same_place() -> None:
    trip = ServiceTrip("t1", 1, (100, 200, 300))
    (line,) = time_distance(
        BusService("b1", "線", "fixed", stops=(A, B, C), return_stops=(C, ACROSS, A), trips=(trip,))
    ).trips
    assert [km for _, km in line.points] == pytest.approx([2 * KM, 2 * KM, KM, KM, 0, 0], abs=0.01)


def test_without_a_line_there_is_nothing_to_draw() -> None:
    assert time_distance(BusService("b1", "線", "fixed", stops=(A,))).trips == ()


def test_a_day_is_counted() -> None:
    trips = (ServiceTrip("t1", 0, (100, 200, 300)), ServiceTrip("t2", 1, (400, 500, 600)))
    found = day_counts(BusService("b1", "線", "fixed", stops=(A, B, C), trips=trips), 2020)
    assert (found.trips, found.days_per_year) == (2, 261)
    assert found.km == pytest.approx(4 * KM, abs=0.01)
    assert day_counts(BusService("b1", "線", "fixed"), 2020).km == 0
