"""Saving: whole or not at all, earlier versions kept, a second window never overwritten unseen."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from geo.region.array_cache import HOME_VARIABLE
from geo.texts.errors import RequestError
from plan.file.plan_file import plan_bytes
from plan.scenario.scenario import Plan
from plan.workspace import store
from plan.workspace.atomic_write import write_atomically
from plan.workspace.saving import Saved, look, save
from plan.workspace.versions import VERSIONS_KEPT, versions


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "work" / "a.plan.json"


def contents(path: Path) -> list[bytes]:
    return [version.read_bytes() for version in versions(path)]


def test_saving_keeps_what_was_there_before(path: Path) -> None:
    seen = look(path)
    assert seen == Saved(path, "")
    for content in (b"one", b"two", b"two", b"three"):
        seen, notices = save(seen, content)
        assert notices == []
        assert seen == look(path)
    assert path.read_bytes() == b"three"
    assert contents(path) == [b"one", b"two"]
    assert sorted(p.name for p in path.parent.iterdir()) == ["a.plan.json", "a.versions"]


def test_a_second_windows_version_is_kept_and_said(path: Path) -> None:
    mine, _ = save(look(path), b"start")
    save(mine, b"theirs")
    mine, notices = save(mine, b"mine")
    assert [n.code for n in notices] == ["plan_saved_elsewhere"]
    assert "a.versions/00002.plan.json" in notices[0].message
    assert path.read_bytes() == b"mine"
    assert contents(path) == [b"start", b"theirs"]
    assert save(mine, b"mine again")[1] == []


def test_what_both_windows_saved_alike_is_no_trouble(path: Path) -> None:
    mine, _ = save(look(path), b"start")
    save(mine, b"same")
    assert save(mine, b"same") == (look(path), [])


def test_the_last_twenty_versions_stay(path: Path) -> None:
    seen = look(path)
    for number in range(VERSIONS_KEPT + 8):
        seen, _ = save(seen, str(number).encode())
    assert VERSIONS_KEPT == 20
    assert contents(path) == [str(n).encode() for n in range(7, VERSIONS_KEPT + 7)]


def test_foreign_files_among_the_versions_are_left_alone(path: Path) -> None:
    seen, _ = save(look(path), b"one")
    foreign = path.with_name("a.versions") / "notes.plan.json"
    foreign.parent.mkdir()
    foreign.write_bytes(b"keep")
    save(seen, b"two")
    assert contents(path) == [b"one"]
    assert foreign.read_bytes() == b"keep"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_on_the_way_leaves_the_old_file_whole(path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    write_atomically(path, b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(RequestError, match="書き込めません"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in path.parent.iterdir()] == ["a.plan.json"]


def test_an_interrupt_on_the_way_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_atomically(path, b"old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert [p.name for p in path.parent.iterdir()] == ["a.plan.json"]
    assert path.read_bytes() == b"old"


def test_a_version_that_cannot_be_kept_stops_the_saving(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, _ = save(look(path), b"old")
    path.with_name("a.versions").write_bytes(b"a file where the folder should be")
    with pytest.raises(RequestError):
        save(seen, b"new")
    assert path.read_bytes() == b"old"


def test_places_that_cannot_be_written_are_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place in (tmp_path, tmp_path / "file" / "x.csv"):
        with pytest.raises(RequestError) as caught:
            write_atomically(place, b"new")
        assert [n.code for n in caught.value.notices] == ["output_unwritable"]
    with pytest.raises(RequestError):
        look(tmp_path)


def test_others_may_read_what_was_saved(path: Path) -> None:
    write_atomically(path, b"new")
    plain = path.with_name("plain")
    plain.write_bytes(b"")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_windows_that_save_at_once_lose_nothing(path: Path) -> None:
    seen, _ = save(look(path), b"start")
    barrier = threading.Barrier(8)

    def window(number: int) -> None:
        barrier.wait()
        save(seen, f"window {number}".encode())

    threads = [threading.Thread(target=window, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted([*contents(path), path.read_bytes()]) == sorted(
        [b"start", *(f"window {n}".encode() for n in range(8))]
    )


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "store"))
    return tmp_path / "store"


def lay(work_id: str, plan: Plan, at_s: float) -> None:
    path = store.work_path(work_id)
    save(look(path), plan_bytes(plan))
    os.utime(path, (at_s, at_s))
    store.note_region(work_id, f"region of {work_id}")


@pytest.mark.parametrize("name", ["", "abc", "../evil", "a/b", "ABCD", "a" * 33, "abcd\n", "abcd.x", "ａｂｃｄ"])
def test_an_id_never_leads_out_of_the_store(own_store: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no work id"):
        store.work_path(name)
    with pytest.raises(ValueError, match="no work id"):
        store.note_region(name, "x")
    assert store.find_work(name) is None
    assert not own_store.exists()


def test_work_is_found_again_with_its_region(own_store: Path, plan: Plan) -> None:
    lay("abcd1234", plan, 1000)
    store.note_region("abcd1234", "日本語の地域")
    work = store.find_work("abcd1234")
    assert work is not None
    assert (work.plan, work.region_folder, work.saved_at_s) == (plan, "日本語の地域", 1000)
    assert work.saved.path.parent == own_store
    assert work.saved == look(work.saved.path)


def test_work_that_is_broken_is_not_offered(own_store: Path, plan: Plan) -> None:
    lay("good", plan, 1000)
    lay("noregion", plan, 2000)
    (own_store / "noregion.region").unlink()
    lay("badregion", plan, 3000)
    (own_store / "badregion.region").write_bytes(b"\xff\xfe\xff")
    (own_store / "broken.plan.json").write_bytes(b"{")
    (own_store / "Not An Id.plan.json").write_bytes(b"{")
    assert [w.id for w in store.works()] == ["good"]


def test_the_newest_work_comes_first(own_store: Path, plan: Plan) -> None:
    assert store.works() == []
    for number, work_id in enumerate(("first", "third", "second")):
        lay(work_id, plan, {0: 1000, 1: 3000, 2: 2000}[number])
    assert [w.id for w in store.works()] == ["third", "second", "first"]
    assert [w.id for w in store.works(most=2)] == ["third", "second"]


def test_the_store_is_in_the_users_home_where_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE)
    assert store.store_folder() == Path.home() / ".kyoten"


def test_half_written_files_of_killed_servers_are_swept_from_the_store(own_store: Path, plan: Plan) -> None:
    store.sweep_store()
    lay("abcd1234", plan, 1000)
    left = own_store / ".abcd1234.region.0123abcd"
    left.write_bytes(b"half")
    os.utime(left, (1000, 1000))
    store.sweep_store()
    assert sorted(p.name for p in own_store.iterdir()) == ["abcd1234.plan.json", "abcd1234.region"]
