"""Reach: the minutes from where people live to the nearest of several places, kept so that a click searches once."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.region.fingerprint import bytes_fingerprint
from network.roads.compiled import compiled
from network.roads.edge_costs import Mode
from network.roads.graph import RoadGraph
from network.roads.snapping import join
from network.roads.travel_time import field_of
from network.transit.stop_access import places_bytes

Places = tuple[tuple[float, float], ...]
"""Latitude and longitude of each place."""


@dataclass(frozen=True, eq=False)
class Points:
    """Points that time is counted from; equal when their places are.

    Parameters
    ----------
    frame
        Columns lat and lon in degrees.
    fingerprint
        Of those columns.
    """

    frame: pd.DataFrame
    fingerprint: str

    @functools.cached_property
    def places(self) -> bytes:
        """The same places as walks and rides are asked for."""
        return places_bytes(self.frame)

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Points:
        """Take the points of any table with lat and lon."""
        places = frame[["lat", "lon"]]
        return cls(places, bytes_fingerprint(np.ascontiguousarray(places.to_numpy(dtype=np.float64)).tobytes()))

    def __eq__(self, other: object) -> bool:
        """Equal places, equal points."""
        return isinstance(other, Points) and self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        """Hash by content."""
        return hash(self.fingerprint)


def places_of(frame: pd.DataFrame) -> Places:
    """Take the places of a table with lat and lon, in its order."""
    lat, lon = (frame[column].to_numpy(dtype=np.float64).tolist() for column in ("lat", "lon"))
    return tuple(zip(lat, lon, strict=True))


@functools.lru_cache(maxsize=8192)
def minutes_to(
    roads: RoadGraph, points: Points, lat: float, lon: float, mode: Mode, walk_m_per_min: float
) -> NDArray[np.float64]:
    """Compute the minutes from every point to one place; infinite where there is no way (read-only)."""
    joined = join(compiled(roads, mode), points.frame)
    minutes = field_of(roads, lat, lon, mode).minutes_from(joined, walk_m_per_min)
    minutes.flags.writeable = False
    return minutes


@functools.lru_cache(maxsize=1024)
def minutes_to_nearest(
    roads: RoadGraph, points: Points, places: Places, mode: Mode, walk_m_per_min: float
) -> NDArray[np.float64]:
    """Compute the minutes from every point to the nearest of several places; infinite where there are none."""
    nearest = np.full(len(points.frame), np.inf)
    for lat, lon in places:
        np.minimum(nearest, minutes_to(roads, points, lat, lon, mode, walk_m_per_min), out=nearest)
    nearest.flags.writeable = False
    return nearest
