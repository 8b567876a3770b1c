"""The best set of every small network is found, nothing beats the bound, and what can't be is said."""

from __future__ import annotations

import itertools
import json

import pytest

from benchmarks import route_design
from geo.texts.errors import RequestError
from network.bus_design import DesignOptions, design, evaluate, read_stop_network
from tests.network.bus_design.route_sets.small_networks import FAR, by_chance, drawn, simple_routes


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("routes", [1, 2])
def test_the_best_of_all_sets_is_met_and_never_below_the_bound(seed, routes):
    network = by_chance(seed, 5)
    every = [
        evaluate(network, chosen).mean_travel_min
        for chosen in itertools.combinations_with_replacement(simple_routes(network, 4), routes)
    ]
    if min(every) == FAR:
        with pytest.raises(RequestError) as caught:
            design(network, routes=routes, max_stops=4, options=DesignOptions(rounds=30))
        assert caught.value.notices[0].code in {"route_set_too_short", "route_set_not_joined"}
        return
    joined = [mean for mean in every if mean < FAR]
    found = design(network, routes=routes, max_stops=4, options=DesignOptions(rounds=60))
    assert found.lower_bound_min <= min(joined) + 1e-9
    assert found.pool_complete
    assert found.bound_for_all
    # every stop is served, also one from which nobody rides, so the best may be a set that leaves none out
    assert found.figures.mean_travel_min >= min(joined) - 1e-9
    served = [
        evaluate(network, chosen).mean_travel_min
        for chosen in itertools.combinations_with_replacement(simple_routes(network, 4), routes)
        if len(set().union(*chosen)) == network.size and _in_one_piece(chosen)
    ]
    assert found.figures.mean_travel_min == pytest.approx(min(served))


def _in_one_piece(routes) -> bool:
    joined, left = set(routes[0]), list(routes[1:])
    while any(joined & set(route) for route in left):
        near = next(route for route in left if joined & set(route))
        joined |= set(near)
        left.remove(near)
    return not left


def test_a_stop_or_the_end_of_time_gives_the_best_so_far_and_replaying_its_rounds_the_same():
    network = by_chance(5, 7)
    told = []

    def stop(*progress: float) -> bool:
        told.append(progress)
        return len(told) > 1

    found = design(network, routes=3, max_stops=5, options=DesignOptions(on_progress=stop))
    again = design(network, routes=3, max_stops=5, options=DesignOptions(rounds=found.rounds))
    hurried = design(network, routes=3, max_stops=5, options=DesignOptions(seconds=1e-9))
    assert (again.routes, again.rounds) == (found.routes, found.rounds)
    assert hurried.rounds == 1
    assert told[-1][1] <= told[-1][0]


def test_drawn_routes_are_candidates():
    far = FAR
    ring = drawn(("a", "b", "c"), [[far, 1, 9], [1, far, 1], [9, 1, far]], [[0, 0, 5], [0, 0, 5], [0, 0, 0]])
    found = design(ring, routes=1, max_stops=2 + 1, options=DesignOptions(rounds=2, drawn=[("c", "b", "a")]))
    assert found.routes == (("a", "b", "c"),)


def test_what_blocks_an_impossible_wish_is_said():
    far = FAR
    apart = drawn(("a", "b", "c"), [[far, 1, far], [1, far, far], [far, far, far]], [[0, 5, 1], [0, 0, 0], [0, 0, 0]])
    line = drawn(("a", "b", "c"), [[far, 1, far], [1, far, 1], [far, 1, far]], [[0, 5, 1], [0, 0, 0], [0, 0, 0]])
    star = by_chance(0, 8)
    cases = (
        (apart, 2, 3, 2, "stop_network_apart"),
        (line, 1, 2, 2, "route_set_too_short"),
        (line, 1, 5, 4, "route_set_no_candidates"),
        (star, 1, 8, 2, "route_set_not_joined"),
    )
    for network, routes, max_stops, min_stops, code in cases:
        with pytest.raises(RequestError) as caught:
            design(network, routes=routes, max_stops=max_stops, options=DesignOptions(min_stops=min_stops, rounds=9))
        assert caught.value.notices[0].code == code
    with pytest.raises(ValueError, match="1 or more"):
        design(line, routes=0, max_stops=3)
    with pytest.raises(ValueError, match="rounds"):
        DesignOptions(rounds=0)


def test_the_shortest_routes_of_all_are_a_spanning_tree_for_the_operator():
    network = by_chance(6, 7)
    found = design(network, routes=5, max_stops=5, options=DesignOptions(rounds=40, side="operator"))
    least = min(
        evaluate(network, chosen).total_route_min
        for chosen in itertools.combinations(simple_routes(network, 2), network.size - 1)
        if len(set().union(*chosen)) == network.size and _in_one_piece(chosen)
    )
    assert found.figures.total_route_min == least


GOALS = [(4, 10.49), (6, 10.181), (7, 10.11), (8, 10.07)]


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3))])
@pytest.mark.parametrize(("routes", "goal"), GOALS)
def test_mandls_network_reaches_the_best_known(real_data, routes, goal, seed):
    network = read_stop_network(real_data / "bench" / "utrp" / "Mandl" / "Mandl1")
    found = design(network, routes=routes, max_stops=8, options=DesignOptions(seed=seed, rounds=400, seconds=60))
    assert found.lower_bound_min <= found.figures.mean_travel_min <= goal
    assert found.pool_size == 1291
    assert all(len(route) <= 8 for route in found.routes)


def test_the_benchmark_prints_one_design(tmp_path, capsys):
    tables = {
        "nodes": "id\n1\n2\n3\n",
        "links": "from,to,travel_time\n1,2,4\n2,1,4\n2,3,2\n3,2,2\n",
        "demand": "from,to,demand\n1,3,20\n",
    }
    for name, text in tables.items():
        (tmp_path / f"x_{name}.txt").write_text(text, encoding="utf-8")
    asked = [str(tmp_path), "--routes", "1", "--max-stops", "3", "--rounds", "2"]
    assert route_design.main([*asked, "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["routes"], row["mean_travel_min"], row["lower_bound"]) == ([[1, 2, 3]], 6, 6)
    assert route_design.main(asked) == 0
    assert "1 - 2 - 3" in capsys.readouterr().out
    assert route_design.main([str(tmp_path), "--routes", "1", "--max-stops", "2", "--json"]) == 1
    assert "停留所は 3" in capsys.readouterr().out
