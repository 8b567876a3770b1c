"""Nodes of few neighbours taken out: between those that stay every way is as it was."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from benchmarks.rural_graph import rural_graph
from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.hierarchy.reduction import reduce_costs


def test_ways_between_nodes_that_stay_are_those_of_the_whole():
    whole = compiled(RoadGraph.from_networkx(rural_graph(1500, 3)), "car").forward
    found = reduce_costs(whole)
    stayed = np.flatnonzero(found.kept)
    assert 10 < len(stayed) < 500
    core = found.core
    ends = np.r_[core.low, core.high], np.r_[core.high, core.low]
    costs = np.r_[core.up, core.down]
    passable = np.isfinite(costs)
    matrix = coo_array((costs[passable], (ends[0][passable], ends[1][passable])), shape=(len(stayed),) * 2)
    np.testing.assert_allclose(dijkstra(csr_array(matrix)), dijkstra(whole, indices=stayed)[:, stayed], atol=1e-9)
    assert (core.low < core.high).all()
    assert len(np.unique(core.low * len(stayed) + core.high)) == len(core)


def test_every_node_taken_out_leads_on_to_what_went_later_or_stayed():
    found = reduce_costs(compiled(RoadGraph.from_networkx(rural_graph(400, 3)), "car").forward)
    turn = np.where(found.kept, len(found.rounds), 0)
    for number, (start, end) in enumerate(zip(found.rounds, found.rounds[1:], strict=False)):
        turn[found.out[start:end]] = number
    assert (turn[found.beside] > turn[found.out]).all()


def test_a_road_without_junctions_leaves_next_to_nothing():
    """Ten places along a road of 1, 2, … 9 minutes: no junction is needed."""
    steps = np.arange(1.0, 10.0)
    assert reduce_costs(csr_array(np.diag(steps, 1) + np.diag(steps, -1))).kept.sum() == 1


def test_two_roads_around_a_pond_stay_one_pair():
    """Both lead past their middle: of the two ways between the ends the shorter one counts, in each direction."""
    costs = np.zeros((6, 6))
    for u, v, there, back in ((0, 1, 1, 1), (1, 3, 1, 5), (0, 2, 2, 2), (2, 3, 2, 2), (3, 4, 1, 1), (0, 5, 1, 1)):
        costs[u, v], costs[v, u] = there, back
    found = reduce_costs(csr_array(costs))
    assert found.kept.sum() == 1
