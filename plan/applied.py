"""Region + scenario → what holds: roads, facilities, hubs, assumptions. The one place where edits are applied."""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass, replace

import pandas as pd

from geo.reference.assumptions import Assumptions
from geo.region.region import Region
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.roads.graph import RoadGraph
from network.roads.graph_cache import road_graph_of
from network.services.bus_service import BusService
from network.services.running_times import Running
from network.transit.interrupted import interrupted
from network.transit.timetable import Timetable
from plan.future.in_year.region_in_year import RegionInYear, region_in_year
from plan.scenario.future import Future
from plan.scenario.scenario import BASE, BASE_NAME, FeedRoute, Plan, RoadEdit, Scenario
from plan.timetables.region_timetable import region_feeds
from plan.timetables.scenario_timetable import scenario_timetable


@dataclass(frozen=True, eq=False)
class EffectiveScenario:
    """What holds in a scenario.

    Parameters
    ----------
    region
        The region underneath, with the people of the year that is counted.
    scenario_id, scenario_name
        ``base`` and 現況 for the present; in another year the name says the year.
    assumptions
        The region's with the scenario's on top; in another year with the licence rates of that year.
    roads
        Closed roads left out.
    facilities
        Index facility_id; status and place as edited. Columns as in `geo.region.tables.facilities`.
    hubs
        Index hub_id; columns name, lat, lon, site_id, services (tuple of categories).
    scenario
        The scenario itself, for what it draws (hub areas, spheres, conservation areas); None for the present.
    notices
        Edits that could not be applied.
    in_year
        How the people of another year were made; None for those of the base year.
    """

    region: Region
    scenario_id: str
    scenario_name: str
    assumptions: Assumptions
    roads: RoadGraph
    facilities: pd.DataFrame
    hubs: pd.DataFrame
    scenario: Scenario | None
    notices: tuple[Notice, ...]
    in_year: RegionInYear | None = None

    @property
    def year(self) -> int | None:
        """The year whose people are counted; None for the base year."""
        return None if self.in_year is None else self.in_year.year

    @property
    def stated_assumptions(self) -> Assumptions:
        """The assumptions as region and scenario state them, whatever the year."""
        return self.assumptions if self.in_year is None else self.in_year.stated

    @property
    def is_baseline(self) -> bool:
        """Return whether this is the present."""
        return self.scenario_id == BASE

    @property
    def services(self) -> tuple[BusService, ...]:
        """Bus services of the scenario's own; none for the present."""
        return self.scenario.services if self.scenario is not None else ()

    @property
    def dropped_routes(self) -> tuple[FeedRoute, ...]:
        """Routes of today's feeds that do not run."""
        return self.scenario.dropped_routes if self.scenario is not None else ()

    @property
    def running(self) -> Running:
        """The roads and speeds by which buses of this scenario run."""
        return Running.of(self.roads, self.assumptions)

    def timetable(self, date: datetime.date | None = None) -> Timetable:
        """Return the buses of a day: the region's feeds without the routes that the scenario drops, and its own services.

        Rides over roads that the scenario closes are left out.

        Parameters
        ----------
        date
            The first Tuesday with the most trips of the feeds where not given, the same for all scenarios; of the services where
            there is no feed.

        Raises
        ------
        geo.texts.errors.RequestError
            When there is neither a feed that can be read nor a service or, without a date, nothing ever runs.
        """
        published = scenario_timetable(self.region.as_read, self.services, self.dropped_routes, date)
        before = road_graph(self.region.as_read, self.assumptions)
        return interrupted(published, before, self.roads, self.assumptions["felt_change_min"])


_ROAD_ASSUMPTIONS = (
    "max_access_m", "straight_walk_m", "walk_older_m_per_min", "walk_general_m_per_min", "walk_children_m_per_min",
)  # fmt: skip


@functools.lru_cache(maxsize=32)
def _compiled_roads(region: Region, assumptions: Assumptions) -> RoadGraph:
    return road_graph_of(region.road_source, assumptions=assumptions, crs=region.crs)


def road_graph(region: Region, assumptions: Assumptions | None = None) -> RoadGraph:
    """Compile a region's roads under some assumptions, the region's own where not given; asking again is free."""
    chosen = assumptions or region.assumptions
    of_roads = {k: v for k, v in chosen.changed.items() if k.startswith("speed_") or k in _ROAD_ASSUMPTIONS}
    return _compiled_roads(region, Assumptions(of_roads))


