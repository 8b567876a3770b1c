"""Tours get shorter, and nobody who was taken is put out."""

from __future__ import annotations

import pytest

from network.on_demand.day import Ride, Shift
from network.on_demand.improvement import exchanged, improved, relocated, tidied, without
from network.on_demand.insertion import Tours, in_order_of_calls, last_insertion, rides_of, total_cost
from network.on_demand.tour import Clock
from tests.network.on_demand.one_road import MINUTE_S, along_the_road
from tests.network.on_demand.random_days import random_day

LONG_S = 100 * MINUTE_S
TWO = (Shift("one", 0, 0.0, LONG_S, seats=1), Shift("two", 10, 0.0, LONG_S, seats=1))


def aboard(tours: Tours) -> list[int]:
    return sorted(stop // 2 for stops in tours for stop in stops if stop % 2 == 0)


def test_rides_leave_a_tour() -> None:
    clock = Clock(along_the_road(Ride("a", 0, 10), Ride("b", 3, 5)))
    assert without(clock, [(0, 2, 3, 1)], {1}) == [(0, 1)]
    assert without(clock, [(0, 2, 3, 1)], {0, 1}) == [()]


def test_a_ride_moves_to_where_it_is_on_the_way() -> None:
    # Nobody rides from 3 to 5 by way of 10, which would be as short for the vehicle.
    clock = Clock(along_the_road(Ride("a", 0, 10), Ride("b", 3, 5, longest_ride_s=2 * MINUTE_S)))
    assert relocated(clock, [(0, 1, 2, 3)]) == [(0, 2, 3, 1)]
    assert tidied(clock, [(0, 1, 2, 3)]) == [(0, 2, 3, 1)]
    assert relocated(clock, [(0, 2, 3, 1)]) == [(0, 2, 3, 1)]
    assert relocated(clock, [(0, 1, 2, 3)], passes=0) == [(0, 1, 2, 3)]


def test_two_rides_change_places() -> None:
    # Each vehicle has the ride that begins at the other's door, at the same time: 20 minutes each instead of 2.
    at_once = {"pick_up_s": (10 * MINUTE_S, 10 * MINUTE_S)}
    clock = Clock(along_the_road(Ride("a", 0, 1, **at_once), Ride("b", 10, 9, **at_once), shifts=TWO))  # type: ignore[arg-type]
    crossed: Tours = [(2, 3), (0, 1)]
    assert total_cost(clock, crossed) == 40 * MINUTE_S
    assert exchanged(clock, crossed) == [(0, 1), (2, 3)]
    assert total_cost(clock, [(0, 1), (2, 3)]) == 4 * MINUTE_S
    assert exchanged(clock, [(0, 1), (2, 3)]) == [(0, 1), (2, 3)]


def test_room_is_found_for_who_was_refused() -> None:
    first = Ride("a", 0, 10)
    second = Ride("b", 10, 0, pick_up_s=(30 * MINUTE_S, 40 * MINUTE_S))
    clock = Clock(along_the_road(first, second, shifts=TWO[:1]))
    assert improved(clock, [(0, 1)], [(1,)], rounds=0, seed=0) == [(0, 1, 2, 3)]


@pytest.mark.parametrize("seed", range(25))
def test_nobody_is_put_out_and_times_are_kept(seed: int) -> None:
    day = random_day(seed)
    clock = Clock(day)
    tours, promised = in_order_of_calls(day, clock, last_insertion)
    refused = [rides for booking, rides in rides_of(day).items() if booking not in promised]
    before = aboard(tours)
    for step in (relocated, tidied, exchanged):
        shorter = step(clock, tours)
        assert aboard(shorter) == before
        assert total_cost(clock, shorter) <= total_cost(clock, tours) + 1e-6
    found = improved(clock, tours, refused, rounds=15, seed=seed)
    assert set(before) <= set(aboard(found))
    assert len(set(aboard(found))) == len(aboard(found))
    for shift, stops in enumerate(found):
        assert clock.fits(shift, stops)
        assert clock.times(shift, stops) is not None
    if aboard(found) == before:
        assert total_cost(clock, found) <= total_cost(clock, tours) + 1e-6
    assert found == improved(clock, tours, refused, rounds=15, seed=seed)
