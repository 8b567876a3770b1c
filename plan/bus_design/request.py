"""What a planner asks for, and the problem that it means in a scenario: hub, stops, people, purposes, lines that stay."""

from __future__ import annotations

import datetime
import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.region.region import Region
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.bus_design.town.town import Town
from network.outings.visit import Visit
from network.roads.travel_time import travel_times
from network.services.bus_service import ServiceStop, Vehicle
from network.services.calendar import ServiceCalendar
from plan.applied import EffectiveScenario, apply
from plan.bus_design.connections import connection_visits, trunk_trips
from plan.bus_design.days import OtherDays, checked_days, other_days, school_holidays
from plan.bus_design.lines import LineLeg, given_calls, legs_of, lines_of
from plan.bus_design.places import local_routes, persons_by_stop, village_stops
from plan.bus_design.wishes import Wishes, bus_running, off_bus_roads, with_wishes
from plan.outings.evaluation import purpose_named
from plan.reach.bus_days import usual_day_of
from plan.reach.destinations import destinations
from plan.reach.evaluation import Evaluation, evaluate
from plan.reach.purpose_places import Destination
from plan.scenario.permanent_ids import HUB, next_id
from plan.scenario.scenario import BASE, FeedRoute, Hub, Plan, Scenario

PURPOSES = ("clinic", "shopping", "office")
"""What people go to a hub for; each counts alike."""
ASSUMED_SERVICES = ("medical", "shopping", "finance", "government")
"""What a hub is taken to gather where nothing stands near it yet."""
_TUESDAY, _APRIL = 1, 4
_TWO_YEARS = datetime.timedelta(days=730)


@dataclass(frozen=True)
class BusDesignRequest:
    """What is asked.

    Parameters
    ----------
    hub_id
        A hub of the plan, a facility or a site.
    vehicles, drivers
        How many there are.
    budget_yen
        Of a year; None for no limit.
    vehicle_class
        One of `network.operations.cost.VEHICLE_CLASSES`.
    keep_lines
        Whether all of today's lines run on; else only those that lead far beyond the villages do.
    rounds
        Of the search; as many as time allows where not given.
    seconds
        Until what was found is handed over.
    seed
        Kept for the record: this search draws nothing by chance.
    least_purposes
        For how many purposes every village that a candidate serves must have an outing; 0 guarantees nothing.
    must
        Ids of villages that must have an outing for at least one purpose, whatever that costs others.
    wishes
        What every timetable must keep.
    changes
        At most so many changes of today's timetable are tried beside the free designs.
    what_if
        Whether the designs are measured with a road closed and under other assumptions, too.
    """

    hub_id: str
    vehicles: int
    drivers: int
    budget_yen: float | None = None
    vehicle_class: str = "wagon"
    keep_lines: bool = False
    rounds: int | None = None
    seconds: float = 90.0
    seed: int = 0
    least_purposes: int = 0
    must: tuple[str, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)
    changes: int = 0
    what_if: bool = False


@dataclass(frozen=True, eq=False)
class DesignTask:
    """A request with its data.

    Parameters
    ----------
    region
        As its files give it.
    year
        Whose people are counted; None for the base year.
    town
        For `network.bus_design.town`.
    frame
        The scenario without its bus services, into which each design is put.
    plan
        That holds the frame.
    hub_id
        Of the hub in the frame.
    purposes
        That can be done at the hub.
    date
        The usual day that is counted.
    dated
        Whether the usual day had to be looked for: the lines don't run on the one that every page counts.
    year_from
        1 April of the year that is reckoned.
    villages
        Village ids by the town's stops.
    near
        Whether anybody lives within walking reach of each stop.
    by_car
        Whether a car gets from the hub to each stop and back; buses may be allowed on fewer roads.
    notices
        What a reader must know.
    other_days
        With timetables of their own.
    legs
        What today's lines do at the hub on the usual day.
    """

    region: Region
    year: int | None
    town: Town
    frame: Scenario
    plan: Plan
    hub_id: str
    purposes: tuple[str, ...]
    date: datetime.date
    year_from: datetime.date
    villages: tuple[str, ...]
    near: NDArray[np.bool_]
    by_car: NDArray[np.bool_]
    notices: tuple[Notice, ...]
    dated: bool = False
    other_days: tuple[OtherDays, ...] = ()
    legs: tuple[LineLeg, ...] = ()


