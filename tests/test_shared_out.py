"""Tests are shared out by file, those with a browser together; the same tests run, under the same names, and all are counted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.collected import WRITTEN
from tests.shared_out import group_of, longest_first, pytest_xdist_auto_num_workers
from tests.timed import known_seconds

ROOT = Path(__file__).resolve().parents[1]
CONFTEST = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
import pytest
import tests.collected
from tests.shared_out import SharedOut, pytest_xdist_auto_num_workers
from tests.timed import Timed

def pytest_configure(config):
    config.pluginmanager.register(tests.collected, "collected")
    config.pluginmanager.register(Timed(), "timed")
    config.pluginmanager.register(SharedOut(), "shared-out")

@pytest.fixture
def browser():
    pass

@pytest.fixture
def page(browser):
    pass

@pytest.fixture(autouse=True)
def noted(request):
    with open(PLACE, "a") as out:
        out.write(f"{{request.path.stem}} {{'browser' in request.fixturenames}} {{os.getpid()}}\\n")
"""
PLAIN = 'import pytest\n\n@pytest.mark.parametrize("n", range(4))\ndef test_plain(n):\n    pass\n'
DRAWN = "def test_drawn(page):\n    pass\n\ndef test_undrawn():\n    pass\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four files, two of which have a test with a browser, and a note of what ran in which process."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "tests").mkdir()
    for name, content in {"a": PLAIN, "b": DRAWN, "c": PLAIN, "d": DRAWN}.items():
        (folder / "tests" / f"test_{name}.py").write_text(content, encoding="utf-8")
    (folder / WRITTEN).write_text("12\n", encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\ntestpaths = tests\n", encoding="utf-8")
    (folder / "conftest.py").write_text(CONFTEST.replace("PLACE", repr(str(folder / "ran.txt"))), encoding="utf-8")
    return folder


def run(project: Path, processes: int | str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "pytest", "-v", "-n", str(processes), "--dist", "loadfile"]
    return subprocess.run(line, cwd=project, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def shared(project: Path) -> list[str]:
    """The names of what two processes ran, as their runner gave them."""
    return names(run(project, 2))


def names(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert done.returncode == 0, done.stdout + done.stderr
    return sorted(set(re.findall(r"tests/test_\S+", done.stdout)))


def test_one_process_has_all_that_ask_for_a_browser_and_files_stay_whole(project: Path, shared: list[str]) -> None:
    ran = [line.split() for line in (project / "ran.txt").read_text(encoding="utf-8").splitlines()]
    assert len(ran) == len(shared) == 12
    assert len({process for _, _, process in ran}) == 2
    assert len({process for _, drawn, process in ran if drawn == "True"}) == 1
    for name in ("test_a", "test_b", "test_c", "test_d"):
        assert len({process for file, drawn, process in ran if (file, drawn) == (name, "False")}) == 1


def test_there_is_one_process_more_than_cores_unless_a_number_is_given(project: Path, monkeypatch) -> None:
    monkeypatch.delenv("PYTEST_XDIST_AUTO_NUM_WORKERS", raising=False)
    number = (os.cpu_count() or 1) + 1
    assert f"created: {number}/{number} workers" in run(project, "auto").stdout
    monkeypatch.setenv("PYTEST_XDIST_AUTO_NUM_WORKERS", "1")
    assert pytest_xdist_auto_num_workers() is None


def test_times_of_all_are_kept(project: Path, shared: list[str]) -> None:
    assert set(known_seconds(project)) == {f"tests/test_{name}.py" for name in "abcd"}


def test_one_process_alone_runs_the_same_under_the_same_names(project: Path, shared: list[str]) -> None:
    assert names(run(project, 0)) == shared


def test_a_lost_test_is_noticed_by_the_process_that_reports(project: Path, shared: list[str]) -> None:
    (project / WRITTEN).write_text("13\n", encoding="utf-8")
    done = run(project, 2)
    (project / WRITTEN).write_text("12\n", encoding="utf-8")
    assert (done.returncode, "12 tests were found; collected.txt says 13" in done.stderr) == (4, True), done.stdout


def test_the_browser_comes_first_then_the_longest_known_and_the_unknown_by_their_number() -> None:
    groups = {
        name: dict.fromkeys(tests, False) for name, tests in {"a": "12", "b": "3", "c": "4567", "browser": "8"}.items()
    }
    assert list(longest_first(groups, {})) == ["browser", "c", "a", "b"]
    assert list(longest_first(groups, {"b": 9.0})) == ["browser", "b", "c", "a"]


def test_groups() -> None:
    assert group_of("tests/test_a.py::test_b[x]", {"tests/test_a.py::test_b[y]"}) == "tests/test_a.py"
    assert group_of("tests/test_a.py::test_b[y]", {"tests/test_a.py::test_b[y]"}) == "browser"
    assert group_of("geo/crs.py::geo.crs.f", ()) == "geo/crs.py"
