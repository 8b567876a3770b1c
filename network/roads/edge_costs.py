"""What passing an edge costs: minutes by car, metres on foot."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from geo.reference.assumptions import Assumptions
from geo.region.roads.road_file import base_class, road_class

Mode = Literal["car", "walk"]
MODES: dict[Mode, str] = {"car": "車", "walk": "徒歩"}
"""Modes that roads alone answer, with their names on screen."""

NOT_ON_FOOT = frozenset({"motorway", "ferry", "busway", "construction", "proposed"})
"""Road classes that people on foot cannot use."""

_KMH_PER_MPH = 1.609344


def edge_costs(
    edges: Sequence[Mapping[str, Any]], line_m: NDArray[np.float64], assumptions: Assumptions
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Compute what passing each edge costs.

    Parameters
    ----------
    edges
        Attributes of each edge in OSMnx's conventions.
    line_m
        Length of each edge's line, for edges that give no length.
    assumptions
        Give the speed of each road class.

    Returns
    -------
    numpy.ndarray, numpy.ndarray, numpy.ndarray
        Minutes by car (infinite where cars do not pass), metres, and whether people on foot may use it.
    """
    # A region has few classes and limits, and reading them (lists, words, miles) takes longer than all the rest.
    speeds_kmh: dict[str, float] = {}
    walkable: dict[str, bool] = {}
    car_min, length_m = np.empty(len(edges)), np.empty(len(edges))
    on_foot = np.empty(len(edges), dtype=bool)
    for i, data in enumerate(edges):
        length = _given(data, "length")
        length_m[i] = line_m[i] if length is None else length
        highway, maxspeed = data.get("highway"), data.get("maxspeed")
        known = f"{highway}|{maxspeed}"
        if known not in speeds_kmh:
            speeds_kmh[known] = class_speed_kmh(highway, maxspeed, assumptions)
            walkable[known] = base_class(road_class(highway)) not in NOT_ON_FOOT
        car_min[i] = _car_minutes(data, length_m[i], speeds_kmh[known])
        on_foot[i] = walkable[known]
    return car_min, length_m, on_foot


def _car_minutes(data: Mapping[str, Any], length_m: float, class_kmh: float) -> float:
    """Take `travel_time` (s) first, then `speed_kph`, then the speed of the road class."""
    seconds = _given(data, "travel_time")
    if seconds is not None:
        return seconds / 60
    given_kmh = _given(data, "speed_kph")
    speed_kmh = class_kmh if given_kmh is None else given_kmh
    return length_m / (speed_kmh * 1000 / 60) if speed_kmh > 0 else float("inf")


def _given(data: Mapping[str, Any], name: str) -> float | None:
    """Read a number; what a table leaves empty (None, NaN) is not given."""
    value = data.get(name)
    if value is None:
        return None
    number = float(value)
    return None if math.isnan(number) else number


def class_speed_kmh(highway: object, maxspeed: object, assumptions: Assumptions) -> float:
    """Return the speed of a road class, capped by the limit that is signed there; 0 where cars do not pass."""
    speed_kmh = assumptions.speed_kmh(base_class(road_class(highway)))
    limit_kmh = maxspeed_kmh(maxspeed)
    return speed_kmh if limit_kmh is None else min(speed_kmh, limit_kmh)


def maxspeed_kmh(value: object) -> float | None:
    """Read a speed limit: 40, "40", "25 mph" or a list of them, of which the slowest counts; None for words."""
    if value is None:
        return None
    if isinstance(value, list):
        limits = [limit for item in value if (limit := maxspeed_kmh(item)) is not None]
        return min(limits) if limits else None
    if isinstance(value, int | float):
        return float(value) if value > 0 else None
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(mph|km/h|kmh)?\s*", str(value))
    if match is None or float(match[1]) == 0:
        return None
    return float(match[1]) * (_KMH_PER_MPH if match[2] == "mph" else 1)
