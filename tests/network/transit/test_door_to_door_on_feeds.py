"""Published feeds: 500 seeded questions from stop to stop, against networkx over the day as the files say it."""

from __future__ import annotations

import csv
import datetime
import io
import math
import zipfile
from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import networkx as nx
import numpy as np

from benchmarks.rural_buses import roads_between
from network.transit.door_to_door_times import door_to_door
from network.transit.rider_settings import BusSettings
from network.transit.timetable import Timetable
from tests.network.transit.time_expanded import seconds

HOW = BusSettings(walk_m_per_min=80.0, walk_to_stop_m=500.0, change_min=2.0, change_walk_m=300.0)
QUESTIONS = 500
FEEDS = 6
SEED = 20_261_124
DAY_S = 86_400
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def tables(path: Path) -> dict[str, list[dict[str, str]]]:
    """Read a feed with nothing but csv."""
    if path.is_dir():
        texts = {p.name: p.read_bytes() for p in path.glob("*.txt")}
    else:
        with zipfile.ZipFile(path) as archive:
            texts = {Path(n).name: archive.read(n) for n in archive.namelist()}
    return {name: list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")))) for name, text in texts.items()}


def services(feed: dict[str, list[dict[str, str]]], day: datetime.date) -> set[str]:
    text = day.strftime("%Y%m%d")
    running = {
        row["service_id"]
        for row in feed.get("calendar.txt", [])
        if row["start_date"] <= text <= row["end_date"] and row[WEEKDAYS[day.weekday()]] == "1"
    }
    for row in feed.get("calendar_dates.txt", []):
        if row["date"] == text:
            (running.add if row["exception_type"] == "1" else running.discard)(row["service_id"])
    return running


def clock(text: str) -> int:
    hours, minutes, rest = (int(part) for part in text.split(":"))
    return hours * 3600 + minutes * 60 + rest


class WrittenOut:
    """The day as a graph: rides, and at every stop a line of waiting from departure to departure."""

    def __init__(
        self, feed: dict[str, list[dict[str, str]]], day: datetime.date, near: dict[str, dict[str, float]]
    ) -> None:
        self.graph = nx.DiGraph()
        self.near = near
        self.boarding: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        self.off: dict[tuple[str, int, int], tuple[str, int]] = {}
        calls: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in feed["stop_times.txt"]:
            calls[row["trip_id"]].append(row)
        number = 0
        for shift_s, date in ((-DAY_S, day - datetime.timedelta(days=1)), (0, day)):
            running = services(feed, date)
            for trip in feed["trips.txt"]:
                if trip["service_id"] in running:
                    ordered = sorted(calls[trip["trip_id"]], key=lambda row: int(row["stop_sequence"]))
                    self._ride(number, ordered, shift_s)
                    number += 1
        for stop, departures in self.boarding.items():
            departures.sort()
            for one, other in pairwise(departures):
                self.graph.add_edge(("wait", stop, *one), ("wait", stop, *other))
            for leaves_s, t, c in departures:
                self.graph.add_edge(("wait", stop, leaves_s, t, c), ("on", t, c))
        for event, (stop, arrives_s) in self.off.items():
            for next_stop, walk_m in near[stop].items():
                if walk_m <= HOW.change_walk_m:
                    walk_s = 0 if next_stop == stop else seconds(walk_m, HOW.walk_m_per_min)
                    self._wait(event, next_stop, arrives_s + max(walk_s, 120))

    def _ride(self, t: int, rows: list[dict[str, str]], shift_s: int) -> None:
        kept = [row for row in rows if clock(row["departure_time"]) + shift_s >= 0]
        for c, row in enumerate(kept):
            if row.get("pickup_type", "0") != "1":
                self.boarding[row["stop_id"]].append((clock(row["departure_time"]) + shift_s, t, c))
            if c:
                self.graph.add_edge(("on", t, c - 1), ("off", t, c))
                self.graph.add_edge(("off", t, c), ("on", t, c))
                if row.get("drop_off_type", "0") != "1":
                    self.off["off", t, c] = row["stop_id"], clock(row["arrival_time"]) + shift_s

    def _wait(self, event: object, stop: str, from_s: int) -> None:
        departures = self.boarding[stop]
        at = bisect_left(departures, (from_s, -1, -1))
        if at < len(departures):
            self.graph.add_edge(event, ("wait", stop, *departures[at]))

    def earliest_arrival_s(self, start: str, end: str, leave_s: int) -> float:
        """Search from one stop's place to another's."""
        self.graph.add_node("door")
        for stop, walk_m in self.near[start].items():
            if walk_m <= HOW.walk_to_stop_m:
                self._wait("door", stop, leave_s + seconds(walk_m, HOW.walk_m_per_min))
        found = [
            arrives_s + seconds(self.near[stop][end], HOW.walk_m_per_min)
            for stop, arrives_s in (self.off[e] for e in nx.descendants(self.graph, "door") if e in self.off)
            if self.near[stop].get(end, math.inf) <= HOW.walk_to_stop_m
        ]
        self.graph.remove_node("door")
        return min(found, default=math.inf)


def test_five_hundred_questions_to_published_feeds(real_data: Path) -> None:
    paths = sorted(p for p in (real_data / "gtfs_jp").iterdir() if p.is_dir() or p.suffix == ".zip")
    assert len(paths) == FEEDS
    answered = rode = 0
    for number, path in enumerate(paths):
        timetable = Timetable.from_gtfs(path)
        stops = timetable.stops
        roads = roads_between(stops)
        graph = nx.Graph()
        for u, v, data in roads.source.edges(data=True):
            graph.add_edge(stops.index[u], stops.index[v], length=data["length"])
        graph.add_nodes_from(stops.index)
        near = {
            str(stop): nx.single_source_dijkstra_path_length(graph, stop, cutoff=600, weight="length")
            for stop in stops.index
        }
        day = WrittenOut(tables(path), timetable.date, near)
        rng = np.random.default_rng([SEED, number])
        questions = QUESTIONS // FEEDS + (number < QUESTIONS % FEEDS)
        homes, places = stops.iloc[rng.integers(len(stops), size=14)], stops.iloc[rng.integers(len(stops), size=6)]
        homes, places = homes[~homes.index.duplicated()], places[~places.index.duplicated()]
        found = door_to_door(timetable, roads, homes, places, settings=HOW)
        for i in range(questions):
            home, place = str(rng.choice(homes.index)), str(rng.choice(places.index))
            time_s = int(rng.integers(5 * 60, 22 * 60)) * 60
            there = i % 2 == 0
            pairs = found.outward(home, place) if there else found.homeward(home, place)
            ours = min((float(a) for t, a in pairs.tolist() if t >= time_s), default=math.inf)
            theirs = day.earliest_arrival_s(*((home, place) if there else (place, home)), time_s)
            assert ours == theirs, (path.name, home, place, time_s, there)
            answered += 1
            rode += math.isfinite(ours)
    assert answered == QUESTIONS
    assert rode > QUESTIONS / 3
