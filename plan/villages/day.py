"""A village's day by bus: when one can leave, when one is home, the round trips, and a journey leg by leg."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pandas as pd

from network.outings.outings import outings, round_trips
from network.transit.departures import Departures
from network.transit.door_to_door_times import door_to_door
from network.transit.journeys import Journey
from network.transit.place_journeys import Way
from network.transit.timetable import Timetable
from plan.outings.evaluation import purpose_named, rides_to, settings_of
from plan.reach.bus_days import buses_on
from plan.reach.destinations import destinations
from plan.reach.evaluation import Evaluation
from plan.reach.purpose_places import Destination
from plan.reach.reach import Points
from plan.villages.outings import RoundTrip

Ride = tuple[int, int]
"""Leaving and arriving, seconds past midnight, in whole minutes."""


@dataclass(frozen=True, eq=False)
class VillageDay:
    """The rides of a day between a village and a place.

    Parameters
    ----------
    timetable
        The day's buses.
    out, home
        All rides there and back that are worth taking.
    trips
        As many round trips as there can be, no ride used twice.
    best
        The round trip with the least time away; None where there is none.
    there, back
        The two journeys of `best`, leg by leg; those of the day that take least time where there is no round trip, None where there is none.
    """

    timetable: Timetable
    out: tuple[Ride, ...]
    home: tuple[Ride, ...]
    trips: tuple[RoundTrip, ...]
    best: RoundTrip | None
    there: Journey | None
    back: Journey | None


def village_day(
    evaluation: Evaluation, village_id: str, place_id: str, purpose_name: str, date: datetime.date
) -> VillageDay:
    """Look at one village's day.

    Parameters
    ----------
    evaluation
        Of a scenario.
    village_id, place_id
        From where, and to which hub, facility or site.
    purpose_name
        One of `network.outings.purposes.PURPOSES`.
    date
        The day.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no such purpose or place, or the region has no timetable.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> m = evaluate(apply(read_region("sample_regions/model_chiku")))
    >>> day = village_day(m, "v001", "f005", "clinic", datetime.date(2020, 4, 7))
    >>> len(day.out) >= len(day.trips)
    True
    """
    effective = evaluation.effective
    what = purpose_named(purpose_name, effective)
    ((name, lat, lon),) = destinations(effective, [place_id])[["name", "lat", "lon"]].itertuples(index=False, name=None)
    visits = evaluation.purpose_places.visits(what, Destination(place_id, str(name), float(lat), float(lon)), date)
    timetable = buses_on(effective, date)
    village = Points.of(effective.region.villages.loc[[village_id]])
    buses = (timetable, effective.roads, settings_of(effective, what))
    out, home, _ = rides_to(buses, village, (float(lat), float(lon)))
    at = pd.DataFrame({"lat": [float(lat)], "lon": [float(lon)]}, index=["place"])
    found = door_to_door(timetable, effective.roads, village.frame, at, settings=buses[2])
    trips = tuple(RoundTrip(*row) for row in round_trips(out, home, visits).tolist())
    row = outings(out, home, visits).iloc[0]
    times = [int(row[side]) for side in ("leave_s", "arrive_s", "depart_s", "home_s")]
    best = RoundTrip(*times) if row["outings"] else None

    def as_journey(way: Way, ride: Ride | None) -> Journey | None:
        return None if ride is None else found.journey(village_id, "place", ride, way=way)

    outward, homeward = _quickest(out), _quickest(home)
    if best is not None:
        outward, homeward = (best.leave_s, best.arrive_s), (best.depart_s, best.home_s)
    # Its own timetable: where buses may be hailed it has stops between the published ones.
    return VillageDay(
        found.timetable,
        _rides(out),
        _rides(home),
        trips,
        best,
        as_journey("outward", outward),
        as_journey("homeward", homeward),
    )


def _rides(rides: Departures) -> tuple[Ride, ...]:
    return tuple((int(a), int(b)) for a, b in rides.of(0).tolist())


def _quickest(rides: Departures) -> Ride | None:
    return min(_rides(rides), key=lambda ride: (ride[1] - ride[0], ride[0]), default=None)
