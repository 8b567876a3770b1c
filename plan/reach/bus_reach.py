"""Reach by bus: the shortest ride of the usual day from where people live to places, door to door, kept by content."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from network.bus_settings import BusSettings
from network.bus_time import door_to_door
from network.roads import RoadGraph
from network.timetable import Timetable
from plan.reach.reach import Places, Points

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
    timetable, roads, settings = buses
    place = pd.DataFrame({"lat": [lat], "lon": [lon]}, index=["place"])
    found = door_to_door(timetable, roads, points.frame, place, settings=settings)
    minutes = found.shortest_min()["place"].to_numpy()
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
