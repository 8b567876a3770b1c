"""Routes of today's feeds in a scenario: dropped, taken back, or copied so that they can be changed."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd
from shapely import LineString, Polygon, get_parts

from geo.gtfs.day_calls import trip_starts
from geo.gtfs.on_request import RequestZone, request_zones
from geo.gtfs.service_days import all_services
from geo.gtfs.usable_calls import usable_calls
from geo.gtfs.views import GtfsFeed
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.services.bus_service import BusService, ServiceStop, ServiceTrip
from network.services.calendar import WEEKDAYS, ServiceCalendar
from network.services.service_terms import way_along
from network.transit.merged_stops import merged, positions_in, runs_back
from plan.scenario.edits import free_name, with_scenario
from plan.scenario.permanent_ids import SERVICE, next_ids
from plan.scenario.scenario import FeedRoute, Plan
from plan.services.edits import new_stop_ids
from plan.services.trip_edits import new_trip_ids

_ADDED = 1
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_READING = "ja-hrkt"
_HOUR_S = 3600


def drop_route(plan: Plan, scenario_id: str, route: FeedRoute) -> Plan:
    """Let a route of today's feeds no longer run in a scenario."""
    scenario = plan.scenario(scenario_id)
    return with_scenario(plan, replace(scenario, dropped_routes=(*scenario.dropped_routes, route)))


def restore_route(plan: Plan, scenario_id: str, route: FeedRoute) -> Plan:
    """Let a route that was dropped run again."""
    scenario = plan.scenario(scenario_id)
    kept = tuple(r for r in scenario.dropped_routes if r.name != route.name)
    return with_scenario(plan, replace(scenario, dropped_routes=kept))


def copy_route(plan: Plan, scenario_id: str, feed: GtfsFeed, route: FeedRoute) -> tuple[Plan, tuple[str, ...]]:
    """Copy a route of a feed into a scenario as services of its own, one for each calendar, and drop it from the feed.

    Parameters
    ----------
    plan, scenario_id
        Where to.
    feed
        The feed (`plan.timetables.region_timetable.region_feeds`).
    route
        Which of its routes.

    Returns
    -------
    Plan, tuple of str
        The plan, and the ids of the new services. Times are the published ones, to the second; repeated trips of frequencies.txt
        stand there one by one; zones of rides on request (GTFS-Flex) become services on request, hourly.

    Raises
    ------
    geo.texts.errors.RequestError
        When the feed has no such route, or no trip of it can be followed.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.scenario.edits import add_scenario
    >>> from plan.timetables.region_timetable import region_feeds
    >>> region = read_region("sample_regions/okuyama")
    >>> plan, new = add_scenario(Plan(region.id, region.fingerprint), "試し")
    >>> feed = region_feeds(region)["gtfs"]
    >>> plan, ids = copy_route(plan, new, feed, FeedRoute("gtfs", str(feed.routes.index[0])))
    >>> ids, [r.feed for r in plan.scenario(new).dropped_routes]
    (('b1',), ['gtfs'])
    """
    scenario = plan.scenario(scenario_id)
    groups = _trips_by_calendar(feed, route)
    zones = [z for z in request_zones(feed) if z.route_id == route.route_id]
    if not groups and not zones:
        raise RequestError(notice("service_route_not_copied", feed=route.feed, id=route.route_id))
    called = dict.fromkeys(s for trips in groups.values() for t in trips for s in t.stop_ids)
    stop_ids = dict(zip(called, new_stop_ids(plan, len(called)), strict=True))
    stops = {old: _stop(feed, old, new) for old, new in stop_ids.items()}
    on_request = [(zone, service) for zone in zones for service in zone.services if _has_days(feed, service)]
    if not groups and not on_request:
        raise RequestError(notice("service_route_not_copied", feed=route.feed, id=route.route_id))
    count = len(groups) + len(on_request)
    ids = next_ids(plan, SERVICE, (s.id for sc in plan.scenarios for s in sc.services), count)
    trip_ids = iter(new_trip_ids(plan, sum(len(trips) for trips in groups.values())))
    name, names = _route_name(feed, route.route_id), [s.name for s in scenario.services]
    made: list[BusService] = []
    for new, (zone, calendar_id) in zip(ids[len(groups) :], on_request, strict=True):
        names.append(free_name(zone.name, names))
        made.append(_in_zone(new, names[-1], feed, route, zone, calendar_id))
    for new, (calendar_id, trips) in zip(ids[: len(groups)], groups.items(), strict=True):
        names.append(free_name(name, names))
        empty = BusService(
            new,
            names[-1],
            "fixed",
            calendar=_calendar(feed, calendar_id),
            fare_yen=_fare(feed, route.route_id),
            operator=_operator(feed, route.route_id),
            source=route.name,
        )
        made.append(_with_line(empty, feed, trips, stops, [next(trip_ids) for _ in trips]))
    plan = with_scenario(plan, replace(scenario, services=(*scenario.services, *made)))
    return drop_route(plan, scenario_id, route), tuple(ids)