def design_task(effective: EffectiveScenario, plan: Plan, request: BusDesignRequest) -> DesignTask:
    """Turn a request into a problem.

    Parameters
    ----------
    effective
        The scenario that is designed for; its bus services make room.
    plan
        Where it stands, and where ids are taken.
    request
        What is asked.

    Raises
    ------
    geo.texts.errors.RequestError
        When nothing can be designed, with what blocks it.
    """
    _refuse_impossible(request)
    region, year = effective.region.as_read, effective.year
    notices: list[Notice] = []
    dropped = () if request.keep_lines else local_routes(effective)
    frame, hub_id = _frame(effective, plan, request, dropped)
    holder = replace(plan, scenarios=(*(s for s in plan.scenarios if s.id != frame.id), frame))
    evaluation = evaluate(apply(region, holder, frame.id, year))
    usual = usual_day_of(evaluation.effective) or _first_tuesday(region.base_year)
    year_from = datetime.date(usual.year if usual.month >= _APRIL else usual.year - 1, _APRIL, 1)
    wishes = request.wishes
    holidays = school_holidays(wishes.school_holidays, year_from)
    days = checked_days(wishes.days, saturday=wishes.saturday)
    calendar = ServiceCalendar(days=days, pauses=holidays)
    date = next(calendar.dates(usual, year_from + _TWO_YEARS), usual)
    visits = _visits(evaluation, hub_id, date)
    if not visits:
        frame = replace(
            frame, hubs=tuple(replace(h, services=ASSUMED_SERVICES) if h.id == hub_id else h for h in frame.hubs)
        )
        holder = replace(holder, scenarios=tuple(frame if s.id == frame.id else s for s in holder.scenarios))
        evaluation = evaluate(apply(region, holder, frame.id, year))
        visits = _visits(evaluation, hub_id, date)
        notices.append(notice("bus_design_hub_assumed", hub=frame.hub(hub_id).name))
    if dropped:
        notices.append(notice("bus_design_lines_dropped", count=len(dropped)))
    hub = frame.hub(hub_id)
    stops = village_stops(effective, hub)
    town_stops = tuple(stops.values())
    persons, near = persons_by_stop(evaluation, hub_id, visits, town_stops)
    places = pd.DataFrame(
        [(s.lat, s.lon) for s in (_hub_stop(hub), *town_stops)],
        columns=["lat", "lon"],
        index=range(len(town_stops) + 1),
    )
    running = bus_running(evaluation.effective, plan, wishes)
    car, drive = (
        travel_times(roads, places, places, mode="car").minutes.to_numpy(dtype=np.float64)
        for roads in (evaluation.effective.roads, running.roads)
    )
    off = off_bus_roads(evaluation.effective.roads, running.roads, places)
    drive = np.where(off[:, None] | off[None, :], np.inf, drive)
    if not np.isfinite(drive[0, 1:]).any():
        if wishes.narrow_roads:
            raise RequestError(notice("bus_design_hub_without_bus_road", hub=hub.name))
        raise RequestError(notice("bus_design_hub_without_road", hub=hub.name))
    lines = lines_of(effective, holder, frame, dropped or local_routes(effective))
    town = Town(
        hub=_hub_stop(hub),
        stops=town_stops,
        persons=persons,
        drive_min=drive,
        visits=tuple(visits.values()),
        running=running,
        assumptions=evaluation.effective.assumptions,
        vehicle=Vehicle(request.vehicle_class),
        vehicles=request.vehicles,
        drivers=request.drivers,
        budget_yen=math.inf if request.budget_yen is None else request.budget_yen,
        given=given_calls(lines, _hub_stop(hub), town_stops, region.crs),
        calendar=calendar,
    )
    if wishes.connections:
        town = _meeting_trunks(town, evaluation, date)
    town = with_wishes(town, evaluation.effective, tuple(stops), wishes)
    visits_on = functools.partial(_visits, evaluation, hub_id)
    return DesignTask(
        region=region,
        year=year,
        town=town,
        frame=frame,
        plan=holder,
        hub_id=hub_id,
        purposes=tuple(visits),
        date=date,
        year_from=year_from,
        villages=tuple(stops),
        near=near,
        by_car=np.isfinite(car[0, 1:] + car[1:, 0]),
        notices=tuple(notices),
        dated=date != usual,
        legs=legs_of([s for s in lines if s.calendar.runs_on(date)], _hub_stop(hub), town_stops, region.crs),
        other_days=other_days(town, visits_on, year_from, saturday=wishes.saturday, holidays=holidays),
    )


