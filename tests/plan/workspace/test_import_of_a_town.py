"""能登町 from its eight files as they are published: in time, with a bar that moves, while other threads go on."""

from __future__ import annotations

import datetime
import itertools
import threading
import time
from pathlib import Path

import pytest

from geo.region.region import read_region
from importing.recognise.recognise import recognise
from importing.recognise.taken import beyond_km, instead_of, taken_kinds
from plan.workspace.import_jobs import AboutRegion, ImportJob, batches_of
from plan.workspace.import_run import start_import
from plan.workspace.own_regions import new_region_folder

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

_MOST_S = 60
_FILES = (
    "noto_town_koaza_area.gpkg", "A37-15_PeninsulaRoad_16-17.fgb", "N10-20_16-17.fgb", "W12-52A-2K-17.fgb",
    "road_houkai_intersect_20240106.fgb", "noto_doctor_heli_rendezvous.fgb", "shelters/evacuation_174637.json",
    "shelters/emergency_174637.json",
)  # fmt: skip


def test_eight_files_come_in_as_they_are_taken(
    real_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KYOTEN_HOME", str(tmp_path / "store"))
    begun = time.monotonic()
    found = recognise([real_data / "noto" / name for name in _FILES], tmp_path / "unpacked")
    kinds = {path.name: kind for path, kind in taken_kinds(found).items()}
    # Of the two layers of roads of the peninsula that with more lines is taken; damage of roads is nothing sure.
    assert kinds == {
        "noto_town_koaza_area.gpkg": "villages", "A37-15_PeninsulaRoad_16-17.fgb": "roads", "N10-20_16-17.fgb": "",
        "W12-52A-2K-17.fgb": "", "road_houkai_intersect_20240106.fgb": "", "noto_doctor_heli_rendezvous.fgb": "facilities",
        "evacuation_174637.json": "sites", "emergency_174637.json": "sites",
    }  # fmt: skip
    by_name = {r.path.name: r for r in found}
    roads, villages = by_name["A37-15_PeninsulaRoad_16-17.fgb"], by_name["noto_town_koaza_area.gpkg"]
    assert [o.path.name for o in instead_of(roads, found)] == ["N10-20_16-17.fgb"]
    assert beyond_km(roads, villages) > 50, "the roads of the whole peninsula: clipping is worth it"

    jobs = [ImportJob(str(n), r.path, kinds[r.path.name]) for n, r in enumerate(found) if kinds[r.path.name]]
    folder = new_region_folder("能登町")
    ticks, over = [], threading.Event()

    def others() -> None:
        while not over.wait(0.05):
            ticks.append(time.monotonic())

    beside = threading.Thread(target=others)
    beside.start()
    run = start_import(folder, batches_of(jobs, AboutRegion("能登町"), datetime.date(2026, 4, 1)))
    shares = set()
    while run.outcome is None:
        shares.add(round(run.share, 3))
        assert time.monotonic() - begun < _MOST_S
        time.sleep(0.02)
    over.set()
    beside.join()
    assert run.outcome.state == "done", [n.message for n in run.outcome.notices]
    region = read_region(folder)
    assert (len(region.villages), int(region.villages["population"].sum())) == (202, 15_687)
    assert time.monotonic() - begun < _MOST_S
    assert len(shares) >= len(run.batches), "the bar moves at least once for each kind"
    assert max(b - a for a, b in itertools.pairwise(ticks)) < 5, "nobody else waits for long"
