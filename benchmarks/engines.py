"""Travel times against other engines, in one run: the same graphs, the same places, the same answers.

python benchmarks/engines.py            10,000, 50,000 and 250,000 nodes and, where the published data lies beside, Andorra
python benchmarks/engines.py --quick    10,000 and 50,000 nodes (under 50 s)
python benchmarks/engines.py --json     figures and ratios on stdout, nothing else

Peers are used where they can be imported (they are not required; ``pip install`` them into an environment beside Kyoten's own); of
the others the table says "not installed". Every engine is asked for the minutes between 300 nodes and 300 other nodes, its preparation
included, and for one to 300 after it. Places are new for each question. Engines that take a graph get the same costs.
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from benchmarks.rural_graph import rural_graph
from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.hierarchy.hierarchy import prepared

SEED = 20_260_401
PLACES = 300
SIZES, QUICK_SIZES = (10_000, 50_000, 250_000), (10_000, 50_000)
TURNS = 3
"""300 × 300 is the least of so many, each with new places; 1 × 300 the median of ten sources in each."""

NETWORKX_SOURCES = 4
"""So many of the 300 sources networkx searches; its time is scaled to all of them."""

CH_SOURCES = 30
"""ch-router answers one pair a call: so many sources are asked, and its time is scaled to all of them."""

CH_UNITS_PER_MIN = 1_000_000
"""Minutes in whole numbers: the longest way must stay below 2³¹."""

EXACT_MIN = 1e-6
Answer = NDArray[np.float64]
Ask = Callable[[NDArray[np.int64], NDArray[np.int64]], Answer]


@dataclass(frozen=True)
class Engine:
    """A way to answer.

    Parameters
    ----------
    name, module
        What it is called, and what must be importable.
    prepare
        From the sparse matrix of minutes and the nodes' places, what answers questions.
    scaled
        How many of the sources are asked about; 0 for all.
    """

    name: str
    module: str
    prepare: Callable[[csr_array, NDArray[np.float64]], Ask]
    scaled: int = 0


def kyoten(matrix: csr_array, xy: NDArray[np.float64]) -> Ask:
    """Answer on the prepared network."""
    found = prepared(matrix, xy)
    return lambda s, t: found.costs((s[:, None], np.zeros((len(s), 1))), (t[:, None], np.zeros((len(t), 1))))


def scipy_whole(matrix: csr_array, _xy: NDArray[np.float64]) -> Ask:
    """Answer with scipy's Dijkstra on the whole graph."""
    return lambda s, t: dijkstra(matrix, indices=s)[:, t]


def networkx_lengths(matrix: csr_array, _xy: NDArray[np.float64]) -> Ask:
    """Answer with networkx, lengths only."""
    graph = nx.from_scipy_sparse_array(matrix, create_using=nx.DiGraph)

    def ask(s: NDArray[np.int64], t: NDArray[np.int64]) -> Answer:
        rows = [nx.single_source_dijkstra_path_length(graph, int(source)) for source in s]
        return np.array([[row.get(int(target), np.inf) for target in t] for row in rows])

    return ask


def igraph_distances(matrix: csr_array, _xy: NDArray[np.float64]) -> Ask:
    """Answer with igraph's distances."""
    igraph = importlib.import_module("igraph")
    edges = matrix.tocoo()
    graph = igraph.Graph(n=matrix.shape[0], edges=np.column_stack([edges.row, edges.col]), directed=True)
    weights = edges.data.tolist()
    return lambda s, t: np.array(graph.distances(s.tolist(), t.tolist(), weights=weights))


def pandana_lengths(matrix: csr_array, xy: NDArray[np.float64]) -> Ask:
    """Answer with pandana's contraction hierarchy; it takes costs as 32-bit numbers."""
    pandana = importlib.import_module("pandana")
    edges = matrix.tocoo()
    costs = pd.DataFrame({"minutes": edges.data})
    quiet = os.dup(1)
    with tempfile.TemporaryFile() as nowhere:
        os.dup2(nowhere.fileno(), 1)
        network = pandana.Network(
            pd.Series(xy[:, 0]), pd.Series(xy[:, 1]), pd.Series(edges.row), pd.Series(edges.col), costs, twoway=False
        )
        os.dup2(quiet, 1)
    os.close(quiet)

    def ask(s: NDArray[np.int64], t: NDArray[np.int64]) -> Answer:
        found = network.shortest_path_lengths(np.repeat(s, len(t)), np.tile(t, len(s)))
        return np.array(found).reshape(len(s), len(t))

    return ask


def ch_router_lengths(matrix: csr_array, _xy: NDArray[np.float64]) -> Ask:
    """Answer with RoutingKit's contraction hierarchy, pair by pair: its costs are whole numbers below 2³¹."""
    ch_router = importlib.import_module("ch_router")
    edges = matrix.tocoo()
    whole = np.rint(edges.data * CH_UNITS_PER_MIN).astype(np.uint32)
    hierarchy = ch_router.ContractionHierarchy.build(
        matrix.shape[0], edges.row.astype(np.uint32), edges.col.astype(np.uint32), whole
    )
    query = ch_router.CHQuery(hierarchy)

    def ask(s: NDArray[np.int64], t: NDArray[np.int64]) -> Answer:
        rows = [
            [query.reset().add_source(a).add_target(b).run().get_distance() for b in t.tolist()] for a in s.tolist()
        ]
        found = np.array(rows, dtype=float)
        return np.where(found >= ch_router.INF_WEIGHT, np.inf, found / CH_UNITS_PER_MIN)

    return ask


