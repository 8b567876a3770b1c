"""The days of a region's buses: the day that stands for them, and the seven days of a week."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from geo.gtfs.service_days import services_on
from geo.region.region import Region
from geo.texts.notices import Notice
from network.services.bus_service import BusService
from network.transit.timetable import Timetable
from plan.applied import EffectiveScenario
from plan.timetables.region_timetable import region_feeds
from plan.timetables.scenario_timetable import usual_date

_DAY = datetime.timedelta(days=1)


def usual_day(region: Region) -> datetime.date | None:
    """Return the day that stands for a region's buses, the first Tuesday with the most trips; None where nothing ever runs.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> usual_day(read_region("sample_regions/sanson")).isoformat()
    '2020-04-07'
    """
    return usual_date(region.as_read)


def usual_day_of(effective: EffectiveScenario) -> datetime.date | None:
    """Return the day that stands for a scenario's buses: that of the feeds, else of its services; None where nothing runs."""
    return usual_date(effective.region.as_read, effective.services)


def buses_on(effective: EffectiveScenario, date: datetime.date) -> Timetable:
    """Return the buses of a date in a scenario, as `EffectiveScenario.timetable` does, but one timetable for days that are alike.

    Returns
    -------
    Timetable
        That of a day in the usual day's week on which the same services run, after a day that leaves the same buses running
        past midnight, where there is one: its journeys are those of the date, and what was found for it holds. Notices name
        the date asked.

    Raises
    ------
    geo.texts.errors.RequestError
        When the region has no feed that can be read.
    """
    region = effective.region.as_read
    alike = _days_alike(region, effective.services).get(_kind(region, effective.services, date), date)
    buses = effective.timetable(alike)
    if alike == date:
        return buses
    silent = [n for n in buses.notices if n.code in ("timetable_no_trips", "timetable_no_usable_trips")]
    dated = {n: replace(n, message=n.message.replace(alike.isoformat(), date.isoformat())) for n in silent}
    return replace(buses, notices=tuple(dated.get(n, n) for n in buses.notices))


def days_of_week(effective: EffectiveScenario, date: datetime.date) -> tuple[tuple[datetime.date, Timetable], ...]:
    """Return the seven days, Monday first, of the week of a date, each with its buses in a scenario.

    Raises
    ------
    geo.texts.errors.RequestError
        When the region has no feed that can be read.
    """
    return tuple((day, buses_on(effective, day)) for day in _week_of(date))


def _week_of(date: datetime.date) -> list[datetime.date]:
    monday = date - date.weekday() * _DAY
    return [monday + i * _DAY for i in range(7)]


_Services = tuple[tuple[frozenset[str], frozenset[str]], ...]


_Kind = tuple[_Services, tuple[tuple[str, bool], ...]]


@functools.lru_cache(maxsize=16)
def _days_alike(region: Region, own: tuple[BusService, ...]) -> Mapping[_Kind, datetime.date]:
    """Choose a day for every set of services in the week of the usual day, that day itself before all others."""
    usual = usual_date(region, own)
    days = [] if usual is None else [*reversed(_week_of(usual)), usual]
    return MappingProxyType({_kind(region, own, day): day for day in days})


def _kind(region: Region, own: tuple[BusService, ...], date: datetime.date) -> _Kind:
    """Tell two days apart by the services of the feeds and by those of the scenario, last night's late ones included."""
    before = date - _DAY
    runs = [(s.id, False) for s in own if s.carries_passengers and s.calendar.runs_on(date)]
    late = [
        (s.id, True)
        for s in own
        if s.carries_passengers and s.calendar.runs_on(before) and any(t.end_s >= _DAY.total_seconds() for t in s.trips)
    ]
    return _services(region, date) if region.feeds else (), tuple(runs + late)


@functools.lru_cache(maxsize=512)
def _services(region: Region, date: datetime.date) -> _Services:
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


def bus_notices(effective: Sequence[EffectiveScenario]) -> tuple[Notice, ...]:
    """Say what a reader of figures on the usual day's buses must know, each thing once; nothing where there are no buses."""
    notices = [n for one in effective if usual_day_of(one) is not None for n in one.timetable().notices]
    return tuple(dict.fromkeys(notices))
