"""Buses on closed roads: where a road is out of use, the rides over it are too."""

from __future__ import annotations

import functools
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.region.fingerprint import bytes_fingerprint
from geo.texts.messages import notice
from network.roads.graph import RoadGraph
from network.roads.travel_time import travel_times
from network.transit.service_day import MARK
from network.transit.timetable import Timetable

_INTERRUPTED = "timetable_interrupted"


def interrupted(timetable: Timetable, before: RoadGraph, after: RoadGraph, felt_min: float) -> Timetable:
    """Take out the rides from stop to stop that other roads no longer allow in their time.

    Parameters
    ----------
    timetable
        As published, for the roads as they are.
    before, after
        The roads that it was made for, and those that are open now.
    felt_min
        A ride whose drive gets longer by this much cannot keep its times.

    Returns
    -------
    Timetable
        On either side of a ride that is taken out the bus runs as published: buses that go round or turn are not made up.
        Between stops that no road joined before, nothing is taken out. The same timetable where no ride is concerned.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/okuyama")
    >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    >>> timetable = Timetable.from_gtfs(region.feeds[0].path)
    >>> len(interrupted(timetable, roads, roads.closing(roads.edge_ids), 1.0).rides.call)
    0
    """
    if before == after:
        return timetable
    found = _interrupted(timetable, before, after, felt_min)
    own = tuple(n for n in found.notices if n.code == _INTERRUPTED)
    # Timetables that are equal may have been left with equal rides for different reasons: each keeps its own.
    notices = (*(n for n in timetable.notices if n.code != _INTERRUPTED), *own)
    return found if found.notices == notices else replace(found, notices=notices)


@functools.lru_cache(maxsize=64)
def _interrupted(timetable: Timetable, before: RoadGraph, after: RoadGraph, felt_min: float) -> Timetable:
    follows = np.flatnonzero(timetable.call_run[1:] == timetable.call_run[:-1])
    pairs = np.column_stack([timetable.call_stop[follows], timetable.call_stop[follows + 1]])
    broken = np.zeros(len(timetable.call_run), dtype=bool)
    longer, now_min = _longer(timetable, before, after, felt_min)
    # Services drawn in a scenario may allow for its roads: what fits into their times is no interruption.
    drawn = timetable.trips["trip_id"].str.startswith(f"{MARK}:").to_numpy(dtype=bool)[timetable.call_trip[follows]]
    ride_min = (timetable.arrival_s[follows + 1] - timetable.departure_s[follows]) / 60
    allowed = drawn & (now_min[pairs[:, 0], pairs[:, 1]] <= ride_min)
    broken[follows + 1] = longer[pairs[:, 0], pairs[:, 1]] & ~allowed
    if not broken.any():
        return timetable
    starts = np.r_[True, timetable.call_run[1:] != timetable.call_run[:-1]] | broken
    run = np.cumsum(starts).astype(np.int64) - 1
    run.flags.writeable = False
    of_trip = pd.Series(run).groupby(timetable.call_trip).min().reindex(range(len(timetable.trips)), fill_value=-1)
    trips = np.unique(timetable.call_trip[broken])
    new_notice = notice("timetable_interrupted", count=f"{len(trips):,}")
    return replace(
        timetable,
        trips=timetable.trips.assign(run=of_trip.to_numpy()),
        call_run=run,
        notices=(*timetable.notices, new_notice),
        fingerprint=bytes_fingerprint(timetable.fingerprint, run.tobytes()),
    )


def _longer(
    timetable: Timetable, before: RoadGraph, after: RoadGraph, felt_min: float
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return between which stops the drive gets longer by what is felt, or impossible; and the minutes that it takes now."""
    then, now = (travel_times(roads, timetable.stops, timetable.stops).minutes.to_numpy() for roads in (before, after))
    # No way before and none now is no change: such stops lie off the roads.
    return np.asarray(np.isfinite(then) & (now >= np.where(np.isfinite(then), then, 0.0) + felt_min)), now
