"""A scenario's bus services as the tables of GTFS-JP."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.texts.clock import clock
from network.services.bus_service import BusService, ServiceStop, ServiceTrip
from network.services.calendar import WEEKDAYS
from network.transit.service_day import headsign, trip_name

PREFIX = "plan_"
"""Before the ids of a scenario's own services, so that they never meet those of a feed."""

_BUS = 3
_TELL_THE_DRIVER, _NOWHERE_ELSE = 3, 1
_ADDED, _REMOVED = 1, 2
_TIMED = 1
_DAY = datetime.timedelta(days=1)
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class ExportTerms:
    """What the services themselves do not say.

    Parameters
    ----------
    first, last
        Span of calendars without an end of their own.
    agencies
        agency_id by operator's name.
    readings
        Readings of names that the region's feeds know.
    stops
        Exported stop_id of stops of the feeds, by their id in timetables.
    """

    first: datetime.date
    last: datetime.date
    agencies: Mapping[str, str]
    readings: Mapping[str, str]
    stops: Mapping[str, str]


def service_tables(services: Sequence[BusService], terms: ExportTerms) -> dict[str, pd.DataFrame]:
    """Write lines as tables: stops, routes, trips, stop_times, calendars, fares, shapes, translations, offices, patterns.

    Parameters
    ----------
    services
        Lines alone; operators stand in `terms`.
    terms
        Spans, operators, readings.

    Returns
    -------
    dict of pandas.DataFrame
        Text cells by file name; files without a row are not there.
    """
    rows: dict[str, list[dict[str, object]]] = {}

    def add(file: str, found: Iterator[dict[str, object]]) -> None:
        rows.setdefault(file, []).extend(found)

    own = {stop.stop_id: _id(stop.stop_id) for stop in stops_of(services)}
    add("stops.txt", _stops(services))
    add("office_jp.txt", _offices(services, terms))
    for service in services:
        add("routes.txt", iter([_route(service, terms)]))
        add("calendar.txt", _calendar(service, terms))
        add("calendar_dates.txt", _single_days(service, terms))
        add("trips.txt", (_trip(service, t, terms) for t in service.trips))
        add("stop_times.txt", (row for t in service.trips for row in _calls(service, t)))
        add("shapes.txt", (row for d in sorted({t.direction for t in service.trips}) for row in _shape(service, d)))
        add("pattern_jp.txt", _patterns(service))
        add("fare_attributes.txt", _fare(service, terms))
        add("fare_rules.txt", _fare_rule(service))
        add("transfers.txt", _connections(service, {**terms.stops, **own}))
    add("translations.txt", _translations(services, terms))
    return {file: pd.DataFrame(found, dtype=object).fillna("").astype(str) for file, found in rows.items() if found}


def _id(text: str) -> str:
    return f"{PREFIX}{text}"


def _date(day: datetime.date) -> str:
    return day.strftime("%Y%m%d")


def stops_of(services: Sequence[BusService]) -> list[ServiceStop]:
    """List the stops of lines, each once, by id."""
    found = {stop.stop_id: stop for s in services for stop in (*s.stops, *s.return_stops)}
    return [found[i] for i in sorted(found, key=lambda i: (len(i), i))]


def _stops(services: Sequence[BusService]) -> Iterator[dict[str, object]]:
    for stop in stops_of(services):
        yield {
            "stop_id": _id(stop.stop_id),
            "stop_name": stop.name or stop.stop_id,
            "stop_lat": f"{stop.lat:.6f}",
            "stop_lon": f"{stop.lon:.6f}",
            "zone_id": _id(stop.stop_id),
            "location_type": 0,
        }


def _route(service: BusService, terms: ExportTerms) -> dict[str, object]:
    return {
        "route_id": _id(service.id),
        "agency_id": terms.agencies[service.operator],
        "route_short_name": "",
        "route_long_name": service.name or service.id,
        "route_type": _BUS,
    }


def _span(service: BusService, terms: ExportTerms) -> tuple[datetime.date, datetime.date]:
    return service.calendar.first or terms.first, service.calendar.last or terms.last


def _calendar(service: BusService, terms: ExportTerms) -> Iterator[dict[str, object]]:
    if service.calendar.only:
        return
    first, last = _span(service, terms)
    runs = {day: int(short in service.calendar.days) for day, short in zip(_WEEK, WEEKDAYS, strict=True)}
    yield {"service_id": _id(service.id), **runs, "start_date": _date(first), "end_date": _date(max(first, last))}


def _single_days(service: BusService, terms: ExportTerms) -> Iterator[dict[str, object]]:
    """List the days on which what runs is not what the weekdays say."""
    calendar = service.calendar
    first, last = _span(service, terms)
    days = {first + i * _DAY for i in range((last - first).days + 1)} | {*calendar.only, *calendar.also}
    for day in sorted(days):
        weekly = not calendar.only and first <= day <= last and WEEKDAYS[day.weekday()] in calendar.days
        if calendar.runs_on(day) != weekly:
            kind = _REMOVED if weekly else _ADDED
            yield {"service_id": _id(service.id), "date": _date(day), "exception_type": kind}