def _meeting_trunks(town: Town, evaluation: Evaluation, date: datetime.date) -> Town:
    """Let people ride on from the hub by the lines that stay, and back."""
    effective = evaluation.effective
    region = effective.region.as_read
    trips = trunk_trips(effective.timetable(date), town.hub, region.crs) if region.feeds else ()
    beyond = connection_visits(trips, town.assumptions)
    if not beyond:
        raise RequestError(notice("bus_design_trunk_none", hub=town.hub.name))
    return replace(town, visits=(*town.visits, beyond), connections=True)


def _refuse_impossible(request: BusDesignRequest) -> None:
    if request.vehicles < 1:
        raise RequestError(notice("bus_design_without_vehicles"))
    if request.drivers < 1:
        raise RequestError(notice("bus_design_without_drivers"))
    if not 0 <= request.least_purposes <= len(PURPOSES):
        raise RequestError(notice("bus_design_guarantee_purposes", most=len(PURPOSES)))


def _frame(
    effective: EffectiveScenario, plan: Plan, request: BusDesignRequest, dropped: Sequence[FeedRoute]
) -> tuple[Scenario, str]:
    """Return the scenario without bus services, with the hub in it, and the hub's id."""
    ((name, lat, lon),) = destinations(effective, [request.hub_id])[["name", "lat", "lon"]].itertuples(
        index=False, name=None
    )
    base = effective.scenario or Scenario("s1", "バスの設計", based_on=BASE)
    known = {hub.id for hub in base.hubs}
    routes = tuple(dict.fromkeys((*base.dropped_routes, *dropped)))
    if request.hub_id in known:
        return replace(base, services=(), dropped_routes=routes), request.hub_id
    region = effective.region
    tables = (region.villages, region.facilities, region.sites)
    others = (hub.id for scenario in plan.scenarios for hub in scenario.hubs)
    hub_id = next_id(plan, HUB, [*known, *others, *(str(i) for table in tables for i in table.index)])
    hub = Hub(hub_id, str(name), float(lat), float(lon), site_id=request.hub_id)
    return replace(base, hubs=(*base.hubs, hub), services=(), dropped_routes=routes), hub_id


def _visits(evaluation: Evaluation, hub_id: str, date: datetime.date) -> dict[str, tuple[Visit, ...]]:
    hubs = evaluation.effective.hubs.loc[[hub_id], ["name", "lat", "lon"]]
    ((name, lat, lon),) = hubs.itertuples(index=False, name=None)
    at = Destination(hub_id, str(name), float(lat), float(lon))
    places = evaluation.purpose_places
    known = [what for name in PURPOSES if places.at(what := purpose_named(name, evaluation.effective), at)]
    found = {what.id: places.visits(what, at, date) for what in known}
    return {name: visits for name, visits in found.items() if visits}


def _hub_stop(hub: Hub) -> ServiceStop:
    return ServiceStop("p1", hub.name, hub.lat, hub.lon)


def _first_tuesday(year: int) -> datetime.date:
    first = datetime.date(year, _APRIL, 1)
    return first + datetime.timedelta(days=(_TUESDAY - first.weekday()) % 7)
