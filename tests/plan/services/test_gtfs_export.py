"""Exports read back: the same times to the second, no error by our checks, two independent readers, every required field."""

from __future__ import annotations

import datetime
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geo.gtfs.fields import SPECS
from geo.gtfs.rules.registry import check_feed
from geo.gtfs.text import FeedText, read_feed_text
from geo.gtfs.views import GtfsFeed
from geo.gtfs.writing import feed_files, write_feed, zip_of_files
from geo.region.region import Region, read_region
from geo.texts.errors import RequestError
from network.services.bus_service import ServiceStop, ServiceTrip
from network.services.calendar import Pause, ServiceCalendar
from network.services.service_terms import FreeSection, GuaranteedTransfer
from network.transit.door_to_door_times import door_to_door
from network.transit.rider_settings import BusSettings
from network.transit.timetable import Timetable
from plan.applied import EffectiveScenario, apply
from plan.file.plan_file import plan_bytes
from plan.reach.bus_days import days_of_week
from plan.scenario.edits import add_scenario
from plan.scenario.scenario import FeedRoute, Plan
from plan.services.edits import add_service, move_stop
from plan.services.gtfs_export import Export, export_feed
from plan.services.route_copies import copy_route, drop_route
from plan.services.trip_edits import shift_trip
from plan.timetables.region_timetable import region_feeds
from tests.small_region import LAT, LON, STEP, write_small_region

SAMPLES = Path(__file__).parents[3] / "sample_regions"
NAMES = ("model_chiku", "okuyama", "sanson")


