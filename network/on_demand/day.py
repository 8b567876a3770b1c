"""A day of rides on request: rides, bookings, vehicles, and the times between places."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

ANY_TIME = (0.0, float("inf"))

Window = tuple[float, float]


@dataclass(frozen=True)
class Ride:
    """One ride that somebody asks for.

    Parameters
    ----------
    id
        Unique on the day.
    origin, destination
        Positions in the day's table of places.
    pick_up_s, drop_off_s
        Earliest and latest time of getting in and of being there (seconds past midnight, both included).
    longest_ride_s
        From leaving the origin to arriving at the destination at most so long.
    seats, wheelchairs
        Taken on board.
    boarding_s, leaving_s
        How long the vehicle stands at the origin and at the destination.

    Raises
    ------
    ValueError
        When a window ends before it begins, or a number is negative.
    """

    id: str
    origin: int
    destination: int
    pick_up_s: Window = ANY_TIME
    drop_off_s: Window = ANY_TIME
    longest_ride_s: float = float("inf")
    seats: int = 1
    wheelchairs: int = 0
    boarding_s: float = 0.0
    leaving_s: float = 0.0

    def __post_init__(self) -> None:
        """Refuse nonsense."""
        for first, last in (self.pick_up_s, self.drop_off_s):
            if not 0 <= first <= last:
                raise ValueError(f"{self.id}: a window from {first} to {last}")
        numbers = (self.longest_ride_s, self.seats, self.wheelchairs, self.boarding_s, self.leaving_s)
        if any(not number >= 0 for number in numbers):
            raise ValueError(f"{self.id}: a negative number among {numbers}")


@dataclass(frozen=True)
class Booking:
    """What one call asks for: a ride, or the ways there and back, which are given together or not at all.

    Parameters
    ----------
    id
        Unique on the day.
    rides
        One or more.
    """

    id: str
    rides: tuple[Ride, ...]


@dataclass(frozen=True)
class Shift:
    """A vehicle on duty.

    Parameters
    ----------
    id
        Unique on the day.
    depot
        Position in the table of places, where it begins and ends.
    start_s, end_s
        On duty from and to.
    seats, wheelchairs
        For passengers.
    longest_tour_s
        From leaving the depot to being back at most so long.
    """

    id: str
    depot: int
    start_s: float
    end_s: float
    seats: int
    wheelchairs: int = 0
    longest_tour_s: float = float("inf")


@dataclass(frozen=True, eq=False)
class Day:
    """Everything that a dispatcher knows.

    Parameters
    ----------
    bookings
        In the order of the calls.
    shifts
        Vehicles.
    drive_s
        Places × places, seconds; infinite where there is no way.
    promised_width_s
        A passenger is told a pick-up time when the booking is taken; later bookings may move it by so much at most, each way.
    """

    bookings: tuple[Booking, ...]
    shifts: tuple[Shift, ...]
    drive_s: NDArray[np.float64]
    promised_width_s: float = float("inf")
    rides: tuple[Ride, ...] = field(init=False)

    def __post_init__(self) -> None:
        """List the rides, and refuse tables that do not fit."""
        object.__setattr__(self, "rides", tuple(ride for booking in self.bookings for ride in booking.rides))
        places = len(self.drive_s)
        if self.drive_s.shape != (places, places):
            raise ValueError("drive_s must be places × places")
        if np.isnan(self.drive_s).any() or (self.drive_s < 0).any():
            raise ValueError("drive_s must be 0 or more; infinite where there is no way")
        for kind in (self.rides, self.bookings, self.shifts):
            ids = [thing.id for thing in kind]
            if len(set(ids)) != len(ids):
                raise ValueError("an id is there twice")
        used = [p for ride in self.rides for p in (ride.origin, ride.destination)] + [s.depot for s in self.shifts]
        if any(not 0 <= p < places for p in used):
            raise ValueError("a place is not in the table")
