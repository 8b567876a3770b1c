"""Rules of changing between stops, on paper: a station stands for its stops, the strictest rule holds."""

from __future__ import annotations

from pathlib import Path

from geo.gtfs.change_rules import IMPOSSIBLE_S, KEPT_S, change_rules
from tests.geo.gtfs.small_feed import TABLES, feed_of

HEADER = "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id,to_trip_id\n"


def rules(folder: Path, rows: str, stops: str | None = None) -> tuple[list[tuple[object, ...]], list[str]]:
    changes = {"transfers.txt": HEADER + rows}
    if stops is not None:
        changes["stops.txt"] = stops
    found, notices = change_rules(feed_of(folder, changes))
    return list(found.itertuples(index=False, name=None)), [n.code for n in notices]


def test_kinds_of_rules(tmp_path: Path) -> None:
    rows = "S1,S2,2,180,,\nS2,S1,3,,,\nS1,S3,1,,,\nS3,S1,0,,,\nS3,S2,2,,,\n"
    found, notices = rules(tmp_path, rows)
    assert found == [("S1", "S2", 180), ("S1", "S3", KEPT_S), ("S2", "S1", IMPOSSIBLE_S), ("S3", "S2", 0)]
    assert notices == []


def test_a_station_stands_for_all_its_stops_and_the_strictest_rule_holds(tmp_path: Path) -> None:
    stops = TABLES["stops.txt"].replace("Z1,0,", "Z1,0,H").replace("Z2,0,", "Z2,0,H") + "H,広場,37.30,137.10,,1,\n"
    found, _ = rules(tmp_path, "H,S3,2,120,,\nS1,S3,2,60,,\nS2,S3,1,,,\nS3,S3,3,,,\nS3,S3,2,60,,\n", stops)
    assert found == [("H", "S3", 120), ("S1", "S3", 120), ("S2", "S3", 120), ("S3", "S3", IMPOSSIBLE_S)]


def test_rules_for_single_trips_are_left_aside_and_noted(tmp_path: Path) -> None:
    found, notices = rules(tmp_path, "S1,S2,2,180,T1,T2\n")
    assert (found, notices) == ([], ["timetable_transfers_not_used"])
