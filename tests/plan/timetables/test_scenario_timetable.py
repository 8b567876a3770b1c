"""The buses of a scenario: feeds without the routes that it drops, and its own services; copies keep every time."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from geo.region.region import Region, read_region
from geo.texts.errors import RequestError
from network.services.bus_service import BusService, ServiceStop, ServiceTrip
from network.services.calendar import ServiceCalendar
from network.transit.service_day import services_day, usual_service_day
from network.transit.timetable import Timetable, assembled
from plan.applied import EffectiveScenario, apply
from plan.file.plan_file import plan_bytes, read_plan
from plan.outings.evaluation import outings_to, people_with_outing
from plan.reach.bus_days import buses_on, days_of_week, usual_day, usual_day_of
from plan.reach.evaluation import evaluate
from plan.reach.stop_places import stop_places
from plan.scenario.edits import add_scenario, edit_road
from plan.scenario.scenario import FeedRoute, Plan, RoadEdit
from plan.services.edits import add_service
from plan.services.route_copies import copy_route, drop_route, restore_route
from plan.timetables.region_timetable import region_day, region_feeds
from plan.timetables.scenario_timetable import scenario_timetable
from tests.small_feed import write_feed
from tests.small_region import LAT, LON, STEP, write_small_region

SAMPLES = Path(__file__).parents[3] / "sample_regions"
TUESDAY = datetime.date(2026, 4, 7)


def calls(timetable: Timetable) -> list[tuple[int, int, str]]:
    names = timetable.stops["name"].to_numpy()[timetable.call_stop]
    return sorted(zip(timetable.arrival_s.tolist(), timetable.departure_s.tolist(), names, strict=True))


def all_copied(region: Region) -> EffectiveScenario:
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "写し")
    for name, feed in region_feeds(region).items():
        for route in feed.routes.index:
            plan, _ = copy_route(plan, new, feed, FeedRoute(name, str(route)))
    plan = read_plan(plan_bytes(plan))
    return apply(region, plan, new)


def test_a_line_that_is_edited_leaves_days_on_which_it_does_not_run_as_they_are() -> None:
    region = read_region(SAMPLES / "okuyama")
    stops = (ServiceStop("p1", "一", 35.0, 137.0), ServiceStop("p2", "二", 35.02, 137.01))
    moved = (stops[0], replace(stops[1], lat=35.021))
    trips = (ServiceTrip("t1", 0, (28_800, 29_400)), ServiceTrip("t2", 0, (84_600, 87_000)))
    weekly = ServiceCalendar(days=("tue",))
    line = BusService("b1", "火曜線", "fixed", stops=stops, trips=trips, calendar=weekly)
    daily = replace(line, id="b2", calendar=ServiceCalendar())
    days = [TUESDAY + datetime.timedelta(days=i) for i in range(7)]
    before, after = (
        [scenario_timetable(region, (replace(line, stops=at), daily), (), day) for day in days] for at in (stops, moved)
    )
    assert [one is other for one, other in zip(before, after, strict=True)] == [
        False,
        False,
        True,
        True,
        True,
        True,
        True,
    ]
    for day, timetable in zip(days, after, strict=True):
        published = region_day(region, day)
        assert timetable == assembled(day, [*published, services_day((replace(line, stops=moved), daily), day)])


@pytest.mark.parametrize("name", ["model_chiku", "okuyama", "sanson"])
def test_copies_of_all_routes_run_as_the_feeds_do_on_every_day(name: str) -> None:
    region = read_region(SAMPLES / name)
    today, copied = apply(region), all_copied(region)
    usual = usual_day(region) or pytest.fail("no buses")
    assert usual_day_of(copied) == usual
    for (date, published), (_, own) in zip(days_of_week(today, usual), days_of_week(copied, usual), strict=True):
        assert calls(own) == calls(published), date
        assert not any(str(i).startswith("gtfs") for i in own.trips["trip_id"])


def test_copies_give_the_outings_of_the_feeds() -> None:
    region = read_region(SAMPLES / "model_chiku")
    today, copied = evaluate(apply(region)), evaluate(all_copied(region))
    hub = str(today.effective.hubs.index[0])
    published, own = (outings_to(m, hub, "clinic") for m in (today, copied))
    assert published.villages.equals(own.villages)
    assert (published.villages["outings"] > 0).any()
    for purpose in ("shopping", "school"):
        group = "pop_0_14" if purpose == "school" else "no_car"
        assert people_with_outing(today, purpose, group) == people_with_outing(copied, purpose, group)


@pytest.fixture
def valley(tmp_path: Path) -> Region:
    folder = write_small_region(tmp_path / "tameshi")
    write_feed(folder / "gtfs", {"T1": [("S1", "9:00"), ("S2", "9:10")], "T2": [("S2", "12:00"), ("S1", "12:10")]})
    return read_region(folder)


@pytest.fixture
def without_feed(valley: Region, tmp_path: Path) -> Region:
    shutil.rmtree(valley.folder / "gtfs")
    return read_region(valley.folder)


def service(trips: dict[str, tuple[int, ...]], days: tuple[str, ...] = ("mon", "tue")) -> dict[str, object]:
    stops = tuple(ServiceStop(f"p{i}", f"停{i}", LAT, LON + (i - 1) * STEP) for i in (1, 2, 3))
    made = tuple(ServiceTrip(i, 0 if i < "u" else 1, tuple(60 * m for m in times)) for i, times in trips.items())
    return {"stops": stops, "trips": made, "calendar": ServiceCalendar(days=days)}


def with_service(region: Region, **parts: object) -> tuple[Plan, str]:
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "案")
    plan, _ = add_service(plan, new, "谷線", **parts)  # type: ignore[arg-type]
    return plan, new


def test_a_service_runs_beside_the_feed_on_its_own_days(valley: Region) -> None:
    plan, new = with_service(valley, **service({"t1": (600, 610, 620)}))
    effective = apply(valley, plan, new)
    assert calls(effective.timetable(TUESDAY))[2:5] == [
        (36000, 36000, "停1"),
        (36600, 36600, "停2"),
        (37200, 37200, "停3"),
    ]
    assert len(effective.timetable(TUESDAY).trips) == 3
    wednesday = buses_on(effective, TUESDAY + datetime.timedelta(1))
    assert len(wednesday.trips) == 2
    assert len(buses_on(effective, TUESDAY - datetime.timedelta(1)).trips) == 3


def test_dropped_routes_no_longer_run_and_can_be_taken_back(valley: Region) -> None:
    plan, new = add_scenario(Plan(valley.id, valley.fingerprint), "案")
    route = FeedRoute("gtfs", "R")
    dropped = drop_route(plan, new, route)
    effective = apply(valley, dropped, new)
    assert len(effective.timetable(TUESDAY).trips) == 0
    assert len(effective.timetable(TUESDAY).stops) == 0
    both = stop_places(valley, (), (route,))
    assert both is not None
    assert len(both[1].frame) == 0
    assert restore_route(dropped, new, route) == plan
    unknown = apply(valley, drop_route(plan, new, FeedRoute("gtfs", "X")), new)
    assert [n.code for n in unknown.notices] == ["plan_route_unknown"]
    assert calls(unknown.timetable(TUESDAY)) == calls(apply(valley).timetable(TUESDAY))


def test_a_vehicle_that_loses_its_first_trip_carries_nobody_through(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    feed = write_feed(folder / "gtfs", {"T1": [("S1", "9:00"), ("S2", "9:10")], "T2": [("S2", "9:10"), ("S3", "9:20")]})
    (feed / "routes.txt").write_text("route_id,agency_id,route_long_name,route_type\nR,A,谷線,3\nQ,A,奥線,3\n")
    (feed / "trips.txt").write_text("route_id,service_id,trip_id,block_id\nR,D,T1,1\nQ,D,T2,1\n")
    region = read_region(folder)
    whole = scenario_timetable(region, date=TUESDAY)
    assert whole.trips["run"].tolist() == [0, 0]
    for gone, left in (("R", "gtfs:T2"), ("Q", "gtfs:T1")):
        rest = scenario_timetable(region, dropped=(FeedRoute("gtfs", gone),), date=TUESDAY)
        assert rest.trips[["trip_id", "run", "turn"]].to_numpy().tolist() == [[left, 0, 0]]


def test_without_any_feed_the_services_give_the_day_and_the_outings(without_feed: Region) -> None:
    assert usual_day_of(apply(without_feed)) is None
    parts = service({"t1": (500, 510, 520), "u1": (720, 730, 740)}, ("tue", "thu"))
    plan, new = with_service(without_feed, **parts)
    effective = apply(without_feed, plan, new)
    assert usual_day_of(effective) == datetime.date(2020, 4, 7)
    assert len(effective.timetable().trips) == 2
    assert [len(buses.trips) for _, buses in days_of_week(effective, TUESDAY)] == [0, 2, 0, 2, 0, 0, 0]
    assert people_with_outing(evaluate(effective), "shopping", "population") > 0
    found = stop_places(without_feed, effective.services)
    assert found is not None
    assert len(found[1].frame) == 3
    with pytest.raises(RequestError):
        apply(without_feed).timetable()


def test_services_that_are_no_lines_are_not_in_the_timetable(valley: Region) -> None:
    plan, new = with_service(valley, kind="mobile", **service({"t1": (600, 610, 620)}))
    assert calls(apply(valley, plan, new).timetable(TUESDAY)) == calls(apply(valley).timetable(TUESDAY))


def test_after_midnight_a_trip_belongs_to_the_day_on_which_it_passes() -> None:
    parts = service({"t1": (23 * 60 + 50, 24 * 60 + 10, 24 * 60 + 20)}, ("tue",))
    line = BusService("b1", "谷線", "fixed", **parts)  # type: ignore[arg-type]
    day, _, _ = services_day([line], TUESDAY + datetime.timedelta(1))
    assert day.calls[["stop_id", "arrival_s"]].to_numpy().tolist() == [["plan:p2", 600], ["plan:p3", 1200]]


def test_trips_of_a_block_are_one_run_where_the_second_begins_where_the_first_ends() -> None:
    stops = tuple(ServiceStop(f"p{i}", f"停{i}", LAT, LON + i * STEP) for i in (1, 2))

    def run(second: int, block: str = "x") -> list[int]:
        trips = (ServiceTrip("t1", 0, (0, 600), block="x"), ServiceTrip("t2", second, (600, 900), block=block))
        line = BusService("b1", "谷線", "fixed", stops=stops, trips=trips)
        day, _, _ = services_day([line], TUESDAY)
        return [int(r) for r in day.trips["run"]]

    assert run(1) == [0, 0]
    assert run(0) == [0, 1]
    assert run(1, "y") == [0, 1]


@pytest.mark.parametrize(
    ("calendar", "expected"),
    [
        (ServiceCalendar(days=("tue",)), "2026-04-07"),
        (ServiceCalendar(days=("sat",)), "2026-04-04"),
        (
            ServiceCalendar(days=("tue",), last=datetime.date(2020, 12, 31), first=datetime.date(2020, 12, 1)),
            "2020-12-01",
        ),
        (ServiceCalendar(only=(datetime.date(2030, 1, 2),)), "2030-01-02"),
        (ServiceCalendar(days=()), None),
    ],
)
def test_the_usual_day_of_services(calendar: ServiceCalendar, expected: str | None) -> None:
    parts = {**service({"t1": (600, 610, 620)}), "calendar": calendar}
    found = usual_service_day([BusService("b1", "x", "fixed", **parts)], datetime.date(2026, 4, 1))  # type: ignore[arg-type]
    assert (None if found is None else found.isoformat()) == expected


def test_closed_roads_stop_services_unless_their_times_allow_for_the_way_round(valley: Region) -> None:
    plan, new = with_service(valley, **service({"t1": (600, 610, 620)}))
    closed = edit_road(plan, new, RoadEdit("close", (("n1", "n2", 0), ("n2", "n1", 0))))
    timetable = apply(valley, closed, new).timetable(TUESDAY)
    rides = timetable.rides
    assert [timetable.stops["name"].iloc[i] for i in rides.start] == ["停2"]
