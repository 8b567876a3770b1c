"""Gaps of a scenario on the small region, on paper: stops, doctors, shops, and how clinics are shared."""

from __future__ import annotations

import datetime
import math
from pathlib import Path

import pytest

from geo.reference.assumptions import Assumptions
from geo.region.region import Region, read_region
from network.population.people_groups import older_without_car
from plan.applied import apply
from plan.indicators.gap_figures import (
    WAYS,
    clinics_per_1000,
    doctorless_people,
    doctorless_villages,
    median_clinics,
    people_far_from_food,
    people_in_gap,
    people_near_stop,
)
from plan.indicators.registry import indicator_rows
from plan.reach.bus_days import days_of_week, usual_day
from plan.reach.evaluation import Evaluation, evaluate
from plan.reach.stop_places import stop_places
from plan.scenario.scenario import FacilityEdit, Plan, Scenario
from plan.timetables.region_timetable import region_timetable
from tests.small_feed import CLINIC_TRIPS, write_feed
from tests.small_region import FACILITIES, LAT, LON, STEP, write_small_region


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """The small region with the clinic's buses: stops at v1 and v4."""
    folder = write_small_region(tmp_path_factory.mktemp("served") / "tameshi")
    write_feed(folder / "gtfs" / "town", CLINIC_TRIPS)
    return read_region(folder)


def under(region: Region, **assumed: float) -> Evaluation:
    plan = Plan("tameshi", "f", (Scenario("s1", "案", assumptions=Assumptions(assumed)),))
    return evaluate(apply(region, plan, "s1"))


def test_people_near_a_stop_are_those_of_its_villages(served: Region) -> None:
    m = evaluate(apply(served))
    for way in WAYS:
        assert people_near_stop(m, "stop_daily_m", way) == 130
        assert people_near_stop(m, "stop_wide_m", way) == 210
    # Villages are 800 m apart by road and over 930 m as drawn: 850 m reach the next village over the road alone.
    nearer = under(served, stop_wide_m=850)
    assert [people_near_stop(nearer, "stop_wide_m", way) for way in ("straight", "walk")] == [130, 210]


