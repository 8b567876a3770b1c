"""The days of a region's buses: the day that stands for them, and the seven days of a week."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence

from geo.errors import RequestError
from geo.gtfs.service_days import default_date, services_on
from geo.notices import Notice
from geo.region import Region
from network.timetable import Timetable
from plan.applied import Applied
from plan.region_timetable import region_feeds

_DAY = datetime.timedelta(days=1)


@functools.lru_cache(maxsize=8)
def usual_day(region: Region) -> datetime.date | None:
    """Give the day that stands for a region's buses, the first Tuesday with the most trips; None where nothing ever runs.

    Examples
    --------
    >>> from geo.region import read_region
    >>> usual_day(read_region("sample_regions/sanson")).isoformat()
    '2020-04-07'
    """
    try:
        return default_date(region_feeds(region).values())
    except RequestError:
        return None  # no feed that can be read


def days_of_week(applied: Applied, date: datetime.date) -> tuple[tuple[datetime.date, Timetable], ...]:
    """Give the seven days, Monday first, of the week of a date, each with its buses in a scenario.

    Raises
    ------
    geo.errors.RequestError
        When the region has no feed that can be read.

    Notes
    -----
    Days on which the same services run, after days that leave the same buses running past midnight, have one timetable:
    that of the first of them that is asked for, the date itself before all others. Its journeys are theirs.
    """
    region = applied.region
    monday = date - date.weekday() * _DAY
    dates = [monday + i * _DAY for i in range(7)]
    first: dict[object, datetime.date] = {_services(region, date): date}
    return tuple((day, applied.timetable(first.setdefault(_services(region, day), day))) for day in dates)


@functools.lru_cache(maxsize=512)
def _services(region: Region, date: datetime.date) -> object:
    """Tell two days of service apart; what the day before still runs after midnight belongs to a day."""
    return tuple(
        (services_on(feed, date), services_on(feed, date - _DAY) & late)
        for feed, late in zip(region_feeds(region).values(), _late_services(region), strict=True)
    )


@functools.lru_cache(maxsize=8)
def _late_services(region: Region) -> tuple[frozenset[str], ...]:
    """Find the services of each feed with a trip that may run past midnight (repeated trips are not looked into)."""
    found = []
    for feed in region_feeds(region).values():
        times = feed.stop_times
        late = times.loc[times[["arrival_s", "departure_s"]].max(axis=1) >= _DAY.total_seconds(), "trip_id"]
        trips = {*late.astype(str), *feed.frequencies["trip_id"].astype(str)}
        found.append(frozenset(feed.trips.loc[feed.trips.index.isin(trips), "service_id"].astype(str)))
    return tuple(found)


def bus_notices(applied: Sequence[Applied]) -> tuple[Notice, ...]:
    """Say what a reader of figures on the usual day's buses must know, each thing once; nothing where there are no buses."""
    said = [n for one in applied if usual_day(one.region) is not None for n in one.timetable().notices]
    return tuple(dict.fromkeys(said))
