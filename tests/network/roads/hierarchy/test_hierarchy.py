"""The prepared network: the same ways as on the whole one, whatever the roads look like."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.region.region import read_region
from network.roads import shortest_paths
from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.hierarchy import fronts, hierarchy, separators
from network.roads.hierarchy.hierarchy import Hierarchy, prepared
from network.roads.shortest_paths import costs_between
from network.roads.snapping import join
from network.roads.travel_time import travel_times
from plan.applied import road_graph
from tests.network.roads.by_hand import both_ways, drawn, points, roads_of
from tests.network.roads.hierarchy.test_separators import grid

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


def ways(found: Hierarchy, start, end) -> np.ndarray:
    """Between nodes, each left for at no cost."""
    return found.costs(*((np.array(some)[:, None], np.zeros((len(some), 1))) for some in (start, end)))


@pytest.fixture(params=["half-way", "led down", "core searched"])
def every_kind(request, monkeypatch):
    """Points meet half-way, or those of one side are led down to the other's, or the core is searched; pieces are small enough to be halved."""
    monkeypatch.setattr(hierarchy, "_FEW", 99 if request.param == "led down" else 0)
    if request.param == "core searched":
        monkeypatch.setattr(fronts, "LARGEST_SEPARATOR", 0)
    monkeypatch.setattr(separators, "_LARGEST_PIECE", 2)


@given(edges, st.integers(0, 99))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_ways_of_random_networks_are_those_of_the_whole(every_kind, drawn_edges, seed):
    """One-way streets, parallel edges, edges of no length, dead ends, loops and pieces apart; wherever the nodes lie."""
    matrix, every = matrix_of(drawn_edges), range(NODES)
    expected = dijkstra(matrix)
    found = prepared(matrix, np.random.default_rng(seed).integers(0, 3, (NODES, 2)).astype(float))
    np.testing.assert_allclose(ways(found, every, every), expected, atol=1e-8)
    np.testing.assert_allclose(ways(found.reversed(), every, every), expected.T, atol=1e-8)


@given(
    edges, st.lists(st.integers(0, NODES - 1), min_size=1, max_size=4), st.lists(st.integers(0, NODES - 1), max_size=4)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_points_that_leave_and_arrive_two_ways_take_the_better(every_kind, drawn_edges, leaving, arriving):
    matrix = matrix_of(drawn_edges)
    start, end = (two_ways(some) for some in (leaving, arriving))
    whole = dijkstra(matrix)
    over = start[1][:, :, None, None] + whole[start[0][:, :, None, None], end[0][None, None]] + end[1][None, None]
    expected = over.min(axis=(1, 3))
    found = prepared(matrix, np.arange(2.0 * NODES).reshape(NODES, 2))
    np.testing.assert_allclose(found.costs(start, end), expected, atol=1e-8)


def two_ways(nodes: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Each point leaves for its node and, in half of the cases, for another one; where there is none the node is -1."""
    ends = np.array([[node, (node * 5 + 3) % NODES if node % 2 else -1] for node in nodes], dtype=int).reshape(-1, 2)
    return ends, np.where(ends < 0, np.inf, [1.0, 2.0])


@pytest.mark.parametrize("few", [0, 99])
def test_a_large_grid_of_streets_has_the_ways_of_the_whole(few, monkeypatch):
    """Large enough that pieces are halved many times and fronts are led past block by block; some streets are one-way."""
    monkeypatch.setattr(hierarchy, "_FEW", few)
    low, high, xy = grid(60, 45)
    costs = np.random.default_rng(4).uniform(1, 9, 2 * len(low))
    both = np.arange(len(costs)) % 11 > 0
    ends = np.r_[low, high][both], np.r_[high, low][both]
    matrix = csr_array((costs[both], ends), shape=(60 * 45,) * 2)
    found = prepared(matrix, xy)
    some, others = np.arange(0, 2700, 61), np.arange(5, 2700, 97)
    expected = dijkstra(matrix, indices=some)[:, others]
    np.testing.assert_allclose(ways(found, some, others), expected, rtol=0, atol=1e-8)
    assert len(found.fronts) > 10
    assert max(front.end - front.start for front in found.fronts) > 32


def test_long_ways_are_no_missing_ways():
    """Ten days between neighbours: what stands for no way is longer than all roads together."""
    steps = np.full(60, 14_400.0)
    road = csr_array(np.diag(steps, 1) + np.diag(steps, -1))
    found = prepared(road, np.zeros((61, 2)))
    assert ways(found, [0, 1, 2, 3, 4], [60] * 5)[:, 0] == pytest.approx(14_400.0 * np.arange(60, 55, -1))
    with pytest.raises(ValueError, match="longer than all"):
        found.costs((np.array([[0]]), np.array([[found.far]])), (np.array([[1]]), np.array([[0.0]])))


def test_nothing_to_prepare_is_no_trouble(every_kind):
    empty = prepared(csr_array((3, 3)), np.zeros((3, 2)))
    assert np.isinf(ways(empty, [0, 1, 2], [1])[[0, 2]]).all()
    assert ways(empty, [1, 1], [1, 1]).tolist() == [[0.0, 0.0], [0.0, 0.0]]
    assert ways(empty, np.zeros(0, dtype=int), [1]).shape == (0, 1)
    nothing = prepared(csr_array((0, 0)), np.zeros((0, 2)))
    assert ways(nothing, np.zeros(0, dtype=int), np.zeros(0, dtype=int)).shape == (0, 0)


@pytest.fixture
def always(monkeypatch):
    """Small networks are reduced too."""
    monkeypatch.setattr(shortest_paths, "LEAST_WORK", 0)
    monkeypatch.setattr(shortest_paths, "LEAST_SEARCHES", 1)


def compared(roads: RoadGraph, some, others, mode) -> None:
    network = compiled(roads, mode)
    ends = join(network, some), join(network, others)
    over_hierarchy = costs_between(*ends)
    # A limit beyond every way asks the whole network.
    np.testing.assert_allclose(over_hierarchy, costs_between(*ends, limit=1e12), atol=1e-6)
    assert np.isfinite(over_hierarchy).any()


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
