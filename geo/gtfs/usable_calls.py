"""The calls of a feed that travel times can be counted on: times filled in, trips that cannot be followed left out and noted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.gtfs.values import NO_TIME_S
from geo.gtfs.views import GtfsFeed
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice

_FEWEST_CALLS = 2


@dataclass(frozen=True, eq=False)
class UsableCalls:
    """Calls of all trips that a rider could follow.

    Parameters
    ----------
    calls
        Columns trip_id, stop_id, arrival_s, departure_s, pickup_type, drop_off_type, continuous_pickup and
        continuous_drop_off (empty where the route's holds); trips in the file's order, calls in the
        order of travel, every time known.
    notices
        Trips and stops that were left out, and why.
    """

    calls: pd.DataFrame
    notices: tuple[Notice, ...]


def usable_calls(feed: GtfsFeed) -> UsableCalls:
    """Choose the calls that travel times can be counted on.

    Parameters
    ----------
    feed
        Read by `geo.gtfs.views.read_gtfs`; errors in it are reported by `geo.gtfs.rules.registry`, what they cost is reported here.

    Returns
    -------
    UsableCalls
        A call with one time has it for both. Where both are empty the bus passes between the times before and after: by
        shape_dist_traveled where that is given, else by the straight distance between stops (GTFS leaves the way to the
        reader). A trip without a time at its first or last stop, with times that run backwards, or with fewer than two
        stops is left out; so are single calls at stops without a place.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.gtfs.views import read_gtfs
    >>> feed, _ = read_gtfs(Path("sample_regions/okuyama/gtfs"))
    >>> usable = usable_calls(feed)
    >>> len(usable.calls) == len(feed.stop_times), usable.notices
    (True, ())
    """
    rows = feed.stop_times
    rows = rows[rows["trip_id"].isin(feed.trips.index).to_numpy(dtype=bool)]
    trip_ids, trip = np.unique(rows["trip_id"].astype(object).to_numpy(dtype=str), return_inverse=True)
    stop_ids = rows["stop_id"].astype(object).to_numpy()
    arrival_s, departure_s = _both_times(rows)
    first = np.r_[True, trip[1:] != trip[:-1]] if len(trip) else np.zeros(0, dtype=bool)
    last = np.r_[first[1:], True] if len(trip) else first
    untimed = _marked(trip, (arrival_s == NO_TIME_S) & (first | last), len(trip_ids))
    _fill_between(feed, rows, arrival_s, departure_s, skip=untimed[trip])
    backwards = arrival_s > departure_s
    backwards[1:] |= ~first[1:] & (arrival_s[1:] < departure_s[:-1])
    turned = _marked(trip, backwards, len(trip_ids)) & ~untimed
    placed = rows["stop_id"].isin(feed.stops.index).to_numpy(dtype=bool)
    good = placed & ~untimed[trip] & ~turned[trip]
    short = (np.bincount(trip[good], minlength=len(trip_ids)) < _FEWEST_CALLS) & ~untimed & ~turned
    good &= ~short[trip]
    swapped = set(feed.swapped_stops["stop_id"])
    turned_round = np.isin(stop_ids.astype(str), sorted(swapped)) if swapped else np.zeros(len(stop_ids), dtype=bool)
    short_by_itself = short & ~_marked(trip, turned_round, len(trip_ids))
    # Trips of zones have no timetable that could be followed; `geo.gtfs.on_request` tells of them.
    on_request = set(feed.zone_calls["trip_id"].astype(str))
    lone = sorted(set(map(str, feed.trips.index)) - set(trip_ids.tolist()) - on_request)
    short_by_itself &= ~np.isin(trip_ids, sorted(on_request)) if on_request else True
    calls = pd.DataFrame(
        {
            "trip_id": trip_ids[trip],
            "stop_id": stop_ids,
            "arrival_s": arrival_s,
            "departure_s": departure_s,
            "pickup_type": rows["pickup_type"].to_numpy(),
            "drop_off_type": rows["drop_off_type"].to_numpy(),
            "continuous_pickup": rows["continuous_pickup"].to_numpy(),
            "continuous_drop_off": rows["continuous_drop_off"].to_numpy(),
        }
    )
    notices = [
        *_notices(feed, "timetable_trips_without_ends", trip_ids[untimed].tolist()),
        *_notices(feed, "timetable_trips_backwards", trip_ids[turned].tolist()),
        *_notices(feed, "timetable_trips_too_short", sorted([*trip_ids[short_by_itself].tolist(), *lone])),
        *_notices(feed, "timetable_stops_without_place", sorted({str(s) for s in stop_ids[~placed]} - swapped)),
    ]
    if (first_cause := swapped_stops_notice(feed)) is not None:
        notices.insert(0, first_cause)
    return UsableCalls(calls[good].reset_index(drop=True), tuple(notices))


def swapped_stops_notice(feed: GtfsFeed) -> Notice | None:
    """Say that latitudes and longitudes of stops have changed places, with the first of them; None where none has."""
    swapped = feed.swapped_stops
    if swapped.empty:
        return None
    first = swapped.iloc[0]
    params: dict[str, Any] = {
        "name": first["stop_name"] or first["stop_id"],
        "lat": f"{first['lat']:g}",
        "lon": f"{first['lon']:g}",
    }
    place: dict[str, Any] = {"file": feed.text.place("stops.txt"), "field": "stop_lat, stop_lon"}
    return notice("gtfs_stops_swapped", count=f"{len(swapped):,}", **params, **place)


def _notices(feed: GtfsFeed, code: str, ids: list[str]) -> list[Notice]:
    return [notice(code, file=feed.text.name, count=f"{len(ids):,}", ids=short_list(ids))] if ids else []


def _both_times(rows: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    arrival_s = rows["arrival_s"].to_numpy(dtype=np.int64).copy()
    departure_s = rows["departure_s"].to_numpy(dtype=np.int64).copy()
    arrival_s[arrival_s == NO_TIME_S] = departure_s[arrival_s == NO_TIME_S]
    departure_s[departure_s == NO_TIME_S] = arrival_s[departure_s == NO_TIME_S]
    return arrival_s, departure_s


def _marked(trip: NDArray[np.int64], calls: NDArray[np.bool_], trips: int) -> NDArray[np.bool_]:
    marked = np.zeros(trips, dtype=bool)
    marked[trip[calls]] = True
    return marked


def _fill_between(
    feed: GtfsFeed,
    rows: pd.DataFrame,
    arrival_s: NDArray[np.int64],
    departure_s: NDArray[np.int64],
    *,
    skip: NDArray[np.bool_],
) -> None:
    """Give calls without a time the time at which the bus passes, to the second."""
    empty = (arrival_s == NO_TIME_S) & ~skip
    if not empty.any():
        return
    along = rows["shape_dist_traveled"].to_numpy(dtype=np.float64)
    xy = feed.stops[["stop_lon", "stop_lat"]].reindex(rows["stop_id"].astype(object)).to_numpy(dtype=np.float64)
    shrink = np.cos(np.radians(xy[:, 1]))
    step = np.hypot(np.diff(xy[:, 0], prepend=xy[0, 0]) * shrink, np.diff(xy[:, 1], prepend=xy[0, 1]))
    starts = np.flatnonzero(empty & ~np.r_[False, empty[:-1]])
    ends = np.flatnonzero(empty & ~np.r_[empty[1:], False]) + 1
    for start, end in zip(starts, ends, strict=True):
        share = _shares(along[start - 1 : end + 1], step[start : end + 1])
        passing = departure_s[start - 1] + share * (arrival_s[end] - departure_s[start - 1])
        arrival_s[start:end] = departure_s[start:end] = np.round(passing)


def _shares(along: NDArray[np.float64], steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far along a stretch each call in between lies, 0 to 1: by distance travelled, else straight, else evenly."""
    travelled = np.diff(along)
    for lengths in (travelled, steps):
        if np.isfinite(lengths).all() and (lengths >= 0).all() and lengths.sum() > 0:
            return np.asarray(np.cumsum(lengths)[:-1] / lengths.sum(), dtype=np.float64)
    return np.arange(1, len(steps)) / len(steps)
