"""Which services run on a day: weekdays and spans of calendar.txt, single days of calendar_dates.txt."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from geo.gtfs.views import GtfsFeed

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ADDED, _REMOVED = 1, 2


def services_on(feed: GtfsFeed, date: datetime.date) -> frozenset[str]:
    """Services that run on a date.

    Parameters
    ----------
    feed
        With calendar.txt, calendar_dates.txt or both; where it has neither, every service of its trips runs every day.
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


def _has_calendar(feed: GtfsFeed) -> bool:
    return len(feed.calendar) > 0 or len(feed.calendar_dates) > 0
