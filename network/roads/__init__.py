"""ROADS: the road graph, compiled once, and the times on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from network.roads.graph import RoadGraph as RoadGraph
    from network.roads.travel_time import TravelTimes as TravelTimes
    from network.roads.travel_time import travel_times as travel_times
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "RoadGraph": "network.roads.graph",
            "TravelTimes": "network.roads.travel_time",
            "travel_times": "network.roads.travel_time",
        },
    )
