"""Mean travel time, changes and lengths: by hand, against a plain Dijkstra, and against a recomputed table of published sets."""

from __future__ import annotations

import csv
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.bus_design.route_sets.evaluation import closed, evaluate, ticked
from network.bus_design.stop_network import read_stop_network
from tests.network.bus_design.route_sets.small_networks import FAR, by_chance, drawn, plain_mean_min, simple_routes

CROSS = drawn(
    ("n", "e", "s", "w", "m"),
    [
        [FAR, FAR, FAR, FAR, 3],
        [FAR, FAR, FAR, FAR, 4],
        [FAR, FAR, FAR, FAR, 5],
        [FAR, FAR, FAR, FAR, 6],
        [3, 4, 5, 6, FAR],
    ],
    [[0, 10, 10, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 20], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]],
)


def test_two_lines_that_cross_worked_out_on_paper():
    figures = evaluate(CROSS, [("n", "m", "s"), ("e", "m", "w")])
    assert figures.mean_travel_min == (10 * (3 + 5 + 4) + 10 * 8 + 20 * 5) / 40
    assert figures.shares == (0.75, 0.25, 0, 0)
    assert figures.total_route_min == 18
    assert evaluate(CROSS, [("n", "m", "s"), ("e", "m", "w")], transfer_min=2).mean_travel_min == 270 / 40


def test_who_has_no_way_is_never_counted_as_a_number():
    figures = evaluate(CROSS, [("n", "m", "s")])
    assert (figures.mean_travel_min, figures.unreached, figures.shares[3]) == (FAR, 1, 0.25)


def test_a_stop_that_a_route_calls_at_twice_is_left_at_the_better_call():
    figures = evaluate(CROSS, [("m", "e", "m", "s"), ("n", "m", "w")])
    assert figures.mean_travel_min == (10 * (3 + 4 + 5) + 10 * (3 + 5 + 5) + 20 * 5) / 40


def test_what_is_no_route_is_refused():
    with pytest.raises(ValueError, match="linked"):
        evaluate(CROSS, [("n", "s")])
    with pytest.raises(ValueError, match="needs a route"):
        evaluate(CROSS, [])
    with pytest.raises(ValueError, match="too long"):
        ticked(drawn(("a", "b"), [[FAR, 1e9], [1e9, FAR]], [[0, 1], [1, 0]]))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.booleans(), st.sampled_from([5.0, 0.0, 2.5]))
def test_every_set_takes_as_long_as_a_plain_search_says(seed, one_way, transfer_min):
    network = by_chance(seed, one_way=one_way)
    chance = np.random.default_rng(seed)
    candidates = simple_routes(network, 4)
    routes = [candidates[int(k)] for k in chance.integers(len(candidates), size=3)]
    plain = plain_mean_min(network, routes, transfer_min)
    assert evaluate(network, routes, transfer_min=transfer_min).mean_travel_min == pytest.approx(plain)


def test_times_in_parts_of_a_minute_are_kept_to_the_second():
    half = drawn(("a", "b"), [[FAR, 1.51], [1.51, FAR]], [[0, 1], [0, 0]])
    assert evaluate(half, [("a", "b")]).mean_travel_min == 91 / 60
    assert ticked(half).ticks_per_min == 60


def test_closing_shortens_through_others():
    times = np.array([[0, 2, 9], [2, 0, 3], [9, 3, 0]], dtype=np.int16)[:, :, None]
    assert closed(times)[0, 2, 0] == 5


def published(text: str) -> dict[str, list[tuple[str, ...]]]:
    """Read the published sets: a name, how many routes, the routes, a blank line."""
    blocks = [block.strip().splitlines() for block in re.split(r"\n\s*\n", text.replace("\r", "")) if block.strip()]
    return {lines[0].strip(): [tuple(line.strip().split("-")) for line in lines[2:]] for lines in blocks}


def test_the_recomputed_table_of_published_sets_is_reproduced(real_data):
    folder = real_data / "bench" / "utrp"
    network = read_stop_network(folder / "Mandl" / "Mandl1")
    assert network.demand.sum() == 15_570
    [source] = (folder / "Mandl" / "Mandl1").glob("literature_solutions*.txt")
    sets = published(source.read_text(encoding="utf-8"))
    with (folder / "RECOMPUTED_mandl1_literature_metrics.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] in sets]
    assert len(rows) > 90
    for row in rows:
        figures = evaluate(network, sets[row["source"]])
        assert figures.mean_travel_min == pytest.approx(float(row["ATT_tp5"]), abs=5.1e-4), row["source"]
        assert figures.total_route_min == float(row["TRT_oneway"]), row["source"]
        shares = [float(row[name]) for name in ("d0", "d1", "d2", "d3plus_or_unsat")]
        assert [100 * share for share in figures.shares] == pytest.approx(shares, abs=0.0051), row["source"]
    mandl = evaluate(network, sets["Mandl (1980) 4 routes"])
    assert (round(mandl.mean_travel_min, 2), round(100 * mandl.shares[0], 2)) == (12.90, 69.94)
