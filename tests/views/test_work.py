"""Work is never lost: a reload, a restart of the server, a second window, a folder that is taken away."""

from __future__ import annotations

import os
import shutil

import pytest

import views.opening
from layers.map_component.map_events import MapClick
from plan.file.plan_file import plan_bytes, read_plan
from plan.scenario.edits import rename_scenario
from plan.workspace.saving import look, save
from plan.workspace.store import note_region
from plan.workspace.versions import versions
from tests.views.small_region import write_small_region
from tests.views.table import PAGES, Table


@pytest.fixture
def table(samples) -> Table:
    return Table().do(MapClick(35.3001, 137.55))


def reopened(table: Table) -> Table:
    """Open the same address in another session, as a reload or a restart does."""
    return Table(**table.app.query_params)


def test_nothing_is_saved_before_anything_is_done(samples, store):
    Table().go("now").go("data")
    assert not list(store.glob("*.plan.json"))


def test_the_same_address_has_the_same_work(table):
    table.press("duplicate")
    again = reopened(table)
    assert (again.plan, again.scenario) == (table.plan, "s2")
    assert "前回の続き" in again.app.toast[0].value


def test_a_fresh_address_offers_earlier_work(table):
    fresh = Table()
    assert list(fresh.hubs) == ["h1"]
    offer = next(s for s in fresh.app.selectbox if s.label == "前回までの作業")
    assert "たにま村・案 1" in offer.options[0]
    next(b for b in fresh.app.button if b.label == "続きから開く").click()
    fresh.run()
    assert fresh.plan == table.plan
    assert not [s for s in fresh.app.selectbox if s.label == "前回までの作業"]


def test_work_on_this_region_is_offered_before_newer_work_on_another(table, store, tmp_path):
    other = write_small_region(tmp_path / "tonari")
    about = other / "region.toml"
    about.write_text(about.read_text(encoding="utf-8").replace("たにま村", "となり村"), encoding="utf-8")
    note_region("abcdef012345", str(other))
    (store / "abcdef012345.plan.json").write_bytes(plan_bytes(table.plan))
    newer = table.plan_path.stat().st_mtime + 1000
    os.utime(store / "abcdef012345.plan.json", (newer, newer))
    offer = next(s for s in Table().app.selectbox if s.label == "前回までの作業")
    assert [option.split("・")[0] for option in offer.options] == ["たにま村", "となり村"]


def test_whoever_begins_anew_is_not_asked_again(table):
    fresh = Table()
    next(b for b in fresh.app.button if b.label == "新しく始める").click()
    fresh.run().go("now")
    assert not [s for s in fresh.app.selectbox if s.label == "前回までの作業"]
    assert list(fresh.hubs if fresh.go("hubs") else ()) == ["h1"]


def test_two_windows_on_the_same_work_lose_nothing(table):
    other = reopened(table)
    table.do(MapClick(35.3001, 137.60))
    first = table.saved_plan()
    other.do(MapClick(35.3001, 137.50))
    assert other.saved_plan() == other.plan != first
    kept = [path.read_bytes() for path in versions(other.plan_path)]
    assert first in [read_plan(content, "kept") for content in kept]
    assert "ほかの" in other.text or "別の" in other.text


def test_what_is_saved_while_a_second_window_opens_is_not_overwritten_unseen(table, monkeypatch):
    real, path, before = views.opening.open_region, table.plan_path, table.plan
    theirs = rename_scenario(before, "s1", "東の案")

    def slow(folder, *more):
        save(look(path), plan_bytes(theirs))
        return real(folder, *more)

    with monkeypatch.context() as patched:
        patched.setattr("views.session.open_region", slow)
        other = reopened(table)
    assert other.plan == before
    other.do(MapClick(35.3001, 137.50))
    assert "別の" in other.text
    assert theirs in [read_plan(version.read_bytes(), "kept") for version in versions(path)]


def test_a_full_disk_is_told_and_the_work_goes_on(table, store, monkeypatch):
    monkeypatch.setattr("plan.workspace.atomic_write.os.fsync", _no_space)
    table.do(MapClick(35.3001, 137.60))
    assert len(table.hubs) == 3
    assert "✕" in table.text


