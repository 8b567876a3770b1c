"""Bus lines of today as a GTFS-JP feed: stops where villages lie along the road, times from distance and speed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from shapely import LineString, Point

from geo.texts.clock import clock
from sample_regions.generator.land import Land
from sample_regions.generator.terrain.frame import Floats
from sample_regions.generator.write import write_csv

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPEED_KMH = {"trunk": 36.0, "secondary": 30.0, "tertiary": 26.0, "unclassified": 20.0, "residential": 16.0}
DWELL_S = 20
KEEP_LEFT_M = 3.5


@dataclass(frozen=True)
class Line:
    """A bus line: the villages that it is led past (positions; -1 the town outside), days, departures, fare.

    `outward` are departures from the first end, `homeward` from the last.
    """

    id: str
    number: str
    name: str
    via: tuple[int, ...]
    days: tuple[int, ...]
    outward: tuple[str, ...]
    homeward: tuple[str, ...]
    fare_yen: int
    colour: str
    not_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operator:
    """Who runs the lines."""

    id: str
    name: str
    kana: str
    office: str
    address: str
    head: str
    starts: str = "20200401"
    ends: str = "20270331"


@dataclass(frozen=True)
class Course:
    """A line as driven: its path and, along it, the stops with distance in metres and running time in seconds."""

    line: Line
    path: LineString
    stops: list[tuple[str, str, float, float]]


def road_graph(land: Land) -> nx.Graph:
    """Roads that a bus may use, by running time: no tracks, nor lanes that only a track leads to."""
    graph = nx.Graph()
    for s in land.segments:
        speed = SPEED_KMH.get(s.kind.highway)
        if speed is None:
            continue
        time_s = s.length_m / (speed / 3.6)
        if not graph.has_edge(s.u, s.v) or time_s < graph.edges[s.u, s.v]["time_s"]:
            graph.add_edge(s.u, s.v, time_s=time_s, line=s.line if s.u < s.v else s.line[::-1])
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return graph.subgraph(sorted(parts[0])).copy()


def course(land: Land, graph: nx.Graph, line: Line, calls: Sequence[tuple[str, str, float, float]]) -> Course:
    """Drive a line along the roads; it calls at every place of `calls` (name, kana, x, y) within 160 m of the road."""
    nodes = sorted(graph)
    xy = land.sketch.xy()[nodes]
    ends = [land.outside if v < 0 else land.villages[v].place for v in line.via]
    at = [nodes[int(np.argmin(np.hypot(*(xy - e).T)))] for e in ends]
    points: list[Floats] = []
    reached, times = [0.0], [0.0]
    for a, b in pairwise(at):
        way = nx.shortest_path(graph, a, b, weight="time_s")
        for u, v in pairwise(way):
            data = graph.edges[u, v]
            piece = data["line"] if u < v else data["line"][::-1]
            points.append(piece[:, :2] if not points else piece[1:, :2])
            reached.append(reached[-1] + float(np.hypot(*np.diff(piece[:, :2], axis=0).T).sum()))
            times.append(times[-1] + data["time_s"])
    path = LineString(np.vstack(points))
    met = []
    for name, kana, x, y in calls:
        if path.distance(Point(x, y)) <= 160.0:
            met.append((path.project(Point(x, y)), name, kana))
    met.sort()
    kept: list[tuple[float, str, str]] = []
    for along, name, kana in met:
        if not kept or along - kept[-1][0] >= 180.0:
            kept.append((along, name, kana))
    stops = [(name, kana, along, float(np.interp(along, reached, times))) for along, name, kana in kept]
    return Course(line, path, stops)


def pole(path: LineString, along_m: float, homeward: bool) -> tuple[float, float]:
    """The place of a pole: on the left of the road as the bus drives."""
    here = path.interpolate(along_m)
    a, b = path.interpolate(max(0.0, along_m - 5)), path.interpolate(min(path.length, along_m + 5))
    dx, dy = b.x - a.x, b.y - a.y
    length = hypot(dx, dy) or 1.0
    side = -KEEP_LEFT_M if homeward else KEEP_LEFT_M
    return here.x - dy / length * side, here.y + dx / length * side


def seconds_of(text: str) -> int:
    """Seconds past midnight of HH:MM."""
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def write_feed(folder: Path, land: Land, operator: Operator, courses: Sequence[Course]) -> None:
    """Write one GTFS-JP feed with all its tables."""
    frame = land.order.frame
    numbers: dict[str, int] = {}
    kanas: dict[str, str] = {}
    stops: dict[str, dict[str, Any]] = {}
    trips, times, shapes = [], [], []
    for item in courses:
        for name, kana, _, _ in item.stops:
            numbers.setdefault(name, len(numbers) + 1)
            kanas[name] = kana
    for item in courses:
        line, total_m = item.line, item.path.length
        for homeward, departures in ((False, line.outward), (True, line.homeward)):
            calls = item.stops[::-1] if homeward else item.stops
            shape_id = f"{line.id}_{int(homeward)}"
            for name, _, along, _ in calls:
                stop_id = f"{numbers[name]:03d}_{2 if homeward else 1}"
                if stop_id not in stops:
                    lat, lon = frame.lat_lon(*pole(item.path, along, homeward))
                    stops[stop_id] = {
                        "stop_id": stop_id,
                        "stop_name": name,
                        "stop_lat": f"{lat:.6f}",
                        "stop_lon": f"{lon:.6f}",
                        "zone_id": stop_id,
                        "location_type": 0,
                        "platform_code": 2 if homeward else 1,
                    }
            for trip, depart in enumerate(departures, 1):
                trip_id = f"{line.id}_{int(homeward)}_{trip:02d}"
                trips.append(
                    {
                        "route_id": line.id,
                        "service_id": service_id(line),
                        "trip_id": trip_id,
                        "trip_headsign": calls[-1][0],
                        "direction_id": int(homeward),
                        "shape_id": shape_id,
                        "jp_office_id": "1",
                    }
                )
                first_s = calls[0][3]
                last_minute = -1
                for k, (name, _, _, run_s) in enumerate(calls):
                    minute = round((seconds_of(depart) + abs(run_s - first_s) + k * DWELL_S) / 60)
                    # Two stops never share a minute: printed timetables don't show seconds.
                    minute = max(minute, last_minute + 1)
                    last_minute = minute
                    times.append(
                        {
                            "trip_id": trip_id,
                            "arrival_time": clock(minute * 60, padded=True, seconds=True),
                            "departure_time": clock(minute * 60, padded=True, seconds=True),
                            "stop_id": f"{numbers[name]:03d}_{2 if homeward else 1}",
                            "stop_sequence": k + 1,
                            "pickup_type": int(k == len(calls) - 1),
                            "drop_off_type": int(k == 0),
                        }
                    )
            way = item.path.simplify(2.0)
            xy = np.array(way.coords)[::-1] if homeward else np.array(way.coords)
            places = np.column_stack(frame.to_degrees(xy[:, 0], xy[:, 1], 6))
            shapes += [
                {
                    "shape_id": shape_id,
                    "shape_pt_lat": f"{a:.6f}",
                    "shape_pt_lon": f"{o:.6f}",
                    "shape_pt_sequence": k + 1,
                }
                for k, (a, o) in enumerate(places.tolist())
            ]
        if total_m <= 0:
            raise ValueError(f"line {line.id} goes nowhere")
    write_tables(folder, operator, [c.line for c in courses])
    write_csv(folder / "stops.txt", [stops[k] for k in sorted(stops)])
    write_csv(folder / "trips.txt", trips)
    write_csv(folder / "stop_times.txt", times)
    write_csv(folder / "shapes.txt", shapes)
    spoken = [("stops", "stop_name", n, k) for n, k in sorted(kanas.items())]
    spoken.append(("agency", "agency_name", operator.name, operator.kana))
    rows = []
    for table, column, value, kana in spoken:
        for language, text in (("ja", value), ("ja-Hrkt", kana)):
            rows.append(
                {
                    "table_name": table,
                    "field_name": column,
                    "language": language,
                    "translation": text,
                    "field_value": value,
                }
            )
    write_csv(folder / "translations.txt", rows)


def service_id(line: Line) -> str:
    """Id of the calendar of a line: its days, and the line where it has days off of its own."""
    days = "".join(str(d + 1) for d in line.days)
    return f"d{days}" + (f"_{line.id}" if line.not_on else "")


def write_tables(folder: Path, operator: Operator, lines: Sequence[Line]) -> None:
    """The tables that don't depend on the roads."""
    write_csv(
        folder / "agency.txt",
        [
            {
                "agency_id": operator.id,
                "agency_name": operator.name,
                "agency_url": "https://example.invalid/",
                "agency_timezone": "Asia/Tokyo",
                "agency_lang": "ja",
                "agency_phone": "",
            }
        ],
    )
    write_csv(
        folder / "agency_jp.txt",
        [
            {
                "agency_id": operator.id,
                "agency_official_name": operator.name,
                "agency_zip_number": "0000000",
                "agency_address": operator.address,
                "agency_president_pos": "代表",
                "agency_president_name": operator.head,
            }
        ],
    )
    write_csv(
        folder / "office_jp.txt",
        [
            {
                "office_id": "1",
                "office_name": operator.office,
                "office_url": "https://example.invalid/",
                "office_phone": "",
            }
        ],
    )
    write_csv(
        folder / "routes.txt",
        [
            {
                "route_id": x.id,
                "agency_id": operator.id,
                "route_short_name": x.number,
                "route_long_name": x.name,
                "route_type": 3,
                "route_color": x.colour,
                "route_text_color": "FFFFFF",
            }
            for x in lines
        ],
    )
    services = {service_id(x): x for x in lines}
    write_csv(
        folder / "calendar.txt",
        [
            {
                "service_id": key,
                **{day: int(k in line.days) for k, day in enumerate(DAYS)},
                "start_date": operator.starts,
                "end_date": operator.ends,
            }
            for key, line in sorted(services.items())
        ],
    )
    # The first days of the year are days off for everyone.
    new_year = ("20250101", "20250102", "20250103", "20260101", "20260102")
    write_csv(
        folder / "calendar_dates.txt",
        [
            {"service_id": key, "date": date, "exception_type": 2}
            for key, line in sorted(services.items())
            for date in sorted({*new_year, *line.not_on})
        ],
    )
    write_csv(
        folder / "fare_attributes.txt",
        [
            {
                "fare_id": f"{x.id}_fare",
                "price": x.fare_yen,
                "currency_type": "JPY",
                "payment_method": 0,
                "transfers": 0,
                "agency_id": operator.id,
            }
            for x in lines
        ],
    )
    write_csv(folder / "fare_rules.txt", [{"fare_id": f"{x.id}_fare", "route_id": x.id} for x in lines])
    write_csv(
        folder / "feed_info.txt",
        [
            {
                "feed_publisher_name": operator.name,
                "feed_publisher_url": "https://example.invalid/",
                "feed_lang": "ja",
                "feed_start_date": operator.starts,
                "feed_end_date": operator.ends,
                "feed_version": "架空の時刻表 1",
            }
        ],
    )
