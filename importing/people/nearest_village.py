"""Which village is nearest to a place: along the roads where there are any, else in a straight line."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geo.files.crs import to_metric
from geo.reference import reference_table

_SHORTEST_M = 1e-3


def straight_nearest(
    places_m: NDArray[np.float64], villages_m: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Find the village that is nearest in a straight line.

    Parameters
    ----------
    places_m, villages_m
        Shape (n, 2): x and y in metres.

    Returns
    -------
    numpy.ndarray, numpy.ndarray
        Position of the village, the first of equals, and its distance in metres.
    """
    if len(places_m) == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    distance_m, nearest = _query(places_m, villages_m, min(2, len(villages_m)))
    if len(villages_m) == 1:
        return nearest[:, 0], distance_m[:, 0]
    tied = distance_m[:, 0] == distance_m[:, 1]
    return np.where(tied, nearest.min(axis=1), nearest[:, 0]), distance_m[:, 0]


def nearest_villages(
    places_m: NDArray[np.float64], villages_m: NDArray[np.float64], roads: nx.MultiDiGraph | None, crs: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Find the village to which the way along the roads is shortest.

    Parameters
    ----------
    places_m, villages_m
        Shape (n, 2): x and y in metres of the plane `crs`.
    roads
        OSMnx's conventions; None or without edges where there are none.
    crs
        EPSG code of the plane.

    Returns
    -------
    numpy.ndarray, numpy.ndarray
        Position of the village by place, and whether the way along the roads decided: not where there are none, where the
        village itself is nearer than the road, and where the road leads to no village. The straight line decides there.

    Notes
    -----
    Length counts, not speed, and roads may be walked in both directions: who lives near a village belongs to it, whatever
    the traffic signs say. Roads are cut into steps of ``road_step_m`` (`geo/reference/mesh.toml`), places and villages join
    the nearest step.
    """
    nearest, straight_m = straight_nearest(places_m, villages_m)
    nothing = np.zeros(len(places_m), dtype=bool)
    if roads is None or roads.number_of_edges() == 0 or len(places_m) == 0:
        return nearest, nothing
    steps_m, ways = _steps(roads, crs)
    village_leg_m, village_step = _query(villages_m, steps_m, 1)
    village_at = _nearest_along(ways, village_step[:, 0], village_leg_m[:, 0])
    place_leg_m, place_step = _query(places_m, steps_m, 1)
    found = village_at[place_step[:, 0]]
    by_road = (found >= 0) & (place_leg_m[:, 0] <= straight_m)
    return np.where(by_road, found, nearest), by_road


def _query(
    places_m: NDArray[np.float64], targets_m: NDArray[np.float64], count: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Give distance and position of the nearest few targets, shape (places, count)."""
    distance_m, nearest = cKDTree(targets_m).query(places_m, k=list(range(1, count + 1)))
    return np.asarray(distance_m, dtype=np.float64), np.asarray(nearest, dtype=np.int64)


def _steps(roads: nx.MultiDiGraph, crs: int) -> tuple[NDArray[np.float64], coo_array[Any]]:
    """Cut the roads into points a step apart, and give the lengths between neighbours."""
    step_m = reference_table("mesh")["road_step_m"].value
    ids = {node: i for i, node in enumerate(roads.nodes)}
    lon = np.array([float(roads.nodes[n]["x"]) for n in ids])
    lat = np.array([float(roads.nodes[n]["y"]) for n in ids])
    nodes_m = to_metric(lat, lon, crs)
    ends, lines = [], []
    for u, v, data in roads.edges(data=True):
        if u == v and "geometry" not in data:
            continue
        ends.append((ids[u], ids[v]))
        lines.append(data["geometry"] if "geometry" in data else shapely.LineString([(lon[ids[u]], lat[ids[u]]), (lon[ids[v]], lat[ids[v]])]))  # fmt: skip
    shapes = np.array(lines, dtype=object)
    degrees = shapely.get_coordinates(shapes)
    shapes = shapely.set_coordinates(shapes.copy(), to_metric(degrees[:, 1], degrees[:, 0], crs))
    length_m = shapely.length(shapes)
    pieces = np.maximum(1, np.ceil(length_m / step_m)).astype(np.int64)
    inner = pieces - 1
    line_of = np.repeat(np.arange(len(shapes)), inner)
    nth = np.arange(inner.sum()) - np.repeat(np.cumsum(inner) - inner, inner) + 1
    between = shapely.line_interpolate_point(shapes[line_of], length_m[line_of] * nth / pieces[line_of])
    steps_m = np.vstack([nodes_m, shapely.get_coordinates(between)])
    first = len(nodes_m) + np.cumsum(inner) - inner
    ends_of = np.array(ends, dtype=np.int64).reshape(-1, 2)
    piece_line = np.repeat(np.arange(len(shapes)), pieces)
    piece = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    start = np.where(piece == 0, ends_of[piece_line, 0], first[piece_line] + piece - 1)
    stop = np.where(piece == pieces[piece_line] - 1, ends_of[piece_line, 1], first[piece_line] + piece)
    between_m = np.maximum((length_m / pieces)[piece_line], _SHORTEST_M)
    return steps_m, coo_array((between_m, (start, stop)), shape=(len(steps_m), len(steps_m)))


def _nearest_along(
    ways: coo_array[Any], village_step: NDArray[np.int64], village_leg_m: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Tell for each step the nearest village; -1 where the roads lead to none."""
    n, villages = ways.shape[0], len(village_step)
    start, stop = ways.coords
    # Several roads between two steps: the shortest counts (a sparse matrix would add them up).
    start = np.r_[start, n + np.arange(villages)]
    stop = np.r_[stop, village_step]
    length_m = np.r_[ways.data, np.maximum(village_leg_m, _SHORTEST_M)]
    low, high = np.minimum(start, stop), np.maximum(start, stop)
    order = np.lexsort((length_m, high, low))
    low, high, length_m = low[order], high[order], length_m[order]
    shortest = np.r_[True, (low[1:] != low[:-1]) | (high[1:] != high[:-1])]
    shortest &= low != high
    graph = coo_array((length_m[shortest], (low[shortest], high[shortest])), shape=(n + villages, n + villages)).tocsr()
    _, _, source = dijkstra(graph, directed=False, indices=n + np.arange(villages), min_only=True, return_predecessors=True)  # fmt: skip
    return np.where(source[:n] >= n, source[:n] - n, -1).astype(np.int64)
