"""Five random towns small enough to enumerate: every set of runs over all simple routes over all villages is looked at."""

from __future__ import annotations

import datetime
import itertools
import math
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd

from geo.reference.assumptions import Assumptions
from network.bus_design.town.patterns import Pattern, timed_pattern
from network.bus_design.town.runs import Run, RunValues
from network.bus_design.town.timetable import operated
from network.bus_design.town.town import SearchNumbers, Town
from network.outings.visit import Visit
from network.roads.graph import RoadGraph
from network.roads.travel_time import travel_times
from network.services.bus_service import ServiceStop, Vehicle
from network.services.running_times import Running

FIRST = datetime.date(2026, 4, 1)
HOUR_S, ROLL_CALLS_S = 3600, 1800
LAT, LON, STEP = 33.0, 135.0, 0.02
VISITS = (
    (Visit(90 * 60, arrive_by_s=11 * HOUR_S, opens_s=8.5 * HOUR_S, away_max_s=5 * HOUR_S),),
    (Visit(60 * 60, opens_s=9 * HOUR_S, closes_s=17 * HOUR_S, away_max_s=5 * HOUR_S),),
)


@dataclass(frozen=True)
class Small:
    """How a town is drawn: seed, villages, vehicles, starts of the day, and a budget as a share of what most costs."""

    seed: int
    villages: int
    vehicles: int
    starts_h: tuple[float, ...]
    budget_yen: float = math.inf


TOWNS = (
    Small(101, 3, 1, (7, 8.5, 10.5, 13)),
    Small(102, 3, 1, (7.5, 9, 11, 13.5), 5_000_000),
    Small(103, 4, 1, (8, 10, 12.5)),
    Small(104, 4, 1, (7.5, 11, 12), 6_000_000),
    Small(105, 3, 2, (8.5, 12)),
)


def small(drawn: Small) -> Town:
    """Draw a town: a tree of roads from the hub with one way round, villages at its nodes."""
    rng = np.random.default_rng(drawn.seed)
    graph = nx.MultiDiGraph(crs="epsg:6668")
    for node in range(drawn.villages + 1):
        graph.add_node(node, x=LON + node * STEP, y=LAT + float(rng.uniform(0, 0.02)))
    ways = [(int(rng.integers(node)), node) for node in range(1, drawn.villages + 1)]
    if drawn.villages not in {a for a, _ in ways}:
        ways.append((drawn.villages, int(rng.integers(drawn.villages))))
    for a, b in dict.fromkeys(ways):
        seconds = float(rng.integers(4, 11) * 60)
        for u, v in ((a, b), (b, a)):
            graph.add_edge(u, v, length=seconds * 10, travel_time=seconds, highway="tertiary", oneway=False)
    roads = RoadGraph.from_networkx(graph, crs=6672)
    places = pd.DataFrame([(graph.nodes[n]["y"], graph.nodes[n]["x"]) for n in graph], columns=["lat", "lon"])
    at = zip(places["lat"].tolist(), places["lon"].tolist(), strict=True)
    stops = [ServiceStop(f"p{n}", f"集落{n}", lat, lon) for n, (lat, lon) in enumerate(at)]
    minutes = travel_times(roads, places, places).minutes.to_numpy(dtype=np.float64)
    return Town(
        hub=stops[0],
        stops=stops[1:],
        persons=rng.integers(3, 40, drawn.villages).astype(np.float64),
        drive_min=minutes,
        visits=VISITS,
        running=Running.of(roads),
        assumptions=Assumptions(),
        vehicle=Vehicle("wagon", 9),
        vehicles=drawn.vehicles,
        drivers=drawn.vehicles,
        budget_yen=drawn.budget_yen,
    )


def starts_of(drawn: Small) -> list[int]:
    """Seconds past midnight at which runs may leave."""
    return [int(h * HOUR_S) for h in drawn.starts_h]


def all_patterns(town: Town) -> list[Pattern]:
    """Time every simple route over all villages, in every order, as a spine and as a loop, that is back within the longest run."""
    every = range(len(town.stops))
    orders = [order for n in range(1, len(every) + 1) for order in itertools.permutations(every, n)]
    made = [timed_pattern(town, order, loop=loop) for order in orders for loop in (False, True)]
    longest_s = SearchNumbers.reference().longest_run_s
    return [pattern for pattern in made if pattern is not None and pattern.run_s <= longest_s]


