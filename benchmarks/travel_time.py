"""Travel times against networkx, in one run: the same graph, the same villages and hubs, the same answers.

python benchmarks/travel_time.py            both networks, every hub searched by everyone (minutes)
python benchmarks/travel_time.py --quick    networkx searches fewer hubs; how many is said (under 50 s)
python benchmarks/travel_time.py --json     figures and ratios on stdout, nothing else
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.rural_graph import rural_graph
from geo.region.region import read_region
from geo.texts.errors import RegionUnreadableError
from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.travel_time import travel_times

SEED = 20_260_401
HUBS = (1, 20, 200)
VILLAGES = 300
RURAL_NODES = 50_000
QUICK_SEARCHES = {1: 1, 20: 8, 200: 12}
"""How many hubs networkx searches in a quick run; its time is then scaled to all of them."""

LEAST_SECONDS = 0.3
"""Short work is repeated until it took so long."""

AGREE_MIN = 0.01


@dataclass(frozen=True)
class Case:
    """A network with villages and hubs at its nodes, where networkx needs no joining of points."""

    name: str
    graph: nx.MultiDiGraph
    villages: NDArray[np.int64]
    hubs: NDArray[np.int64]


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; 1 when the sample region is missing or an answer differs."""
    parser = argparse.ArgumentParser(description="車の所要時間の計算を networkx と比べます。")
    parser.add_argument("--quick", action="store_true", help="networkx の探索を減らして、50秒以内で終えます")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出します（ほかには何も出しません）")
    parser.add_argument("--region", type=Path, default=ROOT / "sample_regions" / "sanson", help="比べる地域のフォルダ")
    parser.add_argument("--nodes", type=int, default=RURAL_NODES, help="作る道路網の節点の数")
    options = parser.parse_args(arguments)
    try:
        cases = [region_case(options.region), rural_case(options.nodes)]
    except RegionUnreadableError as problem:
        print(
            f"地域「{options.region.name}」を開けません。見本の地域を作ってから、もう一度実行してください。",
            file=sys.stderr,
        )
        print(problem, file=sys.stderr)
        return 1
    results = [measure(case, quick=options.quick) for case in cases]
    if options.json:
        print(json.dumps({"quick": options.quick, "networks": results}, ensure_ascii=False, indent=1))
    else:
        for result in results:
            print(as_text(result))
    return 0 if all(run["agrees"] for result in results for run in result["runs"]) else 1


def region_case(folder: Path) -> Case:
    """Take the roads of a region, every edge with the minutes that Kyoten gives it."""
    region = read_region(folder)
    graph = region.roads.copy()
    minutes = RoadGraph.from_networkx(graph, assumptions=region.assumptions, crs=region.crs).edge_car_min
    for (*_, data), edge_min in zip(list(graph.edges(keys=True, data=True)), minutes, strict=True):
        data["travel_time"] = float(edge_min) * 60
    return case_of(region.id, graph)


def rural_case(nodes: int) -> Case:
    """Draw the made-up network."""
    return case_of(f"rural_{nodes}", rural_graph(nodes, SEED))


def case_of(name: str, graph: nx.MultiDiGraph) -> Case:
    """Place villages and hubs at nodes of the network."""
    rng = np.random.default_rng(SEED)
    count = graph.number_of_nodes()
    villages = rng.choice(count, min(VILLAGES, count), replace=False)
    return Case(name, graph, villages, rng.choice(count, min(max(HUBS), count), replace=False))


def measure(case: Case, *, quick: bool) -> dict[str, Any]:
    """Time all engines on one network and hold their answers against each other."""
    roads, compile_s = timed(lambda: RoadGraph.from_networkx(case.graph))
    _, matrices_s = timed(lambda: compiled(roads, "car"))
    minima, minima_s = timed(lambda: with_minima(case.graph))
    # Minutes run from village to hub, so networkx searches from the hub over the reversed graph.
    multi, single = case.graph.reverse(copy=True), minima.reverse(copy=True)
    nodes = np.array(list(case.graph.nodes), dtype=object)
    runs = [run(case, roads, (multi, single), nodes, hubs, quick=quick) for hubs in HUBS if hubs <= len(case.hubs)]
    return {
        "network": case.name,
        "nodes": case.graph.number_of_nodes(),
        "edges": case.graph.number_of_edges(),
        "villages": len(case.villages),
        "compile_s": compile_s + matrices_s,
        "networkx_minima_s": minima_s,
        "runs": runs,
    }


