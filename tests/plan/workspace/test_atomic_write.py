"""Whole or not at all: what is put in place was read back, and what killed servers left is swept away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geo.texts.errors import RequestError
from plan.workspace.atomic_write import sweep, sweep_folder, write_atomically


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.plan.json"


def test_what_is_not_read_back_as_written_is_not_put_in_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_atomically(path, b"old")

    def spoil(_: int) -> None:
        # What a failing disk does: the file that is written loses its end.
        for beside in path.parent.glob(".a.plan.json.*"):
            os.truncate(beside, 1)

    monkeypatch.setattr(os, "fsync", spoil)
    with pytest.raises(RequestError, match="書き込めません"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in path.parent.iterdir()] == ["a.plan.json"]


def test_the_folder_is_on_the_disk_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(os.path.samestat(os.fstat(handle), path.parent.stat()) and path.exists())
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    write_atomically(path, b"new")
    assert synced == [False, True]


def test_only_what_was_left_for_this_file_is_swept(path: Path) -> None:
    left = path.with_name(".a.plan.json.0123abcd")
    others = [path.with_name(name) for name in (".b.plan.json.0123abcd", ".a.plan.json.lock", "a.plan.json", ".note")]
    for one in (left, *others):
        one.write_bytes(b"x")
    sweep(path)
    assert sorted(path.parent.iterdir()) == sorted(others)


def test_what_was_left_long_ago_is_swept_from_a_folder(path: Path) -> None:
    old, new = path.with_name(".b.region.0123abcd"), path.with_name(".a.region.0123abcd")
    path.write_bytes(b"x")
    for one in (old, new):
        one.write_bytes(b"x")
    os.utime(old, (1000, 1000))
    os.utime(path, (1000, 1000))
    sweep_folder(path.parent)
    assert sorted(path.parent.iterdir()) == [new, path]
    sweep_folder(path.parent / "none")
