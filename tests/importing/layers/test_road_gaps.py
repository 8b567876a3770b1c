"""Gaps of a road layer: joined only where asked, only between pieces, the narrowest first, and each one told."""

from __future__ import annotations

import itertools
from pathlib import Path

import geopandas as gpd
import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.region.region import read_region
from geo.region.roads.joined_gaps import joined_gaps
from geo.region.roads.roads_lines import GAP, graph_from_lines
from importing import ImportOptions, import_files
from importing.layers.road_gaps import with_gaps_joined
from tests.geo.conftest import write_lines

CRS = 6675
ORIGIN = np.array([10_000.0, 140_000.0])

Way = list[tuple[float, float]]


def layer(*ways: Way, **columns: list[object]) -> gpd.GeoDataFrame:
    """Ways in metres from a place in zone VII, as a layer in degrees."""
    shapes = [shapely.LineString(np.array(way) + ORIGIN) for way in ways]
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=f"EPSG:{CRS}").to_crs("EPSG:6668")


def pieces(lines: gpd.GeoDataFrame) -> int:
    return nx.number_weakly_connected_components(graph_from_lines(lines, CRS)[0])


def widths(lines: gpd.GeoDataFrame) -> list[float]:
    return sorted(float(w) for w in lines.get(GAP, []) if w == w)


A: Way = [(0, 0), (500, 0)]


@pytest.mark.parametrize(
    ("other", "within_m", "joined"),
    [
        ([(508, 0), (900, 0)], 10, [8.0]),  # end to end
        ([(508, 0), (900, 0)], 5, []),  # wider than asked
        ([(250, 9), (250, 400)], 10, [9.0]),  # an end beside the middle of a line
        ([(505, 5), (900, 5)], 10, [7.1]),
        ([(500, 0), (900, 0)], 10, []),  # already joined
        ([(250, -100), (250, 100)], 10, []),  # a bridge: they cross, and no end is near
        ([(250, 0), (250, 300)], 10, []),  # the end lies on the line: a vertex is enough, and there is no gap to draw
        ([(250, 0.3), (250, 300)], 10, []),
        ([(100, 30), (400, 30)], 10, []),
    ],
)
def test_two_roads(other: Way, within_m: float, joined: list[float]) -> None:
    found, _ = with_gaps_joined(layer(A, other), within_m, "a.gpkg")
    assert widths(found) == pytest.approx(joined, abs=0.05)


@pytest.mark.parametrize(
    "other", [[(508, 0), (900, 0)], [(250, 9), (250, 400)], [(250, 0), (250, 300)], [(250, 0.3), (250, 300)]]
)
def test_what_is_joined_is_one_network(other: Way) -> None:
    before = layer(A, other)
    assert pieces(before) == 2
    found, notices = with_gaps_joined(before, 10, "a.gpkg")
    assert pieces(found) == 1
    assert [n.code for n in notices] == ["import_road_gaps", "import_road_gap"]
    assert "2 から 1" in notices[0].message


def test_what_gets_no_line_of_its_own_is_told_since_a_list_of_lines_will_have_fewer() -> None:
    found, notices = with_gaps_joined(layer(A, [(250, 9), (250, 400)], [(100, 0.3), (100, 300)]), 10, "a.gpkg")
    assert widths(found) == pytest.approx([9.0], abs=0.05)
    assert "切れ目 2 か所" in notices[0].message
    assert "うち 1 か所は届いていたので、線を足さずに" in notices[0].message
    assert "うち" not in with_gaps_joined(layer(A, [(250, 9), (250, 400)]), 10, "a.gpkg")[1][0].message


def test_a_bridge_stays_a_bridge() -> None:
    found, notices = with_gaps_joined(layer(A, [(250, -100), (250, 100)]), 50, "a.gpkg")
    assert pieces(found) == 2
    assert [n.code for n in notices] == ["import_road_gaps_none"]


def test_two_pieces_are_joined_once_at_the_narrowest_place() -> None:
    # A ring that is open at three places: 3, 6 and 9 m; two of them join three pieces, the widest stays open.
    ways: list[Way] = [[(0, 0), (100, 0)], [(103, 0), (100, 100)], [(100, 106), (0, 106), (0, 9)]]
    found, _ = with_gaps_joined(layer(*ways), 20, "a.gpkg")
    assert widths(found) == pytest.approx([3.0, 6.0], abs=0.05)
    assert pieces(found) == 1


