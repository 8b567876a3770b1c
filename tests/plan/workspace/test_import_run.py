"""An import beside the page: all of it or nothing, stopped at any step, equal to the command line's."""

from __future__ import annotations

import datetime
import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

import plan.workspace.import_run
from geo.region.fingerprint import region_files
from geo.region.region import read_region
from importing import import_files
from plan.workspace.import_jobs import AboutRegion, ImportJob, batches_of
from plan.workspace.import_run import ImportRun, Outcome, start_import
from plan.workspace.own_regions import new_region_folder, own_regions
from tests.plan.import_files import VILLAGES, write_places, write_roads, write_villages

TODAY = datetime.date(2026, 4, 1)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "store"
    monkeypatch.setenv("KYOTEN_HOME", str(folder))
    return folder


def jobs(folder: Path) -> list[ImportJob]:
    return [
        ImportJob("1", write_places(folder), "facilities"),
        ImportJob("2", write_roads(folder), "roads"),
        ImportJob("3", write_villages(folder), "villages"),
    ]


def ended(run: ImportRun, seconds: float = 60) -> Outcome:
    deadline = time.monotonic() + seconds
    while run.outcome is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    run.wait(seconds)
    return run.outcome


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in region_files(folder)}


def made(tmp_path: Path, name: str = "谷村") -> Path:
    folder = new_region_folder(name)
    outcome = ended(start_import(folder, batches_of(jobs(tmp_path), AboutRegion(name), TODAY)))
    assert outcome.state == "done", outcome
    return folder


def leftovers(store: Path) -> list[str]:
    return [p.name for p in store.iterdir() if p.name.startswith(".")]


def test_a_new_region_is_made_whole_and_equals_the_command_lines(store: Path, tmp_path: Path) -> None:
    folder = made(tmp_path)
    assert read_region(folder).villages["population"].sum() == 42
    other = tmp_path / "other" / "谷村"
    import_files("villages", [tmp_path / "jinko.csv"], other)
    import_files("roads", [tmp_path / "michi.geojson"], other)
    import_files("facilities", [tmp_path / "byoin.csv"], other)
    assert content(folder) == content(other)
    assert own_regions() == {"谷村": folder}
    assert leftovers(store) == []


def test_a_wrong_kind_leaves_the_region_as_it_was_and_says_which_file(store: Path, tmp_path: Path) -> None:
    folder = made(tmp_path)
    before = content(folder)
    more = write_villages(tmp_path, VILLAGES + "奥の集落,3,1,36.1,137.13\n")
    wrong = [
        ImportJob("1", more, "villages"),
        ImportJob("2", tmp_path / "byoin.csv", "roads"),
        ImportJob("3", more, "gtfs"),
    ]
    outcome = ended(start_import(folder, batches_of(wrong, AboutRegion(), TODAY)))
    assert outcome.state == "failed"
    assert [n.code for n in outcome.notices] == ["import_undone"]
    assert [d.report is None for d in outcome.batches] == [False, True, True], "the others are tried all the same"
    assert all(d.notices for d in outcome.batches)
    assert content(folder) == before
    assert leftovers(store) == []


def test_a_failed_import_makes_no_region(store: Path, tmp_path: Path) -> None:
    folder = new_region_folder("谷村")
    outcome = ended(
        start_import(folder, batches_of([ImportJob("1", tmp_path / "nai.csv", "villages")], AboutRegion(), TODAY))
    )
    assert outcome.state == "failed"
    assert not folder.exists()


USELESS = {
    "facilities": "施設名,緯度,経度\n桜ケ丘住宅,36.1,137.11\n第2公園,36.1,137.11\n",
    "sites": "名前,緯度,経度\n",
    "bus_stops": "停留所名,緯度,経度\n谷,,\n",
    "zone:farmland": json.dumps({"type": "FeatureCollection", "features": []}),
    "residents": "人口,緯度,経度\n,,\n",
}


