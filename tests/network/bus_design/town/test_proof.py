"""Bounds hold against an enumeration of all simple routes over all villages, and the optimum of small towns is met."""

from __future__ import annotations

import numpy as np
import pytest

from network.bus_design.town.patterns import patterns
from network.bus_design.town.proof import Proof
from network.bus_design.town.runs import RunValues
from network.bus_design.town.timetable import operated
from network.bus_design.town.town import SearchNumbers
from network.search_monitor import SearchMonitor
from tests.network.bus_design.town.enumerated_towns import FIRST, TOWNS, all_patterns, enumerated_best, small, starts_of


@pytest.mark.parametrize("drawn", TOWNS, ids=lambda drawn: f"seed {drawn.seed}")
def test_the_optimum_of_an_enumerated_town_is_met(drawn):
    town, starts = small(drawn), starts_of(drawn)
    every = all_patterns(town)
    best, _ = enumerated_best(town, every, starts)
    assert best > 0
    found = patterns(town, SearchNumbers.reference())
    assert {(p.calls, p.loop) for p in found} == {(p.calls, p.loop) for p in every}
    proof = Proof(town, found, starts, FIRST)
    solved = proof.solved(town.budget_yen, SearchMonitor(120))
    made = operated(town, found, solved.runs, FIRST)
    assert made.allowed_by(town)
    values = RunValues(town, found, np.array(starts))
    assert values.value(values.has(solved.runs)) == pytest.approx(best)
    assert solved.persons == pytest.approx(best, abs=1e-4)
    proof.tighten(town.budget_yen)
    assert proof.bound(town.budget_yen) >= best - 1e-6
