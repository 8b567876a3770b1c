"""What runs on a date: times filled in, errors left out and said, repeats, blocks and the night before."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from geo.gtfs.day_calls import calls_on
from geo.gtfs.rules.registry import check_feed
from geo.gtfs.service_days import default_date
from geo.gtfs.usable_calls import usable_calls
from geo.texts.errors import RequestError
from geo.texts.notices import Notice
from network.transit.timetable import Timetable
from tests.geo.gtfs.small_feed import TABLES, feed_of, write_tables

TUESDAY = datetime.date(2026, 6, 2)
HEAD = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\n"


def times(folder: Path, rows: str, **others: str | None) -> list[tuple[str, str, int, int]]:
    """Trip, stop, arrival and departure (minutes) of the calls that are used."""
    feed = feed_of(folder, {"stop_times.txt": HEAD + rows, "frequencies.txt": None, **others})
    used = usable_calls(feed).calls
    columns = (used["trip_id"], used["stop_id"], used["arrival_s"] / 60, used["departure_s"] / 60)
    return [tuple(row) for row in zip(*columns, strict=True)]


def test_a_call_with_one_time_has_it_for_both(tmp_path: Path) -> None:
    rows = "T1,8:00:00,,S1,1,\nT1,,8:05:00,S3,2,\nT1,8:10:00,8:10:00,S2,3,\n"
    assert [row[2:] for row in times(tmp_path, rows)] == [(480, 480), (485, 485), (490, 490)]


def test_empty_times_are_filled_by_the_distance_travelled(tmp_path: Path) -> None:
    rows = "T1,8:00:00,8:00:00,S1,1,0\nT1,,,S3,2,500\nT1,8:20:00,8:20:00,S2,3,2000\n"
    assert [row[2:] for row in times(tmp_path, rows)] == [(480, 480), (485, 485), (500, 500)]


def test_empty_times_are_filled_by_the_straight_way_where_no_distance_is_given(tmp_path: Path) -> None:
    # S3 lies almost on the line from S1 to S2, near its middle.
    rows = "T1,8:00:00,8:00:00,S1,1,\nT1,,,S3,2,\nT1,8:20:00,8:20:00,S2,3,\n"
    (_, _, _, leaves), (_, _, passes, _), (_, _, arrives, _) = times(tmp_path, rows)
    assert (leaves, arrives) == (480, 500)
    assert passes == pytest.approx(489.5, abs=0.5)


def test_empty_times_are_filled_evenly_where_nothing_is_known(tmp_path: Path) -> None:
    stops = TABLES["stops.txt"].replace("37.305,137.110", ",")
    rows = "T1,8:00:00,8:00:00,S1,1,\nT1,,,S3,2,\nT1,,,S1,3,\nT1,8:30:00,8:30:00,S2,4,\n"
    assert [row[2] for row in times(tmp_path, rows, **{"stops.txt": stops})] == [480, 500, 510]


BROKEN = {
    "a trip with one stop": ("T1,8:00:00,8:00:00,S1,1,\n", "timetable_trips_too_short", "unusable_trip"),
    "a trip without stops": ("", "timetable_trips_too_short", "unusable_trip"),
    "times running backwards": (
        "T1,8:00:00,8:00:00,S1,1,\nT1,7:50:00,7:50:00,S3,2,\nT1,8:10:00,8:10:00,S2,3,\n",
        "timetable_trips_backwards",
        "stop_time_with_arrival_before_previous_departure_time",
    ),
    "a departure before its arrival": (
        "T1,8:00:00,8:00:00,S1,1,\nT1,8:10:00,8:05:00,S2,2,\n",
        "timetable_trips_backwards",
        "stop_time_with_arrival_before_previous_departure_time",
    ),
    "no time at the end": (
        "T1,8:00:00,8:00:00,S1,1,\nT1,8:05:00,8:05:00,S3,2,\nT1,,,S2,3,\n",
        "timetable_trips_without_ends",
        "missing_trip_edge",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_trip_that_cannot_be_followed_is_left_out_and_the_rest_works(tmp_path: Path, what: str) -> None:
    rows, code, checked = BROKEN[what]
    whole = "T2,9:00:00,9:00:00,S1,1,\nT2,9:20:00,9:20:00,S2,2,\n"
    feed = feed_of(tmp_path, {"stop_times.txt": HEAD + rows + whole, "frequencies.txt": None})
    timetable = Timetable.from_feeds({"": feed}, TUESDAY)
    assert timetable.trips["trip_id"].tolist() == ["T2"]
    assert len(timetable.rides.call) == 1
    assert [n.code for n in timetable.notices] == [code]
    assert "T1" in timetable.notices[0].message
    assert checked in {n.code for n in check_feed(feed)}


def test_a_stop_without_a_place_is_passed_and_said(tmp_path: Path) -> None:
    stops = TABLES["stops.txt"].replace("37.305,137.110", ",")
    feed = feed_of(tmp_path, {"stops.txt": stops})
    timetable = Timetable.from_feeds({"": feed}, TUESDAY)
    first = timetable.call_trip == 0
    assert timetable.stops.index[timetable.call_stop[first]].tolist() == ["S1", "S2"]
    assert [n.code for n in timetable.notices] == ["timetable_stops_without_place", "timetable_approximate"]
    assert "stop_without_location" in {n.code for n in check_feed(feed)}


def test_a_trip_of_an_unknown_service_never_runs_and_is_said(tmp_path: Path) -> None:
    feed = feed_of(tmp_path, {"trips.txt": TABLES["trips.txt"].replace("R1,平日,T1", "R1,休日,T1")})
    timetable = Timetable.from_feeds({"": feed}, TUESDAY)
    assert set(timetable.trips["trip_id"]) == {"T2"}
    assert [n.code for n in timetable.notices] == ["timetable_trips_without_days", "timetable_approximate"]
    assert "foreign_key_violation" in {n.code for n in check_feed(feed)}


def test_a_feed_where_nothing_is_right_gives_an_empty_day_with_notices(tmp_path: Path) -> None:
    feed = feed_of(
        tmp_path, {"stop_times.txt": HEAD + "T1,x,y,S9,1,\n", "stops.txt": "stop_id\n", "frequencies.txt": None}
    )
    timetable = Timetable.from_feeds({"": feed}, TUESDAY)
    assert (len(timetable.trips), len(timetable.stops), len(timetable.rides.call)) == (0, 0, 0)
    assert "timetable_no_usable_trips" in {n.code for n in timetable.notices}


def departures(
    feed_folder: Path, changes: dict[str, str | None], date: datetime.date = TUESDAY
) -> list[tuple[str, int]]:
    day = calls_on(feed_of(feed_folder, changes), date)
    return list(zip(day.trips["trip_id"], (day.trips["start_s"] // 60).tolist(), strict=True))


def test_a_repeated_trip_leaves_from_the_start_until_before_the_end(tmp_path: Path) -> None:
    # T2 leaves 24:50 and 25:50, and 26:50 is the end; Monday's 24:50 and 25:50 pass after Tuesday's midnight.
    assert departures(tmp_path, {}) == [
        ("T2", 50),
        ("T2", 110),
        ("T1", 480),
        ("T2", 24 * 60 + 50),
        ("T2", 25 * 60 + 50),
    ]


def test_of_the_night_before_only_what_passes_after_midnight_belongs_to_the_day(tmp_path: Path) -> None:
    rows = HEAD + "T2,23:50:00,23:50:00,S1,1,\nT2,24:00:00,24:00:00,S3,2,\nT2,24:10:00,24:10:00,S2,3,\n"
    day = calls_on(feed_of(tmp_path, {"stop_times.txt": rows, "frequencies.txt": None}), TUESDAY)
    assert list(zip(day.calls["stop_id"], day.calls["arrival_s"], strict=True)) == [
        ("S3", 0), ("S2", 600), ("S1", 85_800), ("S3", 86_400), ("S2", 87_000),
    ]  # fmt: skip
    monday = TUESDAY - datetime.timedelta(days=1)  # no bus runs on Sunday night
    assert len(calls_on(feed_of(tmp_path, {"stop_times.txt": rows, "frequencies.txt": None}), monday).trips) == 1


def test_repeats_that_are_too_close_are_left_out_and_said(tmp_path: Path) -> None:
    for headway in (0, 1, 59):
        frequencies = f"trip_id,start_time,end_time,headway_secs\nT2,0:00:00,999:00:00,{headway}\n"
        day = calls_on(feed_of(tmp_path, {"frequencies.txt": frequencies}), TUESDAY)
        assert [n.code for n in day.notices] == ["timetable_headway_too_short", "timetable_approximate"]
        assert day.trips["trip_id"].tolist() == ["T1"]


BLOCK = (
    HEAD + "T1,8:00:00,8:00:00,S1,1,\nT1,8:10:00,8:10:00,S2,2,\nT2,8:15:00,8:15:00,S2,1,\nT2,8:30:00,8:30:00,S3,2,\n"
)
TRANSFERS = "from_stop_id,to_stop_id,from_trip_id,to_trip_id,transfer_type\n"
STATION = "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"


@pytest.mark.parametrize(
    ("changes", "together"),
    [
        ({}, True),
        ({"stop_times.txt": BLOCK.replace("T2,8:15:00,8:15:00", "T2,8:09:00,8:09:00")}, False),
        ({"stop_times.txt": BLOCK.replace("8:15:00,S2", "8:15:00,S1")}, False),
        ({"trips.txt": TABLES["trips.txt"].replace("T2,B1", "T2,B2")}, False),
        ({"trips.txt": TABLES["trips.txt"].replace("B1", "")}, False),
        ({"transfers.txt": TRANSFERS + "S2,S2,T1,T2,5\n"}, False),
        ({"trips.txt": TABLES["trips.txt"].replace("B1", ""), "transfers.txt": TRANSFERS + "S2,S2,T1,T2,4\n"}, True),
        ({"frequencies.txt": "trip_id,start_time,end_time,headway_secs\nT2,8:15:00,8:16:00,3600\n"}, False),
        (
            {
                "stop_times.txt": BLOCK.replace("8:15:00,S2", "8:15:00,S4"),
                "stops.txt": STATION
                + "S1,役場前,37.301,137.101,0,\nS2,奥谷,37.310,137.120,0,P\nS4,奥谷,37.310,137.121,0,P\n"
                + "S3,峠,37.305,137.110,0,\nP,奥谷,37.310,137.120,1,\n",
            },
            True,
        ),
    ],
    ids=["block", "too late", "elsewhere", "other block", "none", "forbidden", "said", "repeated", "same station"],
)
def test_riders_stay_seated_where_the_vehicle_goes_on(tmp_path: Path, changes: dict[str, str], together: bool) -> None:
    day = calls_on(feed_of(tmp_path, {"stop_times.txt": BLOCK, "frequencies.txt": None, **changes}), TUESDAY)
    assert day.trips["trip_id"].tolist() == ["T1", "T2"]
    assert day.trips["run"].tolist() == ([0, 0] if together else [0, 1])
    assert day.trips["turn"].tolist() == ([0, 1] if together else [0, 0])


def test_the_default_day_is_the_first_tuesday_with_the_most_trips(tmp_path: Path) -> None:
    feed = feed_of(tmp_path)
    assert default_date([feed]) == datetime.date(2026, 4, 7)
    more = TABLES["calendar.txt"] + "夏,0,1,0,0,0,0,0,20260801,20260831\n"
    trips = TABLES["trips.txt"] + "R1,夏,T3,,\n"
    assert default_date([feed_of(tmp_path, {"calendar.txt": more, "trips.txt": trips})]) == datetime.date(2026, 8, 4)
    off = TABLES["calendar_dates.txt"] + "平日,20260407,2\n夏,20260804,2\n"
    changed = feed_of(tmp_path, {"calendar.txt": more, "trips.txt": trips, "calendar_dates.txt": off})
    assert default_date([changed]) == datetime.date(2026, 8, 11)
    assert default_date([changed, feed]) == datetime.date(2026, 8, 11)


def test_the_default_day_of_a_service_that_never_runs_on_tuesdays_is_its_first(tmp_path: Path) -> None:
    calendar = TABLES["calendar.txt"].replace("1,1,1,1,1,0,0,20260401", "0,0,0,0,0,1,0,20260401")
    feed = feed_of(tmp_path, {"calendar.txt": calendar, "calendar_dates.txt": None})
    assert default_date([feed]) == datetime.date(2026, 4, 4)


def test_a_calendar_until_the_end_of_time_is_no_hindrance(tmp_path: Path) -> None:
    calendar = TABLES["calendar.txt"].replace("20270331", "99991231")
    assert default_date([feed_of(tmp_path, {"calendar.txt": calendar})]) == datetime.date(2026, 4, 7)


def test_without_any_day_there_is_no_default(tmp_path: Path) -> None:
    assert default_date([feed_of(tmp_path, {"calendar.txt": None, "calendar_dates.txt": None})]) is None
    assert default_date([]) is None


def test_no_feed_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        Timetable.from_gtfs(tmp_path / "nothing")
    assert all(isinstance(n, Notice) for n in caught.value.notices)
    without = write_tables(tmp_path / "feed", {"calendar.txt": None, "calendar_dates.txt": None})
    with pytest.raises(RequestError, match="--date"):
        Timetable.from_gtfs(without)
    assert len(Timetable.from_gtfs(without, TUESDAY).trips) > 0
