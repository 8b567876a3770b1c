import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.map_changes import FLOORS, KINDS
from benchmarks.map_click import BARE, BESIDE, OURS, floors, interval, summary

ROOT = Path(__file__).resolve().parents[2]


def sample(seconds: float, settled: float | None = None, python: float = 0.1) -> dict[str, float]:
    return {"seconds": seconds, "settled": settled if settled is not None else seconds, "python": python}


def test_every_kind_of_change_has_the_floor_of_its_way_of_input() -> None:
    assert len(KINDS) == 10
    assert {kind.way for kind in KINDS.values()} == set(FLOORS) == {"click", "drag", "radio", "list", "cell"}


def test_a_kind_is_within_the_goal_by_its_ratios_to_the_floor_and_by_pythons_share() -> None:
    floor = [sample(0.1), sample(0.1), sample(0.3)]
    ours = [sample(0.2, 0.2), sample(0.1, 0.3), sample(0.9, 0.9)]
    row = summary("click", {OURS: ours}, floor)
    assert (row["median_s"], row["worst_s"], row["floor_s"]) == (0.2, 0.9, 0.1)
    assert (row["ratio"], row["settled_ratio"], row["within"]) == (2.0, pytest.approx(3.0), True)
    assert not summary("click", {OURS: [sample(0.21)]}, floor)["within"]
    assert not summary("click", {OURS: [sample(0.1, 0.31)]}, floor)["within"]
    assert not summary("click", {OURS: [sample(0.1, python=0.16)]}, floor)["within"]


def test_one_way_of_input_has_one_floor_whatever_is_measured_beside_it() -> None:
    seen = {
        "zone": {OURS: [sample(0.1)], BARE: [sample(0.10), sample(0.11)]},
        "stop": {OURS: [sample(0.1)], BARE: [sample(0.03)]},
        "click": {OURS: [sample(0.1)], BARE: [sample(0.5)]},
    }
    found = floors(seen)
    assert set(found) == {"drag", "click"}
    rows = [summary(kind, seen[kind], found["drag"]) for kind in ("zone", "stop")]
    assert [(r["floor_s"], r["floor_least_s"], r["floor_worst_s"]) for r in rows] == [(0.10, 0.03, 0.11)] * 2


def test_another_checkout_is_beside_ours_with_an_interval() -> None:
    ours, other = [sample(0.1, python=0.1)] * 5, [sample(0.2, python=0.4)] * 5
    beside = summary("click", {OURS: ours, BESIDE: other}, ours)["beside"]
    assert (beside["ratio"], beside["python_ratio"], beside["interval"]) == (0.5, 0.25, (0.5, 0.5))


def test_the_interval_holds_the_ratio_and_is_the_same_every_time() -> None:
    ours, other = [1.0, 1.1, 0.9, 1.2, 1.05], [2.0, 2.1, 2.2, 1.9, 2.05]
    low, high = interval(ours, other)
    assert (low, high) == interval(ours, other)
    assert 0.9 / 2.2 <= low < 1.05 / 2.05 < high <= 1.2 / 1.9


def test_it_needs_nothing_of_the_tests() -> None:
    script = (
        "import sys, benchmarks.map_click as m; print({n.partition('.')[0] for n in sys.modules} & {'pytest', 'tests'})"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
