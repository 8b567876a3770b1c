"""Reading roads from OpenStreetMap files (.osm, .osm.pbf) without any network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import osmium
import shapely
from pyproj import Geod

from geo.reasons import reason_of

_GEOD = Geod(ellps="GRS80")
_NOT_ROADS = {"construction", "proposed", "abandoned", "razed", "platform", "elevator", "raceway", "corridor"}
_NO_ENTRY = {"no", "private"}
_TAGS = ("highway", "name", "maxspeed", "lanes", "bridge", "tunnel")


def read_osm(path: Path) -> nx.MultiDiGraph:
    """Read the roads of an OpenStreetMap file.

    Parameters
    ----------
    path
        ``.osm`` or ``.osm.pbf``; ways with a highway tag are kept, private and unbuilt ones are not.

    Returns
    -------
    networkx.MultiDiGraph
        OSMnx's conventions, simplified: nodes stand at junctions and ends only, edges carry their geometry.

    Raises
    ------
    ValueError
        When the file is no OpenStreetMap file.
    """
    try:
        ways = [
            (way.id, [(n.ref, n.lon, n.lat) for n in way.nodes if n.location.valid()], dict(way.tags))
            for way in osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY).with_locations()
            if isinstance(way, osmium.osm.Way) and _is_road(dict(way.tags))
        ]
    except (RuntimeError, osmium.InvalidLocationError) as problem:
        raise ValueError(f"OpenStreetMap のファイルとして読めません：{reason_of(problem)}") from problem
    junctions = _junctions([nodes for _, nodes, _ in ways])
    graph = nx.MultiDiGraph(crs="epsg:6668")
    for osmid, nodes, tags in ways:
        for piece in _cut(nodes, junctions):
            _add(graph, piece, {"osmid": osmid, **{k: tags[k] for k in _TAGS if k in tags}}, tags)
    return graph


def _is_road(tags: dict[str, str]) -> bool:
    return (
        "highway" in tags
        and tags["highway"] not in _NOT_ROADS
        and tags.get("area") != "yes"
        and tags.get("access") not in _NO_ENTRY
    )


def _junctions(ways: list[list[tuple[int, float, float]]]) -> set[int]:
    seen: set[int] = set()
    shared: set[int] = set()
    for nodes in ways:
        if nodes:
            shared.update((nodes[0][0], nodes[-1][0]))
        for ref, _, _ in nodes:
            (shared if ref in seen else seen).add(ref)
    return shared


def _cut(nodes: list[tuple[int, float, float]], junctions: set[int]) -> list[list[tuple[int, float, float]]]:
    pieces, current = [], nodes[:1]
    for node in nodes[1:]:
        current.append(node)
        if node[0] in junctions:
            pieces.append(current)
            current = [node]
    return pieces


def _is_one_way_by_nature(tags: dict[str, str]) -> bool:
    return tags.get("junction") in {"roundabout", "circular"} or tags["highway"] == "motorway"


def _add(
    graph: nx.MultiDiGraph, piece: list[tuple[int, float, float]], record: dict[str, Any], tags: dict[str, str]
) -> None:
    oneway = tags.get("oneway", "yes" if _is_one_way_by_nature(tags) else "no")
    if oneway == "-1":
        piece = piece[::-1]
    line = shapely.LineString([(lon, lat) for _, lon, lat in piece])
    length_m = float(_GEOD.geometry_length(line))
    if length_m == 0:
        return
    bound = oneway in {"yes", "true", "1", "-1"}
    u, v = str(piece[0][0]), str(piece[-1][0])
    for ref, lon, lat in (piece[0], piece[-1]):
        graph.add_node(str(ref), x=lon, y=lat)
    graph.add_edge(u, v, **record, oneway=bound, reversed=False, length=length_m, geometry=line)
    if not bound:
        back = shapely.reverse(line)
        graph.add_edge(v, u, **record, oneway=False, reversed=True, length=length_m, geometry=back)
