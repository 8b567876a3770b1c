"""Where a bus may call, who gets on there, and which of today's lines make room for a design."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.crs import to_metric
from geo.reference import reference_table
from network.outings.visit import Visit
from network.services.bus_service import ServiceStop
from network.transit.stop_access import walks_between
from plan.applied import EffectiveScenario
from plan.outings.evaluation import outings_to, purpose_named, settings_of
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import FeedRoute, Hub
from plan.timetables.region_timetable import region_feeds

_KM = 1000.0


def local_routes(effective: EffectiveScenario) -> tuple[FeedRoute, ...]:
    """List today's routes whose stops all lie near a village: the others are trunk lines, which stay."""
    region = effective.region.as_read
    if not region.feeds:
        return ()
    limit_m = reference_table("bus_design")["town_trunk_km"].value * _KM
    homes = to_metric(region.villages["lat"].to_numpy(), region.villages["lon"].to_numpy(), region.crs)
    found = []
    for name, feed in sorted(region_feeds(region).items()):
        stops = feed.stops
        xy = to_metric(stops["stop_lat"].to_numpy(), stops["stop_lon"].to_numpy(), region.crs)
        far_m = np.sqrt(((xy[:, None, :] - homes[None, :, :]) ** 2).sum(axis=2)).min(axis=1)
        beyond = set(stops.index[far_m > limit_m])
        calls = feed.stop_times.merge(feed.trips[["route_id"]], left_on="trip_id", right_index=True)
        trunk = set(calls.loc[calls["stop_id"].isin(beyond), "route_id"])
        found += [FeedRoute(name, str(route)) for route in feed.routes.index if route not in trunk]
    return tuple(found)


def village_stops(effective: EffectiveScenario, hub: Hub) -> dict[str, ServiceStop]:
    """Put a stop at every village that isn't the hub's own place."""
    villages = effective.region.villages
    found = {}
    for number, (village, name, lat, lon) in enumerate(villages[["name", "lat", "lon"]].itertuples(name=None), start=2):
        if (round(float(lat), 6), round(float(lon), 6)) != (hub.lat, hub.lon):
            found[str(village)] = ServiceStop(f"p{number}", str(name), float(lat), float(lon))
    return found


def persons_by_stop(
    evaluation: Evaluation, hub_id: str, visits: dict[str, tuple[Visit, ...]], stops: Sequence[ServiceStop]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Count people without a car by their nearest stop; who has every outing already, on foot or by lines that stay, is left out."""
    effective = evaluation.effective
    settings = settings_of(effective, purpose_named("clinic", effective))
    homes = evaluation.people.frame
    hub = effective.hubs.loc[[hub_id], ["lat", "lon"]]
    without = np.ones(len(homes), dtype=bool)
    without[walks_between(effective.roads, homes, hub, settings.walk_to_stop_m).start] = False
    if usual_day_of(effective) is not None and visits:
        has = [outings_to(evaluation, hub_id, name, weekly=False).homes for name in visits]
        without &= ~np.logical_and.reduce(has)
    places = pd.DataFrame([(s.lat, s.lon) for s in stops], columns=["lat", "lon"])
    walks = walks_between(effective.roads, homes, places, settings.walk_to_stop_m)
    order = np.lexsort((walks.end, walks.length_m, walks.start))
    start, end = walks.start[order], walks.end[order]
    first = np.r_[True, start[1:] != start[:-1]] if len(start) else np.zeros(0, dtype=bool)
    weights = evaluation.weights["no_car"].to_numpy(dtype=np.float64) * without
    persons = np.zeros(len(stops))
    np.add.at(persons, end[first], weights[start[first]])
    return persons, np.bincount(end, minlength=len(stops)) > 0
