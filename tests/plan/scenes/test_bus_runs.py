"""Buses stand where the schedule says: at every call at its times, on their way in between, nowhere before and after."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo.region.region import read_region
from plan.applied import apply
from plan.file.plan_file import open_plan
from plan.scenes.bus_runs import BusRun, bus_runs

GEOD = Geod(ellps="GRS80")
SAMPLES = Path("sample_regions")


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    return float(GEOD.inv(a[1], a[0], b[1], b[0])[2])


# Worked out on paper: an L of 1,000 m east and 500 m north; the stop in the middle is passed at 8:05 and left at 8:06.
L_RUN = BusRun(
    "t1", "谷線", False, ((35.0, 137.0), (35.0, 137.01), (35.005, 137.01)), (0.0, 1000.0, 1500.0),
    (28800, 28800, 29100, 29160, 29460, 29460), (0.0, 0.0, 500.0, 500.0, 1500.0, 1500.0),
)  # fmt: skip


@pytest.mark.parametrize(("time_s", "place"), [
    (28799, None), (28800, (35.0, 137.0)), (28950, (35.0, 137.0025)), (29100, (35.0, 137.005)), (29130, (35.0, 137.005)),
    (29310, (35.0, 137.01)), (29385, (35.0025, 137.01)), (29460, (35.005, 137.01)), (29461, None),
])  # fmt: skip
def test_a_run_by_hand(time_s: int, place: tuple[float, float] | None) -> None:
    assert L_RUN.place_at(time_s) == place


@pytest.mark.parametrize("sample", ["okuyama", "sanson", "model_chiku"])
def test_every_bus_calls_at_its_stops_in_time(sample: str) -> None:
    effective = apply(read_region(SAMPLES / sample))
    timetable, runs = effective.timetable(), {r.trip_id: r for r in bus_runs(effective)}
    assert set(runs) == set(timetable.trips["trip_id"])
    ids = timetable.trips["trip_id"].to_numpy()
    for call in range(len(timetable.call_trip)):
        run = runs[ids[timetable.call_trip[call]]]
        stop = timetable.stops.iloc[timetable.call_stop[call]]
        for time_s in (timetable.arrival_s[call], timetable.departure_s[call]):
            there = run.place_at(float(time_s))
            assert there is not None
            assert metres(there, (stop["lat"], stop["lon"])) < 60  # a stop stands beside the road that the bus takes


def test_a_scenario_brings_its_own_buses_and_takes_dropped_ones_away() -> None:
    region = read_region(SAMPLES / "sanson")
    plan = open_plan(SAMPLES / "sanson" / "example.plan.json")
    today = {r.trip_id for r in bus_runs(apply(region))}
    with_services = [s for s in plan.scenarios if any(x.trips for x in s.services)]
    assert with_services
    for scenario in with_services:
        runs = bus_runs(apply(region, plan, scenario.id))
        assert {r.trip_id for r in runs if not r.is_new} <= today
        own = {s.name for s in scenario.services if s.trips}
        assert {r.route for r in runs if r.is_new} <= own
        assert list(runs) == sorted(runs, key=lambda r: (r.times_s[0], r.trip_id))


@settings(max_examples=60)
@given(st.floats(28800, 29460), st.floats(0, 60))
def test_a_bus_never_goes_back_nor_jumps(time_s: float, later_s: float) -> None:
    one, other = L_RUN.place_at(time_s), L_RUN.place_at(min(time_s + later_s, 29460))
    assert one is not None
    assert other is not None
    # At most 1,000 m in five minutes here.
    assert metres(one, other) <= later_s * 1000 / 300 * 1.2 + 1
    assert np.hypot(other[0] - 35.0, other[1] - 137.0) >= np.hypot(one[0] - 35.0, one[1] - 137.0) - 1e-5
