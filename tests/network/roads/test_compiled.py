"""Compiling for a mode: parallel edges, edges of no cost, and what each mode may use."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from network.roads.compiled import compiled
from network.roads.travel_time import travel_times
from tests.network.roads.by_hand import both_ways, drawn, points, roads_of

NODES = {"a": (0.0, 0.0), "b": (1000.0, 0.0), "c": (2000.0, 0.0)}


def minutes_between_nodes(edges, mode="car"):
    ends = points(NODES)
    return travel_times(roads_of(drawn(NODES, edges)), ends, ends, mode=mode).minutes


@pytest.mark.parametrize("seconds", [(10.0, 4.0), (4.0, 10.0), (4.0, 4.0)])
def test_of_parallel_edges_the_fastest_counts(seconds):
    """Trap: networkx's own conversion to a sparse matrix adds them up."""
    edges = [("a", "b", {"travel_time": s, "via": [(500.0, 100.0 * i)]}) for i, s in enumerate(seconds)]
    graph = drawn(NODES, edges)
    assert minutes_between_nodes(edges).loc["a", "b"] == pytest.approx(4 / 60, abs=1e-6)
    assert nx.to_scipy_sparse_array(graph, weight="travel_time").max() == sum(seconds)
    network = compiled(roads_of(graph), "car")
    assert network.forward.toarray()[0, 1] == pytest.approx(4 / 60)
    assert network.backward.toarray()[1, 0] == pytest.approx(4 / 60)


def test_an_edge_that_costs_nothing_is_still_an_edge():
    """Trap: zero weights vanish from sparse matrices."""
    minutes = minutes_between_nodes(
        [("a", "b", {"travel_time": 0.0}), ("b", "c", {"travel_time": 60.0, "length": 0.0})]
    )
    assert minutes.loc["a", "c"] == pytest.approx(1, abs=1e-6)
    on_foot = minutes_between_nodes([("a", "b", {"length": 0.0}), ("b", "c", {"length": 800.0})], "walk")
    assert on_foot.loc["a", "c"] == pytest.approx(10, abs=1e-6)


def test_long_sums_do_not_drift():
    """Trap: float32 sums drift by 0.015 s over long paths, integer deciseconds by up to 2.5 s."""
    nodes = {f"n{i}": (10.0 * i, 0.0) for i in range(3001)}
    edges = [(f"n{i}", f"n{i + 1}", {"travel_time": 0.7}) for i in range(3000)]
    ends = points({n: nodes[n] for n in ("n0", "n3000")})
    minutes = travel_times(roads_of(drawn(nodes, edges)), ends, ends).minutes
    assert minutes["n3000"].loc["n0"] * 60 == pytest.approx(2100, abs=1e-4)


def test_each_mode_has_the_segments_it_can_use():
    edges = [*both_ways("a", "b", highway="motorway"), ("b", "c", {"highway": "footway"})]
    roads = roads_of(drawn(NODES, edges))
    car, walk = compiled(roads, "car"), compiled(roads, "walk")
    assert car.segment_ids.tolist() == [0]
    assert walk.segment_ids.tolist() == [1]
    assert car.nodes.tolist() == [0, 1]
    assert walk.nodes.tolist() == [1, 2]
    assert walk.forward.nnz == 2


def test_costs_of_a_segment_follow_its_line():
    edges = [("b", "c", {"travel_time": 60.0}), ("c", "b", {"travel_time": 120.0})]
    network = compiled(roads_of(drawn(NODES, edges)), "car")
    assert network.segment_ends.tolist() == [[1, 2]]
    assert (network.cost_along.tolist(), network.cost_against.tolist()) == ([1], [2])
    back = compiled(roads_of(drawn(NODES, edges)).closing([("b", "c", 0)]), "car")
    assert back.segment_ends.tolist() == [[1, 2]]
    assert (back.cost_along.tolist(), back.cost_against.tolist()) == ([np.inf], [2])


def test_a_piece_for_walkers_may_be_two_for_cars():
    edges = [*both_ways("a", "b"), *both_ways("b", "c", highway="footway")]
    roads = roads_of(drawn(NODES, edges))
    assert compiled(roads, "walk").pieces.tolist() == [0, 0, 0]
    assert compiled(roads, "car").pieces.tolist() == [0, 0, 1]
