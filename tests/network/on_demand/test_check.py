"""The check of a day sees every promise that is broken."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from network.on_demand.answer import Dispatched
from network.on_demand.check import BrokenPromiseError, check
from network.on_demand.day import Booking, Day, Ride, Shift
from network.on_demand.dispatching import dispatch


def a_day() -> Day:
    """A hub at 0, villages at 10 and 20 minutes along one road; two people go in, one comes home."""
    at = np.array([0.0, 600.0, 1200.0])
    apart = np.abs(at[:, None] - at[None, :])
    calls = (
        Booking("b1", (Ride("in", 2, 0, drop_off_s=(34_000, 36_000), longest_ride_s=1_800), Ride("home", 0, 2, pick_up_s=(40_000, 41_000)))),
        Booking("b2", (Ride("near", 1, 0, pick_up_s=(33_000, 35_000), longest_ride_s=900, wheelchairs=1, boarding_s=120),)),
    )  # fmt: skip
    return Day(calls, (Shift("car", 0, 30_000, 45_000, seats=2, wheelchairs=1),), apart, promised_width_s=300)


def changed_stop(found: Dispatched, number: int, **change: object) -> Dispatched:
    (tour,) = found.tours
    stops = list(tour.stops)
    stops[number] = replace(stops[number], **change)  # type: ignore[arg-type]
    return replace(found, tours=(replace(tour, stops=tuple(stops)),))


def test_a_day_on_paper():
    found = dispatch(a_day())
    # From the hub to the far village and back past the near one, then once more there and back empty: 80 minutes of driving.
    assert [(s.ride_id, s.gets_in) for s in found.tours[0].stops] == [
        ("in", True), ("near", True), ("near", False), ("in", False), ("home", True), ("home", False),
    ]  # fmt: skip
    assert (found.drive_s, found.vehicle_km(lambda a, b: abs(a - b)), found.share_served) == (4_800, 8, 1.0)
    inward = found.carried[0]
    # The first call was promised 32,800 and may be moved by 300; the second is fetched as soon as that allows.
    assert [s.at_s for s in found.tours[0].stops] == [32_500, 33_100, 33_820, 34_000, 40_000, 41_200]
    assert (inward.promised_s, inward.direct_s, inward.ride_s, inward.detour) == (32_800, 1_200, 1_500, 1.25)


def test_the_check_sees_what_is_wrong():
    day = a_day()
    found = dispatch(day)
    tour = found.tours[0]
    first, near = found.carried[0], found.carried[2]
    check(day, found)
    wrong = {
        "cannot be with": changed_stop(found, 2, at_s=tour.stops[1].at_s + 1),
        "in at .*, outside": changed_stop(found, 3, at_s=36_001.0),
        "another place": changed_stop(found, 1, place=2),
        "out before in": changed_stop(found, 0, gets_in=False),
        "outside its shift": replace(found, tours=(replace(tour, leaves_s=29_999.0),)),
        "back sooner": replace(found, tours=(replace(tour, back_s=tour.stops[-1].at_s),)),
        "another depot": replace(found, tours=(replace(tour, depot=1),)),
        "as a whole": replace(found, refused=("b1",)),
        "was promised": replace(found, carried=(replace(first, promised_s=first.pick_up_s + 301), *found.carried[1:])),
        "other times": replace(found, carried=(*found.carried[:2], replace(near, pick_up_s=near.pick_up_s + 1))),
        "one tour": replace(found, tours=()),
    }
    for text, answer in wrong.items():
        with pytest.raises(BrokenPromiseError, match=text):
            check(day, answer)
    (there, home), others = day.bookings[0].rides, day.bookings[1:]
    hurried = replace(day.bookings[0], rides=(replace(there, longest_ride_s=1_300), home))
    narrower = {
        "on board longer": replace(day, bookings=(hurried, *others)),
        "1 wheelchairs": replace(day, shifts=(replace(day.shifts[0], wheelchairs=0),)),
        "2 on board": replace(day, shifts=(replace(day.shifts[0], seats=1),)),
        "away too long": replace(day, shifts=(replace(day.shifts[0], longest_tour_s=3_600),)),
    }
    for text, other_day in narrower.items():
        with pytest.raises(BrokenPromiseError, match=text):
            check(other_day, found)
