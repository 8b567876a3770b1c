"""A day of services worked out by hand: vehicles, empty kilometres, duties, and timetables that cannot be kept, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from geo.reference.assumptions import Assumptions
from geo.texts.clock import clock
from network.operations.schedule import Shared, busiest, day_schedule, grouped
from network.services.bus_service import BusService, ServiceStop, ServiceTrip, Vehicle
from network.services.service_terms import CostTerms, Depot, OtherRun
from tests.network.roads.by_hand import lat_lon
from tests.network.services.test_line_edits import RUNNING, stop

# 60 km/h, twice the time by bus: two minutes a kilometre, empty too.
ASSUMPTIONS = Assumptions({"layover_min": 5.0, "layover_share": 0.1})
HOUR = 3600


def line(*starts: tuple[int, int], name: str = "谷線", **parts: Any) -> BusService:
    """A line of 10 km that takes 21 minutes; starts are (direction, minute)."""
    trips = tuple(
        ServiceTrip(f"t{n}", direction, (60 * minute, 60 * (minute + 21)))
        for n, (direction, minute) in enumerate(starts, start=1)
    )
    return BusService(f"b-{name}", name, "fixed", stops=(stop(0), stop(10)), trips=trips, **parts)


def scheduled(*services: BusService) -> Any:
    return day_schedule(Shared("契約", services), RUNNING, ASSUMPTIONS)


def test_there_and_back_with_the_least_layover_is_one_vehicle_and_a_minute_less_two() -> None:
    one = scheduled(line((0, 480), (1, 506)))
    assert (one.vehicles, one.live_km, one.dead_km) == (1, pytest.approx(20, abs=0.01), 0.0)
    two = scheduled(line((0, 480), (1, 505)))
    assert (two.vehicles, two.dead_km) == (2, 0.0)
    assert busiest(two) == (480 * 60, 1)


def test_a_tenth_of_a_long_run_or_the_services_own_layover_counts() -> None:
    long = BusService("b1", "長", "fixed", stops=(stop(0), stop(10)), trips=(
        ServiceTrip("t1", 0, (0, 100 * 60)), ServiceTrip("t2", 1, (109 * 60, 200 * 60)),
    ))  # fmt: skip
    assert scheduled(long).vehicles == 2
    assert scheduled(replace(long, layover_min=9)).vehicles == 1


def test_empty_drives_take_their_time_and_their_kilometres() -> None:
    # From km 10 at 8:21 back to km 0 takes 20 minutes and 5 of layover: 8:46.
    assert scheduled(line((0, 480), (0, 526))).vehicles == 1
    assert scheduled(line((0, 480), (0, 525))).vehicles == 2
    assert scheduled(line((0, 480), (0, 526))).dead_km == pytest.approx(10, abs=0.01)
    lat, lon = lat_lon(2000, 0)
    housed = scheduled(line((0, 480), depot=Depot("車庫", lat, lon)))
    assert housed.dead_km == pytest.approx(2 + 8, abs=0.01)
    assert housed.vehicle_hours == pytest.approx((21 + 4 + 16) / 60, abs=0.02)
    assert housed.duty_hours == pytest.approx((21 + 4 + 16 + 30) / 60, abs=0.02)


def test_runs_for_others_take_the_vehicle_and_can_be_shared_with_it() -> None:
    (a, b), (c, d) = lat_lon(10_000, 0), lat_lon(0, 0)
    school = OtherRun("通学", "school", 9 * HOUR, 9 * HOUR + 1800, a, b, c, d, 10)
    shared = scheduled(line((0, 480), (0, 580), other_runs=(school,)))
    assert (shared.vehicles, shared.live_km, shared.dead_km) == (1, pytest.approx(30, abs=0.01), 0.0)
    clash = scheduled(line((0, 480), (0, 530), other_runs=(school,)))
    assert clash.vehicles == 2


def test_a_day_too_long_for_one_driver_is_shared_by_two() -> None:
    day = scheduled(line((0, 360), (1, 1200)))
    assert (day.vehicles, len(day.duties)) == (1, 2)
    assert [d.id for d in day.duties] == ["契約 1台目の1人目", "契約 1台目の2人目"]
    assert not day.findings


def test_timetables_that_cannot_be_kept_are_explained() -> None:
    fast = replace(line(), trips=(ServiceTrip("t1", 0, (28_800, 28_800 + 300)),))
    (notice,) = scheduled(fast).notices
    assert notice.code == "schedule_too_fast"
    assert "8:00 発「0km」から「10km」までは 5分の時刻ですが、道では車でも 10.0分かかります" in notice.message
    far = ServiceStop("p9", "沖", *lat_lon(0, 90_000))
    nowhere = replace(line(), stops=(stop(0), far), trips=(ServiceTrip("t1", 0, (0, 600)),))
    assert [n.code for n in scheduled(nowhere).notices] == ["schedule_no_road"]
    trips = (ServiceTrip("t1", 0, (0, 1260), block="x"), ServiceTrip("t2", 0, (1300, 2600), block="x"))
    broken = scheduled(replace(line(), trips=trips))
    assert [n.code for n in broken.notices] == ["schedule_block_broken"]
    assert "回送 20分" in broken.notices[0].message
    assert broken.vehicles == 2


def test_services_share_vehicles_by_contract_and_class() -> None:
    terms = CostTerms("vehicle_year", 6_000_000, "委託")
    a, b = line(name="甲", cost=terms), line(name="乙", cost=terms)
    c = line(name="丙", cost=terms, vehicle=Vehicle("microbus"))
    d, e = line(name="丁"), replace(line(name="戊"), kind="taxi_voucher")
    groups = [[s.name for s in g.services] for g in grouped([a, b, c, d, e])]
    assert groups == [["甲", "乙"], ["丙"], ["丁"]]
    there, back = line((0, 480), name="甲", cost=terms), line((1, 506), name="乙", cost=terms)
    (group,) = grouped([there, back])
    assert group.name == "委託"
    assert day_schedule(group, RUNNING, ASSUMPTIONS).vehicles == 1


def test_times_of_day_are_said() -> None:
    assert (clock(8 * HOUR + 300), clock(25 * HOUR)) == ("8:05", "25:00")
