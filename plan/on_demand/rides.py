"""The ways there and back that one call asks for: when, for how many, how long at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.reference.assumptions import Assumptions
from network.on_demand.day import Ride
from network.outings.visit import Visit

_MINUTE_S = 60.0


@dataclass(frozen=True)
class RideTerms:
    """What every ride of a service must keep, and who calls.

    Parameters
    ----------
    slots_s
        Times at which rides may leave; empty where any time can be asked for.
    first_s, last_s
        Between which people arrive.
    width_s
        A ride may come so much after the requested time, or arrive so much before it.
    longest_factor, longest_extra_s
        The longest ride is the shortest way × factor, or + extra, whichever is longer.
    boarding_s, wheelchair_s
        For getting in, and for getting in or out with a wheelchair.
    wheelchair_share, pair_share
        Of the calls.
    """

    slots_s: tuple[int, ...]
    first_s: float
    last_s: float
    width_s: float
    longest_factor: float
    longest_extra_s: float
    boarding_s: float
    wheelchair_s: float
    wheelchair_share: float
    pair_share: float

    @classmethod
    def of(cls, numbers: Assumptions, slots_s: tuple[int, ...]) -> RideTerms:
        """Take the numbers of a scenario."""
        return cls(
            slots_s=slots_s,
            first_s=numbers.time_s("on_demand_shift_start_hhmm"),
            last_s=numbers.time_s("on_demand_shift_end_hhmm"),
            width_s=numbers["on_demand_window_min"] * _MINUTE_S,
            longest_factor=numbers["on_demand_ride_factor"],
            longest_extra_s=numbers["on_demand_ride_extra_min"] * _MINUTE_S,
            boarding_s=numbers["on_demand_boarding_min"] * _MINUTE_S,
            wheelchair_s=numbers["on_demand_wheelchair_boarding_min"] * _MINUTE_S,
            wheelchair_share=numbers["on_demand_wheelchair_share"],
            pair_share=numbers["on_demand_pair_share"],
        )

    def longest_s(self, direct_s: float) -> float:
        """Return the longest ride where the shortest takes so long."""
        return max(direct_s * self.longest_factor, direct_s + self.longest_extra_s)


@dataclass(frozen=True)
class Ends:
    """A village and a place: their positions in the table of places, and the seconds of the shortest way there."""

    village: int
    place: int
    direct_s: float


def there_and_back(
    terms: RideTerms, ends: Ends, visits: tuple[Visit, ...], rng: np.random.Generator
) -> tuple[Ride, Ride]:
    """Draw a visit within the hours of a place, and ask for the way there and the way home.

    Parameters
    ----------
    terms
        What rides must keep.
    ends
        Where.
    visits
        What the place allows on that day; one is drawn.
    rng
        Draws the time, a wheelchair, a companion.

    Returns
    -------
    Ride, Ride
        Their ids are ``a`` and ``b``.

    Notes
    -----
    Without slots the way there names its arrival and the way home its pick-up, the end of the stay. With slots the way there
    leaves at the last slot that arrives in time (the first where none does), the way home at the first one after the stay.
    """
    visit = visits[int(rng.integers(len(visits)))]
    longest_s = terms.longest_s(ends.direct_s)
    earliest = max(visit.arrive_from_s, visit.opens_s, terms.first_s + longest_s)
    latest = max(earliest, min(visit.arrive_by_s, visit.closes_s - visit.stay_s, terms.last_s))
    arrive_s = float(np.round(rng.uniform(earliest, latest) / _MINUTE_S)) * _MINUTE_S
    wheelchair = bool(rng.random() < terms.wheelchair_share)
    party = 2 if rng.random() < terms.pair_share else 1
    stand_s = terms.wheelchair_s if wheelchair else terms.boarding_s
    common: dict[str, Any] = {
        "longest_ride_s": longest_s,
        "seats": party - wheelchair,
        "wheelchairs": int(wheelchair),
        "boarding_s": stand_s,
        "leaving_s": stand_s if wheelchair else 0.0,
    }
    window: dict[str, Any] = {"drop_off_s": (max(0.0, arrive_s - terms.width_s), arrive_s)}
    if terms.slots_s:
        whole_s = terms.width_s + stand_s + longest_s
        slot_s = max((float(s) for s in terms.slots_s if s + whole_s <= arrive_s), default=float(terms.slots_s[0]))
        arrive_s = max(arrive_s, slot_s + whole_s)
        window = {"pick_up_s": (slot_s, slot_s + terms.width_s)}
    home_s = arrive_s + visit.stay_s
    home_s = next((float(s) for s in terms.slots_s if s >= home_s), home_s)
    return (
        Ride("a", ends.village, ends.place, **window, **common),
        Ride("b", ends.place, ends.village, pick_up_s=(home_s, home_s + terms.width_s), **common),
    )
