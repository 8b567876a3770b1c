"""A day of a scenario's own bus services, in the form in which feeds give theirs."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.gtfs.change_rules import KEPT_S
from geo.gtfs.day_calls import DayCalls
from geo.reference import reference_table
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.services.bus_service import BusService, ServiceTrip
from network.transit.timetable import DayParts

MARK = "plan"
"""Name of the scenario's services among the feeds: their stops, trips and routes are ``plan:id``."""

_DAY = datetime.timedelta(days=1)
_DAY_S = 86_400

_Run = tuple[datetime.date, int, BusService, ServiceTrip]


def services_day(services: Sequence[BusService], date: datetime.date) -> DayParts:
    """Return what a scenario's lines run on a date; last night's trips after midnight included.

    Parameters
    ----------
    services
        All of the scenario; kinds that are no lines in a timetable are passed over.
    date
        The day.

    Returns
    -------
    DayParts
        Riders may stay in the vehicle from a trip to the next of its block, where that begins at the stop at which the first ends.

    Examples
    --------
    >>> from network.services.bus_service import ServiceStop
    >>> stops = (ServiceStop("p1", "役場前", 35.0, 137.0), ServiceStop("p2", "谷口", 35.02, 137.01))
    >>> line = BusService("b1", "谷線", "fixed", stops=stops, trips=(ServiceTrip("t1", 0, (28800, 29400)),))
    >>> day, _, _ = services_day([line], datetime.date(2026, 4, 7))
    >>> day.calls[["stop_id", "departure_s"]].to_numpy().tolist()
    [['plan:p1', 28800], ['plan:p2', 29400]]
    """
    lines = [s for s in services if s.carries_passengers]
    runs = [
        (day, shift_s, service, trip)
        for day, shift_s in ((date - _DAY, -_DAY_S), (date, 0))
        for service in lines
        if service.calendar.runs_on(day)
        for trip in service.trips
        if sum(d + shift_s >= 0 for _, d in trip.called) > 1
    ]
    runs.sort(key=lambda r: (r[0], trip_name(r[2], r[3]), r[3].start_s))
    follows = _follows(runs)
    day_calls = DayCalls(_trips(runs, follows), _calls(runs), tuple(_anywhere(lines)), _shapes(lines))
    return day_calls, _stops(runs), _guaranteed_transfers(runs)


def trip_name(service: BusService, trip: ServiceTrip) -> str:
    """Name a trip so that no other service has it."""
    return f"{service.id}-{trip.id}"


def headsign(service: BusService, trip: ServiceTrip) -> str:
    """Return the name of the last stop that a trip calls at, as it stands on the bus."""
    return service.sequence(trip.direction)[trip.positions[-1]].name


def _trips(runs: list[_Run], follows: Mapping[int, int]) -> pd.DataFrame:
    run, turn = np.arange(len(runs), dtype=np.int64), np.zeros(len(runs), dtype=np.int64)
    for start in sorted(set(follows) - set(follows.values())):
        at = start
        while at in follows:
            run[follows[at]], turn[follows[at]] = start, turn[at] + 1
            at = follows[at]
    texts = {
        "trip_id": [f"{MARK}:{trip_name(s, t)}" for _, _, s, t in runs],
        "service_date": [day.isoformat() for day, _, _, _ in runs],
        "start_s": np.array([t.start_s + shift_s for _, shift_s, _, t in runs], dtype=np.int64),
        "route_id": [f"{MARK}:{s.id}" for _, _, s, _ in runs],
        "headsign": [headsign(s, t) for _, _, s, t in runs],
        "shape_id": [_shape_id(s, t.direction) for _, _, s, t in runs],
    }
    frame = pd.DataFrame({k: v if k == "start_s" else pd.Series(v, dtype=object) for k, v in texts.items()})
    names = pd.Series([s.name or s.id for _, _, s, _ in runs], dtype=object)
    return frame.assign(run=run, turn=turn, route=names)


def _calls(runs: list[_Run]) -> pd.DataFrame:
    rows = [
        (number, f"{MARK}:{stops[position].stop_id}", arrives_s + shift_s, departs_s + shift_s, position in hailed)
        for number, (_, shift_s, service, trip) in enumerate(runs)
        for stops, hailed in [(service.sequence(trip.direction), _hailed_from(service, trip.direction))]
        for position, (arrives_s, departs_s) in zip(trip.positions, trip.called, strict=True)
        if departs_s + shift_s >= 0
    ]
    trip, stop, arrives, departs, hailed = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    return pd.DataFrame(
        {
            "trip": np.array(trip, dtype=np.int64),
            "stop_id": pd.Series(stop, dtype=object),
            "arrival_s": np.array(arrives, dtype=np.int64),
            "departure_s": np.array(departs, dtype=np.int64),
            "may_board": np.ones(len(rows), dtype=bool),
            "may_alight": np.ones(len(rows), dtype=bool),
            "hail_board": np.array(hailed, dtype=bool),
            "hail_alight": np.array(hailed, dtype=bool),
        }
    )


