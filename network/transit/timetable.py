"""A timetable: what runs on one day, from one or several feeds, as compact arrays."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.gtfs.change_rules import change_rules
from geo.gtfs.day_calls import DayCalls, calls_on
from geo.gtfs.service_days import default_date, trips_on
from geo.gtfs.views import GtfsFeed, read_gtfs
from geo.region.fingerprint import bytes_fingerprint
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice


@dataclass(frozen=True, eq=False)
class Rides:
    """The rides from one call to the next, one row each, in order of departure.

    Parameters
    ----------
    departs_s, arrives_s
        Seconds past midnight.
    start, end
        Positions of the stops.
    run
        Vehicle run.
    call
        Position of the call that the ride begins at; it ends at the next.
    may_board, may_alight
        Whether one may get on at its start and off at its end.
    """

    departs_s: NDArray[np.int64]
    arrives_s: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    run: NDArray[np.int64]
    call: NDArray[np.int64]
    may_board: NDArray[np.bool_]
    may_alight: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Timetable:
    """One day of bus service, immutable and known by its content.

    Parameters
    ----------
    date
        The day. Times past 24:00 belong to it; so does what the day before still runs after midnight.
    stops
        Stops that a bus calls at, by stop_id in order; columns name, lat, lon. With several feeds ids are ``feed:id``.
    trips
        Numbered as `call_trip` counts them; columns trip_id, service_date, start_s, route_id, route (its name), headsign, run, turn
        (in the run). A trip of frequencies.txt has a row for every departure.
    call_trip, call_run, call_stop
        Trip, vehicle run and stop position of each call; calls of a run stand together in the order of travel. Riders may
        stay seated through a run, which may be several trips of one vehicle.
    arrival_s, departure_s
        Seconds past midnight of `date`, 0 or more; 90,600 is 25:10.
    may_board, may_alight
        False where pickup_type or drop_off_type is 1; where one must telephone or tell the driver (2, 3) one may.
    may_hail
        Shape (calls, 2): whether one may get on, and off, anywhere between the call and the next of its trip (自由乗降).
    shapes
        Latitudes and longitudes of the ways of trips with such sections, by the trips' shape_id; shape (points, 2).
    change_rules
        Shape (rules, 3): positions of the stops changed from and to, and the seconds that takes at least; negative where one
        cannot change there.
    notices
        What was left out, and why.
    fingerprint
        Changes with anything above but notices.

    Examples
    --------
    >>> from pathlib import Path
    >>> timetable = Timetable.from_gtfs(Path("sample_regions/okuyama/gtfs"))
    >>> timetable.date.strftime("%A"), len(timetable.rides.call) > 0
    ('Tuesday', True)
    """

    date: datetime.date
    stops: pd.DataFrame
    trips: pd.DataFrame
    call_trip: NDArray[np.int64]
    call_run: NDArray[np.int64]
    call_stop: NDArray[np.int64]
    arrival_s: NDArray[np.int64]
    departure_s: NDArray[np.int64]
    may_board: NDArray[np.bool_]
    may_alight: NDArray[np.bool_]
    may_hail: NDArray[np.bool_]
    shapes: Mapping[str, NDArray[np.float64]]
    change_rules: NDArray[np.int64]
    notices: tuple[Notice, ...]
    fingerprint: str

    def __eq__(self, other: object) -> bool:
        """Two timetables are equal when their content is."""
        return isinstance(other, Timetable) and self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        """Hash by content, so that what is computed from a timetable is kept by it."""
        return hash(self.fingerprint)

    @classmethod
    def from_gtfs(cls, path: Path | str, date: datetime.date | None = None) -> Timetable:
        """Read one day of a feed.

        Parameters
        ----------
        path
            A folder or a zip, GTFS or GTFS-JP.
        date
            The first Tuesday with the most trips where not given.

        Raises
        ------
        geo.texts.errors.RequestError
            When there is no readable feed, or, without a date, no day on which anything runs.
        """
        feed, notices = read_gtfs(Path(path))
        if feed is None:
            raise RequestError(*notices)
        read = cls.from_feeds({"": feed}, date)
        return replace(read, notices=(*notices, *read.notices))

    @classmethod
    def from_feeds(cls, feeds: Mapping[str, GtfsFeed], date: datetime.date | None = None) -> Timetable:
        """Put one day of several feeds together.

        Parameters
        ----------
        feeds
            By name; ids become ``name:id``, so that equal ids of different operators stay apart (as they are under the name "").
        date
            The first Tuesday with the most trips of all feeds where not given.

        Raises
        ------
        geo.texts.errors.RequestError
            When no date is given and the calendars give no day on which anything runs.
        """
        day = date or default_date(feeds.values())
        if day is None:
            raise RequestError(notice("timetable_no_day"))
        return assembled(day, [feed_day(name, feeds[name], day) for name in sorted(feeds)])

    @functools.cached_property
    def rides(self) -> Rides:
        """Rides from call to call in order of departure; those of one run never overtake each other."""
        first = np.flatnonzero(self.call_run[1:] == self.call_run[:-1])
        departs_s, arrives_s = self.departure_s[first], self.arrival_s[first + 1]
        order = np.lexsort((first, departs_s))
        call = first[order]
        return Rides(
            departs_s=departs_s[order],
            arrives_s=arrives_s[order],
            start=self.call_stop[call],
            end=self.call_stop[call + 1],
            run=self.call_run[call],
            call=call,
            may_board=self.may_board[call],
            may_alight=self.may_alight[call + 1],
        )


DayParts = tuple[DayCalls, pd.DataFrame, pd.DataFrame]
"""Trips and calls of a day, the stops that they name, rules of changing."""


def assembled(date: datetime.date, parts: Sequence[DayParts]) -> Timetable:
    """Make a timetable of the days of several feeds or services."""
    return assemble(date, [p for p, _, _ in parts], [s for _, s, _ in parts], [r for _, _, r in parts])


def feed_day(name: str, feed: GtfsFeed, date: datetime.date) -> DayParts:
    """Read a day of a feed; its name comes before its ids, and names stand beside ids.

    Parameters
    ----------
    name
        Of the feed; ids stay as they are where it is empty.
    feed, date
        What and when.
    """
    day = calls_on(feed, date)
    mark = f"{name}:" if name else ""
    stops, route_names, rules, notices = _named(mark, feed)
    trips, calls = day.trips.copy(), day.calls.copy()
    names = route_names.reindex(trips["route_id"]).fillna("").to_numpy(dtype=object)
    trips["route"] = np.where(names == "", trips["route_id"].to_numpy(dtype=object), names)
    for frame, column in ((trips, "trip_id"), (trips, "route_id"), (calls, "stop_id")):
        frame[column] = mark + frame[column].astype(object)
    stops = stops[stops.index.isin(set(calls["stop_id"]))]
    silent = [] if len(calls) else [_silent(feed, date)]
    shapes = {f"{mark}{shape}": points for shape, points in day.shapes.items()}
    trips["shape_id"] = [f"{mark}{shape}" if shape else "" for shape in trips["shape_id"]]
    return DayCalls(trips, calls, (*day.notices, *notices, *silent), shapes), stops, rules


@functools.lru_cache(maxsize=16)
def _named(mark: str, feed: GtfsFeed) -> tuple[pd.DataFrame, pd.Series, pd.DataFrame, tuple[Notice, ...]]:
    """Return what is the same on every day: stops and rules of changing with marked ids, names of routes, and notices."""
    rules, notices = change_rules(feed)
    for column in ("from_stop_id", "to_stop_id"):
        rules[column] = mark + rules[column].astype(object)
    routes = feed.routes
    names = routes["route_long_name"].where(routes["route_long_name"] != "", routes["route_short_name"])
    columns = {"stop_name": "name", "stop_lat": "lat", "stop_lon": "lon"}
    stops = feed.stops[list(columns)].rename(columns=columns)
    stops.index = pd.Index([f"{mark}{i}" for i in stops.index], name="stop_id", dtype=object)
    return stops, names, rules, tuple(notices)


def _silent(feed: GtfsFeed, date: datetime.date) -> Notice:
    """Say why a feed has no bus on a day: none runs, or those that run cannot be followed."""
    running = len(trips_on(feed, date))
    if not running:
        return notice("timetable_no_trips", file=feed.text.name, date=date.isoformat())
    return notice("timetable_no_usable_trips", file=feed.text.name, date=date.isoformat(), count=f"{running:,}")


def assemble(
    date: datetime.date, days: list[DayCalls], stops: list[pd.DataFrame], rules: list[pd.DataFrame] | None = None
) -> Timetable:
    """Make a timetable of calls, however they came about.

    Parameters
    ----------
    date
        The day.
    days
        Trips and calls as `geo.gtfs.day_calls.calls_on` returns them, with a column route in the trips.
    stops
        For each of them the stops that its calls name, by stop_id; name, lat, lon.
    rules
        Rules of changing as `geo.gtfs.change_rules.change_rules` returns them; those for stops without a call are left out.

    Returns
    -------
    Timetable
        Of all together; equal input gives the same fingerprint.
    """
    offsets = np.cumsum([0, *(len(d.trips) for d in days)])
    all_stops = pd.concat(stops).sort_index(kind="stable")
    all_stops = all_stops[~all_stops.index.duplicated()]
    trips = pd.concat(
        [d.trips.assign(run=d.trips["run"] + o) for d, o in zip(days, offsets, strict=False)], ignore_index=True
    )
    calls = pd.concat(
        [d.calls.assign(trip=d.calls["trip"] + o) for d, o in zip(days, offsets, strict=False)], ignore_index=True
    )
    trip = calls["trip"].to_numpy(dtype=np.int64)
    run = trips["run"].to_numpy(dtype=np.int64)[trip]
    turn = trips["turn"].to_numpy(dtype=np.int64)[trip]
    order = np.lexsort((np.arange(len(calls)), turn, run))
    parts = {
        "call_trip": trip[order],
        "call_run": run[order],
        "call_stop": all_stops.index.get_indexer(pd.Index(calls["stop_id"]))[order].astype(np.int64),
        "arrival_s": calls["arrival_s"].to_numpy(dtype=np.int64)[order],
        "departure_s": calls["departure_s"].to_numpy(dtype=np.int64)[order],
        "may_board": calls["may_board"].to_numpy(dtype=bool)[order],
        "may_alight": calls["may_alight"].to_numpy(dtype=bool)[order],
        "may_hail": calls[["hail_board", "hail_alight"]].to_numpy(dtype=bool)[order],
    }
    pairs = (
        pd.concat(rules or [], ignore_index=True)
        if rules
        else pd.DataFrame(columns=["from_stop_id", "to_stop_id", "least_s"])
    )
    ends = [all_stops.index.get_indexer(pd.Index(pairs[column])) for column in ("from_stop_id", "to_stop_id")]
    table = np.column_stack([*ends, pairs["least_s"].to_numpy(dtype=np.int64)]).astype(np.int64)
    parts["change_rules"] = table[(table[:, :2] >= 0).all(axis=1)]
    shapes = {shape: points for day in days for shape, points in sorted(day.shapes.items())}
    for array in (*parts.values(), *shapes.values()):
        array.flags.writeable = False
    return Timetable(
        date=date,
        stops=all_stops,
        trips=trips,
        notices=tuple(n for d in days for n in d.notices),
        fingerprint=bytes_fingerprint(
            date.isoformat(),
            all_stops.to_csv(),
            trips.to_csv(index=False),
            *(array.tobytes() for array in (*parts.values(), *shapes.values())),
        ),
        shapes=shapes,
        **parts,
    )
