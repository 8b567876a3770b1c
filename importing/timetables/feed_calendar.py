"""The days of trips as the calendar of a feed: weekdays within a period, holidays and single weeks of a month as single days."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo.reference.public_holidays import first_known_day, public_holidays
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.timetables.day_words import LETTERS, Days, is_only_days

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ADDED, _REMOVED = 1, 2
_DAY = datetime.timedelta(days=1)
_APRIL = 4
_WITHOUT_WORDS = re.compile(r"を除く|は除く|除く|除き|は?運休|休み|休止|走りません|運行しません|は$")
_NEVER = "走る日が分からない"


@dataclass(frozen=True)
class Period:
    """First and last day of a timetable, both included."""

    first: datetime.date
    last: datetime.date


def period_of(
    first: datetime.date | None, last: datetime.date | None, today: datetime.date | None
) -> tuple[Period, list[Notice]]:
    """Return the period of a timetable: as given, else the fiscal year of today.

    Raises
    ------
    geo.texts.errors.RequestError
        When nobody can know it, or it ends before it begins.
    """
    base = first or last or today
    if base is None:
        raise RequestError(notice("timetable_period_unknown"))
    year = base.year if base.month >= _APRIL else base.year - 1
    begin = first or datetime.date(year, _APRIL, 1)
    end = last or datetime.date(year + 1, _APRIL, 1) - _DAY
    if end < begin:
        raise RequestError(notice("timetable_period_backwards", first=begin, last=end))
    guessed = [] if first and last else [notice("timetable_period_guessed", first=begin, last=end)]
    return Period(begin, end), guessed


def service_id(days: Days) -> str:
    """Name a service by its days; one that nobody knows has the words of the table.

    Examples
    --------
    >>> service_id(Days(frozenset(range(5)), "rests")), service_id(Days(frozenset({0, 2}))), service_id(Days(words="学校登校日"))
    ('平日', '月水', '学校登校日')
    """
    label = days.label
    short = {f"{LETTERS[:5]}（祝日を除く）": "平日", LETTERS: "毎日"}
    return short.get(label, label) if days.known else days.words or _NEVER


def calendar_rows(services: Iterable[Days], period: Period) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Write services as rows of calendar.txt and calendar_dates.txt; one whose days nobody knows never runs."""
    regular, single = [], []
    for days in services:
        name = service_id(days)
        on = days.weekdays if days.known and not days.weeks else frozenset()
        spans = {"start_date": _written(period.first), "end_date": _written(period.last)}
        regular.append({"service_id": name, **{w: str(int(d in on)) for d, w in enumerate(_WEEKDAYS)}, **spans})
        for day, kind in _exceptions(days, period):
            single.append({"service_id": name, "date": _written(day), "exception_type": str(kind)})
    return regular, single


def _exceptions(days: Days, period: Period) -> Iterator[tuple[datetime.date, int]]:
    if not days.known:
        return
    holidays = set(public_holidays(period.first, period.last))
    day = period.first
    while day <= period.last:
        usual = day.weekday() in days.weekdays
        on = usual and (not days.weeks or (day.day - 1) // 7 + 1 in days.weeks)
        runs = on
        if day in holidays:
            runs = {"runs": True, "rests": False, "same": on}[days.holidays]
        if runs and (days.weeks or not usual):
            yield day, _ADDED
        elif usual and not runs and not days.weeks:
            yield day, _REMOVED
        day += _DAY


def _written(day: datetime.date) -> str:
    return day.strftime("%Y%m%d")


def notices_of_days(services: Sequence[Days], period: Period) -> list[Notice]:
    """Say what became of holidays, and which days on which nothing runs could not be told."""
    notices = []
    if any(d.known and d.holidays != "same" for d in services):
        first = max(period.first, first_known_day())
        count = len(public_holidays(period.first, period.last))
        notices.append(notice("timetable_holidays", count=count, first=first, last=period.last))
    every_day = len(_WEEKDAYS)
    notices += [
        notice("timetable_holidays_unsaid", words=service_id(d))
        for d in services
        if d.known and d.holidays == "same" and len(d.weekdays) < every_day
    ]
    words = dict.fromkeys(d.left_out for d in services if d.left_out and not _told(d.left_out))
    return [*notices, *(notice("timetable_days_left_out", words=w) for w in words)]


def _told(words: str) -> bool:
    """Return whether days that are left out are weekdays and holidays alone, which the calendar has."""
    return all(is_only_days(_WITHOUT_WORDS.sub("", part).strip()) for part in re.split(r"[、,]", words) if part)
