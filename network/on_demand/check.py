"""An independent look at a day of rides on request: from the tours and the requests alone, with none of the dispatcher's code.

Every tour is driven once more, stop by stop, and whatever was promised is held against what happens.
"""

from __future__ import annotations

from network.on_demand.answer import Dispatched
from network.on_demand.day import Day, Ride

_SAME_S = 1e-3


class BrokenPromiseError(RuntimeError):
    """A defect of the dispatcher: its tours do not keep what was asked or promised."""


def check(day: Day, found: Dispatched) -> None:
    """Look at a day.

    Raises
    ------
    BrokenPromiseError
        Naming everything that is wrong.
    """
    wrong = [*_driven(day, found), *_promised(day, found)]
    if wrong:
        raise BrokenPromiseError("; ".join(wrong))


def _driven(day: Day, found: Dispatched) -> list[str]:
    """Drive every tour: ways, seats, the shift."""
    rides = {ride.id: ride for booking in day.bookings for ride in booking.rides}
    shifts = {shift.id: shift for shift in day.shifts}
    wrong = []
    if sorted(tour.shift_id for tour in found.tours) != sorted(shifts):
        wrong.append("not one tour for each vehicle")
        return wrong
    for tour in found.tours:
        shift = shifts[tour.shift_id]
        at, free_s = shift.depot, tour.leaves_s
        seats = wheelchairs = 0
        on_board: set[str] = set()
        for stop in tour.stops:
            ride = rides[stop.ride_id]
            if stop.place != (ride.origin if stop.gets_in else ride.destination):
                wrong.append(f"{tour.shift_id} stops for {stop.ride_id} at another place")
            if stop.at_s < free_s + float(day.drive_s[at, stop.place]) - _SAME_S:
                wrong.append(f"{tour.shift_id} cannot be with {stop.ride_id} at {stop.at_s}")
            at, free_s = stop.place, stop.at_s + (ride.boarding_s if stop.gets_in else ride.leaving_s)
            if stop.gets_in == (stop.ride_id in on_board):
                wrong.append(f"{stop.ride_id} gets in twice, or out before in")
            (on_board.add if stop.gets_in else on_board.discard)(stop.ride_id)
            seats += ride.seats if stop.gets_in else -ride.seats
            wheelchairs += ride.wheelchairs if stop.gets_in else -ride.wheelchairs
            if seats > shift.seats or wheelchairs > shift.wheelchairs:
                wrong.append(f"{tour.shift_id} has {seats} on board and {wheelchairs} wheelchairs")
        home_s = free_s + (float(day.drive_s[at, shift.depot]) if tour.stops else 0.0)
        if tour.depot != shift.depot:
            wrong.append(f"{tour.shift_id} begins at another depot")
        if on_board:
            wrong.append(f"{tour.shift_id} comes back with {sorted(on_board)}")
        if tour.leaves_s < shift.start_s - _SAME_S or tour.back_s > shift.end_s + _SAME_S:
            wrong.append(f"{tour.shift_id} drives outside its shift")
        if tour.back_s < home_s - _SAME_S or tour.back_s - tour.leaves_s > shift.longest_tour_s + _SAME_S:
            wrong.append(f"{tour.shift_id} is back sooner than it can be, or is away too long")
    return wrong


def _promised(day: Day, found: Dispatched) -> list[str]:
    """Hold windows, ride limits and promises against the stops."""
    wrong = []
    times: dict[tuple[str, bool], float] = {}
    for tour in found.tours:
        for stop in tour.stops:
            times[stop.ride_id, stop.gets_in] = stop.at_s
    carried = {ride.ride_id: ride for ride in found.carried}
    if {ride for ride, _ in times} != set(carried):
        wrong.append("tours and rides carried differ")
    for booking in day.bookings:
        served = [ride.id in carried for ride in booking.rides]
        if any(served) != all(served) or any(served) == (booking.id in found.refused):
            wrong.append(f"{booking.id} is neither taken as a whole nor refused")
        for ride in booking.rides:
            if ride.id in carried and (ride.id, True) in times and (ride.id, False) in times:
                wrong += _kept(day, ride, times[ride.id, True], times[ride.id, False], carried[ride.id].promised_s)
                promised = carried[ride.id]
                if (promised.pick_up_s, promised.drop_off_s) != (times[ride.id, True], times[ride.id, False]):
                    wrong.append(f"{ride.id} is told other times than its vehicle's")
    return wrong


def _kept(day: Day, ride: Ride, pick_s: float, drop_s: float, promised_s: float) -> list[str]:
    wrong = []
    for (first, last), at_s in ((ride.pick_up_s, pick_s), (ride.drop_off_s, drop_s)):
        if not first - _SAME_S <= at_s <= last + _SAME_S:
            wrong.append(f"{ride.id} at {at_s}, outside {first} to {last}")
    if drop_s - pick_s - ride.boarding_s > ride.longest_ride_s + _SAME_S:
        wrong.append(f"{ride.id} is on board longer than {ride.longest_ride_s}")
    if abs(pick_s - promised_s) > day.promised_width_s + _SAME_S:
        wrong.append(f"{ride.id} was promised {promised_s} and is picked up at {pick_s}")
    return wrong
