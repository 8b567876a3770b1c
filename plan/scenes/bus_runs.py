"""Where each bus of a day is at which moment, from the schedule itself: its way, and how far along it the clock finds it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.files.crs import to_degrees, to_metric
from geo.reference import reference_table
from geo.region.region import Region
from network.transit.hail_and_ride import along_line
from network.transit.service_day import MARK, trip_name
from network.transit.timetable import Timetable
from plan.applied import EffectiveScenario
from plan.timetables.region_timetable import region_feeds

Way = tuple[tuple[float, float], ...]
"""Latitude and longitude of the corners of a way."""

_FEWEST_CALLS = 2


@dataclass(frozen=True)
class BusRun:
    """One trip of a day.

    Parameters
    ----------
    trip_id, route
        Its id in the timetable, and the name of its route.
    is_new
        Whether the scenario brings it; else it is one of the published ones.
    way, way_m
        Its way, and how far along it each corner lies, in m.
    times_s, at_m
        Arrival and departure at every call, in seconds past midnight, and how far along the way that is.
    """

    trip_id: str
    route: str
    is_new: bool
    way: Way
    way_m: tuple[float, ...]
    times_s: tuple[int, ...]
    at_m: tuple[float, ...]

    def place_at(self, time_s: float) -> tuple[float, float] | None:
        """Return where the bus is at a moment, as lat, lon; None before it starts and after it has ended.

        Between two calls it goes at one speed; while it waits at a stop it stands.

        Examples
        --------
        >>> run = BusRun("t", "谷線", False, ((35.0, 137.0), (35.0, 137.1)), (0.0, 9000.0), (0, 600, 660, 960), (0.0, 6000.0, 6000.0, 9000.0))
        >>> run.place_at(300), run.place_at(630), run.place_at(961)
        ((35.0, 137.033333), (35.0, 137.066667), None)
        """
        if not self.times_s[0] <= time_s <= self.times_s[-1]:
            return None
        m = float(np.interp(time_s, self.times_s, self.at_m))
        lat, lon = (float(np.interp(m, self.way_m, [corner[axis] for corner in self.way])) for axis in (0, 1))
        return round(lat, 6), round(lon, 6)


def bus_runs(effective: EffectiveScenario, date: datetime.date | None = None) -> tuple[BusRun, ...]:
    """Return the trips of a day as the schedule has them, in order of departure.

    Parameters
    ----------
    effective
        A scenario.
    date
        The usual day where not given.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is neither a feed that can be read nor a service, or nothing ever runs.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> runs = bus_runs(apply(read_region("sample_regions/okuyama")))
    >>> all(run.times_s[0] <= run.times_s[-1] and run.at_m[0] == 0 for run in runs), len(runs) > 0
    (True, True)
    """
    timetable = effective.timetable(date)
    drawn, known = _drawn_ways(effective, timetable), {}
    firsts = np.flatnonzero(np.r_[True, timetable.call_trip[1:] != timetable.call_trip[:-1]])
    found = []
    for first, end in zip(firsts.tolist(), [*firsts.tolist()[1:], len(timetable.call_trip)], strict=True):
        if end - first < _FEWEST_CALLS:
            continue
        row = timetable.trips.iloc[int(timetable.call_trip[first])]
        stops = timetable.stops.iloc[timetable.call_stop[first:end]][["lat", "lon"]].to_numpy(dtype=np.float64)
        line = drawn.get(str(row["trip_id"]), stops)
        line = line if len(line) > 1 else stops
        asked = (line.tobytes(), stops.tobytes())
        if asked not in known:
            known[asked] = _measured(line, stops, effective.region.crs)
        found.append(_run(timetable, range(first, end), row, known[asked]))
    return tuple(sorted(found, key=lambda run: (run.times_s[0], run.trip_id)))


@dataclass(frozen=True)
class _Measured:
    corners: Way
    corners_m: tuple[float, ...]
    stops_m: tuple[float, ...]


def _run(timetable: Timetable, calls: range, row: pd.Series, way: _Measured) -> BusRun:
    of = slice(calls.start, calls.stop)
    times = np.column_stack([timetable.arrival_s[of], timetable.departure_s[of]]).ravel()
    return BusRun(
        trip_id=str(row["trip_id"]),
        route=str(row["route"]),
        is_new=str(row["route_id"]).startswith(f"{MARK}:"),
        way=way.corners,
        way_m=way.corners_m,
        # A bus that a feed lets depart before it arrived stands still until then.
        times_s=tuple(np.maximum.accumulate(times).tolist()),
        at_m=tuple(np.repeat(way.stops_m, 2).tolist()),
    )


def _drawn_ways(effective: EffectiveScenario, timetable: Timetable) -> dict[str, NDArray[np.float64]]:
    """Return the ways that are drawn, as lat and lon, by the trips' ids in the timetable: shapes of feeds, lines of services."""
    region = effective.region.as_read
    own = {f"{MARK}:{trip_name(s, t)}": s.line(t.direction) for s in effective.services for t in s.trips}
    found: dict[str, NDArray[np.float64]] = {
        str(i): np.array(own[i])[:, ::-1] for i in timetable.trips["trip_id"] if i in own
    }
    return {**found, **(_published(region) if region.feeds else {})}


def _measured(drawn: NDArray[np.float64], stops: NDArray[np.float64], crs: int) -> _Measured:
    within_m = reference_table("gtfs")["run_simplify_m"].value
    line = shapely.LineString(to_metric(drawn[:, 0], drawn[:, 1], crs))
    if not line.length:  # all stops at one place
        corner = (round(float(stops[0, 0]), 6), round(float(stops[0, 1]), 6))
        return _Measured((corner, corner), (0.0, 0.0), (0.0,) * len(stops))
    light = shapely.simplify(line, within_m)
    xy = shapely.get_coordinates(light)
    lat, lon = to_degrees(xy, crs)
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(xy, axis=0).T))]
    at = along_line(light, to_metric(stops[:, 0], stops[:, 1], crs))
    # The first stop is where the bus sets out: what a shape shows before it is not driven.
    begin = float(at[0])
    corners = tuple((round(float(a), 6), round(float(o), 6)) for a, o in zip(lat, lon, strict=True))
    along_m, at_m = (tuple(np.round(m - begin, 1).tolist()) for m in (along, at))
    return _Measured(corners, along_m, at_m)


def _published(region: Region) -> dict[str, NDArray[np.float64]]:
    """Return the shapes of the feeds' trips by the ids that the timetable gives them."""
    found: dict[str, NDArray[np.float64]] = {}
    for name, feed in region_feeds(region).items():
        mark = f"{name}:" if name else ""
        rows = {str(i): r for i, r in feed.shapes.groupby("shape_id", observed=True, sort=False)}
        shapes = {i: r[["shape_pt_lat", "shape_pt_lon"]].to_numpy(dtype=np.float64) for i, r in rows.items()}
        for trip, shape in zip(feed.trips.index, feed.trips["shape_id"].astype(object), strict=True):
            if str(shape) in shapes:
                found[f"{mark}{trip}"] = shapes[str(shape)]
    return found
