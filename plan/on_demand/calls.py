"""Who would call a service of rides on request on a day: people without a car, their purposes, places and times, drawn by seed."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.crs import to_metric
from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.on_demand.day import Booking, Ride
from network.outings.purposes import purpose
from network.outings.visit import Visit
from network.population.people_groups import people_without_car
from network.roads.compiled import compiled
from network.roads.shortest_paths import costs_between
from network.roads.snapping import join
from network.services.bus_service import BusService
from plan.applied import EffectiveScenario
from plan.on_demand.rides import Ends, RideTerms, there_and_back
from plan.reach.purpose_places import Destination, purpose_places
from plan.reach.service_area import inside

PURPOSES_ON_REQUEST = ("clinic", "shopping", "office")
_MINUTE_S = 60.0


@dataclass(frozen=True, eq=False)
class Calls:
    """The calls of a day.

    Parameters
    ----------
    bookings
        In the order of the calls; origins and destinations are positions in `places`.
    places
        Index id; name, lat, lon: villages, destinations, and the depot last.
    drive_s
        Places × places, seconds of a bus.
    purposes
        Of every booking.
    notices
        What a reader must know.
    """

    bookings: tuple[Booking, ...]
    places: pd.DataFrame
    drive_s: NDArray[np.float64]
    purposes: Mapping[str, str]
    notices: tuple[Notice, ...]


def calls_of_a_day(effective: EffectiveScenario, service: BusService, date: datetime.date, *, seed: int) -> Calls:
    """Draw the calls of a day.

    For every village of the area and every purpose the number of outings is drawn from a Poisson distribution whose mean is
    people without a car × outings a week ÷ days of service a week × share that books. Each goes to the nearest place by road
    that serves the purpose, at a time of its hours, and comes home after the stay: both ways are one booking. Who lives as near
    as people walk to a stop (straight) walks.

    Parameters
    ----------
    effective
        What holds in the scenario; its assumptions ``on_demand_…`` say how often people go and what a ride must keep.
    service
        On demand; its area bounds villages and destinations (hubs count wherever they are), its slots the times.
    date
        Says which places are open.
    seed
        Of the draw.

    Raises
    ------
    geo.texts.errors.RequestError
        When nobody lives in the area, nothing can be reached, or there is no depot.
    """
    villages, notices = _villages(effective, service), [notice("on_demand_assumed", seed=seed)]
    open_at = {name: _open_places(effective, service, name, date) for name in PURPOSES_ON_REQUEST}
    known = {at.id: at for found in open_at.values() for at, _ in found}
    if not known:
        raise RequestError(notice("on_demand_nowhere", name=service.name))
    points = pd.concat([villages[["name", "lat", "lon"]], _frame(known), _depot(effective, service)])
    joined = join(compiled(effective.roads, "car"), points)
    drive_s = costs_between(joined, joined) * _MINUTE_S * effective.assumptions["bus_time_factor"]
    np.fill_diagonal(drive_s, 0.0)
    xy_m = to_metric(points["lat"].to_numpy(), points["lon"].to_numpy(), effective.region.crs)
    apart_m = np.hypot(*(xy_m[:, None, k] - xy_m[None, :, k] for k in (0, 1)))
    where = {str(i): k for k, i in enumerate(points.index)}
    rng = np.random.default_rng(seed)
    terms = RideTerms.of(effective.assumptions, service.slots_s)
    drawn: list[tuple[str, tuple[Ride, ...]]] = []
    people = people_without_car(villages, effective.assumptions)[0]
    lost: list[str] = []
    for number, (village, persons) in enumerate(people.items()):
        ways = []
        for name, places in open_at.items():
            count = int(rng.poisson(persons * _outings_a_day(effective, service, name)))
            found = [(float(drive_s[number, where[at.id]]), where[at.id], visits) for at, visits in places]
            direct_s, place, visits = min(found, default=(math.inf, -1, ()), key=lambda way: way[:2])
            ways.append(direct_s)
            walked = place >= 0 and apart_m[number, place] <= effective.assumptions["walk_to_stop_m"]
            if not walked and math.isfinite(direct_s):
                drawn += [
                    (name, there_and_back(terms, Ends(number, place, direct_s), visits, rng)) for _ in range(count)
                ]
        if math.isinf(min(ways)):
            lost.append(str(villages.at[village, "name"]))
    if lost:
        notices.append(notice("on_demand_no_way", count=f"{len(lost):,}", names=short_list(lost)))
    # Who calls first is chance, too.
    order = rng.permutation(len(drawn)).tolist()
    named = [(f"q{n + 1:03}", *drawn[k]) for n, k in enumerate(order)]
    bookings = tuple(Booking(i, tuple(replace(ride, id=f"{i}{ride.id}") for ride in rides)) for i, _, rides in named)
    return Calls(bookings, points, drive_s, {i: name for i, name, _ in named}, tuple(notices))


def _villages(effective: EffectiveScenario, service: BusService) -> pd.DataFrame:
    villages = effective.region.villages.sort_index()
    within = inside(service, villages["lat"].to_numpy(), villages["lon"].to_numpy())
    villages = villages[within & (villages["population"].to_numpy() > 0)]
    people = people_without_car(villages, effective.assumptions)[0] if len(villages) else pd.Series(dtype=float)
    if not (people > 0).any():
        raise RequestError(notice("on_demand_nobody", name=service.name))
    return villages[people > 0]


def _open_places(
    effective: EffectiveScenario, service: BusService, name: str, date: datetime.date
) -> list[tuple[Destination, tuple[Visit, ...]]]:
    """List where a purpose is served on a date, within the area or at a hub."""
    what, places = purpose(name, effective.assumptions), purpose_places(effective)
    hubs = {hub.id for hub in places.hubs}
    found = []
    for at in places.destinations(what):
        within = bool(inside(service, np.array([at.lat]), np.array([at.lon]))[0])
        visits = places.visits(what, at, date) if within or at.id in hubs else ()
        if visits:
            found.append((at, visits))
    return found


def _frame(ends: Mapping[str, Destination]) -> pd.DataFrame:
    rows = [(at.name, at.lat, at.lon) for _, at in sorted(ends.items())]
    return pd.DataFrame(rows, columns=["name", "lat", "lon"], index=sorted(ends))


def _depot(effective: EffectiveScenario, service: BusService) -> pd.DataFrame:
    if service.depot is not None:
        row = (service.depot.name, service.depot.lat, service.depot.lon)
    elif len(effective.hubs):
        row = tuple(effective.hubs.sort_index()[["name", "lat", "lon"]].iloc[0])
    else:
        raise RequestError(notice("on_demand_depot", name=service.name))
    return pd.DataFrame([row], columns=["name", "lat", "lon"], index=["depot"])


def _outings_a_day(effective: EffectiveScenario, service: BusService, name: str) -> float:
    numbers = effective.assumptions
    days = max(1, len(service.calendar.days))
    return numbers[f"on_demand_trips_a_week_{name}"] / days * numbers["on_demand_share"]
