"""Reading and writing roads.graphml as OSMnx saves it: everything is text there, and becomes values here."""

from __future__ import annotations

import ast
import io
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import ParseError

import networkx as nx
import shapely
from shapely.errors import ShapelyError

from geo.files.xml_entities import refuse_entities
from geo.texts.errors import ValueRefusedError
from geo.texts.reasons import reason_of

_DEGREE_DECIMALS = 7
_FLAGS = {"True": True, "true": True, "False": False, "false": False}


def _flag(text: str) -> object:
    # OSMnx writes a list where merged ways differ: one-way only if all of them are.
    values = _listed(text)
    return all(_FLAGS[str(v)] for v in values) if isinstance(values, list) else _FLAGS[text]


def _listed(text: str) -> object:
    if text.startswith("[") and text.endswith("]"):
        return ast.literal_eval(text)
    return text


def _flags(text: str) -> object:
    values = _listed(text)
    return values if isinstance(values, list) else _FLAGS[text]


_NODE_READERS: dict[str, Callable[[str], object]] = {"x": float, "y": float, "elevation": float, "street_count": int}
_EDGE_READERS: dict[str, Callable[[str], object]] = {
    "length": float,
    "speed_kph": float,
    "travel_time": float,
    "grade": float,
    "oneway": _flag,
    "reversed": _flags,
    "highway": _listed,
    "maxspeed": _listed,
    "name": _listed,
    "geometry": shapely.from_wkt,
}


def read_graphml(path: Path) -> nx.MultiDiGraph:
    """Read a GraphML file of roads into OSMnx's conventions.

    Parameters
    ----------
    path
        As `osmnx.save_graphml` writes it; node x and y in degrees.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are text ids with x, y; edges carry length (m), highway, oneway and whatever else the file has.

    Raises
    ------
    geo.files.xml_entities.EntitiesError
        When it declares entities.
    ValueRefusedError
        When the file is no GraphML, or a value cannot be read; the message says which.
    """
    refuse_entities(path)
    try:
        raw = nx.read_graphml(path, node_type=str, force_multigraph=True)
    except (ParseError, nx.NetworkXError, LookupError, ValueError, TypeError, AttributeError) as problem:
        # networkx trips over foreign XML in all these ways.
        raise ValueRefusedError("graphml_unreadable", reason=reason_of(problem)) from problem
    graph = nx.MultiDiGraph(crs="epsg:6668")
    for node, data in raw.nodes(data=True):
        if "x" not in data or "y" not in data:
            raise ValueRefusedError("graphml_node_nowhere", node=node)
        graph.add_node(node, **_values(data, _NODE_READERS, "graphml_node_value_unreadable", node=node))
    directed = raw.is_directed()
    for u, v, key, data in raw.edges(keys=True, data=True):
        values = _values(data, _EDGE_READERS, "graphml_edge_value_unreadable", start=u, end=v)
        # OSMnx numbers parallel edges; what other programs write as the id of an edge is no number of ours.
        number = int(key) if str(key).isdecimal() and not graph.has_edge(u, v, int(key)) else None
        graph.add_edge(u, v, key=number, **values)
        if not directed:
            graph.add_edge(v, u, **_turned(values))
    return graph


def graphml_bytes(graph: nx.MultiDiGraph) -> bytes:
    """Write a road network as `read_graphml` and OSMnx read it: shapes and lists as text, the same bytes for the same roads."""
    plain = nx.MultiDiGraph()
    plain.graph["crs"] = str(graph.graph["crs"])
    plain.add_nodes_from((node, dict(data)) for node, data in graph.nodes(data=True))
    for u, v, key, data in graph.edges(keys=True, data=True):
        plain.add_edge(u, v, key=key, **{name: _plain(value) for name, value in data.items()})
    out = io.BytesIO()
    nx.write_graphml_xml(plain, out)
    return out.getvalue()


def _plain(value: object) -> object:
    if isinstance(value, shapely.Geometry):
        return shapely.to_wkt(value, rounding_precision=_DEGREE_DECIMALS)
    return str(value) if isinstance(value, list) else value


def _turned(values: dict[str, object]) -> dict[str, object]:
    line = values.get("geometry")
    return {**values, "geometry": shapely.reverse(line)} if isinstance(line, shapely.LineString) else dict(values)


def _values(
    data: dict[str, object], readers: dict[str, Callable[[str], object]], code: str, **which: object
) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, cell in data.items():
        read = readers.get(name)
        try:
            values[name] = read(cell) if read is not None and isinstance(cell, str) else cell
        except (ValueError, KeyError, TypeError, SyntaxError, RecursionError, MemoryError, ShapelyError) as problem:
            raise ValueRefusedError(code, name=name, cell=cell, **which) from problem
    return values