@dataclass(frozen=True)
class _Trip:
    """A trip of a feed: what it is called, where it calls and when."""

    trip_id: str
    direction: int | None
    stop_ids: tuple[str, ...]
    arrivals_s: tuple[int, ...]
    departures_s: tuple[int, ...]
    block: str
    shape: str


def _trips_by_calendar(feed: GtfsFeed, route: FeedRoute) -> dict[str, list[_Trip]]:
    """List the trips of a route by their calendar; no calendars that never run."""
    trips = feed.trips[feed.trips["route_id"] == route.route_id]
    known = all_services(feed)
    calls = usable_calls(feed).calls
    calls = calls[calls["trip_id"].isin(trips.index)]
    starts, _ = trip_starts(feed, calls)
    by_trip = {str(i): rows for i, rows in calls.groupby("trip_id", sort=False)}
    repeated = set(feed.frequencies["trip_id"].astype(str))
    groups: dict[str, list[_Trip]] = {}
    ordered = starts.sort_values(["start_s", "trip_id"], kind="stable")
    for trip_id, shift_s in ordered[["trip_id", "shift_s"]].itertuples(index=False):
        about, rows = trips.loc[trip_id], by_trip[str(trip_id)]
        calendar = str(about["service_id"])
        if known is not None and calendar not in known:
            continue
        direction = about["direction_id"]
        groups.setdefault(calendar, []).append(
            _Trip(
                trip_id=str(trip_id),
                direction=None if pd.isna(direction) else int(direction),
                stop_ids=tuple(rows["stop_id"].astype(str)),
                arrivals_s=tuple(int(t + shift_s) for t in rows["arrival_s"]),
                departures_s=tuple(int(t + shift_s) for t in rows["departure_s"]),
                block="" if trip_id in repeated else str(about["block_id"]),
                shape=str(about["shape_id"]),
            )
        )
    return dict(sorted(groups.items()))


def _has_days(feed: GtfsFeed, calendar_id: str) -> bool:
    known = all_services(feed)
    return known is None or calendar_id in known


