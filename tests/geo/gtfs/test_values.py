"""Dates and times of day: as the standard has them, as spreadsheets rewrite them, and what is neither."""

from __future__ import annotations

import datetime

import pytest

from geo.gtfs.merging import rows_of
from geo.gtfs.values import date_of, seconds_of, standard_cell
from tests.geo.gtfs.small_feed import TABLES, feed_of

FIRST_OF_APRIL = datetime.date(2026, 4, 1)


@pytest.mark.parametrize(
    "cell",
    ["20260401", "2026/4/1", "2026/04/01", "2026-04-01", "2026.4.1", "2026年4月1日", "2026/4/1 0:00", "2026-04-01 00:00:00"],
)  # fmt: skip
def test_a_date_is_read_as_spreadsheets_rewrite_it(cell: str) -> None:
    assert date_of(cell) == FIRST_OF_APRIL
    assert standard_cell(cell, "date") == "20260401"


@pytest.mark.parametrize(
    "cell", ["", "4/1", "2026/4/31", "2026/13/1", "1/4/2026", "46113", "2.03E+07", "2026/4/1 8:00"]
)
def test_what_is_no_date_of_a_year_stays_unread(cell: str) -> None:
    assert date_of(cell) is None
    assert standard_cell(cell, "date") == cell


@pytest.mark.parametrize(
    ("cell", "seconds", "standard"),
    [
        ("8:05:00", 8 * 3600 + 300, "8:05:00"),
        ("8:05", 8 * 3600 + 300, "08:05:00"),
        ("25:10", 25 * 3600 + 600, "25:10:00"),
        ("1900/1/1 1:10:00", 25 * 3600 + 600, "25:10:00"),
        ("1900/1/1 0:00", 24 * 3600, "24:00:00"),
    ],
)
def test_a_time_is_read_as_spreadsheets_rewrite_it(cell: str, seconds: int, standard: str) -> None:
    assert seconds_of(cell) == seconds
    assert standard_cell(cell, "time") == standard


@pytest.mark.parametrize("cell", ["", "8", "8:6", "8:60", "0.336805556", "2026/4/1 8:05"])
def test_what_is_no_time_stays_unread(cell: str) -> None:
    assert seconds_of(cell) is None
    assert standard_cell(cell, "time") == cell


def test_a_feed_is_put_together_with_dates_and_times_of_the_standard(tmp_path) -> None:
    calendar = TABLES["calendar.txt"].replace("20260401,20270331", "2026/4/1,2027/3/31")
    calls = TABLES["stop_times.txt"].replace("8:05:00,8:06:00", "8:05,8:06")
    rows = rows_of(feed_of(tmp_path, {"calendar.txt": calendar, "stop_times.txt": calls}).text)
    assert rows["calendar.txt"][["start_date", "end_date"]].to_numpy().tolist() == [["20260401", "20270331"]]
    assert rows["stop_times.txt"]["departure_time"].iloc[1] == "08:06:00"
    assert rows["stop_times.txt"]["stop_id"].iloc[1] == "S3"