@functools.lru_cache(maxsize=64)
def _edited_roads(roads: RoadGraph, edits: tuple[RoadEdit, ...]) -> RoadGraph:
    """Close and open edges in the order of the edits; kept, because what a network knows of itself is costly."""
    for edit in edits:
        known = [e for e in edit.edges if e in roads.edge_position]
        roads = roads.closing(known) if edit.change == "close" else roads.opening(known)
    return roads


def apply(
    region: Region, plan: Plan | None = None, scenario_id: str = BASE, year: int | None = None
) -> EffectiveScenario:
    """Apply a scenario's edits, and those of the scenarios that it is based on, to a region.

    Parameters
    ----------
    region
        As read from its folder.
    plan
        Holds the scenario; not needed for the present.
    scenario_id
        ``base`` for the present: today's hubs, facilities and roads.
    year
        Whose people are counted, as projected; facilities, roads and timetables stay. None: those of the base year.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no such scenario, or its people of the year cannot be projected.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> apply(read_region("sample_regions/model_chiku")).scenario_name
    '現況'
    """
    line = lineage(plan, scenario_id)
    assumptions, facilities = region.assumptions, region.facilities
    notices: list[Notice] = []
    for scenario in line:
        assumptions = assumptions.with_changes(scenario.assumptions.changed)
        facilities, new_notices = _with_facility_edits(facilities, scenario)
        notices += new_notices
    roads = road_graph(region.as_read, assumptions)
    for scenario in line:
        if scenario.roads:
            roads = _edited_roads(roads, scenario.roads)
        notices += _unknown_edges(roads, scenario)
    if line:
        hubs, new_notices = _hubs(line[-1], region)
        facilities, moves = _with_moves_to_hubs(facilities, line[-1])
        facilities = _with_days_at_hubs(facilities, line[-1])
        notices += [*new_notices, *moves, *_unknown_in_spheres(line[-1], region), *_unknown_routes(region, line[-1])]
    else:
        hubs = _today_hubs(region)
    effective = EffectiveScenario(
        region=region,
        scenario_id=scenario_id,
        scenario_name=line[-1].name if line else BASE_NAME,
        assumptions=assumptions,
        roads=roads,
        facilities=facilities,
        hubs=hubs,
        scenario=line[-1] if line else None,
        notices=tuple(notices),
    )
    return effective if year is None else in_year(effective, year)


def in_year(effective: EffectiveScenario, year: int | None) -> EffectiveScenario:
    """Return the same scenario with the people of another year, or of the base year (None, or that year itself), as `apply`."""
    region, stated, scenario = effective.region.as_read, effective.stated_assumptions, effective.scenario
    name = BASE_NAME if scenario is None else scenario.name
    if year is None or year == region.base_year:
        return replace(effective, scenario_name=name, region=region, assumptions=stated, in_year=None)
    found = region_in_year(region, year, _settling(scenario), stated)
    name = f"{name}（{year}年の人口）"
    return replace(effective, scenario_name=name, region=found.region, assumptions=found.assumptions, in_year=found)


def _settling(scenario: Scenario | None) -> Future | None:
    """Return what of a scenario changes how many people there will be; None where nothing does."""
    if scenario is None:
        return None
    settling = Future(settlers=scenario.future.settlers, vacant_houses=scenario.future.vacant_houses)
    return None if settling == Future() else settling


def _unknown_routes(region: Region, scenario: Scenario) -> list[Notice]:
    if not scenario.dropped_routes:
        return []
    feeds = region_feeds(region) if region.feeds else {}
    known = {(name, str(route)) for name, feed in feeds.items() for route in feed.routes.index}
    return [
        notice("plan_route_unknown", scenario=scenario.name, feed=route.feed, id=route.route_id)
        for route in scenario.dropped_routes
        if (route.feed, route.route_id) not in known
    ]


def lineage(plan: Plan | None, scenario_id: str) -> tuple[Scenario, ...]:
    """List the scenarios whose edits hold, the lowest first and the scenario itself last; none for the present.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no such scenario.
    """
    if scenario_id == BASE:
        return ()
    known = [s.id for s in plan.scenarios] if plan is not None else []
    if plan is None or scenario_id not in known:
        raise RequestError(notice("scenario_not_found", id=scenario_id, known="、".join([BASE, *known])))
    return plan.ancestry(scenario_id)


