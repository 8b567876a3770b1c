"""The roads of a region: the networkx graph that everyone sees, made only when somebody asks for it.

Reading a road file and joining its lines is the costliest part of opening a region. What comes of it is kept on disk by the
file's bytes (`geo.region.array_cache`), as text and coordinates.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.region.array_cache import (
    cache_name,
    is_plain,
    load_arrays,
    notices_array,
    notices_of,
    save_arrays,
    text_array,
    value_of,
)
from geo.region.folder import ROAD_FILES
from geo.region.roads.road_file import read_roads
from geo.texts.notices import Notice


class RoadSource:
    """A road network that is made when it is first asked for.

    Parameters
    ----------
    make
        Makes the graph, in OSMnx's conventions.
    name
        Names its content, where that is known from the file's bytes.
    """

    def __init__(self, make: Callable[[], nx.MultiDiGraph], name: str | None = None) -> None:
        self._make = make
        self.name = name

    @functools.cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The graph; the same object each time."""
        return self._make()


def road_source(
    folder: Path, crs: int, *, fictional: bool = False, keep: bool = False
) -> tuple[RoadSource, list[Notice]]:
    """Read the roads of a region folder, or take what was kept of the same files.

    Parameters
    ----------
    folder, crs, fictional
        As for `geo.region.roads.road_file.read_roads`.
    keep
        Whether to look for what was kept, and to keep what is read.
    """
    name = _name(folder, crs, fictional=fictional) if keep else None
    known = _known(name) if name is not None else None
    if known is not None:
        return known
    graph, notices = read_roads(folder, crs, fictional=fictional)
    if name is None or not _keep(name, graph, notices):
        name = None
    return RoadSource(lambda: graph, name), notices


def _name(folder: Path, crs: int, *, fictional: bool) -> str | None:
    try:
        contents = [(n, (folder / n).read_bytes()) for n in ROAD_FILES if (folder / n).is_file()]
    except OSError:
        return None
    if not contents:
        return None
    return cache_name("roads", str(crs), str(fictional), *(part for content in contents for part in content))


def _known(name: str) -> tuple[RoadSource, list[Notice]] | None:
    arrays = load_arrays(name)
    if arrays is None:
        return None
    return RoadSource(lambda: _graph(arrays), name), notices_of(arrays["notices"])


def _keep(name: str, graph: nx.MultiDiGraph, notices: list[Notice]) -> bool:
    """Keep a graph if it holds nothing but plain values and lines in the plane; return whether it does."""
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    lines = [data["geometry"] for *_, data in edges if "geometry" in data]
    values = [[{k: v for k, v in data.items() if k != "geometry"}] for *_, data in edges]
    plain = is_plain([dict(graph.graph), [list(node) for node in nodes], [list(edge[:3]) for edge in edges], values])
    if not plain or not all(type(line) is shapely.LineString and not line.has_z for line in lines):
        return False
    # Where an edge's line stands among its values is part of what is kept: a graph comes back as it was, to the order of keys.
    places = [list(data).index("geometry") if "geometry" in data else -1 for *_, data in edges]
    given = [[*edge[:3], *value] for edge, value in zip(edges, values, strict=True)]
    coordinates = shapely.get_coordinates(lines)
    save_arrays(
        name,
        {
            "notices": notices_array(notices),
            "graph": text_array([dict(graph.graph), [list(node) for node in nodes], given]),
            "line_at": np.array(places, dtype=np.int64),
            "line_points": np.array([shapely.get_num_points(line) for line in lines], dtype=np.int64),
            "line_xy": coordinates,
        },
    )
    return True


def _graph(arrays: dict[str, NDArray[Any]]) -> nx.MultiDiGraph:
    about, nodes, edges = value_of(arrays["graph"])
    counts = arrays["line_points"]
    of_line = np.repeat(np.arange(len(counts)), counts)
    found: Any = shapely.linestrings(arrays["line_xy"], indices=of_line) if len(counts) else ()
    lines = iter(found)
    graph = nx.MultiDiGraph(**about)
    graph.add_nodes_from((node, data) for node, data in nodes)
    for (u, v, key, data), at in zip(edges, arrays["line_at"].tolist(), strict=True):
        items = list(data.items())
        if at >= 0:
            items.insert(at, ("geometry", next(lines)))
        graph.add_edge(u, v, key=key)
        graph[u][v][key].update(items)
    return graph
