"""Times of a tour are possible exactly when a linear programme says so, and none can be earlier."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy.optimize import linprog

from network.on_demand.day import Day
from network.on_demand.tour import Clock
from tests.network.on_demand.random_days import random_day


def random_stops(day: Day, rng: np.random.Generator) -> tuple[int, ...]:
    """Some rides in some order, everyone in before out."""
    rides = rng.permutation(len(day.rides))[: int(rng.integers(1, 4))].tolist()
    stops: list[int] = []
    for ride in rides:
        i = int(rng.integers(len(stops) + 1))
        stops.insert(i, 2 * ride)
        stops.insert(int(rng.integers(i + 1, len(stops) + 1)), 2 * ride + 1)
    return tuple(stops)


def by_programme(day: Day, shift: int, stops: tuple[int, ...]) -> np.ndarray | None:
    """Least sum of times: leaving the depot (as late as may be), every stop, being back."""
    duty, n = day.shifts[shift], len(stops)
    rows, limits = [], []

    def apart(later: int, sooner: int, least: float) -> None:
        row = np.zeros(n + 2)
        row[sooner], row[later] = 1.0, -1.0
        rows.append(row)
        limits.append(-least)

    ends = [(day.rides[s // 2], s % 2) for s in stops]
    place = [r.destination if out else r.origin for r, out in ends]
    stand = [r.leaving_s if out else r.boarding_s for r, out in ends]
    bounds = [(duty.start_s, None), *((r.drop_off_s if out else r.pick_up_s) for r, out in ends), (None, duty.end_s)]
    way = [day.drive_s[duty.depot, place[0]], *(day.drive_s[a, b] for a, b in itertools.pairwise(place))]
    if not np.isfinite([*way, day.drive_s[place[-1], duty.depot]]).all():
        return None
    apart(1, 0, way[0])
    for k in range(1, n):
        apart(k + 1, k, stand[k - 1] + way[k])
    apart(n + 1, n, stand[-1] + day.drive_s[place[-1], duty.depot])
    for k, stop in enumerate(stops):
        if stop % 2:
            pick = stops.index(stop - 1)
            apart(pick + 1, k + 1, -(day.rides[stop // 2].longest_ride_s + stand[pick]))
    if np.isfinite(duty.longest_tour_s):
        apart(0, n + 1, -duty.longest_tour_s)
    cost = np.append(np.zeros(1), np.ones(n + 1))
    kept = np.isfinite(limits)
    plain = [(lo, None if hi is None or np.isinf(hi) else hi) for lo, hi in bounds]
    solved = linprog(cost, A_ub=np.array(rows)[kept], b_ub=np.array(limits)[kept], bounds=plain)
    return solved.x[1:-1] if solved.status == 0 and solved.x is not None else None


@pytest.mark.parametrize("part", range(4))
def test_tours_are_possible_exactly_when_a_programme_says_so(part):
    possible = 0
    for seed in range(part * 100, part * 100 + 100):
        day, rng = random_day(seed), np.random.default_rng(seed)
        stops, shift = random_stops(day, rng), int(rng.integers(len(day.shifts)))
        found, right = Clock(day).times(shift, stops), by_programme(day, shift, stops)
        assert (found is None) == (right is None), seed
        if found is not None and right is not None:
            possible += 1
            assert np.allclose(found.arrivals_s, right, atol=1e-3), seed
    assert possible > 10


def test_times_follow_what_was_promised_since_they_were_last_asked_for():
    found = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        day = random_day(seed)
        stops = random_stops(day, rng)
        clock, fresh = Clock(day), Clock(day)
        before = clock.times(0, stops)
        if before is None:
            continue
        ride, at_s = stops[0] // 2, before.arrivals_s[0] + 60.0
        for known in (clock, fresh):
            known.promise(ride, at_s, at_s + 600.0)
        assert clock.times(0, stops) == fresh.times(0, stops) != before
        found += 1
    assert found > 5
