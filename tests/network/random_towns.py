"""Random road networks and points on and around them, for comparing with the slow way."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pandas as pd
import shapely
from hypothesis import strategies as st

from tests.network.roads.by_hand import XY, drawn, points

# Every length has an odd part of its own: a tie between two roads would be decided by the last digit.
_JITTER = (0.0, 3.1, 7.7, 11.3, 17.9, 23.3, 29.1, 31.7)


@st.composite
def towns(draw: st.DrawFn) -> tuple[nx.MultiDiGraph, dict[str, XY], list[tuple[str, str, dict[str, Any]]]]:
    """Draw two to eight nodes, possibly in pieces, and edges of every kind."""
    cells = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=8, unique=True))
    nodes = {f"n{i}": (300.0 * x + _JITTER[i], 300.0 * y - 2 * _JITTER[-i]) for i, (x, y) in enumerate(cells)}
    names = st.sampled_from(sorted(nodes))
    edges: list[tuple[str, str, dict[str, Any]]] = []
    for number in range(draw(st.integers(1, 10))):
        u, v = draw(names), draw(names)
        data = draw(costs())
        if u == v or draw(st.booleans()):
            middle = (nodes[u][0] + nodes[v][0]) / 2, (nodes[u][1] + nodes[v][1]) / 2
            aside = 40.0 + 13.7 * number
            data["via"] = [(middle[0] + aside, middle[1] - aside / 3)]
            if u == v:
                data["via"].append((middle[0] + aside / 3, middle[1] + aside))
        edges.append((u, v, data))
        kind = draw(st.sampled_from(["one way", "both ways", "both ways", "parallel"]))
        if kind == "both ways":
            edges.append((v, u, {**data, **({"via": data["via"][::-1]} if "via" in data else {})}))
        elif kind == "parallel":
            edges.append((u, v, {**draw(costs()), **({"via": data["via"]} if "via" in data else {})}))
    return drawn(nodes, edges), nodes, edges


@st.composite
def costs(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what an edge says about its length and speed: every rung of the precedence, alone and together."""
    data: dict[str, Any] = {}
    if draw(st.integers(0, 2)) == 0:
        data["travel_time"] = float(draw(st.sampled_from([0, 5, 30, 90, 400])))
    if draw(st.booleans()):
        data["speed_kph"] = float(draw(st.sampled_from([5, 20, 60])))
    if draw(st.booleans()):
        data["highway"] = draw(st.sampled_from(["primary", "residential", "track", "motorway", "footway"]))
    if draw(st.booleans()):
        data["maxspeed"] = draw(st.sampled_from(["10", "30", "100"]))
    if draw(st.integers(0, 3)) == 0:
        data["length"] = float(draw(st.sampled_from([0, 70, 900])))
    return data


@st.composite
def places(
    draw: st.DrawFn, nodes: dict[str, XY], edges: list[tuple[str, str, dict[str, Any]]], prefix: str
) -> pd.DataFrame:
    """Draw points anywhere, beside a node, beside and on edges, and far out."""
    found: dict[str, XY] = {}
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["anywhere", "node", "edge", "edge", "far"]))
        if kind == "anywhere":
            east, north = draw(st.integers(-1500, 4500)), draw(st.integers(-1500, 4500))
            found[f"{prefix}{number}"] = (east + 0.37 * number, north + 0.73)
        elif kind == "far":
            found[f"{prefix}{number}"] = (-40_000.0, 100.0 * number)
        elif kind == "node":
            x, y = nodes[draw(st.sampled_from(sorted(nodes)))]
            found[f"{prefix}{number}"] = (x + draw(st.sampled_from([0.0, 0.6, 1.5])), y)
        else:
            u, v, data = draw(st.sampled_from(edges))
            line = shapely.LineString([nodes[u], *data.get("via", ()), nodes[v]])
            spot = line.interpolate(draw(st.sampled_from([0.11, 0.3, 0.5, 0.83])), normalized=True)
            found[f"{prefix}{number}"] = (spot.x, spot.y + draw(st.sampled_from([0.0, 4.4, -9.2])))
    return points(found)
