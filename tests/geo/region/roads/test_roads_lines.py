"""Lines connect where they share a vertex, within half a metre, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.region.roads.roads_lines import JOIN_WITHIN_M, graph_from_lines, node_lines

PLANE = 6675
Line = list[tuple[float, float]]


def graph(*lines: Line, **columns: list[object]) -> tuple[nx.MultiDiGraph, int]:
    shapes = [shapely.LineString([(x - 10_000, y + 140_000) for x, y in line]) for line in lines]
    return graph_from_lines(gpd.GeoDataFrame(columns, geometry=shapes, crs=PLANE), PLANE)


def pieces(*lines: Line) -> int:
    roads, _ = graph(*lines)
    return nx.number_weakly_connected_components(roads)


def street_lengths(*lines: Line) -> list[float]:
    """Lengths of the streets, each direction once."""
    roads, _ = graph(*lines)
    return sorted(round(d["length"], 2) for *_, d in roads.edges(data=True) if not d["reversed"])


def test_a_shared_end_connects() -> None:
    assert pieces([(0, 0), (100, 0)], [(100, 0), (100, 100)]) == 1


def test_a_vertex_in_the_middle_of_another_line_connects_and_cuts_it() -> None:
    lines: tuple[Line, Line] = ([(0, 0), (100, 0), (300, 0)], [(100, 0), (100, 50)])
    assert pieces(*lines) == 1
    assert street_lengths(*lines) == [50, 100, 200]


def test_two_lines_through_one_vertex_connect() -> None:
    lines: tuple[Line, Line] = ([(0, 0), (100, 0), (200, 0)], [(100, -100), (100, 0), (100, 100)])
    assert pieces(*lines) == 1
    assert street_lengths(*lines) == [100, 100, 100, 100]


def test_a_mere_crossing_does_not_connect_and_is_counted() -> None:
    lines: tuple[Line, Line] = ([(0, 0), (200, 0)], [(100, -100), (100, 100)])
    roads, crossings = graph(*lines)
    assert nx.number_weakly_connected_components(roads) == 2
    assert crossings == 1


def test_an_end_on_a_line_without_a_vertex_does_not_connect_and_is_counted() -> None:
    roads, crossings = graph([(0, 0), (200, 0)], [(100, 0), (100, 50)])
    assert nx.number_weakly_connected_components(roads) == 2
    assert crossings == 1


@pytest.mark.parametrize(("gap_m", "expected"), [(0.0, 1), (0.3, 1), (JOIN_WITHIN_M, 1), (0.6, 2), (5.0, 2)])
def test_half_a_metre_is_one_place(gap_m: float, expected: int) -> None:
    assert pieces([(0, 0), (100, 0)], [(100 + gap_m, 0), (200, 0)]) == expected


def test_joined_lines_really_meet() -> None:
    roads, _ = graph([(0, 0), (100, 0)], [(100.3, 0), (200, 0)])
    for u, v, data in roads.edges(data=True):
        ends = shapely.get_coordinates(data["geometry"])[[0, -1]]
        places = [(roads.nodes[n]["x"], roads.nodes[n]["y"]) for n in (u, v)]
        assert np.allclose(ends, places, atol=1e-9)


def test_a_bend_is_no_junction() -> None:
    roads, _ = graph([(0, 0), (100, 0), (100, 100), (0, 100)])
    assert roads.number_of_nodes() == 2


def test_finely_drawn_bends_stay_one_road() -> None:
    roads, _ = graph([(i * 0.2, 0) for i in range(50)])
    assert roads.number_of_nodes() == 2
    assert street_lengths([(i * 0.2, 0) for i in range(50)]) == [9.8]


@pytest.mark.parametrize("yes", ["yes", "true", "True", "1", "1.0", True, 1, 1.0])
def test_one_way_goes_one_way(yes: object) -> None:
    roads, _ = graph([(0, 0), (100, 0)], oneway=[yes])
    ((u, v, data),) = roads.edges(data=True)
    assert data["oneway"]
    assert roads.nodes[u]["x"] < roads.nodes[v]["x"]


@pytest.mark.parametrize("against", ["-1", "reverse", -1, -1.0])
def test_minus_one_goes_against_the_drawing(against: object) -> None:
    roads, _ = graph([(0, 0), (100, 0)], oneway=[against])
    ((u, v, data),) = roads.edges(data=True)
    assert data["oneway"]
    assert roads.nodes[u]["x"] > roads.nodes[v]["x"]
    assert shapely.get_coordinates(data["geometry"])[0][0] == pytest.approx(roads.nodes[u]["x"])


@pytest.mark.parametrize("no", ["no", "", None, "0", False, float("nan"), "はい"])
def test_all_else_goes_both_ways(no: object) -> None:
    roads, _ = graph([(0, 0), (100, 0)], oneway=[no])
    assert roads.number_of_edges() == 2
    assert {d["reversed"] for *_, d in roads.edges(data=True)} == {True, False}


def test_a_lollipop_keeps_stick_and_loop() -> None:
    line: Line = [(0, 0), (100, 0), (150, 50), (200, 0), (150, -50), (100, 0)]
    roads, crossings = graph(line)
    assert roads.number_of_nodes() == 2
    assert street_lengths(line) == [100, pytest.approx(4 * 50 * 2**0.5, abs=0.01)]
    assert crossings == 0


def test_a_ring_is_a_loop_at_one_place() -> None:
    roads, _ = graph([(0, 0), (100, 0), (100, 100), (0, 0)])
    assert roads.number_of_nodes() == 1
    assert roads.number_of_edges() == 2


def test_parallel_lines_are_both_there() -> None:
    roads, _ = graph([(0, 0), (100, 0)], [(0, 0), (50, 40), (100, 0)])
    assert roads.number_of_nodes() == 2
    assert roads.number_of_edges() == 4
    u, v = roads.nodes
    assert sorted(round(d["length"]) for d in roads[u][v].values()) == [100, 128]


def test_the_parts_of_a_line_are_all_there() -> None:
    parts = shapely.MultiLineString([[(0, 140_000), (100, 140_000)], [(100, 140_000), (100, 140_050)]])
    roads, _ = graph_from_lines(gpd.GeoDataFrame({"name": ["谷"]}, geometry=[parts], crs=PLANE), PLANE)
    assert nx.number_weakly_connected_components(roads) == 1
    assert {d["name"] for *_, d in roads.edges(data=True)} == {"谷"}


def test_columns_are_kept_and_time_is_shared_out() -> None:
    roads, _ = graph(
        [(0, 0), (100, 0), (400, 0)], [(100, 0), (100, 50)],
        highway=["primary", None], maxspeed=["40", None], travel_time=[40.0, None], note=["x", "y"],
    )  # fmt: skip
    main = [d for *_, d in roads.edges(data=True) if d.get("highway") == "primary" and not d["reversed"]]
    assert sorted(d["travel_time"] for d in main) == pytest.approx([10, 30])
    assert {d["maxspeed"] for d in main} == {"40"}
    side = [d for *_, d in roads.edges(data=True) if "highway" not in d]
    assert len(side) == 2
    assert not any("note" in d or "travel_time" in d for d in side)


def test_what_is_no_line_is_left_out() -> None:
    shapes = [shapely.Point(0, 0), shapely.LineString(), shapely.LineString([(0, 0), (0, 0)]), None]
    roads, _ = graph_from_lines(gpd.GeoDataFrame(geometry=shapes, crs=PLANE), PLANE)
    assert roads.number_of_nodes() == 0
    roads, _ = graph_from_lines(
        gpd.GeoDataFrame(geometry=[shapely.LineString([(0, 0), (np.inf, 1)])], crs=PLANE), PLANE
    )
    assert roads.number_of_edges() == 0


def test_node_ids_survive_another_road() -> None:
    first, _ = graph([(0, 0), (100, 0)])
    second, _ = graph([(500, 500), (600, 600)], [(0, 0), (100, 0)])
    assert set(first) <= set(second)


COORDINATE = st.integers(0, 6).map(lambda i: i * 50.0)
LINES = st.lists(
    st.lists(st.tuples(COORDINATE, COORDINATE), min_size=2, max_size=5).filter(lambda line: len(set(line)) > 1),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=60)
@given(LINES)
def test_cutting_keeps_every_metre(lines: list[Line]) -> None:
    shapes = np.asarray([shapely.LineString(line) for line in lines], dtype=object)
    noded = node_lines(shapes)
    assert shapely.length(noded.lines).sum() == pytest.approx(shapely.length(shapes).sum())
    assert noded.ends.max() == len(noded.places) - 1
    at_ends = np.stack([shapely.get_coordinates(line)[[0, -1]] for line in noded.lines])
    assert np.allclose(at_ends, noded.places[noded.ends])


@settings(max_examples=60)
@given(LINES)
def test_two_lines_are_connected_just_where_they_share_a_vertex(lines: list[Line]) -> None:
    together = nx.Graph()
    for number, line in enumerate(lines):
        together.add_edges_from((number, vertex) for vertex in line)
    assert pieces(*lines) == nx.number_connected_components(together)


@pytest.mark.real_data
def test_the_roads_of_the_noto_peninsula(real_data: Path) -> None:
    lines = gpd.read_file(real_data / "noto" / "A37-15_PeninsulaRoad_16-17.fgb")
    assert len(lines) == 4070
    roads, _ = graph_from_lines(lines, PLANE)
    km = sum(d["length"] for *_, d in roads.edges(data=True)) / 2 / 1000
    assert km == pytest.approx(2962, abs=1)
    parts = [roads.subgraph(nodes) for nodes in nx.weakly_connected_components(roads)]
    assert 505 <= len(parts) <= 515
    largest_km = max(sum(d["length"] for *_, d in part.edges(data=True)) / 2 / 1000 for part in parts)
    assert largest_km / km > 0.9
