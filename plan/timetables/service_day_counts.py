"""What a service runs: trips and km on a day of service, days a year."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from network.services.bus_service import BusService
from plan.timetables.time_distance import way_km

_FIRST_DAY = (4, 1)


@dataclass(frozen=True)
class DayCounts:
    """Trips and kilometres of a day of service, and the days of a year that begins on 1 April."""

    trips: int
    km: float
    days_per_year: int


def day_counts(service: BusService, year: int) -> DayCounts:
    """Count what a service runs with passengers.

    Parameters
    ----------
    service
        With its trips.
    year
        The year in whose April the twelve months begin.

    Examples
    --------
    >>> from network.services.bus_service import ServiceStop, ServiceTrip
    >>> stops = (ServiceStop("p1", "役場前", 35.0, 137.0), ServiceStop("p2", "谷口", 35.1, 137.0))
    >>> found = day_counts(BusService("b1", "谷線", "fixed", stops=stops, trips=(ServiceTrip("t1", 0, (28800, 29400)),)), 2020)
    >>> found.trips, round(found.km, 1), found.days_per_year
    (1, 11.1, 261)
    """
    km = {direction: way_km(service, direction) for direction in (0, 1)} if len(service.stops) > 1 else {0: 0.0, 1: 0.0}
    return DayCounts(
        trips=len(service.trips),
        km=sum(km[trip.direction] for trip in service.trips),
        days_per_year=service.calendar.days_per_year(datetime.date(year, *_FIRST_DAY)),
    )
