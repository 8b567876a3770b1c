"""A cell of a timetable says what it says however it is written, and a sentence is no time."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.texts.clock import clock
from importing.timetables.cell_times import cell_says, legend_of, notes_of

DAY_ONE, MORNING, MIDNIGHT = (
    datetime.datetime.fromisoformat(t) for t in ("1900-01-01 00:10", "2026-04-01 07:05", "2026-04-01 00:00")
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("7:05", "7:05"), ("７：０５", "7:05"), ("07:05:00", "7:05"), ("7時5分", "7:05"), ("7時", "7:00"), ("午後1:05", "13:05"), ("8時半", "8:30"),
        ("1205", "12:05"), ("０９０５", "9:05"), ("12.05", "12:05"), (12.05, "12:05"), (8.1, "8:10"), (1205.0, "12:05"), (0.5, "12:00"),
        (1 + 10 / 1440, "24:10"), (datetime.time(7, 5), "7:05"), (datetime.timedelta(hours=24, minutes=10), "24:10"),
        (DAY_ONE, "24:10"), (MORNING, "7:05"), ("①7:05", "7:05"), ("7:05発", "7:05"),
        ("7:05※", "7:05"),
    ],
)  # fmt: skip
def test_a_time_is_read_in_any_of_its_ways(value: object, written: str) -> None:
    found = cell_says(value)
    assert (found.kind, clock(found.time_s)) == ("time", written)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("レ", "passing"), ("||", "passing"), ("｜", "passing"), ("↓", "passing"), ("―", "passing"), ("…", "passing"), ("通過", "passing"),
        ("", "empty"), (None, "empty"), ("　", "empty"), ("15:70", "words"), ("31:00", "words"), ("運休", "words"), ("①", "words"), (True, "words"),
        ("7", "number"), (7.0, "number"), ("1,205", "number"), (0.0, "number"), (-1.5, "number"), (float("inf"), "number"), (1275.0, "number"),
        ("受付は8:30からです", "words"), ("8:00/8:20", "words"), (MIDNIGHT, "words"), (datetime.date(2026, 4, 1), "words"),
        (datetime.timedelta(days=3), "words"),
    ],
)  # fmt: skip
def test_what_is_no_time_is_none(value: object, kind: str) -> None:
    assert cell_says(value).kind == kind


def test_words_beside_a_time_are_kept_apart() -> None:
    about = cell_says("10:20頃")
    assert (clock(about.time_s), about.rest) == ("10:20", "頃")
    assert cell_says("8:05着").end == "着"
    assert notes_of("②2便") == ("②", "2便")
    assert legend_of("②：冬は運休") == ("②", "冬は運休")
    assert legend_of("②2便") == ("", "")


@given(st.integers(60, 29 * 60 + 59))
def test_every_minute_is_read_from_all_ways_of_writing_it(minute: int) -> None:
    hours, minutes = divmod(minute, 60)
    ways: list[object] = [
        f"{hours}:{minutes:02d}",
        f"{hours}{minutes:02d}",
        f"{hours}.{minutes:02d}",
        hours * 100 + minutes,
    ]
    ways += [datetime.timedelta(minutes=minute)] + ([hours + minutes / 100] if minutes else [])
    ways += [minute / 1440] if minute < 1440 else []
    assert [cell_says(value).time_s for value in ways] == [minute * 60] * len(ways)
    assert cell_says(float(hours)).as_hour.time_s == hours * 3600


@given(st.one_of(st.text(max_size=12), st.floats(), st.integers(), st.datetimes(), st.timedeltas(), st.times()))
def test_nothing_in_a_cell_is_a_fault(value: object) -> None:
    found = cell_says(value)
    assert found.kind != "time" or 0 <= found.time_s < 30 * 3600
