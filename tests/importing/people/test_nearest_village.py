"""The nearest village: along the roads as networkx finds it, else in a straight line."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.files.crs import to_degrees, to_metric
from importing.people.nearest_village import nearest_villages, straight_nearest

CRS = 6675
ORIGIN = np.array([10_000.0, 140_000.0])


def network(nodes: dict[str, tuple[float, float]], edges: list[tuple[str, str]]) -> nx.MultiDiGraph:
    """Build roads in OSMnx's conventions from places in metres."""
    graph = nx.MultiDiGraph(crs="epsg:6668")
    for name, xy in nodes.items():
        lat, lon = to_degrees(ORIGIN + np.array([xy]), CRS)
        graph.add_node(name, x=lon[0], y=lat[0])
    for u, v in edges:
        graph.add_edge(u, v, length=float(np.hypot(*(np.array(nodes[u]) - np.array(nodes[v])))))
    return graph


def test_a_river_without_a_bridge_lies_between() -> None:
    # Villages A at (0, 0) and B at (0, 300); the road from the place at (1000, 250) leads to A only, 1,250 m; B is 1,001 m away.
    roads = network({"a": (0, 0), "c": (1000, 0), "p": (1000, 250), "b": (0, 300), "n": (0, 900)}, [("a", "c"), ("c", "p"), ("b", "n")])  # fmt: skip
    villages = ORIGIN + np.array([(0.0, 0.0), (0.0, 300.0)])
    places = ORIGIN + np.array([(1000.0, 250.0), (50.0, 700.0), (0.0, 880.0)])
    found, by_road = nearest_villages(places, villages, roads, CRS)
    assert found.tolist() == [0, 1, 1]
    assert by_road.tolist() == [True, True, True]
    assert straight_nearest(places, villages)[0].tolist() == [1, 1, 1]


def test_the_straight_line_decides_where_no_road_helps() -> None:
    villages = ORIGIN + np.array([(0.0, 0.0), (5000.0, 0.0)])
    places = ORIGIN + np.array([(100.0, 0.0), (4900.0, 0.0), (2600.0, 3000.0)])
    island = network({"x": (2600, 3000), "y": (2700, 3000), "a": (0, 4000), "b": (100, 4000)}, [("x", "y"), ("a", "b")])
    for roads in (None, nx.MultiDiGraph()):
        found, by_road = nearest_villages(places, villages, roads, CRS)
        assert (found.tolist(), by_road.tolist()) == ([0, 1, 1], [False] * 3)
    # the road x-y is the nearest of both villages, so it decides at the third place; the others are nearer to a village
    found, by_road = nearest_villages(places, villages, island, CRS)
    assert by_road.tolist() == [False, False, True]
    assert found.tolist()[:2] == [0, 1]
    assert nearest_villages(places[:0], villages, island, CRS)[0].tolist() == []


def test_equally_near_villages_are_taken_by_their_order() -> None:
    villages = np.array([(10.0, 0.0), (-10.0, 0.0)])
    assert straight_nearest(np.array([(0.0, 0.0)]), villages)[0].tolist() == [0]
    assert straight_nearest(np.array([(0.0, 0.0)]), villages[::-1])[0].tolist() == [0]


def test_a_bend_is_as_long_as_it_is() -> None:
    # a road that winds 3,000 m to A against a straight one of 1,500 m to B, both ending at the place
    graph = network({"p": (0, 0), "a": (1000, 0), "b": (-1500, 0)}, [("p", "b")])
    xy = ORIGIN + np.array([(0, 0), (0, 1000), (1000, 1000), (1000, 0)], dtype=float)
    lat, lon = to_degrees(xy, CRS)
    graph.add_edge("p", "a", geometry=shapely.LineString(np.column_stack([lon, lat])))
    villages = ORIGIN + np.array([(1000.0, 0.0), (-1500.0, 0.0)])
    found, by_road = nearest_villages(ORIGIN + np.zeros((1, 2)), villages, graph, CRS)
    assert (found.tolist(), by_road.tolist()) == ([1], [True])
    assert straight_nearest(ORIGIN + np.zeros((1, 2)), villages)[0].tolist() == [0]


@st.composite
def towns(draw: st.DrawFn) -> tuple[nx.MultiDiGraph, list[str]]:
    side = 5
    names = {f"{i}-{j}": (i * 1000.0, j * 1000.0) for i in range(side) for j in range(side)}
    across = [(f"{i}-{j}", f"{i + 1}-{j}") for i in range(side - 1) for j in range(side)]
    possible = across + [(f"{i}-{j}", f"{i}-{j + 1}") for i in range(side) for j in range(side - 1)]
    edges = draw(st.lists(st.sampled_from(possible), min_size=6, unique=True))
    used = sorted({n for edge in edges for n in edge})
    villages = draw(st.lists(st.sampled_from(used), min_size=1, max_size=4, unique=True))
    return network({n: names[n] for n in used}, edges), villages


@given(towns())
def test_junctions_belong_to_the_village_that_networkx_finds(town: tuple[nx.MultiDiGraph, list[str]]) -> None:
    graph, villages = town
    nodes = list(graph.nodes)
    xy = to_metric([graph.nodes[n]["y"] for n in nodes], [graph.nodes[n]["x"] for n in nodes], CRS)
    at = {n: i for i, n in enumerate(nodes)}
    found, by_road = nearest_villages(xy, xy[[at[v] for v in villages]], graph, CRS)
    lengths = {v: nx.single_source_dijkstra_path_length(graph.to_undirected(), v, weight="length") for v in villages}
    for node, village, road in zip(nodes, found, by_road, strict=True):
        reached = {v: lengths[v][node] for v in villages if node in lengths[v]}
        assert road == bool(reached)
        if reached:
            assert reached[villages[village]] == pytest.approx(min(reached.values()))
