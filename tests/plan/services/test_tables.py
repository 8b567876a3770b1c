"""A line of two trips as the tables of GTFS-JP, row by row."""

from __future__ import annotations

import datetime
from dataclasses import replace

from network.services.bus_service import BusService, ServiceStop, ServiceTrip, Vehicle
from network.services.calendar import ServiceCalendar
from plan.services.tables import ExportTerms, names_to_read, service_tables, stops_of

STOPS = (ServiceStop("p2", "上野", 33.0, 135.0), ServiceStop("p10", "下野", 33.01, 135.02, "しもの"))
CALENDAR = ServiceCalendar(days=("tue",), excepted=(datetime.date(2026, 4, 14),), also=(datetime.date(2026, 4, 18),))
LINE = BusService(
    "b1", "谷線", "fixed", stops=STOPS, trips=(ServiceTrip("t1", 0, (27_000, 88_200)), ServiceTrip("t2", 1, (36_000, 37_200))),
    vehicle=Vehicle(wheelchair=1), calendar=CALENDAR, fare_yen=200.0, operator="試し村",
)  # fmt: skip
TERMS = ExportTerms(
    datetime.date(2026, 4, 1), datetime.date(2026, 4, 30), {"試し村": "A1", "": "A0"}, {"上野": "うえの"}, {}
)


def rows(file: str, *columns: str) -> list[tuple[str, ...]]:
    table = service_tables([LINE], TERMS)[file]
    return [tuple(row) for row in table[list(columns)].itertuples(index=False, name=None)]


def test_ids_never_meet_those_of_a_feed_and_cells_are_text() -> None:
    assert rows("stops.txt", "stop_id", "stop_lat") == [("plan_p2", "33.000000"), ("plan_p10", "33.010000")]
    assert rows("routes.txt", "route_id", "agency_id", "route_type") == [("plan_b1", "A1", "3")]
    assert rows("fare_attributes.txt", "price", "currency_type") == [("200", "JPY")]


def test_times_after_midnight_are_counted_on_and_the_way_back_is_reversed() -> None:
    calls = rows("stop_times.txt", "stop_id", "departure_time", "stop_sequence")
    assert calls == [
        ("plan_p2", "07:30:00", "1"),
        ("plan_p10", "24:30:00", "2"),
        ("plan_p10", "10:00:00", "1"),
        ("plan_p2", "10:20:00", "2"),
    ]
    assert rows("trips.txt", "direction_id", "wheelchair_accessible") == [("0", "1"), ("1", "1")]


def test_a_tuesday_less_and_a_saturday_more_are_single_days() -> None:
    assert rows("calendar.txt", "monday", "tuesday", "start_date", "end_date") == [("0", "1", "20260401", "20260430")]
    assert rows("calendar_dates.txt", "date", "exception_type") == [("20260414", "2"), ("20260418", "1")]


def test_single_days_alone_have_no_week() -> None:
    only = replace(LINE, calendar=ServiceCalendar(only=(datetime.date(2026, 4, 18),)))
    tables = service_tables([only], TERMS)
    assert "calendar.txt" not in tables
    assert tables["calendar_dates.txt"]["date"].tolist() == ["20260418"]


def test_stops_of_several_lines_stand_once_by_their_number() -> None:
    assert [s.stop_id for s in stops_of([LINE, replace(LINE, id="b2", stops=STOPS[::-1])])] == ["p2", "p10"]


def test_readings_are_the_plans_own_else_those_of_the_feeds() -> None:
    assert names_to_read([LINE])["stops", "stop_name"] == {"上野": "", "下野": "しもの"}
    found = rows("translations.txt", "field_name", "language", "field_value", "translation")
    assert ("stop_name", "ja-Hrkt", "上野", "うえの") in found
    assert ("stop_name", "ja-Hrkt", "下野", "しもの") in found
    assert not [row for row in found if row[2] == "谷線"], "nobody knows its reading"