def _trip(service: BusService, trip: ServiceTrip, terms: ExportTerms) -> dict[str, object]:
    return {
        "route_id": _id(service.id),
        "service_id": _id(service.id),
        "trip_id": _id(trip_name(service, trip)),
        "trip_headsign": headsign(service, trip),
        "direction_id": trip.direction,
        "block_id": _id(trip.block) if trip.block else "",
        "shape_id": _id(f"{service.id}_{trip.direction}"),
        "wheelchair_accessible": 1 if service.vehicle.wheelchair else 0,
        "jp_office_id": _id(f"office_{terms.agencies[service.operator]}") if service.operator else "",
        "jp_pattern_id": _pattern_id(service, trip),
    }


def _pattern_id(service: BusService, trip: ServiceTrip) -> str:
    whole = len(trip.positions) == len(trip.times_s)
    called = "" if whole else "_" + "_".join(str(i) for i in trip.positions)
    return _id(f"{service.id}_{trip.direction}{called}")


def _patterns(service: BusService) -> Iterator[dict[str, object]]:
    seen: set[str] = set()
    for trip in service.trips:
        if (name := _pattern_id(service, trip)) not in seen:
            seen.add(name)
            stops = [service.sequence(trip.direction)[i].name for i in trip.positions]
            via = stops[len(stops) // 2] if len(stops) > 2 else ""
            yield {"jp_pattern_id": name, "route_update_date": "", "origin_stop": stops[0], "via_stop": via,
                   "destination_stop": stops[-1]}  # fmt: skip


def _calls(service: BusService, trip: ServiceTrip) -> Iterator[dict[str, object]]:
    stops = service.sequence(trip.direction)
    spans = [service.section_span(s) for s in service.free_sections if s.direction == trip.direction]
    for number, (position, (arrives_s, departs_s)) in enumerate(zip(trip.positions, trip.called, strict=True), start=1):
        free = any(span is not None and span[0] <= position < span[1] for span in spans)
        anywhere = _TELL_THE_DRIVER if free else _NOWHERE_ELSE
        yield {
            "trip_id": _id(trip_name(service, trip)),
            "arrival_time": clock(arrives_s, padded=True, seconds=True),
            "departure_time": clock(departs_s, padded=True, seconds=True),
            "stop_id": _id(stops[position].stop_id),
            "stop_sequence": number,
            "pickup_type": 0,
            "drop_off_type": 0,
            **({"continuous_pickup": anywhere, "continuous_drop_off": anywhere} if service.free_sections else {}),
        }


def _shape(service: BusService, direction: int) -> Iterator[dict[str, object]]:
    for number, (lon, lat) in enumerate(service.line(direction), start=1):
        yield {
            "shape_id": _id(f"{service.id}_{direction}"),
            "shape_pt_lat": f"{lat:.6f}",
            "shape_pt_lon": f"{lon:.6f}",
            "shape_pt_sequence": number,
        }


def _fare(service: BusService, terms: ExportTerms) -> Iterator[dict[str, object]]:
    if service.fare_yen is not None:
        yield {
            "fare_id": _id(f"{service.id}_fare"),
            "price": f"{service.fare_yen:.0f}",
            "currency_type": "JPY",
            "payment_method": 0,
            "transfers": 0,
            "agency_id": terms.agencies[service.operator],
        }


def _fare_rule(service: BusService) -> Iterator[dict[str, object]]:
    if service.fare_yen is not None:
        yield {"fare_id": _id(f"{service.id}_fare"), "route_id": _id(service.id)}


def _connections(service: BusService, stops: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """Write guaranteed transfers as timed transfers: the service waits for who comes from the other stop."""
    for transfer in service.connections:
        if transfer.to_stop_id in stops and transfer.stop_id in stops:
            start, end = stops[transfer.to_stop_id], stops[transfer.stop_id]
            yield {"from_stop_id": start, "to_stop_id": end, "transfer_type": _TIMED}


def _offices(services: Sequence[BusService], terms: ExportTerms) -> Iterator[dict[str, object]]:
    names = {terms.agencies[s.operator]: s.operator for s in services if s.operator}
    for agency, name in sorted(names.items()):
        yield {"office_id": _id(f"office_{agency}"), "office_name": name, "office_url": "", "office_phone": ""}


def names_to_read(services: Sequence[BusService]) -> dict[tuple[str, str], dict[str, str]]:
    """Return the names that people see, by table and field, each with the reading that the plan has ("" for none)."""
    stops = {stop.name: stop.reading for stop in stops_of(services)}
    routes = {s.name: s.reading for s in services}
    signs = {sign: stops.get(sign, "") for s in services for sign in (headsign(s, t) for t in s.trips)}
    return {("stops", "stop_name"): stops, ("routes", "route_long_name"): routes, ("trips", "trip_headsign"): signs}


def _translations(services: Sequence[BusService], terms: ExportTerms) -> Iterator[dict[str, object]]:
    for (table, field), names in names_to_read(services).items():
        for name, own in sorted(names.items()):
            reading = own or terms.readings.get(name, "")
            for language, text in (("ja", name), ("ja-Hrkt", reading)):
                if text and reading:
                    yield {"table_name": table, "field_name": field, "language": language, "translation": text,
                           "field_value": name}  # fmt: skip
