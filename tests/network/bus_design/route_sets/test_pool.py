"""The pool holds every simple path where they are few, and good ones without a doubled stop elsewhere."""

from __future__ import annotations

import itertools

import pytest

from network.bus_design.route_sets import pool as pools
from network.bus_design.route_sets.evaluation import ticked
from network.bus_design.route_sets.pool import forward, route_pool
from network.bus_design.stop_network import read_stop_network
from tests.network.bus_design.route_sets.small_networks import by_chance, simple_routes


@pytest.mark.parametrize("seed", range(6))
def test_few_paths_are_all_taken(seed):
    network = by_chance(seed)
    found = route_pool(ticked(network), min_stops=2, max_stops=5, seed=0)
    assert found.complete
    named = {tuple(network.nodes[k] for k in route) for route in found.routes}
    assert named == set(simple_routes(network, 5))
    assert len(found.routes) == len(named)


def test_a_beam_finds_good_simple_paths_where_there_are_too_many(monkeypatch):
    monkeypatch.setattr(pools, "_ALL_UNTIL", 10)
    base = ticked(by_chance(3, 8))
    found = route_pool(base, min_stops=3, max_stops=6, seed=4)
    assert not found.complete
    assert found.routes == route_pool(base, min_stops=3, max_stops=6, seed=4).routes
    for route, length in zip(found.routes, found.length, strict=True):
        assert 3 <= len(set(route)) == len(route) <= 6
        assert all(base.linked[a, b] for a, b in itertools.pairwise(route))
        assert length == base.length(route)


def test_drawn_routes_join_behind_the_others():
    base = ticked(by_chance(1))
    few = route_pool(base, min_stops=2, max_stops=2, seed=0)
    longer = route_pool(base, min_stops=3, max_stops=3, seed=0).routes[0]
    more = few.with_routes(base, [tuple(reversed(longer)), few.routes[0]])
    assert more.routes == (*few.routes, longer)
    assert few.with_routes(base, [few.routes[0]]) is few
    assert forward((3, 1)) == (1, 3)


def test_mandls_network_has_1291_simple_paths_of_up_to_eight_stops(real_data):
    network = read_stop_network(real_data / "bench" / "utrp" / "Mandl" / "Mandl1")
    found = route_pool(ticked(network), min_stops=2, max_stops=8, seed=0)
    assert (len(found.routes), found.complete) == (1291, True)
