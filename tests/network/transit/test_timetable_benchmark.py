"""The benchmark of timetables, on tiny roads: it runs, the peers agree with the written-out day, and a difference is seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings

from benchmarks.rural_buses import made_up_buses, roads_between
from benchmarks.rural_graph import rural_graph
from benchmarks.timetable import read
from benchmarks.timetable_peers import NEVER, connection_scan, day_of, place_of, range_raptor
from network.transit.connection_scan import bus_network
from network.transit.rider_settings import BusSettings
from tests.network.roads.by_hand import points
from tests.network.transit.small_timetables import NODES, Small, small_roads, small_timetables
from tests.network.transit.time_expanded import expanded, seconds, ways_m

ROOT = Path(__file__).resolve().parents[3]
ROADS = small_roads()
HOW = BusSettings(60.0, 350.0, 2.0, 200.0)


def test_quick_json_is_one_document_whose_answers_agree(tmp_path: Path) -> None:
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / "timetable.py"),
        "--nodes",
        "900",
        "--sizes",
        "2x4,4x6",
        "--quick",
        "--json",
    ]
    environment = {**os.environ, "KYOTEN_REAL_DATA": str(tmp_path)}
    result = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT, env=environment
    )
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["quick"] is True
    assert [row["timetable"] for row in found["timetables"]] == ["2 routes x 4 trips", "4 routes x 6 trips"]
    for row in found["timetables"]:
        assert row["agrees"] is True
        assert row["connection_scan_queries"] >= 200
        assert row["minutes"] == 1440
        assert 0 < row["share_reached"] <= 1
        for peer in ("connection_scan", "range_raptor"):
            assert row[f"ratio_{peer}"] == row[f"{peer}_s"] / row["kyoten_s"]
    doubled = found["doubling"]
    assert doubled["connections_twice"] == 2 * doubled["connections"]
    assert doubled["ratio"] == doubled["seconds_twice"] / doubled["seconds"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_timetables())
def test_the_peers_find_what_a_search_over_the_written_out_day_finds(small: Small) -> None:
    villages, hub = points(NODES).loc[small.homes], points(NODES).loc[[small.place]]
    network = bus_network(small.timetable, ROADS, HOW)
    day, place = day_of(network, villages), place_of(network, villages, hub)
    written = expanded(small.stops, small.trips, HOW, small.rules)
    minutes_s = list(range(0, 26 * 3600, 600))
    for v, village in enumerate(villages.index):
        pairs = written.pairs(village, small.place)
        walk_m = ways_m()[village].get(small.place, np.inf)
        walk_s = seconds(walk_m, 60.0) if walk_m <= HOW.walk_to_stop_m else NEVER
        expected = [min([a for t, a in pairs if t >= m] + [m + walk_s, NEVER]) for m in minutes_s]
        assert [connection_scan(day, place, v, m) for m in minutes_s] == expected
        assert range_raptor(day, place, v, minutes_s) == expected


def test_a_different_answer_is_seen() -> None:
    answers = [np.array([[10.0, np.inf]])]
    assert read(answers, np.array([[0, 0, 0], [0, 0, 1]])) == [10.0, float(NEVER)]


def test_made_up_buses_are_the_same_every_time_and_keep_their_lines_with_more_trips() -> None:
    graph = rural_graph(900, 7)
    one, twice = made_up_buses(graph, 3, 4, 7), made_up_buses(graph, 3, 8, 7)
    assert one == made_up_buses(graph, 3, 4, 7)
    assert one != made_up_buses(graph, 3, 4, 8)
    pd.testing.assert_frame_equal(one.stops, twice.stops)
    assert len(twice.rides.call) == 2 * len(one.rides.call)


def test_roads_between_stops_lead_from_each_to_its_neighbours() -> None:
    stops = points({"p": (0, 0), "q": (100, 0), "r": (200, 0), "s": (300, 0), "t": (900, 0)})
    assert nx.is_weakly_connected(roads_between(stops).source)
