"""The road network: its model, closing and opening, pieces, and what makes two networks one."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

from geo.files.crs import to_metric
from geo.reference.assumptions import Assumptions
from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.travel_time import field_of, travel_times
from tests.network.random_towns import places, towns
from tests.network.roads.by_hand import CRS, both_ways, drawn, lat_lon, points, roads_of

NODES = {"a": (0.0, 0.0), "b": (1000.0, 0.0), "c": (2000.0, 0.0), "d": (1000.0, 5000.0), "e": (1500.0, 5000.0)}


def two_pieces() -> nx.MultiDiGraph:
    """A two-way road a-b-c of 2 km, and a one-way road d-e of 500 m apart from it."""
    return drawn(NODES, [*both_ways("a", "b"), *both_ways("b", "c"), ("d", "e", {})])


def test_ids_are_kept_as_text_in_the_order_of_the_graph():
    graph = drawn({1: (0.0, 0.0), 2: (100.0, 0.0)}, [(1, 2, {}), (1, 2, {"travel_time": 3.0})])
    roads = roads_of(graph)
    assert roads.node_ids == ("1", "2")
    assert roads.edge_ids == (("1", "2", 0), ("1", "2", 1))
    assert roads.edge_position[("1", "2", 1)] == 1


@given(data=st.data(), town=towns(), mode=st.sampled_from(["car", "walk"]))
def test_closing_roads_is_building_without_them_and_opening_brings_all_back(data, town, mode):
    graph, nodes, edges = town
    chosen = data.draw(st.lists(st.sampled_from(sorted(graph.edges(keys=True))), unique=True))
    spots = data.draw(places(nodes, edges, "p"))
    roads = RoadGraph.from_networkx(graph, crs=CRS)
    closed = roads.closing(chosen)
    without = graph.copy()
    without.remove_edges_from(chosen)
    rebuilt = RoadGraph.from_networkx(without, crs=CRS)
    after, without_min = (travel_times(r, spots, spots, mode=mode).minutes for r in (closed, rebuilt))
    # Over the roads a closed road is no road; but nobody walks across country because one is closed (`straight_walks`).
    xy_m = to_metric(spots["lat"].to_numpy(), spots["lon"].to_numpy(), CRS)
    walked_min = cdist(xy_m, xy_m) / roads.assumptions["walk_general_m_per_min"] + 2e-6
    over_roads = without_min.where(without_min > walked_min)
    pd.testing.assert_frame_equal(after.where(over_roads.notna()), over_roads, rtol=0, atol=2e-6)
    assert (after >= without_min - 2e-6).all(axis=None)
    assert sorted(closed.graph.edges(keys=True)) == sorted(without.edges(keys=True))
    assert closed.opening(chosen) == roads
    assert (closed == roads) is (not chosen)
    assert closed.closing(chosen) is closed


def test_closing_leaves_the_open_network_as_it_was():
    roads = roads_of(two_pieces())
    ends = points(NODES)
    before = travel_times(roads, ends, ends).minutes
    closed = roads.closing([("a", "b", 0), ("b", "a", 0)])
    assert np.isinf(travel_times(closed, ends, ends).minutes["c"].loc["a"])
    pd.testing.assert_frame_equal(travel_times(roads, ends, ends).minutes, before)
    assert roads.open_edges.all()


def test_closing_one_direction_makes_a_one_way_street():
    closed = roads_of(two_pieces()).closing([("a", "b", 0)])
    minutes = travel_times(closed, points(NODES), points(NODES)).minutes
    assert np.isinf(minutes["b"].loc["a"])
    assert np.isfinite(minutes["a"].loc["b"])


def test_the_order_of_closing_does_not_matter():
    roads = roads_of(two_pieces())
    one, other = ("a", "b", 0), ("d", "e", 0)
    assert roads.closing([one]).closing([other]) == roads.closing([other, one])
    assert roads.closing([one, other]).opening([one]) == roads.closing([other])


def test_closing_a_road_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        roads_of(two_pieces()).closing([("a", "c", 0)])


def test_the_callers_graph_may_be_edited_afterwards():
    """Trap: a compiled graph goes stale, or changes unseen, when the networkx graph is edited in place."""
    graph = two_pieces()
    roads = roads_of(graph)
    ends = points(NODES)
    before = travel_times(roads, ends, ends).minutes
    graph.edges["a", "b", 0]["travel_time"] = 9999.0
    graph.remove_node("c")
    assert "travel_time" not in roads.graph.edges["a", "b", 0]
    compiled.cache_clear()
    pd.testing.assert_frame_equal(travel_times(roads, ends, ends).minutes, before)
    edited = roads_of(graph)
    assert edited != roads
    assert travel_times(edited, ends, ends).minutes["b"].loc["a"] > 100


def test_equal_content_shares_what_is_compiled_and_other_content_never_does():
    one, same = roads_of(two_pieces()), roads_of(two_pieces())
    assert one is not same
    assert one == same
    assert hash(one) == hash(same)
    assert compiled(one, "car") is compiled(same, "car")
    assert compiled(one, "car") is not compiled(one, "walk")
    assert field_of(one, *lat_lon(0, 0), "car") is field_of(same, *lat_lon(0, 0), "car")
    assert compiled(one, "car") != one


def changed(**data: float | str) -> nx.MultiDiGraph:
    graph = two_pieces()
    graph.edges["a", "b", 0].update(data)
    return graph


def moved() -> nx.MultiDiGraph:
    graph = two_pieces()
    graph.nodes["c"]["x"] += 1e-6
    return graph


@pytest.mark.parametrize(
    "other",
    [
        roads_of(changed(travel_time=100.0)),
        roads_of(changed(length=1001.0)),
        roads_of(changed(highway="motorway", travel_time=120.0)),
        roads_of(moved()),
        roads_of(two_pieces(), speed_road_kmh=31.0),
        roads_of(two_pieces(), max_access_m=500.0),
        roads_of(two_pieces()).closing([("a", "b", 0)]),
        RoadGraph.from_networkx(two_pieces(), crs=6674),
    ],
)
def test_any_change_is_another_network(other):
    roads = roads_of(two_pieces())
    assert other != roads
    assert compiled(other, "car") is not compiled(roads, "car")


def test_pieces_are_numbered_by_their_length_of_road():
    roads = roads_of(two_pieces())
    assert roads.pieces.tolist() == [0, 0, 0, 1, 1]
    assert roads.piece_count == 2
    assert roads.share_in_largest == pytest.approx(2000 / 2500)


def test_a_two_way_road_is_as_long_as_a_one_way_road():
    nodes = {"a": (0.0, 0.0), "b": (1000.0, 0.0), "c": (0.0, 3000.0), "d": (1500.0, 3000.0)}
    roads = roads_of(drawn(nodes, [*both_ways("a", "b"), ("c", "d", {})]))
    assert roads.pieces.tolist() == [1, 1, 0, 0]
    assert roads.share_in_largest == pytest.approx(0.6)


def test_nodes_that_a_closed_road_leaves_alone_are_no_piece():
    roads = roads_of(two_pieces())
    closed = roads.closing([("d", "e", 0)])
    assert closed.piece_count == 1
    assert closed.share_in_largest == 1
    nothing = closed.closing([e for e in roads.edge_ids if e[0] != "d"])
    assert (nothing.piece_count, nothing.share_in_largest) == (0, 0)


def test_the_metric_plane_follows_the_place():
    assert RoadGraph.from_networkx(two_pieces()).crs == CRS
    nothing = RoadGraph.from_networkx(nx.MultiDiGraph())
    assert nothing.edge_ids == ()
    assert nothing != RoadGraph.from_networkx(nx.MultiDiGraph(), crs=6669)


def test_coordinates_that_are_no_degrees_are_refused():
    graph = two_pieces()
    graph.nodes["b"]["x"] = 524_000.0
    graph.nodes["b"]["y"] = 3_980_000.0
    with pytest.raises(ValueError, match=r"'b'.*degrees"):
        roads_of(graph)


@pytest.mark.parametrize("name", ["length", "travel_time"])
def test_negative_lengths_and_times_are_refused(name):
    with pytest.raises(ValueError, match=r"'a', 'b', 0.*0 or more"):
        roads_of(changed(**{name: -1.0}))


def test_a_missing_length_is_that_of_the_line():
    graph = two_pieces()
    del graph.edges["a", "b", 0]["length"]
    graph.edges["b", "c", 0]["length"] = math.nan
    assert roads_of(graph).edge_length_m[:3] == pytest.approx([1000, 1000, 1000], abs=0.01)


def test_assumptions_give_the_speed():
    graph = changed(highway="primary")
    slow = RoadGraph.from_networkx(graph, crs=CRS, assumptions=Assumptions({"speed_primary_kmh": 10.0}))
    assert slow.edge_car_min[slow.edge_position[("a", "b", 0)]] == pytest.approx(6)