def edited(region: Region) -> tuple[Plan, str]:
    """A scenario that copies the first route, moves one of its stops, lets a trip leave later, and drops another route."""
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "直した案")
    name, feed = sorted(region_feeds(region).items())[0]
    routes = [str(r) for r in feed.routes.index]
    plan, ids = copy_route(plan, new, feed, FeedRoute(name, routes[0]))
    service = plan.scenario(new).service(ids[0])
    running = apply(region, plan, new).running
    stop = service.stops[len(service.stops) // 2]
    plan = move_stop(plan, new, stop.stop_id, stop.lat + 0.0006, stop.lon + 0.0004, running=running)
    plan = shift_trip(plan, new, ids[0], service.trips[0].id, 420)
    if len(routes) > 1:
        plan = drop_route(plan, new, FeedRoute(name, routes[-1]))
    return plan, new


@pytest.fixture(scope="module", params=[(n, c) for n in NAMES for c in ("base", "edited")], ids="-".join)
def exported(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[EffectiveScenario, Export, Path]:
    """Each sample as it is, and a scenario on it, exported to a zip."""
    name, case = request.param
    region = read_region(SAMPLES / name)
    plan, new = edited(region) if case == "edited" else (None, "base")
    effective = apply(region, plan, new)
    export = export_feed(effective)
    path = tmp_path_factory.mktemp(f"{name}-{case}") / "gtfs.zip"
    write_feed(export.feed, path)
    return effective, export, path


def calls(timetable: Timetable) -> list[tuple[int, int, str]]:
    names = timetable.stops["name"].to_numpy()[timetable.call_stop]
    return sorted(zip(timetable.arrival_s.tolist(), timetable.departure_s.tolist(), names, strict=True))


def test_read_back_it_gives_the_same_door_to_door_times_to_the_second(
    exported: tuple[EffectiveScenario, Export, Path],
) -> None:
    effective, _, path = exported
    region, settings = effective.region, BusSettings.of(effective.assumptions, walker="older")
    starts = region.villages.head(25)
    ends = effective.hubs.head(2)
    usual = effective.timetable().date
    for date, planned in days_of_week(effective, usual)[1:7:4]:
        read = Timetable.from_gtfs(path, date)
        assert calls(read) == calls(planned)
        one, other = (door_to_door(t, effective.roads, starts, ends, settings=settings) for t in (planned, read))
        for mine, theirs in zip([*one.out, *one.home], [*other.out, *other.home], strict=True):
            assert np.array_equal(mine.starts, theirs.starts)
            assert np.array_equal(mine.times_s, theirs.times_s)
    assert Timetable.from_gtfs(path).date == usual


def test_our_checks_find_no_error(exported: tuple[EffectiveScenario, Export, Path]) -> None:
    effective, export, path = exported
    text, notices = read_feed_text(path)
    assert text is not None
    assert [n for n in notices if n.severity != "info"] == []
    found = check_feed(GtfsFeed(text), on=effective.timetable().date)
    assert [(n.code, n.message) for n in found if n.severity == "error"] == []
    assert [n.code for n in export.notices if n.severity == "error"] == []


def test_two_independent_readers_read_it(exported: tuple[EffectiveScenario, Export, Path]) -> None:
    effective, export, path = exported
    with warnings.catch_warnings():
        # Both were written for pandas before 3.1, whose newest deprecations they run into.
        warnings.simplefilter("ignore")
        import gtfs_kit
        import partridge

        kit = gtfs_kit.read_feed(str(path), dist_units="km")
        ridge = partridge.load_feed(str(path))
        tables = {
            table: (getattr(kit, table), getattr(ridge, table))
            for table in ("routes", "trips", "stops", "stop_times", "calendar", "shapes", "fare_attributes")
        }
        day = effective.timetable().date
        active = kit.get_trips(f"{day:%Y%m%d}")
        by_date = partridge.read_service_ids_by_date(str(path))
    counts = {"routes": export.routes, "trips": export.trips, "stops": export.stops}
    for table, (one, other) in tables.items():
        expected = counts.get(table, len(export.feed.tables[f"{table}.txt"]))
        assert len(one) == expected
        if table != "stops":  # partridge leaves out stops at which nothing calls
            assert len(other) == expected
    planned = effective.timetable(day)
    today = planned.trips[planned.trips["service_date"] == day.isoformat()]
    assert len(active) == len(today)
    services = by_date[day]
    assert int(tables["trips"][1]["service_id"].isin(services).sum()) == len(today)
    first = tables["stop_times"][1].groupby("trip_id")["departure_time"].min()
    leaving = sorted(first[tables["trips"][1].set_index("trip_id")["service_id"].isin(services)].tolist())
    assert leaving == sorted(float(s) for s in today["start_s"])


def test_every_required_file_and_field_is_there(exported: tuple[EffectiveScenario, Export, Path]) -> None:
    """Walk the table of the standards: docs/gtfs_jp.md tells the same in words."""
    required_jp = {
        "agency_jp.txt",
        "fare_attributes.txt",
        "fare_rules.txt",
        "feed_info.txt",
        "translations.txt",
        "office_jp.txt",
    }
    _, export, _ = exported
    tables = export.feed.tables
    for file, spec in SPECS.items():
        if spec.need == "required" or file in required_jp:
            assert file in tables, file
        if file not in tables:
            continue
        for field in spec.fields:
            if field.need == "required":
                assert field.name in tables[file].names, (file, field.name)
                assert all(tables[file].cells(field.name)), (file, field.name)
    assert {"calendar.txt", "calendar_dates.txt"} & set(tables)
    for file, column in (("agency.txt", "agency_id"), ("routes.txt", "agency_id"), ("feed_info.txt", "feed_start_date"),
                         ("feed_info.txt", "feed_end_date"), ("feed_info.txt", "feed_version"), ("stops.txt", "stop_name"),
                         ("stops.txt", "stop_lat"), ("stops.txt", "stop_lon"), ("translations.txt", "table_name")):  # fmt: skip
        assert all(tables[file].cells(column)), (file, column)


def test_the_written_check_names_every_file_and_required_field() -> None:
    text = (Path(__file__).parents[3] / "docs" / "gtfs_jp.md").read_text(encoding="utf-8")
    for file in ("agency.txt", "agency_jp.txt", "stops.txt", "routes.txt", "trips.txt", "office_jp.txt", "pattern_jp.txt",
                 "stop_times.txt", "calendar.txt", "calendar_dates.txt", "fare_attributes.txt", "fare_rules.txt", "shapes.txt",
                 "frequencies.txt", "transfers.txt", "feed_info.txt", "translations.txt"):  # fmt: skip
        assert f"`{file}`" in text, file
        for field in SPECS[file].fields:
            if field.need == "required":
                assert f"`{field.name}`" in text, (file, field.name)


def test_the_same_scenario_gives_the_same_bytes() -> None:
    region = read_region(SAMPLES / "okuyama")
    plan, new = edited(region)
    one, other = (zip_of_files(feed_files(export_feed(apply(region, plan, new)).feed)) for _ in range(2))
    assert one == other


@pytest.fixture
def valley(tmp_path: Path) -> Region:
    return read_region(write_small_region(tmp_path / "tameshi"))


def stops(*numbers: int, reading: str = "") -> tuple[ServiceStop, ...]:
    return tuple(ServiceStop(f"p{n}", f"停{n}", LAT, LON + (n - 1) * STEP, reading) for n in numbers)


def drawn(region: Region, **parts: Any) -> Export:
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "案")
    trips = (ServiceTrip("t1", 0, (28_800, 29_400, 30_000)), ServiceTrip("t2", 1, (36_000, None, 37_200)))
    plan, _ = add_service(plan, new, **{"name": "谷線", "stops": stops(1, 2, 3), "trips": trips, **parts})
    return export_feed(apply(region, plan, new))


def cells(feed: FeedText, file: str, *columns: str) -> list[tuple[str, ...]]:
    return list(zip(*(feed.tables[file].cells(c) for c in columns), strict=True))


def test_without_any_feed_nothing_is_made_up(valley: Region) -> None:
    export = drawn(valley)
    codes = {n.code for n in export.notices}
    assert {
        "export_operator_unknown",
        "export_address_unknown",
        "export_readings_missing",
        "export_fare_unknown",
    } <= codes
    assert "error" not in {n.severity for n in export.notices}
    assert len(export.feed.tables["translations.txt"]) == 0
    assert "translations.txt" in feed_files(export.feed)
    assert cells(export.feed, "pattern_jp.txt", "origin_stop", "destination_stop") == [("停1", "停3"), ("停3", "停1")]
    with pytest.raises(RequestError, match="書き出す路線がありません"):
        export_feed(apply(valley))


def test_readings_fares_sections_and_connections_are_written(valley: Region) -> None:
    export = drawn(
        valley,
        stops=stops(1, 2, 3, reading="てい"),
        reading="たにせん",
        fare_yen=200,
        operator="谷バス",
        free_sections=(FreeSection(0, "p1", "p2"),),
        connections=(GuaranteedTransfer("p3", "p1", 5),),
    )
    feed = export.feed
    assert ("stops", "ja-Hrkt", "てい", "停1") in cells(
        feed, "translations.txt", "table_name", "language", "translation", "field_value"
    )
    assert ("routes", "ja-Hrkt", "たにせん", "谷線") in cells(
        feed, "translations.txt", "table_name", "language", "translation", "field_value"
    )
    assert cells(feed, "fare_attributes.txt", "price", "currency_type") == [("200", "JPY")]
    assert cells(feed, "stop_times.txt", "trip_id", "continuous_pickup")[:3] == [
        ("plan_b1-t1", "3"), ("plan_b1-t1", "1"), ("plan_b1-t1", "1"),
    ]  # fmt: skip
    assert cells(feed, "transfers.txt", "from_stop_id", "to_stop_id", "transfer_type") == [("plan_p1", "plan_p3", "1")]
    assert cells(feed, "agency_jp.txt", "agency_official_name") == [("谷バス",)]
    assert "export_readings_missing" not in {n.code for n in export.notices}


@pytest.mark.parametrize(
    "calendar",
    [
        ServiceCalendar(days=("tue", "fri"), excepted=(datetime.date(2020, 5, 5),), also=(datetime.date(2020, 5, 6),)),
        ServiceCalendar(pauses=(Pause(datetime.date(2020, 7, 20), datetime.date(2020, 8, 31)),)),
        ServiceCalendar(only=(datetime.date(2020, 4, 7), datetime.date(2020, 6, 1))),
        ServiceCalendar(days=("mon",), first=datetime.date(2020, 5, 1), last=datetime.date(2020, 12, 31)),
    ],
)
def test_calendars_run_on_the_same_days_when_read_back(
    valley: Region, tmp_path: Path, calendar: ServiceCalendar
) -> None:
    from geo.gtfs.service_days import services_on

    feed = GtfsFeed(drawn(valley, calendar=calendar).feed)
    for day in pd.date_range("2020-04-01", "2021-03-31"):
        assert bool(services_on(feed, day.date())) == calendar.runs_on(day.date()), day


def test_the_command_writes_a_feed(tmp_path: Path) -> None:
    from tests.test_cli import document

    region = read_region(SAMPLES / "okuyama")
    plan, new = edited(region)
    path = tmp_path / "a.plan.json"
    path.write_bytes(plan_bytes(plan))
    out = tmp_path / "out" / "feed.zip"
    where = ["--region", SAMPLES / "okuyama", "--out", out, "--json"]
    found = document("export-gtfs", path, "--scenario", new, *where)

    assert (found["routes"], found["trips"], found["stops"]) == (1, 6, 10)
    assert isinstance(found["notices"], list)
    assert len(Timetable.from_gtfs(out).trips) == 6
