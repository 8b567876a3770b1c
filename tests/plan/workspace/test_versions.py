"""Earlier versions: never written over, with their times, and those that nobody has seen stay."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from plan.workspace.saving import Saved, look, save
from plan.workspace.versions import VERSIONS_KEPT, listed_versions, mark_seen, versions


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.plan.json"


def saved_in_turn(seen: Saved, *contents: bytes) -> Saved:
    for content in contents:
        seen, _ = save(seen, content)
    return seen


def test_versions_are_listed_newest_first_with_the_time_they_were_saved(path: Path) -> None:
    seen = saved_in_turn(look(path), b"one")
    os.utime(path, (1000, 1000))
    seen = saved_in_turn(seen, b"two")
    os.utime(path, (2000, 2000))
    saved_in_turn(seen, b"three")
    assert [(v.path.read_bytes(), v.saved_at_s, v.is_unseen) for v in listed_versions(path)] == [
        (b"two", 2000, False),
        (b"one", 1000, False),
    ]


def test_what_another_window_lost_stays_until_somebody_has_looked(path: Path) -> None:
    mine = saved_in_turn(look(path), b"start")
    saved_in_turn(mine, b"theirs")
    mine = saved_in_turn(mine, *(f"mine {n}".encode() for n in range(2 * VERSIONS_KEPT)))
    kept = {v.path.read_bytes(): v.is_unseen for v in listed_versions(path)}
    assert len(kept) == 2 * VERSIONS_KEPT + 1
    assert [content for content, unseen in kept.items() if unseen] == [b"theirs"]
    for version in listed_versions(path):
        mark_seen(version)
    assert not any(v.is_unseen for v in listed_versions(path))
    saved_in_turn(mine, b"last")
    assert len(versions(path)) == VERSIONS_KEPT
    assert sorted(p.name for p in path.with_name("a.versions").iterdir()) == [p.name for p in versions(path)]


def test_looking_at_one_version_lets_the_others_wait(path: Path) -> None:
    mine = saved_in_turn(look(path), b"start")
    saved_in_turn(mine, b"theirs")
    mine = saved_in_turn(mine, b"mine")
    saved_in_turn(mine, b"theirs again")
    saved_in_turn(mine, b"mine again")
    newest, oldest = (v for v in listed_versions(path) if v.is_unseen)
    mark_seen(newest)
    mark_seen(newest)
    assert [v.path.read_bytes() for v in listed_versions(path) if v.is_unseen] == [b"theirs"]
    assert (oldest.number, newest.number) == (2, 4)


def test_a_version_is_never_written_over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = saved_in_turn(look(path), b"one", b"two")

    def link(source: Path, target: Path) -> None:
        # Another server is quicker with this number.
        if not target.exists() and target.name.startswith("00002"):
            target.write_bytes(b"another's")
        real(source, target)

    real = os.link
    monkeypatch.setattr(os, "link", link)
    saved_in_turn(seen, b"three")
    assert [p.read_bytes() for p in versions(path)] == [b"one", b"another's", b"two"]


def test_drives_without_second_names_keep_versions_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    seen = saved_in_turn(look(path), b"one")
    os.utime(path, (1000, 1000))
    saved_in_turn(seen, b"two", b"three")
    assert [v.path.read_bytes() for v in listed_versions(path)] == [b"two", b"one"]
    assert listed_versions(path)[-1].saved_at_s == 1000


def test_a_version_that_was_kept_before_a_server_was_killed_is_kept_once(path: Path) -> None:
    seen = saved_in_turn(look(path), b"one", b"two")
    os.link(path, path.with_name("a.versions") / "00002.plan.json")
    saved_in_turn(seen, b"three")
    assert [p.read_bytes() for p in versions(path)] == [b"one", b"two"]
