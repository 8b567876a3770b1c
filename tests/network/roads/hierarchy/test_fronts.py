"""Fronts: dense tables of ways within the parts of a network."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from network.roads.hierarchy.fronts import fronts_of, least_sums
from network.roads.hierarchy.reduction import Pairs
from tests.network.roads.hierarchy.test_separators import grid

FAR = 2.0**16


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 999))
def test_least_sums_are_those_of_every_column_tried(rows, steps, columns, seed):
    rng = np.random.default_rng(seed)
    some, others = rng.uniform(0, 900, (rows, steps)), rng.uniform(0, 900, (steps, columns))
    some[rng.random(some.shape) < 0.3] = FAR
    expected = np.full((rows, columns), FAR)
    for i in range(rows):
        for j in range(columns):
            expected[i, j] = min([FAR, *(some[i, k] + others[k, j] for k in range(steps))])
    np.testing.assert_allclose(least_sums(some, others, FAR), expected, rtol=0, atol=1e-9)


def test_each_front_has_the_ways_over_itself_and_what_lies_below():
    low, high, xy = grid(23, 11)
    rng = np.random.default_rng(5)
    up, down = rng.uniform(1, 9, (2, len(low)))
    up[::7] = np.inf
    position, fronts = fronts_of(Pairs(low, high, up, down), xy, FAR)
    assert sorted(position.tolist()) == list(range(23 * 11))
    assert len(fronts) > 4
    tails, heads = np.r_[position[low], position[high]], np.r_[position[high], position[low]]
    costs = np.r_[up, down]
    covered: dict[int, set[int]] = {}
    for number, front in enumerate(fronts):
        own = set(range(front.start, front.end))
        covered[number] = own.union(*(covered[n] for n, other in enumerate(fronts[:number]) if other.parent == number))
        beyond = front.boundary.tolist()
        inside = np.isin(tails, sorted(covered[number])) | np.isin(heads, sorted(covered[number]))
        use = inside & np.isfinite(costs) & np.isin(tails, [*covered[number], *beyond])
        matrix = csr_array(coo_array((costs[use], (tails[use], heads[use])), shape=(len(position),) * 2))
        to = [*range(front.start, front.end), *beyond]
        # Over nodes of the boundary nothing may lead: they are ends alone.
        dead_ends = matrix.tolil()
        dead_ends[beyond] = 0
        there = dijkstra(csr_array(dead_ends), indices=range(front.start, front.end))[:, to]
        np.testing.assert_allclose(front.forth, np.minimum(there, FAR), atol=1e-8)
        assert front.parent < 0 or number < front.parent
