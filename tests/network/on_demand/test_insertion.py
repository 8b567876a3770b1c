"""A ride is taken where it costs least driving: on paper, and as trying every place does."""

from __future__ import annotations

import pytest

from network.on_demand.day import Booking, Day, Ride, Shift
from network.on_demand.insertion import (
    Tours,
    cheapest_insertion,
    in_order_of_calls,
    last_insertion,
    promise,
    rides_of,
    take,
    total_cost,
)
from network.on_demand.tour import Clock
from tests.network.on_demand.one_road import MINUTE_S, along_the_road, ways_in
from tests.network.on_demand.random_days import random_day

FAR, NEAR = Ride("far", 0, 10), Ride("near", 3, 5)


def test_a_ride_on_the_way_costs_nothing() -> None:
    clock = Clock(along_the_road(FAR, NEAR))
    tours = cheapest_insertion(clock, [()], 0)
    assert tours == [(0, 1)]
    assert total_cost(clock, tours) == 20 * MINUTE_S
    both = cheapest_insertion(clock, tours, 1)
    assert both is not None
    assert (total_cost(clock, both), both) == (20 * MINUTE_S, [(0, 2, 3, 1)])
    # At the end of the tour it is on the way only as far as the way back: 10 to 3, to 5, and home.
    last = last_insertion(clock, tours, 1)
    assert last is not None
    assert (total_cost(clock, last), last) == (24 * MINUTE_S, [(0, 1, 2, 3)])


def test_seats_and_windows_keep_a_ride_out() -> None:
    one_seat = (Shift("car", 0, 0.0, 100 * MINUTE_S, seats=1),)
    clock = Clock(along_the_road(FAR, NEAR, shifts=one_seat))
    # Nobody sits on a lap: before (5 and back to 0) it costs ten minutes, after it four.
    assert cheapest_insertion(clock, [(0, 1)], 1) == [(0, 1, 2, 3)]
    late = Ride("late", 3, 5, pick_up_s=(0.0, 2 * MINUTE_S))
    assert cheapest_insertion(Clock(along_the_road(FAR, late)), [(0, 1)], 1) is None
    assert last_insertion(Clock(along_the_road(FAR, late)), [(0, 1)], 1) is None


def test_only_for_less_and_only_in_one_tour() -> None:
    two = (Shift("one", 0, 0.0, 100 * MINUTE_S, seats=4), Shift("two", 10, 0.0, 100 * MINUTE_S, seats=4))
    clock = Clock(along_the_road(Ride("r", 9, 10), shifts=two))
    assert cheapest_insertion(clock, [(), ()], 0) == [(), (0, 1)]
    assert cheapest_insertion(clock, [(), ()], 0, only=0) == [(0, 1), ()]
    assert cheapest_insertion(clock, [(), ()], 0, below=2 * MINUTE_S) is None
    assert cheapest_insertion(clock, [(), ()], 0, below=2 * MINUTE_S + 1) == [(), (0, 1)]
    assert last_insertion(clock, [(), ()], 0) == [(0, 1), ()]


@pytest.mark.parametrize("seed", range(60))
def test_no_place_is_cheaper_and_none_is_missed(seed: int) -> None:
    day = random_day(seed)
    clock = Clock(day)
    tours: Tours = [() for _ in day.shifts]
    for ride in range(len(day.rides)):
        costs = [
            cost - clock.cost(shift, tours[shift])
            for shift in range(len(tours))
            for cost, _ in ways_in(clock, shift, tours[shift], ride)
        ]
        longer = cheapest_insertion(clock, tours, ride)
        if not costs:
            assert longer is None
            continue
        assert longer is not None
        assert total_cost(clock, longer) - total_cost(clock, tours) == pytest.approx(min(costs))
        tours = longer


def test_a_booking_is_taken_as_a_whole_or_not_at_all() -> None:
    never = Ride("never", 5, 6, pick_up_s=(0.0, MINUTE_S))
    day = along_the_road(FAR)
    both = Day((Booking("b1", (FAR, never)), Booking("b2", (NEAR,))), day.shifts, day.drive_s)
    assert rides_of(both) == {"b1": (0, 1), "b2": (2,)}
    clock = Clock(both)
    assert take(clock, [()], (0, 1), cheapest_insertion) is None
    tours, promised = in_order_of_calls(both, clock, cheapest_insertion)
    assert (tours, promised) == ([(4, 5)], {"b2": (3 * MINUTE_S,)})


def test_what_is_promised_is_held() -> None:
    day = along_the_road(FAR, NEAR, width_s=MINUTE_S)
    clock = Clock(day)
    assert promise(clock, [(2, 3)], (1,), MINUTE_S) == (3 * MINUTE_S,)
    assert (clock.early[2], clock.late[2]) == (2 * MINUTE_S, 4 * MINUTE_S)
    assert (clock.early[0], clock.late[0]) == (0.0, float("inf"))


def test_tours_are_tidied_after_each_booking() -> None:
    seen: list[Tours] = []

    def watched(_clock: Clock, tours: Tours) -> Tours:
        seen.append(tours)
        return tours

    day = along_the_road(FAR, NEAR)
    in_order_of_calls(day, Clock(day), last_insertion, watched)
    assert seen == [[(0, 1)], [(0, 1, 2, 3)]]