@pytest.mark.parametrize("kind", USELESS)
def test_a_file_that_has_nothing_in_it_is_named_and_left_out(store: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / ("muda.geojson" if USELESS[kind].startswith("{") else "muda.csv")
    path.write_text(USELESS[kind], encoding="utf-8")
    wanted = [*jobs(tmp_path), ImportJob("4", path, kind)]
    if kind == "facilities":
        # Of its own settings, hence a batch of its own.
        wanted[-1] = replace(wanted[-1], source="町,2020,")
    folder = new_region_folder("谷村")
    outcome = ended(start_import(folder, batches_of(wanted, AboutRegion("谷村"), TODAY)))
    assert outcome.state == "done", [n.message for d in outcome.batches for n in d.notices if n.severity == "error"]
    (useless,) = [d for d in outcome.batches if d.left_out]
    assert [p.name for p in useless.batch.files] == [path.name]
    assert useless.notices[0].code == "import_file_left_out"
    assert useless.notices[0].file == path.name
    assert all(n.severity != "error" for n in useless.notices)
    region = read_region(folder)
    assert (region.villages["population"].sum(), len(region.facilities)) == (42, 1)


def test_nothing_at_all_is_no_import(store: Path, tmp_path: Path) -> None:
    folder = made(tmp_path)
    before = content(folder)
    path = tmp_path / "muda.csv"
    path.write_text(USELESS["facilities"], encoding="utf-8")
    outcome = ended(start_import(folder, batches_of([ImportJob("1", path, "facilities")], AboutRegion(), TODAY)))
    assert outcome.state == "failed"
    assert content(folder) == before


def test_villages_without_anybody_stop_a_new_region(store: Path, tmp_path: Path) -> None:
    (tmp_path / "muda.csv").write_text("集落名,人口,世帯数,緯度,経度\n", encoding="utf-8")
    wanted = [ImportJob("1", tmp_path / "muda.csv", "villages"), ImportJob("2", write_roads(tmp_path), "roads")]
    folder = new_region_folder("谷村")
    assert ended(start_import(folder, batches_of(wanted, AboutRegion("谷村"), TODAY))).state == "failed"
    assert not folder.exists()


def test_the_bar_moves_with_every_file_and_is_full_at_the_end(store: Path, tmp_path: Path) -> None:
    batches = batches_of(jobs(tmp_path), AboutRegion("谷村"), TODAY)
    run = ImportRun(new_region_folder("谷村"), tuple(batches))
    shares = [run.share]
    for number, batch in enumerate(batches):
        run.job_begins(number)
        shares.append(run.share)
        for _ in range(len(batch.files) + 4):
            run.step("読んでいます")
            shares.append(run.share)
    run.job_begins(len(batches))
    shares.append(run.share)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert len(set(shares)) >= 3 * len(batches), "at least three moves for each batch"
    assert max(shares[:-1]) < 1


def test_rows_are_added_to_a_region_and_roads_are_replaced_when_asked(store: Path, tmp_path: Path) -> None:
    folder = made(tmp_path)
    write_villages(tmp_path, VILLAGES.replace("12,5", "14,5"))
    write_roads(tmp_path, east=137.13)
    again = [ImportJob("1", tmp_path / "michi.geojson", "roads", replace=True), ImportJob("2", tmp_path / "jinko.csv", "villages")]  # fmt: skip
    assert ended(start_import(folder, batches_of(again, AboutRegion(), TODAY))).state == "done"
    region = read_region(folder)
    assert sorted(region.villages["population"]) == [14, 30]
    assert max(data["x"] for _, data in region.roads.nodes(data=True)) == pytest.approx(137.13)


def test_it_can_be_stopped_at_every_step_and_leaves_nothing_behind(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path)
    before = content(folder)
    write_villages(tmp_path, VILLAGES.replace("12,5", "14,5"))
    batches = batches_of([ImportJob("1", tmp_path / "jinko.csv", "villages")], AboutRegion(), TODAY)
    plain_step = ImportRun.step
    steps: list[str] = []

    def step(run: ImportRun, text: str) -> None:
        steps.append(text)
        plain_step(run, text)

    monkeypatch.setattr(ImportRun, "step", step)
    assert ended(start_import(folder, batches)).state == "done"
    assert len(steps) >= 3
    for at in range(1, len(steps) + 1):
        put_back(folder, before)
        texts: list[str] = []

        def stop_at(run: ImportRun, text: str, at: int = at, texts: list[str] = texts) -> None:
            texts.append(text)
            if len(texts) == at:
                run.stop()
            plain_step(run, text)

        monkeypatch.setattr(ImportRun, "step", stop_at)
        outcome = ended(start_import(folder, batches))
        assert (outcome.state, [n.code for n in outcome.notices]) == ("stopped", ["import_stopped"])
        assert content(folder) == before
        assert leftovers(store) == []


def put_back(folder: Path, files: dict[str, bytes]) -> None:
    for name, text in files.items():
        (folder / name).write_bytes(text)


def test_who_stops_a_long_reading_need_not_wait_for_its_end(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path)
    before = content(folder)
    write_villages(tmp_path, VILLAGES.replace("12,5", "14,5"))
    go_on = threading.Event()
    do = plan.workspace.import_run._do

    def read_long(*args: object) -> object:
        assert go_on.wait(30)
        return do(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(plan.workspace.import_run, "_do", read_long)
    run = start_import(folder, batches_of([ImportJob("1", tmp_path / "jinko.csv", "villages")], AboutRegion(), TODAY))
    assert run.outcome is None
    run.stop()
    assert run.outcome is not None
    assert run.outcome.state == "stopped"
    go_on.set()
    run.wait(30)
    assert run.outcome.state == "stopped"
    assert content(folder) == before
    assert leftovers(store) == []


def test_once_the_files_are_put_in_place_a_stop_comes_too_late(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = new_region_folder("谷村")
    reached, asked = threading.Event(), threading.Event()
    put = plan.workspace.import_run._put_in_place

    def wait_then_put(*args: object) -> None:
        reached.set()
        assert asked.wait(30)
        put(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(plan.workspace.import_run, "_put_in_place", wait_then_put)
    run = start_import(folder, batches_of(jobs(tmp_path), AboutRegion(), TODAY))
    assert reached.wait(30)
    run.stop()
    asked.set()
    assert ended(run).state == "done"
    assert read_region(folder).total_population == 42


def test_a_region_that_changed_meanwhile_is_not_written_over(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path)
    do = plan.workspace.import_run._do

    def change_then_do(*args: object) -> object:
        (folder / "sites.csv").write_text("site_id,name,lat,lon,kind\ns1,旧校舎,36.1,137.1,廃校\n", encoding="utf-8")
        return do(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(plan.workspace.import_run, "_do", change_then_do)
    write_villages(tmp_path, VILLAGES.replace("12,5", "14,5"))
    outcome = ended(
        start_import(folder, batches_of([ImportJob("1", tmp_path / "jinko.csv", "villages")], AboutRegion(), TODAY))
    )
    assert [n.code for n in outcome.notices] == ["import_region_changed"]
    assert sorted(read_region(folder).villages["population"]) == [12, 30]


def test_a_link_that_leads_out_of_the_region_is_refused(store: Path, tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "sites.csv").symlink_to(tmp_path / "jinko.csv")
    outcome = ended(start_import(folder, batches_of(jobs(tmp_path), AboutRegion(), TODAY)))
    assert [n.code for n in outcome.notices] == ["link_leads_out"]
