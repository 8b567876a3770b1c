"""Published files that came to harm end in notices: no traceback, no hang, no memory without end, nothing in the sea unsaid."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.importing.mutation_run import HANG_S, cases
from tests.importing.mutation_sources import SOURCES, write_sources

pytestmark = [pytest.mark.real_data, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
SEED = 20_261_124
PROCESSES = 2
MOST_MB = 1_000


@pytest.fixture(scope="module")
def outcomes(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What came of every damaged file, imported in processes of their own."""
    sources = tmp_path_factory.mktemp("sources")
    write_sources(real_data, sources)
    out = tmp_path_factory.mktemp("told")
    running = []
    for part in range(PROCESSES):
        command = [sys.executable, "-m", "tests.importing.mutation_run", sources, part, PROCESSES, SEED]
        with (out / f"{part}.jsonl").open("wb") as lines, (out / f"{part}.log").open("wb") as log:
            running.append(subprocess.Popen([*map(str, command)], cwd=ROOT, stdout=lines, stderr=log))
    ends = [process.wait(timeout=600) for process in running]
    # A process that hung or crashed says where in its log; the last case that it told of is the one before.
    logs = "\n".join((out / f"{part}.log").read_text(encoding="utf-8", errors="replace") for part in range(PROCESSES))
    assert ends == [0] * PROCESSES, logs[-4_000:]
    told = (line for part in range(PROCESSES) for line in (out / f"{part}.jsonl").read_text("utf-8").splitlines())
    return [json.loads(line) for line in told]


def test_every_damaged_file_ends_in_words(outcomes: list[dict[str, Any]]) -> None:
    assert len(outcomes) == len(cases()) >= 500
    assert {t["case"]: t["trouble"] for t in outcomes if t["trouble"]} == {}


def test_none_takes_long_or_much_memory(outcomes: list[dict[str, Any]]) -> None:
    assert [t["case"] for t in outcomes if t["seconds"] >= HANG_S or t["peak_mb"] >= MOST_MB] == []


def test_the_damage_is_of_every_kind_and_some_files_survive_it(outcomes: list[dict[str, Any]]) -> None:
    # The first two and the timetables tell no places, the third none that serves a daily need (a meat centre and its laboratory); the last is
    # packed so that each change of a byte is seen.
    silent = {"migration.csv", "mesh.txt", "michinoeki.csv", "andorra.osm.pbf", "jikoku.xlsx", "jikoku.csv"}

    ways = Counter(way.rpartition(":")[2] for t in outcomes for way in t["case"].split(" ")[3:])
    assert len(ways) >= 30
    for source in SOURCES:
        kept = [t["kept"] for t in outcomes if t["case"].split(" ")[1] == source.name]
        assert len(kept) == source.cases
        assert (len(set(kept)) > 1) == (source.name not in silent), source.name
