"""Small timetables, drawn by hand or at random, and what runs on their day written out the slow way."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hypothesis import strategies as st

from geo.gtfs.text import FeedText, Table, table_of_rows
from geo.gtfs.views import GtfsFeed
from network.roads.graph import RoadGraph
from network.transit.timetable import Timetable
from tests.network.roads.by_hand import XY, both_ways, drawn, lat_lon, roads_of

DAY = datetime.date(2026, 11, 24)
DAY_S = 86_400

# Every way has a length of its own but for some that make whole minutes, so that walks end just when a bus leaves.
NODES: Mapping[str, XY] = {
    "a": (0, 0), "b": (180, 0), "c": (360, 0), "d": (540, 0), "e": (0, 170), "f": (180, 170), "g": (700, 40), "z": (9000, 0),
    "y": (9180, 0),
}  # fmt: skip
WAYS = (
    ("a", "b", 180.0), ("b", "c", 181.7), ("c", "d", 240.0), ("a", "e", 171.3), ("e", "f", 185.9), ("b", "f", 173.1),
    ("d", "g", 166.2), ("y", "z", 180.0),
)  # fmt: skip


def small_roads() -> RoadGraph:
    """Draw a few streets in two pieces."""
    edges = [edge for u, v, length in WAYS for edge in both_ways(u, v, length=length, speed_kph=30.0)]
    return roads_of(drawn(NODES, edges))


@dataclass(frozen=True)
class Call:
    """A trip at a stop."""

    stop: str
    arrival_s: int
    departure_s: int
    pickup_type: int = 0
    drop_off_type: int = 0


@dataclass(frozen=True)
class Trip:
    """A trip as a feed has it; `every` is start, end and headway of frequencies.txt."""

    id: str
    calls: tuple[Call, ...]
    block: str = ""
    every: tuple[int, int, int] | None = None
    date: int = 0

    def moved(self, seconds: int) -> Trip:
        """Give the trip later."""
        calls = (replace(c, arrival_s=c.arrival_s + seconds, departure_s=c.departure_s + seconds) for c in self.calls)
        return replace(self, calls=tuple(calls))


def clock(time_s: int) -> str:
    """Write a time as feeds do."""
    return f"{time_s // 3600:02d}:{time_s % 3600 // 60:02d}:{time_s % 60:02d}"


def at(text: str) -> int:
    """Read 8:05 or 25:10 as seconds."""
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def line(trip_id: str, *calls: str, block: str = "") -> Trip:
    """Write a trip as 「8:00 S1」; a p after the stop forbids getting on there, a d getting off."""
    read = []
    for text in calls:
        time, stop, *rules = text.split()
        read.append(Call(stop, at(time), at(time), int("p" in rules), int("d" in rules)))
    return Trip(trip_id, tuple(read), block)


def _table(name: str, header: str, rows: Iterable[Sequence[object]]) -> Table:
    return table_of_rows(name, header.split(","), [[str(cell) for cell in row] for row in rows])


def feed_of(stops: Mapping[str, str], trips: Sequence[Trip], **others: Table) -> GtfsFeed:
    """Write a feed whose stops stand at nodes of the roads; it has no calendar, so everything runs every day."""
    places = {stop: lat_lon(*NODES[node]) for stop, node in stops.items()}
    calls = [
        (t.id, n, c.stop, clock(c.arrival_s), clock(c.departure_s), c.pickup_type, c.drop_off_type)
        for t in trips
        for n, c in enumerate(t.calls)
    ]
    periods = [(t.id, clock(t.every[0]), clock(t.every[1]), t.every[2]) for t in trips if t.every]
    times = "trip_id,stop_sequence,stop_id,arrival_time,departure_time,pickup_type,drop_off_type"
    tables = [
        _table("stops.txt", "stop_id,stop_name,stop_lat,stop_lon", [(s, s, *p) for s, p in places.items()]),
        _table("routes.txt", "route_id,route_short_name,route_long_name,route_type", [("R", "", "山線", 3)]),
        _table("trips.txt", "route_id,service_id,trip_id,block_id", [("R", "D", t.id, t.block) for t in trips]),
        _table("stop_times.txt", times, calls),
        _table("frequencies.txt", "trip_id,start_time,end_time,headway_secs", periods),
        *others.values(),
    ]
    return GtfsFeed(FeedText("small", {table.file: table for table in tables}))


Rules = dict[tuple[str, str], int]
"""Changes from stop to stop: the seconds that they take at least, negative where there is none."""


def timetable_of(stops: Mapping[str, str], trips: Sequence[Trip], rules: Rules | None = None) -> Timetable:
    """Read the day of a small feed."""
    kinds = {-1: 3, -2: 1}
    rows = [(a, b, kinds.get(least, 2), "" if least < 0 else least) for (a, b), least in (rules or {}).items()]
    transfers = _table("transfers.txt", "from_stop_id,to_stop_id,transfer_type,min_transfer_time", rows)
    return Timetable.from_feeds({"": feed_of(stops, trips, transfers=transfers)}, DAY)


def written_out(trips: Sequence[Trip]) -> list[Trip]:
    """List what runs on the day: repeated trips one by one, and the end of what ran the night before."""
    single: list[Trip] = []
    for trip in trips:
        if trip.every is None:
            single.append(trip)
        else:
            first, last, headway = trip.every
            single += [trip.moved(t - trip.calls[0].departure_s) for t in range(first, last, headway)]
    night = [replace(t.moved(-DAY_S), date=-1) for t in single]
    ended = [replace(t, calls=tuple(c for c in t.calls if c.departure_s >= 0)) for t in night]
    return [t for t in [*ended, *single] if len(t.calls) > 1]


def seats_kept(trips: Sequence[Trip]) -> list[tuple[int, int]]:
    """Say which trips go on as which others with the riders in their seats."""
    known = [i for i, t in enumerate(trips) if t.block and t.every is None]
    ends = {i: (trips[i].calls[0], trips[i].calls[-1]) for i in known}
    known.sort(key=lambda i: (trips[i].date, trips[i].block, ends[i][0].departure_s, ends[i][1].arrival_s, trips[i].id))
    return [
        (i, j)
        for i, j in pairwise(known)
        if (trips[i].date, trips[i].block) == (trips[j].date, trips[j].block)
        and ends[i][1].stop == ends[j][0].stop
        and ends[i][1].arrival_s <= ends[j][0].departure_s
    ]


@dataclass(frozen=True)
class Small:
    """A small timetable, and the nodes of the roads between which one asks."""

    stops: dict[str, str]
    trips: list[Trip]
    rules: Rules
    homes: list[str]
    place: str

    @property
    def timetable(self) -> Timetable:
        """Read its day."""
        return timetable_of(self.stops, self.trips, self.rules)


@st.composite
def small_timetables(draw: st.DrawFn) -> Small:
    """Draw stops at nodes and trips that meet: loops, rules, repeated trips, blocks, ties and midnight."""
    names = [f"S{i}" for i in range(draw(st.integers(3, 6)))]
    stops = {name: draw(st.sampled_from(sorted(NODES))) for name in names}
    trips: list[Trip] = []
    for i in range(draw(st.integers(2, 6))):
        trips.append(draw(trip(f"T{i}", names, trips)))
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names))
    rules = draw(st.dictionaries(pairs, st.sampled_from([-1, -2, 60, 180, 240, 900]), max_size=4))
    # Doors at the first and last stops, where buses lead, and one anywhere.
    homes = {stops[trips[0].calls[0].stop], draw(st.sampled_from(sorted(NODES)))}
    return Small(stops, trips, rules, sorted(homes), stops[trips[-1].calls[-1].stop])


@st.composite
def trip(draw: st.DrawFn, trip_id: str, stops: list[str], before: list[Trip]) -> Trip:
    """Draw one trip, half of them in reach of who gets off another."""
    hour = draw(st.sampled_from([8, 8, 8, 23, 24]))
    time_s = hour * 3600 + 60 * draw(st.integers(0, 40)) + draw(st.sampled_from([0, 0, 30]))
    stop = draw(st.sampled_from(stops))
    if before and draw(st.integers(0, 3)) > 0:
        met = draw(st.sampled_from(draw(st.sampled_from(before)).calls[1:]))
        time_s = met.arrival_s + draw(st.sampled_from([60, 119, 120, 121, 180, 240, 300, 900]))
        stop = draw(st.sampled_from([met.stop, met.stop, stop]))
    calls = []
    for _ in range(draw(st.integers(2, 5))):
        wait_s = 60 * draw(st.sampled_from([0, 0, 0, 1, 3]))
        rules = draw(st.sampled_from([(0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (1, 0), (0, 1), (2, 3)]))
        calls.append(Call(stop, time_s, time_s + wait_s, *rules))
        time_s += wait_s + 60 * draw(st.sampled_from([0, 1, 2, 3, 7]))
        stop = draw(st.sampled_from(stops))
    every = None
    if draw(st.integers(0, 5)) == 0:
        start_s = calls[0].departure_s
        every = start_s, start_s + 60 * draw(st.sampled_from([1, 10, 25])), 60 * draw(st.sampled_from([5, 12]))
    return Trip(trip_id, tuple(calls), draw(st.sampled_from(["", "", "B1", "B2"])), every)
