"""What runs on a date: the calls of one feed at their times of that day, repeated trips and last night's buses included."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.gtfs.on_request import zone_notices
from geo.gtfs.service_days import all_services, services_on
from geo.gtfs.usable_calls import usable_calls
from geo.gtfs.vehicle_runs import vehicle_runs
from geo.gtfs.views import GtfsFeed
from geo.reference import reference_table
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice

_DAY_S = 86_400
_NIGHT = datetime.timedelta(days=1)
_NOT_POSSIBLE = 1
_BOOKED = (2, 3)
"""pickup_type and drop_off_type: by phone, or agreed with the driver."""


@dataclass(frozen=True, eq=False)
class DayCalls:
    """The trips of one date and their calls.

    Parameters
    ----------
    trips
        By number; columns trip_id, service_date, start_s, route_id, headsign, shape_id (empty where there is none), run, turn.
        Trips of one run follow each other, by turn, on one vehicle in which riders may stay.
    calls
        Columns trip (number), stop_id, arrival_s, departure_s (seconds past the date's midnight), may_board, may_alight; by
        trip, in the order of travel. hail_board and hail_alight: whether one may get on and off anywhere up to the next call.
    notices
        What was left out.
    shapes
        Latitudes and longitudes of the shapes of trips that may be hailed, by shape_id.
    """

    trips: pd.DataFrame
    calls: pd.DataFrame
    notices: tuple[Notice, ...]
    shapes: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)


def calls_on(feed: GtfsFeed, date: datetime.date) -> DayCalls:
    """List the calls of a date.

    Parameters
    ----------
    feed
        Read by `geo.gtfs.views.read_gtfs`.
    date
        The day. Its services are followed to their end, past 24:00; of the services of the day before, what still runs after
        midnight belongs to it too, since that is when it passes.

    Returns
    -------
    DayCalls
        A trip of frequencies.txt stands there once for every departure, from start_time to before end_time.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.gtfs.views import read_gtfs
    >>> feed, _ = read_gtfs(Path("sample_regions/okuyama/gtfs"))
    >>> day = calls_on(feed, datetime.date(2025, 6, 3))
    >>> bool(day.trips["trip_id"].is_unique), bool((day.calls["arrival_s"] <= day.calls["departure_s"]).all())
    (True, True)
    """
    before = max(date, datetime.date.min + _NIGHT) - _NIGHT
    parts = [_timed(feed, before, -_DAY_S), _timed(feed, date, 0)]
    calls = pd.concat(parts, ignore_index=True)
    # Each part is in order, and of one service date: trips begin where their number changes, and where the second part does.
    number = calls.pop("number").to_numpy(dtype=np.int64)
    begins = np.r_[True, number[1:] != number[:-1]][: len(number)]
    begins[len(parts[0]) : len(parts[0]) + 1] = True
    trips = calls.loc[begins, ["service_date", "trip_id", "start_s"]].reset_index(drop=True)
    calls["trip"] = begins.cumsum(dtype=np.int64) - 1
    about = feed.trips[["route_id", "trip_headsign", "shape_id"]].reindex(trips["trip_id"])
    trips["route_id"] = about["route_id"].astype(object).to_numpy()
    trips["headsign"] = about["trip_headsign"].to_numpy()
    trips["shape_id"] = about["shape_id"].astype(object).fillna("").to_numpy()
    trips["run"], trips["turn"] = vehicle_runs(feed, trips, calls)
    columns = ["trip", "stop_id", "arrival_s", "departure_s", "may_board", "may_alight", "hail_board", "hail_alight"]
    return DayCalls(trips, calls[columns], _of_any_day(feed).notices, _hailed_shapes(feed, trips, calls))


@dataclass(frozen=True, eq=False)
class _OfAnyDay:
    """What of a feed is the same on every day: calls that can be used, departures of its trips, and what was left out."""

    calls: pd.DataFrame
    starts: pd.DataFrame
    notices: tuple[Notice, ...]


@functools.lru_cache(maxsize=16)
def _of_any_day(feed: GtfsFeed) -> _OfAnyDay:
    """Read it once for the days that are asked for one after the other; a feed never changes."""
    usable = usable_calls(feed)
    starts, new_notices = trip_starts(feed, usable.calls)
    notices = (*usable.notices, *_without_days(feed), *new_notices, *_anywhere(feed), *_by_phone(feed), *_about(feed))
    return _OfAnyDay(usable.calls, starts, (*notices, *zone_notices(feed)))


def trip_starts(feed: GtfsFeed, calls: pd.DataFrame) -> tuple[pd.DataFrame, list[Notice]]:
    """List the departures of each trip: its own, or those of frequencies.txt.

    Parameters
    ----------
    feed
        With its frequencies.
    calls
        As `geo.gtfs.usable_calls.usable_calls` returns them.

    Returns
    -------
    pandas.DataFrame, list of Notice
        Columns trip_id, start_s and shift_s, what is added to the times of stop_times.txt; and what was left out.
    """
    own = calls.drop_duplicates("trip_id")[["trip_id", "departure_s"]].rename(columns={"departure_s": "start_s"})
    own["shift_s"] = 0
    periods = feed.frequencies
    named = _trips_with_periods(feed)
    if not named:
        return own, []
    least_s = reference_table("gtfs")["shortest_headway_s"].value
    dense = periods[periods["headway_secs"] < least_s]
    first_s = own.set_index("trip_id")["start_s"]
    rows = [
        (str(trip), start_s, start_s - first_s[str(trip)])
        for trip, begin_s, end_s, headway_s in periods[["trip_id", "start_s", "end_s", "headway_secs"]].itertuples(
            index=False
        )
        if headway_s >= least_s and str(trip) in first_s.index
        for start_s in range(begin_s, end_s, headway_s)
    ]
    repeated = pd.DataFrame(rows, columns=own.columns).drop_duplicates(["trip_id", "start_s"])
    # Times of a repeated trip are those of its pattern: where its periods cannot be read, nobody knows when it runs.
    own = own[~own["trip_id"].isin(named)]
    unread = sorted(named - {str(t) for t in periods["trip_id"]})
    ids = sorted({str(t) for t in dense["trip_id"]})
    params: dict[str, Any] = {"count": f"{len(dense):,}", "ids": short_list(ids), "least": f"{least_s:,.0f}"}
    notices = [notice("timetable_headway_too_short", file=feed.text.name, **params)] if ids else []
    if unread:
        params = {"count": f"{len(unread):,}", "ids": short_list(unread)}
        notices.append(notice("timetable_headway_unreadable", file=feed.text.name, **params))
    return pd.concat([own, repeated], ignore_index=True).astype({"start_s": np.int64, "shift_s": np.int64}), notices


def _trips_with_periods(feed: GtfsFeed) -> set[str]:
    """Trips that frequencies.txt names, whether or not the rest of their rows can be read."""
    table = feed.text.tables.get("frequencies.txt")
    return set() if table is None else {str(cell) for cell in table.different("trip_id")[1]} - {""}


def _timed(feed: GtfsFeed, date: datetime.date, shift_s: int) -> pd.DataFrame:
    """Return the calls of a service date at their times, counted from the midnight that `shift_s` leads to."""
    out = _running(feed, services_on(feed, date))
    late = out["departure_s"].to_numpy() + shift_s >= 0
    out = out[late]
    for column in ("start_s", "arrival_s", "departure_s"):
        out[column] = out[column] + shift_s
    out["service_date"] = date.isoformat()
    if late.all():
        return out
    # Of a trip whose last call alone is left nothing can be ridden.
    return out[out.groupby("number")["stop_id"].transform("size") > 1]


@functools.lru_cache(maxsize=64)
def _running(feed: GtfsFeed, services: frozenset[str]) -> pd.DataFrame:
    """Return the calls of some services at their times of day, by trip_id and start; `number` counts the trips."""
    every = _of_any_day(feed)
    service_ids = feed.trips["service_id"].astype(object)
    running = set(service_ids[service_ids.isin(services)].index)
    starts, calls = (table[table["trip_id"].isin(running)] for table in (every.starts, every.calls))
    out = starts.merge(calls, on="trip_id", how="left")
    for column in ("arrival_s", "departure_s"):
        out[column] = (out[column] + out["shift_s"]).astype(np.int64)
    out["may_board"] = out.pop("pickup_type") != _NOT_POSSIBLE
    out["may_alight"] = out.pop("drop_off_type") != _NOT_POSSIBLE
    routes = feed.routes[["continuous_pickup", "continuous_drop_off"]].reindex(
        feed.trips["route_id"].reindex(out["trip_id"])
    )
    for kind, column in (("pickup", "hail_board"), ("drop_off", "hail_alight")):
        rule = f"continuous_{kind}"
        of_route = pd.Series(routes[rule].to_numpy(), index=out.index)
        out[column] = out.pop(rule).fillna(of_route).fillna(_NOT_POSSIBLE) != _NOT_POSSIBLE
    out = out.sort_values(["trip_id", "start_s"], kind="stable", ignore_index=True)
    out["number"] = out.groupby(["trip_id", "start_s"], sort=False).ngroup()
    return out


def _without_days(feed: GtfsFeed) -> list[Notice]:
    known = all_services(feed)
    lost = [] if known is None else sorted(map(str, feed.trips.index[~feed.trips["service_id"].isin(known)]))
    if not lost:
        return []
    count, ids = f"{len(lost):,}", short_list(lost)
    return [notice("timetable_trips_without_days", file=feed.text.name, count=count, ids=ids)]


def _anywhere(feed: GtfsFeed) -> list[Notice]:
    """Say which routes may be boarded or left between stops (自由乗降), and how closely that is counted."""
    fields = ["continuous_pickup", "continuous_drop_off"]
    calls = feed.stop_times[(feed.stop_times[fields].fillna(_NOT_POSSIBLE) != _NOT_POSSIBLE).any(axis=1)]
    by_call = feed.trips["route_id"].reindex(calls["trip_id"].astype(object).unique()).dropna()
    by_route = feed.routes.index[(feed.routes[fields] != _NOT_POSSIBLE).any(axis=1)]
    ids = sorted({str(route) for route in [*by_call, *by_route]})
    every = f"{reference_table('gtfs')['hail_every_m'].value:,.0f}"
    params: dict[str, Any] = {"count": f"{len(ids):,}", "ids": short_list(ids), "every": every}
    return [notice("timetable_anywhere", file=feed.text.name, **params)] if ids else []


def _by_phone(feed: GtfsFeed) -> list[Notice]:
    """Say which trips stop somewhere only for who has booked (電話で予約)."""
    calls = feed.stop_times
    booked = calls[["pickup_type", "drop_off_type"]].isin(_BOOKED).any(axis=1)
    ids = sorted({str(trip) for trip in calls.loc[booked, "trip_id"].astype(object).unique()})
    params: dict[str, Any] = {"count": f"{len(ids):,}", "ids": short_list(ids)}
    return [notice("timetable_booked", file=feed.text.name, **params)] if ids else []


def _about(feed: GtfsFeed) -> list[Notice]:
    """Say which trips run about every so many minutes, and not at times that are published."""
    periods = feed.frequencies
    ids = sorted({str(trip) for trip in periods.loc[periods["exact_times"] == 0, "trip_id"].astype(object)})
    params: dict[str, Any] = {"count": f"{len(ids):,}", "ids": short_list(ids)}
    return [notice("timetable_approximate", file=feed.text.name, **params)] if ids else []


def _hailed_shapes(feed: GtfsFeed, trips: pd.DataFrame, calls: pd.DataFrame) -> dict[str, NDArray[np.float64]]:
    """Return the ways of trips that may be hailed; other shapes need not be carried along."""
    hailed = calls.loc[calls[["hail_board", "hail_alight"]].any(axis=1), "trip"].unique()
    wanted = set(trips.loc[hailed, "shape_id"]) - {""}
    rows = feed.shapes[feed.shapes["shape_id"].isin(wanted)] if wanted else feed.shapes.head(0)
    ways = rows.groupby(rows["shape_id"].astype(object), sort=True)[["shape_pt_lat", "shape_pt_lon"]]
    drawn = {str(shape): points.dropna().to_numpy(dtype=np.float64) for shape, points in ways}
    return {shape: points for shape, points in drawn.items() if len(points) > 1}