def enumerated_best(town: Town, every: list[Pattern], starts: list[int]) -> tuple[float, tuple[Run, ...]]:
    """Return the most persons of any set of runs that vehicles, drivers, hours and money allow, and such a set.

    At every start each vehicle leaves with one of all patterns or stays. Sets are looked at from the best downwards, and the first that the
    house's own schedule and cost allow is the optimum.
    """
    values = RunValues(town, every, np.array(starts))
    bits, ends = _tables(town, values, every, starts)
    sets, worth = _all_sets(town, bits, ends, starts)
    if math.isfinite(town.budget_yen):
        cheap = _day_s(every, sets, starts) <= _most_s(town, every, starts)
        sets, worth = sets[cheap], worth[cheap]
    for at in np.argsort(-worth, kind="stable"):
        runs = tuple(
            (int(k), starts[t]) for t, ks in enumerate(sets[at].reshape(len(starts), -1)) for k in ks if k >= 0
        )
        if not runs:
            break
        if len(set(runs)) == len(runs) and operated(town, every, runs, FIRST).allowed_by(town):
            return float(worth[at]), runs
    return 0.0, ()


def _day_s(every, sets, starts):
    """Seconds from the first departure to the last return; a single vehicle's driver is on duty all the while."""
    run = np.array([*(p.run_s for p in every), 0])
    runs, begin = sets != -1, np.array(starts)
    first = np.where(runs, begin, 10**6).min(axis=1)
    last = np.where(runs, begin + run[sets], 0).max(axis=1)
    return np.where(runs.any(axis=1), last - first, 0)


def _most_s(town, every, starts):
    """Seconds of a day of one vehicle that the budget pays for, a minute's doubt in its favour."""
    assert town.vehicles == 1
    one = operated(town, every, [(0, starts[0])], FIRST)
    return town.budget_yen / one.cost_yen * (every[0].run_s + ROLL_CALLS_S) - ROLL_CALLS_S + 60


def _tables(town, values, every, starts):
    """Whom each pair of runs serves, as bits of villages and purposes; and when each run's vehicle is ready again."""
    size = len(every) + 1
    bits = np.zeros((len(starts), size, len(starts), size), dtype=np.uint32)
    weights = 1 << np.arange(len(town.visits) * len(town.stops))
    for (t, s), (u, e) in itertools.combinations(enumerate(starts), 2):
        for k in range(len(every)):
            for j in range(len(every)):
                served = values.has([(k, s), (j, e)])
                bits[t, k, u, j] = int(served.ravel() @ weights)
    return bits, np.array([*(p.ready_s for p in every), 0])


def _all_sets(town, bits, ends, starts):
    none = len(ends) - 1
    together = list(itertools.combinations_with_replacement(range(len(ends)), town.vehicles))
    each = np.array([c for c in together if len(set(c) - {none}) == len([k for k in c if k != none])])
    chosen = np.stack(np.meshgrid(*[np.arange(len(each))] * len(starts), indexing="ij"), axis=-1).reshape(
        -1, len(starts)
    )
    sets = each[chosen].astype(np.int16)
    room = np.ones(len(sets), dtype=bool)
    for t, moment in enumerate(starts):
        out = (sets[:, t] != none).sum(axis=1)
        for before in range(t):
            busy = starts[before] + ends[sets[:, before]] > moment
            out = out + (busy & (sets[:, before] != none)).sum(axis=1)
        room &= out <= town.vehicles
    sets = sets[room]
    served = np.zeros(len(sets), dtype=np.uint32)
    for t, u in itertools.combinations(range(len(starts)), 2):
        for a, b in itertools.product(range(town.vehicles), repeat=2):
            served |= bits[t, sets[:, t, a], u, sets[:, u, b]]
    people = np.tile(town.persons, len(town.visits)) / len(town.visits)
    worth = sum(((served >> n) & 1) * people[n] for n in range(len(people)))
    return np.where(sets == none, -1, sets).reshape(len(sets), -1), worth
