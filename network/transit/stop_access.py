"""Walks between points and bus stops: over the road network, as far as people walk."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.shortest_paths import costs_between
from network.roads.snapping import Joined, join
from network.roads.straight_walks import NO_WALK_M, straight_walks_m

_SAME_M = 1e-6


@dataclass(frozen=True, eq=False)
class Walks:
    """Pairs of places that are within walking reach of each other.

    Parameters
    ----------
    start, end
        Positions among the places that are walked from and to; by start, then end.
    length_m
        Metres over the network, the straight legs from place to road included, or straight where the places are nearer to
        each other than those legs are long; 0 where that is under 1 m.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    length_m: NDArray[np.float64]

    def seconds(self, walk_m_per_min: float) -> NDArray[np.int64]:
        """Return the seconds of each walk, rounded up: nobody catches a bus by rounding."""
        return np.ceil(self.length_m / walk_m_per_min * 60 - _SAME_M).astype(np.int64)


def walks_between(roads: RoadGraph, starts: pd.DataFrame | bytes, ends: pd.DataFrame | bytes, limit_m: float) -> Walks:
    """Find all walks of at most a length between two sets of places.

    Parameters
    ----------
    roads
        Their walkable part is used, one-way streets both ways.
    starts, ends
        Columns lat and lon in degrees, or what `places_bytes` made of them. They join the nearest road as all points do.
    limit_m
        Longest walk.

    Returns
    -------
    Walks
        Kept by content: the same roads and places are searched once.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    >>> walks = walks_between(roads, region.villages, region.villages, 500.0)
    >>> bool(walks.length_m.max() <= 500)
    True
    """
    start, end = (places if isinstance(places, bytes) else places_bytes(places) for places in (starts, ends))
    return _walks(roads, start, end, float(limit_m))


def places_bytes(places: pd.DataFrame) -> bytes:
    """Return latitudes and longitudes as bytes, by which results are kept; column by column, since it is asked often."""
    return np.column_stack([places[side].to_numpy(dtype=np.float64) for side in ("lat", "lon")]).tobytes()


def place_bytes(lat: float, lon: float) -> bytes:
    """Return one place as `places_bytes` gives a table of one row."""
    return np.array([lat, lon], dtype=np.float64).tobytes()


@functools.lru_cache(maxsize=256)
def _walks(roads: RoadGraph, starts: bytes, ends: bytes, limit_m: float) -> Walks:
    start, end = (_joined(roads, places) for places in (starts, ends))
    costs = costs_between(start, end, limit=limit_m + _SAME_M)
    lengths_m = costs + start.access_m[:, None] + end.access_m[None, :]
    lengths_m = np.minimum(lengths_m, straight_walks_m(start, end))
    lengths_m[lengths_m < NO_WALK_M] = 0.0
    i, j = np.nonzero(lengths_m <= limit_m + _SAME_M)
    walks = Walks(i.astype(np.int64), j.astype(np.int64), lengths_m[i, j])
    for array in (walks.start, walks.end, walks.length_m):
        array.flags.writeable = False
    return walks


@functools.lru_cache(maxsize=256)
def _joined(roads: RoadGraph, places: bytes) -> Joined:
    """Join places to the roads once, whatever else they are walked to from."""
    table = pd.DataFrame(np.frombuffer(places).reshape(-1, 2), columns=["lat", "lon"])
    return join(compiled(roads, "walk"), table)
