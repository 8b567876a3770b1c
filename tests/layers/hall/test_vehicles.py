"""The buses that the browser moves are those of the schedule, each way once."""

from __future__ import annotations

from pathlib import Path

from geo.region.region import read_region
from layers.hall.theme import RUNS
from layers.hall.vehicles import vehicles
from plan.applied import apply
from plan.scenes.bus_runs import BusRun, bus_runs

WAY = ((35.0, 137.0), (35.0, 137.1))
ONE = BusRun("t1", "谷線", False, WAY, (0.0, 9000.0), (28830, 29430), (0.0, 9000.0))
NEW = BusRun("t2", "新線", True, WAY, (0.0, 9000.0), (36000, 36610), (0.0, 9000.0))


def test_ways_are_sent_once_and_each_bus_has_its_look() -> None:
    part = vehicles([ONE, NEW], [ONE])
    assert part is not None
    kinds = list(RUNS)
    assert part.data["ways"] == [{"corners": [[35.0, 137.0], [35.0, 137.1]], "m": [0.0, 9000.0]}]
    assert [kinds[r["k"]] for r in part.data["runs"]] == ["gone", "published", "new"]
    assert (part.data["from"], part.data["to"]) == (28800, 36660)  # whole minutes around the day


def test_where_no_bus_runs_nothing_is_drawn() -> None:
    assert vehicles([]) is None


def test_a_region_s_buses_all_have_a_way() -> None:
    runs = bus_runs(apply(read_region(Path("sample_regions/sanson"))))
    part = vehicles(runs)
    assert part is not None
    assert len(part.data["runs"]) == len(runs)
    assert len(part.data["ways"]) == len({run.way for run in runs})
