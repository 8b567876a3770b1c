"""Which services run on a day: weekdays and spans of calendar.txt, single days of calendar_dates.txt."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable

import numpy as np
import pandas as pd

from geo.gtfs.views import GtfsFeed

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ADDED, _REMOVED = 1, 2
_TUESDAY, _DAYS_OF_WEEK = 1, 7
_NEXT_DAY = pd.Timedelta(days=1)
_END_OF_TIME = np.datetime64("9999-12-01", "D")
"""Calendars that run until 9999-12-31 mean forever; no day can follow it."""


@functools.lru_cache(maxsize=1024)
def services_on(feed: GtfsFeed, date: datetime.date) -> frozenset[str]:
    """Services that run on a date.

    Parameters
    ----------
    feed
        With calendar.txt, calendar_dates.txt or both; where it has neither, every service of its trips runs every day. A
        calendar of which no row can be read is one all the same: nothing runs.
    date
        The day of service; times past 24:00 belong to it.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.gtfs.views import read_gtfs
    >>> feed, _ = read_gtfs(Path("sample_regions/okuyama/gtfs"))
    >>> sorted(services_on(feed, datetime.date(2025, 6, 3))), sorted(services_on(feed, datetime.date(2025, 6, 7)))
    (['d12345'], [])
    """
    if not _has_calendar(feed):
        return frozenset(str(s) for s in feed.trips["service_id"].unique() if s)
    day = np.datetime64(date, "D")
    regular = feed.calendar
    runs = (regular["start_date"] <= day) & (day <= regular["end_date"]) & (regular[_WEEKDAYS[date.weekday()]] == 1)
    that_day = feed.calendar_dates[feed.calendar_dates["date"] == day]
    added = that_day.loc[that_day["exception_type"] == _ADDED, "service_id"]
    removed = that_day.loc[that_day["exception_type"] == _REMOVED, "service_id"]
    return frozenset(str(s) for s in (set(regular.index[runs]) | set(added)) - set(removed))


def all_services(feed: GtfsFeed) -> frozenset[str] | None:
    """Services that the calendars name at all; None where the feed has no calendar and everything runs every day."""
    if not _has_calendar(feed):
        return None
    added = feed.calendar_dates.loc[feed.calendar_dates["exception_type"] == _ADDED, "service_id"]
    return frozenset(map(str, [*feed.calendar.index, *added]))


def ever_running(feed: GtfsFeed) -> frozenset[str] | None:
    """Services that run on some day at all, be it long past; None where the feed has no calendar and everything runs every day.

    A line of calendar.txt without a day of the week, or that ends before it begins, runs only on days that are added to it.
    """
    if not _has_calendar(feed):
        return None
    regular = feed.calendar
    some_day = (regular[list(_WEEKDAYS)] == 1).any(axis=1) & (regular["start_date"] <= regular["end_date"])
    added = feed.calendar_dates.loc[feed.calendar_dates["exception_type"] == _ADDED, "service_id"]
    return frozenset(map(str, [*regular.index[some_day], *added]))


def service_span(feed: GtfsFeed) -> tuple[datetime.date, datetime.date] | None:
    """First and last day on which any trip of the feed may run; None where its calendars have no day at all."""
    used = set(feed.trips["service_id"].unique())
    regular = feed.calendar[feed.calendar.index.isin(used)]
    single = feed.calendar_dates
    single = single[(single["exception_type"] == _ADDED) & single["service_id"].isin(used)]
    days = pd.concat([regular["start_date"], regular["end_date"], single["date"]])
    return None if days.empty else (days.min().date(), days.max().date())


def trips_on(feed: GtfsFeed, date: datetime.date) -> pd.DataFrame:
    """Trips that run on a date, by trip_id, in the file's order; a trip of frequencies.txt counts once."""
    return feed.trips[feed.trips["service_id"].isin(services_on(feed, date))]


def default_date(feeds: Iterable[GtfsFeed]) -> datetime.date | None:
    """Choose the day that stands for a timetable: the first Tuesday with the most trips.

    Parameters
    ----------
    feeds
        Counted together.

    Returns
    -------
    datetime.date or None
        Where nothing ever runs on a Tuesday, the first day of any kind with the most trips; None where the calendars give no
        day on which anything runs.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.gtfs.views import read_gtfs
    >>> feed, _ = read_gtfs(Path("sample_regions/okuyama/gtfs"))
    >>> day = default_date([feed])
    >>> day.strftime("%A"), len(trips_on(feed, day)) > 0
    ('Tuesday', True)
    """
    feeds = tuple(feeds)
    changes = {day for feed in feeds for day in _days_of_change(feed)}
    week = [datetime.timedelta(days=i) for i in range(_DAYS_OF_WEEK)]
    days = sorted({day + later for day in changes for later in week})
    return _fullest(feeds, [day for day in days if day.weekday() == _TUESDAY]) or _fullest(feeds, days)


def _days_of_change(feed: GtfsFeed) -> list[datetime.date]:
    """List the days on which what runs may differ from the day before; after each the week repeats, however long the span."""
    regular, single = feed.calendar, feed.calendar_dates
    days = [regular["start_date"], regular["end_date"] + _NEXT_DAY, single["date"], single["date"] + _NEXT_DAY]
    changes = np.unique(np.concatenate([column.to_numpy(dtype="datetime64[D]") for column in days]))
    found: list[datetime.date] = changes[changes < _END_OF_TIME].tolist()
    return found


def _fullest(feeds: tuple[GtfsFeed, ...], days: Iterable[datetime.date]) -> datetime.date | None:
    sizes = [{str(s): int(n) for s, n in feed.trips["service_id"].value_counts().items()} for feed in feeds]
    best: tuple[int, datetime.date] | None = None
    for day in days:
        trips = sum(size.get(s, 0) for feed, size in zip(feeds, sizes, strict=True) for s in services_on(feed, day))
        if trips and (best is None or trips > best[0]):
            best = trips, day
    return None if best is None else best[1]


def _has_calendar(feed: GtfsFeed) -> bool:
    """Return whether the feed comes with calendars; one whose rows cannot be read is a calendar on which nothing runs."""
    return bool({"calendar.txt", "calendar_dates.txt"} & ({*feed.text.tables} | feed.text.refused))
