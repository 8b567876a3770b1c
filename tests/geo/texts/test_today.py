"""The day in Japan, nine hours ahead of the world's clock."""

from __future__ import annotations

import datetime

import pytest

from geo.texts.today import today


@pytest.mark.parametrize(("hour", "day"), [(14, 1), (15, 2)])
def test_the_day_begins_in_japan_at_three_in_the_afternoon_of_the_world_s_clock(hour, day, monkeypatch) -> None:
    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.datetime(2026, 4, 1, hour, 30, tzinfo=datetime.UTC).astimezone(tz)

    monkeypatch.setattr(datetime, "datetime", Clock)
    assert today() == datetime.date(2026, 4, day)
