"""How a day of rides on request went: who was taken, when, by which vehicle, and how long and far was driven."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from network.on_demand.day import Day

Policy = Literal["insertion", "first_come"]


@dataclass(frozen=True)
class Stop:
    """A stop of a tour.

    Parameters
    ----------
    ride_id
        Whose.
    gets_in
        In, or out.
    at_s
        When it begins (s past midnight).
    place
        Position in the day's table.
    """

    ride_id: str
    gets_in: bool
    at_s: float
    place: int


@dataclass(frozen=True)
class Tour:
    """What a vehicle does.

    Parameters
    ----------
    shift_id
        Which vehicle.
    leaves_s, back_s
        At the depot; equal where it stays there.
    depot
        Position in the day's table.
    stops
        In order.
    """

    shift_id: str
    leaves_s: float
    back_s: float
    depot: int
    stops: tuple[Stop, ...]

    @property
    def legs(self) -> tuple[tuple[int, int], ...]:
        """Pairs of places that it drives between, depot to depot; stops at one place in a row are one."""
        way = [self.depot, *(stop.place for stop in self.stops), self.depot]
        return tuple((a, b) for a, b in itertools.pairwise(way) if a != b)


@dataclass(frozen=True)
class Carried:
    """A ride that was taken.

    Parameters
    ----------
    ride_id, booking_id, shift_id
        Whose and in which vehicle.
    promised_s
        Pick-up time told when the booking was taken.
    pick_up_s, drop_off_s
        When it happens.
    waiting_s
        From the requested pick-up to getting in; for a requested arrival from getting out to that time.
    ride_s, direct_s
        On board, and by the shortest way.
    """

    ride_id: str
    booking_id: str
    shift_id: str
    promised_s: float
    pick_up_s: float
    drop_off_s: float
    waiting_s: float
    ride_s: float
    direct_s: float

    @property
    def detour(self) -> float:
        """Time on board as a multiple of the shortest way; 1 where there is no way to go."""
        return self.ride_s / self.direct_s if self.direct_s > 0 else 1.0


@dataclass(frozen=True)
class Dispatched:
    """The day.

    Parameters
    ----------
    carried
        Rides that were taken, in the order of the day's rides.
    refused
        Ids of bookings that were not.
    tours
        One for each vehicle.
    policy
        ``insertion``, or ``first_come`` where that served more bookings.
    drive_s
        Driving of all vehicles.
    """

    carried: tuple[Carried, ...]
    refused: tuple[str, ...]
    tours: tuple[Tour, ...]
    policy: Policy
    drive_s: float

    @property
    def bookings_served(self) -> int:
        """How many bookings were taken."""
        return len({ride.booking_id for ride in self.carried})

    @property
    def share_served(self) -> float:
        """Bookings taken of all; 1 on a day when nobody called."""
        asked = self.bookings_served + len(self.refused)
        return self.bookings_served / asked if asked else 1.0

    @property
    def vehicle_hours(self) -> float:
        """Between leaving the depot and being back, all vehicles together."""
        return sum(tour.back_s - tour.leaves_s for tour in self.tours) / 3_600

    def vehicle_km(self, km_between: Callable[[int, int], float]) -> float:
        """Add up the kilometres of all vehicles, given those between two places."""
        return sum(km_between(a, b) for tour in self.tours for a, b in tour.legs)

    @property
    def mean_waiting_min(self) -> float | None:
        """Mean waiting of the rides taken, in minutes; None where there is none."""
        return float(np.mean([ride.waiting_s for ride in self.carried])) / 60 if self.carried else None

    @property
    def detour(self) -> float | None:
        """Time on board of all rides taken as a multiple of their shortest ways; None where there is none."""
        direct_s = sum(ride.direct_s for ride in self.carried)
        return sum(ride.ride_s for ride in self.carried) / direct_s if direct_s > 0 else None


def waiting_s(day: Day, ride_number: int, pick_up_s: float, drop_off_s: float) -> float:
    """Say how far from the request a ride is: later than the requested pick-up, or earlier than the requested arrival."""
    ride = day.rides[ride_number]
    if np.isfinite(ride.drop_off_s[1]):
        return ride.drop_off_s[1] - drop_off_s
    return pick_up_s - ride.pick_up_s[0]
