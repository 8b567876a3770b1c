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

_PLACE_BYTES = 16
"""Of a latitude and a longitude."""

_MANY, _KNOWN_PLACES = 200, 4096
"""From so many places the walks to each stop are known by themselves, of so many stops at most."""


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
    # Searched from the side with fewer places, whether all of them are new or some.
    many = len(starts) >= _MANY * _PLACE_BYTES and len(ends) < len(starts)
    i, j, length_m = _walks_from(roads, starts, limit_m).to(ends) if many else _pairs(roads, starts, ends, limit_m)
    walks = Walks(i.astype(np.int64), j.astype(np.int64), length_m)
    for array in (walks.start, walks.end, walks.length_m):
        array.flags.writeable = False
    return walks


_Pairs = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]
"""Positions of starts and ends, and metres between them."""


def _pairs(roads: RoadGraph, starts: bytes, ends: bytes, limit_m: float) -> _Pairs:
    start, end = (_joined(roads, places) for places in (starts, ends))
    costs = costs_between(start, end, limit=limit_m + _SAME_M)
    lengths_m = costs + start.access_m[:, None] + end.access_m[None, :]
    lengths_m = np.minimum(lengths_m, straight_walks_m(start, end))
    lengths_m[lengths_m < NO_WALK_M] = 0.0
    i, j = np.nonzero(lengths_m <= limit_m + _SAME_M)
    return i, j, lengths_m[i, j]


@dataclass(frozen=True, eq=False)
class _WalksFrom:
    """Walks from many places, known one by one by where they lead: where one stop of a line moves, only ways to it are searched.

    Nobody passes through a place that is walked to, so what is found for one does not depend on the others.
    """

    roads: RoadGraph
    starts: bytes
    limit_m: float
    known: dict[bytes, tuple[NDArray[np.int64], NDArray[np.float64]]]

    def to(self, ends: bytes) -> _Pairs:
        """Return the walks to some places, searching those that are not known."""
        places = [ends[at : at + _PLACE_BYTES] for at in range(0, len(ends), _PLACE_BYTES)]
        known = {place: found for place in places if (found := self.known.get(place)) is not None}
        new = [place for place in dict.fromkeys(places) if place not in known]
        if new:
            i, j, length_m = _pairs(self.roads, self.starts, b"".join(new), self.limit_m)
            order = np.argsort(j, kind="stable")
            bounds = np.searchsorted(j[order], np.arange(1, len(new)))
            split = zip(np.split(i[order], bounds), np.split(length_m[order], bounds), strict=True)
            known |= dict(zip(new, split, strict=True))
            if len(self.known) + len(new) > _KNOWN_PLACES:
                self.known.clear()
            self.known.update(known)
        walked = [known[place] for place in places]
        start = np.concatenate([np.zeros(0, dtype=np.int64), *(who for who, _ in walked)])
        end = np.repeat(np.arange(len(places)), [len(who) for who, _ in walked])
        length_m = np.concatenate([np.zeros(0), *(far for _, far in walked)])
        order = np.lexsort((end, start))
        return start[order], end[order], length_m[order]


@functools.lru_cache(maxsize=16)
def _walks_from(roads: RoadGraph, starts: bytes, limit_m: float) -> _WalksFrom:
    return _WalksFrom(roads, starts, limit_m, {})


@functools.lru_cache(maxsize=256)
def _joined(roads: RoadGraph, places: bytes) -> Joined:
    """Join places to the roads once, whatever else they are walked to from."""
    table = pd.DataFrame(np.frombuffer(places).reshape(-1, 2), columns=["lat", "lon"])
    return join(compiled(roads, "walk"), table)
