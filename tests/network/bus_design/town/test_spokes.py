"""Spokes: valleys by people who are on none yet, equal headways, and a search that begins from them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from network.bus_design.town.patterns import patterns
from network.bus_design.town.search import TownSearch
from network.bus_design.town.spokes import HEADWAYS_MIN, at_headway, spoke_systems, valleys
from tests.network.bus_design.town.small_town import FIRST, few_starts, small_town


def test_each_spoke_reaches_people_whom_those_before_left(tmp_path):
    town = small_town(tmp_path)
    found = patterns(town, few_starts()[0])
    chosen = valleys(found, town.persons)
    reached: set[int] = set()
    for k in chosen:
        assert not found[k].loop
        assert town.persons[[s for s in found[k].calls if s not in reached]].sum() > 0
        reached |= set(found[k].calls)
    covered = {s for p in found for s in p.calls if not p.loop and town.persons[s] > 0}
    assert covered <= reached


def test_departures_of_a_spoke_are_equally_apart(tmp_path):
    town = small_town(tmp_path)
    found = patterns(town, few_starts()[0])
    starts = list(few_starts(30)[1])
    systems = list(spoke_systems(found, town.persons, starts))
    assert len(systems) == len(HEADWAYS_MIN) * len(valleys(found, town.persons))
    first = systems[0]
    assert {b - a for (_, a), (_, b) in pairwise(first)} == {3600}
    assert all(start in starts for runs in systems for _, start in runs)


def test_the_search_takes_up_those_that_are_allowed(tmp_path):
    town = small_town(tmp_path, vehicles=2, drivers=2)
    numbers, starts = few_starts(30)
    search = TownSearch(town, patterns(town, numbers), starts, FIRST)
    allowed = search.spokes()
    assert allowed
    assert all(state.operated.allowed_by(town) for state in allowed)
    assert all(state.value == search.values.value(search.values.has(state.runs)) for state in allowed)
    assert np.isfinite([state.operated.cost_yen for state in allowed]).all()


def test_lines_leave_one_after_the_other_at_one_headway():
    starts = range(6 * 3600, 9 * 3600 + 1, 900)
    assert at_headway([4, 2], 60, starts) == (
        (4, 21_600), (2, 23_400), (4, 25_200), (2, 27_000), (4, 28_800), (2, 30_600), (4, 32_400),
    )  # fmt: skip
