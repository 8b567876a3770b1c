"""The road file of a region: the right one is used, and what is odd in it is said."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import networkx as nx
import osmnx
import pyogrio
import pytest
import shapely

from geo.region.roads.road_file import base_class, read_roads, road_class
from geo.texts.notices import Notice
from tests.geo.conftest import write_lines

VALLEY = [(137.09, 37.295), (137.10, 37.300)]
SIDE = [(137.10, 37.300), (137.11, 37.300)]


def read(folder: Path, *, fictional: bool = False) -> tuple[nx.MultiDiGraph, dict[str, Notice]]:
    roads, notices = read_roads(folder, 6675, fictional=fictional)
    return roads, {n.code: n for n in notices}


def test_the_first_of_several_is_used_and_said(tmp_path: Path) -> None:
    write_lines(tmp_path / "roads.gpkg", [VALLEY], highway=["primary"])
    graph = nx.MultiDiGraph(crs="epsg:4326")
    graph.add_node(1, x=137.1, y=37.3)
    graph.add_node(2, x=137.2, y=37.3)
    graph.add_edge(1, 2, length=8850.0, highway="primary", oneway=True, osmid=1, reversed=False)
    osmnx.save_graphml(graph, tmp_path / "roads.graphml")
    roads, notices = read(tmp_path)
    assert roads.number_of_edges() == 1
    assert notices["roads_several"].file == "roads.graphml"


@pytest.mark.parametrize("name", ["roads.graphml", "roads.gpkg", "roads.osm", "roads.osm.pbf"])
@pytest.mark.parametrize("content", [b"", b"\0" * 99, b"PK\x03\x04", b"SQLite format 3\0", "山".encode()])
def test_an_unreadable_file_is_an_error_notice(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    roads, notices = read(tmp_path)
    assert roads.number_of_nodes() == 0
    (only,) = notices.values()
    assert (only.severity, only.file) == ("error", name)
    assert only.code in {"roads_unreadable", "roads_empty"}


def test_a_geopackage_without_lines(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(geometry=[shapely.Point(137.1, 37.3)], crs="EPSG:6668")
    pyogrio.write_dataframe(frame, tmp_path / "roads.gpkg")
    _, notices = read(tmp_path)
    assert set(notices) == {"road_line_wrong", "roads_empty"}


def test_a_layer_of_its_own_system_is_read_in_degrees(tmp_path: Path) -> None:
    line = gpd.GeoSeries([shapely.LineString(VALLEY)], crs="EPSG:6668").to_crs("EPSG:2449")
    pyogrio.write_dataframe(gpd.GeoDataFrame(geometry=line), tmp_path / "roads.gpkg")
    roads, _ = read(tmp_path)
    assert sorted(round(d["x"], 5) for _, d in roads.nodes(data=True)) == [137.09, 137.1]


def test_roads_without_any_class_say_at_which_speed_they_count(tmp_path: Path) -> None:
    write_lines(tmp_path / "roads.gpkg", [VALLEY])
    _, notices = read(tmp_path)
    assert "30 km/h" in notices["roads_no_class"].message


def test_an_unknown_class_is_named_and_counted(tmp_path: Path) -> None:
    write_lines(tmp_path / "roads.gpkg", [VALLEY, SIDE], highway=["boulevard", "primary_link"])
    _, notices = read(tmp_path)
    assert "「boulevard」（2本）" in notices["road_class_unknown"].message


def test_crossings_are_counted(tmp_path: Path) -> None:
    cross = [(137.095, 37.290), (137.095, 37.305)]
    write_lines(tmp_path / "roads.gpkg", [VALLEY, cross], highway=["primary", "primary"])
    _, notices = read(tmp_path)
    assert "1 か所" in notices["road_crossings"].message


def test_values_that_are_no_measures_are_not_used(tmp_path: Path) -> None:
    times: list[object] = ["soon", "-5"]
    write_lines(tmp_path / "roads.gpkg", [VALLEY, SIDE], highway=["primary", "primary"], travel_time=times)
    roads, notices = read_roads(tmp_path, 6675)
    found = [(n.code, n.field) for n in notices]
    assert found == [("road_measure_wrong", "travel_time"), ("road_measure_wrong", "travel_time")]
    assert not any("travel_time" in d for *_, d in roads.edges(data=True))


@pytest.mark.parametrize(("line", "code"), [([(37.3, 80.0), (37.3, 80.1)], "roads_outside_japan"), ([(10, 50), (11, 50)], "roads_outside_japan")])  # fmt: skip
def test_roads_outside_japan_are_left_out(tmp_path: Path, line: list[tuple[float, float]], code: str) -> None:
    write_lines(tmp_path / "roads.gpkg", [line], highway=["primary"])
    roads, notices = read(tmp_path)
    assert roads.number_of_nodes() == 0
    assert set(notices) == {code, "roads_empty"}


def test_swapped_roads_are_recognised(tmp_path: Path) -> None:
    graph = nx.MultiDiGraph(crs="epsg:4326")
    graph.add_node(1, x=37.3, y=137.1)
    graph.add_node(2, x=37.3, y=137.2)
    graph.add_edge(1, 2, length=8850.0, highway="primary", oneway=True, osmid=1, reversed=False)
    osmnx.save_graphml(graph, tmp_path / "roads.graphml")
    _, notices = read(tmp_path)
    assert set(notices) == {"roads_swapped", "roads_empty"}


def test_a_fictional_region_may_have_its_roads_anywhere(tmp_path: Path) -> None:
    write_lines(tmp_path / "roads.gpkg", [[(10.0, 50.0), (10.1, 50.0)]], highway=["primary"])
    roads, notices = read_roads(tmp_path, 32632, fictional=True)
    assert roads.number_of_edges() == 2
    assert notices == []


@pytest.mark.parametrize(
    ("highway", "expected"),
    [
        ("primary", "primary"),
        (["primary", "track"], "track"),
        (["primary", "footway"], "primary"),
        (["boulevard"], "boulevard"),
        (None, "road"),
        ("", "road"),
        ([], "road"),
    ],
)
def test_the_class_of_a_road(highway: object, expected: str) -> None:
    assert road_class(highway) == expected


@pytest.mark.parametrize(("name", "expected"), [("primary_link", "primary"), ("boulevard", "road"), ("track", "track")])
def test_the_class_whose_speed_holds(name: str, expected: str) -> None:
    assert base_class(name) == expected
