"""Bus services of the example plans, drawn along lines that the region's feed already has: the same stops, ways and running times."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = Mapping[str, str]


def _rows(feed: Path, name: str) -> list[dict[str, str]]:
    with (feed / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seconds(clock: str) -> int:
    """Seconds past midnight of a time of day with seconds."""
    hour, minute, second = map(int, clock.split(":"))
    return hour * 3600 + minute * 60 + second


@dataclass(frozen=True)
class Lines:
    """The feed of a region as it was written: rows of its tables, and readings by name."""

    stops: Mapping[str, Row]
    trips: Sequence[Row]
    calls: Sequence[Row]
    shapes: Sequence[Row]
    readings: Mapping[str, str]

    def first_trip(self, route_id: str, direction: int) -> list[Row]:
        """Calls of the first trip of a route in a direction."""
        trip = next(t for t in self.trips if (t["route_id"], t["direction_id"]) == (route_id, str(direction)))
        return [c for c in self.calls if c["trip_id"] == trip["trip_id"]]

    def line(self, route_id: str, direction: int) -> dict[str, Any]:
        """The way of a route on the map."""
        points = [r for r in self.shapes if r["shape_id"] == f"{route_id}_{direction}"]
        coordinates = [[float(r["shape_pt_lon"]), float(r["shape_pt_lat"])] for r in points]
        return {"type": "LineString", "coordinates": coordinates}

    def stop(self, number: int, stop_id: str) -> dict[str, Any]:
        """A stop of a service where the feed has one."""
        row = self.stops[stop_id]
        place = {"lat": float(row["stop_lat"]), "lon": float(row["stop_lon"])}
        reading = self.readings.get(row["stop_name"], "")
        return {"stop_id": f"p{number}", "name": row["stop_name"], **place, **({"reading": reading} if reading else {})}


def read_lines(feed: Path) -> Lines:
    """Read the feed of a region."""
    readings = {r["field_value"]: r["translation"] for r in _rows(feed, "translations") if r["language"] == "ja-Hrkt"}
    stops = {r["stop_id"]: r for r in _rows(feed, "stops")}
    return Lines(stops, _rows(feed, "trips"), _rows(feed, "stop_times"), _rows(feed, "shapes"), readings)


def clinic_line(lines: Lines, route_id: str, name: str, later_min: tuple[int, int]) -> dict[str, Any]:
    """A line for the days of the clinic: in along a route some minutes after its first bus, and home again."""
    out, home = lines.first_trip(route_id, 0), lines.first_trip(route_id, 1)
    trips = [
        {
            "id": f"t{number}",
            "direction": direction,
            "times_s": [seconds(c["departure_time"]) + 60 * later for c in calls],
        }
        for number, (direction, calls, later) in enumerate(((0, out, later_min[0]), (1, home, later_min[1])), start=1)
    ]
    return {
        **_common("b1", name, "fixed", ("tue", "fri")),
        "stops": [lines.stop(n, c["stop_id"]) for n, c in enumerate(out, start=1)],
        "return_stops": [lines.stop(n, c["stop_id"]) for n, c in enumerate(home, start=len(out) + 1)],
        "geometry": lines.line(route_id, 0),
        "return_geometry": lines.line(route_id, 1),
        "trips": trips,
        "fare_yen": 300,
        "cost": {"basis": "vehicle_hour", "contract": "", "yen": 4500},
    }


def mobile_shop(lines: Lines, route_id: str, name: str, first_number: int) -> dict[str, Any]:
    """A shop on wheels that stands twenty minutes at every third stop of a route."""
    calls = lines.first_trip(route_id, 0)
    chosen = calls[::3]
    begin = seconds("10:00:00") - seconds(calls[0]["departure_time"])
    comes = [seconds(c["departure_time"]) + begin + 1200 * n for n, c in enumerate(chosen)]
    leaves = [s + 1200 for s in comes[:-1]] + [comes[-1]]
    trip = {"id": "t3", "direction": 0, "times_s": leaves, "arrivals_s": comes}
    return {
        **_common("b2", name, "mobile", ("wed",)),
        "stops": [lines.stop(n, c["stop_id"]) for n, c in enumerate(chosen, start=first_number)],
        "geometry": None,
        "trips": [trip],
        "fare_yen": None,
        "offers": "移動販売",
        "cost": {"basis": "own", "contract": "", "yen": None},
    }


def _common(identity: str, name: str, kind: str, days: tuple[str, ...]) -> dict[str, Any]:
    calendar = {"days": list(days), "from": None, "to": None, "except": [], "only": []}
    return {
        "id": identity,
        "name": name,
        "kind": kind,
        "calendar": {**calendar, "label": "診療日"} if kind == "fixed" else calendar,
        "vehicle": {"class": "wagon", "seats": 9, "wheelchair": 1, "freight_kg": 50},
        "area": None,
        "slots_s": [],
    }
