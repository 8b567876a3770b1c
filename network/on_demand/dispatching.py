"""A day of rides on request (予約制乗合): calls are answered one by one, tours made shorter, and every promise is checked."""

from __future__ import annotations

from dataclasses import dataclass

from network.on_demand.answer import Carried, Dispatched, Policy, Stop, Tour, waiting_s
from network.on_demand.check import BrokenPromiseError, check
from network.on_demand.day import Day
from network.on_demand.improvement import improved, tidied
from network.on_demand.insertion import (
    Tours,
    cheapest_insertion,
    in_order_of_calls,
    last_insertion,
    promise,
    rides_of,
    total_cost,
)
from network.on_demand.tour import Clock

_ROUNDS = 60
_ROUNDS_TIMES_BOOKINGS = 2_400
"""Rounds of removal and insertion once the calls are over: enough for the days of a few vehicles, fewer on fuller days."""


@dataclass(frozen=True)
class _Outcome:
    """Tours of one way of answering, with what was promised."""

    tours: Tours
    promised: dict[str, tuple[float, ...]]
    clock: Clock
    policy: Policy


def dispatch(day: Day, *, seed: int = 0, rounds: int | None = None) -> Dispatched:
    """Answer the calls of a day and drive it.

    Parameters
    ----------
    day
        Bookings, vehicles, places.
    seed
        Of the improvement.
    rounds
        Of the improvement; by the number of bookings where not given.

    Returns
    -------
    Dispatched
        Who is taken and when, each vehicle's tour, hours and kilometres. Every day has passed `network.on_demand.check`.

    Notes
    -----
    Each call is answered at once: its rides are inserted where they cost least driving, the tours so far are tidied (rides move,
    nobody is put out), and the pick-up time is promised. When the calls are over, who was refused is tried once more and the
    tours are made shorter, within every promise. The same calls are also answered first come, first served (each ride at the end
    of a tour), and that day improved likewise: where it serves more bookings with the same vehicles, or as many with less
    driving, it is taken instead, so that no day serves fewer than that.

    Examples
    --------
    >>> import numpy as np
    >>> from network.on_demand.day import Booking, Ride, Shift
    >>> apart = np.array([[0.0, 600.0, 1200.0], [600.0, 0.0, 600.0], [1200.0, 600.0, 0.0]])
    >>> calls = tuple(Booking(f"b{i}", (Ride(f"r{i}", 2, 0, pick_up_s=(28800, 30600)),)) for i in (1, 2))
    >>> day = Day(calls, (Shift("car", 0, 28000, 36000, seats=4),), apart)
    >>> found = dispatch(day)
    >>> found.share_served, found.drive_s / 60, [ride.pick_up_s for ride in found.carried]
    (1.0, 40.0, [29200.0, 29200.0])
    """
    if rounds is None:
        rounds = min(_ROUNDS, _ROUNDS_TIMES_BOOKINGS // max(1, len(day.bookings)))
    by_insertion = in_order_of_calls(day, own := Clock(day), cheapest_insertion, tidied)
    first_come = in_order_of_calls(day, other := Clock(day), last_insertion)
    outcomes = [
        _finished(day, _Outcome(*by_insertion, own, "insertion"), seed=seed, rounds=rounds),
        _finished(day, _Outcome(*first_come, other, "first_come"), seed=seed, rounds=0),
    ]
    best = min(outcomes, key=lambda o: (-len(o.promised), total_cost(o.clock, o.tours)))
    if best.policy == "first_come":
        best = _finished(day, best, seed=seed, rounds=rounds)
    found = _dispatched(day, best)
    check(day, found)
    return found


def first_come_first_served(day: Day) -> Dispatched:
    """Answer the calls with every ride at the end of a tour, nothing improved: what `dispatch` is measured against."""
    clock = Clock(day)
    tours, promised = in_order_of_calls(day, clock, last_insertion)
    found = _dispatched(day, _Outcome(tours, promised, clock, "first_come"))
    check(day, found)
    return found


def _finished(day: Day, outcome: _Outcome, *, seed: int, rounds: int) -> _Outcome:
    """Try the refused once more, and make the tours shorter."""
    promised, clock, numbers = dict(outcome.promised), outcome.clock, rides_of(day)
    refused = [numbers[booking.id] for booking in day.bookings if booking.id not in promised]
    tours = improved(clock, outcome.tours, refused, rounds=rounds, seed=seed)
    taken = {stop // 2 for stops in tours for stop in stops}
    for booking in day.bookings:
        if booking.id not in promised and taken.issuperset(numbers[booking.id]):
            promised[booking.id] = promise(clock, tours, numbers[booking.id], day.promised_width_s)
    return _Outcome(tours, promised, clock, outcome.policy)


def _dispatched(day: Day, outcome: _Outcome) -> Dispatched:
    clock, rides = outcome.clock, day.rides
    booking_of = {ride.id: booking.id for booking in day.bookings for ride in booking.rides}
    served = {
        ride.id: at_s
        for booking in day.bookings
        if booking.id in outcome.promised
        for ride, at_s in zip(booking.rides, outcome.promised[booking.id], strict=True)
    }
    tours, carried = [], {}
    for number, (shift, stops) in enumerate(zip(day.shifts, outcome.tours, strict=True)):
        times = clock.comfortable(number, stops)
        if times is None:
            raise BrokenPromiseError(f"{shift.id} has a tour without times")
        own = tuple(
            Stop(rides[stop // 2].id, stop % 2 == 0, at_s, clock.place[stop])
            for stop, at_s in zip(stops, times.arrivals_s, strict=True)
        )
        tours.append(Tour(shift.id, times.leaves_s, times.back_s, shift.depot, own))
        at = dict(zip(stops, times.arrivals_s, strict=True))
        for ride_number in (stop // 2 for stop in stops if stop % 2 == 0):
            ride, pick_s, drop_s = rides[ride_number], at[2 * ride_number], at[2 * ride_number + 1]
            carried[ride_number] = Carried(
                ride_id=ride.id,
                booking_id=booking_of[ride.id],
                shift_id=shift.id,
                promised_s=served[ride.id],
                pick_up_s=pick_s,
                drop_off_s=drop_s,
                waiting_s=waiting_s(day, ride_number, pick_s, drop_s),
                ride_s=drop_s - pick_s - ride.boarding_s,
                direct_s=float(day.drive_s[ride.origin, ride.destination]),
            )
    return Dispatched(
        carried=tuple(carried[number] for number in sorted(carried)),
        refused=tuple(booking.id for booking in day.bookings if booking.id not in outcome.promised),
        tours=tuple(tours),
        policy=outcome.policy,
        drive_s=total_cost(clock, outcome.tours),
    )
