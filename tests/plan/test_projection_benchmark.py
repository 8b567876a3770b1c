"""The benchmark of projections: goals met on published data, peers as they are known, nothing after the fitted years seen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import projection

ROOT = Path(__file__).resolve().parents[2]


def ran(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "benchmarks" / "projection.py"), *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)


def test_the_goals_are_met_on_king_county(real_data: Path) -> None:
    result = ran("--quick", "--json", str(real_data))
    found = json.loads(result.stdout)
    assert [row for row in found["rows"] if not row["right"]] == []
    # How long it took is printed for people; a slow machine alone makes it end with 1, and that it says so is seen here.
    assert [row["villages"] for row in found["speed"]] == [90, 2000]
    assert result.returncode == int(not all(row["right"] for row in found["speed"]))
    assert [row["places"] for row in found["rows"]] == [397, 397, 2779, 397]


def test_later_years_change_nothing_but_the_scores(real_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = projection.tracts(real_data, by_group=False)
    run = projection.RUNS[1]
    seen = []

    def spied(people, *, to_year):
        seen.append(sorted(people["year"].unique().tolist()))
        return original(people, to_year=to_year)

    original = projection.project
    monkeypatch.setattr(projection, "project", spied)
    monkeypatch.setattr(projection, "tracts", lambda *_, **__: counts)
    projection.row_of(run, real_data, (300,))
    assert seen == [[2005, 2010]]


def test_scores_by_hand() -> None:
    true = np.array([[[4.0, 6.0]], [[20.0, 10.0]]])
    found = np.array([[[6.0, 6.0]], [[15.0, 11.0]]])
    assert projection.error(found, true) == pytest.approx((2 + 4) / 40)


def test_without_the_data_it_says_so(tmp_path: Path) -> None:
    result = ran(str(tmp_path))
    assert (result.returncode, result.stdout) == (1, "")
    assert "tracts.csv.gz" in result.stderr
