"""Bus timetables for the benchmark: made-up ones on rural roads, and roads for a feed that comes without any."""

from __future__ import annotations

import datetime
from itertools import pairwise

import networkx as nx
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from benchmarks.rural_graph import CRS
from geo.files.crs import metric_crs, to_metric
from geo.gtfs.day_calls import DayCalls
from network.roads.graph import RoadGraph
from network.transit.timetable import Timetable, assemble

DAY = datetime.date(2026, 4, 7)
BUS_M_PER_MIN = 500.0
NODES_PER_STOP = 6
ROUTE_NODES = (70, 160)
FIRST_S, LAST_S = 6 * 3600, 20 * 3600
NEIGHBOURS = 3


def made_up_buses(graph: nx.MultiDiGraph, routes: int, trips: int, seed: int) -> Timetable:
    """Draw bus lines along roads.

    Parameters
    ----------
    graph
        Roads with positions and lengths, nodes numbered from 0.
    routes
        Lines; each goes the shortest way between two places, both ways in turn.
    trips
        Of each line in a day, at seeded full minutes.
    seed
        The same seed gives the same lines, however many trips they have.
    """
    rows: list[tuple[int, str, int, int, bool, bool]] = []
    starts: list[tuple[int, int]] = []
    for route in range(routes):
        rng = np.random.default_rng([seed, route])
        stops, minutes = _line(graph, rng)
        leaves_s = np.sort(rng.integers(FIRST_S // 60, LAST_S // 60, trips)) * 60
        for number, start_s in enumerate(leaves_s.tolist()):
            turned = number % 2 == 1
            along = stops[::-1] if turned else stops
            times_s = start_s + 60 * np.cumsum([0, *(minutes[::-1] if turned else minutes)])
            trip = len(starts)
            starts.append((route, start_s))
            rows += [
                (trip, str(stop), int(at_s), int(at_s), i < len(along) - 1, i > 0)
                for i, (stop, at_s) in enumerate(zip(along, times_s, strict=True))
            ]
    calls = pd.DataFrame(rows, columns=["trip", "stop_id", "arrival_s", "departure_s", "may_board", "may_alight"])
    numbers = np.arange(len(starts))
    about = pd.DataFrame(
        {
            "trip_id": [f"T{i:05d}" for i in numbers],
            "service_date": DAY.isoformat(),
            "start_s": [start_s for _, start_s in starts],
            "route_id": [f"R{route:03d}" for route, _ in starts],
            "route": [f"R{route:03d}" for route, _ in starts],
            "headsign": "",
            "shape_id": "",
            "run": numbers,
            "turn": 0,
        }
    )
    ids = sorted(set(calls["stop_id"]))
    places = [(i, graph.nodes[int(i)]["y"], graph.nodes[int(i)]["x"]) for i in ids]
    stops_frame = pd.DataFrame(places, columns=["name", "lat", "lon"], index=pd.Index(ids, name="stop_id"))
    return assemble(DAY, [DayCalls(about, calls.assign(hail_board=False, hail_alight=False), ())], [stops_frame])


def _line(graph: nx.MultiDiGraph, rng: np.random.Generator) -> tuple[list[int], list[int]]:
    """Return the stops of a line and the full minutes between them."""
    while True:
        ways = nx.single_source_dijkstra(graph, int(rng.integers(graph.number_of_nodes())), weight="length")[1]
        far = [n for n, way in ways.items() if ROUTE_NODES[0] <= len(way) <= ROUTE_NODES[1]]
        if not far:
            continue
        way = ways[far[int(rng.integers(len(far)))]]
        lengths_m = np.cumsum([0.0, *(min(d["length"] for d in graph[u][v].values()) for u, v in pairwise(way))])
        at = list(range(0, len(way), NODES_PER_STOP))
        minutes = [max(1, round((lengths_m[j] - lengths_m[i]) / BUS_M_PER_MIN)) for i, j in pairwise(at)]
        return [int(way[i]) for i in at], minutes


def roads_between(stops: pd.DataFrame) -> RoadGraph:
    """Draw straight roads between neighbouring stops, for a feed beside which there is no road file."""
    crs = metric_crs(float(stops["lat"].mean()), float(stops["lon"].mean()))
    xy_m = to_metric(stops["lat"].to_numpy(), stops["lon"].to_numpy(), crs)
    graph = nx.MultiDiGraph(crs=f"epsg:{CRS}")
    for i, (lat, lon) in enumerate(zip(stops["lat"], stops["lon"], strict=True)):
        graph.add_node(i, x=float(lon), y=float(lat))
    distance_m, other = cKDTree(xy_m).query(xy_m, k=NEIGHBOURS + 1)
    for i, (lengths_m, near) in enumerate(zip(np.asarray(distance_m), np.asarray(other), strict=True)):
        for length_m, j in zip(lengths_m.tolist(), near.tolist(), strict=True):
            if i != j:
                graph.add_edge(i, j, length=length_m, speed_kph=30.0)
                graph.add_edge(j, i, length=length_m, speed_kph=30.0)
    return RoadGraph.from_networkx(graph, crs=crs)
