"""Which trips follow each other on one vehicle, so that riders may stay in their seat."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.gtfs.views import GtfsFeed

_STAY_SEATED, _MUST_ALIGHT = 4, 5


def vehicle_runs(
    feed: GtfsFeed, trips: pd.DataFrame, calls: pd.DataFrame
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the runs of a day.

    Parameters
    ----------
    feed
        Gives block_id of its trips, and transfers.txt.
    trips
        Trips of the day by number: trip_id, service_date.
    calls
        Their calls: trip, stop_id, arrival_s, departure_s, by trip in the order of travel.

    Returns
    -------
    numpy.ndarray, numpy.ndarray
        Run of each trip (the number of the run's first trip), and the trip's turn in it, from 0.

    Notes
    -----
    Two trips make one run when they share block_id and service date, the second is the block's next to leave, leaves no earlier
    than the first arrives, and begins at the stop (or the station) where the first ends. transfers.txt may say so for other
    trips (transfer_type 4) or forbid it (5). Repeated trips of frequencies.txt make no runs.
    """
    run = np.arange(len(trips), dtype=np.int64)
    turn = np.zeros(len(trips), dtype=np.int64)
    if trips.empty:
        return run, turn
    spans = _spans(feed, trips, calls)
    follows = _within_blocks(spans, _pairs(feed, _MUST_ALIGHT))
    taken = set(follows.values())
    numbers = {(span.date, span.trip_id): span for span in spans}
    for date in sorted({span.date for span in spans}):
        for one_id, other_id in sorted(_pairs(feed, _STAY_SEATED)):
            one, other = numbers.get((date, one_id)), numbers.get((date, other_id))
            if one is None or other is None or one.arrives_s > other.leaves_s:
                continue
            if one.number not in follows and other.number not in taken and one.number != other.number:
                follows[one.number] = other.number
                taken.add(other.number)
    for start in sorted(set(follows) - taken):
        at = start
        while at in follows:
            run[follows[at]], turn[follows[at]] = start, turn[at] + 1
            at = follows[at]
    return run, turn


@dataclass(frozen=True)
class _Span:
    """From where and when to where and when a trip runs."""

    number: int
    date: str
    trip_id: str
    block: str
    leaves_s: int
    arrives_s: int
    begins: str
    ends: str


def _spans(feed: GtfsFeed, trips: pd.DataFrame, calls: pd.DataFrame) -> list[_Span]:
    first, last = calls.drop_duplicates("trip"), calls.drop_duplicates("trip", keep="last")
    stations = feed.stops["parent_station"]
    station = {str(stop): str(parent) or str(stop) for stop, parent in stations.items()}
    blocks = {str(trip): str(block) for trip, block in feed.trips["block_id"].items()}
    repeated = set(feed.frequencies["trip_id"].astype(object))
    columns = (
        trips["service_date"],
        trips["trip_id"],
        first["departure_s"],
        last["arrival_s"],
        first["stop_id"],
        last["stop_id"],
    )
    rows = zip(*(c.tolist() for c in columns), strict=True)
    return [
        _Span(i, date, trip_id, blocks[trip_id], leaves_s, arrives_s, station[begins], station[ends])
        for i, (date, trip_id, leaves_s, arrives_s, begins, ends) in enumerate(rows)
        if trip_id not in repeated
    ]


def _within_blocks(spans: list[_Span], forbidden: set[tuple[str, str]]) -> dict[int, int]:
    """Find which trip follows which, by number."""
    ordered = sorted((s for s in spans if s.block), key=lambda s: (s.date, s.block, s.leaves_s, s.arrives_s, s.trip_id))
    return {
        one.number: other.number
        for one, other in itertools.pairwise(ordered)
        if (one.date, one.block, one.ends) == (other.date, other.block, other.begins)
        and one.arrives_s <= other.leaves_s
        and (one.trip_id, other.trip_id) not in forbidden
    }


def _pairs(feed: GtfsFeed, kind: int) -> set[tuple[str, str]]:
    rows = feed.transfers[feed.transfers["transfer_type"] == kind]
    return {(str(a), str(b)) for a, b in zip(rows["from_trip_id"], rows["to_trip_id"], strict=True) if a and b}
