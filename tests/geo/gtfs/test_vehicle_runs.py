"""Which trips follow each other on one vehicle: the same block, or what transfers.txt says."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geo.gtfs.vehicle_runs import vehicle_runs
from tests.geo.gtfs.small_feed import feed_of

TRIPS = ("T1", "T2", "T3")
HEADER = "from_stop_id,to_stop_id,transfer_type,from_trip_id,to_trip_id\n"


def runs(
    folder: Path, *spans: tuple[str, int, str, int], blocks: tuple[str, ...] = ("B", "B", ""), transfers: str = ""
) -> tuple[list[int], list[int]]:
    """Runs and turns of three trips, each from a stop at a minute to a stop at a minute."""
    rows = "".join(f"R1,平日,{t},{b},\n" for t, b in zip(TRIPS, blocks, strict=True))
    changes = {
        "trips.txt": "route_id,service_id,trip_id,block_id,shape_id\n" + rows,
        "transfers.txt": HEADER + transfers,
        "frequencies.txt": None,
    }
    trips = pd.DataFrame({"trip_id": TRIPS, "service_date": "2026-11-24"})
    calls = pd.DataFrame(
        [
            (i, stop, minute * 60, minute * 60)
            for i, (a, m, b, n) in enumerate(spans)
            for stop, minute in ((a, m), (b, n))
        ],
        columns=["trip", "stop_id", "arrival_s", "departure_s"],
    )
    run, turn = vehicle_runs(feed_of(folder, changes), trips, calls)
    return run.tolist(), turn.tolist()


OUT, BACK, LATER = ("S1", 0, "S2", 10), ("S2", 15, "S1", 25), ("S1", 30, "S3", 40)


def test_a_block_is_one_run(tmp_path: Path) -> None:
    assert runs(tmp_path, OUT, BACK, LATER) == ([0, 0, 2], [0, 1, 0])


def test_three_trips_of_a_block(tmp_path: Path) -> None:
    assert runs(tmp_path, OUT, BACK, LATER, blocks=("B", "B", "B")) == ([0, 0, 0], [0, 1, 2])


def test_who_would_have_to_walk_or_to_go_back_in_time_cannot_stay_seated(tmp_path: Path) -> None:
    assert runs(tmp_path / "a", OUT, ("S3", 15, "S1", 25), LATER)[0] == [0, 1, 2]
    assert runs(tmp_path / "b", OUT, ("S2", 9, "S1", 25), LATER)[0] == [0, 1, 2]


def test_transfers_add_and_forbid(tmp_path: Path) -> None:
    added = runs(tmp_path / "a", OUT, BACK, LATER, blocks=("", "", ""), transfers="S2,S2,4,T1,T2\n")
    assert added == ([0, 0, 2], [0, 1, 0])
    assert runs(tmp_path / "b", OUT, BACK, LATER, transfers="S2,S2,5,T1,T2\n")[0] == [0, 1, 2]


def test_a_day_without_trips(tmp_path: Path) -> None:
    calls = pd.DataFrame(columns=["trip", "stop_id", "arrival_s", "departure_s"])
    run, turn = vehicle_runs(feed_of(tmp_path), pd.DataFrame(columns=["trip_id", "service_date"]), calls)
    assert (len(run), len(turn)) == (0, 0)
