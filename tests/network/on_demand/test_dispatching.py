"""Days of rides on request: no promise broken on a thousand random days, never fewer served than first come, first served."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from benchmarks.on_demand_instances import OPTIMA, country_day, published
from network.on_demand.day import Booking, Day, Ride, Shift
from network.on_demand.dispatching import dispatch, first_come_first_served
from network.on_demand.tour import Clock
from tests.network.on_demand.random_days import random_day


@pytest.mark.parametrize("part", range(10))
def test_a_thousand_days_keep_every_promise_and_serve_no_fewer_than_first_come(part):
    taken = 0
    for seed in range(part * 100, part * 100 + 100):
        day = random_day(seed)
        # Both answers pass the independent check, or raise.
        found, plain = dispatch(day, rounds=3), first_come_first_served(day)
        assert found.bookings_served >= plain.bookings_served
        assert found.bookings_served + len(found.refused) == len(day.bookings)
        taken += found.bookings_served
    assert taken > 100


@pytest.mark.parametrize("seed", range(3))
def test_the_days_of_the_benchmark_serve_no_fewer_with_the_same_vehicles(seed):
    day = country_day(12, 2, seed)
    found, plain = dispatch(day, rounds=5), first_come_first_served(day)
    assert found.bookings_served >= plain.bookings_served
    assert found == dispatch(day, rounds=5)


def every_order(rides: int) -> list[tuple[int, ...]]:
    """All tours of all sets of rides, everyone in before out."""
    stops = range(2 * rides)
    return [
        order
        for size in range(0, 2 * rides + 1, 2)
        for order in itertools.permutations(stops, size)
        if all((stop ^ 1) in order and (stop % 2 or order.index(stop) < order.index(stop + 1)) for stop in order)
    ]


def test_one_vehicle_and_three_rides_are_driven_as_well_as_can_be():
    for seed in range(25):
        rng = np.random.default_rng(seed)
        places = rng.uniform(0, 10, (5, 2))
        drive_s = np.abs(places[:, None] - places[None, :]).sum(axis=2) * 60
        calls = []
        for i in range(3):
            origin, destination = rng.choice(5, 2, replace=False).tolist()
            start_s = float(rng.integers(0, 60)) * 60
            longest_s = drive_s[origin, destination] * 1.5
            ride = Ride(f"r{i}", origin, destination, (start_s, start_s + 1_200), longest_ride_s=longest_s)
            calls.append(Booking(f"b{i}", (ride,)))
        day = Day(tuple(calls), (Shift("v", 0, 0, 9_000, seats=2),), drive_s)
        clock = Clock(day)
        tours = [t for t in every_order(3) if clock.fits(0, t) and clock.times(0, t) is not None]
        best = min((-len(t) // 2, clock.cost(0, t)) for t in tours)
        found = dispatch(day, rounds=30)
        assert -found.bookings_served == best[0], seed
        assert found.drive_s == pytest.approx(best[1]), seed


@pytest.mark.parametrize("name", sorted(OPTIMA))
def test_published_instances_are_solved_near_their_optima(real_data, name):
    found = dispatch(published(real_data, name), rounds=60)
    assert not found.refused
    assert OPTIMA[name] - 0.005 <= found.drive_s / 60 <= 1.03 * OPTIMA[name]


def test_nobody_calls_and_nobody_can_be_taken():
    nowhere = np.array([[0.0, np.inf], [np.inf, 0.0]])
    car = (Shift("v", 0, 0, 9_000, seats=4),)
    assert dispatch(Day((), car, nowhere)).share_served == 1.0
    found = dispatch(Day((Booking("b", (Ride("r", 1, 0),)),), car, nowhere))
    assert (found.refused, found.detour, found.vehicle_hours) == (("b",), None, 0.0)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Ride("r", 0, 1, pick_up_s=(100, 50)),
        lambda: Ride("r", 0, 1, seats=-1),
        lambda: Day((), (Shift("v", 3, 0, 1, 1),), np.zeros((1, 1))),
        lambda: Day((), (), np.full((1, 1), np.nan)),
        lambda: Day((), (), np.zeros((2, 1))),
        lambda: Day((), (Shift("v", 0, 0, 1, 1),) * 2, np.zeros((1, 1))),
    ],
)
def test_what_is_no_day_is_refused(wrong):
    with pytest.raises(ValueError):  # noqa: PT011 (each says its own thing)
        wrong()