def _with_facility_edits(facilities: pd.DataFrame, scenario: Scenario) -> tuple[pd.DataFrame, list[Notice]]:
    notices = []
    changed = facilities
    for edit in scenario.facilities:
        if edit.facility_id not in facilities.index:
            notices.append(notice("plan_facility_unknown", scenario=scenario.name, id=edit.facility_id))
            continue
        if changed is facilities:
            changed = facilities.copy()
        if edit.change == "move":
            changed.loc[edit.facility_id, ["lat", "lon"]] = [edit.lat, edit.lon]
        else:
            changed.loc[edit.facility_id, "status"] = "open" if edit.change == "open" else "closed"
    return changed, notices


def _with_moves_to_hubs(facilities: pd.DataFrame, scenario: Scenario) -> tuple[pd.DataFrame, list[Notice]]:
    """Put the facilities that move to a hub there, so that nobody is sent to the place that they left."""
    notices = []
    changed = facilities
    for hub in scenario.hubs:
        for moved in hub.facilities:
            if moved.status != "moved" or moved.facility_id is None:
                continue
            if moved.facility_id not in facilities.index:
                notices.append(notice("plan_facility_unknown", scenario=scenario.name, id=moved.facility_id))
                continue
            if changed is facilities:
                changed = facilities.copy()
            changed.loc[moved.facility_id, ["lat", "lon"]] = [hub.lat, hub.lon]
    return changed, notices


def _with_days_at_hubs(facilities: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """Open the facilities that hubs share by weekday on their days alone."""
    days = {
        f.facility_id: f.days
        for hub in scenario.hubs
        for f in hub.facilities
        if f.days and f.facility_id in facilities.index
    }
    if not days:
        return facilities
    changed = facilities.copy()
    for facility_id, named in days.items():
        changed.at[facility_id, "days"] = ",".join(named)
    return changed


def _unknown_edges(roads: RoadGraph, scenario: Scenario) -> list[Notice]:
    return [
        notice("plan_road_unknown", scenario=scenario.name, edge="–".join(edge[:2]))
        for edit in scenario.roads
        for edge in edit.edges
        if edge not in roads.edge_position
    ]


def _unknown_in_spheres(scenario: Scenario, region: Region) -> list[Notice]:
    hub_ids = {h.id for h in scenario.hubs}
    notices = [
        notice("plan_sphere_hub_unknown", scenario=scenario.name, id=s.hub_id)
        for s in scenario.spheres
        if s.hub_id not in hub_ids
    ]
    named = [v for s in scenario.spheres for v in s.villages]
    return notices + [
        notice("plan_sphere_village_unknown", scenario=scenario.name, id=v)
        for v in named
        if v not in region.villages.index
    ]


def _hub_frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    def column(name: str, dtype: str) -> pd.Series:
        return pd.Series([row[name] for row in rows], index=hub_ids, dtype=dtype)

    # Column by column: tables of a few rows are made at every click.
    hub_ids = pd.Index([row["hub_id"] for row in rows], name="hub_id", dtype=object)
    dtypes = {"name": "object", "lat": "float64", "lon": "float64", "site_id": "object", "services": "object"}
    return pd.DataFrame({name: column(name, dtype) for name, dtype in dtypes.items()})


def _hubs(scenario: Scenario, region: Region) -> tuple[pd.DataFrame, list[Notice]]:
    rows: list[dict[str, object]] = []
    notices = []
    for hub in scenario.hubs:
        known = hub.site_id is None or hub.site_id in region.sites.index or hub.site_id in region.facilities.index
        if not known:
            notices.append(notice("plan_site_unknown", scenario=scenario.name, hub=hub.name, id=hub.site_id))
        gathered = {*hub.services, *(f.category for f in hub.facilities)}
        place = {"lat": hub.lat, "lon": hub.lon, "site_id": hub.site_id}
        rows.append({"hub_id": hub.id, "name": hub.name, **place, "services": tuple(sorted(gathered))})
    return _hub_frame(rows), notices


def _today_hubs(region: Region) -> pd.DataFrame:
    rows: list[dict[str, object]] = []
    for place_id in region.today_hubs:
        table = region.facilities if place_id in region.facilities.index else region.sites
        place = table.loc[place_id]
        # Today's facilities are counted as what they are; a hub of today adds no service of its own.
        at = {"lat": place["lat"], "lon": place["lon"], "site_id": place_id}
        rows.append({"hub_id": place_id, "name": place["name"], **at, "services": ()})
    return _hub_frame(rows)
