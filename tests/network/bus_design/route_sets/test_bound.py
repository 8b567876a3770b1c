"""The surrogate: never above any set's travel time, and its own best found by trying all sets."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from network.bus_design.route_sets.bound import shortest_bound, surrogate_bound
from network.bus_design.route_sets.evaluation import ticked
from network.bus_design.route_sets.pool import route_pool
from network.search_monitor import SearchMonitor
from tests.network.bus_design.route_sets.small_networks import by_chance


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("one_way", [False, True])
def test_the_bound_is_the_least_surrogate_of_all_sets(seed, one_way):
    base = ticked(by_chance(seed, 5, one_way=one_way))
    pool = route_pool(base, min_stops=2, max_stops=4, seed=0)
    one, other = base.pairs
    worst = base.shortest[one, other].astype(float) + base.transfer
    rides = pool.direct[one, other, :].astype(float)
    every = [
        base.weight @ np.minimum(rides[:, list(chosen)].min(axis=1), worst)
        for chosen in itertools.combinations(range(len(pool.routes)), 2)
    ]
    bound, proven = surrogate_bound(base, pool, 2, SearchMonitor(60))
    assert proven
    assert bound == pytest.approx(max(min(every), shortest_bound(base)))
