"""A time of day as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.texts.clock import clock


@pytest.mark.parametrize(
    ("time_s", "text", "padded", "with_seconds"),
    [
        (0, "0:00", "00:00", "00:00:00"),
        (59, "0:00", "00:00", "00:00:59"),
        (29100, "8:05", "08:05", "08:05:00"),
        (29159.9, "8:05", "08:05", "08:05:59"),
        (86400, "24:00", "24:00", "24:00:00"),
        (90600, "25:10", "25:10", "25:10:00"),
        (-1800, "-1:30", "-1:30", "-1:30:00"),
    ],
)
def test_it_is_written_for_people_and_for_files(time_s: float, text: str, padded: str, with_seconds: str) -> None:
    assert (clock(time_s), clock(time_s, padded=True)) == (text, padded)
    assert clock(time_s, padded=True, seconds=True) == with_seconds


@given(st.integers(0, 60 * 3600))
def test_it_can_be_read_back(time_s: int) -> None:
    hours, minutes, seconds = map(int, clock(time_s, seconds=True).split(":"))
    assert hours * 3600 + minutes * 60 + seconds == time_s
    assert clock(time_s) == clock(time_s, seconds=True)[:-3]
