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

from geo.files.crs import metric_crs, to_metric
from geo.reference.assumptions import Assumptions
from geo.region.fingerprint import bytes_fingerprint
from geo.region.roads.road_source import RoadSource
from network.roads.edge_costs import edge_costs
from network.roads.segments import distinct_lines, metric_lines

EdgeId = tuple[str, str, int]


@dataclass(frozen=True, eq=False)
class RoadGraph:
    """A road network, immutable: closing a road returns a new one.

    Parameters
    ----------
    source_of
        Makes `source`, the networkx graph that it was made from, when that is first asked for.
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

    source_of: RoadSource
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

        Raises
        ------
        ValueError
            When a node lies nowhere on Earth, or an edge has a negative length or travel time.

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
        if not np.isfinite(xy_m).all():
            lost = nodes[int(np.flatnonzero(~np.isfinite(xy_m).all(axis=1))[0])]
            raise ValueError(f"node {lost!r}: x and y must be longitude and latitude in degrees")
        edges = list(source.edges(keys=True, data=True))
        ends = np.array([(position[u], position[v]) for u, v, _, _ in edges], dtype=np.int64).reshape(-1, 2)
        lines = metric_lines([d.get("geometry") for *_, d in edges], ends, xy_m, crs)
        car_min, length_m, on_foot = edge_costs([d for *_, d in edges], shapely.length(lines), assumptions)
        wrong = np.flatnonzero(~(length_m >= 0) | ~(car_min >= 0))
        if len(wrong):
            u, v, key, _ = edges[wrong[0]]
            raise ValueError(f"edge ({u!r}, {v!r}, {key!r}): length and travel_time must be 0 or more")
        segments, segment_of, forward = distinct_lines(lines, ends)
        parts: dict[str, Any] = {
            "node_ids": tuple(str(n) for n in nodes),
            "node_xy_m": xy_m,
            "edge_ids": tuple((str(u), str(v), int(k)) for u, v, k, _ in edges),
            "edge_nodes": ends,
            "edge_car_min": car_min,
            "edge_length_m": length_m,
            "edge_on_foot": on_foot,
            "edge_segment": segment_of,
            "edge_forward": forward,
            "segments": segments,
            "open_edges": np.ones(len(edges), dtype=bool),
        }
        return cls(
            source_of=RoadSource(lambda: source),
            crs=crs,
            assumptions=assumptions,
            fingerprint=_fingerprint(parts, assumptions, crs),
            **parts,
        )

    def closing(self, edges: Iterable[tuple[str, str, int]]) -> RoadGraph:
        """Return the network without some edges (a landslide, a bridge out of use).

        Raises
        ------
        KeyError
            When an edge does not exist.
        """
        return self._with_open(edges, is_open=False)

    def opening(self, edges: Iterable[tuple[str, str, int]]) -> RoadGraph:
        """Return the network with some closed edges open again.

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

    @property
    def source(self) -> nx.MultiDiGraph:
        """The networkx graph that it was made from, closed roads included."""
        return self.source_of.graph

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
        return number_pieces(self, self.open_edges)

    @property
    def piece_count(self) -> int:
        """Number of pieces that the open roads fall into; nodes without an open road are no piece."""
        return len(np.unique(self.pieces[self.edge_nodes[self.open_edges, 0]]))

    @property
    def share_in_largest(self) -> float:
        """Share of the road length that lies in the largest piece, 0 to 1."""
        first = one_edge_per_segment(self, self.open_edges)
        length_m = self.edge_length_m[first]
        in_largest = self.pieces[self.edge_nodes[first, 0]] == 0
        return float(length_m[in_largest].sum() / length_m.sum()) if length_m.sum() else 0.0


def number_pieces(roads: RoadGraph, usable: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Number the pieces that usable edges leave, by their length of road, the longest first.

    Parameters
    ----------
    roads
        The network.
    usable
        Which of its edges count.

    Returns
    -------
    numpy.ndarray
        Piece of each node; a node without a usable edge is a piece of its own, after all others.
    """
    size = len(roads.node_ids)
    if not size:
        return np.zeros(0, dtype=np.int64)
    u, v = roads.edge_nodes[usable].T
    links = coo_array((np.ones(len(u)), (u, v)), shape=(size, size))
    count, labels = connected_components(links, directed=False)
    first = one_edge_per_segment(roads, usable)
    road_m = np.bincount(labels[roads.edge_nodes[first, 0]], roads.edge_length_m[first], minlength=count)
    edges = np.bincount(labels[u], minlength=count)
    order = np.lexsort((np.arange(count), edges == 0, -road_m))
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count)
    return rank[labels]


def one_edge_per_segment(roads: RoadGraph, usable: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Choose one usable edge of each segment, so that a two-way road is not measured twice."""
    edges = np.flatnonzero(usable)
    return edges[np.unique(roads.edge_segment[edges], return_index=True)[1]]


def _fingerprint(parts: dict[str, Any], assumptions: Assumptions, crs: int) -> str:
    arrays = [
        np.ascontiguousarray(a).tobytes() for k, a in parts.items() if isinstance(a, np.ndarray) and k != "segments"
    ]
    coordinates, line_of = shapely.get_coordinates(parts["segments"], return_index=True)
    return bytes_fingerprint(
        repr((crs, parts["edge_ids"], parts["node_ids"], tuple(assumptions.changed.items()))),
        *arrays,
        coordinates.tobytes(),
        np.asarray(line_of, dtype=np.int64).tobytes(),
    )
