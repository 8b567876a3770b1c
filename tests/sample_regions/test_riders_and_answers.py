"""Riders and answers of the sample municipality name what is there, and are those of a mountain town."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def sanson(region: Any) -> Any:
    return region("sanson")


def test_boardings_name_routes_trips_and_stops_of_the_feeds(sanson: Any) -> None:
    known: dict[str, set[str]] = {}
    for feed in ("community", "trunk"):
        for file, column in (("routes", "route_id"), ("trips", "trip_id"), ("stops", "stop_id")):
            ids = {r[column] for r in table(sanson.folder / "gtfs" / feed / f"{file}.txt")}
            known[f"gtfs/{feed} {column}"] = ids
    for row in sanson.rows("boardings.csv"):
        for column in ("route_id", "trip_id", "stop_id"):
            assert not row[column] or row[column] in known[f"{row['feed']} {column}"]


def test_every_route_is_counted_every_month_on_no_more_days_than_there_are(sanson: Any) -> None:
    months = [r for r in sanson.rows("boardings.csv") if len(r["period"]) == len("2024-04")]
    assert Counter(r["route_id"] for r in months) == dict.fromkeys(("r1", "r2", "r3", "r4", "t1"), 12)
    assert all(0 < int(r["days"]) <= 31 for r in months)
    riders = Counter[str]()
    for r in months:
        riders[r["route_id"]] += int(r["boardings"])
    # One to four people on a run of the community bus: more would fill the car, fewer would have ended the line.
    days = Counter[str]()
    for r in months:
        days[r["route_id"]] += int(r["days"])
    runs = Counter(t["route_id"] for t in table(sanson.folder / "gtfs/community/trips.txt"))
    assert all(1 <= riders[route] / (days[route] * count) <= 4 for route, count in runs.items())


def test_answers_name_villages_and_places_and_stand_for_the_grown_people(sanson: Any) -> None:
    villages = {r["village_id"]: r for r in sanson.rows("villages.csv")}
    facilities = {r["facility_id"]: r for r in sanson.rows("facilities.csv")}
    rows = sanson.rows("wishes.csv")
    assert all(r["district"] == villages[r["village_id"]]["district"] for r in rows)
    assert all(r["destination"] == facilities[r["destination_id"]]["name"] for r in rows if r["destination_id"])
    assert {r["destination"] for r in rows if not r["destination_id"]} == {"葉月市内の職場"}
    assert all(facilities[r["destination_id"]]["status"] == "open" for r in rows if r["destination_id"])
    people = {r["answer_id"]: int(r["weight"]) for r in rows}
    grown = sum(int(v["population"]) - int(v["pop_0_14"]) for v in villages.values())
    assert sum(people.values()) == pytest.approx(grown, rel=0.05)


def test_old_people_drive_less_and_are_driven_more(sanson: Any) -> None:
    def own(ages: set[str]) -> float:
        rows = [r for r in sanson.rows("wishes.csv") if r["age_group"] in ages]
        return sum(r["means"] == "own_car" for r in rows) / len(rows)

    assert own({"85-"}) < own({"75-84"}) < own({"18-39", "40-64", "65-74"})


def test_no_answer_tells_a_name_or_a_number_to_call(sanson: Any) -> None:
    assert all(not any(c.isdigit() for c in r["wish"]) for r in sanson.rows("wishes.csv"))
