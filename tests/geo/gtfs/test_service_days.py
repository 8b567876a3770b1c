"""A table whose rows cannot be read is not a table that is absent; buses run on no day that nobody has given."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from geo.gtfs.day_calls import calls_on
from geo.gtfs.rules.registry import check_feed
from geo.gtfs.service_days import all_services, default_date, services_on, trips_on
from tests.geo.gtfs.small_feed import TABLES, feed_of

SATURDAY, MONDAY, FAR_OFF = datetime.date(2026, 6, 6), datetime.date(2026, 6, 8), datetime.date(2031, 1, 1)
HEADER = TABLES["calendar.txt"].splitlines()[0]
NO_SINGLE_DAYS = {"calendar_dates.txt": None}


def calendar(row: str) -> dict[str, str | None]:
    return {"calendar.txt": f"{HEADER}\n{row}\n", **NO_SINGLE_DAYS}


@pytest.mark.parametrize(
    ("row", "runs_on_monday"),
    [
        ("平日,1,1,1,1,1,0,0,2026/4/1,2027/3/31", True),
        ("平日,1,1,1,1,1,0,0,2026年4月1日,2027年3月31日", True),
        ("平日,1,1,1,1,1,0,0,R8.4.1,R9.3.31", False),
        ("平日,1,1,1,1,1,0,0,4/1,3/31", False),
        ("平日,1,1,1,1,1,0,0,20260401,", False),
        ("平日,○,○,○,○,○,,,20260401,20270331", False),
        (",1,1,1,1,1,0,0,20260401,20270331", False),
    ],
)
def test_days_that_cannot_be_read_are_no_days(tmp_path: Path, row: str, runs_on_monday: bool) -> None:
    feed = feed_of(tmp_path, calendar(row))
    assert bool(len(trips_on(feed, MONDAY))) is runs_on_monday
    for never in (SATURDAY, FAR_OFF):
        assert services_on(feed, never) == frozenset()
        assert never.isoformat() not in set(calls_on(feed, never).trips["service_date"])
    if not runs_on_monday:
        assert all_services(feed) == frozenset()
        assert default_date([feed]) is None
        assert "gtfs_no_service_days" in {n.code for n in check_feed(feed)}


@pytest.mark.parametrize(
    ("changes", "every_day"),
    [
        ({"calendar.txt": None, "calendar_dates.txt": None}, True),
        ({"calendar.txt": f"{HEADER}\n", "calendar_dates.txt": None}, False),
        ({"calendar.txt": None, "calendar_dates.txt": "service_id,date,exception_type\n平日,26年4月,1\n"}, False),
        ({"calendar.txt": b"\x00\x01", "calendar_dates.txt": None}, False),
        ({"calendar.txt": "", "calendar_dates.txt": None}, False),
    ],
)
def test_only_a_feed_without_calendars_runs_every_day(tmp_path: Path, changes, every_day: bool) -> None:
    feed = feed_of(tmp_path, changes)
    assert bool(len(trips_on(feed, FAR_OFF))) is every_day
    assert (all_services(feed) is None) is every_day


@pytest.mark.parametrize(
    ("row", "departures"),
    [
        ("T2,24:50:00,26:50:00,3600", 2),
        ("T2,24:50,26:50,3600", 2),
        ("T2,24時50分,26:50:00,3600", 0),
        ("T2,24:50:00,26:50:00,60分", 0),
        ("T2,24:50:00,,3600", 0),
    ],
)
def test_a_repeated_trip_with_unreadable_times_does_not_run_at_those_of_its_pattern(
    tmp_path: Path, row: str, departures: int
) -> None:
    feed = feed_of(tmp_path, {"frequencies.txt": f"trip_id,start_time,end_time,headway_secs\n{row}\n"})
    day = calls_on(feed, MONDAY)
    same_day = day.trips[day.trips["service_date"] == MONDAY.isoformat()]
    assert (same_day["trip_id"] == "T2").sum() == departures
    assert ("timetable_headway_unreadable" in {n.code for n in day.notices}) is (departures == 0)