def _in_zone(new: str, name: str, feed: GtfsFeed, route: FeedRoute, zone: RequestZone, calendar_id: str) -> BusService:
    """Make rides on request of a zone: its ground (the largest part), and a ride that may be booked every hour it is open."""
    parts = [] if zone.area is None else [p for p in get_parts(zone.area) if isinstance(p, Polygon)]
    hours = range(-(-zone.opens_s // _HOUR_S), zone.closes_s // _HOUR_S + 1) if zone.opens_s >= 0 else range(0)
    return BusService(
        new,
        name,
        "on_demand",
        calendar=_calendar(feed, calendar_id),
        area=max(parts, key=lambda p: float(p.area), default=None),
        slots_s=tuple(hour * _HOUR_S for hour in hours),
        fare_yen=_fare(feed, route.route_id),
        operator=_operator(feed, route.route_id),
        source=route.name,
    )


def _with_line(
    service: BusService, feed: GtfsFeed, trips: list[_Trip], stops: Mapping[str, ServiceStop], ids: list[str]
) -> BusService:
    """Put the patterns of both directions into one sequence each, and fit the trips to it."""
    main = max(trips, key=lambda t: (len(t.stop_ids), t.trip_id)).stop_ids
    names = [stops[s].name for s in main]
    sides = [
        t.direction if t.direction is not None else int(runs_back(names, [stops[s].name for s in t.stop_ids]))
        for t in trips
    ]
    if 0 not in sides:
        sides = [0] * len(sides)
    sequences = [merged([t.stop_ids for t, s in zip(trips, sides, strict=True) if s == side]) for side in (0, 1)]
    fitted = []
    for trip, side, new in sorted(zip(trips, sides, ids, strict=True), key=lambda x: (x[1], x[0].departures_s[0])):
        at = positions_in(trip.stop_ids, sequences[side])
        leaves, comes = dict(zip(at, trip.departures_s, strict=True)), dict(zip(at, trip.arrivals_s, strict=True))
        places = range(len(sequences[side]))
        fitted.append(
            ServiceTrip(
                new,
                side,
                tuple(leaves.get(i) for i in places),
                tuple(comes.get(i) for i in places),
                trip.block,
            )
        )
    drawn = [_shape(feed, [t.shape for t, s in zip(trips, sides, strict=True) if s == side]) for side in (0, 1)]
    return replace(
        service,
        stops=tuple(stops[s] for s in sequences[0]),
        return_stops=tuple(stops[s] for s in sequences[1]),
        geometry=drawn[0],
        return_geometry=drawn[1],
        trips=tuple(fitted),
    )


def _shape(feed: GtfsFeed, shapes: Iterable[str]) -> LineString | None:
    """Return the line that most trips take."""
    counted = Counter(s for s in shapes if s)
    if not counted:
        return None
    chosen = min(counted, key=lambda s: (-counted[s], s))
    rows = feed.shapes[feed.shapes["shape_id"] == chosen]
    return way_along(list(zip(rows["shape_pt_lon"].astype(float), rows["shape_pt_lat"].astype(float), strict=True)))


def _stop(feed: GtfsFeed, stop_id: str, new: str) -> ServiceStop:
    row = feed.stops.loc[stop_id]
    lat, lon = (float(str(row[side])) for side in ("stop_lat", "stop_lon"))
    return ServiceStop(new, str(row["stop_name"]), lat, lon, _reading(feed, stop_id))


def _reading(feed: GtfsFeed, stop_id: str) -> str:
    """Look up how a stop's name is read; empty where the feed does not say."""
    rows = feed.translations
    rows = rows[(rows["language"].str.lower() == _READING) & rows["table_name"].isin(["", "stops"])]
    name = str(feed.stops.loc[stop_id, "stop_name"])
    found = rows.loc[(rows["record_id"] == stop_id) | ((rows["record_id"] == "") & (rows["field_value"] == name))]
    return str(found["translation"].iloc[0]) if len(found) else ""


def _route_name(feed: GtfsFeed, route_id: str) -> str:
    row = feed.routes.loc[route_id]
    return str(row["route_long_name"] or row["route_short_name"] or route_id)


def _operator(feed: GtfsFeed, route_id: str) -> str:
    agency_id = str(feed.routes.loc[route_id, "agency_id"])
    rows = feed.agency[feed.agency["agency_id"].astype(str) == agency_id]
    rows = rows if len(rows) else feed.agency
    return str(rows["agency_name"].iloc[0]) if len(rows) else ""


def _fare(feed: GtfsFeed, route_id: str) -> float | None:
    """Return the one fare of a route; None where it depends on the way or nothing is told."""
    rules = feed.fare_rules[feed.fare_rules["route_id"].astype(str).isin(["", route_id])]
    zones = rules[["origin_id", "destination_id", "contains_id"]].astype(str)
    flat = rules[(zones == "").all(axis=1)]
    prices = feed.fare_attributes["price"].reindex(flat["fare_id"].astype(str)).dropna().unique()
    return float(str(prices[0])) if len(prices) == 1 and len(flat) == len(rules) else None


def _calendar(feed: GtfsFeed, calendar_id: str) -> ServiceCalendar:
    """Put a feed's calendar into a service's."""
    if all_services(feed) is None:
        return ServiceCalendar(days=WEEKDAYS)
    single = feed.calendar_dates[feed.calendar_dates["service_id"].astype(str) == calendar_id]
    added = _dates(single[single["exception_type"] == _ADDED])
    removed = _dates(single[single["exception_type"] != _ADDED])
    if calendar_id not in feed.calendar.index:
        return ServiceCalendar(days=(), only=added, excepted=removed)
    row = feed.calendar.loc[calendar_id]
    days = tuple(short for short, day in zip(WEEKDAYS, _DAYS, strict=True) if row[day] == 1)
    return ServiceCalendar(days, row["start_date"].date(), row["end_date"].date(), excepted=removed, also=added)


def _dates(rows: pd.DataFrame) -> tuple[datetime.date, ...]:
    return tuple(day.date() for day in rows["date"])
