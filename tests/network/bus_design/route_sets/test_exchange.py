"""Exchange of one route at a time: exact values, the best at a place, screening, and no chance beyond the seed."""

from __future__ import annotations

import pytest

from network.bus_design.route_sets import exchange as exchanges
from network.bus_design.route_sets.evaluation import evaluate, ticked
from network.bus_design.route_sets.exchange import RouteExchange, first_set, improved, operator_first, passengers_first
from network.bus_design.route_sets.pool import route_pool
from tests.network.bus_design.route_sets.small_networks import by_chance


def until(most: int):
    return lambda rounds, _: rounds >= most


def made(seed, routes=2):
    network = by_chance(seed)
    base = ticked(network)
    pool = route_pool(base, min_stops=2, max_stops=6, seed=0)
    return network, base, pool, RouteExchange(base, pool, passengers_first(pool, routes))


@pytest.mark.parametrize("seed", range(5))
def test_the_best_at_a_place_is_the_least_of_all_values(seed):
    network, base, pool, exchange = made(seed)
    chosen = first_set(base, pool, 2)
    value, route = exchange.best_at(chosen, 1)
    every = [exchange.value((chosen[0], k)) for k in range(len(pool.routes))]
    assert (value, route) == (min(every), every.index(min(every)))
    named = [[network.nodes[stop] for stop in pool.routes[k]] for k in (chosen[0], route)]
    mean = evaluate(network, named).mean_travel_min
    assert base.mean_min(exchange.person_ticks((chosen[0], route))) == pytest.approx(mean)


def test_screening_only_leaves_out_what_looks_worse(monkeypatch):
    _, base, pool, exchange = made(2)
    chosen = first_set(base, pool, 2)
    exact = exchange.best_at(chosen, 0)
    monkeypatch.setattr(exchanges, "_SCREENED", len(pool.routes) // 6)
    screened = exchange.best_at(chosen, 0)
    assert screened[0] >= exact[0]
    assert screened[0] == exchange.value((screened[1], chosen[1]))


def test_the_same_seed_and_rounds_give_the_same_set_and_more_rounds_no_worse():
    _, base, pool, exchange = made(4)
    first = first_set(base, pool, 2)
    found = [improved(exchange, first, seed=1, ask=until(n)) for n in (3, 3, 30)]
    assert found[0] == found[1]
    assert found[2][1] <= found[0][1]
    assert found[2][2] == 30


def test_the_operator_pays_for_length_first():
    _, base, pool, _ = made(1)
    exchange = RouteExchange(base, pool, operator_first(base))
    first = first_set(base, pool, 3)
    chosen, value, _ = improved(exchange, first, seed=0, ask=lambda r, _: r >= 60)
    assert value <= exchange.value(first)
    assert pool.length[list(chosen)].sum() <= pool.length[list(first)].sum()
