"""OpenStreetMap files are read without any network, simplified to junctions."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
import shapely

from geo.osm.roads import read_osm, read_osm_roads

NODES = {1: (37.300, 137.100), 2: (37.301, 137.100), 3: (37.302, 137.100), 4: (37.301, 137.102), 5: (37.301, 137.098)}


PLACELESS = b'<osm version="0.6"><node id="1" lat="37.3x" lon="137.1" version="1"/></osm>'


def write(path: Path, *ways: tuple[list[int], dict[str, str]]) -> Path:
    path = path / "roads.osm"
    nodes = [f'<node id="{i}" lat="{lat}" lon="{lon}" version="1"/>' for i, (lat, lon) in NODES.items()]
    bodies = [
        f'<way id="{100 + i}" version="1">'
        + "".join(f'<nd ref="{ref}"/>' for ref in refs)
        + "".join(f'<tag k="{k}" v="{v}"/>' for k, v in tags.items())
        + "</way>"
        for i, (refs, tags) in enumerate(ways)
    ]
    path.write_text(f'<osm version="0.6">{"".join(nodes)}{"".join(bodies)}</osm>', encoding="utf-8")
    return path


def test_nodes_stand_at_junctions_and_ends_only(tmp_path: Path) -> None:
    roads = read_osm(
        write(tmp_path, ([1, 2, 3], {"highway": "primary", "name": "谷の道"}), ([5, 2, 4], {"highway": "track"}))
    )
    assert set(roads) == {"1", "2", "3", "4", "5"}
    assert roads.number_of_edges() == 8
    assert roads.edges["1", "2", 0]["name"] == "谷の道"
    alone = read_osm(write(tmp_path, ([1, 2, 3], {"highway": "primary"})))
    assert set(alone) == {"1", "3"}
    assert alone.edges["1", "3", 0]["length"] == pytest.approx(222, abs=1)
    assert len(alone.edges["3", "1", 0]["geometry"].coords) == 3


@pytest.mark.parametrize(
    ("tags", "edges"),
    [
        ({"oneway": "yes"}, [("1", "3")]),
        ({"oneway": "-1"}, [("3", "1")]),
        ({"oneway": "no", "junction": "roundabout"}, [("1", "3"), ("3", "1")]),
        ({"junction": "roundabout"}, [("1", "3")]),
        ({}, [("1", "3"), ("3", "1")]),
    ],
)
def test_one_way(tmp_path: Path, tags: dict[str, str], edges: list[tuple[str, str]]) -> None:
    roads = read_osm(write(tmp_path, ([1, 2, 3], {"highway": "primary", **tags})))
    assert sorted((u, v) for u, v in roads.edges()) == edges


def test_a_motorway_goes_one_way_unless_it_says_otherwise(tmp_path: Path) -> None:
    assert read_osm(write(tmp_path, ([1, 2, 3], {"highway": "motorway"}))).number_of_edges() == 1
    assert read_osm(write(tmp_path, ([1, 2, 3], {"highway": "motorway", "oneway": "no"}))).number_of_edges() == 2


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "proposed"},
        {"building": "yes"},
        {"highway": "service", "access": "private"},
        {"highway": "pedestrian", "area": "yes"},
    ],
)
def test_what_nobody_drives_or_walks_on_is_left_out(tmp_path: Path, tags: dict[str, str]) -> None:
    assert read_osm(write(tmp_path, ([1, 2, 3], tags))).number_of_edges() == 0


def test_nodes_that_are_not_in_the_file_are_passed_over(tmp_path: Path) -> None:
    assert read_osm(write(tmp_path, ([1, 99, 3], {"highway": "track"}))).number_of_edges() == 2
    assert (
        read_osm(write(tmp_path, ([98, 99], {"highway": "track"}), ([1], {"highway": "track"}))).number_of_edges() == 0
    )


def test_a_ring_is_a_loop(tmp_path: Path) -> None:
    roads = read_osm(write(tmp_path, ([1, 2, 4, 1], {"highway": "track"})))
    assert sorted(roads.edges()) == [("1", "1"), ("1", "1")]


@pytest.mark.parametrize("name", ["roads.osm", "roads.osm.pbf"])
@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"<osm", b"<html></html>", bytes(range(256)), PLACELESS])
def test_junk_is_a_value_error_in_japanese(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    try:
        roads = read_osm(path)
    except ValueError as problem:
        text = str(problem)
    else:
        assert roads.number_of_nodes() == 0
        text = "として読めません"
    assert "として読めません" in text


@pytest.mark.real_data
def test_the_roads_of_andorra(real_data: Path) -> None:
    roads = read_osm(real_data / "osm" / "andorra.osm.pbf")
    assert roads.number_of_nodes() > 1000
    assert all(d["length"] > 0 for *_, d in roads.edges(data=True))
    largest = max(nx.weakly_connected_components(roads), key=len)
    assert len(largest) > 0.8 * len(roads)
    for u, v, data in list(roads.edges(data=True))[:500]:
        ends = shapely.get_coordinates(data["geometry"])[[0, -1]].tolist()
        assert ends == [[roads.nodes[n]["x"], roads.nodes[n]["y"]] for n in (u, v)]


@pytest.mark.real_data
@pytest.mark.parametrize(("name", "at_least"), [("tsukuba.osm", 100), ("aist.osm", 500)])
def test_the_roads_of_tsukuba_have_japanese_names(real_data: Path, name: str, at_least: int) -> None:
    roads = read_osm(real_data / "osm" / name)
    assert roads.number_of_edges() > at_least
    names = {str(d["name"]) for *_, d in roads.edges(data=True) if "name" in d}
    assert any("ぁ" <= c <= "龥" for name in names for c in name)


@pytest.mark.parametrize(
    ("tags", "seconds", "kph"),
    [
        ({"motor_vehicle": "yes", "duration": "0:40"}, 2400, None),
        ({"motorcar": "yes", "duration": "01:10:30"}, 4230, None),
        ({"motor_vehicle": "yes", "duration": "25"}, 1500, None),
        ({"vehicle": "designated", "duration": "PT1H5M"}, 3900, None),
        ({"motor_vehicle": "yes"}, None, None),
        ({"motor_vehicle": "yes", "duration": "about an hour"}, None, None),
        ({"motor_vehicle": "no", "duration": "0:40"}, None, 0.0),
        ({"foot": "yes", "duration": "0:40"}, None, 0.0),
    ],
)
def test_a_ferry_is_a_way_that_takes_its_duration(tmp_path: Path, tags: dict[str, str], seconds: int | None, kph: float | None) -> None:  # fmt: skip
    path = write(tmp_path, ([1, 2, 3], {"route": "ferry", "name": "島の渡し", **tags}), ([4, 2], {"highway": "track"}))
    roads, notices = read_osm_roads(path, "roads.osm")
    crossing = [roads.edges[e] for e in (("1", "2", 0), ("2", "3", 0))]
    assert [edge["highway"] for edge in crossing] == ["ferry", "ferry"]
    assert [edge.get("speed_kph") for edge in crossing] == [kph, kph]
    # Both halves are 0.001 degrees of latitude long: each takes half of the time.
    assert [edge.get("travel_time") for edge in crossing] == ([None, None] if seconds is None else [pytest.approx(seconds / 2, rel=1e-3)] * 2)  # fmt: skip
    told = [n for n in notices if n.code == "osm_ferries"]
    assert len(told) == 1
    assert "島の渡し" in told[0].message
    counted = next(n for n in notices if n.code == "osm_roads_counted")
    assert "1" in counted.message


def test_other_routes_are_no_roads(tmp_path: Path) -> None:
    path = write(tmp_path, ([1, 2, 3], {"route": "hiking"}), ([4, 2], {"highway": "track"}))
    assert read_osm_roads(path, "roads.osm")[0].number_of_edges() == 2