def test_of_people_spread_along_a_road_those_within_the_distance_count(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    write_feed(folder / "gtfs" / "town", {"a": (("S2", "8:00"), ("S4", "8:20"))})
    # v1's 100 people along two kilometres, the stop S2 in the middle; 0.01° of longitude is 933 m as drawn.
    degrees = STEP / 933.4
    homes = [f"v1,{LAT},{LON + STEP + (20 * i - 990) * degrees},1" for i in range(100)]
    (folder / "residents.csv").write_text("\n".join(["village_id,lat,lon,population", *homes]) + "\n", encoding="utf-8")
    m = evaluate(apply(read_region(folder)))
    others = 50 + 30
    assert people_near_stop(m, "stop_daily_m", "straight") == pytest.approx(50 + others)
    assert people_near_stop(m, "stop_near_m", "straight") == pytest.approx(30 + others)


def test_gaps_by_each_definition_and_distance(served: Region) -> None:
    m = evaluate(apply(served))
    for way in WAYS:
        assert people_in_gap(m, "urban", way) == 215 - 130
        assert people_in_gap(m, "rural", way) == 215 - 130
        # Beyond 1 km of every stop lives v6 alone.
        assert people_in_gap(m, "subsidy", way) == 25 - 20


def test_a_station_reaches_farther_than_a_stop(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    write_feed(folder / "gtfs" / "rail", {"a": (("S1", "8:00"), ("S4", "8:20"))}, kind=2)
    m = evaluate(apply(read_region(folder)))
    stations, stops = stop_places(m.effective.region) or pytest.fail("no stops")
    assert (len(stations.frame), len(stops.frame)) == (2, 0)
    assert people_in_gap(m, "rural", "walk") == 5
    assert people_in_gap(m, "urban", "walk") == 85


def test_published_stops_count_where_there_is_no_feed(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    (folder / "bus_stops.csv").write_text(f"stop_id,name,lat,lon\nb1,上野,{LAT},{LON}\n", encoding="utf-8")
    station = f"f-station,谷口駅,transport,{LAT},{LON + 3 * STEP},open\n"
    roadside = f"f-roadside,道の駅谷,transport,{LAT},{LON + 4 * STEP},open\n"
    (folder / "facilities.csv").write_text(FACILITIES + station + roadside, encoding="utf-8")
    m = evaluate(apply(read_region(folder)))
    assert people_near_stop(m, "stop_near_m", "walk") == 130
    assert math.isinf(doctorless_people(m, "walk"))


def test_without_any_data_on_stops_nothing_is_known(today: Evaluation) -> None:
    assert math.isinf(people_near_stop(today, "stop_near_m", "walk"))
    assert math.isinf(people_in_gap(today, "rural", "straight"))
    assert math.isinf(doctorless_people(today, "straight"))


@pytest.mark.parametrize("way", WAYS)
def test_villages_without_a_doctor_on_paper(served: Region, way: str) -> None:
    # Within 1 km: v2 has the clinic, v3 (50 + 20 + 30 people) and v4 (20 + 30 + 10) have none, v5 counts 40 people.
    m = under(served, doctorless_radius_m=1000)
    found = doctorless_villages(m, way)  # type: ignore[arg-type]
    assert found is not None
    assert found.tolist() == [False, False, True, True, False, False, True]
    assert doctorless_people(m, way) == 20 + 30  # type: ignore[arg-type]
    # One round trip of 25 minutes would do if one were enough: v4 has it, v3 has no stop.
    often = under(served, doctorless_radius_m=1000, doctorless_round_trips=0.5)
    assert doctorless_people(often, way) == 20  # type: ignore[arg-type]
    slow = under(served, doctorless_radius_m=1000, doctorless_round_trips=0.5, doctorless_min=24)
    assert doctorless_people(slow, way) == 50  # type: ignore[arg-type]
    assert doctorless_people(under(served, doctorless_radius_m=1000, doctorless_persons=61), way) == 20  # type: ignore[arg-type]
    assert doctorless_people(evaluate(apply(served)), way) == 0  # type: ignore[arg-type]


def test_older_people_without_a_car_far_from_the_shop(served: Region) -> None:
    m = evaluate(apply(served))
    older = older_without_car(served.villages, served.assumptions)
    assert older is not None
    assert older["v6"] <= 4
    for way in WAYS:
        assert people_far_from_food(m, way) == pytest.approx(older.sum() - older["v3"])
    closed = Scenario("s1", "案", facilities=(FacilityEdit("f-shop", "close"),))
    nothing = evaluate(apply(served, Plan("tameshi", "f", (closed,)), "s1"))
    assert people_far_from_food(nothing, "straight") == pytest.approx(older.sum())


def test_a_clinic_is_shared_by_all_who_reach_it(served: Region) -> None:
    m = evaluate(apply(served))
    # By car within 30 minutes: v1 to v4, 200 people. v5 is 36 minutes away, v6 has no road.
    assert clinics_per_1000(m, m.villages).tolist() == pytest.approx([5, 5, 5, 5, 0, 0, 5])
    assert median_clinics(m) == pytest.approx(5)
    wider = under(served, daily_min=36)
    assert clinics_per_1000(wider, wider.villages).tolist() == pytest.approx([1000 / 210] * 5 + [0, 1000 / 210])


def test_a_clinic_counts_by_its_days_and_one_beyond_the_border_not(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    far = f'f-far,町の病院,medical,{LAT},{LON},open,"mon",true'
    rows = [f'{r},"mon,thu",false' if r.startswith("f-clinic") else f"{r},," for r in FACILITIES.splitlines()[1:]]
    lines = [f"{FACILITIES.splitlines()[0]},days,outside", *rows, far]
    (folder / "facilities.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    m = evaluate(apply(read_region(folder)))
    assert clinics_per_1000(m, m.villages)[0] == pytest.approx(5 * 2 / 5)


def test_the_usual_day_and_the_days_that_share_its_buses(served: Region) -> None:
    day = usual_day(served)
    assert day == datetime.date(2026, 4, 7)
    week = days_of_week(apply(served), day)
    assert [date.isoformat() for date, _ in week] == [f"2026-04-{n:02d}" for n in range(6, 13)]
    tuesday = region_timetable(served, day)
    assert [buses == tuesday for _, buses in week] == [True] * 5 + [False] * 2


def test_what_runs_past_midnight_belongs_to_the_next_day_too(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    write_feed(folder / "gtfs" / "town", {**CLINIC_TRIPS, "late": (("S1", "23:50"), ("S4", "24:20"))})
    region = read_region(folder)
    week = dict(days_of_week(apply(region), datetime.date(2026, 4, 7)))
    alone = {date: region_timetable(region, date) for date in week}
    for date, buses in week.items():
        assert len(buses.call_run) == len(alone[date].call_run)
        assert sorted(buses.departure_s.tolist()) == sorted(alone[date].departure_s.tolist())
    # Monday follows a Sunday without buses: it has no ride left over from the day before.
    assert [buses == alone[datetime.date(2026, 4, 7)] for buses in week.values()] == [False] + [True] * 4 + [False] * 2


def test_no_figure_of_buses_and_gaps_is_nan(served: Region, today: Evaluation) -> None:
    for m in (evaluate(apply(served)), today):
        values = [float(str(row["value"])) for row in indicator_rows(m)]
        assert not any(math.isnan(value) or value < 0 for value in values)
