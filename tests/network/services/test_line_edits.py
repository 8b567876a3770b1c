"""Lines that change: stops come, go and move; what did not change keeps its times, the rest follows the roads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from geo.reference.assumptions import Assumptions
from network.roads.graph import RoadGraph
from network.services.bus_service import BusService, ServiceStop, ServiceTrip
from network.services.line_edits import looped, reversed_line, snapped, with_stop, with_stop_moved, without_stop
from network.services.running_times import Running
from network.services.service_terms import FreeSection
from network.services.trip_making import run_of, shifted, start_to_arrive, starts_by_headway, trips_at
from network.transit.merged_stops import merged, positions_in, runs_back
from tests.network.roads.by_hand import CRS, both_ways, drawn, lat_lon

# 60 km/h: a kilometre a minute.
NODES = {f"n{i}": (1000.0 * i, 0.0) for i in range(11)}
ROADS = RoadGraph.from_networkx(
    drawn(NODES, [e for i in range(10) for e in both_ways(f"n{i}", f"n{i + 1}", speed_kph=60.0)]), crs=CRS
)
RUNNING = Running(ROADS, time_factor=2.0, dwell_s=60.0)
"""A kilometre takes two minutes, a call one."""


def stop(km: float, name: str = "") -> ServiceStop:
    lat, lon = lat_lon(1000 * km, 0)
    return ServiceStop(f"p{km:g}", name or f"{km:g}km", lat, lon)


def trip(identity: str, *minutes: int | None, direction: int = 0, **parts: Any) -> ServiceTrip:
    return ServiceTrip(identity, direction, tuple(None if m is None else m * 60 for m in minutes), **parts)


def line(*trips: ServiceTrip, **parts: Any) -> BusService:
    return BusService("b1", "谷線", "fixed", stops=(stop(0), stop(2), stop(6)), trips=trips, **parts)


def minutes(service: BusService) -> list[list[float | None]]:
    return [[None if t is None else t / 60 for t in trip.times_s] for trip in service.trips]


def test_running_times_are_drives_and_calls_in_whole_minutes() -> None:
    assert RUNNING.run_s([stop(0), stop(2), stop(6)]) == (0, 300, 840)
    assert Running(ROADS, 1.0, 25.0).run_s([stop(0), stop(1), stop(2), stop(3)]) == (0, 120, 180, 300)
    chosen = Running.of(ROADS, Assumptions({"bus_dwell_s": 30.0}))
    assert (chosen.dwell_s, chosen.time_factor) == (30.0, Assumptions()["bus_time_factor"])


def test_a_stop_in_between_costs_its_call_and_the_slack_stays() -> None:
    # 0 → 2 takes 5 minutes by the roads, 2 → 6 takes 9; this trip has 1 and 6 minutes more.
    longer = with_stop(line(trip("t1", 10, 16, 31)), stop(4), 0, 2, RUNNING)
    assert [s.stop_id for s in longer.stops] == ["p0", "p2", "p4", "p6"]
    # 2 → 4 and 4 → 6: 5 minutes each; the 6 minutes of slack before the end stay before the end.
    assert minutes(longer) == [[10, 16, 21, 32]]


def test_a_stop_that_goes_gives_its_call_back_and_the_slack_stays() -> None:
    assert minutes(without_stop(line(trip("t1", 10, 16, 31)), 0, 1, RUNNING)) == [[10, 30]]


def test_at_either_end_the_other_stops_keep_their_times() -> None:
    service = line(trip("t1", 10, 16, 31))
    assert minutes(without_stop(service, 0, 0, RUNNING)) == [[16, 31]]
    assert minutes(without_stop(service, 0, 2, RUNNING)) == [[10, 16]]
    # 1 km before the beginning: three minutes earlier; 1 km after the end: three minutes later.
    begun = replace(service, stops=(stop(1), stop(2), stop(6)))
    assert minutes(with_stop(begun, stop(0), 0, 0, RUNNING)) == [[7, 10, 16, 31]]
    assert minutes(with_stop(service, stop(7), 0, 3, RUNNING)) == [[10, 16, 31, 34]]


def test_a_stop_that_moves_changes_the_rides_beside_it_and_no_other() -> None:
    service = replace(line(), stops=(stop(0), stop(2), stop(6), stop(8)), trips=(trip("t1", 10, 16, 31, 40),))
    lat, lon = lat_lon(3000, 0)
    moved = with_stop_moved(service, "p2", lat, lon, RUNNING)
    # 0 → 3: 7 minutes, 3 → 6: 7 minutes, as long together as before; slack 1 and 6 stays in the stretch; 6 → 8 keeps its 9.
    (times,) = minutes(moved)
    assert (times[0], times[2], times[3]) == (10, 31, 40)
    assert times[1] == 17


def test_the_way_back_changes_with_the_way_there_unless_it_has_stops_of_its_own() -> None:
    back = trip("t2", 60, 70, 76, direction=1)
    changed = with_stop(line(back), stop(1), 0, 1, RUNNING)
    assert [s.stop_id for s in changed.sequence(1)] == ["p6", "p2", "p1", "p0"]
    assert minutes(changed) == [[60, 70, 73, 77]]
    own = line(replace(back, times_s=(3600, 4200)), return_stops=(stop(6), stop(0)))
    kept = with_stop(own, stop(1), 0, 1, RUNNING)
    assert (kept.return_stops, kept.trips) == (own.return_stops, own.trips)


def test_stops_that_a_trip_passes_stay_passed_and_standing_stays() -> None:
    passing = trip("t1", 10, None, 30)
    standing = ServiceTrip("t2", 0, (600, 1200, 1860), (600, 960, 1860))
    changed = with_stop(line(passing, standing), stop(1), 0, 1, RUNNING)
    assert changed.trips[0].times_s[2] is None
    arrives, departs = changed.trips[1].called[2]
    assert departs - arrives == 240
    assert all(p <= q for p, q in zip(changed.trips[1].called, changed.trips[1].called[1:], strict=False))


def test_a_trip_with_one_stop_left_goes_and_so_do_sections_without_their_ends() -> None:
    short = BusService("b1", "谷線", "fixed", stops=(stop(0), stop(2)), trips=(trip("t1", 10, 20),))
    assert without_stop(short, 0, 1, RUNNING).trips == ()
    section = FreeSection(0, "p0", "p2")
    assert without_stop(line(free_sections=(section,)), 0, 1, RUNNING).free_sections == ()
    assert with_stop(line(free_sections=(section,)), stop(1), 0, 1, RUNNING).free_sections == (section,)


def test_where_no_road_leads_trips_cannot_be_timed_but_a_draft_can_be_drawn() -> None:
    far = ServiceStop("p9", "沖", *lat_lon(0, 90_000))
    with pytest.raises(ValueError, match="「6km」から「沖」まで車の通れる道がありません"):
        with_stop(line(trip("t1", 10, 16, 31)), far, 0, 3, RUNNING)
    assert with_stop(line(), far, 0, 3, RUNNING).line(0)[-1] == (far.lon, far.lat)


def test_a_line_is_reversed_and_reversed_again_the_same() -> None:
    service = snapped(line(trip("t1", 10, 16, 31), trip("t2", 60, 70, 76, direction=1)), RUNNING)
    other = reversed_line(service)
    assert [s.stop_id for s in other.stops] == ["p6", "p2", "p0"]
    assert other.line(0) == service.line(0)[::-1]
    assert {t.id: t.times_s for t in other.trips} == {t.id: t.times_s for t in service.trips}
    assert reversed_line(other) == service
    own = replace(service, return_stops=(stop(6), stop(2), stop(0)))
    assert reversed_line(reversed_line(own)).stops == own.stops


def test_a_loop_comes_back_to_where_it_began() -> None:
    loop = looped(line(trip("t1", 10, 16, 31)), RUNNING)
    assert loop.is_loop
    assert minutes(loop) == [[10, 16, 31, 44]]
    assert looped(loop, RUNNING) == loop
    with pytest.raises(ValueError, match="二つ以上"):
        looped(BusService("b1", "x", "fixed", stops=(stop(0),)), RUNNING)


def test_trips_are_made_at_times_at_a_headway_or_to_arrive() -> None:
    run_s = run_of(line(), 0, RUNNING)
    assert [t.times_s for t in trips_at(run_s, 0, [600], ["t1"])] == [(600, 900, 1440)]
    assert starts_by_headway(28_800, 36_000, 3600) == [28_800, 32_400, 36_000]
    assert start_to_arrive(run_s, 2, 36_000) == 36_000 - 840
    assert shifted(trip("t1", 10, None, 30), -300).times_s == (300, None, 1500)
    for wrong in (
        lambda: starts_by_headway(1, 2, 0),
        lambda: starts_by_headway(2, 1, 60),
        lambda: start_to_arrive(run_s, 2, 60),
    ):
        with pytest.raises(ValueError, match=r"間隔|逆|前の日"):
            wrong()


def test_patterns_are_put_into_one_sequence() -> None:
    patterns = ["abcde", "abde", "abxde", "ae"]
    whole = merged([tuple(p) for p in patterns])
    for pattern in patterns:
        at = positions_in(tuple(pattern), whole)
        assert [whole[i] for i in at] == list(pattern)
    assert len(whole) == 6
    assert merged([]) == ()
    assert merged([tuple("abca")]) == tuple("abca")
    assert runs_back("abcd", "dcb")
    assert not runs_back("abcd", "abd")
