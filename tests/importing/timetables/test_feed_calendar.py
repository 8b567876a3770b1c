"""Days of words become days of the calendar: counted day by day against the words."""

from __future__ import annotations

import datetime

import pytest

from geo.reference.public_holidays import public_holidays
from geo.texts.errors import RequestError
from importing.timetables.day_words import Days, days_in
from importing.timetables.feed_calendar import Period, calendar_rows, notices_of_days, period_of, service_id

YEAR = Period(datetime.date(2026, 4, 1), datetime.date(2027, 3, 31))
_DAY = datetime.timedelta(days=1)


def running(text: str) -> set[datetime.date]:
    """The days on which a feed with this heading runs, by the tables alone."""
    days = days_in(text)
    assert days is not None
    (regular,), single = calendar_rows([days], YEAR)
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    added = {r["date"] for r in single if r["exception_type"] == "1"}
    removed = {r["date"] for r in single if r["exception_type"] == "2"}
    found = set()
    day = YEAR.first
    while day <= YEAR.last:
        written = day.strftime("%Y%m%d")
        if (regular[names[day.weekday()]] == "1" or written in added) and written not in removed:
            found.add(day)
        day += _DAY
    return found


def test_workdays_and_weekends_share_the_year() -> None:
    work, rest = running("平日"), running("土日祝")
    assert work & rest == set()
    assert len(work | rest) == 365
    assert set(public_holidays(YEAR.first, YEAR.last)) <= rest


def test_weeks_of_a_month_are_single_days() -> None:
    found = sorted(running("第2・第4木曜"))
    assert len(found) == 24
    assert all(d.weekday() == 3 and (8 <= d.day <= 14 or 22 <= d.day <= 28) for d in found)


def test_weekdays_alone_run_on_holidays_too_and_that_is_said() -> None:
    assert len(running("月・水・金")) == sum((YEAR.first + i * _DAY).weekday() in (0, 2, 4) for i in range(365))
    assert said("月・水・金", "平日（年末年始を除く）") == [
        "timetable_holidays",
        "timetable_holidays_unsaid",
        "timetable_days_left_out",
    ]
    assert said("月～土（日祝運休）") == ["timetable_holidays"]


def said(*texts: str) -> list[str]:
    """The codes of what is said of days."""
    return [n.code for n in notices_of_days([d for d in map(days_in, texts) if d is not None], YEAR)]


def test_days_that_nobody_knows_never_run() -> None:
    assert running("学校登校日") == set()
    assert service_id(Days()) == "走る日が分からない"


def test_the_period_is_given_or_the_fiscal_year_of_today() -> None:
    today = datetime.date(2026, 2, 3)
    guessed, notices = period_of(None, None, today)
    assert (guessed.first, guessed.last) == (datetime.date(2025, 4, 1), datetime.date(2026, 3, 31))
    assert [n.code for n in notices] == ["timetable_period_guessed"]
    assert period_of(YEAR.first, YEAR.last, today) == (YEAR, [])
    with pytest.raises(RequestError, match="--from"):
        period_of(None, None, None)
    with pytest.raises(RequestError, match="より前"):
        period_of(YEAR.last, YEAR.first, today)
