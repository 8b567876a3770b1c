"""Searching with points as guests of the network."""

from __future__ import annotations

import numpy as np
import pytest

from network.roads.compiled import compiled
from network.roads.shortest_paths import along_same_edge, cost_along_edge, costs_at, costs_between, node_costs
from network.roads.snapping import join
from tests.network.roads.by_hand import both_ways, drawn, points, roads_of

NODES = {"a": (0.0, 0.0), "b": (1000.0, 0.0), "c": (1000.0, 1000.0)}


@pytest.fixture
def network():
    """Two-way a-b in a minute, one-way b-c in two."""
    edges = [*both_ways("a", "b", travel_time=60.0), ("b", "c", {"travel_time": 120.0})]
    return compiled(roads_of(drawn(NODES, edges)), "car")


def test_costs_of_nodes_from_a_point_and_towards_it(network):
    middle = join(network, points({"p": (250.0, 0.0)}))
    assert node_costs(middle, towards=False)[0] == pytest.approx([0.25, 0.75, 2.75], abs=1e-4)
    assert node_costs(middle, towards=True)[0] == pytest.approx([0.25, 0.75, np.inf], abs=1e-4)


def test_costs_beyond_the_limit_are_left_out(network):
    middle = join(network, points({"p": (250.0, 0.0)}))
    assert np.isfinite(node_costs(middle, towards=False, limit=1.0)[0]).tolist() == [True, True, False]


def test_nobody_passes_through_a_guest(network):
    """Two guests beside each other must not join what no road joins."""
    both = join(network, points({"p": (250.0, 0.0), "q": (1000.0, 500.0)}))
    alone = np.vstack([node_costs(join(network, points({n: xy})), towards=False) for n, xy in
                       (("p", (250.0, 0.0)), ("q", (1000.0, 500.0)))])  # fmt: skip
    np.testing.assert_allclose(node_costs(both, towards=False), alone)


def test_a_guest_of_a_loop_reaches_its_node_the_shorter_way():
    nodes = {"a": (0.0, 0.0)}
    loop = {"travel_time": 100.0, "via": [(400.0, 0.0), (400.0, 300.0)]}
    network = compiled(roads_of(drawn(nodes, [("a", "a", loop)])), "walk")
    spot = join(network, points({"p": (300.0, 0.0)}))
    assert node_costs(spot, towards=True)[0] == pytest.approx([300], abs=0.01)
    one_way = compiled(roads_of(drawn(nodes, [("a", "a", loop)])), "car")
    spot = join(one_way, points({"p": (300.0, 0.0)}))
    assert node_costs(spot, towards=False)[0] * 60 == pytest.approx([75], abs=0.01)
    assert node_costs(spot, towards=True)[0] * 60 == pytest.approx([25], abs=0.01)


def test_costs_at_points_are_read_off_the_nodes(network):
    place = join(network, points({"c": NODES["c"]}))
    asked = join(network, points({"p": (250.0, 0.0), "far": (90_000.0, 0.0), "b": NODES["b"]}))
    found = costs_at(asked, node_costs(place, towards=True), towards=True)
    assert found[0] == pytest.approx([2.75, np.inf, 2.0], abs=1e-4)


def test_on_one_edge_no_node_is_needed(network):
    spots = join(network, points({"p": (250.0, 0.0), "q": (350.0, 0.0), "r": (1000.0, 500.0), "s": (1000.0, 700.0)}))
    found = along_same_edge(spots, spots)
    expected = np.full((4, 4), np.inf)
    np.fill_diagonal(expected, 0)
    expected[0, 1] = expected[1, 0] = 0.1
    expected[2, 3] = 0.4
    np.testing.assert_allclose(found, expected, atol=1e-4)
    np.testing.assert_allclose(costs_between(spots, spots)[:2, :2], expected[:2, :2], atol=1e-4)


def test_going_along_an_edge_is_never_not_a_number(network):
    one_way = np.array([1, 1, 1, 1])
    costs = cost_along_edge(network, one_way, np.array([0.5, 0.5, 0.5, 0.0]), np.array([0.5, 0.6, 0.4, 1.0]))
    np.testing.assert_allclose(costs, [0, 0.2, np.inf, 2.0])
