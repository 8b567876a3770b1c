"""The script that lets several people click: its clicks are real edits, its figures those of the clicks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.sessions import Load, Measured, percentile, run


def test_sessions_at_once_edit_and_save_each_its_own_plan():
    # The browser of other tests may keep a loop of its own in this thread.
    with ThreadPoolExecutor(1) as beside:
        found = beside.submit(run, Load(sessions=2, seconds=4.0, every_s=1.0)).result()
    alone, together = found["alone"], found["together"]
    assert (alone["errors"], together["errors"], found["tracebacks"]) == ([], [], 0)
    assert found["saved"] == 3
    assert alone["clicks"] >= 1
    assert together["clicks"] >= 2
    assert 0 < together["p50_s"] <= together["p95_s"] <= together["worst_s"]
    assert found["p95_ratio"] == together["p95_s"] / alone["p95_s"]
    assert min(together["memory_mb"]) > 50


def test_percentiles_are_figures_that_were_measured():
    assert percentile([1.0, 2.0, 3.0, 4.0], 50) == 2.0
    assert percentile([float(n) for n in range(1, 101)], 95) == 95.0
    assert percentile([7.0], 95) == 7.0


def test_growth_compares_the_last_third_with_the_one_before():
    grown = Measured(1, 1, 1.0, 1.0, 1.0, [], [10.0, 50.0, 90.0, 100.0, 100.0, 100.0, 120.0, 120.0, 120.0])
    assert grown.growth == pytest.approx(1.2)
