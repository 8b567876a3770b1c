"""Reach by bus: the shortest ride of the usual day from where people live to places, door to door, kept by content."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from network.roads.graph import RoadGraph
from network.transit.connection_scan import bus_network
from network.transit.place_journeys import journeys_there
from network.transit.rider_settings import BusSettings
from network.transit.timetable import Timetable
from plan.reach.reach import Places, Points

_MINUTE_S = 60

Buses = tuple[Timetable, RoadGraph, BusSettings]
"""The buses of a day, the roads that lead to their stops, and how people walk and change."""


@functools.lru_cache(maxsize=4096)
def bus_minutes_to(buses: Buses, points: Points, lat: float, lon: float) -> NDArray[np.float64]:
    """Compute the duration of the day from every point to one place (read-only).

    Returns
    -------
    numpy.ndarray
        Minutes of the shortest journey, without waiting at home; on foot where the place is within walking reach and that is
        quicker; infinite where no bus leads there.
    """
    out, walk_min = journeys_there(bus_network(*buses), points.places, lat, lon)
    minutes = np.minimum(out.shortest_s() / _MINUTE_S, walk_min)
    minutes.flags.writeable = False
    return minutes


@functools.lru_cache(maxsize=1024)
def bus_minutes_to_nearest(buses: Buses, points: Points, places: Places) -> NDArray[np.float64]:
    """Compute the duration of the day from every point to the place that is reached quickest; infinite where there is none."""
    nearest = np.full(len(points.frame), np.inf)
    for lat, lon in places:
        np.minimum(nearest, bus_minutes_to(buses, points, lat, lon), out=nearest)
    nearest.flags.writeable = False
    return nearest
