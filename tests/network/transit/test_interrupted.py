"""Buses on closed roads, on a street with a way round."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from network.transit.interrupted import interrupted
from network.transit.timetable import Timetable
from tests.network.roads.by_hand import XY, both_ways, drawn, lat_lon, roads_of
from tests.small_feed import STOPS, write_feed

# S1 ─ S2 ─ S3 ─ S4 along x, 1 km apart; a lane leads round between S2 and S3, 200 m longer.
AT: dict[str, XY] = {"S1": (0, 0), "S2": (1000, 0), "S3": (2000, 0), "S4": (3000, 0)}
STREET = {"speed_kph": 60.0, "highway": "tertiary"}
ROADS = roads_of(
    drawn(
        AT,
        [
            *both_ways("S1", "S2", **STREET),
            *both_ways("S2", "S3", **STREET),
            *both_ways("S3", "S4", **STREET),
            *both_ways("S2", "S3", via=[(1500, 331.7)], **STREET),
        ],
    )
)
DIRECT = [("S2", "S3", 0), ("S3", "S2", 0)]
ROUND = [("S2", "S3", 1), ("S3", "S2", 1)]


@pytest.fixture
def timetable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Timetable:
    for stop, xy in AT.items():
        monkeypatch.setitem(STOPS, stop, lat_lon(*xy))
    trips = {
        "out": (("S1", "8:00"), ("S2", "8:05"), ("S3", "8:10"), ("S4", "8:15")),
        "back": (("S4", "9:00"), ("S3", "9:05"), ("S2", "9:10"), ("S1", "9:15")),
        "short": (("S1", "10:00"), ("S2", "10:05")),
    }
    return Timetable.from_gtfs(write_feed(tmp_path / "gtfs", trips))


def rides(timetable: Timetable) -> list[tuple[str, str]]:
    found, ids = timetable.rides, timetable.stops.index
    return sorted((ids[a], ids[b]) for a, b in zip(found.start, found.end, strict=True))


def test_rides_over_a_closed_road_are_taken_out_and_the_others_run(timetable: Timetable) -> None:
    cut = interrupted(timetable, ROADS, ROADS.closing(DIRECT + ROUND), 1.0)
    assert rides(cut) == [("S1", "S2"), ("S1", "S2"), ("S2", "S1"), ("S3", "S4"), ("S4", "S3")]
    assert [n.code for n in cut.notices] == ["timetable_interrupted"]
    assert "2 本" in cut.notices[0].message
    assert cut != timetable
    assert (np.diff(cut.call_run) >= 0).all()
    assert cut.trips["run"].is_unique


def test_a_way_round_that_is_not_felt_leaves_the_times(timetable: Timetable) -> None:
    around = ROADS.closing(DIRECT)
    assert interrupted(timetable, ROADS, around, 1.0) is timetable
    # The lane is 200 m longer, 0.2 minutes at 60 km/h.
    assert rides(interrupted(timetable, ROADS, around, 0.19)) == rides(
        interrupted(timetable, ROADS, ROADS.closing(DIRECT + ROUND), 1.0)
    )
    assert interrupted(timetable, ROADS, around, 0.21) is timetable


def test_open_roads_and_stops_off_the_road_change_nothing(timetable: Timetable) -> None:
    assert interrupted(timetable, ROADS, ROADS, 1.0) is timetable
    nowhere = ROADS.closing(ROADS.edge_ids)
    assert interrupted(timetable, nowhere, nowhere.opening(DIRECT), 1.0) is timetable
    assert rides(interrupted(timetable, ROADS, nowhere, 1.0)) == []
