"""Travel times the slow way: points become nodes in mid-edge of a networkx graph, and networkx searches.

Nothing here is shared with `network`: edges are split by shapely's distance to every single line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import shapely

from geo.files.crs import to_metric
from geo.reference import reference_table
from tests.network.roads.by_hand import CRS

WALK_M_PER_MIN = 80.0
NOT_CARS = ("footway", "steps")
NOT_ON_FOOT = ("motorway",)


@dataclass
class Arc:
    """One direction of travel, drawn the way it runs."""

    start: Any
    end: Any
    line: shapely.LineString
    cost: float


def brute_force(
    graph: nx.MultiDiGraph,
    origins: pd.DataFrame,
    destinations: pd.DataFrame,
    mode: str,
    max_access_m: float = 1000.0,
    straight_walk_m: float = 1000.0,
) -> pd.DataFrame:
    """Compute minutes from every origin to every destination, infinite where there is no way.

    Two places nearer to each other than both legs to the road are walked between straight, no farther than `straight_walk_m`;
    without any road nothing is told.
    """
    arcs = list(arcs_of(graph, mode))
    minutes = pd.DataFrame(np.inf, index=origins.index, columns=destinations.index)
    if not arcs:
        return minutes
    places = pd.concat([origins, destinations])
    xy_m = to_metric(places["lat"], places["lon"], CRS)
    joints, access_m, on_arc = join_by_eye(arcs, xy_m, graph, max_access_m)
    _, road_m, _ = join_by_eye(arcs, xy_m, graph, np.inf)
    split = nx.MultiDiGraph()
    for number, arc in enumerate(arcs):
        stations = [(0.0, ("node", arc.start)), *sorted(on_arc[number]), (1.0, ("node", arc.end))]
        for (share, here), (next_share, there) in pairwise(stations):
            split.add_edge(here, there, cost=arc.cost * (next_share - share))
    for i, origin in enumerate(origins.index):
        for j, destination in enumerate(destinations.index, start=len(origins)):
            apart_m = float(np.hypot(*(xy_m[i] - xy_m[j])))
            if apart_m < 1.0:
                minutes.loc[origin, destination] = 0.0
            elif apart_m <= road_m[i] + road_m[j] + 1e-3 and apart_m <= straight_walk_m:
                minutes.loc[origin, destination] = apart_m / WALK_M_PER_MIN
        if joints[i] is None:
            continue
        split.add_node(joints[i])
        costs = nx.single_source_dijkstra_path_length(split, joints[i], weight="cost")
        for j, destination in enumerate(destinations.index, start=len(origins)):
            if joints[j] in costs:
                ride = costs[joints[j]] if mode == "car" else costs[joints[j]] / WALK_M_PER_MIN
                over_roads = ride + (access_m[i] + access_m[j]) / WALK_M_PER_MIN
                minutes.loc[origin, destination] = min(over_roads, minutes.loc[origin, destination])
    return minutes


def arcs_of(graph: nx.MultiDiGraph, mode: str) -> Iterable[Arc]:
    """List what may be travelled: by car along every edge, on foot along and against it."""
    xy = {n: tuple(to_metric(d["y"], d["x"], CRS)[0]) for n, d in graph.nodes(data=True)}
    for u, v, data in graph.edges(data=True):
        line = shapely.LineString([xy[u], xy[v]])
        if "geometry" in data:
            lon, lat = data["geometry"].xy
            line = shapely.LineString(to_metric(np.array(lat), np.array(lon), CRS))
        if mode == "car" and np.isfinite(minutes := car_minutes(data)):
            yield Arc(u, v, line, minutes)
        if mode == "walk" and data.get("highway") not in NOT_ON_FOOT:
            yield Arc(u, v, line, data["length"])
            yield Arc(v, u, line.reverse(), data["length"])


def car_minutes(data: dict[str, Any]) -> float:
    """Read the rule of the design once more: travel_time, else speed_kph, else the table capped by maxspeed."""
    if "travel_time" in data:
        return float(data["travel_time"]) / 60
    if "speed_kph" in data:
        return float(data["length"]) / 1000 / float(data["speed_kph"]) * 60
    if data.get("highway") in NOT_CARS:
        return float("inf")
    speed_kmh = min(reference_table("speeds")[data.get("highway", "road")].value, float(data.get("maxspeed", 999)))
    return float(data["length"]) / 1000 / speed_kmh * 60


def join_by_eye(
    arcs: list[Arc], xy_m: np.ndarray, graph: nx.MultiDiGraph, max_access_m: float
) -> tuple[list[Any], list[float], list[list[tuple[float, Any]]]]:
    """Find each point's joint, its metres from the road, and the joints on each arc by their share of its line."""
    xy = {n: to_metric(d["y"], d["x"], CRS)[0] for n, d in graph.nodes(data=True)}
    used = {arc.start for arc in arcs} | {arc.end for arc in arcs}
    joints: list[Any] = []
    access_m: list[float] = []
    on_arc: list[list[tuple[float, Any]]] = [[] for _ in arcs]
    for here in xy_m:
        to_node = {n: float(np.hypot(*(xy[n] - here))) for n in used}
        to_line = [float(arc.line.distance(shapely.Point(here))) for arc in arcs]
        node = min(to_node, key=lambda n: to_node[n], default=None)
        joint: Any = None
        away = np.inf
        if node is not None and to_node[node] <= 1.0:
            joint, away = ("node", node), to_node[node]
        elif arcs and min(to_line) <= max_access_m:
            away = min(to_line)
            nearest = arcs[to_line.index(away)]
            along_m = nearest.line.project(shapely.Point(here))
            if along_m < 1e-6:
                joint = ("node", nearest.start)
            elif along_m > nearest.line.length - 1e-6:
                joint = ("node", nearest.end)
            else:
                spot = nearest.line.interpolate(along_m)
                joint = ("joint", round(spot.x, 4), round(spot.y, 4))
                for number, arc in enumerate(arcs):
                    share = share_on(arc, nearest, along_m / nearest.line.length)
                    if share is not None and all(joint != other for _, other in on_arc[number]):
                        on_arc[number].append((share, joint))
        joints.append(joint)
        access_m.append(away)
    return joints, access_m, on_arc


def share_on(arc: Arc, nearest: Arc, share: float) -> float | None:
    """Return where on an arc a point of the nearest line lies, None where the arc runs elsewhere."""
    ends, line = (arc.start, arc.end), arc.line
    if ends == (nearest.start, nearest.end) and line.equals_exact(nearest.line, 0.01):
        return share
    if ends == (nearest.end, nearest.start) and line.equals_exact(nearest.line.reverse(), 0.01):
        return 1 - share
    return None
