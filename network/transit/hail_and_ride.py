"""自由乗降: sections on which a bus may be boarded and left anywhere, as stops set closely along its way."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.ops import substring

from geo.files.crs import to_degrees, to_metric
from geo.reference import reference_table
from geo.region.fingerprint import bytes_fingerprint
from network.roads.graph import RoadGraph
from network.roads.road_line import road_line
from network.transit.timetable import Timetable

_STEP_M = 20.0
"""Between samples of a shape on which a stop is looked for."""

_SAME_M = 1.0
"""So much more of way makes no further place."""

_BESIDE_M = 25.0
"""A stop is taken to lie at the first place of its shape that is as near as any later one, give or take this."""


@functools.lru_cache(maxsize=32)
def with_hail_stops(timetable: Timetable, roads: RoadGraph) -> Timetable:
    """Set stops along the sections where buses may be hailed, at times in proportion to the way between the calls.

    Parameters
    ----------
    timetable
        Its `may_hail` says between which calls one may get on and off, its `shapes` where the bus drives.
    roads
        Give the way where a trip has no shape, and the metric plane.

    Returns
    -------
    Timetable
        With a call at each place every `hail_every_m` of such a section (geo/reference/gtfs.toml); the calls of the published
        stops stay as they are. The same timetable where nothing may be hailed. Where neither a shape nor the roads show a way,
        one rides from stop to stop.

    Notes
    -----
    GTFS: continuous_pickup and continuous_drop_off hold from a call to the next of its trip.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/okuyama")
    >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    >>> plain = Timetable.from_gtfs(Path("sample_regions/okuyama/gtfs"))
    >>> len(with_hail_stops(plain, roads).call_trip) == len(plain.call_trip)  # no section of it may be hailed
    True
    """
    trip, run = timetable.call_trip, timetable.call_run
    # Between a trip's calls; where a closed road takes a ride out, the two sides are runs of their own.
    follows = (trip[1:] == trip[:-1]) & (run[1:] == run[:-1])
    chosen = np.flatnonzero(follows & timetable.may_hail[:-1].any(axis=1))
    if not len(chosen):
        return timetable
    ways = _Ways(timetable, roads)
    places = {int(call): ways.places(int(call)) for call in chosen}
    added = np.zeros(len(timetable.call_trip), dtype=np.int64)
    for call, found in places.items():
        added[call] = len(found)
    return _with_calls(timetable, added, [places[int(call)] for call in chosen])


Places = list[tuple[str, str, float, float, float]]
"""Id, name, lat, lon, and the share of the way from one call to the next."""


class _Ways:
    """Finds the places along sections, each way once."""

    def __init__(self, timetable: Timetable, roads: RoadGraph) -> None:
        self.timetable, self.roads = timetable, roads
        self.every_m = reference_table("gtfs")["hail_every_m"].value
        self.known: dict[tuple[object, ...], Places] = {}
        self.shapes: dict[str, shapely.LineString] = {}
        self.along: dict[tuple[str, bytes], NDArray[np.float64]] = {}

    def places(self, call: int) -> Places:
        """Set places between a call and the next."""
        timetable = self.timetable
        trip = int(timetable.call_trip[call])
        shape = str(timetable.trips["shape_id"].iloc[trip])
        start, end = int(timetable.call_stop[call]), int(timetable.call_stop[call + 1])
        at_m = self._on_shape(shape, trip, call) if shape in timetable.shapes else None
        key = (shape, start, end, at_m) if at_m is not None else ("", start, end)
        if key not in self.known:
            line = self._line(shape, at_m, start, end)
            ids, names = timetable.stops.index, timetable.stops["name"]
            mark = f"{ids[start]}>{ids[end]}" + (f"@{shape}:{at_m[0]:.0f}" if at_m is not None else "")
            self.known[key] = self._spaced(line, mark, f"{names.iloc[start]}〜{names.iloc[end]}の間")
        return self.known[key]

    def _line(self, shape: str, at_m: tuple[float, float] | None, start: int, end: int) -> shapely.LineString | None:
        if at_m is not None:
            return shapely.LineString(substring(self.shapes[shape], *at_m).coords)
        return road_line(self.roads, self.timetable.stops.iloc[[start, end]])

    def _on_shape(self, shape: str, trip: int, call: int) -> tuple[float, float] | None:
        """Find how far along its shape a trip makes a call and the next; None where the two do not lie apart on it."""
        timetable = self.timetable
        own = np.flatnonzero(timetable.call_trip == trip)
        stops = timetable.call_stop[own]
        key = (shape, stops.tobytes())
        if key not in self.along:
            if shape not in self.shapes:
                points = timetable.shapes[shape]
                self.shapes[shape] = shapely.LineString(to_metric(points[:, 0], points[:, 1], self.roads.crs))
            where = timetable.stops.iloc[stops]
            xy_m = to_metric(
                where["lat"].to_numpy(dtype=np.float64), where["lon"].to_numpy(dtype=np.float64), self.roads.crs
            )
            self.along[key] = along_line(self.shapes[shape], xy_m)
        here, there = self.along[key][call - own[0] : call - own[0] + 2].tolist()
        return (here, there) if there > here else None

    def _spaced(self, line: shapely.LineString | None, mark: str, name: str) -> Places:
        if line is None:
            return []
        count = int(np.ceil((line.length - _SAME_M) / self.every_m)) - 1
        shares = np.arange(1, count + 1) / (count + 1)
        xy = shapely.get_coordinates(shapely.line_interpolate_point(line, shares, normalized=True))
        lat, lon = to_degrees(xy, self.roads.crs) if count > 0 else (np.zeros(0), np.zeros(0))
        return [(f"{mark}~{i + 1:03d}", name, float(lat[i]), float(lon[i]), float(shares[i])) for i in range(len(lat))]


def along_line(line: shapely.LineString, stops_m: NDArray[np.float64]) -> NDArray[np.float64]:
    """Find how far along a line each stop of a trip lies, never before the one before it.

    Parameters
    ----------
    line
        The way of the bus; it may cross itself or come back.
    stops_m
        Shape (stops, 2): their places in the same metric plane, in the order of travel.
    """
    steps = np.append(np.arange(0.0, line.length, _STEP_M), line.length)
    samples = shapely.get_coordinates(shapely.line_interpolate_point(line, steps))
    found, first = [], 0
    for stop in stops_m:
        away = np.hypot(*(samples[first:] - stop).T)
        near = int(np.argmax(away <= away.min() + _BESIDE_M))
        while near + 1 < len(away) and away[near + 1] < away[near]:
            near += 1
        first += near
        found.append(steps[first])
    return np.array(found)


def _with_calls(timetable: Timetable, added: NDArray[np.int64], places: list[Places]) -> Timetable:
    """Put new calls after those that `added` counts them for."""
    new = [place for of_call in places for place in of_call]
    stops = pd.DataFrame(
        {"name": [p[1] for p in new], "lat": [p[2] for p in new], "lon": [p[3] for p in new]},
        index=pd.Index([p[0] for p in new], name=timetable.stops.index.name, dtype=object),
    )
    stops = pd.concat([timetable.stops, stops[~stops.index.duplicated()]]).sort_index(kind="stable")
    source = np.repeat(np.arange(len(added)), added + 1)
    own = np.r_[True, source[1:] != source[:-1]]
    share = np.zeros(len(source))
    share[~own] = [p[4] for p in new]
    old_stop = stops.index.get_indexer(timetable.stops.index)
    call_stop = old_stop[timetable.call_stop][source]
    call_stop[~own] = stops.index.get_indexer(pd.Index([p[0] for p in new], dtype=object))
    departs = timetable.departure_s[source]
    arrives = np.r_[timetable.arrival_s[1:], 0][source]
    passing = np.round(departs + share * (arrives - departs)).astype(np.int64)
    parts: dict[str, Any] = {
        "call_trip": timetable.call_trip[source],
        "call_run": timetable.call_run[source],
        "call_stop": call_stop.astype(np.int64),
        "arrival_s": np.where(own, timetable.arrival_s[source], passing),
        "departure_s": np.where(own, departs, passing),
        "may_board": np.where(own, timetable.may_board[source], timetable.may_hail[source, 0]),
        "may_alight": np.where(own, timetable.may_alight[source], timetable.may_hail[source, 1]),
        "may_hail": np.zeros((len(source), 2), dtype=bool),
        "change_rules": np.column_stack(
            [old_stop[timetable.change_rules[:, :2]].reshape(-1, 2), timetable.change_rules[:, 2]]
        ).astype(np.int64),
    }
    for array in parts.values():
        array.flags.writeable = False
    fingerprint = bytes_fingerprint(timetable.fingerprint, stops.to_csv(), *(a.tobytes() for a in parts.values()))
    return replace(timetable, stops=stops, fingerprint=fingerprint, **parts)
