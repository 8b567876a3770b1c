"""Walks inside hub areas: between facilities, and from stops to facilities, over the road network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from network.transit.stop_access import walks_between
from plan.applied import EffectiveScenario
from plan.land.land import Building
from plan.reach.bus_days import usual_day_of
from plan.reach.stop_places import stop_places


@dataclass(frozen=True)
class LongWalk:
    """Two places that are too far apart on foot; `length_m` is infinite where they are beyond measuring."""

    start: Building
    end: Building
    length_m: float


def long_walks(effective: EffectiveScenario, buildings: Sequence[Building], limit_m: float) -> list[LongWalk]:
    """Find the pairs of facilities that are farther apart on foot than a limit, the farthest first.

    Parameters
    ----------
    effective
        Whose open roads are walked.
    buildings
        Facilities of one cluster.
    limit_m
        A walk of exactly this length is not too long.
    """
    length_m = _lengths_m(effective, _frame(buildings), _frame(buildings))
    pairs = [
        LongWalk(one, other, float(length_m[i, j]))
        for i, one in enumerate(buildings)
        for j, other in enumerate(buildings)
        if i < j and not within(length_m[i, j], limit_m)
    ]
    return sorted(pairs, key=lambda p: (-p.length_m, p.start.id, p.end.id))


def stops_of(effective: EffectiveScenario) -> pd.DataFrame | None:
    """Return every place where public transport stops in a scenario: lat, lon; None where nobody knows any.

    Parameters
    ----------
    effective
        Its timetable's stops where any bus ever runs, else those that are known without a timetable; stops of services that the
        scenario draws count before their first trip is written.
    """
    planned = _planned_stops(effective)
    if usual_day_of(effective) is not None:
        known = [effective.timetable().stops[["lat", "lon"]]]
    else:
        places = stop_places(effective.region)
        if places is None and planned.empty:
            return None
        known = [points.frame for points in places or ()]
    return pd.concat([f for f in (*known, planned) if not f.empty] or [planned], ignore_index=True)


def _planned_stops(effective: EffectiveScenario) -> pd.DataFrame:
    places = [(stop.lat, stop.lon) for s in effective.services for stop in (*s.stops, *s.return_stops)]
    return pd.DataFrame(places, columns=["lat", "lon"], dtype=float)


def metres_to_stop(
    effective: EffectiveScenario, buildings: Sequence[Building], stops: pd.DataFrame
) -> NDArray[np.float64]:
    """Return the metres on foot from each facility to the nearest stop; infinite beyond measuring."""
    return metres_from_stops(effective, _frame(buildings), stops)


def within(length_m: float, limit_m: float) -> bool:
    """Return whether a walk is no longer than a limit, to the millimetre."""
    return bool(np.round(length_m, 3) <= limit_m)


def metres_between(effective: EffectiveScenario, places: pd.DataFrame) -> NDArray[np.float64]:
    """Return the metres on foot between places with lat and lon (places × places); infinite beyond measuring."""
    return _lengths_m(effective, places, places)


def metres_from_stops(effective: EffectiveScenario, places: pd.DataFrame, stops: pd.DataFrame) -> NDArray[np.float64]:
    """Return the metres on foot from places with lat and lon to their nearest stops; infinite beyond measuring."""
    return np.asarray(_lengths_m(effective, places, stops).min(axis=1, initial=np.inf), dtype=np.float64)


def _frame(buildings: Sequence[Building]) -> pd.DataFrame:
    return pd.DataFrame({"lat": [b.lat for b in buildings], "lon": [b.lon for b in buildings]}, dtype=float)


def _lengths_m(effective: EffectiveScenario, starts: pd.DataFrame, ends: pd.DataFrame) -> NDArray[np.float64]:
    walks = walks_between(effective.roads, starts, ends, effective.assumptions["land_measured_walk_m"])
    length_m = np.full((len(starts), len(ends)), np.inf)
    length_m[walks.start, walks.end] = walks.length_m
    return length_m
