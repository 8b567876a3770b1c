"""What OSMnx saves is read back as it was; what is no GraphML is told."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import osmnx
import pytest
import shapely

from geo.region.roads.roads_graphml import read_graphml

HEAD = '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
KEYS = (
    '<key id="d0" for="node" attr.name="x" attr.type="string"/><key id="d1" for="node" attr.name="y" attr.type="string"/>'
    '<key id="d2" for="edge" attr.name="oneway" attr.type="string"/><key id="d3" for="edge" attr.name="length" attr.type="string"/>'
    '<key id="d4" for="edge" attr.name="geometry" attr.type="string"/><key id="d5" for="edge" attr.name="highway" attr.type="string"/>'
)
NODES = (
    '<node id="1"><data key="d0">137.1</data><data key="d1">37.3</data></node>'
    '<node id="2"><data key="d0">137.2</data><data key="d1">37.3</data></node>'
)


def write(path: Path, edges: str, *, nodes: str = NODES, default: str = "directed") -> Path:
    path = path / "roads.graphml"
    text = f'{HEAD}{KEYS}<graph edgedefault="{default}">{nodes}{edges}</graph></graphml>'
    path.write_text(text, encoding="utf-8")
    return path


def example() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph(crs="epsg:4326")
    graph.add_node(1, x=137.1, y=37.3, street_count=2)
    graph.add_node(2, x=137.2, y=37.3, street_count=2)
    line = shapely.LineString([(137.1, 37.3), (137.15, 37.31), (137.2, 37.3)])
    graph.add_edge(1, 2, 0, osmid=[5, 6], length=9000.5, oneway=False, reversed=False, highway="primary", geometry=line)
    graph.add_edge(2, 1, 0, osmid=5, length=9000.5, oneway=False, reversed=[True, False], highway=["primary", "track"])
    graph.add_edge(1, 2, 1, osmid=7, length=8000.0, oneway=True, reversed=False, maxspeed="40", name=["甲", "乙"])
    graph.add_edge(1, 1, 0, osmid=8, length=100.0, oneway=False, reversed=False, speed_kph=20.0, travel_time=18.0)
    return graph


def test_a_network_saved_by_osmnx_comes_back(tmp_path: Path) -> None:
    saved = example()
    osmnx.save_graphml(saved, tmp_path / "roads.graphml")
    read = read_graphml(tmp_path / "roads.graphml")
    assert set(read) == {"1", "2"}
    assert read.nodes["1"] == {"x": 137.1, "y": 37.3, "street_count": 2}
    assert sorted(read.edges(keys=True)) == [("1", "1", 0), ("1", "2", 0), ("1", "2", 1), ("2", "1", 0)]
    for u, v, key, data in saved.edges(keys=True, data=True):
        values = {k: w for k, w in data.items() if k != "osmid"}
        assert {k: w for k, w in read.edges[str(u), str(v), key].items() if k != "osmid"} == values


def test_one_way_of_merged_ways_holds_only_if_all_are(tmp_path: Path) -> None:
    edges = '<edge source="1" target="2"><data key="d2">[True, False]</data></edge>'
    assert read_graphml(write(tmp_path, edges)).edges["1", "2", 0]["oneway"] is False


def test_an_undirected_file_goes_both_ways(tmp_path: Path) -> None:
    edges = '<edge source="1" target="2"><data key="d4">LINESTRING (137.1 37.3, 137.2 37.3)</data></edge>'
    read = read_graphml(write(tmp_path, edges, default="undirected"))
    assert shapely.get_coordinates(read.edges["2", "1", 0]["geometry"]).tolist() == [[137.2, 37.3], [137.1, 37.3]]


def test_edges_with_words_for_ids_are_all_there(tmp_path: Path) -> None:
    edges = (
        '<edge id="a" source="1" target="2"/><edge id="b" source="1" target="2"/><edge id="0" source="1" target="2"/>'
    )
    assert read_graphml(write(tmp_path, edges)).number_of_edges() == 3


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ('<data key="d3">long</data>', "length「long」"),
        ('<data key="d2">perhaps</data>', "oneway「perhaps」"),
        ('<data key="d4">LINESTRING (1 2)</data>', "geometry"),
        ('<data key="d5">[primary]</data>', "highway「[primary]」"),
    ],
)
def test_a_value_that_cannot_be_read_is_named(tmp_path: Path, data: str, named: str) -> None:
    with pytest.raises(ValueError, match="道 1→2 の") as caught:
        read_graphml(write(tmp_path, f'<edge source="1" target="2">{data}</edge>'))
    assert named in str(caught.value)


def test_a_node_without_a_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="結節点 9 に座標"):
        read_graphml(write(tmp_path, '<edge source="1" target="9"/>'))


@pytest.mark.parametrize(
    "text", ["", "<a/>", "山", HEAD, f"{HEAD}<graph><node/></graph></graphml>", f"{HEAD}</graphml>"]
)
def test_what_is_no_graphml_is_a_value_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "roads.graphml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"[ぁ-ん]"):
        read_graphml(path)