def _no_space(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_store_that_cannot_be_made_is_told(samples, tmp_path, monkeypatch):
    table = Table()
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("KYOTEN_HOME", str(tmp_path / "file"))
    table.do(MapClick(35.3001, 137.55))
    assert len(table.hubs) == 2
    assert "✕" in table.text


def test_a_home_that_cannot_be_written_leaves_every_page_usable(samples, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("KYOTEN_HOME", str(tmp_path / "file"))
    table = Table()
    assert "編集は保存されません" in table.text
    for page in PAGES:
        table.go(page)


def test_a_name_that_could_not_be_read_again_is_refused(table):
    before = table.saved_plan()
    for letter in "\x00\x0b\x1f\x7f":
        name = next(field for field in table.app.text_input if field.label == "案の名前")
        name.set_value(f"東{letter}西")
        table.run()
        assert "制御文字" in table.text
        assert table.plan == table.saved_plan() == before


def test_work_that_is_unreadable_is_said_and_its_last_good_version_opened(table):
    good = table.saved_plan()
    table.do(MapClick(35.3001, 137.60))
    broken = table.plan_path.read_bytes()[:-20]
    table.plan_path.write_bytes(broken)
    again = reopened(table)
    assert again.plan == good
    assert "最も新しい版" in again.text
    again.do(MapClick(35.3001, 137.50))
    assert again.saved_plan() == again.plan
    assert broken in [path.read_bytes() for path in versions(table.plan_path)]


def test_work_without_a_good_version_is_said_and_left_alone(table, store):
    (note,) = store.glob("*.region")
    note.unlink()
    assert "この作業はありますが" in reopened(table).text
    table.plan_path.write_bytes(b"{")
    assert "この作業はありますが" in reopened(table).text
    assert table.plan_path.read_bytes() == b"{"


def test_a_sample_is_worked_at_as_a_copy_that_can_be_begun_anew(samples):
    files = {path: path.read_bytes() for path in samples.rglob("*") if path.is_file()}
    first = Table().plan
    table = Table().do(MapClick(35.3001, 137.55)).press("duplicate")
    edited = table.plan
    table.press("back-to-sample")
    assert table.plan == table.saved_plan() == first
    table.press("undo")
    assert table.plan == table.saved_plan() == edited
    assert {path: path.read_bytes() for path in samples.rglob("*") if path.is_file()} == files


def test_work_whose_region_is_gone_is_told_and_a_sample_opens(samples, store, tmp_path):
    own = write_small_region(tmp_path / "own")
    table = Table().go("data")
    table.app.text_input(key="own-folder").set_value(str(own))
    table.app.button(key="open-own").click()
    table.run()
    shutil.rmtree(own)
    table.run()
    assert "フォルダが見つかりません" in table.text
    again = reopened(table)
    assert "フォルダが見つかりません" in again.text
    assert "たにま村" in again.text


def test_work_on_a_sample_is_found_again_where_kyoten_is_installed_elsewhere(table, store, tmp_path, monkeypatch):
    (note,) = store.glob("*.region")
    assert note.read_text(encoding="utf-8") == "sample:tanima"
    shutil.copytree(views.opening.SAMPLES_FOLDER, tmp_path / "elsewhere")
    monkeypatch.setattr(views.opening, "SAMPLES_FOLDER", tmp_path / "elsewhere")
    again = reopened(table)
    assert again.plan == table.plan
    assert again.work.folder == tmp_path / "elsewhere" / "tanima"


def test_work_that_remembers_its_sample_by_path_is_found_again(table, store, tmp_path):
    (note,) = store.glob("*.region")
    note.write_text(str(tmp_path / "gone" / "sample_regions" / "tanima"), encoding="utf-8")
    assert "続きから開く" in [b.label for b in Table().app.button]
    again = reopened(table)
    assert again.plan == table.plan
    assert again.work.folder == table.work.folder


def test_a_folder_of_ones_own_is_no_sample_whatever_it_is_called(table, store, tmp_path):
    own = write_small_region(tmp_path / "sample_regions" / "tanima")
    (note,) = store.glob("*.region")
    note.write_text(str(own), encoding="utf-8")
    again = reopened(table)
    assert again.work.folder == own
    again.do(MapClick(35.3001, 137.60))
    assert note.read_text(encoding="utf-8") == str(own)


@pytest.mark.parametrize("work", ["../../etc/passwd", "zzzz", "", "a" * 99])
def test_an_address_that_leads_nowhere_opens_a_sample(samples, work):
    assert list(Table(work=work, region="nope", scenario="s9").hubs) == ["h1"]
