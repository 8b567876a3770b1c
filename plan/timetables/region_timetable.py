"""The timetable of a region: one day of all its feeds together."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from types import MappingProxyType

from geo.gtfs.views import GtfsFeed, read_gtfs
from geo.region.region import Region
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.transit.timetable import DayParts, Timetable, feed_day


@functools.lru_cache(maxsize=8)
def region_feeds(region: Region) -> Mapping[str, GtfsFeed]:
    """Read the feeds of a region, by name; kept by content, because days are asked for one after the other.

    Raises
    ------
    geo.texts.errors.RequestError
        When the region has no feed that can be read.
    """
    read = {feed.name: read_gtfs(feed.path, feed.name)[0] for feed in region.feeds}
    feeds = {name: feed for name, feed in read.items() if feed is not None}
    if not feeds:
        raise RequestError(notice("region_without_feeds"))
    return MappingProxyType(feeds)


@functools.lru_cache(maxsize=32)
def region_timetable(region: Region, date: datetime.date | None = None) -> Timetable:
    """Return one day of all feeds of a region, trunk lines to outside destinations included.

    Parameters
    ----------
    region
        As read from its folder.
    date
        The first Tuesday with the most trips where not given.

    Raises
    ------
    geo.texts.errors.RequestError
        When the region has no feed that can be read or, without a date, nothing ever runs.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> timetable = region_timetable(read_region("sample_regions/okuyama"), datetime.date(2025, 6, 3))
    >>> len(timetable.trips) > 0, timetable.notices
    (True, ())
    """
    return Timetable.from_feeds(region_feeds(region), date)


@functools.lru_cache(maxsize=64)
def region_day(region: Region, date: datetime.date) -> tuple[DayParts, ...]:
    """Return one day of each feed, not yet put together: a scenario leaves routes out and adds its own.

    Raises
    ------
    geo.texts.errors.RequestError
        When the region has no feed that can be read.
    """
    feeds = region_feeds(region)
    return tuple(feed_day(name, feeds[name], date) for name in sorted(feeds))
