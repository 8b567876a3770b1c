"""From road lines to a road network: lines connect at shared vertices, never at mere crossings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import networkx as nx
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geo.files.crs import to_degrees

JOIN_WITHIN_M = 0.5
"""Vertices of different lines closer than this are one place (the region contract)."""

_SMALLEST_LOOP_M = 2 * JOIN_WITHIN_M
"""A line that comes back to itself after less than this is finely drawn, not a loop."""

GAP = "gap_m"
"""Column of a short line that joins a gap of the layer: its width in metres."""

_KEPT = ("highway", "name", "maxspeed", "speed_kph", "travel_time", "lanes", "bridge", "tunnel", "snow_cleared", GAP)
_ONE_WAY = {"yes", "true", "1", "-1", "reverse"}
_AGAINST = {"-1", "reverse"}


@dataclass(frozen=True)
class NodedLines:
    """Lines cut where they meet.

    Parameters
    ----------
    lines
        Pieces in metres, in the order of the lines they were cut from.
    source
        Position of the line that each piece comes from.
    ends
        Shape (pieces, 2): index into `places` of the first and last vertex.
    places
        Shape (n, 2): where lines meet or end, in metres.
    crossings
        How many pairs of pieces cross, or touch with an end, without meeting.
    """

    lines: NDArray[np.object_]
    source: NDArray[np.int64]
    ends: NDArray[np.int64]
    places: NDArray[np.float64]
    crossings: int


def node_lines(lines: NDArray[np.object_]) -> NodedLines:
    """Cut lines at the vertices that they share and at their ends.

    Parameters
    ----------
    lines
        LineStrings in metres, without empty ones.

    Notes
    -----
    Vertices of different lines (or two ends of one) within `JOIN_WITHIN_M` are one place. A vertex in the middle of a
    single line stays a bend. Two pieces that cross, or an end that lies on a line,
    where there is no vertex to share, do not meet; they are counted.
    """
    xy, line_of = shapely.get_coordinates(lines, return_index=True)
    first = np.r_[True, line_of[1:] != line_of[:-1]]
    is_end = first | np.r_[first[1:], True]
    place_of = _places_of_vertices(xy, line_of, is_end)
    touching = np.unique(np.column_stack([place_of, line_of]), axis=0)[:, 0]
    lines_at = np.bincount(touching, minlength=place_of.max() + 1)
    with_end = np.zeros(place_of.max() + 1, dtype=bool)
    with_end[place_of[is_end]] = True
    cut = is_end | (lines_at[place_of] > 1) | with_end[place_of]
    starts, stops = _pieces(cut, line_of)
    keep = ~((place_of[starts] == place_of[stops]) & (stops - starts < 2))
    starts, stops = starts[keep], stops[keep]
    where = _mean_places(xy, place_of)
    used, ends = np.unique(np.column_stack([place_of[starts], place_of[stops]]), return_inverse=True)
    pieces = _piece_lines(xy, where, place_of, starts, stops)
    return NodedLines(
        pieces,
        line_of[starts],
        ends.reshape(-1, 2),
        where[used],
        _count_mere_crossings(pieces, ends.reshape(-1, 2), where[used]),
    )


def _places_of_vertices(
    xy: NDArray[np.float64], line_of: NDArray[np.int64], is_end: NDArray[np.bool_]
) -> NDArray[np.int64]:
    pairs = cKDTree(xy).query_pairs(JOIN_WITHIN_M, output_type="ndarray")
    a, b = pairs[:, 0], pairs[:, 1]
    # Neighbouring bends of one finely drawn line are not a junction; an end that comes back to its own line is.
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(xy, axis=0).T))]
    comes_back = (is_end[a] | is_end[b]) & (np.abs(along[a] - along[b]) > _SMALLEST_LOOP_M)
    meets = (line_of[a] != line_of[b]) | comes_back
    graph = coo_array((np.ones(meets.sum()), (a[meets], b[meets])), shape=(len(xy), len(xy)))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _pieces(cut: NDArray[np.bool_], line_of: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    at = np.flatnonzero(cut)
    same_line = line_of[at[:-1]] == line_of[at[1:]]
    return at[:-1][same_line], at[1:][same_line]


def _mean_places(xy: NDArray[np.float64], place_of: NDArray[np.int64]) -> NDArray[np.float64]:
    count = np.bincount(place_of)
    return np.column_stack([np.bincount(place_of, xy[:, i]) / count for i in (0, 1)])


def _piece_lines(
    xy: NDArray[np.float64],
    where: NDArray[np.float64],
    place_of: NDArray[np.int64],
    starts: NDArray[np.int64],
    stops: NDArray[np.int64],
) -> NDArray[np.object_]:
    sizes = stops - starts + 1
    piece_of = np.repeat(np.arange(len(starts)), sizes)
    firsts = np.cumsum(sizes) - sizes
    vertex = np.arange(sizes.sum()) - np.repeat(firsts - starts, sizes)
    coordinates = xy[vertex].copy()
    coordinates[firsts] = where[place_of[starts]]
    coordinates[firsts + sizes - 1] = where[place_of[stops]]
    return np.asarray(shapely.linestrings(coordinates, indices=piece_of), dtype=object)


def _count_mere_crossings(pieces: NDArray[np.object_], ends: NDArray[np.int64], places: NDArray[np.float64]) -> int:
    tree = shapely.STRtree(list(pieces))
    a, b = tree.query(pieces, predicate="crosses")
    place, piece = tree.query(shapely.points(places), predicate="dwithin", distance=JOIN_WITHIN_M)
    touching = np.unique(place[(ends[piece] != place[:, None]).all(axis=1)])
    return int((a < b).sum()) + len(touching)


def graph_from_lines(roads: gpd.GeoDataFrame, crs: int) -> tuple[nx.MultiDiGraph, int]:
    """Build a road network in OSMnx's conventions from a layer of lines.

    Parameters
    ----------
    roads
        Lines in any coordinate system; columns highway, name, oneway, maxspeed, speed_kph, travel_time (s, shared out
        over the pieces of a cut line by length) are kept.
    crs
        EPSG code of the metric plane in which lines are joined and measured.

    Returns
    -------
    networkx.MultiDiGraph, int
        The network (node ids are decimetres of the plane, so they survive edits of other roads; lengths in metres), and the
        number of mere crossings.
    """
    metric = roads.to_crs(f"EPSG:{crs}").explode(index_parts=False, ignore_index=True)
    lines = np.asarray(metric.geometry.values, dtype=object)
    usable = shapely.is_valid_input(lines) & (shapely.get_type_id(lines) == 1) & (shapely.length(lines) > 0)
    usable &= np.isfinite(shapely.length(lines))
    metric = metric[usable]
    graph = nx.MultiDiGraph(crs="epsg:6668")
    if metric.empty:
        return graph, 0
    noded = node_lines(shapely.force_2d(np.asarray(metric.geometry.values, dtype=object)))
    names = _node_ids(noded.places)
    lat, lon = to_degrees(noded.places, crs)
    graph.add_nodes_from((n, {"x": float(x), "y": float(y)}) for n, x, y in zip(names, lon, lat, strict=True))
    columns = [c for c in _KEPT if c in metric]
    records: list[dict[str, Any]] = [
        {str(k): v for k, v in r.items() if v is not None and v == v and v != ""}
        for r in metric[columns].to_dict("records")
    ]
    one_way = [_one_way(v) for v in metric["oneway"]] if "oneway" in metric else ["no"] * len(metric)
    degrees = gpd.GeoSeries(noded.lines, crs=crs).to_crs("EPSG:6668").values
    lengths = shapely.length(noded.lines)
    shares = lengths / shapely.length(np.asarray(metric.geometry.values, dtype=object))[noded.source]
    for piece, source in enumerate(noded.source):
        record = records[source]
        if "travel_time" in record:
            record = {**record, "travel_time": float(record["travel_time"]) * float(shares[piece])}
        u, v = (names[end] for end in noded.ends[piece])
        _add_piece(graph, (u, v), degrees[piece], {**record, "length": float(lengths[piece])}, one_way[source])
    return graph, noded.crossings


def _one_way(value: object) -> str:
    return str(value).strip().casefold().removesuffix(".0")


def _node_ids(places: NDArray[np.float64]) -> list[str]:
    tenths = np.round(places * 10).astype(np.int64)
    return [f"n{x}_{y}" for x, y in tenths]


def _add_piece(
    graph: nx.MultiDiGraph, ends: tuple[str, str], line: shapely.LineString, record: dict[str, Any], one_way: str
) -> None:
    u, v = ends
    if one_way in _AGAINST:
        u, v, line = v, u, shapely.reverse(line)
    bound = one_way in _ONE_WAY
    graph.add_edge(u, v, **record, oneway=bound, reversed=False, geometry=line)
    if not bound:
        graph.add_edge(v, u, **record, oneway=False, reversed=True, geometry=shapely.reverse(line))
