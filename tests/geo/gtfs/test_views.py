"""Typed views: seconds past midnight, order, wrong rows left out, optional files missing, column by column."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gtfs.service_days import service_span, services_on, trips_on
from geo.gtfs.values import NO_TIME_S, date_of, seconds_of
from geo.gtfs.views import GtfsFeed, read_gtfs
from tests.geo.gtfs.small_feed import TABLES, feed_of

SATURDAY, WEDNESDAY = datetime.date(2026, 5, 2), datetime.date(2026, 5, 6)
HOLIDAY, TOO_LATE = datetime.date(2026, 4, 29), datetime.date(2027, 4, 1)


@given(st.integers(0, 200 * 3600 - 1))
def test_times_past_midnight_are_seconds(time_s: int) -> None:
    text = f"{time_s // 3600}:{time_s // 60 % 60:02d}:{time_s % 60:02d}"
    assert seconds_of(text) == time_s


@pytest.mark.parametrize("text", ["", "8:0", "8:60:00", "-1:00:00", "８:00:00", "8:00:00 ", "1000:00:00", "x"])
def test_what_is_no_time(text: str) -> None:
    assert seconds_of(text) is None


@given(st.dates(datetime.date(1900, 1, 1)))
def test_dates_come_back(day: datetime.date) -> None:
    assert date_of(day.strftime("%Y%m%d").rjust(8, "0")) == day


@pytest.mark.parametrize("text", ["", "20260230", "2026-02-30", "260401", "２０２６０４０１"])
def test_what_is_no_date(text: str) -> None:
    assert date_of(text) is None


def test_stop_times_are_in_order_and_in_seconds(tmp_path: Path) -> None:
    rows = TABLES["stop_times.txt"].splitlines()
    feed = feed_of(tmp_path, {"stop_times.txt": "\n".join([rows[0], rows[3], rows[5], rows[1], rows[4], rows[2]])})
    calls = feed.stop_times
    assert calls["trip_id"].tolist() == ["T1", "T1", "T1", "T2", "T2"]
    assert calls["stop_sequence"].tolist() == [1, 2, 3, 1, 3]
    assert calls["departure_s"].tolist() == [28800, 29160, 29400, 89400, 90600]
    assert calls["line"].tolist() == [4, 6, 2, 5, 3]
    assert (calls["pickup_type"].tolist(), calls["timepoint"].tolist()) == ([0, 0, 1, 0, 1], [1] * 5)
    assert feed.frequencies[["start_s", "end_s", "headway_secs", "exact_times"]].iloc[0].tolist() == [
        89400,
        96600,
        3600,
        0,
    ]


def test_rows_that_cannot_be_used_are_left_out(tmp_path: Path) -> None:
    changes = {
        "stops.txt": TABLES["stops.txt"] + "S1,二度目,37.3,137.1,,0,\n,名無し,37.3,137.1,,0,\nS5,谷,,137.1,,0,\n",
        "stop_times.txt": TABLES["stop_times.txt"].replace("8:05:00,8:06:00", ",").replace("S2,3,1,\n", "S2,x,1,\n"),
    }
    feed = feed_of(tmp_path, changes)
    assert feed.stops.index.tolist() == ["S1", "S2", "S3"]
    assert feed.stops.loc["S1", "stop_name"] == "役場前"
    assert feed.stop_times["stop_id"].tolist() == ["S1", "S3", "S2", "S1"]
    assert feed.stop_times["arrival_s"].tolist()[1] == NO_TIME_S


def test_services_of_a_day(tmp_path: Path) -> None:
    feed = feed_of(tmp_path)
    assert [services_on(feed, day) for day in (WEDNESDAY, SATURDAY, HOLIDAY, TOO_LATE)] == [
        {"平日"}, {"平日"}, frozenset(), frozenset(),
    ]  # fmt: skip
    assert trips_on(feed, WEDNESDAY).index.tolist() == ["T1", "T2"]
    assert service_span(feed) == (datetime.date(2026, 4, 1), datetime.date(2027, 3, 31))


def test_a_feed_without_its_optional_files_still_works(tmp_path: Path) -> None:
    without = dict.fromkeys(("calendar.txt", "shapes.txt", "feed_info.txt", "fare_rules.txt", "translations.txt"))
    feed = feed_of(tmp_path, without)
    assert services_on(feed, SATURDAY) == {"平日"}
    assert service_span(feed) == (SATURDAY, SATURDAY)
    assert (len(feed.shapes), len(feed.feed_info), len(feed.fare_rules), len(feed.translations)) == (0, 0, 0, 0)
    neither = feed_of(tmp_path / "b", {**without, "calendar_dates.txt": None})
    assert services_on(neither, SATURDAY) == {"平日"}
    assert service_span(neither) is None


def test_translations_of_the_first_edition_are_put_into_todays_form(tmp_path: Path) -> None:
    feed = feed_of(tmp_path, {"translations.txt": "trans_id,lang,translation\n峠,ja-Hrkt,とうげ\n谷,ja-Hrkt,\n"})
    assert feed.translations[["field_value", "language", "translation"]].to_numpy().tolist() == [
        ["峠", "ja-Hrkt", "とうげ"]
    ]


def test_fares_and_colours(tmp_path: Path) -> None:
    feed = feed_of(tmp_path, {"routes.txt": TABLES["routes.txt"].replace("0072B2", "red")})
    assert (feed.fare_attributes.loc["F", "price"], bool(feed.fare_attributes["transfers"].isna().all())) == (
        200.0,
        True,
    )
    of_route = [feed.routes.at["R1", column] for column in ("route_color", "route_text_color", "route_type")]
    assert of_route == ["FFFFFF", "FFFFFF", 3]


def calls_during(work: Callable[[], object]) -> int:
    """Count the Python functions that are called."""
    count = 0

    def counting(_frame: FrameType, event: str, _about: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.real_data
def test_a_feed_of_22000_calls_is_read_by_columns_and_not_by_cells(real_data: Path) -> None:
    feeds: list[GtfsFeed] = []

    def read() -> None:
        feed, _ = read_gtfs(real_data / "gtfs_jp" / "toyota_kikan_GTFS.zip")
        assert feed is not None
        counts = (len(feed.stop_times), len(feed.stops), len(feed.trips), len(feed.calendar), len(feed.shapes))
        assert counts == (22206, 491, 825, 8, 13674)
        feeds.append(feed)

    called = calls_during(read)
    tables = feeds[0].text.tables
    cells = sum(len(tables[f"{name}.txt"]) * len(tables[f"{name}.txt"].columns) for name in ("stop_times", "shapes"))
    assert called < cells
