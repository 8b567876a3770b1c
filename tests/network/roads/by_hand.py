"""Road networks drawn by hand in metres, and points on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import shapely

from geo.files.crs import to_degrees
from geo.reference.assumptions import Assumptions
from network.roads.graph import RoadGraph

CRS = 6675
"""Zone VII, whose origin (36° N, 137°10′ E) is (0, 0) of every drawing."""

XY = tuple[float, float]


def lat_lon(x_m: float, y_m: float) -> tuple[float, float]:
    """Return a place of the drawing in degrees."""
    lat, lon = to_degrees(np.array([[x_m, y_m]]), CRS)
    return float(lat[0]), float(lon[0])


def in_degrees(*vertices_m: XY) -> shapely.LineString:
    """Return a line of the drawing in degrees, as edges carry it."""
    return shapely.LineString([lat_lon(x, y)[::-1] for x, y in vertices_m])


def points(places: Mapping[str, XY]) -> pd.DataFrame:
    """Return places of the drawing as a frame of lat and lon by id."""
    rows = [lat_lon(*xy) for xy in places.values()]
    return pd.DataFrame(rows, columns=["lat", "lon"], index=pd.Index(list(places), dtype="str"), dtype=float)


def drawn(nodes: Mapping[Any, XY], edges: Iterable[tuple[Any, Any, dict[str, Any]]]) -> nx.MultiDiGraph:
    """Draw a graph; an edge without a length gets that of its line, one with ``via`` bends there."""
    graph = nx.MultiDiGraph(crs="epsg:6668")
    for name, (x, y) in nodes.items():
        lat, lon = lat_lon(x, y)
        graph.add_node(name, x=lon, y=lat)
    for u, v, given in edges:
        data = dict(given)
        vertices = [nodes[u], *data.pop("via", ()), nodes[v]]
        if len(vertices) > 2:
            data["geometry"] = in_degrees(*vertices)
        data.setdefault("length", shapely.LineString(vertices).length)
        graph.add_edge(u, v, **data)
    return graph


def both_ways(u: Any, v: Any, **data: Any) -> list[tuple[Any, Any, dict[str, Any]]]:
    """Return both directions of a two-way road."""
    back = {**data, "via": data["via"][::-1]} if "via" in data else data
    return [(u, v, data), (v, u, back)]


def roads_of(graph: nx.MultiDiGraph, **assumed: float) -> RoadGraph:
    """Compile a drawing."""
    return RoadGraph.from_networkx(graph, assumptions=Assumptions(assumed), crs=CRS)
