"""Why a line brings people out and not home again, and when a bus home would have to leave: arrival plus the time to stay."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.files.crs import to_metric
from network.outings.visit import Visit
from network.services.bus_service import BusService
from plan.outings.best_outings import BestOutings, why_none
from plan.reach.evaluation import Evaluation

_STEP_S = 300
"""Times of day are proposed in whole five minutes."""

_THERE, _HOME = 0, 1


@dataclass(frozen=True)
class LineShortfall:
    """Who lives at a line's stops and has no outing all the same.

    Parameters
    ----------
    persons
        Without a car.
    villages
        Their names, the most people first.
    reason
        That of the most people, in words.
    """

    persons: float
    villages: tuple[str, ...]
    reason: str


def line_shortfall(evaluation: Evaluation, service: BusService, found: BestOutings) -> LineShortfall | None:
    """Find who lives within a walk, as the crow flies, of a line's stops and cannot go and be home again.

    Parameters
    ----------
    evaluation
        Of the scenario.
    service
        One of its services.
    found
        The outings of the scenario on a day.

    Returns
    -------
    LineShortfall or None
        None where everybody there has an outing or walks, nobody lives there, or nothing serves the purpose.
    """
    stops = [*service.stops, *service.return_stops]
    region = evaluation.effective.region
    lived_in = region.villages[region.villages["population"] > 0]
    if not stops or not service.trips or lived_in.empty:
        return None
    at = to_metric(np.array([s.lat for s in stops]), np.array([s.lon for s in stops]), region.crs)
    homes = to_metric(lived_in["lat"].to_numpy(), lived_in["lon"].to_numpy(), region.crs)
    away_m = np.hypot(*(homes[:, None, :] - at[None, :, :]).transpose(2, 0, 1)).min(axis=1)
    near = lived_in.index[away_m <= evaluation.effective.assumptions["walk_to_stop_m"]]
    rows = found.villages.loc[found.villages.index.intersection(near)]
    left = rows[(rows["outings"] == 0) & ~rows["on_foot"] & rows["place_id"].notna()]
    if left.empty:
        return None
    persons = evaluation.groups["no_car"].reindex(left.index).astype(float)
    reasons = pd.Series([why_none(row) for row in left.to_dict("records")], index=left.index)
    of_reason = persons.groupby(reasons).sum().sort_index().sort_values(ascending=False, kind="stable")
    names = lived_in["name"].reindex(persons.sort_values(ascending=False, kind="stable").index)
    return LineShortfall(float(persons.sum()), tuple(map(str, names)), str(of_reason.index[0]))


def return_times(service: BusService, visit: Visit) -> tuple[int, ...]:
    """Propose when buses home should leave the far end: as soon as each bus there has given the time to stay.

    Parameters
    ----------
    service
        A line with trips there (direction 0).
    visit
        What people go for.

    Returns
    -------
    tuple of int
        Seconds past midnight, in whole five minutes, each once. None for a bus that comes too late for the visit, and none
        where a bus home leaves within the half hour after already.

    Examples
    --------
    >>> from network.services.bus_service import ServiceStop, ServiceTrip
    >>> stops = (ServiceStop("p1", "谷口", 35.0, 137.0), ServiceStop("p2", "役場前", 35.02, 137.01))
    >>> line = BusService("b1", "谷線", "fixed", stops=stops, trips=(ServiceTrip("t1", 0, (28800, 30120)),))
    >>> return_times(line, Visit(stay_s=5400, opens_s=30600))
    (36000,)
    """
    homes = sorted(_first(t.times_s) for t in service.trips if t.direction == _HOME)
    found = set()
    for trip in service.trips:
        arrives_s = _last(trip.times_s)
        if trip.direction != _THERE or not visit.arrive_from_s <= arrives_s <= visit.arrive_by_s:
            continue
        leaves_s = max(arrives_s, visit.opens_s) + visit.stay_s
        if leaves_s > visit.closes_s:
            continue
        leaves_s = math.ceil(max(leaves_s, visit.home_from_s) / _STEP_S) * _STEP_S
        if not any(leaves_s - _STEP_S <= home <= leaves_s + 6 * _STEP_S for home in homes):
            found.add(int(leaves_s))
    return tuple(sorted(found))


def _first(times_s: tuple[int | None, ...]) -> int:
    return next(time for time in times_s if time is not None)


def _last(times_s: tuple[int | None, ...]) -> int:
    return next(time for time in reversed(times_s) if time is not None)
