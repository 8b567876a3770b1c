"""What passing an edge costs: minutes by car, metres on foot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from geo.assumptions import Assumptions
from geo.road_file import base_class, road_class

Mode = Literal["car", "walk"]
MODES: dict[Mode, str] = {"car": "車", "walk": "徒歩"}
"""Modes that roads alone answer, with their names on screen."""

NOT_ON_FOOT = frozenset({"motorway", "ferry", "busway", "construction", "proposed"})
"""Road classes that people on foot cannot use."""

_KMH_PER_MPH = 1.609344


def car_minutes(data: Mapping[str, Any], length_m: float, assumptions: Assumptions) -> float:
    """Compute the minutes that a car takes along an edge; infinite where cars do not pass.

    Parameters
    ----------
    data
        Attributes of an edge in OSMnx's conventions.
    length_m
        Its length.
    assumptions
        Give the speed of each road class.

    Notes
    -----
    `travel_time` (s) counts first, then `speed_kph`, then the speed of the road class, capped by `maxspeed`.
    """
    seconds = data.get("travel_time")
    if seconds is not None:
        return float(seconds) / 60
    speed_kmh = data.get("speed_kph")
    if speed_kmh is None:
        speed_kmh = assumptions.speed_kmh(base_class(road_class(data.get("highway"))))
        limit_kmh = maxspeed_kmh(data.get("maxspeed"))
        if limit_kmh is not None:
            speed_kmh = min(speed_kmh, limit_kmh)
    if speed_kmh <= 0:
        return float("inf")
    return length_m / (float(speed_kmh) * 1000 / 60)


def on_foot(data: Mapping[str, Any]) -> bool:
    """Tell whether people on foot may use an edge."""
    return base_class(road_class(data.get("highway"))) not in NOT_ON_FOOT


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
