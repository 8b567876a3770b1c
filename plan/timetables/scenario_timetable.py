"""The timetable of a scenario: today's feeds without the routes that it drops, and its own services."""

from __future__ import annotations

import datetime
import functools
from dataclasses import replace

import numpy as np

from geo.gtfs.service_days import default_date
from geo.region.region import Region
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.services.bus_service import BusService
from network.transit.service_day import services_day, usual_service_day
from network.transit.timetable import DayParts, Timetable, assembled
from plan.scenario.scenario import FeedRoute
from plan.timetables.region_timetable import region_day, region_feeds, region_timetable

_DAY = datetime.timedelta(days=1)


def has_lines(services: tuple[BusService, ...]) -> bool:
    """Return whether any service is in timetables."""
    return any(s.carries_passengers for s in services)


@functools.lru_cache(maxsize=8)
def _date_of_feeds(region: Region) -> datetime.date | None:
    """Choose the day of the feeds once for a region, whatever its scenarios add."""
    try:
        return default_date(region_feeds(region).values())
    except RequestError:
        return None  # no feed that can be read


def usual_date(region: Region, services: tuple[BusService, ...] = ()) -> datetime.date | None:
    """Return the day that stands for the buses of a scenario.

    Parameters
    ----------
    region
        Its feeds decide, so that scenarios are compared on one day: the first Tuesday with the most trips.
    services
        Of the scenario; they decide where no feed ever runs, from 1 April of the region's base year on.

    Returns
    -------
    datetime.date or None
        None where nothing ever runs.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> usual_date(read_region("sample_regions/sanson")).isoformat()
    '2020-04-07'
    """
    return _date_of_feeds(region) or _date_of_services(services, region.base_year)


@functools.lru_cache(maxsize=64)
def _date_of_services(services: tuple[BusService, ...], base_year: int) -> datetime.date | None:
    return usual_service_day(services, datetime.date(base_year, 4, 1))


def scenario_timetable(
    region: Region,
    services: tuple[BusService, ...] = (),
    dropped: tuple[FeedRoute, ...] = (),
    date: datetime.date | None = None,
) -> Timetable:
    """Return one day of a scenario's buses; asking again is free, by its date or as the usual day.

    Parameters
    ----------
    region
        With its feeds; what they run on a day is read once and kept, so that an edit compiles only the services anew.
    services
        Of the scenario.
    dropped
        Routes of the feeds that do not run.
    date
        `usual_date` where not given.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is neither a feed that can be read nor a service or, without a date, nothing ever runs.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/okuyama")
    >>> today = scenario_timetable(region)
    >>> less = scenario_timetable(region, dropped=(FeedRoute("gtfs", str(today.trips["route_id"][0]).removeprefix("gtfs:")),))
    >>> len(less.trips) < len(today.trips)
    True
    """
    if not has_lines(services) and not dropped:
        return region_timetable(region, date or _date_of_feeds(region))
    day = date or usual_date(region, services)
    if day is None:
        raise RequestError(notice("timetable_no_day"))
    # A line that is edited changes no day on which it does not run.
    telling = tuple(s for s in services if s.free_sections or s.calendar.runs_on(day) or s.calendar.runs_on(day - _DAY))
    return _timetable(region, telling, dropped, day, alone=has_lines(services))


@functools.lru_cache(maxsize=64)
def _timetable(
    region: Region, services: tuple[BusService, ...], dropped: tuple[FeedRoute, ...], day: datetime.date, *, alone: bool
) -> Timetable:
    """Put a day together; `alone` tells whether services make a timetable by themselves where there is no feed."""
    try:
        published = _published(region, dropped, day)
    except RequestError:
        if not alone:
            raise
        published = ()
    return assembled(day, [*published, services_day(services, day)])


@functools.lru_cache(maxsize=64)
def _published(region: Region, dropped: tuple[FeedRoute, ...], day: datetime.date) -> tuple[DayParts, ...]:
    """Return what of the feeds still runs on a day; kept, because an edit of a service drops nothing more."""
    names = frozenset(route.name for route in dropped)
    return tuple(_without(part, names) for part in region_day(region, day))


def _without(part: DayParts, names: frozenset[str]) -> DayParts:
    """Leave routes out of a feed's day; trips of a run that lose the one before them begin a run of their own."""
    day, stops, rules = part
    gone = day.trips["route_id"].isin(names).to_numpy(dtype=bool)
    if not gone.any():
        return part
    kept = np.flatnonzero(~gone)
    number = np.full(len(gone), -1, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    trips = day.trips.iloc[kept].reset_index(drop=True)
    runs = trips.sort_values(["run", "turn"], kind="stable")
    # Riders who stayed seated through a trip that is gone cannot: its vehicle does not come.
    begins = (runs["run"] != runs["run"].shift()) | (runs["turn"] != runs["turn"].shift() + 1)
    first = runs.index.to_series().where(begins).ffill().astype(np.int64)
    turn = runs.groupby(first)["turn"].rank(method="first").astype(np.int64) - 1
    trips = trips.assign(run=first.reindex(trips.index), turn=turn.reindex(trips.index))
    calls = day.calls[~gone[day.calls["trip"].to_numpy()]].reset_index(drop=True)
    calls = calls.assign(trip=number[calls["trip"].to_numpy()])
    stops = stops[stops.index.isin(set(calls["stop_id"]))]
    return replace(day, trips=trips, calls=calls), stops, rules
