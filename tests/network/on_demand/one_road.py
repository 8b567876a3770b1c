"""Days along one road with a place every minute, and every way of taking a ride into a tour."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from network.on_demand.day import Booking, Day, Ride, Shift
from network.on_demand.tour import Clock, Stops

MINUTE_S = 60.0


def along_the_road(*rides: Ride, shifts: tuple[Shift, ...] | None = None, width_s: float = float("inf")) -> Day:
    """A day of single rides among eleven places, with one vehicle at place 0 where none are given."""
    at = np.arange(11) * MINUTE_S
    duty = shifts or (Shift("car", 0, 0.0, 100 * MINUTE_S, seats=4),)
    bookings = tuple(Booking(f"b{ride.id}", (ride,)) for ride in rides)
    return Day(bookings, duty, np.abs(at[:, None] - at[None, :]), promised_width_s=width_s)


def ways_in(clock: Clock, shift: int, stops: Stops, ride: int) -> Iterator[tuple[float, Stops]]:
    """Every tour that takes a ride in and can be driven, with its cost."""
    for i in range(len(stops) + 1):
        for j in range(i, len(stops) + 1):
            longer = (*stops[:i], 2 * ride, *stops[i:j], 2 * ride + 1, *stops[j:])
            if clock.fits(shift, longer) and clock.times(shift, longer) is not None:
                yield clock.cost(shift, longer), longer
