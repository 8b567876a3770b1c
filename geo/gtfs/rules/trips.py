"""Rules about trips: enough stops, times that run forwards, speeds that a bus can have, one place at a time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.gtfs.on_request import zone_notices
from geo.gtfs.rules.rule import SCHEDULE, VALIDATOR, Rule
from geo.gtfs.values import NO_TIME_S
from geo.gtfs.views import GtfsFeed
from geo.reference import reference_table
from geo.texts.clock import clock
from geo.texts.messages import notice
from geo.texts.notices import Notice

_Day = datetime.date | None
_EARTH_M = 6_371_008.8
_S_PER_H = 3600.0
_M_PER_KM = 1000.0
_STOP_TIMES = "stop_times.txt"


def _at(feed: GtfsFeed, line: Any, field: str, file: str = _STOP_TIMES) -> dict[str, Any]:
    return {"file": feed.text.place(file), "row": int(str(line)), "field": field}


def unusable_trip(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A trip calls at fewer than two stops."""
    if _STOP_TIMES not in feed.text.tables:
        return
    calls = feed.stop_times["trip_id"].value_counts()
    on_request = set(feed.zone_calls["trip_id"].astype(str))
    counts = pd.Series(feed.trips.index).map(dict(calls)).fillna(0).to_numpy()
    for trip_id, line, count in zip(feed.trips.index, feed.trips["line"], counts, strict=True):
        if count < 2 and trip_id not in on_request:
            at = _at(feed, line, "trip_id", "trips.txt")
            yield notice("unusable_trip", id=trip_id, count=int(count), **at)


