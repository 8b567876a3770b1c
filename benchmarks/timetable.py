"""All journeys of a day to a hub against connection scan and range-RAPTOR in Python, in one run, with the same answers.

python benchmarks/timetable.py            three timetables; the peers answer a seeded sample, their time is scaled (minutes)
python benchmarks/timetable.py --quick    smaller samples; how many is said (under 50 s)
python benchmarks/timetable.py --json     figures and ratios on stdout, nothing else
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import json
import os
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

from benchmarks.rural_buses import made_up_buses, roads_between
from benchmarks.rural_graph import rural_graph
from benchmarks.timetable_peers import NEVER, connection_scan, day_of, place_of, range_raptor
from network.roads.graph import RoadGraph
from network.transit.connection_scan import bus_network
from network.transit.door_to_door_times import door_to_door
from network.transit.rider_settings import BusSettings
from network.transit.stop_access import walks_between
from network.transit.timetable import Timetable

SEED = 20_260_407
VILLAGES = 300
ROAD_NODES = 6_000
SIZES = ((10, 10), (100, 20))
HUBS = 40
DOUBLING_HUBS = 5
PLACES = 1_500
"""Nodes of the roads among which villages are chosen."""

MINUTES_S = np.arange(0, 24 * 60) * 60
QUERIES, QUICK_QUERIES = 2_000, 250
"""Queries (hub, village, minute) that the connection scan answers; its time is then scaled to all of them."""

RANGES, QUICK_RANGES = 100, 15
"""Pairs of hub and village that range-RAPTOR answers for the whole day."""

LEAST_SECONDS = 0.5
SETTINGS = BusSettings(walk_m_per_min=80.0, walk_to_stop_m=500.0, change_min=2.0, change_walk_m=300.0)
TOYOTA = "gtfs_jp/toyota_kikan_GTFS.zip"


@dataclass(frozen=True, eq=False)
class Case:
    """A timetable on roads, with villages from which one can walk to a stop and places for the hub."""

    name: str
    timetable: Timetable
    roads: RoadGraph
    villages: pd.DataFrame
    hubs: pd.DataFrame


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; 1 when an answer differs."""
    parser = argparse.ArgumentParser(description="バスの所要時間の計算を、ほかの方法と比べます。")
    parser.add_argument("--quick", action="store_true", help="ほかの方法の問いを減らして、50秒以内で終えます")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出します（ほかには何も出しません）")
    parser.add_argument("--nodes", type=int, default=ROAD_NODES, help="作る道路網の節点の数")
    parser.add_argument("--sizes", type=sizes, default=SIZES, help="作る時刻表の路線と便の数（10x10,100x20 のように）")
    options = parser.parse_args(arguments)
    graph = rural_graph(options.nodes, SEED)
    roads = RoadGraph.from_networkx(graph)
    cases = [made_up_case(graph, roads, *size) for size in options.sizes]
    feed = real_feed()
    if feed is not None:
        cases.append(feed_case(feed))
    elif not options.json:
        print("豊田市の時刻表（../shared/data）がないので、作った時刻表だけで比べます。", file=sys.stderr)
    results = [measure(case, quick=options.quick) for case in cases]
    routes, trips = options.sizes[-1]
    doubled = doubling(cases[len(options.sizes) - 1], made_up_case(graph, roads, routes, 2 * trips))
    if options.json:
        print(
            json.dumps(
                {"quick": options.quick, "timetables": results, "doubling": doubled}, ensure_ascii=False, indent=1
            )
        )
    else:
        for result in results:
            print(as_text(result))
        text = "{connections:,} connections take {seconds:.4f} s, {connections_twice:,} take {seconds_twice:.4f} s: {ratio:.2f} times"
        print(text.format(**doubled))
    return 0 if all(result["agrees"] for result in results) else 1


def sizes(text: str) -> tuple[tuple[int, int], ...]:
    """Read 10x10,100x20 as routes and trips."""
    pairs = [word.split("x") for word in text.split(",")]
    return tuple((int(routes), int(trips)) for routes, trips in pairs)


