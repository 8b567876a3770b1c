"""Nearness: metres from points to the nearest of many places, straight and over the network."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from geo.files.crs import to_metric
from network.roads.graph import RoadGraph
from network.roads.travel_time import travel_times

_AT_ONCE = 256
"""Places searched together: towns with thousands of stops must fit into memory."""


def straight_m(points: pd.DataFrame, places: pd.DataFrame, crs: int) -> NDArray[np.float64]:
    """Measure the straight metres from each point to the nearest place.

    Parameters
    ----------
    points, places
        Columns lat and lon in degrees.
    crs
        EPSG code of the metric plane.

    Returns
    -------
    numpy.ndarray
        One value per point; infinite where there are no places.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> straight_m(region.villages.head(2), region.villages.head(1), region.crs).round().tolist()
    [0.0, 840.0]
    """
    if places.empty or points.empty:
        return np.full(len(points), np.inf)
    tree = cKDTree(_metric(places, crs))
    metres = np.asarray(tree.query(_metric(points, crs))[0], dtype=np.float64)
    return metres.round(3)


def _metric(frame: pd.DataFrame, crs: int) -> NDArray[np.float64]:
    return to_metric(frame["lat"].to_numpy(dtype=np.float64), frame["lon"].to_numpy(dtype=np.float64), crs)


def walked_m(roads: RoadGraph, points: pd.DataFrame, places: pd.DataFrame, limit_m: float) -> NDArray[np.float64]:
    """Measure the metres on foot over the network from each point to the nearest place, the way to the road included.

    Parameters
    ----------
    roads
        The road network.
    points, places
        Columns lat and lon in degrees.
    limit_m
        Farther places count as none.

    Returns
    -------
    numpy.ndarray
        One value per point; infinite where no place is within the limit.
    """
    nearest = np.full(len(points), np.inf)
    for first in range(0, len(places), _AT_ONCE):
        some = places.iloc[first : first + _AT_ONCE]
        # At one metre a minute, minutes are metres.
        metres = travel_times(roads, points, some, mode="walk", limit_min=limit_m, walk_m_per_min=1.0).minutes
        np.minimum(nearest, metres.to_numpy().min(axis=1, initial=np.inf), out=nearest)
    return nearest


def persons_within_straight(
    centres: pd.DataFrame, people: pd.DataFrame, persons: NDArray[np.float64], limit_m: float, crs: int
) -> NDArray[np.float64]:
    """Count the people within so many straight metres of each centre.

    Parameters
    ----------
    centres, people
        Columns lat and lon in degrees.
    persons
        At each place of `people`.
    limit_m
        Exactly so far is within.
    crs
        EPSG code of the metric plane.
    """
    homes = _metric(people, crs)
    return np.array([persons[np.hypot(*(homes - at).T).round(3) <= limit_m].sum() for at in _metric(centres, crs)])


def persons_within_walk(
    roads: RoadGraph, centres: pd.DataFrame, people: pd.DataFrame, persons: NDArray[np.float64], limit_m: float
) -> NDArray[np.float64]:
    """Count the people within so many metres on foot of each centre, as `persons_within_straight` does."""
    counts = []
    for first in range(0, len(centres), _AT_ONCE):
        some = centres.iloc[first : first + _AT_ONCE]
        metres = travel_times(roads, people, some, mode="walk", limit_min=limit_m, walk_m_per_min=1.0).minutes
        counts.append(persons @ np.isfinite(metres.to_numpy()))
    return np.concatenate(counts) if counts else np.zeros(0)
