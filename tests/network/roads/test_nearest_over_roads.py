"""The nearest village: along the roads as networkx and close sampling find it, else in a straight line."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from network.roads.graph import RoadGraph
from network.roads.nearest_over_roads import NearestVillages, nearest_over_roads, nearest_villages, straight_nearest
from tests.network.roads.by_hand import XY, both_ways, drawn, points, roads_of

STEP_M = 5.0
EVERYWHERE = (-np.inf, -np.inf, np.inf, np.inf)


def network(nodes: dict[str, XY], edges: list[tuple[str, str]], **assumed: float) -> RoadGraph:
    """Draw roads that are given one way only."""
    return roads_of(drawn(nodes, [(u, v, {}) for u, v in edges]), **assumed)


def at(*places_m: XY) -> pd.DataFrame:
    return points({f"v{i}": xy for i, xy in enumerate(places_m)})


def asked(roads: RoadGraph, places_m: list[XY], villages: pd.DataFrame) -> NearestVillages:
    return nearest_villages(roads, np.array(places_m, dtype=float).reshape(-1, 2), villages)


def test_a_river_without_a_bridge_lies_between() -> None:
    # Villages A at (0, 0) and B at (0, 300); the road from the place at (1000, 250) leads to A only, 1,250 m; B is 1,001 m away.
    roads = network({"a": (0, 0), "c": (1000, 0), "p": (1000, 250), "b": (0, 300), "n": (0, 900)}, [("a", "c"), ("c", "p"), ("b", "n")])  # fmt: skip
    places: list[XY] = [(1000.0, 250.0), (50.0, 700.0), (0.0, 880.0)]
    found = asked(roads, places, at((0, 0), (0, 300)))
    assert found.village.tolist() == [0, 1, 1]
    assert found.by_road.tolist() == [True, True, True]
    assert straight_nearest(np.array(places), np.array([(0.0, 0.0), (0.0, 300.0)]))[0].tolist() == [1, 1, 1]


def test_the_straight_line_decides_where_no_road_helps() -> None:
    villages = at((0.0, 0.0), (5000.0, 0.0))
    places: list[XY] = [(100.0, 0.0), (4900.0, 0.0), (2600.0, 3000.0)]
    nodes: dict[str, XY] = {"x": (2600, 3000), "y": (2700, 3000), "a": (0, 4000), "b": (100, 4000)}
    # The road x-y is the nearest of both villages, so it decides at the third place; the others are nearer to a village.
    found = asked(network(nodes, [("x", "y"), ("a", "b")], max_access_m=5000), places, villages)
    assert found.by_road.tolist() == [False, False, True]
    assert found.village.tolist()[:2] == [0, 1]
    # A road that is farther than anybody is thought to walk leads to no village, and there may be none at all.
    for roads in (network(nodes, [("x", "y"), ("a", "b")]), network({}, [])):
        found = asked(roads, places, villages)
        assert (found.village.tolist(), found.by_road.tolist()) == ([0, 1, 1], [False] * 3)
        assert asked(roads, [], villages).village.tolist() == []


def test_a_road_that_leads_to_no_village_decides_nothing() -> None:
    # Both places stand on a road of its own; the next, 300 m away, leads to the first village. The second lies at 1,001 m, too
    # far from any road to be reached by it.
    roads = network({"a": (0, 0), "b": (2000, 0), "x": (200, 300), "y": (1400, 300)}, [("a", "b"), ("x", "y")])
    villages = at((1700, 0), (400, 1301))
    found = asked(roads, [(400.0, 300.0), (1390.0, 302.0)], villages)
    assert (found.village.tolist(), found.by_road.tolist()) == ([1, 0], [False, False])
    spread = nearest_over_roads(roads, villages, spacing_m=100, box=EVERYWHERE)
    lost = spread.xy_m[:, 1].round() == 300
    assert dict(zip(spread.xy_m[lost, 0].round(), spread.village[lost], strict=True)) == {
        x: int(np.hypot(x - 1700, 300) < np.hypot(x - 400, 1001)) ^ 1 for x in range(200, 1401, 100)
    }


def test_equally_near_villages_are_taken_by_their_order() -> None:
    villages = np.array([(10.0, 0.0), (-10.0, 0.0)])
    assert straight_nearest(np.array([(0.0, 0.0)]), villages)[0].tolist() == [0]
    assert straight_nearest(np.array([(0.0, 0.0)]), villages[::-1])[0].tolist() == [0]


def test_of_villages_at_one_place_the_first_counts() -> None:
    roads = network({"a": (0, 0), "b": (1000, 0)}, [("a", "b")])
    for spot in ((0.0, 0.0), (500.0, 0.0), (500.0, 30.0)):
        assert asked(roads, [(300.0, 10.0), (1000.0, 5.0)], at(spot, spot)).village.tolist() == [0, 0]


def test_a_bend_is_as_long_as_it_is() -> None:
    # A road that winds 3,000 m to A against a straight one of 1,500 m to B, both ending at the place.
    nodes: dict[str, XY] = {"p": (0, 0), "a": (1000, 0), "b": (-1500, 0)}
    roads = roads_of(drawn(nodes, [("p", "b", {}), ("p", "a", {"via": [(0, 1000), (1000, 1000)]})]))
    found = asked(roads, [(0.0, 0.0)], at((1000, 0), (-1500, 0)))
    assert (found.village.tolist(), found.by_road.tolist()) == ([1], [True])
    assert straight_nearest(np.zeros((1, 2)), np.array([(1000.0, 0.0), (-1500.0, 0.0)]))[0].tolist() == [0]


@pytest.mark.parametrize("two_way", [True, False])
@pytest.mark.parametrize(
    ("junctions", "villages"),
    [
        ([0, 4500], [0, 1800]),
        ([0, 4500], [700, 1800, 3300]),
        ([0, 1500, 3000, 4500], [700, 1800, 3300]),
        ([*range(0, 4501, 250)], [700, 1800, 3300]),
    ],
)
def test_along_one_road_the_nearest_is_as_near_as_it_looks(
    junctions: list[int], villages: list[int], *, two_way: bool
) -> None:
    """However few junctions, and both directions given or one: on a straight road the way is the straight line."""
    nodes: dict[str, XY] = {f"n{x}": (float(x), 0.0) for x in junctions}
    pairs = zip(list(nodes), list(nodes)[1:], strict=False)
    roads = roads_of(drawn(nodes, [e for u, v in pairs for e in (both_ways(u, v) if two_way else [(u, v, {})])]))
    x = np.arange(50.0, 4500.0, 37.0)
    found = asked(roads, [(v, 33.0) for v in x], at(*((float(v), 0.0) for v in villages)))
    nearest = np.abs(x[:, None] - np.array(villages, dtype=float)).argmin(axis=1)
    assert (found.village.tolist(), bool(found.by_road.all())) == (nearest.tolist(), True)


def test_a_village_beside_the_road_may_own_none_of_it() -> None:
    # The first lies 600 m above the road at 500 m, the second at the road at 700 m: even there the way to the second is shorter.
    roads, villages = network({"a": (0, 0), "b": (1000, 0)}, [("a", "b")]), at((500, 600), (700, 0))
    assert asked(roads, [(500.0, 10.0), (100.0, 10.0), (500.0, 400.0)], villages).village.tolist() == [1, 1, 0]
    # 600 m + (x - 500) from the first, 1,200 - x from the second: equal at x = 550.
    roads = network({"a": (0, 0), "b": (3000, 0)}, [("a", "b")])
    villages = at((500, 600), (1200, 0))
    assert asked(roads, [(549.0, 5.0), (551.0, 5.0), (20.0, 5.0)], villages).village.tolist() == [0, 1, 0]


def test_points_stand_on_either_side_of_a_border() -> None:
    roads = network({"a": (0, 0), "b": (1000, 0)}, [("a", "b")])
    found = nearest_over_roads(roads, at((0, 0), (620, 0)), spacing_m=400, box=EVERYWHERE)
    x = found.xy_m[2:, 0]
    assert sorted(x.round(3)) == [0, 309.5, 310.5, 333.333, 666.667, 1000]
    assert found.village[2:].tolist() == [0 if v < 310 else 1 for v in x]


@st.composite
def towns(draw: st.DrawFn) -> tuple[nx.MultiDiGraph, dict[str, XY]]:
    """Draw roads on a grid, possibly in pieces."""
    side = 5
    names = {f"{i}-{j}": (i * 1000.0, j * 1000.0) for i in range(side) for j in range(side)}
    across = [(f"{i}-{j}", f"{i + 1}-{j}") for i in range(side - 1) for j in range(side)]
    possible = across + [(f"{i}-{j}", f"{i}-{j + 1}") for i in range(side) for j in range(side - 1)]
    edges = draw(st.lists(st.sampled_from(possible), min_size=6, unique=True))
    used = sorted({n for edge in edges for n in edge})
    return drawn({n: names[n] for n in used}, [(u, v, {}) for u, v in edges]), {n: names[n] for n in used}


@given(towns(), st.data())
def test_junctions_belong_to_the_village_that_networkx_finds(
    town: tuple[nx.MultiDiGraph, dict[str, XY]], data: st.DataObject
) -> None:
    graph, nodes = town
    names = data.draw(st.lists(st.sampled_from(sorted(nodes)), min_size=1, max_size=4, unique=True))
    found = asked(roads_of(graph), list(nodes.values()), at(*(nodes[v] for v in names)))
    lengths = {v: nx.single_source_dijkstra_path_length(graph.to_undirected(), v, weight="length") for v in names}
    for node, village, road in zip(nodes, found.village, found.by_road, strict=True):
        reached = {v: lengths[v][node] for v in names if node in lengths[v]}
        assert road == bool(reached)
        if reached:
            assert reached[names[village]] == pytest.approx(min(reached.values()))


@st.composite
def crooked_towns(draw: st.DrawFn) -> tuple[dict[str, XY], list[tuple[str, str, dict[str, Any]]]]:
    """Draw crooked roads between two to seven places, one-way and two-way, some longer than they look, possibly in pieces."""
    coordinate = st.integers(0, 3000)
    spots = draw(st.lists(st.tuples(coordinate, coordinate), min_size=2, max_size=7, unique=True))
    nodes = {f"n{i}": (float(x), float(y)) for i, (x, y) in enumerate(spots)}
    pairs = [(u, v) for u in nodes for v in nodes if u < v]
    edges: list[tuple[str, str, dict[str, Any]]] = []
    for u, v in draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=7, unique=True)):
        data: dict[str, Any] = {}
        if draw(st.booleans()):
            data["via"] = [(float(draw(coordinate)), float(draw(coordinate)))]
        if draw(st.integers(0, 3)) == 0:
            data["length"] = float(draw(st.integers(200, 5000)))
        there, back = both_ways(u, v, **data)
        edges += draw(st.sampled_from([[there], [back], [there, back]]))
    return nodes, edges


def sampled(roads: RoadGraph, villages_m: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Walk the slow way: places every few metres along every road, and metres from each village to each of them."""
    ways, spots = nx.Graph(names=[]), list[XY]()
    lines, limit_m = roads.segments, roads.assumptions["max_access_m"]
    away_m = shapely.distance(np.asarray(shapely.points(villages_m))[:, None], lines[None, :])
    joins = [int(row.argmin()) if row.min() <= limit_m else -1 for row in away_m]
    first = {s: e for e, s in reversed(list(enumerate(roads.edge_segment)))}
    for s, line in enumerate(lines):
        there = [line.project(shapely.Point(xy), normalized=True) for v, xy in enumerate(villages_m) if joins[v] == s]
        shares = np.unique([*np.linspace(0, 1, int(line.length / STEP_M) + 2), *there])
        ends = roads.edge_nodes[first[s]][:: 1 if roads.edge_forward[first[s]] else -1]
        names = [f"node {ends[0]}", *(f"{s} {share}" for share in shares[1:-1]), f"node {ends[1]}"]
        for (u, v), gap in zip(itertools.pairwise(names), np.diff(shares), strict=True):
            ways.add_edge(u, v, length=min(gap * roads.edge_length_m[first[s]], ways.get_edge_data(u, v, {"length": np.inf})["length"]))  # fmt: skip
        for village in (v for v, joined in enumerate(joins) if joined == s):
            share = line.project(shapely.Point(villages_m[village]), normalized=True)
            ways.add_edge(f"village {village}", names[int(np.searchsorted(shares, share))], length=away_m[village, s])
        spots += [(p.x, p.y) for p in shapely.line_interpolate_point(line, shares, normalized=True)]
        ways.graph["names"] += names
    metres = np.full((len(villages_m), len(spots)), np.inf)
    for village in range(len(villages_m)):
        # Nobody walks through another village's own path.
        others = [f"village {v}" for v in range(len(villages_m)) if v != village]
        if f"village {village}" in ways:
            found = nx.single_source_dijkstra_path_length(nx.restricted_view(ways, others, []), f"village {village}", weight="length")  # fmt: skip
            metres[village] = [found.get(name, np.inf) for name in ways.graph["names"]]
    return np.array(spots), metres