def real_feed() -> Path | None:
    """Find 豊田市's feed among the published data."""
    named = os.environ.get("KYOTEN_REAL_DATA")
    path = (Path(named) if named else ROOT.parent / "shared" / "data") / TOYOTA
    return path if path.is_file() else None


def made_up_case(graph: nx.MultiDiGraph, roads: RoadGraph, routes: int, trips: int) -> Case:
    """Draw buses on rural roads; villages and hubs stand at nodes near stops."""
    timetable = made_up_buses(graph, routes, trips, SEED)
    nodes = pd.DataFrame(
        [(graph.nodes[n]["y"], graph.nodes[n]["x"]) for n in graph],
        columns=["lat", "lon"],
        index=[str(n) for n in graph],
    )
    return case_of(f"{routes} routes x {trips} trips", timetable, roads, nodes)


def feed_case(path: Path) -> Case:
    """Take a published feed; its villages and hubs stand at its stops."""
    timetable = Timetable.from_gtfs(path)
    return case_of("Toyota (GTFS-JP)", timetable, roads_between(timetable.stops), timetable.stops[["lat", "lon"]])


def case_of(name: str, timetable: Timetable, roads: RoadGraph, places: pd.DataFrame) -> Case:
    """Choose villages among the places from which a stop is near, and hubs among the stops."""
    rng = np.random.default_rng(SEED)
    near = np.unique(walks_between(roads, places, timetable.stops, SETTINGS.walk_to_stop_m).start)
    villages = places.iloc[np.sort(rng.choice(near, min(VILLAGES, len(near)), replace=False))]
    hubs = timetable.stops.iloc[rng.choice(len(timetable.stops), HUBS + DOUBLING_HUBS + 1)]
    return Case(name, timetable, roads, villages, hubs[["lat", "lon"]])


def measure(case: Case, *, quick: bool) -> dict[str, Any]:
    """Time all engines on one timetable and hold their answers against each other."""
    network, compile_s = timed(lambda: bus_network(case.timetable, case.roads, SETTINGS))
    answers, kyoten_s = all_day(case)
    day = day_of(network, case.villages)
    places = [place_of(network, case.villages, case.hubs.iloc[[h]]) for h in range(len(answers))]
    rng = np.random.default_rng(SEED)
    queries = QUICK_QUERIES if quick else QUERIES
    asked = np.column_stack([rng.integers(n, size=queries) for n in (len(answers), len(case.villages), len(MINUTES_S))])
    scanned, scan_s = timed(
        lambda: [connection_scan(day, places[h], v, int(MINUTES_S[m])) for h, v, m in asked.tolist()]
    )
    ranges = QUICK_RANGES if quick else RANGES
    minutes_s = MINUTES_S.tolist()
    ranged, raptor_s = timed(
        lambda: [range_raptor(day, places[h], v, minutes_s) for h, v, _ in asked[:ranges].tolist()]
    )
    wanted = len(case.villages) * len(MINUTES_S)
    scan_all_s, raptor_all_s = scan_s * wanted / queries, raptor_s * len(case.villages) / ranges
    agree_scan = all(ours == theirs for ours, theirs in zip(read(answers, asked), scanned, strict=True))
    agree_raptor = all(
        np.array_equal(np.minimum(answers[h][v], NEVER), theirs)
        for (h, v, _), theirs in zip(asked, ranged, strict=False)
    )
    return {
        "timetable": case.name,
        "stops": len(case.timetable.stops),
        "trips": len(case.timetable.trips),
        "connections": len(case.timetable.rides.call),
        "villages": len(case.villages),
        "minutes": len(MINUTES_S),
        "share_reached": float(np.isfinite(np.array(answers)).mean()),
        "prepare_s": compile_s,
        "kyoten_s": kyoten_s,
        "kyoten_hubs": len(answers),
        "connection_scan_queries": queries,
        "connection_scan_s": scan_all_s,
        "range_raptor_villages": ranges,
        "range_raptor_s": raptor_all_s,
        "ratio_connection_scan": scan_all_s / kyoten_s,
        "ratio_range_raptor": raptor_all_s / kyoten_s,
        "agrees": agree_scan and agree_raptor,
    }