def test_the_joint_bears_the_class_of_the_road_that_it_prolongs() -> None:
    roads = layer(A, [(250, 9), (250, 400)], highway=["secondary", "unclassified"])
    found, _ = with_gaps_joined(roads, 10, "a.gpkg")
    (joint,) = found[found[GAP].notna()].to_dict("records")
    assert joint["highway"] == "unclassified"
    assert sorted(found["highway"]) == ["secondary", "unclassified", "unclassified"]


def test_lengths_stay_and_only_the_gap_is_added() -> None:
    roads = layer(A, [(250, 9), (250, 400)], [(254, 405), (600, 405)])
    found, _ = with_gaps_joined(roads, 10, "a.gpkg")
    length = found.to_crs(f"EPSG:{CRS}").length.sum()
    assert length == pytest.approx(roads.to_crs(f"EPSG:{CRS}").length.sum() + 9 + np.hypot(4, 5), abs=0.05)


def test_the_region_lists_them_and_the_report_tells_each(tmp_path: Path) -> None:
    jinko = "集落名,人口,世帯数,緯度,経度\n上,12,5,36.10,137.10\n下,30,11,36.10,137.12\n"
    (tmp_path / "jinko.csv").write_text(jinko, encoding="utf-8")
    # 0.0001 degrees of longitude at 36.1 degrees north are 9 m.
    write_lines(tmp_path / "michi.gpkg", [[(137.10, 36.10), (137.11, 36.10)], [(137.1101, 36.10), (137.12, 36.10)]])
    folder = tmp_path / "town"
    import_files("villages", [tmp_path / "jinko.csv"], folder)
    report = import_files("roads", [tmp_path / "michi.gpkg"], folder, options=ImportOptions(join_gaps_m=10))
    assert report.rows_kept == 2
    assert [n.code for n in report.notices if "gap" in n.code] == ["import_road_gaps", "import_road_gap"]
    region = read_region(folder)
    assert nx.number_weakly_connected_components(region.roads) == 1
    (gap,) = joined_gaps(region.roads)
    assert gap.width_m == pytest.approx(9.0, abs=0.1)
    assert [gap.lat, gap.lon] == pytest.approx([36.1, 137.11005])
    assert region.roads.has_edge(*gap.edge)
    apart = tmp_path / "apart"
    import_files("villages", [tmp_path / "jinko.csv"], apart)
    import_files("roads", [tmp_path / "michi.gpkg"], apart)
    assert (nx.number_weakly_connected_components(read_region(apart).roads), joined_gaps(read_region(apart).roads)) == (
        2,
        [],
    )


def test_a_network_is_not_bent(tmp_path: Path) -> None:
    from tests.small_region import write_small_region

    source = write_small_region(tmp_path / "small")
    jinko = source / "villages.csv"
    import_files("villages", [jinko], tmp_path / "town")
    graph = next(source.glob("roads.*"))
    report = import_files("roads", [graph], tmp_path / "town", options=ImportOptions(join_gaps_m=10))
    assert "import_network_gaps" in [n.code for n in report.notices]


PLACE = st.tuples(st.integers(0, 30), st.integers(0, 30))


@given(st.lists(st.tuples(PLACE, PLACE).filter(lambda w: w[0] != w[1]), min_size=2, max_size=7), st.integers(1, 12))
def test_no_end_is_left_near_another_piece(ways: list[tuple[tuple[int, int], tuple[int, int]]], within_m: int) -> None:
    """By brute force: afterwards no end of any piece lies within reach of another piece."""
    found, _ = with_gaps_joined(layer(*[[(x * 7.3, y * 7.3) for x, y in way] for way in ways]), within_m, "a.gpkg")
    graph = graph_from_lines(found, CRS)[0]
    shapes = found.to_crs(f"EPSG:{CRS}").geometry
    parts = list(nx.weakly_connected_components(graph))
    lines = [
        shapely.MultiLineString([d["geometry"] for u, _, d in graph.edges(data=True) if u in part]) for part in parts
    ]
    metric = gpd.GeoSeries(lines, crs="EPSG:6668").to_crs(f"EPSG:{CRS}")
    ends = [
        (i, shapely.Point(xy))
        for shape in shapes
        for xy in (shape.coords[0], shape.coords[-1])
        for i, own in enumerate(metric)
        if own.distance(shapely.Point(xy)) < 0.01
    ]
    for (mine, end), (other, line) in itertools.product(ends, enumerate(metric)):
        at_home = {i for i, point in ends if point.distance(end) < 0.01}
        if other != mine and other not in at_home:
            assert line.distance(end) > within_m - 0.02
