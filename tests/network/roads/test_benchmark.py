"""The benchmark of travel times, on a tiny network: it runs, compares, and says what it ran."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np

from benchmarks.rural_graph import rural_graph
from benchmarks.travel_time import AGREE_MIN, difference_min, with_minima

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = ROOT / "benchmarks" / "travel_time.py"


def ran(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), "--nodes", "400", *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)


def test_quick_json_is_one_document_with_figures_and_ratios():
    result = ran("--quick", "--json")
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["quick"] is True
    assert [network["network"] for network in found["networks"]] == ["sanson", "rural_400"]
    for network in found["networks"]:
        assert [row["hubs"] for row in network["runs"]] == [1, 20, 200]
        for row in network["runs"]:
            assert row["agrees"] is True
            assert row["largest_difference_min"] <= AGREE_MIN
            assert 1 <= row["networkx_hubs_searched"] <= row["hubs"]
            for engine in ("multidigraph", "digraph"):
                assert row[f"ratio_{engine}"] == row[f"networkx_{engine}_s"] / row["kyoten_s"]
    assert found["networks"][0]["runs"][2]["networkx_hubs_searched"] < 200


def test_without_the_sample_region_it_says_so_in_japanese(tmp_path):
    result = ran("--quick", "--json", "--region", str(tmp_path / "nowhere"))
    assert result.returncode == 1
    assert result.stdout == ""
    assert "地域「nowhere」を開けません" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_made_up_network_is_rural_and_the_same_every_time():
    graph = rural_graph(3000, 7)
    assert nx.utils.graphs_equal(graph, rural_graph(3000, 7))
    assert not nx.utils.graphs_equal(graph, rural_graph(3000, 8))
    assert graph.number_of_nodes() == 3000
    assert 2.2 <= graph.number_of_edges() / 3000 <= 2.7
    assert nx.is_weakly_connected(graph)


def test_a_different_answer_is_seen():
    ours = np.array([[1.0, np.inf]])
    assert difference_min(ours, ours.copy()) == 0
    assert difference_min(ours, np.array([[1.5, np.inf]])) == 0.5
    assert difference_min(ours, np.array([[1.0, 3.0]])) == np.inf


def test_minima_keep_the_fastest_parallel():
    graph = nx.MultiDiGraph()
    graph.add_edges_from([("a", "b", {"travel_time": 9.0}), ("a", "b", {"travel_time": 4.0})])
    assert with_minima(graph).edges["a", "b"]["travel_time"] == 4
