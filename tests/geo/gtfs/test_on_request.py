"""Zones of GTFS-Flex are known, told and no mistake of the feed; trips by phone and about every so often are told."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from geo.gtfs.day_calls import calls_on
from geo.gtfs.on_request import request_zones
from geo.gtfs.rules.registry import check_feed
from plan.scenario.edits import add_scenario
from plan.scenario.scenario import FeedRoute, Plan
from plan.services.route_copies import copy_route
from tests.geo.gtfs.flex_fares_feed import FLEX_FARES
from tests.geo.gtfs.small_feed import TABLES, feed_of

MONDAY = datetime.date(2026, 6, 8)
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[137.1, 37.3], [137.12, 37.3], [137.12, 37.31], [137.1, 37.31], [137.1, 37.3]]],
}
ZONE = {"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": "area1", "properties": {"stop_name": "奥谷地区"}, "geometry": SQUARE}]}  # fmt: skip
HEAD = (
    "trip_id,arrival_time,departure_time,stop_id,location_id,location_group_id,stop_sequence,pickup_type,drop_off_type,"
    "start_pickup_drop_off_window,end_pickup_drop_off_window,pickup_booking_rule_id\n"
)
T1 = "T1,8:00:00,8:00:00,S1,,,1,0,0,,,\nT1,8:10:00,8:10:00,S2,,,2,0,0,,,\n"
RULES = "booking_rule_id,booking_type,phone_number\nb1,1,0761-00-0000\n"
FLEX: dict[str, str | None] = {
    "trips.txt": "route_id,service_id,trip_id\nR1,平日,T1\nR2,平日,Z1\n",
    "routes.txt": TABLES["routes.txt"] + "R2,9000000000011,2,おでかけ号,3,0072B2,FFFFFF\n",
    "stop_times.txt": HEAD + T1 + "Z1,,,,area1,,1,2,1,9:30:00,16:00:00,b1\nZ1,,,,area1,,2,1,2,9:30:00,16:00:00,b1\n",
    "locations.geojson": json.dumps(ZONE, ensure_ascii=False),
    "booking_rules.txt": RULES,
    "frequencies.txt": None,
    "shapes.txt": None,
}


def test_a_zone_is_told_with_hours_and_phone_and_nothing_is_missing(tmp_path: Path) -> None:
    feed = feed_of(tmp_path, FLEX)
    (zone,) = request_zones(feed)
    assert (zone.name, zone.route_id, zone.services, zone.phone) == ("奥谷地区", "R2", ("平日",), "0761-00-0000")
    assert (zone.opens_s, zone.closes_s) == (9 * 3600 + 1800, 16 * 3600)
    assert zone.area is not None
    assert zone.area.area == pytest.approx(0.02 * 0.01)
    told = check_feed(feed)
    (zones,) = [n for n in told if n.code == "timetable_zones"]
    assert "予約制乗合" in zones.message
    assert "奥谷地区（9:30〜16:00、電話 0761-00-0000）" in zones.message
    wrong = {"missing_required_field", "missing_required_column", "unusable_trip", "missing_trip_edge", "unknown_file"}
    assert not wrong & {n.code for n in told}
    day = calls_on(feed, MONDAY)
    assert set(day.trips["trip_id"]) == {"T1"}
    assert [n.code for n in day.notices] == ["timetable_zones"]


@pytest.mark.parametrize(
    ("changes", "name", "stops", "has_area"),
    [
        ({"locations.geojson": None}, "area1", (), False),
        ({"locations.geojson": "{"}, "area1", (), False),
        ({"locations.geojson": json.dumps({"features": [{"id": "area1", "geometry": None}]})}, "area1", (), False),
        ({"booking_rules.txt": None}, "奥谷地区", (), True),
        ({"stop_times.txt": HEAD + T1 + "Z1,,,,,g1,1,2,1,9:00:00,16:00:00,\nZ1,,,,,g1,2,1,2,9:00:00,16:00:00,\n",
          "location_groups.txt": "location_group_id,location_group_name\ng1,川沿いの停留所\n",
          "location_group_stops.txt": "location_group_id,stop_id\ng1,S1\ng1,S3\n"}, "川沿いの停留所", ("S1", "S3"), False),
    ],
)  # fmt: skip
def test_zones_in_other_shapes(tmp_path: Path, changes, name: str, stops: tuple[str, ...], has_area: bool) -> None:
    (zone,) = request_zones(feed_of(tmp_path, {**FLEX, **changes}))
    assert (zone.name, zone.stop_ids, zone.area is not None) == (name, stops, has_area)


def test_a_call_without_stop_and_zone_is_still_missing_something(tmp_path: Path) -> None:
    feed = feed_of(tmp_path, {**FLEX, "stop_times.txt": HEAD + T1 + "Z1,,,,,,1,2,1,9:30:00,16:00:00,b1\n"})
    (missing,) = [n for n in check_feed(feed) if n.code == "missing_required_field"]
    assert (missing.row, missing.field) == (4, "stop_id")


def test_a_route_of_zones_is_copied_as_rides_on_request(tmp_path: Path) -> None:
    plan, scenario = add_scenario(Plan("r", "0" * 32), "案")
    plan, ids = copy_route(plan, scenario, feed_of(tmp_path, FLEX), FeedRoute("gtfs", "R2"))
    (service,) = plan.scenario(scenario).services
    assert (ids, service.kind, service.name) == ((service.id,), "on_demand", "奥谷地区")
    assert service.slots_s == tuple(hour * 3600 for hour in range(10, 17))
    assert service.area is not None
    assert service.calendar.runs_on(MONDAY)
    assert not service.calendar.runs_on(datetime.date(2026, 6, 6))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"stop_times.txt": TABLES["stop_times.txt"].replace("S1,1,0", "S1,1,2")}, "timetable_booked"),
        ({"stop_times.txt": TABLES["stop_times.txt"].replace("S3,2,0", "S3,2,3")}, "timetable_booked"),
        ({"frequencies.txt": "trip_id,start_time,end_time,headway_secs,exact_times\nT2,9:00:00,10:00:00,1200,0\n"},
         "timetable_approximate"),
        ({"frequencies.txt": "trip_id,start_time,end_time,headway_secs\nT2,9:00:00,10:00:00,1200\n"}, "timetable_approximate"),
        ({"frequencies.txt": "trip_id,start_time,end_time,headway_secs,exact_times\nT2,9:00:00,10:00:00,1200,1\n"}, None),
    ],
)  # fmt: skip
def test_trips_by_phone_and_about_every_so_often_are_told_and_counted(
    tmp_path: Path, changes, code: str | None
) -> None:
    day = calls_on(feed_of(tmp_path, changes), MONDAY)
    told = {n.code for n in day.notices} & {"timetable_booked", "timetable_approximate"}
    assert (code in told) if code else "timetable_approximate" not in told
    assert {"T1", "T2"} <= set(day.trips["trip_id"])


@pytest.mark.parametrize("file", ["fare_products.txt", "fare_leg_rules.txt"])
def test_fares_of_the_second_form_are_told_and_not_called_missing(tmp_path: Path, file: str) -> None:
    old = {"fare_attributes.txt": None, "fare_rules.txt": None}
    codes = [n.code for n in check_feed(feed_of(tmp_path, {**old, file: "a,b\n1,2\n"}))]
    assert codes.count("gtfs_fares_v2") == 1
    assert "gtfs_jp_fares_missing" not in codes
    assert "gtfs_jp_fares_missing" in [n.code for n in check_feed(feed_of(tmp_path / "old", old))]


def test_stops_of_a_group_are_served_and_its_phone_may_be_that_of_the_side_where_people_are_set_down(
    tmp_path: Path,
) -> None:
    feed = feed_of(tmp_path, FLEX_FARES)
    (group,) = [z for z in request_zones(feed) if z.stop_ids]
    assert (group.stop_ids, group.phone) == (("S4",), "0761-00-0001")
    unused = [n for n in check_feed(feed) if n.code == "stop_without_stop_time"]
    assert [n.row for n in unused] == [4], "S3, at which nothing stops; S4 is of the group"
