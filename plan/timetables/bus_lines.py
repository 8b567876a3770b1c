"""Today's bus lines as they lie on the map: each stretch of road once a line, with the number that the bus bears."""

from __future__ import annotations

import datetime
import functools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.files.crs import to_degrees, to_metric
from geo.gtfs.views import GtfsFeed
from geo.reference import reference_table
from geo.region.region import Region
from plan.timetables.region_timetable import region_feeds, region_timetable

Path = tuple[tuple[float, float], ...]
"""Latitude and longitude of the points of a line."""


@dataclass(frozen=True)
class BusLine:
    """A route of the day.

    Parameters
    ----------
    id, name
        Of the route.
    number
        What stands on the bus: its short name, or its name where it has none.
    paths
        Its ways, the longest first; a road that it takes there and back is there once.
    ends
        For each way the names of the stops nearest to where it begins and ends.
    """

    id: str
    number: str
    name: str
    paths: tuple[Path, ...]
    ends: tuple[tuple[str, str], ...]


@functools.lru_cache(maxsize=32)
def bus_lines(region: Region, date: datetime.date) -> tuple[BusLine, ...]:
    """Return the lines that run on a date, as published: over their shapes, from stop to stop where they have none.

    Parameters
    ----------
    region
        With its feeds.
    date
        The day.

    Raises
    ------
    geo.texts.errors.RequestError
        When the region has no feed that can be read.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> lines = bus_lines(read_region("sample_regions/okuyama"), datetime.date(2020, 4, 7))
    >>> [line.name for line in lines], len(lines[0].paths) > 0
    (['奥山瑞原線'], True)
    """
    running = set(region_timetable(region, date).trips["trip_id"])
    return tuple(
        line
        for name, feed in sorted(region_feeds(region).items())
        for line in _lines(feed, f"{name}:" if name else "", running, region.crs)
    )


def _lines(feed: GtfsFeed, mark: str, running: set[str], crs: int) -> Iterator[BusLine]:
    trips = feed.trips[[f"{mark}{i}" in running for i in feed.trips.index]]
    shapes = {str(i): rows for i, rows in feed.shapes.groupby("shape_id", observed=True, sort=False)}
    calls = feed.stop_times[feed.stop_times["trip_id"].isin(trips.index)]
    for route in [i for i in feed.routes.index if (trips["route_id"] == i).any()]:
        own = trips[trips["route_id"] == route]
        drawn: dict[object, NDArray[np.float64]] = {}
        for trip, shape in zip(own.index, own["shape_id"].astype(object), strict=True):
            if str(shape) in shapes:
                if str(shape) not in drawn:
                    drawn[str(shape)] = shapes[str(shape)][["shape_pt_lat", "shape_pt_lon"]].to_numpy(dtype=np.float64)
                continue
            stops = tuple(calls.loc[calls["trip_id"] == trip, "stop_id"].astype(object))
            drawn.setdefault(stops, feed.stops.reindex(stops)[["stop_lat", "stop_lon"]].dropna().to_numpy(np.float64))
        number, name = (str(feed.routes.at[route, f"route_{kind}_name"] or "") for kind in ("short", "long"))
        paths = _once(drawn.values(), crs)
        called = feed.stops.reindex(pd.unique(calls.loc[calls["trip_id"].isin(own.index), "stop_id"].astype(object)))
        ends = tuple((_nearest_stop(called, path[0]), _nearest_stop(called, path[-1])) for path in paths)
        yield BusLine(f"{mark}{route}", number or name or str(route), name or number or str(route), paths, ends)


def _nearest_stop(stops: pd.DataFrame, place: tuple[float, float]) -> str:
    """Name the stop nearest to a place, seen on a plane: at a line's end it lies within metres; "" where none has a place."""
    known = stops.dropna(subset=["stop_lat", "stop_lon"])
    if known.empty:
        return ""
    off = (known["stop_lat"] - place[0]) ** 2 + ((known["stop_lon"] - place[1]) * math.cos(math.radians(place[0]))) ** 2
    return str(known["stop_name"].iloc[int(np.argmin(off.to_numpy(float)))])


def _once(drawn: Iterable[NDArray[np.float64]], crs: int) -> tuple[Path, ...]:
    """Take the longest way whole, and of each further one only what leads elsewhere."""
    beside_m = reference_table("gtfs")["line_beside_m"].value
    ways = [shapely.LineString(to_metric(p[:, 0], p[:, 1], crs)) for p in drawn if len(p) > 1]
    ways.sort(key=lambda way: -way.length)
    taken: list[shapely.LineString] = []
    for way in ways:
        rest = way.difference(shapely.union_all([t.buffer(beside_m) for t in taken])) if taken else way
        parts = getattr(rest, "geoms", [rest])
        taken += [part for part in parts if part.length > 2 * beside_m]
    return tuple(_path(way, crs) for way in taken)


def _path(way: shapely.LineString, crs: int) -> Path:
    lat, lon = to_degrees(shapely.get_coordinates(way), crs)
    return tuple(zip(lat.tolist(), lon.tolist(), strict=True))
