"""A whole feed breaks no rule; each rule is broken by one change, and tells the place."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from geo.gtfs.rules.registry import RULES, check_feed
from geo.gtfs.views import read_gtfs
from tests.conftest import ROOT
from tests.geo.gtfs.small_feed import TABLES, feed_of, write_tables, write_zip

TODAY = datetime.date(2026, 11, 23)
LONG_AGO = datetime.date(2030, 1, 1)


def edited(file: str, old: str, new: str) -> dict[str, str | None]:
    """Change every place of a table where some words stand."""
    assert old in TABLES[file]
    return {file: TABLES[file].replace(old, new)}


def more(file: str, *rows: str) -> dict[str, str | None]:
    """Add rows to a table."""
    return {file: TABLES[file] + "".join(f"{row}\n" for row in rows)}


OTHER_NUMBER: dict[str, str | None] = {
    file: TABLES[file].replace("9000000000011", "a1")
    for file in ("agency.txt", "agency_jp.txt", "routes.txt", "fare_attributes.txt")
}
BROKEN: list[tuple[str, dict[str, str | None], str, int | None, str | None]] = [
    ("missing_required_file", {"agency.txt": None}, "", None, None),
    ("missing_recommended_file", {"feed_info.txt": None}, "", None, None),
    ("missing_calendar_and_calendar_date_files", {"calendar.txt": None, "calendar_dates.txt": None}, "", None, None),
    ("unknown_file", {"memo.txt": "a\nb\n"}, "memo.txt", None, None),
    ("gtfs_byte_order_mark", edited("agency.txt", "agency_id,", "\ufeffagency_id,"), "", None, None),
    ("missing_required_column", edited("routes.txt", "route_type", "kind"), "routes.txt", None, "route_type"),
    ("unknown_column", edited("routes.txt", "route_color", "colour"), "routes.txt", None, "colour"),
    ("duplicated_column", edited("agency.txt", "agency_lang", "agency_id"), "agency.txt", None, "agency_id"),
    ("empty_column_name", edited("stops.txt", "zone_id", ""), "stops.txt", 1, None),
    ("invalid_row_length", more("stops.txt", "S4,谷"), "stops.txt", 5, None),
    ("empty_row", more("stops.txt", ",,,,,,"), "stops.txt", 5, None),
    ("new_line_in_value", edited("stops.txt", "峠", '"峠\n下"'), "stops.txt", 5, "stop_name"),
    ("leading_or_trailing_whitespaces", edited("stops.txt", "峠", "峠\u3000"), "stops.txt", 4, "stop_name"),
    ("more_than_one_entity", more("feed_info.txt", TABLES["feed_info.txt"].splitlines()[1]),
     "feed_info.txt", None, None),
    ("missing_required_field", edited("routes.txt", "線,3", "線,"), "routes.txt", 2, "route_type"),
    ("invalid_time", edited("stop_times.txt", "8:06:00", "8:6"), "stop_times.txt", 3, "departure_time"),
    ("invalid_date", edited("calendar_dates.txt", "20260429", "20260431"), "calendar_dates.txt", 2, "date"),
    ("invalid_color", edited("routes.txt", "0072B2", "#0072B2"), "routes.txt", 2, "route_color"),
    ("invalid_float", edited("stops.txt", "37.305", "37度"), "stops.txt", 4, "stop_lat"),
    ("invalid_integer", edited("routes.txt", "線,3", "線,bus"), "routes.txt", 2, "route_type"),
    ("number_out_of_range", edited("stops.txt", "37.305", "137.305"), "stops.txt", 4, "stop_lat"),
    ("unexpected_enum_value", edited("stop_times.txt", "S1,1,0", "S1,1,9"), "stop_times.txt", 2, "pickup_type"),
    ("invalid_language_code", edited("agency.txt", ",ja\n", ",日本語\n"), "agency.txt", 2, "agency_lang"),
    ("invalid_timezone", edited("agency.txt", "Asia/Tokyo", "Asia/Kyoto"), "agency.txt", 2, "agency_timezone"),
    ("invalid_currency", edited("fare_attributes.txt", "JPY", "円"), "fare_attributes.txt", 2, "currency_type"),
    ("invalid_url", edited("agency.txt", "https://example.invalid/", "山中町"), "agency.txt", 2, "agency_url"),
    ("invalid_email", edited("agency.txt", "agency_lang", "agency_email"), "agency.txt", 2, "agency_email"),
    ("duplicate_key", more("stops.txt", "S1,谷,37.3,137.1,Z1,0,"), "stops.txt", 5, "stop_id"),
    ("foreign_key_violation", edited("stop_times.txt", "S3,2", "S9,2"), "stop_times.txt", 3, "stop_id"),
    ("gtfs_agency_id_missing", more("agency.txt", ",隣町,https://example.invalid/,Asia/Tokyo,ja"),
     "agency.txt", 3, "agency_id"),
    ("translation_unknown_table_name", more("translations.txt", "buses,name,en,Bus,,バス"),
     "translations.txt", 5, "table_name"),
    ("translation_foreign_key_violation", more("translations.txt", "stops,stop_name,en,X,S9,"),
     "translations.txt", 5, "record_id"),
    ("translation_unexpected_value", more("translations.txt", "stops,stop_name,en,X,S1,峠"),
     "translations.txt", 5, "field_value"),
    ("timetable_zones", {"stop_times.txt": "trip_id,stop_id,location_id,stop_sequence\nT1,,Z,1\nT1,,Z,2\n"}, "", None, None),
    ("gtfs_fares_v2", {"fare_products.txt": "a\nb\n"}, "", None, None),
    ("unusable_trip", more("trips.txt", "R1,平日,T3,,L1"), "trips.txt", 4, "trip_id"),
    ("stop_time_with_only_arrival_or_departure_time", edited("stop_times.txt", "8:05:00,8:06:00", "8:05:00,"),
     "stop_times.txt", 3, "departure_time"),
    ("missing_trip_edge", edited("stop_times.txt", "8:10:00,8:10:00", ","), "stop_times.txt", 4, "arrival_time"),
    ("stop_time_with_arrival_before_previous_departure_time", edited("stop_times.txt", "8:10:00,8:10:00", "8:04:00,8:10:00"),
     "stop_times.txt", 4, "arrival_time"),
    ("stop_time_with_arrival_before_previous_departure_time", edited("stop_times.txt", "8:05:00,8:06:00", "8:05:00,8:04:00"),
     "stop_times.txt", 3, "departure_time"),
    ("decreasing_or_equal_stop_time_distance", edited("stop_times.txt", "1,2000", "1,800"),
     "stop_times.txt", 4, "shape_dist_traveled"),
    ("fast_travel_between_consecutive_stops", edited("stops.txt", "37.310,137.120", "39.310,137.120"),
     "stop_times.txt", 4, "arrival_time"),
    ("block_trips_with_overlapping_stop_times",
     {"frequencies.txt": None, **edited("stop_times.txt", "24:50:00,24:50:00", "8:09:00,8:09:00")}, "trips.txt", 3, "block_id"),
    ("overlapping_frequency", more("frequencies.txt", "T2,26:00:00,27:00:00,1800"),
     "frequencies.txt", 3, "start_time"),
    ("start_and_end_range_out_of_order", edited("calendar.txt", "20270331", "20250331"),
     "calendar.txt", 2, "end_date"),
    ("gtfs_no_service_days", {"calendar.txt": None, "calendar_dates.txt": "service_id,date,exception_type\n平日,20260429,2\n"}, "", None, None),
    ("missing_feed_info_date", edited("feed_info.txt", "20270331", ""), "feed_info.txt", 2, "feed_end_date"),
    ("stop_without_location", edited("stops.txt", "37.305", ""), "stops.txt", 4, "stop_lat"),
    ("gtfs_stop_without_name", edited("stops.txt", "峠", ""), "stops.txt", 4, "stop_name"),
    ("point_near_origin", edited("stops.txt", "37.305,137.110", "0.0,0.0"), "stops.txt", 4, "stop_lat"),
    ("gtfs_stops_swapped", edited("stops.txt", "37.305,137.110", "137.110,37.305"), "stops.txt", None, "stop_lat, stop_lon"),
    ("gtfs_rewritten_by_spreadsheet", edited("calendar.txt", "20270331", "2027/3/31"), "calendar.txt", 2, "end_date"),
    ("gtfs_stop_outside_japan", edited("stops.txt", "37.305,137.110", "52.5,13.4"), "stops.txt", 4, "stop_lat"),
    ("wrong_parent_location_type", edited("stops.txt", "Z3,0,", "Z3,0,S1"), "stops.txt", 4, "parent_station"),
    ("stop_without_stop_time", more("stops.txt", "S4,峠,37.3,137.1,Z1,0,"), "stops.txt", 5, "stop_id"),
    ("stop_too_far_from_shape", edited("stops.txt", "37.305,137.110", "37.307,137.110"),
     "stops.txt", 4, "stop_id"),
    ("unused_shape", more("shapes.txt", "L2,37.3,137.1,1"), "shapes.txt", 5, "shape_id"),
    ("route_both_short_and_long_name_missing", edited("routes.txt", "1,奥谷線", ","),
     "routes.txt", 2, "route_long_name"),
    ("route_color_contrast", edited("routes.txt", "FFFFFF", "0072B3"), "routes.txt", 2, "route_text_color"),
    ("gtfs_jp_fares_missing", {"fare_rules.txt": None}, "", None, None),
    ("gtfs_jp_translations_missing", {"translations.txt": None}, "", None, None),
    ("gtfs_jp_reading_missing", edited("translations.txt", "峠", "上"), "stops.txt", 4, "stop_name"),
    ("gtfs_jp_agency_missing", {"agency_jp.txt": None}, "", None, None),
    ("gtfs_jp_agency_id", OTHER_NUMBER, "agency.txt", 2, "agency_id"),
]  # fmt: skip
BROKEN_BY_MORE_THAN_TABLES = {"invalid_input_files_in_subfolder", "expired_calendar", "feed_expiration_date30_days"}


def test_a_whole_feed_breaks_no_rule(tmp_path: Path) -> None:
    assert check_feed(feed_of(tmp_path), on=TODAY) == ()


@pytest.mark.parametrize(
    ("code", "changes", "file", "row", "field"), BROKEN, ids=[f"{i}-{b[0]}" for i, b in enumerate(BROKEN)]
)
def test_each_rule_is_broken_by_one_change(
    tmp_path: Path, code: str, changes: dict[str, str | None], file: str, row: int | None, field: str | None
) -> None:
    found = [n for n in check_feed(feed_of(tmp_path, changes), on=TODAY) if n.code == code]
    place = f"gtfs/{file}" if file else "gtfs"
    assert found
    assert (found[0].file, found[0].row, found[0].field) == (place, row, field)


def test_a_feed_in_a_subfolder_is_said(tmp_path: Path) -> None:
    feed, notices = read_gtfs(write_zip(tmp_path / "a.zip", {f"inner/{name}": text for name, text in TABLES.items()}))
    assert feed is not None
    assert notices == []
    assert [n.code for n in check_feed(feed, on=TODAY)] == ["invalid_input_files_in_subfolder"]


def test_expiry_is_told_of_the_day_of_the_check_only(tmp_path: Path) -> None:
    feed = feed_of(tmp_path)
    assert {n.code for n in check_feed(feed, on=LONG_AGO)} == {"expired_calendar", "feed_expiration_date30_days"}
    assert [n.code for n in check_feed(feed, on=datetime.date(2027, 3, 31))] == ["feed_expiration_date30_days"]
    assert check_feed(feed) == ()


def test_every_rule_has_a_code_a_source_and_a_test() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert set(codes) == {broken[0] for broken in BROKEN} | BROKEN_BY_MORE_THAN_TABLES
    assert all(rule.source and rule.severity in ("error", "warning", "info") for rule in RULES)
    assert all(re.fullmatch("[a-z0-9_]+", code) for code in codes)


def test_what_is_found_many_times_is_counted(tmp_path: Path) -> None:
    rows = "".join(f"X{i},峠,37.3,137.1,Z1,0,\n" for i in range(1000))
    found = check_feed(feed_of(tmp_path, {"stops.txt": TABLES["stops.txt"] + rows}), on=TODAY)
    assert [n.code for n in found] == ["stop_without_stop_time"] * 5 + ["gtfs_more_of_the_same"]
    assert "995" in found[-1].message


@pytest.mark.parametrize("name", ["sanson/gtfs/community", "sanson/gtfs/trunk", "okuyama/gtfs", "model_chiku/gtfs"])
def test_sample_regions_break_no_rule(name: str) -> None:
    feed, notices = read_gtfs(ROOT / "sample_regions" / name)
    assert feed is not None
    assert (notices, check_feed(feed)) == ([], ())


def test_a_feed_of_three_tables_is_checked_without_a_stumble(tmp_path: Path) -> None:
    bare = {name: None for name in TABLES if name not in ("stops.txt", "routes.txt", "trips.txt")}
    found = {n.code for n in check_feed(feed_of(tmp_path, bare), on=TODAY)}
    assert {"missing_required_file", "missing_calendar_and_calendar_date_files"} <= found
    assert write_tables(tmp_path, {}).is_dir()