def _stops(runs: list[_Run]) -> pd.DataFrame:
    called = {
        stops[i].stop_id: stops[i]
        for _, _, service, trip in runs
        for stops in [service.sequence(trip.direction)]
        for i in trip.positions
    }
    ids = sorted(called)
    columns = {
        "name": pd.Series([called[i].name for i in ids], dtype=object),
        "lat": np.array([called[i].lat for i in ids], dtype=np.float64),
        "lon": np.array([called[i].lon for i in ids], dtype=np.float64),
    }
    return pd.DataFrame(columns).set_axis(pd.Index([f"{MARK}:{i}" for i in ids], name="stop_id", dtype=object))


def _guaranteed_transfers(runs: list[_Run]) -> pd.DataFrame:
    """Return the transfers for which the day's services wait, as rules of changing: from the other line to the service."""
    services = {service.id: service for _, _, service, _ in runs}.values()
    own = {stop.stop_id for s in services for stop in (*s.stops, *s.return_stops)}
    pairs = {
        (f"{MARK}:{c.to_stop_id}" if c.to_stop_id in own else c.to_stop_id, f"{MARK}:{c.stop_id}")
        for service in services
        for c in service.connections
    }
    rows = [(*pair, KEPT_S) for pair in sorted(pairs)]
    return pd.DataFrame(rows, columns=["from_stop_id", "to_stop_id", "least_s"])


def _follows(runs: list[_Run]) -> dict[int, int]:
    """Find which trip follows which on a vehicle, as `geo.gtfs.vehicle_runs` does for feeds."""

    def ends(number: int) -> tuple[str, str]:
        _, _, service, trip = runs[number]
        stops = service.sequence(trip.direction)
        return stops[trip.positions[0]].stop_id, stops[trip.positions[-1]].stop_id

    def order(number: int) -> tuple[datetime.date, str, int, int, str]:
        day, _, service, trip = runs[number]
        return day, trip.block, trip.start_s, trip.end_s, trip_name(service, trip)

    ordered = sorted((i for i, r in enumerate(runs) if r[3].block), key=order)
    return {
        one: other
        for one, other in itertools.pairwise(ordered)
        if order(one)[:2] == order(other)[:2]
        and ends(one)[1] == ends(other)[0]
        and runs[one][3].end_s <= runs[other][3].start_s
    }


def _hailed_from(service: BusService, direction: int) -> frozenset[int]:
    """Return from which stops on, up to the next, one may get on and off anywhere."""
    spans = [service.section_span(s) for s in service.free_sections if s.direction == direction]
    return frozenset(position for span in spans if span is not None for position in range(*span))


def _shape_id(service: BusService, direction: int) -> str:
    """Name the drawn way of a direction that may be hailed; empty where there is none: then the roads show the way."""
    drawn = service.geometry if direction == 0 or not service.return_stops else None
    drawn = service.return_geometry if direction == 1 and service.return_geometry else drawn
    return f"{MARK}:{service.id}-{direction}" if drawn and _hailed_from(service, direction) else ""


def _shapes(lines: Iterable[BusService]) -> dict[str, NDArray[np.float64]]:
    ways = {_shape_id(s, direction): s.line(direction) for s in lines for direction in (0, 1)}
    return {shape: np.array([(lat, lon) for lon, lat in way]) for shape, way in ways.items() if shape}


def _anywhere(lines: Iterable[BusService]) -> list[Notice]:
    ids = [s.name or s.id for s in lines if s.free_sections]
    every = f"{reference_table('gtfs')['hail_every_m'].value:,.0f}"
    new_notice = notice("timetable_anywhere", file="案", count=f"{len(ids):,}", ids=short_list(ids), every=every)
    return [new_notice] if ids else []


def usual_service_day(services: Sequence[BusService], from_date: datetime.date) -> datetime.date | None:
    """Choose the day that stands for services where there is no feed: the first Tuesday with the most trips.

    Parameters
    ----------
    services
        Of a scenario.
    from_date
        Where to begin looking, for calendars without a beginning.

    Returns
    -------
    datetime.date or None
        Where nothing runs on a Tuesday, the first day of any kind with the most trips; None where nothing runs at all.

    Examples
    --------
    >>> usual_service_day([], datetime.date(2026, 4, 1)) is None
    True
    """
    lines = [s for s in services if s.carries_passengers]
    days: set[datetime.date] = set()
    for service in lines:
        calendar = service.calendar
        begin = max(from_date, calendar.first) if calendar.first is not None else from_date
        begin = begin if calendar.last is None or calendar.last >= begin else (calendar.first or calendar.last)
        # A year holds every weekday often enough, whatever days it rests on.
        days.update(begin + _DAY * i for i in range(365))
        days.update((*calendar.only, *calendar.also))
    tuesdays = [d for d in sorted(days) if d.weekday() == 1]
    return _fullest(lines, tuesdays) or _fullest(lines, sorted(days))


def _fullest(lines: Sequence[BusService], days: Iterable[datetime.date]) -> datetime.date | None:
    counted = [(sum(len(s.trips) for s in lines if s.calendar.runs_on(day)), day) for day in days]
    most = max((trips for trips, _ in counted), default=0)
    return next((day for trips, day in counted if trips == most), None) if most else None
