"""Rules about days: spans that run forwards, a feed that is not out of date, services with no day at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from geo.gtfs.rules.rule import JP, PRACTICES, SCHEDULE, VALIDATOR, Rule
from geo.gtfs.service_days import service_span
from geo.gtfs.values import date_of, seconds_of
from geo.gtfs.views import GtfsFeed
from geo.reference import reference_table
from geo.texts.messages import notice
from geo.texts.notices import Notice

_Day = datetime.date | None
_SPANS = (
    ("calendar.txt", "start_date", "end_date"),
    ("feed_info.txt", "feed_start_date", "feed_end_date"),
    ("frequencies.txt", "start_time", "end_time"),
)


def span_out_of_order(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A span ends before it starts."""
    for file, first, last in _SPANS:
        table = feed.text.tables.get(file)
        if table is None:
            continue
        read = seconds_of if first.endswith("_time") else date_of
        for line, start, end in zip(table.sound_lines, table.cells(first), table.cells(last), strict=True):
            a, b = read(start), read(end)
            if a is not None and b is not None and b < a:  # type: ignore[operator]
                place: dict[str, Any] = {"file": feed.text.place(file), "row": int(line), "field": last}
                yield notice("start_and_end_range_out_of_order", start=start, end=end, **place)


def expired_calendar(feed: GtfsFeed, on: _Day) -> Iterator[Notice]:
    """No trip runs any more on the day of the check."""
    span = service_span(feed)
    if on is not None and span is not None and span[1] < on:
        yield notice("expired_calendar", file=feed.text.name, date=span[1].isoformat())


def service_without_days(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """Both calendars together give no day on which anything runs."""
    if len(feed.trips) and {"calendar.txt", "calendar_dates.txt"} & {*feed.text.tables} and service_span(feed) is None:
        yield notice("gtfs_no_service_days", file=feed.text.name)


def missing_feed_dates(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """feed_info.txt does not say from when to when the feed holds."""
    for line, start, end in feed.feed_info[["line", "feed_start_date", "feed_end_date"]].itertuples(index=False):
        for field, day in (("feed_start_date", start), ("feed_end_date", end)):
            if day != day:
                place = feed.text.place("feed_info.txt")
                yield notice("missing_feed_info_date", file=place, row=int(line), field=field)


def feed_expires(feed: GtfsFeed, on: _Day) -> Iterator[Notice]:
    """The feed itself says that it ends within a month of the day of the check, or has ended."""
    days = int(reference_table("gtfs")["expiry_days"].value)
    for line, end in feed.feed_info[["line", "feed_end_date"]].itertuples(index=False):
        if on is not None and end == end and end.date() < on + datetime.timedelta(days=days):
            place: dict[str, Any] = {
                "file": feed.text.place("feed_info.txt"),
                "row": int(line),
                "field": "feed_end_date",
            }
            yield notice("feed_expiration_date30_days", date=end.date().isoformat(), **place)


RULES = (
    Rule("start_and_end_range_out_of_order", VALIDATOR, span_out_of_order),
    Rule("expired_calendar", VALIDATOR, expired_calendar),
    Rule("gtfs_no_service_days", SCHEDULE, service_without_days),
    Rule("missing_feed_info_date", f"{PRACTICES}; {JP}", missing_feed_dates),
    Rule("feed_expiration_date30_days", PRACTICES, feed_expires),
)