def read(answers: list[NDArray[np.float64]], asked: NDArray[np.int64]) -> list[float]:
    """Read the answers to queries (hub, village, minute) off the tables, never as the peers write it."""
    return [min(float(answers[h][v, m]), float(NEVER)) for h, v, m in asked.tolist()]


def answer_for(case: Case, hub: pd.DataFrame) -> NDArray[np.float64]:
    """Return the earliest arrival at a hub for every village and minute of the day."""
    found = door_to_door(case.timetable, case.roads, case.villages, hub, settings=SETTINGS)
    on_foot_s = np.ceil(found.walk_min.to_numpy() * 60 - 1e-6)
    return np.minimum(found.out[0].earliest_arrival_s(MINUTES_S), MINUTES_S[None, :] + on_foot_s)


def all_day(case: Case) -> tuple[list[NDArray[np.float64]], float]:
    """Answer every village and minute for one hub after the other; give the tables and the mean seconds of a hub.

    Each hub is new, so nothing kept from the one before answers it; the walks to it and the way home are in the time.
    """
    answer_for(case, case.hubs.iloc[[HUBS - 1]])
    answers, spent_s = [], 0.0
    for hub in range(HUBS - 1):
        answer, seconds = timed(partial(answer_for, case, case.hubs.iloc[[hub]]))
        answers.append(answer)
        spent_s += seconds
        if spent_s >= LEAST_SECONDS and hub >= 2:
            break
    return answers, spent_s / len(answers)


def doubling(once: Case, twice: Case) -> dict[str, float]:
    """Return how much longer the same lines take with twice the trips; hubs in turn, so that a busy machine slows both."""
    spent_s = {}
    for case in (once, twice):
        all_hubs = hubs_not_asked(case)
        answer_for(case, all_hubs.iloc[[0]])
        spent_s[case.name] = 0.0
    for hub in range(1, DOUBLING_HUBS + 1):
        for case in (once, twice):
            all_hubs = hubs_not_asked(case)
            spent_s[case.name] += timed(partial(answer_for, case, all_hubs.iloc[[hub]]))[1]
    seconds, seconds_twice = (spent_s[case.name] / DOUBLING_HUBS for case in (once, twice))
    return {
        "connections": len(once.timetable.rides.call),
        "connections_twice": len(twice.timetable.rides.call),
        "seconds": seconds,
        "seconds_twice": seconds_twice,
        "ratio": seconds_twice / seconds,
    }


def hubs_not_asked(case: Case) -> pd.DataFrame:
    """Return hubs for which nothing has been kept yet."""
    return case.hubs.iloc[HUBS:]


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what the work returns and its seconds of processor time, which a busy machine does not lengthen."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def as_text(result: dict[str, Any]) -> str:
    """Write one timetable's figures as lines."""
    return (
        f"{result['timetable']}: {result['stops']:,} stops, {result['trips']:,} trips, {result['connections']:,} connections; "
        f"{result['villages']} villages x {result['minutes']:,} minutes, {result['share_reached']:.0%} reach the hub\n"
        f"  kyoten {result['kyoten_s']:.4f} s a hub ({result['kyoten_hubs']} hubs), preparing once {result['prepare_s']:.2f} s\n"
        f"  connection scan {result['connection_scan_s']:,.1f} s ({result['connection_scan_queries']} queries ran): "
        f"{result['ratio_connection_scan']:,.0f} times\n"
        f"  range-RAPTOR {result['range_raptor_s']:,.2f} s ({result['range_raptor_villages']} villages ran): "
        f"{result['ratio_range_raptor']:,.1f} times\n"
        f"  answers {'agree' if result['agrees'] else 'DIFFER'}"
    )


if __name__ == "__main__":
    sys.exit(main())