@settings(max_examples=60)
@given(crooked_towns(), st.data())
def test_places_belong_where_close_sampling_finds_them(
    town: tuple[dict[str, XY], list[tuple[str, str, dict[str, Any]]]], data: st.DataObject
) -> None:
    roads = roads_of(drawn(*town))
    anywhere = st.tuples(st.integers(-1500, 4500), st.integers(-1500, 4500)).map(
        lambda xy: (xy[0] + 0.37, xy[1] + 0.73)
    )
    village_places = data.draw(st.lists(anywhere, min_size=1, max_size=5, unique=True))
    places = data.draw(st.lists(anywhere, min_size=1, max_size=12))
    villages_m = np.array(village_places)
    found = asked(roads, places, at(*village_places))
    spots, metres = sampled(roads, villages_m)
    for place, village, road in zip(np.array(places), found.village, found.by_road, strict=True):
        straight_m = np.hypot(*(villages_m - place).T)
        leg_m = np.hypot(*(spots - place).T)
        # What a step more or less decides is left open, nothing else.
        near = np.flatnonzero(leg_m <= leg_m.min() + STEP_M)
        if road:
            assert leg_m.min() <= straight_m.min() + STEP_M
            assert (metres[village, near] <= metres[:, near].min(axis=0) + 2 * STEP_M * _stretch(roads)).any()
        else:
            lost = not np.isfinite(metres[:, near]).any(axis=0).all()
            assert lost or straight_m.min() <= leg_m.min() + STEP_M
            assert straight_m[village] == pytest.approx(straight_m.min(), abs=1e-3)


def _stretch(roads: RoadGraph) -> float:
    """How much longer than it looks the longest-seeming road is, at least 1."""
    return max(1.0, float((roads.edge_length_m / shapely.length(roads.segments[roads.edge_segment])).max()))
