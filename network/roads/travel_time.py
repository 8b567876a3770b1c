"""Travel times over roads, by car and on foot, between any points."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from network.roads.compiled import compiled
from network.roads.edge_costs import MODES, Mode
from network.roads.graph import RoadGraph
from network.roads.shortest_paths import along_same_edge, costs_at, costs_between, node_costs
from network.roads.snapping import Joined, join
from network.roads.straight_walks import straight_walks_m

_DECIMALS = 6
"""Minutes are rounded so: three times ten must not be 30.000000000000004, which would no longer be within 30."""


@dataclass(frozen=True, eq=False)
class TravelTimes:
    """Minutes between points.

    Parameters
    ----------
    minutes
        Origins × destinations; infinite where there is no way.
    mode
        ``car`` or ``walk``.
    origin_access_m, destination_access_m
        Straight metres from each point to the road that it joins; infinite where none is near enough.
    """

    minutes: pd.DataFrame
    mode: Mode
    origin_access_m: pd.Series
    destination_access_m: pd.Series


def travel_times(
    roads: RoadGraph,
    origins: pd.DataFrame,
    destinations: pd.DataFrame,
    *,
    mode: Mode = "car",
    limit_min: float | None = None,
    walk_m_per_min: float | None = None,
) -> TravelTimes:
    """Compute the minutes from every origin to every destination.

    Parameters
    ----------
    roads
        The road network.
    origins, destinations
        Indexed by id; columns lat and lon in degrees.
    mode
        ``car`` (one-way binds) or ``walk`` (it does not; motorways are left out).
    limit_min
        Longer times count as no way, which makes the search shorter.
    walk_m_per_min
        Walking speed, also for the way from a point to its road; the general speed of the assumptions where not given.

    Returns
    -------
    TravelTimes
        `.minutes` is origins × destinations.

    Raises
    ------
    ValueError
        For an unknown mode.

    Notes
    -----
    Dijkstra's algorithm (1959) from the smaller side. Points join the nearest edge; the straight way from the point to the
    edge is walked; two places nearer to each other than the sum of both such ways are walked between directly.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> roads = RoadGraph.from_networkx(region.roads)
    >>> times = travel_times(roads, region.villages, region.facilities.head(2))
    >>> times.minutes.shape
    (6, 2)
    """
    if mode not in MODES:
        raise ValueError(f"mode must be one of {tuple(MODES)}, not {mode!r}")
    walk = roads.assumptions["walk_general_m_per_min"] if walk_m_per_min is None else walk_m_per_min
    network = compiled(roads, mode)
    start, end = join(network, origins), join(network, destinations)
    per_minute = 1.0 if mode == "car" else walk
    # A little more than the limit, so that rounding decides at it, not the order of adding up.
    limit = np.inf if limit_min is None else (limit_min + 10.0**-_DECIMALS) * per_minute
    costs = costs_between(start, end, limit=limit)
    access_m = start.access_m[:, None] + end.access_m[None, :]
    over_roads = costs / per_minute + access_m / walk
    minutes = np.round(np.minimum(over_roads, straight_walks_m(start, end) / walk), _DECIMALS)
    if limit_min is not None:
        minutes[minutes > limit_min] = np.inf
    return TravelTimes(
        minutes=pd.DataFrame(minutes, index=origins.index, columns=destinations.index),
        mode=mode,
        origin_access_m=pd.Series(start.access_m, index=origins.index, name="access_m"),
        destination_access_m=pd.Series(end.access_m, index=destinations.index, name="access_m"),
    )


@dataclass(frozen=True, eq=False)
class Field:
    """How far every node is from one place: what a click on the map needs.

    Parameters
    ----------
    joined
        The place on the network (one point).
    node_costs
        From every node to the place: minutes by car, metres on foot.
    """

    joined: Joined
    node_costs: NDArray[np.float64]

    def minutes_from(self, points: Joined, walk_m_per_min: float) -> NDArray[np.float64]:
        """Compute the minutes from joined points to the place, access on both sides walked, or all the way where that is nearer.

        Raises
        ------
        ValueError
            When the points are joined for another mode or to other roads.
        """
        network = self.joined.network
        if points.network != network:
            raise ValueError("points are joined to another network than the place")
        costs = costs_at(points, self.node_costs[None, :], towards=True)[0]
        costs = np.minimum(costs, along_same_edge(points, self.joined)[:, 0])
        per_minute = 1.0 if network.mode == "car" else walk_m_per_min
        access_m = points.access_m + self.joined.access_m[0]
        straight_m = straight_walks_m(points, self.joined)[:, 0]
        minutes = np.minimum(costs / per_minute + access_m / walk_m_per_min, straight_m / walk_m_per_min)
        return np.asarray(np.round(minutes, _DECIMALS), dtype=np.float64)


@functools.lru_cache(maxsize=256)
def field_of(roads: RoadGraph, lat: float, lon: float, mode: Mode) -> Field:
    """Search the whole network for the ways to one place; kept by content, so a hub that stays is searched once.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    >>> hub = region.villages.iloc[0]
    >>> villages = join(compiled(roads, "car"), region.villages)
    >>> minutes = field_of(roads, hub["lat"], hub["lon"], "car").minutes_from(villages, walk_m_per_min=80)
    >>> len(minutes) == len(region.villages) and bool(minutes.max() < 60)
    True
    """
    place = join(compiled(roads, mode), pd.DataFrame({"lat": [lat], "lon": [lon]}))
    return Field(place, node_costs(place, towards=True)[0])
