"""The timetables are feeds whose tables agree with each other and with the roads."""

from __future__ import annotations

import csv
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

FILES = (
    "agency", "agency_jp", "office_jp", "stops", "routes", "trips", "stop_times", "calendar", "calendar_dates", "shapes",
    "fare_attributes", "fare_rules", "feed_info", "translations",
)  # fmt: skip


def table(feed: Path, name: str) -> list[dict[str, str]]:
    with (feed / f"{name}.txt").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def seconds(time: str) -> int:
    hours, minutes, rest = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(rest)


def calls(feed: Path) -> dict[str, list[dict[str, str]]]:
    return {trip: list(rows) for trip, rows in groupby(table(feed, "stop_times"), key=lambda r: r["trip_id"])}


def test_every_table_is_there_and_has_rows(sample: Any) -> None:
    assert sample.feeds
    for feed in sample.feeds:
        for name in FILES:
            assert table(feed, name), f"{feed.name}/{name}"


def test_ids_resolve(sample: Any) -> None:
    for feed in sample.feeds:
        trips = table(feed, "trips")
        assert {t["route_id"] for t in trips} == {r["route_id"] for r in table(feed, "routes")}
        assert {t["service_id"] for t in trips} == {r["service_id"] for r in table(feed, "calendar")}
        assert {t["shape_id"] for t in trips} == {r["shape_id"] for r in table(feed, "shapes")}
        assert {t["jp_office_id"] for t in trips} == {r["office_id"] for r in table(feed, "office_jp")}
        assert {t["trip_id"] for t in trips} == set(calls(feed))
        assert {r["stop_id"] for r in table(feed, "stop_times")} == {r["stop_id"] for r in table(feed, "stops")}
        assert {r["service_id"] for r in table(feed, "calendar_dates")} <= {t["service_id"] for t in trips}
        fares = {r["fare_id"] for r in table(feed, "fare_attributes")}
        assert {r["fare_id"] for r in table(feed, "fare_rules")} == fares
        for name in ("routes", "fare_attributes", "agency_jp"):
            assert {r["agency_id"] for r in table(feed, name)} == {r["agency_id"] for r in table(feed, "agency")}


def test_times_and_numbers_increase_and_buses_keep_to_believable_speeds(sample: Any) -> None:
    for feed in sample.feeds:
        places = {r["stop_id"]: p for r, p in zip(table(feed, "stops"), stops_in_metres(sample, feed), strict=True)}
        for rows in calls(feed).values():
            assert len(rows) >= 2
            assert len({r["stop_id"] for r in rows}) == len(rows)
            straight = 0.0
            for a, b in pairwise(rows):
                assert int(b["stop_sequence"]) == int(a["stop_sequence"]) + 1
                assert seconds(a["departure_time"]) < seconds(b["arrival_time"])
                straight += places[a["stop_id"]].distance(places[b["stop_id"]])
            hours = (seconds(rows[-1]["arrival_time"]) - seconds(rows[0]["departure_time"])) / 3600
            assert 5 <= straight / 1000 / hours <= 36


def stops_in_metres(sample: Any, feed: Path) -> Any:
    return sample.points(str(feed.relative_to(sample.folder) / "stops.txt"), "stop_lat", "stop_lon")


def test_stops_and_shapes_follow_roads(sample: Any) -> None:
    for feed in sample.feeds:
        assert sample.from_road_m(stops_in_metres(sample, feed)).max() <= 15
        for _, rows in groupby(table(feed, "shapes"), key=lambda r: r["shape_id"]):
            points = [[float(r["shape_pt_lon"]), float(r["shape_pt_lat"])] for r in rows]
            line = sample.metres(shapely.LineString(points))
            every_50_m = shapely.line_interpolate_point(line, np.arange(0, line.length, 50))
            assert sample.from_road_m(every_50_m).max() <= 12


def test_names_are_read_out(sample: Any) -> None:
    for feed in sample.feeds:
        kana = {r["field_value"]: r["translation"] for r in table(feed, "translations") if r["language"] == "ja-Hrkt"}
        for stop in table(feed, "stops"):
            reading = kana[stop["stop_name"]]
            assert all("ぁ" <= letter <= "ゖ" or letter == "ー" for letter in reading), reading


def test_sanson_has_four_lines_with_few_trips_some_on_some_days_only(region: Any) -> None:
    feed = region("sanson").folder / "gtfs/community"
    routes = table(feed, "routes")
    assert len(routes) == 4
    calendar = {r["service_id"]: r for r in table(feed, "calendar")}
    days = {t["route_id"]: calendar[t["service_id"]] for t in table(feed, "trips")}
    a_week = {route: sum(int(c[d]) for d in c if d.endswith("day")) for route, c in days.items()}
    assert min(a_week.values()) <= 2
    assert max(a_week.values()) >= 5
    for route in a_week:
        assert 2 <= sum(t["route_id"] == route and t["direction_id"] == "0" for t in table(feed, "trips")) <= 5


@pytest.mark.parametrize("name", ["sanson", "okuyama"])
def test_a_trunk_line_leads_to_the_town_outside_and_back(region: Any, name: str) -> None:
    sample = region(name)
    feed = sample.feeds[-1]
    stops = dict(zip([r["stop_id"] for r in table(feed, "stops")], stops_in_metres(sample, feed), strict=True))
    rows, points = sample.rows("facilities.csv"), sample.points("facilities.csv")
    hospital = next(p for r, p in zip(rows, points, strict=True) if r["subtype"] == "病院")
    ends = {t: (stops[c[0]["stop_id"]], stops[c[-1]["stop_id"]]) for t, c in calls(feed).items()}
    there = [t for t, (_, last) in ends.items() if last.distance(hospital) < 800]
    back = [t for t, (first, _) in ends.items() if first.distance(hospital) < 800]
    assert len(there) >= 3
    assert len(back) >= 3
    arrive = min(seconds(calls(feed)[t][-1]["arrival_time"]) for t in there)
    leave = max(seconds(calls(feed)[t][0]["departure_time"]) for t in back)
    assert leave - arrive > 4 * 3600
