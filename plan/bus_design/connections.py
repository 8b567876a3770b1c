"""Trunk lines to meet at the hub: riding on from it, staying where they lead, and coming back, as one more thing to go out for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.files.crs import to_metric
from geo.reference import reference_table
from geo.reference.assumptions import Assumptions
from geo.texts.clock import MINUTE_S, clock
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.bus_design.town.runs import Run, RunValues
from network.bus_design.town.town import Town
from network.outings.visit import Visit
from network.services.bus_service import ServiceStop
from network.transit.timetable import Timetable
from plan.figure_texts import persons

_KM = 1000.0
_STAY = "clinic_stay_min"


@dataclass(frozen=True)
class TrunkTrip:
    """A trip of a trunk line on one side of the hub.

    Parameters
    ----------
    hub_s, far_s
        When it leaves the hub, or arrives there, and when it is at its far end, in seconds past midnight.
    out
        Whether it leaves.
    """

    hub_s: int
    far_s: int
    out: bool


@dataclass(frozen=True)
class Met:
    """A way out by trunk and back that runs meet.

    Parameters
    ----------
    leaves_s, back_s
        When the trunk leaves the hub, and when it is back.
    persons
        Without a car, who can be there in time and get home.
    """

    leaves_s: int
    back_s: int
    persons: float


def trunk_trips(timetable: Timetable, hub: ServiceStop, crs: int) -> tuple[TrunkTrip, ...]:
    """Return the trips that call at the hub and lead far away from it, or come from there, in order of time.

    Parameters
    ----------
    timetable
        Of the lines that stay.
    hub
        Of the design.
    crs
        EPSG code of the metric plane.
    """
    known = reference_table("bus_design")
    near_m, far_m = known["town_connection_walk_m"].value, known["town_trunk_km"].value * _KM
    stops = timetable.stops
    xy = to_metric(stops["lat"].to_numpy(), stops["lon"].to_numpy(), crs)
    from_m = np.sqrt(((xy - to_metric(np.array([hub.lat]), np.array([hub.lon]), crs)) ** 2).sum(axis=1))
    found = set()
    for run in np.unique(timetable.call_run):
        calls = np.flatnonzero(timetable.call_run == run)
        apart_m = from_m[timetable.call_stop[calls]]
        at = int(apart_m.argmin())
        if apart_m[at] > near_m:
            continue
        if (apart_m[at:] > far_m).any():
            found.add(TrunkTrip(int(timetable.departure_s[calls[at]]), int(timetable.arrival_s[calls[-1]]), True))
        if (apart_m[:at] > far_m).any():
            found.add(TrunkTrip(int(timetable.arrival_s[calls[at]]), int(timetable.departure_s[calls[0]]), False))
    return tuple(sorted(found, key=lambda trip: (trip.hub_s, trip.far_s, trip.out)))


def connection_visits(trips: Sequence[TrunkTrip], assumptions: Assumptions) -> tuple[Visit, ...]:
    """Return for every trunk trip away the first one back that leaves time for a stay, as a visit at the hub.

    Parameters
    ----------
    trips
        Of trunk lines.
    assumptions
        Give the least change, and the stay of who sees a doctor.

    Notes
    -----
    Who rides on must be at the hub a change before the trunk leaves, and not longer before than is reasonable; the bus home leaves a
    change after the trunk is back.
    """
    known = reference_table("bus_design")
    change_s, stay_s = assumptions["change_min"] * MINUTE_S, assumptions[_STAY] * MINUTE_S
    wait_s, ride_s = (known[f"town_{name}_min"].value * MINUTE_S for name in ("connection_wait", "longest_run"))
    found: dict[Visit, None] = {}
    for trip in (trip for trip in trips if trip.out):
        back_s = min((t.hub_s for t in trips if not t.out and t.far_s >= trip.far_s + stay_s), default=None)
        if back_s is not None:
            away_s = float(back_s - trip.hub_s)
            visit = Visit(
                away_s,
                arrive_from_s=trip.hub_s - wait_s,
                arrive_by_s=trip.hub_s - change_s,
                opens_s=trip.hub_s,
                closes_s=back_s,
                home_from_s=back_s + change_s,
                away_max_s=away_s + 2 * (wait_s + ride_s),
            )
            found[visit] = None
    return tuple(found)


def met_by(town: Town, values: RunValues, runs: Sequence[Run]) -> tuple[Met, ...]:
    """Return which trunk trips runs meet, for how many people, in order of time; nothing where no connection was asked.

    Parameters
    ----------
    town
        Whose last visits are the connections.
    values
        Of the town's candidates.
    runs
        A timetable.
    """
    if not town.connections:
        return ()
    rows = []
    for visit in town.visits[-1]:
        alone = RunValues(
            replace(town, visits=((visit,),), guaranteed={}, connections=False), values.patterns, values.starts_s
        )
        people = alone.value(alone.has(runs))
        if people > 0:
            rows.append(Met(int(visit.opens_s), int(visit.closes_s), people))
    return tuple(rows)


def met_told(rows: Sequence[Met], year: int | None) -> Notice:
    """Say which trunk trips are met, and for how many people at most."""
    if not rows:
        return notice("bus_design_trunk_unmet")
    trips = "、".join(f"{clock(row.leaves_s)}発・{clock(row.back_s)}着" for row in rows)
    return notice("bus_design_trunk_met", trips=trips, persons=persons(max(row.persons for row in rows), year))