def one_of_two_times(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A call has an arrival or a departure, but not both."""
    calls = feed.stop_times
    arrives, departs = calls["arrival_s"] != NO_TIME_S, calls["departure_s"] != NO_TIME_S
    for line, has_arrival in zip(calls["line"][arrives ^ departs], arrives[arrives ^ departs], strict=True):
        field = "departure_time" if has_arrival else "arrival_time"
        yield notice("stop_time_with_only_arrival_or_departure_time", **_at(feed, line, field))


def missing_trip_edge(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A trip has no time at its first or last stop."""
    calls = feed.stop_times
    if calls.empty:
        return
    codes = calls["trip_id"].cat.codes.to_numpy()
    changes = codes[1:] != codes[:-1]
    edge = np.r_[True, changes] | np.r_[changes, True]
    without = edge & ((calls["arrival_s"] == NO_TIME_S) | (calls["departure_s"] == NO_TIME_S)).to_numpy()
    for line, arrival_s in zip(calls["line"][without], calls["arrival_s"][without], strict=True):
        field = "arrival_time" if arrival_s == NO_TIME_S else "departure_time"
        yield notice("missing_trip_edge", **_at(feed, line, field))


def _timed(feed: GtfsFeed) -> pd.DataFrame:
    calls = feed.stop_times
    return calls[(calls["arrival_s"] != NO_TIME_S) & (calls["departure_s"] != NO_TIME_S)]


def _follows(calls: pd.DataFrame) -> NDArray[np.bool_]:
    codes = calls["trip_id"].cat.codes.to_numpy()
    return np.asarray(codes[1:] == codes[:-1], dtype=bool)


def time_runs_backwards(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A call's arrival is before the departure of the call before, or its departure before its own arrival."""
    calls = _timed(feed)
    arrival_s, departure_s, lines = (calls[c].to_numpy() for c in ("arrival_s", "departure_s", "line"))
    for i in np.flatnonzero(departure_s < arrival_s):
        at = _at(feed, lines[i], "departure_time")
        before, after = clock(arrival_s[i], seconds=True), clock(departure_s[i], seconds=True)
        yield notice("stop_time_with_arrival_before_previous_departure_time", before=before, after=after, **at)
    for i in np.flatnonzero(_follows(calls) & (arrival_s[1:] < departure_s[:-1])):
        at = _at(feed, lines[i + 1], "arrival_time")
        before, after = clock(departure_s[i], seconds=True), clock(arrival_s[i + 1], seconds=True)
        yield notice("stop_time_with_arrival_before_previous_departure_time", before=before, after=after, **at)


def distance_runs_backwards(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A call's distance along the line is less than that of the call before."""
    calls = feed.stop_times[feed.stop_times["shape_dist_traveled"].notna()]
    along, lines = calls["shape_dist_traveled"].to_numpy(), calls["line"].to_numpy()
    for i in np.flatnonzero(_follows(calls) & (along[1:] < along[:-1])):
        at = _at(feed, lines[i + 1], "shape_dist_traveled")
        before, after = f"{along[i]:g}", f"{along[i + 1]:g}"
        yield notice("decreasing_or_equal_stop_time_distance", before=before, after=after, **at)


def fast_travel(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A bus would have to go faster than buses do, the rounding of times to minutes allowed for."""
    limits = reference_table("gtfs")
    calls = _timed(feed)
    places = feed.stops[["stop_lat", "stop_lon"]].reindex(calls["stop_id"].astype(object)).to_numpy()
    lat, lon = np.radians(places).T
    haversine = np.sin(np.diff(lat) / 2) ** 2 + np.cos(lat[1:]) * np.cos(lat[:-1]) * np.sin(np.diff(lon) / 2) ** 2
    distance_m = 2 * _EARTH_M * np.arcsin(np.sqrt(haversine))
    time_s = calls["arrival_s"].to_numpy()[1:] - calls["departure_s"].to_numpy()[:-1]
    speed_kmh = distance_m / _M_PER_KM / ((np.maximum(time_s, 0) + limits["rounded_to_s"].value) / _S_PER_H)
    lines = calls["line"].to_numpy()
    for i in np.flatnonzero(_follows(calls) & (speed_kmh > limits["fast_kmh"].value)):
        params: dict[str, Any] = {"km": f"{distance_m[i] / _M_PER_KM:.1f}", "minutes": f"{max(time_s[i], 0) / 60:.0f}"}
        at = _at(feed, lines[i + 1], "arrival_time")
        yield notice("fast_travel_between_consecutive_stops", **params, **at)


def overlapping_block(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """Two trips of one vehicle and one service are under way at the same time."""
    calls = _timed(feed)
    spans = calls.groupby(calls["trip_id"].astype(object)).agg(start=("departure_s", "min"), end=("arrival_s", "max"))
    trips = feed.trips[feed.trips["block_id"] != ""].join(spans, how="inner")
    trips = trips[~trips.index.isin(set(feed.frequencies["trip_id"]))]
    ordered = trips.sort_values(["block_id", "start", "line"], kind="stable")
    for _, same in ordered.groupby(["block_id", ordered["service_id"].astype(object)], sort=False):
        latest: tuple[int, str] | None = None
        for trip_id, line, start, end in zip(same.index, same["line"], same["start"], same["end"], strict=True):
            if latest is not None and start < latest[0]:
                at = _at(feed, line, "block_id", "trips.txt")
                params: dict[str, Any] = {"id": trip_id, "other": latest[1]}
                yield notice("block_trips_with_overlapping_stop_times", **params, **at)
            if latest is None or end > latest[0]:
                latest = (end, trip_id)


def overlapping_frequency(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """Two periods of one trip's frequency overlap."""
    periods = feed.frequencies.copy()
    periods["trip_id"] = periods["trip_id"].astype(object)
    for trip_id, same in periods.sort_values(["start_s", "line"]).groupby("trip_id", sort=False):
        ends = np.maximum.accumulate(same["end_s"].to_numpy())
        for i in np.flatnonzero(same["start_s"].to_numpy()[1:] < ends[:-1]):
            at = _at(feed, same["line"].iloc[i + 1], "start_time", "frequencies.txt")
            yield notice("overlapping_frequency", id=trip_id, **at)


def zones_on_request(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """Zones in which a vehicle comes on request (GTFS-Flex)."""
    yield from zone_notices(feed)


RULES = (
    Rule("timetable_zones", SCHEDULE, zones_on_request),
    Rule("unusable_trip", SCHEDULE, unusable_trip),
    Rule("stop_time_with_only_arrival_or_departure_time", SCHEDULE, one_of_two_times),
    Rule("missing_trip_edge", SCHEDULE, missing_trip_edge),
    Rule("stop_time_with_arrival_before_previous_departure_time", SCHEDULE, time_runs_backwards),
    Rule("decreasing_or_equal_stop_time_distance", SCHEDULE, distance_runs_backwards),
    Rule("fast_travel_between_consecutive_stops", VALIDATOR, fast_travel),
    Rule("block_trips_with_overlapping_stop_times", SCHEDULE, overlapping_block),
    Rule("overlapping_frequency", SCHEDULE, overlapping_frequency),
)
