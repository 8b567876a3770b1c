"""The road network: a networkx graph that everyone sees, and the arrays that the fast parts run on."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.assumptions import Assumptions
from geo.crs import metric_crs, to_metric
from geo.fingerprint import bytes_fingerprint
from network.edge_costs import car_minutes, on_foot

EdgeId = tuple[str, str, int]


@dataclass(frozen=True, eq=False)
class RoadGraph:
    """A road network, immutable: closing a road returns a new one.

    Parameters
    ----------
    source
        The networkx graph that it was made from, closed roads included.
    crs
        EPSG code of the metric plane.
    assumptions
        Speeds and limits that hold.
    node_ids
        Node of each position.
    node_xy_m
        Shape (nodes, 2), metres.
    edge_ids
        (u, v, key) of each directed edge.
    edge_nodes
        Shape (edges, 2): positions of its ends.
    edge_car_min, edge_length_m
        Minutes by car (infinite where cars do not pass) and metres of each directed edge.
    edge_on_foot
        Whether people on foot may use it.
    edge_segment, edge_forward
        The segment that the edge lies on, and whether it runs along the segment's line.
    segments
        Distinct lines in metres: both directions and identical parallels share one.
    open_edges
        Which edges are open.
    fingerprint
        Changes with anything above.
    """

    source: nx.MultiDiGraph
    crs: int
    assumptions: Assumptions
    node_ids: tuple[str, ...]
    node_xy_m: NDArray[np.float64]
    edge_ids: tuple[EdgeId, ...]
    edge_nodes: NDArray[np.int64]
    edge_car_min: NDArray[np.float64]
    edge_length_m: NDArray[np.float64]
    edge_on_foot: NDArray[np.bool_]
    edge_segment: NDArray[np.int64]
    edge_forward: NDArray[np.bool_]
    segments: NDArray[np.object_]
    open_edges: NDArray[np.bool_]
    fingerprint: str

    def __eq__(self, other: object) -> bool:
        """Two networks are equal when their content is."""
        return isinstance(other, RoadGraph) and self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        """Hash by content, so that compiled tables are kept by content too."""
        return hash(self.fingerprint)

    @classmethod
    def from_networkx(
        cls, graph: nx.MultiDiGraph, *, assumptions: Assumptions | None = None, crs: int | None = None
    ) -> RoadGraph:
        """Compile a networkx graph in OSMnx's conventions.

        Parameters
        ----------
        graph
            Nodes with x (longitude) and y (latitude) in degrees; edges with length (m), and where they have it
            travel_time (s), speed_kph, highway, maxspeed, geometry (degrees). It is copied.
        assumptions
            Speeds by road class and limits; the reference tables where not given.
        crs
            EPSG code of the metric plane; by the place where not given.

        Examples
        --------
        >>> import networkx as nx
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_node("a", x=137.0, y=36.0)
        >>> graph.add_node("b", x=137.01, y=36.0)
        >>> key = graph.add_edge("a", "b", length=900.0, speed_kph=30.0)
        >>> RoadGraph.from_networkx(graph).edge_car_min.round(2).tolist()
        [1.8]
        """
        assumptions = assumptions or Assumptions()
        source = graph.copy(as_view=False)
        nodes = list(source.nodes)
        lon = np.array([source.nodes[n]["x"] for n in nodes], dtype=np.float64)
        lat = np.array([source.nodes[n]["y"] for n in nodes], dtype=np.float64)
        if crs is None:
            crs = metric_crs(float(lat.mean()), float(lon.mean())) if nodes else 6675
        xy_m = to_metric(lat, lon, crs) if nodes else np.zeros((0, 2))
        position = {n: i for i, n in enumerate(nodes)}
        edges = list(source.edges(keys=True, data=True))
        ends = np.array([(position[u], position[v]) for u, v, _, _ in edges], dtype=np.int64).reshape(-1, 2)
        lines = _metric_lines(edges, ends, xy_m, crs)
        lengths = np.array([_length_m(d, line) for (*_, d), line in zip(edges, lines, strict=True)], dtype=np.float64)
        minutes = [car_minutes(d, length, assumptions) for (*_, d), length in zip(edges, lengths, strict=True)]
        segments, segment_of, forward = _distinct_lines(lines)
        parts: dict[str, Any] = {
            "node_ids": tuple(str(n) for n in nodes),
            "node_xy_m": xy_m,
            "edge_ids": tuple((str(u), str(v), int(k)) for u, v, k, _ in edges),
            "edge_nodes": ends,
            "edge_car_min": np.array(minutes, dtype=np.float64),
            "edge_length_m": lengths,
            "edge_on_foot": np.array([on_foot(d) for *_, d in edges], dtype=bool),
            "edge_segment": segment_of,
            "edge_forward": forward,
            "segments": segments,
            "open_edges": np.ones(len(edges), dtype=bool),
        }
        return cls(source=source, crs=crs, assumptions=assumptions, fingerprint=_fingerprint(parts, assumptions), **parts)

    def closing(self, edges: Iterable[tuple[str, str, int]]) -> RoadGraph:
        """Give the network without some edges (a landslide, a bridge out of use).

        Raises
        ------
        KeyError
            When an edge does not exist.
        """
        return self._with_open(edges, is_open=False)

    def opening(self, edges: Iterable[tuple[str, str, int]]) -> RoadGraph:
        """Give the network with some closed edges open again.

        Raises
        ------
        KeyError
            When an edge does not exist.
        """
        return self._with_open(edges, is_open=True)

    def _with_open(self, edges: Iterable[tuple[str, str, int]], *, is_open: bool) -> RoadGraph:
        at = [self.edge_position[(str(u), str(v), int(k))] for u, v, k in edges]
        opened = self.open_edges.copy()
        opened[at] = is_open
        if (opened == self.open_edges).all():
            return self
        whole = self.fingerprint.split("-")[0]
        mark = "" if opened.all() else f"-{bytes_fingerprint(opened.tobytes())}"
        return RoadGraph(**{**self._fields(), "open_edges": opened, "fingerprint": whole + mark})

    def _fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @functools.cached_property
    def edge_position(self) -> dict[EdgeId, int]:
        """Position of each edge by (u, v, key)."""
        return {edge: i for i, edge in enumerate(self.edge_ids)}

    @functools.cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The open roads as a networkx graph of their own."""
        graph = self.source.copy()
        originals = list(self.source.edges(keys=True))
        graph.remove_edges_from(originals[i] for i in np.flatnonzero(~self.open_edges))
        return graph

    @functools.cached_property
    def pieces(self) -> NDArray[np.int64]:
        """Number of the piece that each node belongs to, 0 being the piece with the most road; one-way counts both ways."""
        u, v = self.edge_nodes[self.open_edges].T
        size = len(self.node_ids)
        links = coo_array((np.ones(len(u)), (u, v)), shape=(size, size))
        labels = np.asarray(connected_components(links, directed=False)[1], dtype=np.int64)
        road_m = np.bincount(labels[u], self.edge_length_m[self.open_edges], minlength=labels.max(initial=-1) + 1)
        order = np.argsort(-road_m, kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        return np.asarray(rank[labels], dtype=np.int64) if size else labels

    @property
    def share_in_largest(self) -> float:
        """Share of the road length that lies in the largest piece, 0 to 1."""
        u = self.edge_nodes[self.open_edges, 0]
        length = self.edge_length_m[self.open_edges]
        return float(length[self.pieces[u] == 0].sum() / length.sum()) if len(length) else 0.0


def _length_m(data: dict[str, Any], line: shapely.LineString) -> float:
    given = data.get("length")
    return float(given) if given is not None else float(line.length)


def _metric_lines(
    edges: list[tuple[Any, Any, Any, dict[str, Any]]],
    ends: NDArray[np.int64],
    xy_m: NDArray[np.float64],
    crs: int,
) -> NDArray[np.object_]:
    lines = np.asarray(shapely.linestrings(xy_m[ends]), dtype=object).reshape(-1)
    drawn = [i for i, (*_, d) in enumerate(edges) if d.get("geometry") is not None]
    if drawn:
        degrees = np.array([edges[i][3]["geometry"] for i in drawn], dtype=object)
        coordinates, line_of = shapely.get_coordinates(degrees, return_index=True)
        metric = to_metric(coordinates[:, 1], coordinates[:, 0], crs)
        lines[drawn] = shapely.linestrings(metric, indices=line_of)
    return lines


def _distinct_lines(
    lines: NDArray[np.object_],
) -> tuple[NDArray[np.object_], NDArray[np.int64], NDArray[np.bool_]]:
    """Find the distinct lines whichever way they are drawn; the first drawing of each gives the direction."""
    if not len(lines):
        return lines, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)
    # Millimetres: the two directions of a road are written separately and may differ in the last digits.
    written = [shapely.get_coordinates(line).round(3) + 0.0 for line in lines]
    number: dict[bytes, int] = {}
    segment_of = np.empty(len(lines), dtype=np.int64)
    forward = np.empty(len(lines), dtype=bool)
    firsts: list[int] = []
    for i, xy in enumerate(written):
        along, against = xy.tobytes(), xy[::-1].tobytes()
        if along in number:
            segment_of[i], forward[i] = number[along], True
        elif against in number:
            segment_of[i], forward[i] = number[against], False
        else:
            segment_of[i], forward[i] = len(firsts), True
            number[along] = len(firsts)
            firsts.append(i)
    return lines[firsts], segment_of, forward


def _fingerprint(parts: dict[str, Any], assumptions: Assumptions) -> str:
    arrays = [np.ascontiguousarray(a).tobytes() for k, a in parts.items() if isinstance(a, np.ndarray) and k != "segments"]
    lines = shapely.get_coordinates(parts["segments"]).tobytes()
    return bytes_fingerprint(
        repr(parts["edge_ids"]), repr(parts["node_ids"]), *arrays, lines, repr(tuple(assumptions.changed.items()))
    )
