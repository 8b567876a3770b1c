"""The lock of a file: one holder at a time, between threads and processes; a killed one holds nothing, and none is left behind."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from geo.texts.errors import RequestError
from plan.workspace import file_lock
from plan.workspace.file_lock import lock_path, locked

_HOLDS = """
import sys, time
from pathlib import Path
from plan.workspace.file_lock import locked
with locked(Path(sys.argv[1])):
    print("holds", flush=True)
    time.sleep(60)
"""
_COUNTS = """
import sys
from pathlib import Path
from plan.workspace.file_lock import locked
path = Path(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for _ in range(200):
    with locked(path):
        path.write_text(str(int(path.read_text()) + 1))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.plan.json"


def started(code: str, path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def test_two_processes_that_count_at_once_count_everything(path: Path) -> None:
    path.write_text("0")
    processes = [started(_COUNTS, path) for _ in range(2)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [p.communicate(timeout=60) and p.returncode for p in processes] == [0, 0]
    assert path.read_text() == "400"
    assert [p.name for p in path.parent.iterdir()] == ["a.plan.json"]


def test_threads_keep_apart(path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def hold() -> None:
        for _ in range(20):
            with locked(path):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.0005)
                inside.pop()

    threads = [threading.Thread(target=hold) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (80, 1)


def test_whoever_is_killed_holds_nothing(path: Path) -> None:
    process = started(_HOLDS, path)
    process.kill()
    process.communicate()
    assert lock_path(path).exists()
    with locked(path):
        pass
    assert not lock_path(path).exists()


def test_one_that_hangs_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_lock, "LONGEST_WAIT_S", 0.05)
    process = started(_HOLDS, path)
    with pytest.raises(RequestError, match="保存を終えない"), locked(path):
        pass
    process.kill()
    process.communicate()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(RequestError, match="書き込めません"), locked(tmp_path / "file" / "a.plan.json"):
        pass


def test_what_goes_wrong_inside_lets_the_lock_go(path: Path) -> None:
    with pytest.raises(KeyError), locked(path):
        raise KeyError
    with locked(path):
        pass
    assert list(path.parent.iterdir()) == []
