"""The roads of a region as the base map draws them: each road once, lighter than the graph, with its edges' ids."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import shapely
from numpy.typing import NDArray

ROAD_CLASSES = ("national", "prefectural", "municipal", "other")
"""How roads are drawn, widest first; a feature's `c` is a position here."""

_CLASS_OF_HIGHWAY = {
    "motorway": 0, "trunk": 0,
    "primary": 1, "secondary": 1,
    "tertiary": 2, "unclassified": 2, "road": 2,
}  # fmt: skip
"""How OpenStreetMap tags roads in Japan: 国道 trunk, 都道府県道 primary and secondary, 市町村道 tertiary and below."""

_UNTAGGED = ROAD_CLASSES.index("municipal")
DECIMALS = 5
SIMPLIFY_DEGREES = 3e-5
"""About 3 m: below a pixel at every zoom that the map offers but the last."""


def road_class(highway: object) -> int:
    """Return how a road is drawn from its `highway` tag (text, or a list of them where roads were merged)."""
    if highway is None:
        return _UNTAGGED
    tags = highway if isinstance(highway, list | tuple) else (highway,)
    return min(_CLASS_OF_HIGHWAY.get(str(tag).removesuffix("_link"), ROAD_CLASSES.index("other")) for tag in tags)


def road_features(roads: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """List the roads as GeoJSON features, both directions of one road as a single line.

    Returns
    -------
    list of dict
        Sorted by class, thinnest first (so that wide roads are drawn over narrow ones), then by edge. Properties:
        `c` the class, `e` the edges `[u, v, key]` that the line stands for, `n` the name where there is one.
    """
    edges = list(roads.edges(keys=True, data=True))
    if not edges:
        return []
    lines = _simplified(_one_way_round([_line(roads, u, v, data) for u, v, _, data in edges]))
    drawn: dict[tuple[Any, ...], dict[str, Any]] = {}
    for (u, v, key, data), points in zip(edges, lines, strict=True):
        there = tuple(map(tuple, points.tolist()))
        feature = drawn.get(there)
        if feature is None:
            properties: dict[str, Any] = {"c": road_class(data.get("highway")), "e": [[u, v, key]]}
            name = _name(data.get("name"))
            if name:
                properties["n"] = name
            geometry = {"type": "LineString", "coordinates": [list(point) for point in there]}
            drawn[there] = {"type": "Feature", "properties": properties, "geometry": geometry}
        else:
            feature["properties"]["e"].append([u, v, key])
    return sorted(drawn.values(), key=lambda f: (-f["properties"]["c"], str(f["properties"]["e"][0])))


def _line(roads: nx.MultiDiGraph, u: Any, v: Any, data: dict[str, Any]) -> shapely.LineString:
    geometry: shapely.LineString | None = data.get("geometry")
    if geometry is not None:
        return geometry
    ends = [(roads.nodes[node]["x"], roads.nodes[node]["y"]) for node in (u, v)]
    return shapely.LineString(ends)


def _one_way_round(lines: list[shapely.LineString]) -> NDArray[np.object_]:
    # Both directions of a road run the same way before they are simplified, so that they end up the same.
    given = np.array(lines, dtype=object)
    first, last = (shapely.get_coordinates(shapely.get_point(given, end)) for end in (0, -1))
    backwards = np.where(first[:, 0] == last[:, 0], first[:, 1] > last[:, 1], first[:, 0] > last[:, 0])
    return np.where(backwards, shapely.reverse(given), given)


def _simplified(lines: NDArray[np.object_]) -> list[NDArray[np.float64]]:
    simple = shapely.simplify(lines, SIMPLIFY_DEGREES)
    coordinates, which = shapely.get_coordinates(simple, return_index=True)
    starts = np.searchsorted(which, np.arange(1, len(simple)))
    return np.split(np.round(coordinates, DECIMALS), starts)


def _name(name: object) -> str:
    # OSMnx gives a list where it merged stretches of different names.
    return "・".join(map(str, name)) if isinstance(name, list | tuple) else "" if name is None else str(name)
