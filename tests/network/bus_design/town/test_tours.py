"""Tours: back in time, never over anybody twice, cut as well as can be, and what a search begins from."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from network.bus_design.town.patterns import patterns, timed_pattern, town_tours
from network.bus_design.town.search import TownSearch
from network.bus_design.town.spokes import tour_systems
from network.bus_design.town.tours import _cut, _shortened, tour_sets
from tests.network.bus_design.town.small_town import FIRST, few_starts, small_town


def plane(seed: int, stops: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    places = rng.uniform(-15, 15, (stops + 1, 2)) * (np.arange(stops + 1) > 0)[:, None]
    drive = np.sqrt(((places[:, None] - places[None]) ** 2).sum(axis=2))
    return drive, rng.integers(0, 40, stops).astype(float)


def minutes(drive: np.ndarray, calls: tuple[int, ...], call_min: float) -> float:
    way = [0, *(k + 1 for k in calls), 0]
    return float(drive[way[:-1], way[1:]].sum()) + call_min * (len(calls) + 1)


@pytest.mark.parametrize("seed", range(8))
def test_loops_are_back_in_time_and_one_more_reaches_more(seed: int) -> None:
    drive, persons = plane(seed, 30)
    drive[:, 7], drive[7, :] = np.inf, np.inf
    sets = tour_sets(drive, persons, 1.0, 60.0)
    assert [len(loops) for loops in sets] == sorted({len(loops) for loops in sets})
    reached = []
    for loops in sets:
        stops = [k for loop in loops for k in loop]
        assert len(stops) == len(set(stops))
        assert 6 not in stops
        assert all(persons[k] > 0 for k in stops)
        assert all(minutes(drive, loop, 1.0) <= 60.0 + 1e-9 for loop in loops)
        reached.append(persons[stops].sum())
    assert reached == sorted(set(reached))
    assert sets == tour_sets(drive.copy(), persons.copy(), 1.0, 60.0)


@pytest.mark.parametrize("seed", range(6))
def test_a_tour_is_cut_as_well_as_can_be(seed: int) -> None:
    drive, persons = plane(seed, 7)
    order = list(range(7))
    stretches = [(i, j) for i, j in itertools.combinations_with_replacement(order, 2)]
    in_time = [s for s in stretches if minutes(drive, tuple(range(s[0], s[1] + 1)), 1.0) <= 45.0]
    for loops in (1, 2, 3):
        best = max(
            sum(persons[i : j + 1].sum() for i, j in chosen)
            for n in range(loops + 1)
            for chosen in itertools.combinations(in_time, n)
            if all(a[1] < b[0] for a, b in itertools.pairwise(sorted(chosen)))
        )
        cut = _cut(drive, persons, order, 1.0, 45.0)[loops - 1]
        assert sum(persons[list(loop)].sum() for loop in cut) == best


@pytest.mark.parametrize("seed", range(5))
def test_no_stretch_turned_round_and_no_stop_moved_makes_it_shorter(seed: int) -> None:
    drive, _ = plane(seed, 12)
    order = _shortened(list(range(12)), drive)
    assert sorted(order) == list(range(12))
    least = minutes(drive, tuple(order), 0.0)
    for i, j in itertools.combinations(range(13), 2):
        turned = [*order[:i], *order[i:j][::-1], *order[j:]]
        assert minutes(drive, tuple(turned), 0.0) >= least - 1e-6
    for i, j in itertools.product(range(12), range(12)):
        rest = [*order[:i], *order[i + 1 :]]
        assert minutes(drive, (*rest[:j], order[i], *rest[j:]), 0.0) >= least - 1e-6


def test_tours_are_candidates_both_ways_and_the_search_begins_from_them(tmp_path) -> None:
    town = small_town(tmp_path, vehicles=2, drivers=2)
    numbers, starts = few_starts()
    sets = town_tours(town, numbers)
    assert sets
    found = patterns(town, numbers)
    loops = {pattern.calls for pattern in found if pattern.loop}
    assert {calls for loops_of in sets for loop in loops_of for calls in (loop, loop[::-1])} <= loops
    systems = list(tour_systems(found, sets, list(starts)))
    assert systems
    search = TownSearch(town, found, list(starts), FIRST)
    begun = {state.runs for state in search.spokes()}
    assert begun & set(systems)
    assert list(tour_systems([p for p in found if not p.loop], sets, list(starts))) == []
    for loop in sets[-1]:
        timed = timed_pattern(town, loop, loop=True)
        assert timed is not None
        assert timed.run_s <= numbers.longest_run_s
