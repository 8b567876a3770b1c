"""What a design must keep: depot, runs at fixed times, roads that buses may not use, the longest way round, one minute of the hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.files.crs import to_metric
from geo.reference import reference_table
from geo.region.roads.road_file import base_class, road_class
from geo.region.roads.snow_roads import FILE, read_snow_roads
from geo.texts.clock import HOUR_S, MINUTE_S
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.bus_design.town.patterns import timed_pattern
from network.bus_design.town.town import FixedRun, Town
from network.roads.graph import RoadGraph
from network.services.calendar import WEEKDAYS
from network.services.running_times import Running
from network.services.service_terms import Depot
from plan.applied import EffectiveScenario, lineage
from plan.reach.destinations import destinations
from plan.scenario.scenario import Plan

_DAY_S = 24 * HOUR_S


@dataclass(frozen=True)
class RunWish:
    """A run that must be run.

    Parameters
    ----------
    villages
        Ids of the villages that it calls at on the way out, the nearest first; it comes back the same way.
    time_s
        In seconds past midnight.
    back
        Whether it is back at the hub then (lessons begin); else it leaves the hub then.
    school_days
        Whether it isn't needed in school holidays.
    """

    villages: tuple[str, ...]
    time_s: int
    back: bool = False
    school_days: bool = False


@dataclass(frozen=True)
class Wishes:
    """What every timetable of a design must keep.

    Parameters
    ----------
    depot_id
        A hub, facility or site where the vehicles stand at night; None: at the hub.
    runs
        That must be run on the usual days.
    detour
        No ride takes longer than so many times the direct ride; None for no limit.
    same_minute
        Whether every line leaves at the same minute of each hour.
    not_on
        Classes of roads (as in OpenStreetMap) that buses may not use.
    closed_as
        A scenario whose closed roads buses may not use.
    cleared_only
        Whether buses use only roads that are cleared of snow, so that the timetable holds in winter too.
    days
        Weekdays of the usual timetable.
    saturday
        Whether Saturdays have a timetable of their own.
    connections
        Whether trunk lines at the hub are met: riding on and back is one more thing to go out for.
    school_holidays
        Spans as 「7/21-8/31」 with a timetable of their own.
    """

    depot_id: str | None = None
    runs: tuple[RunWish, ...] = ()
    detour: float | None = None
    same_minute: bool = False
    not_on: tuple[str, ...] = ()
    closed_as: str | None = None
    cleared_only: bool = False
    days: tuple[str, ...] = WEEKDAYS[:5]
    saturday: bool = False
    school_holidays: tuple[str, ...] = ()
    connections: bool = False

    @property
    def narrow_roads(self) -> bool:
        """Whether buses may use fewer roads than cars."""
        return bool(self.not_on or self.closed_as is not None or self.cleared_only)


def bus_running(effective: EffectiveScenario, plan: Plan, wishes: Wishes) -> Running:
    """Return the roads and speeds of buses, without the roads that they may not use.

    Raises
    ------
    geo.texts.errors.RequestError
        For an unknown class of road or scenario, or where it isn't known which roads are cleared of snow.
    """
    roads = effective.roads
    closed: set[tuple[str, str, int]] = set()
    if wishes.not_on:
        closed |= set(_of_classes(roads, wishes.not_on))
    if wishes.closed_as is not None:
        edits = [edit for scenario in lineage(plan, wishes.closed_as) for edit in scenario.roads]
        closed |= {edge for edit in edits if edit.change == "close" for edge in edit.edges}
    if wishes.cleared_only:
        closed |= set(_not_cleared(effective, roads))
    known = sorted(closed.intersection(roads.edge_position))
    return replace(effective.running, roads=roads.closing(known) if known else roads)


def _of_classes(roads: RoadGraph, classes: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    known = reference_table("speeds")
    unknown = [name for name in classes if name not in known]
    if unknown:
        raise RequestError(notice("bus_design_road_class_unknown", value=unknown[0], known="、".join(known)))
    edges = roads.source.edges
    return (edge for edge in roads.edge_ids if base_class(road_class(edges[edge].get("highway"))) in classes)


def _not_cleared(effective: EffectiveScenario, roads: RoadGraph) -> Iterator[tuple[str, str, int]]:
    region = effective.region
    cleared, _ = read_snow_roads(region.folder, fictional=region.fictional)
    if cleared is None or cleared.empty:
        raise RequestError(notice("bus_design_snow_roads_missing", name=FILE))
    lines = np.asarray(cleared.to_crs(region.crs).geometry.values, dtype=object)
    beside_m = reference_table("bus_design")["town_cleared_beside_m"].value
    ground = shapely.buffer(shapely.union_all(lines), beside_m)
    shapely.prepare(ground)
    inside = shapely.covered_by(roads.segments, ground)
    return (edge for edge, n in zip(roads.edge_ids, roads.edge_segment.tolist(), strict=True) if not inside[n])


def off_bus_roads(cars: RoadGraph, buses: RoadGraph, places: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which places lie farther from the roads of buses than from those of cars: a bus doesn't get there.

    Parameters
    ----------
    cars, buses
        The same roads, of which buses may use fewer.
    places
        Columns lat, lon.
    """
    if cars is buses:
        return np.zeros(len(places), dtype=bool)
    xy = to_metric(places["lat"].to_numpy(), places["lon"].to_numpy(), cars.crs)
    points = np.asarray(shapely.points(xy), dtype=object)
    near_m = [_nearest_m(roads, points) for roads in (cars, buses)]
    return np.asarray(near_m[1] > near_m[0] + reference_table("bus_design")["town_stop_off_road_m"].value)


