"""Reading roads from OpenStreetMap files (.osm, .osm.pbf, .osm.gz) without any network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import osmium
import shapely
from pyproj import Geod

from geo.osm.access import cars_may_pass, direction, ferry_s, ferry_takes_cars, is_closed_to_all, is_ferry, is_road
from geo.osm.files import osm_file, outlier_notices, wrapping_osmium_errors
from geo.osm.names import name_of
from geo.osm.points import Point, WayPoints
from geo.reference import reference_table
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice

_GEOD = Geod(ellps="GRS80")
_FERRY = "ferry"
_TAGS = ("highway", "maxspeed", "lanes", "bridge", "tunnel", "junction", "service")


@dataclass(frozen=True)
class _Way:
    id: int
    points: list[Point]
    tags: dict[str, str]


def read_osm(path: Path) -> nx.MultiDiGraph:
    """Read the roads of an OpenStreetMap file; see `read_osm_roads`, which also tells what was odd."""
    return read_osm_roads(path, path.name)[0]


def read_osm_roads(
    path: Path, file: str, *, within: tuple[float, float, float, float] | None = None
) -> tuple[nx.MultiDiGraph, list[Notice]]:
    """Read the roads of an OpenStreetMap file.

    Parameters
    ----------
    path
        Ways with a highway tag are kept; those that are closed to everyone and those that are not built are not. Ferries
        (route=ferry) are kept as ways of their own class, with their duration where it is told.
    file
        Name to show.
    within
        West, south, east, north in degrees: ways without a point in there are passed over.

    Returns
    -------
    networkx.MultiDiGraph, list of Notice
        OSMnx's conventions, simplified: nodes stand at junctions and ends only, edges carry their geometry. Where cars are
        kept out by signs, speed_kph is 0.

    Raises
    ------
    ValueError
        When the file is no OpenStreetMap file or too large.
    """
    ways, missing = _ways(path)
    found = len(ways)
    if within is not None:
        ways = [way for way in ways if any(_inside(point, within) for point in way.points)]
    roads = [way for way in ways if way.tags["highway"] != _FERRY]
    ferries = [way for way in ways if way.tags["highway"] == _FERRY]
    notices = [_counted(roads, file)] if roads else []
    notices += [_ferries(ferries, file)] if ferries else []
    if found > len(ways):
        notices.append(notice("osm_roads_clipped", file=file, count=f"{found - len(ways):,}"))
    if missing:
        notices.append(notice("osm_points_missing", file=file, count=f"{missing:,}"))
    points = {ref: (lat, lon) for way in ways for ref, lon, lat in way.points}
    lat_lon = np.array(list(points.values()), dtype=np.float64).reshape(-1, 2)
    notices += outlier_notices(path, file, lat_lon[:, 0], lat_lon[:, 1]) if within is None else []
    return _graph([way for way in ways if not is_closed_to_all(way.tags)]), notices


def _ways(path: Path) -> tuple[list[_Way], int]:
    ways, missing = [], 0
    source, place = osm_file(path), WayPoints(path)
    with wrapping_osmium_errors():
        reading = osmium.FileProcessor(source, osmium.osm.NODE | osmium.osm.WAY).with_locations()
        for way in reading.with_filter(osmium.filter.KeyFilter("highway", "route")):
            if not isinstance(way, osmium.osm.Way):
                continue
            tags = dict(way.tags)
            if is_ferry(tags):
                tags["highway"] = _FERRY
            elif not is_road(tags):
                continue
            points = place.of(way)
            missing += len(way.nodes) - len(points)
            ways.append(_Way(way.id, points, tags))
    return ways, missing


def _inside(point: Point, within: tuple[float, float, float, float]) -> bool:
    west, south, east, north = within
    return west <= point[1] <= east and south <= point[2] <= north


def _counted(ways: list[_Way], file: str) -> Notice:
    speeds = reference_table("speeds")
    for_cars = []
    for way in ways:
        plain = way.tags["highway"].removesuffix("_link")
        if plain not in speeds or speeds[plain].value > 0:
            for_cars.append(way)
    points = {point[0] for way in for_cars for point in way.points}
    return notice(
        "osm_roads_counted",
        file=file,
        ways=f"{len(ways):,}",
        for_cars=f"{len(for_cars):,}",
        points=f"{len(points):,}",
        no_cars=f"{sum(not cars_may_pass(way.tags) for way in for_cars):,}",
        closed=f"{sum(is_closed_to_all(way.tags) for way in ways):,}",
    )


def _ferries(ways: list[_Way], file: str) -> Notice:
    """Say which ferries are kept, which of them take cars, and that nobody waits for one in our minutes."""
    names = list(dict.fromkeys(name_of(way.tags) or f"way {way.id}" for way in ways))
    for_cars = sum(ferry_takes_cars(way.tags) for way in ways)
    untold = sum(ferry_s(way.tags) is None for way in ways if ferry_takes_cars(way.tags))
    counts: dict[str, Any] = {"count": f"{len(ways):,}", "for_cars": f"{for_cars:,}", "untold": f"{untold:,}"}
    speed = f"{reference_table('speeds')[_FERRY].value:g}"
    return notice("osm_ferries", file=file, names=short_list(names), speed=speed, **counts)


def _graph(ways: list[_Way]) -> nx.MultiDiGraph:
    junctions = _junctions([way.points for way in ways])
    graph = nx.MultiDiGraph(crs="epsg:6668")
    for way in ways:
        record: dict[str, Any] = {"osmid": way.id, **{k: way.tags[k] for k in _TAGS if k in way.tags}}
        if name := name_of(way.tags):
            record["name"] = name
        ferry = way.tags["highway"] == _FERRY
        if not (ferry_takes_cars(way.tags) if ferry else cars_may_pass(way.tags)):
            record["speed_kph"] = 0.0
        crossing_s = ferry_s(way.tags) if ferry and "speed_kph" not in record else None
        whole_m = _length_m(way.points)
        for piece in _cut(way.points, junctions):
            own = {} if crossing_s is None or not whole_m else {"travel_time": crossing_s * _length_m(piece) / whole_m}
            _add(graph, piece, record | own, way.tags)
    return graph


def _length_m(points: list[Point]) -> float:
    if len(points) < 2:
        return 0.0
    return float(_GEOD.geometry_length(shapely.LineString([(lon, lat) for _, lon, lat in points])))


def _junctions(ways: list[list[Point]]) -> set[int]:
    seen: set[int] = set()
    shared: set[int] = set()
    for points in ways:
        if points:
            shared.update((points[0][0], points[-1][0]))
        for ref, _, _ in points:
            (shared if ref in seen else seen).add(ref)
    return shared


def _cut(points: list[Point], junctions: set[int]) -> list[list[Point]]:
    pieces, current = [], points[:1]
    for point in points[1:]:
        current.append(point)
        if point[0] in junctions:
            pieces.append(current)
            current = [point]
    return pieces


def _add(graph: nx.MultiDiGraph, piece: list[Point], record: dict[str, Any], tags: dict[str, str]) -> None:
    way = direction(tags)
    if way == "backward":
        piece = piece[::-1]
    line = shapely.LineString([(lon, lat) for _, lon, lat in piece])
    length_m = float(_GEOD.geometry_length(line))
    if length_m == 0:
        return
    one_way = way != "both"
    u, v = str(piece[0][0]), str(piece[-1][0])
    for ref, lon, lat in (piece[0], piece[-1]):
        graph.add_node(str(ref), x=lon, y=lat)
    graph.add_edge(u, v, **record, oneway=one_way, reversed=False, length=length_m, geometry=line)
    if not one_way:
        back = shapely.reverse(line)
        graph.add_edge(v, u, **record, oneway=False, reversed=True, length=length_m, geometry=back)
