"""Who rides the buses of a finished region folder, and what they cost: boardings.csv and bus_contracts.csv, from its own feeds."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from random import Random
from typing import Any

from sample_regions.generator.services.feeds import DAYS
from sample_regions.generator.write import write_csv

METRES_PER_DEGREE = 111_000.0
FROM, TO = date(2024, 4, 1), date(2025, 3, 31)
SEASON = {4: 1.02, 5: 0.98, 6: 1.0, 7: 1.03, 8: 0.88, 9: 0.97, 10: 1.05, 11: 1.03, 12: 0.96, 1: 0.84, 2: 0.86, 3: 0.97}
MONTHLY, SURVEY = "霧森町 乗降集計（架空）", "霧森町 乗降調査 2024年10月（架空）"


@dataclass(frozen=True)
class Use:
    """How a line is used: its feed and route, people on a run on average, and the share of them who take the first stop."""

    feed: str
    route_id: str
    per_trip: float
    from_centre: float = 0.72


@dataclass(frozen=True)
class Deal:
    """Under what a group of lines runs: yen for each kilometre and each rider, and who keeps the fares."""

    name: str
    operator: str
    route_ids: tuple[str, ...]
    fee_per_km_yen: int
    fare_per_rider_yen: int
    subsidies_yen: int
    vehicles: int
    fares_go_to: str = "town"


def _table(folder: Path, feed: str, name: str) -> list[dict[str, str]]:
    with (folder / "gtfs" / feed / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _runs_on(folder: Path, feed: str) -> dict[date, set[str]]:
    """Services of each day of the year."""
    weekdays = {
        row["service_id"]: {i for i, day in enumerate(DAYS) if row[day] == "1"}
        for row in _table(folder, feed, "calendar")
    }
    off = {
        (row["service_id"], row["date"])
        for row in _table(folder, feed, "calendar_dates")
        if row["exception_type"] == "2"
    }
    days = [FROM + timedelta(days=n) for n in range((TO - FROM).days + 1)]
    return {
        day: {s for s, on in weekdays.items() if day.weekday() in on and (s, f"{day:%Y%m%d}") not in off}
        for day in days
    }


def monthly_rows(folder: Path, uses: Sequence[Use], rng: Random) -> list[dict[str, Any]]:
    """A row for each route and month, with the days on which it ran."""
    rows = []
    for use in uses:
        names = {r["route_id"]: r["route_long_name"] for r in _table(folder, use.feed, "routes")}
        trips = [t for t in _table(folder, use.feed, "trips") if t["route_id"] == use.route_id]
        runs = _runs_on(folder, use.feed)
        for month in sorted({(d.year, d.month) for d in runs}):
            days = [s for d, s in runs.items() if (d.year, d.month) == month and s & {t["service_id"] for t in trips}]
            drives = sum(t["service_id"] in on for on in days for t in trips)
            people = drives * use.per_trip * SEASON[month[1]] * (0.95 + 0.1 * rng.random())
            rows.append(
                _row(use, names[use.route_id], f"{month[0]}-{month[1]:02d}", round(people), MONTHLY)
                | {"days": len(days)}
            )
    return rows


def _row(use: Use, route: str, period: str, boardings: int, source: str) -> dict[str, Any]:
    place = {"trip_id": "", "trip": "", "stop_id": "", "stop": "", "direction": ""}
    return {
        "period": period,
        "feed": f"gtfs/{use.feed}",
        "route_id": use.route_id,
        "route": route,
        **place,
        "boardings": boardings,
        "days": "",
        "source": source,
    }


def survey_rows(folder: Path, uses: Sequence[Use], day: date, rng: Random) -> list[dict[str, Any]]:
    """The boardings of one day by trip and by stop; both have the same sum."""
    rows = []
    for use in uses:
        names = {r["route_id"]: r["route_long_name"] for r in _table(folder, use.feed, "routes")}
        stop_names = {s["stop_id"]: s["stop_name"] for s in _table(folder, use.feed, "stops")}
        on = _runs_on(folder, use.feed)[day]
        calls: dict[str, list[dict[str, str]]] = {}
        for call in _table(folder, use.feed, "stop_times"):
            calls.setdefault(call["trip_id"], []).append(call)
        at_stops: dict[tuple[str, str], int] = {}
        for trip in _table(folder, use.feed, "trips"):
            if trip["route_id"] != use.route_id or trip["service_id"] not in on:
                continue
            outward = trip["direction_id"] == "0"
            stops = [c["stop_id"] for c in calls[trip["trip_id"]]][:-1]
            people = round(use.per_trip * (0.4 + 1.2 * rng.random()))
            for _ in range(people):
                first = outward and rng.random() < use.from_centre
                stop = stops[0] if first else stops[rng.randrange(len(stops))]
                way = "役場発" if outward else "役場行き"
                at_stops[stop, way] = at_stops.get((stop, way), 0) + 1
            leaves = calls[trip["trip_id"]][0]["departure_time"][:5]
            row = _row(use, names[use.route_id], day.isoformat(), people, SURVEY)
            rows.append(row | {"trip_id": trip["trip_id"], "trip": f"{leaves}発", "days": 1})
        for (stop, way), people in sorted(at_stops.items()):
            row = _row(use, names[use.route_id], day.isoformat(), people, SURVEY)
            rows.append(row | {"stop_id": stop, "stop": stop_names[stop], "direction": way, "days": 1})
    return rows


def contract_rows(
    folder: Path, deals: Mapping[str, Sequence[Deal]], rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """What each group of lines costs for the kilometres that its feed drives and the people who were counted."""
    out = []
    for feed, group in deals.items():
        lengths = _shape_lengths_km(folder, feed)
        runs = _runs_on(folder, feed)
        for deal in group:
            trips = [t for t in _table(folder, feed, "trips") if t["route_id"] in deal.route_ids]
            km = sum(lengths[t["shape_id"]] for on in runs.values() for t in trips if t["service_id"] in on)
            hours = km / 19.0
            people = sum(
                int(r["boardings"])
                for r in rows
                if r["source"] == MONTHLY and r["feed"] == f"gtfs/{feed}" and r["route_id"] in deal.route_ids
            )
            out.append(
                {
                    "name": deal.name,
                    "operator": deal.operator,
                    "kind": "fixed",
                    "routes": "、".join(deal.route_ids),
                    "from": FROM.isoformat(),
                    "to": TO.isoformat(),
                    "fee_yen": round(km * deal.fee_per_km_yen / 10_000) * 10_000,
                    "fares_yen": round(people * deal.fare_per_rider_yen, -3),
                    "fares_go_to": deal.fares_go_to,
                    "subsidies_yen": deal.subsidies_yen,
                    "vehicles": deal.vehicles,
                    "annual_km": round(km / 100) * 100,
                    "annual_hours": round(hours / 10) * 10,
                    "source": "霧森町 決算（架空）",
                }
            )
    return out


def _shape_lengths_km(folder: Path, feed: str) -> dict[str, float]:
    lines: dict[str, list[tuple[float, float]]] = {}
    for row in _table(folder, feed, "shapes"):
        lines.setdefault(row["shape_id"], []).append((float(row["shape_pt_lat"]), float(row["shape_pt_lon"])))
    return {name: _length_km(points) for name, points in lines.items()}


def _length_km(points: Sequence[tuple[float, float]]) -> float:
    metres = 0.0
    for (lat, lon), (next_lat, next_lon) in pairwise(points):
        metres += METRES_PER_DEGREE * hypot(next_lat - lat, (next_lon - lon) * cos(radians(lat)))
    return metres / 1000


def write_riders(folder: Path, uses: Sequence[Use], deals: Mapping[str, Sequence[Deal]], seed: int) -> None:
    """Write both tables; the survey was held on a Tuesday in October."""
    rng = Random(seed)
    rows = monthly_rows(folder, uses, rng)
    community = [use for use in uses if use.feed == "community"]
    rows += survey_rows(folder, community, date(2024, 10, 22), rng)
    write_csv(folder / "boardings.csv", rows)
    write_csv(folder / "bus_contracts.csv", contract_rows(folder, deals, rows))
