"""The reduced network: the same ways as on the whole one, whatever the roads look like."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.region.region import read_region
from network.roads import shortest_paths
from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.reduction import reduce_costs, reduced
from network.roads.shortest_paths import costs_between
from network.roads.snapping import join
from network.roads.travel_time import travel_times
from plan.applied import road_graph
from tests.network.roads.by_hand import both_ways, drawn, points, roads_of

NODES = 14
SAMPLES = [f"sample_regions/{name}" for name in ("okuyama", "model_chiku", "sanson")]
edges = st.lists(
    st.tuples(
        st.integers(0, NODES - 1),
        st.integers(0, NODES - 1),
        st.sampled_from([1e-9, 0.25, 1.0, 1.5, 2.0, 7.0]),
        st.booleans(),
    ),
    max_size=40,
)


def matrix_of(drawn_edges: list[tuple[int, int, float, bool]]) -> csr_array:
    """Of parallel edges the cheapest; some edges are one-way, some lead back to where they begin."""
    costs = np.full((NODES, NODES), np.inf)
    for u, v, cost, both in drawn_edges:
        costs[u, v] = min(costs[u, v], cost)
        if both:
            costs[v, u] = min(costs[v, u], cost)
    tails, heads = np.nonzero(np.isfinite(costs))
    return csr_array((costs[tails, heads], (tails, heads)), shape=costs.shape)


@given(edges)
def test_all_ways_of_random_networks_are_those_of_the_whole(drawn_edges):
    """One-way streets, parallel edges, edges of no length, dead ends, loops and pieces apart."""
    matrix = matrix_of(drawn_edges)
    expected = dijkstra(matrix)
    every = np.arange(NODES)
    found = reduce_costs(matrix)
    at_nodes = every[:, None], np.zeros((NODES, 1))
    np.testing.assert_allclose(found.costs(*at_nodes, every), expected, atol=1e-8)
    np.testing.assert_allclose(found.reversed().costs(*at_nodes, every), expected.T, atol=1e-8)


@given(
    edges, st.lists(st.integers(0, NODES - 1), min_size=1, max_size=4), st.lists(st.integers(0, NODES - 1), max_size=4)
)
def test_points_that_leave_two_ways_take_the_better(drawn_edges, leaving, wanted):
    matrix = matrix_of(drawn_edges)
    nodes = np.array([[node, (node * 5 + 3) % NODES] for node in leaving])
    steps = np.array([[1.0, 2.0 if node % 2 else np.inf] for node in leaving])
    whole = dijkstra(matrix)
    expected = (whole[nodes] + steps[:, :, None]).min(axis=1)[:, wanted]
    np.testing.assert_allclose(
        reduce_costs(matrix).costs(nodes, steps, np.array(wanted, dtype=int)), expected, atol=1e-8
    )


def test_a_road_without_junctions_leaves_next_to_nothing():
    """Ten places along a road of 1, 2, … 9 minutes: the ends are 45 minutes apart, and no junction is needed to know it."""
    steps = np.arange(1.0, 10.0)
    road = csr_array(np.diag(steps, 1) + np.diag(steps, -1))
    found = reduce_costs(road)
    assert found.kept.sum() == 1
    ways = found.costs(np.array([[0]]), np.array([[0.0]]), np.array([9, 3]))
    np.testing.assert_allclose(ways, [[45.0, 6.0]], atol=1e-8)


def test_nothing_to_reduce_is_no_trouble():
    empty = reduce_costs(csr_array((3, 3)))
    assert np.isinf(empty.costs(np.array([[0]]), np.array([[0.0]]), np.array([1]))).all()
    none = np.zeros((0, 2), dtype=int), np.zeros((0, 2))
    assert empty.costs(*none, np.array([1])).shape == (0, 1)


@pytest.fixture
def always(monkeypatch):
    """Small networks are reduced too."""
    monkeypatch.setattr(shortest_paths, "LEAST_WORK", 0)
    monkeypatch.setattr(shortest_paths, "LEAST_SEARCHES", 1)


def compared(roads: RoadGraph, some, others, mode) -> None:
    network = compiled(roads, mode)
    ends = join(network, some), join(network, others)
    over_core = costs_between(*ends)
    # A limit beyond every way asks the whole network.
    np.testing.assert_allclose(over_core, costs_between(*ends, limit=1e12), atol=1e-6)
    assert np.isfinite(over_core).any()


@pytest.mark.parametrize("mode", ["car", "walk"])
def test_the_samples_have_the_same_times(always, mode):
    for name in SAMPLES:
        region = read_region(name)
        roads = road_graph(region)
        compared(roads, region.villages, region.facilities, mode)
        compared(roads, region.facilities, region.villages, mode)


def test_points_in_the_middle_of_edges_and_one_way_streets_count(always):
    nodes = {"a": (0.0, 0.0), "b": (1000.0, 0.0), "c": (2000.0, 0.0), "d": (2000.0, 1000.0)}
    edges = [
        *both_ways("a", "b", travel_time=60.0),
        *both_ways("b", "c", travel_time=120.0),
        ("c", "d", {"travel_time": 30.0}),
    ]
    roads = roads_of(drawn(nodes, edges))
    spots = points({"p": (250.0, 0.0), "q": (1500.0, 0.0), "r": (2000.0, 500.0), "far": (90_000.0, 0.0)})
    minutes = travel_times(roads, spots, spots).minutes
    # From p three quarters of a minute to b, one more to q; two to c and a quarter to r.
    assert minutes.loc["p", ["p", "q", "r"]].to_numpy() == pytest.approx([0, 1.75, 3.0], abs=1e-3)
    assert np.isinf(minutes.loc["r", ["p", "q"]]).all()
    compared(roads, spots, spots, "car")


def test_a_network_is_reduced_once():
    network = compiled(road_graph(read_region(SAMPLES[0])), "car")
    assert reduced(network) is reduced(network)
