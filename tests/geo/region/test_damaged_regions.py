"""A region's folder whose files came to harm opens with notices or is refused in words; no row is lost without one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.damaged_region import HANG_S, damaged, write_real_region
from tests.importing.mutation_sources import write_sources
from tests.views.bus_valley import write_bus_valley

CASES, REAL_CASES = 60, 40


@pytest.fixture(scope="module")
def valley(tmp_path_factory):
    return write_bus_valley(tmp_path_factory.mktemp("valley") / "tanima")


@pytest.fixture(scope="module")
def town(real_data: Path, tmp_path_factory):
    sources = tmp_path_factory.mktemp("sources")
    write_sources(real_data, sources)
    return write_real_region(sources, tmp_path_factory.mktemp("town") / "noto")


def troubles(source, tmp_path, cases):
    outcomes = []
    for case in cases:
        scratch = tmp_path / "case"
        scratch.mkdir()
        outcomes.append(damaged(source, scratch, case))
        shutil.rmtree(scratch)
    assert {o.opened for o in outcomes} == {True, False}
    assert [o.case for o in outcomes if o.seconds >= HANG_S] == []
    return {f"{o.case} {o.ways}": o.trouble for o in outcomes if o.trouble}


def test_a_hand_drawn_region_that_came_to_harm(valley, tmp_path):
    assert troubles(valley, tmp_path, [f"valley {n}" for n in range(CASES)]) == {}


@pytest.mark.real_data
@pytest.mark.slow
def test_a_real_region_that_came_to_harm(town, tmp_path):
    assert troubles(town, tmp_path, [f"town {n}" for n in range(REAL_CASES)]) == {}
