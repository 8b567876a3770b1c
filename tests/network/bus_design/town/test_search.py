"""Every state keeps the rules, the same rounds give the same states, and no pair of runs over all simple routes serves more."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from network.bus_design.town.patterns import patterns
from network.bus_design.town.runs import RunValues
from network.bus_design.town.search import TownSearch, front
from network.bus_design.town.town import FixedRun, SearchNumbers
from network.operations.driver_hours import Limits
from tests.network.bus_design.town.small_town import FIRST, few_starts, small_town


def states(town, *, rounds=60, step_min=30):
    numbers, starts = few_starts(step_min)
    search = TownSearch(town, patterns(town, numbers), starts, FIRST)
    return search, list(search.states(lambda done, _: done >= rounds))


@pytest.mark.parametrize(("vehicles", "drivers"), [(1, 1), (2, 2)])
def test_every_state_keeps_vehicles_hours_and_breaks(tmp_path, vehicles, drivers):
    town = small_town(tmp_path, vehicles=vehicles, drivers=drivers)
    search, found = states(town)
    assert found
    limits = Limits.reference()
    for state in found:
        spans = [(s, s + search.patterns[k].ready_s) for k, s in state.runs]
        out = max(sum(a <= t < b for a, b in spans) for t, _ in spans)
        assert out <= vehicles
        assert state.operated.year.drivers <= drivers
        for schedule, _ in state.operated.year.schedules:
            for duty in schedule.duties:
                assert duty.driven_s[-1][1] - duty.driven_s[0][0] <= limits.most_s
                _unbroken_within(duty.driven_s, limits)
        assert state.value == search.values.value(search.values.has(state.runs))


def _unbroken_within(driven_s, limits):
    """Add up driving until breaks of enough length add up, counted here once more."""
    wheel = rest = 0.0
    for (start, end), before in zip(driven_s, [None, *driven_s], strict=False):
        pause = start - before[1] if before else 0.0
        rest += pause if pause >= limits.break_least_s else 0.0
        if rest >= limits.break_total_s:
            wheel = rest = 0.0
        wheel += end - start
        assert wheel <= limits.unbroken_s


def test_the_same_rounds_give_the_same_states_and_more_go_on_from_them(tmp_path):
    town = small_town(tmp_path)
    one, other, longer = (states(town, rounds=r)[1] for r in (8, 8, 40))
    assert [s.runs for s in one] == [s.runs for s in other]
    assert [s.runs for s in longer][: len(one) - 1] == [s.runs for s in one][:-1]


def test_no_two_runs_over_any_simple_routes_serve_more(tmp_path):
    town = small_town(tmp_path)
    numbers, starts = few_starts(60)
    reachable = [k for k in range(len(town.stops)) if np.isfinite(town.drive_min[0, k + 1])]
    orders = [order for n in range(1, 4) for order in itertools.permutations(reachable, n)]
    every = patterns(replace(town, given=orders), SearchNumbers(**{**vars(numbers), "candidates": 10_000}))
    values = RunValues(town, every, np.array(starts))
    nothing = values.has([])
    best = max(
        values.with_one([(k, start)], nothing).max() for k in range(len(every)) for start in starts if start < 40_000
    )
    _, found = states(town, rounds=200, step_min=60)
    assert max(state.value for state in found) >= best


def test_going_on_from_the_front_never_loses_and_keeps_the_rules(tmp_path):
    town = small_town(tmp_path, vehicles=2, drivers=2)
    search, found = states(town, rounds=30, step_min=60)
    limit = search.rounds + 40
    more = list(search.widened(found, lambda done, _: done >= limit))
    assert more
    before, after = front(found), front([*found, *more])
    for state in before:
        assert any(s.operated.cost_yen <= state.operated.cost_yen and s.score >= state.score - 1e-6 for s in after)
    for state in more:
        assert state.operated.allowed_by(town)
        assert search.with_runs(state.runs).value == state.value
    assert search.with_runs(()) is None


def test_a_guarantee_weighs_more_than_everybody(tmp_path):
    town = small_town(tmp_path)
    far = max(np.flatnonzero(np.isfinite(town.drive_min[0, 1:])), key=lambda k: town.drive_min[0, k + 1])
    sure = replace(town, guaranteed={int(far): 1})
    search, found = states(sure, rounds=40, step_min=60)
    kept = [state for state in found if state.short == 0]
    assert kept
    for state in kept:
        has = search.values.has(state.runs)
        assert has[:, far].any()
        assert state.score == state.value == search.values.value(has)
    without = search.values.has([])
    assert search.values.score(without) < -town.persons.sum()


def every_state(town, rounds=30):
    numbers, _ = few_starts(30)
    starts = numbers.starts_s(town)
    search = TownSearch(town, patterns(town, numbers), starts, FIRST)
    found = list(search.states(lambda done, _: done >= rounds))
    found += search.spokes()
    limit = search.rounds + 20
    return search, [*found, *search.widened(found, lambda done, _: done >= limit)]


def test_fixed_runs_are_in_every_timetable(tmp_path):
    town = small_town(tmp_path, vehicles=2, drivers=2)
    school = FixedRun((0, 2), 7 * 3600 + 600)
    search, found = every_state(replace(town, fixed=(school,)))
    assert len(found) > 3
    for state in found:
        assert any(search.patterns[k].calls == (0, 2) and s == school.start_s for k, s in state.runs)
    _, free = every_state(town)
    assert not all((7 * 3600 + 600) in {s for _, s in state.runs} for state in free)


def test_lines_keep_to_one_minute_of_the_hour_where_that_is_asked(tmp_path):
    town = small_town(tmp_path, vehicles=2, drivers=2)

    def uneven(runs):
        return len({(k, s % 3600) for k, s in runs}) > len({k for k, _ in runs})

    _, free = every_state(town)
    assert any(uneven(state.runs) for state in free)
    _, even = every_state(replace(town, same_minute=True))
    assert any(len(state.runs) > 3 for state in even)
    assert not any(uneven(state.runs) for state in even)


def test_one_change_is_the_best_of_all_single_changes_of_a_short_timetable(tmp_path):
    """Against every run left out, added or exchanged over all candidates, each operated on its own."""
    town = small_town(tmp_path, vehicles=1, drivers=1)
    numbers, starts = few_starts(120)
    search = TownSearch(town, patterns(town, numbers)[:6], starts, FIRST)
    every = [(k, s) for k in range(len(search.patterns)) for s in starts]
    state = next(found for a, b in itertools.combinations(every, 2) if (found := search.with_runs([a, b])) is not None)
    changed = search.changed_once(state, 1)
    assert changed is not None
    rest = [state.runs, state.runs[:1], state.runs[1:]]
    tried = [search.with_runs([*kept, run]) for kept in rest for run in every if run not in kept]
    assert changed.value == max(one.value for one in tried if one is not None)
    assert len(set(changed.runs) - set(state.runs)) <= 1
    assert len(set(state.runs) - set(changed.runs)) <= 1
    two = search.changed_once(state, 2)
    assert two is not None
    assert two.value >= changed.value