def _nearest_m(roads: RoadGraph, points: NDArray[np.object_]) -> NDArray[np.float64]:
    driven = np.unique(roads.edge_segment[roads.open_edges & np.isfinite(roads.edge_car_min)])
    if not len(driven):
        return np.full(len(points), np.inf)
    lines = shapely.STRtree(roads.segments[driven])
    (at, _), apart_m = lines.query_nearest(points, return_distance=True, all_matches=False)
    found = np.full(len(points), np.inf)
    found[at] = apart_m
    return found


def with_wishes(town: Town, effective: EffectiveScenario, villages: Sequence[str], wishes: Wishes) -> Town:
    """Put wishes into a problem.

    Parameters
    ----------
    town
        On the roads that buses may use.
    effective
        Where the depot is looked up.
    villages
        Ids by the town's stops.
    wishes
        What must be kept.

    Raises
    ------
    geo.texts.errors.RequestError
        When a wish can't be kept whatever runs, with what blocks it.
    """
    if wishes.detour is not None and not wishes.detour >= 1:
        raise RequestError(notice("bus_design_detour_below_direct", value=f"{wishes.detour:g}"))
    if wishes.detour is not None:
        town = replace(town, detour_share=wishes.detour)
    town = replace(town, same_minute=wishes.same_minute, depot=_depot(effective, wishes.depot_id))
    if town.depot is not None and not np.isfinite(town.depot_s()).all():
        raise RequestError(notice("bus_design_depot_without_road", depot=town.depot.name))
    fixed = tuple(dict.fromkeys(_fixed(town, villages, run) for run in wishes.runs))
    minutes = {(run.calls, run.start_s % HOUR_S) for run in fixed}
    if wishes.same_minute and len(minutes) > len({calls for calls, _ in minutes}):
        raise RequestError(notice("bus_design_runs_uneven"))
    return replace(town, fixed=fixed)


def _depot(effective: EffectiveScenario, depot_id: str | None) -> Depot | None:
    if depot_id is None:
        return None
    ((name, lat, lon),) = destinations(effective, [depot_id])[["name", "lat", "lon"]].itertuples(index=False, name=None)
    return Depot(str(name), float(lat), float(lon))


def _fixed(town: Town, villages: Sequence[str], wish: RunWish) -> FixedRun:
    unknown = next((v for v in wish.villages if v not in villages), None)
    if unknown is not None or not wish.villages:
        raise RequestError(notice("bus_design_run_unknown", id=unknown or ""))
    if len(set(wish.villages)) < len(wish.villages):
        raise RequestError(notice("bus_design_run_twice", ids="、".join(wish.villages)))
    calls = tuple(villages.index(v) for v in wish.villages)
    pattern = timed_pattern(town, calls, loop=False) if town.reachable(calls) else None
    if pattern is None:
        names = "、".join(town.stops[k].name for k in calls)
        raise RequestError(notice("bus_design_run_without_road", villages=names))
    start_s = wish.time_s - pattern.run_s if wish.back else wish.time_s
    if not 0 <= start_s < _DAY_S:
        minutes = f"{pattern.run_s // MINUTE_S}"
        raise RequestError(notice("bus_design_run_beyond_day", village=town.stops[calls[-1]].name, minutes=minutes))
    return FixedRun(calls, start_s, wish.school_days)
