"""The trips of a service as lines over time and distance (ダイヤ): where each bus is at which moment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from pyproj import Geod

from network.services.bus_service import BusService, ServiceStop

_GEOD = Geod(ellps="GRS80")
_M_PER_KM = 1000


@dataclass(frozen=True)
class TripLine:
    """One trip: its id, its direction, and (seconds past midnight, km along the line) at every arrival and departure."""

    trip_id: str
    direction: int
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class TimeDistance:
    """Stops along the line with their distance in km from its first, and the trips of both directions."""

    stops: tuple[tuple[str, float], ...]
    trips: tuple[TripLine, ...]


def time_distance(service: BusService) -> TimeDistance:
    """Lay the trips of both directions over the stops of the way there.

    Parameters
    ----------
    service
        Stops of the way back that the way there does not pass have no place on the diagram: trips run straight past them.

    Examples
    --------
    >>> from network.services.bus_service import ServiceTrip
    >>> stops = (ServiceStop("p1", "役場前", 35.0, 137.0), ServiceStop("p2", "谷口", 35.1, 137.0))
    >>> found = time_distance(BusService("b1", "谷線", "fixed", stops=stops, trips=(ServiceTrip("t1", 1, (28800, 29400)),)))
    >>> [round(km, 1) for _, km in found.stops], [round(km, 1) for _, km in found.trips[0].points]
    ([0.0, 11.1], [11.1, 11.1, 0.0, 0.0])
    """
    if len(service.stops) < 2:
        return TimeDistance((), ())
    along = _along(service)
    trips = []
    for trip in service.trips:
        stops = service.sequence(trip.direction)
        points: list[tuple[int, float]] = []
        for position, (arrival, departure) in zip(trip.positions, trip.called, strict=True):
            km = _km_of(service, stops[position], (trip.direction, position), along)
            if km is not None:
                points += [(arrival, km), (departure, km)]
        trips.append(TripLine(trip.id, trip.direction, tuple(points)))
    names = tuple((stop.name, km) for stop, km in zip(service.stops, along, strict=True))
    return TimeDistance(names, tuple(trips))


def _km_of(service: BusService, stop: ServiceStop, at: tuple[int, int], along: list[float]) -> float | None:
    """Find a stop's distance; of one that is passed twice, at the pass that direction and position tell.

    The stop across the road, where the way back calls, has an id of its own and the same name.
    """
    there = service.stops
    passes = [i for i, other in enumerate(there) if other.stop_id == stop.stop_id]
    passes = passes or [i for i, other in enumerate(there) if other.name == stop.name]
    if not passes:
        return None
    direction, position = at
    expected = position if direction == 0 else len(there) - 1 - position
    return along[min(passes, key=lambda i: abs(i - expected))]


def way_km(service: BusService, direction: int) -> float:
    """Return the length of a service's way in a direction, in km."""
    lon, lat = zip(*service.line(direction), strict=True)
    return float(_GEOD.line_length(lon, lat)) / _M_PER_KM


def _along(service: BusService) -> list[float]:
    """Distances of the stops from the first, in km along the drawn way."""
    lon, lat = (np.array(side, dtype=float) for side in zip(*service.line(0), strict=True))
    along_m = np.concatenate(([0.0], np.cumsum(_GEOD.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])[2])))
    found: list[float] = []
    first = 0
    for number, stop in enumerate(service.stops):
        # The first stop is where the way begins and the last where it ends: a loop passes its first stop twice.
        if number == len(service.stops) - 1:
            first = len(lon) - 1
        elif number:
            here = np.full(len(lon) - first, stop.lon), np.full(len(lon) - first, stop.lat)
            first += int(np.argmin(_GEOD.inv(*here, lon[first:], lat[first:])[2]))
        found.append(float(along_m[first]) / _M_PER_KM)
    return found
