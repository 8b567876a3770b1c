"""Servers that save the same piece of work at once or are killed on the way: whatever was acknowledged is there."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plan.workspace.saving import look, save
from plan.workspace.versions import versions
from tests.plan.workspace import saving_process

_EACH = 150
_KILLS = 15


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.plan.json"


def server(path: Path, name: str, times: int) -> subprocess.Popen[str]:
    module = [sys.executable, "-m", saving_process.__name__, str(path), name, str(times)]
    process = subprocess.Popen(module, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def there(path: Path) -> set[str]:
    """Name what is on disk; each of it is whole."""
    texts = [p.read_text() for p in (*versions(path), path)]
    assert all(text == text[:5] * 500 for text in texts)
    return {text[:5] for text in texts}


def test_three_hundred_saves_of_two_servers_lose_none(path: Path) -> None:
    unknown = look(path)
    save(unknown, b"start" * 500)
    # A window that knew nothing of the start replaces it: from now on no version is taken away until somebody has looked.
    save(unknown, b"third" * 500)
    servers = [server(path, name, _EACH) for name in "ab"]
    for process in servers:
        go(process)
    acknowledged = [line for p in servers for line in p.communicate(timeout=120)[0].split()]
    assert len(acknowledged) == 2 * _EACH
    assert there(path) >= {"start", "third", *acknowledged}
    assert sorted(p.name for p in path.parent.iterdir()) == ["a.plan.json", "a.versions"]


def test_killed_servers_lose_nothing_and_leave_no_file_behind(path: Path) -> None:
    seen, _ = save(look(path), b"start" * 500)
    hand = random.Random(7)
    for name in "abcdefghijklmnopqrstuvwxyz"[:_KILLS]:
        process = server(path, name, 10_000)
        go(process)
        time.sleep(hand.uniform(0.0, 0.06))
        process.kill()
        # What the last save wrote may stand without its acknowledgement, never the other way round.
        acknowledged = process.communicate()[0].split()
        assert set(acknowledged[-20:]) <= there(path)
        seen = look(path)
    (path.parent / ".a.plan.json.0123abcd").write_bytes(b"half of a pl")
    save(seen, b"after" * 500)
    assert sorted(p.name for p in path.parent.iterdir()) == ["a.plan.json", "a.versions"]
    home = path.with_name("a.versions")
    assert sorted(home.iterdir()) == versions(path)
