"""Candidate patterns of a town along one road, worked out on paper."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from network.bus_design.town.patterns import fixed_runs, patterns, town_tours
from network.bus_design.town.town import FixedRun, SearchNumbers
from tests.network.bus_design.town.small_town import small_town


def test_spines_call_at_what_lies_on_their_way_and_every_stop_has_one(tmp_path):
    town = small_town(tmp_path)
    found = patterns(town, SearchNumbers.reference())
    spine = next(p for p in found if p.calls == (0, 1, 2))
    # 6, 6 and 12 minutes by car; a bus takes longer and stands at each stop, in whole minutes.
    legs = [town.running.leg_s(a, b) for a, b in zip(spine.sequence(town), spine.sequence(town)[1:], strict=False)]
    there = np.cumsum([0, *legs])
    assert spine.there_s == tuple(int(-(-t // 60) * 60) for t in there)
    assert spine.turn_s == town.layover_s(spine.there_s[-1])
    assert spine.run_s == spine.there_s[-1] + spine.turn_s + spine.back_s[-1]
    assert spine.ready_s == spine.run_s + town.layover_s(spine.back_s[-1])
    # who lives on the way rides home on the way there, and to the hub on the way back
    assert spine.home_s[0] == spine.there_s[1]
    assert spine.out_s[0] == spine.back_s[-1] - spine.back_s[2]
    assert np.isinf(spine.out_s[4])
    covered = {stop for p in found for stop in p.calls}
    assert covered == {0, 1, 2, 3, 5}  # v6 has no road
    assert max(p.run_s for p in found) <= SearchNumbers.reference().longest_run_s


def test_loops_come_both_ways_round_and_given_lines_come_first(tmp_path):
    town = small_town(tmp_path)
    numbers = SearchNumbers.reference()
    loops = {p.calls for p in patterns(town, numbers) if p.loop}
    assert loops
    assert {tuple(reversed(calls)) for calls in loops} == loops
    found = patterns(replace(town, given=[(1, 0)]), numbers)
    assert (found[0].calls, found[0].loop) == ((1, 0), False)
    tours = {calls for loops in town_tours(town, numbers) for loop in loops for calls in (loop, loop[::-1])}
    few = patterns(town, replace(numbers, candidates=2))
    assert len(few) == 2 + len(tours)
    assert {p.calls for p in few if p.loop} >= tours


def test_a_short_limit_leaves_far_stops_out(tmp_path):
    town = small_town(tmp_path)
    near = patterns(town, replace(SearchNumbers.reference(), longest_run_s=40 * 60))
    assert {stop for p in near for stop in p.calls} == {0, 1}


def test_no_ride_goes_a_longer_way_round_than_is_wished_but_a_fixed_run_may(tmp_path):
    town = small_town(tmp_path)
    numbers = SearchNumbers.reference()
    assert any(p.loop for p in patterns(town, numbers))
    direct = patterns(replace(town, detour_share=1.2), numbers)
    to_hub, from_hub = town.direct_s()
    assert direct
    for pattern in direct:
        stops = list(pattern.calls)
        assert (pattern.out_s[stops] <= 1.2 * to_hub[stops]).all()
        assert (pattern.home_s[stops] <= 1.2 * from_hub[stops]).all()
    back_and_forth = (2, 0)
    assert back_and_forth not in {p.calls for p in direct}
    fixed = replace(town, detour_share=1.2, fixed=(FixedRun(back_and_forth, 8 * 3600),))
    found = patterns(fixed, numbers)
    assert found[0].calls == back_and_forth
    assert fixed_runs(fixed, found) == ((0, 8 * 3600),)


def test_a_stop_whose_best_candidate_goes_too_far_round_keeps_its_own_line(tmp_path):
    town = replace(small_town(tmp_path), detour_share=1.0)
    few = patterns(town, replace(SearchNumbers.reference(), candidates=5))
    assert {stop for p in few for stop in p.calls} == {0, 1, 2, 3, 5}
