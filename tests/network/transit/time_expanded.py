"""Journeys the slow way: every getting on and off of the day is a node of a networkx graph, and networkx searches.

Nothing here is shared with `network`: walks, changes and seats are written down once more.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from network.transit.rider_settings import BusSettings
from tests.network.transit.small_timetables import NODES, WAYS, Rules, Trip, seats_kept, written_out

Pairs = list[tuple[int, int]]


def ways_m() -> dict[str, dict[str, float]]:
    """Measure all ways on foot between the nodes of the small roads."""
    graph = nx.Graph()
    graph.add_nodes_from(NODES)
    graph.add_weighted_edges_from(WAYS)
    return dict(nx.all_pairs_dijkstra_path_length(graph))


def seconds(length_m: float, walk_m_per_min: float) -> int:
    """Round a walk up to whole seconds."""
    return math.ceil(round(length_m / walk_m_per_min * 60, 5))


@dataclass
class Expanded:
    """The day as a graph: ("off", trip, call) and ("on", trip, call); arcs that are changes have `ride` 1, others 0."""

    graph: nx.DiGraph
    trips: list[Trip]
    stops: Mapping[str, str]
    settings: BusSettings
    metres: dict[str, dict[str, float]]

    def walk_s(self, node: str, other: str, limit_m: float) -> int | None:
        """Walk between two nodes of the roads, or not."""
        length_m = self.metres[node].get(other, math.inf)
        return seconds(length_m, self.settings.walk_m_per_min) if length_m <= limit_m + 1e-9 else None

    def getting_on(self, node: str) -> dict[tuple[str, int, int], int]:
        """List what can be boarded from a door, with the time of leaving it."""
        found = {}
        for t, trip in enumerate(self.trips):
            for c, call in enumerate(trip.calls):
                walk_s = self.walk_s(node, self.stops[call.stop], self.settings.walk_to_stop_m)
                if walk_s is not None and call.pickup_type != 1:
                    found["on", t, c] = call.departure_s - walk_s
        return found

    def getting_off(self, node: str) -> dict[tuple[str, int, int], int]:
        """List where one can get off for a door, with the time of standing there."""
        found = {}
        for t, trip in enumerate(self.trips):
            for c, call in enumerate(trip.calls):
                walk_s = self.walk_s(self.stops[call.stop], node, self.settings.walk_to_stop_m)
                if walk_s is not None and call.drop_off_type != 1:
                    found["off", t, c] = call.arrival_s + walk_s
        return found

    def pairs(self, start: str, end: str) -> Pairs:
        """List all journeys between two nodes that no other beats."""
        leaving, arriving = self.getting_on(start), self.getting_off(end)
        found = []
        for event, leave_s in leaving.items():
            ends = [arriving[e] for e in nx.descendants(self.graph, event) if e in arriving]
            if ends and leave_s >= 0:
                found.append((leave_s, min(ends)))
        return unbeaten(found)

    def fewest_rides(self, start: str, end: str, leave_s: int, arrive_s: int) -> int:
        """Count the rides of the journey with the fewest changes between two times."""
        leaving = {e for e, t in self.getting_on(start).items() if t >= leave_s}
        arriving = {e for e, t in self.getting_off(end).items() if t <= arrive_s}
        changes = nx.multi_source_dijkstra_path_length(self.graph, leaving, weight="ride")
        return 1 + int(min(changes[e] for e in arriving if e in changes))


def unbeaten(pairs: Pairs) -> Pairs:
    """Keep the pairs that no other leaves later without arriving later."""
    return sorted({p for p in pairs if not any(q != p and q[0] >= p[0] and q[1] <= p[1] for q in pairs)})


def expanded(
    stops: Mapping[str, str], trips: Sequence[Trip], settings: BusSettings, rules: Rules | None = None
) -> Expanded:
    """Write the day out as a graph."""
    day = Expanded(nx.DiGraph(), written_out(trips), stops, settings, ways_m())
    graph = day.graph
    for t, trip in enumerate(day.trips):
        for c in range(len(trip.calls)):
            graph.add_edge(("off", t, c), ("on", t, c), ride=0)
            if c:
                graph.add_edge(("on", t, c - 1), ("off", t, c), ride=0)
    for i, j in seats_kept(day.trips):
        graph.add_edge(("on", i, len(day.trips[i].calls) - 1), ("off", j, 0), ride=0)
    for t, trip in enumerate(day.trips):
        for c, off in enumerate(trip.calls):
            for u, other in enumerate(day.trips):
                for d, on in enumerate(other.calls):
                    if off.drop_off_type == 1 or on.pickup_type == 1:
                        continue
                    walk_s = day.walk_s(stops[off.stop], stops[on.stop], settings.change_walk_m)
                    least_s = (rules or {}).get((off.stop, on.stop), 0)
                    if least_s == -1 or (walk_s is None and off.stop != on.stop):
                        continue
                    # -2: the transfer is guaranteed, nobody needs time to spare but to walk, a second at least.
                    change_s = (
                        max(walk_s or 0, 1) if least_s == -2 else max(walk_s or 0, settings.change_min * 60, least_s)
                    )
                    in_time = off.arrival_s + change_s <= on.departure_s
                    if in_time and not graph.has_edge(("off", t, c), ("on", u, d)):
                        graph.add_edge(("off", t, c), ("on", u, d), ride=1)
    return day