def run(
    case: Case,
    roads: RoadGraph,
    reversed_graphs: tuple[nx.MultiDiGraph, nx.DiGraph],
    nodes: NDArray[np.object_],
    hubs: int,
    *,
    quick: bool,
) -> dict[str, Any]:
    """Time villages × hubs once for each engine."""
    origins, destinations = points(case.graph, nodes, case.villages), points(case.graph, nodes, case.hubs[:hubs])
    minutes, kyoten_s = repeated(
        lambda turn: travel_times(roads, rolled(origins, turn), rolled(destinations, turn)).minutes
    )
    searched = min(QUICK_SEARCHES[hubs], hubs) if quick else hubs
    answers, seconds = [], []
    for graph in reversed_graphs:
        found, spent_s = timed(partial(networkx_minutes, graph, nodes, case, searched))
        answers.append(found)
        seconds.append(spent_s * hubs / searched)
    ours = minutes.loc[origins.index, destinations.index[:searched]].to_numpy()
    return {
        "hubs": hubs,
        "networkx_hubs_searched": searched,
        "kyoten_s": kyoten_s,
        "networkx_multidigraph_s": seconds[0],
        "networkx_digraph_s": seconds[1],
        "ratio_multidigraph": seconds[0] / kyoten_s,
        "ratio_digraph": seconds[1] / kyoten_s,
        "largest_difference_min": max(difference_min(ours, found) for found in answers),
        "agrees": all(difference_min(ours, found) <= AGREE_MIN for found in answers),
    }


def points(graph: nx.MultiDiGraph, nodes: NDArray[np.object_], chosen: NDArray[np.int64]) -> pd.DataFrame:
    """Return nodes as points in degrees."""
    places = [(graph.nodes[n]["y"], graph.nodes[n]["x"]) for n in nodes[chosen]]
    return pd.DataFrame(places, columns=["lat", "lon"], index=[str(i) for i in chosen])


def rolled(frame: pd.DataFrame, turn: int) -> pd.DataFrame:
    """Change the order of rows, so that nothing kept from the turn before is of use."""
    return frame.iloc[np.roll(np.arange(len(frame)), turn)]


def with_minima(graph: nx.MultiDiGraph) -> nx.DiGraph:
    """Keep the fastest of parallel edges only: the form in which networkx is fastest."""
    simple = nx.DiGraph()
    simple.add_nodes_from(graph.nodes)
    for u, v, seconds in graph.edges(data="travel_time"):
        if not simple.has_edge(u, v) or seconds < simple.edges[u, v]["travel_time"]:
            simple.add_edge(u, v, travel_time=seconds)
    return simple


def networkx_minutes(graph: nx.Graph, nodes: NDArray[np.object_], case: Case, hubs: int) -> NDArray[np.float64]:
    """Search from each hub with networkx; shape (villages, hubs)."""
    columns = []
    for hub in nodes[case.hubs[:hubs]]:
        seconds = nx.single_source_dijkstra_path_length(graph, hub, weight="travel_time")
        columns.append([seconds.get(village, np.inf) / 60 for village in nodes[case.villages]])
    return np.array(columns).T


def difference_min(ours: NDArray[np.float64], theirs: NDArray[np.float64]) -> float:
    """Return the largest difference in minutes; no way on one side only is infinitely different."""
    both = np.isfinite(ours) & np.isfinite(theirs)
    if (np.isfinite(ours) != np.isfinite(theirs)).any():
        return float("inf")
    return float(np.abs(ours[both] - theirs[both]).max(initial=0.0))


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what the work returns and its seconds of processor time, which a busy machine does not lengthen."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def repeated(work: Callable[[int], Any]) -> tuple[Any, float]:
    """Repeat short work; give the last result and the mean seconds of a turn."""
    start, turn = time.process_time(), 0
    while True:
        result = work(turn)
        turn += 1
        spent_s = time.process_time() - start
        if spent_s >= LEAST_SECONDS:
            return result, spent_s / turn


def as_text(result: dict[str, Any]) -> str:
    """Write one network's figures as a table."""
    size = f"{result['nodes']:,} nodes, {result['edges']:,} directed edges, {result['villages']} villages"
    once = f"compiling {result['compile_s']:.2f} s, networkx's DiGraph of minima {result['networkx_minima_s']:.2f} s"
    heads = ("hubs", "kyoten s", "MultiDiGraph s", "DiGraph s", "ratios", "networkx ran", "agree")
    lines = [f"{result['network']}: {size}; {once}", "{:>5} {:>9} {:>15} {:>10} {:>13} {:>13} {:>6}".format(*heads)]
    for row in result["runs"]:
        ratios = f"{row['ratio_multidigraph']:.0f} / {row['ratio_digraph']:.0f}"
        lines.append(
            f"{row['hubs']:>5} {row['kyoten_s']:>9.4f} {row['networkx_multidigraph_s']:>15.3f} "
            f"{row['networkx_digraph_s']:>10.3f} {ratios:>13} {row['networkx_hubs_searched']:>8} hubs "
            f"{'yes' if row['agrees'] else 'NO':>6}"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
