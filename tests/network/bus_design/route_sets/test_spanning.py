"""A spanning tree cut into routes: no road twice, the number asked for, or None."""

from __future__ import annotations

import itertools

import networkx as nx
import numpy as np
import pytest

from network.bus_design.route_sets.evaluation import ticked
from network.bus_design.route_sets.spanning import spanning_routes
from tests.network.bus_design.route_sets.small_networks import by_chance


@pytest.mark.parametrize("seed", range(8))
def test_the_tree_is_the_least_and_is_cut_without_doubling(seed):
    network = by_chance(seed, 8)
    base = ticked(network)
    routes = spanning_routes(base, 5, min_stops=2, max_stops=5) or []
    least = nx.minimum_spanning_tree(nx.from_numpy_array(np.where(np.isinf(network.link_min), 0, network.link_min)))
    roads = [frozenset(road) for route in routes for road in itertools.pairwise(route)]
    assert len(routes) == 5
    assert len(roads) == len(set(roads)) == 7
    assert float(sum(base.length(route) for route in routes)) == least.size(weight="weight")
    assert max(map(len, routes)) <= 5


def test_a_tree_that_cannot_be_cut_so_gives_none():
    base = ticked(by_chance(0, 8))
    assert spanning_routes(base, 1, min_stops=2, max_stops=8) is None
    assert spanning_routes(base, 9, min_stops=2, max_stops=8) is None