ENGINES = (
    Engine("Kyoten", "scipy", kyoten),
    Engine("scipy", "scipy", scipy_whole),
    Engine("networkx", "networkx", networkx_lengths, NETWORKX_SOURCES),
    Engine("igraph", "igraph", igraph_distances),
    Engine("pandana", "pandana", pandana_lengths),
    Engine("ch-router", "ch_router", ch_router_lengths, CH_SOURCES),
)
NOT_TAKEN = {
    "osrm-bindings": "takes OpenStreetMap files with costs of its own, not a graph",
    "pyvalhalla": "takes tiles made of OpenStreetMap files with costs of its own, not a graph",
    "graphways": "no release that can be installed was found",
}
"""Peers that do not answer the same question."""


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; 1 when Kyoten's answers are not those of scipy."""
    parser = argparse.ArgumentParser(description="道の所要時間の計算を、ほかの計算の仕組みと比べます。")
    parser.add_argument("--quick", action="store_true", help="小さい道路網だけで、50秒以内で終えます")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出します（ほかには何も出しません）")
    parser.add_argument("--region", type=Path, action="append", default=[], help="比べる地域のフォルダ（アンドラなど）")
    options = parser.parse_args(arguments)
    graphs = [(f"rural_{nodes}", *rural(nodes)) for nodes in (QUICK_SIZES if options.quick else SIZES)]
    graphs += [(folder.name, *of_region(folder)) for folder in options.region]
    networks = [measure(name, matrix, xy) for name, matrix, xy in graphs]
    found = {"quick": options.quick, "networks": networks, "not_compared": NOT_TAKEN}
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for network in networks:
            print(as_text(network))
    return 0 if all(n["engines"]["Kyoten"]["exact"] for n in networks) else 1


def rural(nodes: int) -> tuple[csr_array, NDArray[np.float64]]:
    """Draw a made-up network."""
    return _of_roads(RoadGraph.from_networkx(rural_graph(nodes, SEED)))


def of_region(folder: Path) -> tuple[csr_array, NDArray[np.float64]]:
    """Take the roads of a region."""
    from geo.region.region import read_region
    from plan.applied import road_graph

    return _of_roads(road_graph(read_region(folder)))


def _of_roads(roads: RoadGraph) -> tuple[csr_array, NDArray[np.float64]]:
    return compiled(roads, "car").forward, roads.node_xy_m


def measure(name: str, matrix: csr_array, xy: NDArray[np.float64]) -> dict[str, Any]:
    """Ask every engine that there is."""
    engines: dict[str, Any] = {}
    # The reference first: every engine is held against the whole graph.
    rng = np.random.default_rng(SEED)
    questions = [tuple(rng.choice(matrix.shape[0], PLACES, replace=False) for _ in range(2)) for _ in range(TURNS)]
    truth = scipy_whole(matrix, xy)(*questions[0])
    for engine in ENGINES:
        if importlib.util.find_spec(engine.module) is None:
            engines[engine.name] = {"installed": False}
            continue
        engines[engine.name] = ask_all(engine, matrix, xy, questions, truth)
    scipy_s = engines["scipy"]["many_s"]
    exact = [n for n, e in engines.items() if e["installed"] and e["exact"]]
    return {
        "network": name,
        "nodes": matrix.shape[0],
        "edges": int(matrix.nnz),
        "engines": engines,
        "scipy_over_kyoten": scipy_s / engines["Kyoten"]["many_s"],
        "fastest_exact_many": min(exact, key=lambda n: engines[n]["many_s"]),
        "fastest_exact_one": min(exact, key=lambda n: engines[n]["one_ms"]),
    }


def ask_all(
    engine: Engine, matrix: csr_array, xy: NDArray[np.float64], questions: list[Any], truth: Answer
) -> dict[str, Any]:
    """Time one engine: preparation with 300 × 300, and 1 × 300 after it."""
    many, one, prepared = [], [], []
    asked = engine.scaled or PLACES
    turns = questions[:1] if engine.scaled else questions
    for sources, targets in turns:
        start = time.process_time()
        ask = engine.prepare(matrix, xy)
        ready = time.process_time()
        answer = ask(sources[:asked], targets)
        end = time.process_time()
        prepared.append(ready - start)
        many.append(ready - start + (end - ready) * PLACES / asked)
        if len(many) == 1:
            far = difference_min(answer, truth[:asked])
        for source in sources[:10]:
            start = time.process_time()
            ask(np.array([source]), targets)
            one.append(time.process_time() - start)
            if engine.scaled:
                break
    return {
        "installed": True,
        "many_s": min(many),
        "prepare_s": min(prepared),
        "one_ms": float(np.median(one)) * 1_000,
        "largest_difference_min": far,
        "exact": far <= EXACT_MIN,
        "sources_asked": asked,
    }


def difference_min(answer: Answer, truth: Answer) -> float:
    """Return the largest difference; infinite where one has a way and the other none."""
    there = np.isfinite(truth)
    beyond = np.where(there, 0.0, answer)
    # Pandana says "no way" with the greatest number that it has.
    if (answer[~there] < 1e6).any() or not np.isfinite(answer[there]).all() or np.isnan(beyond).any():
        return float("inf")
    return float(np.abs(answer[there] - truth[there]).max(initial=0.0))


def as_text(found: dict[str, Any]) -> str:
    """Write the figures of a network as a table."""
    lines = [
        f"{found['network']}：{found['nodes']:,} 節点、{found['edges']:,} 辺",
        "| engine | 300 × 300, s | of it preparation | 1 × 300, ms | largest difference, min |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, e in found["engines"].items():
        if e["installed"]:
            lines.append(
                f"| {name} | {e['many_s']:.3f} | {e['prepare_s']:.3f} | {e['one_ms']:.2f} | {e['largest_difference_min']:.1e} |"
            )
        else:
            lines.append(f"| {name} | not installed | | | |")
    lines.append(f"scipy ÷ Kyoten: {found['scipy_over_kyoten']:.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
