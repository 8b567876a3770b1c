"""Lists of departures: what is kept, and what is read off them, the slow way."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from network.transit.departures import Departures, best_departures, from_midnight, reversed_clock

POINTS = 3
JOURNEYS = st.lists(st.tuples(st.integers(0, POINTS - 1), st.integers(-50, 60), st.integers(0, 30)), max_size=25)


def kept(found: list[tuple[int, int, int]]) -> Departures:
    point, leave, ride = np.array(found, dtype=np.int64).reshape(-1, 3).T
    return best_departures(POINTS, point, leave, leave + ride)


@given(JOURNEYS)
def test_a_journey_is_kept_unless_another_leaves_no_earlier_and_arrives_no_later(
    found: list[tuple[int, int, int]],
) -> None:
    best = kept(found)
    for point in range(POINTS):
        own = {(t, t + ride) for p, t, ride in found if p == point}
        worth = sorted(j for j in own if not any(k != j and k[0] >= j[0] and k[1] <= j[1] for k in own))
        assert list(map(tuple, best.of(point).tolist())) == worth
    back = reversed_clock(reversed_clock(best))
    assert np.array_equal(back.times_s, best.times_s)
    assert np.array_equal(back.starts, best.starts)


@given(JOURNEYS)
def test_a_day_begins_at_midnight(found: list[tuple[int, int, int]]) -> None:
    best = kept(found)
    for point in range(POINTS):
        assert from_midnight(best).of(point).tolist() == [row for row in best.of(point).tolist() if row[0] >= 0]


@given(JOURNEYS, st.lists(st.integers(-60, 100), min_size=1, max_size=4))
def test_what_is_read_off_equals_going_through_the_list(found: list[tuple[int, int, int]], times: list[int]) -> None:
    best, asked = kept(found), np.array(times)
    earliest, latest, shortest = best.earliest_arrival_s(asked), best.latest_departure_s(asked), best.shortest_s()
    for point in range(POINTS):
        own = [(t, t + ride) for p, t, ride in found if p == point]
        assert shortest[point] == min((a - t for t, a in own), default=math.inf)
        for i, time in enumerate(times):
            assert earliest[point, i] == min((a for t, a in own if t >= time), default=math.inf)
            assert latest[point, i] == max((t for t, a in own if a <= time), default=-math.inf)
