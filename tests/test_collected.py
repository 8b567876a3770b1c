"""The number of tests never falls: a whole run counts, a part of one does not, and the written number grows only when asked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.collected import WRITTEN, check_count, whole_suite

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "collected.txt"
    path.write_text("12\n", encoding="utf-8")
    return path


def test_fewer_tests_stop_the_run(written: Path) -> None:
    with pytest.raises(pytest.UsageError, match="11 tests were found"):
        check_count(11, written, raise_it=True)
    assert written.read_text() == "12\n"


@pytest.mark.parametrize(("found", "raise_it", "left"), [(12, True, "12\n"), (13, False, "12\n"), (13, True, "13\n")])
def test_the_written_number_grows_only_when_asked(written: Path, found: int, raise_it: bool, left: str) -> None:
    check_count(found, written, raise_it=raise_it)
    assert written.read_text() == left


@pytest.mark.parametrize(
    ("args", "options", "whole"),
    [
        (["tests", "geo"], {}, True),
        (["geo/", "./tests"], {"keyword": "times", "markexpr": "not browser"}, True),
        (["tests"], {}, False),
        (["tests/test_cli.py", "geo"], {}, False),
        (["tests", "geo"], {"ignore": ["tests/views"]}, False),
        (["tests", "geo"], {"lf": True}, False),
    ],
)
def test_only_a_whole_run_counts(args: list[str], options: dict[str, object], whole: bool) -> None:
    config = SimpleNamespace(
        rootpath=ROOT,
        args=args,
        getini=lambda name: ["tests", "geo"],
        getoption=lambda name, default=None: options.get(name),
    )
    assert whole_suite(config) is whole  # type: ignore[arg-type]


def test_the_number_is_written_down() -> None:
    assert int((ROOT / WRITTEN).read_text(encoding="utf-8")) >= 5_135


def test_pytest_itself_stops_when_a_test_is_lost(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_text("def test_a():\n    pass\n", encoding="utf-8")
    (tmp_path / WRITTEN).write_text("2\n", encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\ntestpaths = tests\n", encoding="utf-8")
    (tmp_path / "conftest.py").write_text(
        "from tests_collected import pytest_collection_modifyitems\n", encoding="utf-8"
    )
    shutil.copy(ROOT / "tests" / "collected.py", tmp_path / "tests_collected.py")
    line = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    lost, part, other = (
        subprocess.run([*line, *more], cwd=tmp_path, capture_output=True, text=True, check=False)
        for more in ([], ["tests/test_a.py"], ["-k", "nothing"])
    )
    assert (lost.returncode, part.returncode, other.returncode) == (4, 0, 4), lost.stdout
    for run in (lost, other):
        assert "1 tests were found; collected.txt says 2" in run.stderr
