"""Edits of a scenario's bus services: each takes a plan and returns a new one. Screens and scripts call the same functions.

What cannot be done (no road to a stop, times that run backwards) is a `ServiceEditError` whose message is Japanese; the plan stays
as it was. Unknown ids are a KeyError. Ids are sequential over the whole plan and never given twice: services ``b1``, stops ``p1``,
trips ``t1`` (see `plan.services.trip_edits` for trips and `plan.services.route_copies` for routes of feeds).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.services import line_edits
from network.services.bus_service import BusService, Kind, ServiceStop
from network.services.running_times import Running
from plan.scenario.edits import free_name, with_scenario
from plan.scenario.permanent_ids import SERVICE, STOP, TRIP, next_id, next_ids, remembering
from plan.scenario.scenario import Plan


class ServiceEditError(RequestError):
    """An edit of a service that cannot be done; the message says why and what to do."""


@contextlib.contextmanager
def wrapping_service_errors() -> Iterator[None]:
    """Turn what a service refuses at birth into an error with a notice."""
    try:
        yield
    except ValueError as problem:
        if isinstance(problem, RequestError):
            raise
        raise ServiceEditError(notice("service_edit_refused", reason=str(problem))) from problem


def new_stop_ids(plan: Plan, count: int = 1) -> list[str]:
    """Return the ids that the next stops will bear."""
    services = (s for scenario in plan.scenarios for s in scenario.services)
    return next_ids(plan, STOP, (p.stop_id for s in services for p in (*s.stops, *s.return_stops)), count)


def new_service_id(plan: Plan) -> str:
    """Return the id that the next service will bear."""
    return next_id(plan, SERVICE, (s.id for scenario in plan.scenarios for s in scenario.services))


def add_service(plan: Plan, scenario_id: str, name: str, kind: Kind = "fixed", **parts: Any) -> tuple[Plan, str]:
    """Add a service; return the plan and the new id.

    Parameters
    ----------
    plan, scenario_id
        Where to.
    name
        One that is taken gets a number.
    kind
        One of `network.services.bus_service.KINDS`.
    parts
        What else is known of it, as `network.services.bus_service.BusService` takes it.
    """
    scenario = plan.scenario(scenario_id)
    new = new_service_id(plan)
    with wrapping_service_errors():
        service = BusService(
            new, free_name(name.strip() or "名のない路線", [s.name for s in scenario.services]), kind, **parts
        )
        return with_scenario(plan, replace(scenario, services=(*scenario.services, service))), new


def change_service(plan: Plan, scenario_id: str, service: BusService) -> Plan:
    """Put a changed service in the place of the one with its id: calendar, vehicle, fare, area, terms, anything that it holds.

    Ids of stops and trips that are gone with it are never given again.
    """
    scenario = plan.scenario(scenario_id)
    before = scenario.service(service.id)
    changed = with_scenario(
        plan, replace(scenario, services=tuple(service if s.id == service.id else s for s in scenario.services))
    )
    return _remembering_parts(changed, before)


def remove_service(plan: Plan, scenario_id: str, service_id: str) -> Plan:
    """Remove a service."""
    scenario = plan.scenario(scenario_id)
    gone = scenario.service(service_id)
    left = with_scenario(plan, replace(scenario, services=tuple(s for s in scenario.services if s.id != service_id)))
    return _remembering_parts(remembering(left, SERVICE, [service_id]), gone)


def rename_service(plan: Plan, scenario_id: str, service_id: str, name: str) -> Plan:
    """Give a service another name; one that is taken gets a number."""
    scenario = plan.scenario(scenario_id)
    others = [s.name for s in scenario.services if s.id != service_id]
    named = replace(scenario.service(service_id), name=free_name(name.strip() or "名のない路線", others))
    return change_service(plan, scenario_id, named)


def set_parts(plan: Plan, scenario_id: str, service_id: str, **parts: Any) -> Plan:
    """Set parts of a service by name (calendar, vehicle, fare_yen, area, slots_s, cost, depot, layover_min, …).

    Raises
    ------
    ServiceEditError
        When the parts contradict each other.
    """
    with wrapping_service_errors():
        return change_service(plan, scenario_id, replace(plan.scenario(scenario_id).service(service_id), **parts))


def add_stop(  # noqa: PLR0913 - what a stop is and where it goes, each by its name
    plan: Plan,
    scenario_id: str,
    service_id: str,
    lat: float,
    lon: float,
    *,
    running: Running,
    name: str | None = None,
    direction: int = 0,
    position: int | None = None,
) -> tuple[Plan, str]:
    """Put a new stop into a line; return the plan and the stop's id.

    Parameters
    ----------
    plan, scenario_id, service_id
        Which line.
    lat, lon
        Degrees.
    running
        Of the scenario (`plan.applied.EffectiveScenario.running`): by it the way is drawn and the trips are timed.
    name
        A numbered name where not given.
    direction, position
        Where it will stand; the end of the way there where not given.

    Raises
    ------
    ServiceEditError
        When no road leads to it from the stops beside it and the line has trips.
    """
    service = plan.scenario(scenario_id).service(service_id)
    (new,) = new_stop_ids(plan)
    stops = service.sequence(direction)
    with wrapping_service_errors():
        names = {s.name for s in (*service.stops, *service.return_stops)}
        stop = ServiceStop(new, free_name(name or f"停留所{len(stops) + 1}", names), lat, lon)
        changed = line_edits.with_stop(service, stop, direction, len(stops) if position is None else position, running)
    return change_service(plan, scenario_id, changed), new


def pass_stop(  # noqa: PLR0913 - which stop and where it goes, each by its name
    plan: Plan,
    scenario_id: str,
    service_id: str,
    stop_id: str,
    *,
    running: Running,
    direction: int = 0,
    position: int | None = None,
) -> Plan:
    """Let a line call at a stop that some service of the scenario has already, its own included.

    Raises
    ------
    KeyError
        When no service of the scenario has the stop.
    """
    scenario = plan.scenario(scenario_id)
    service = scenario.service(service_id)
    known = {p.stop_id: p for s in scenario.services for p in (*s.stops, *s.return_stops)}
    end = len(service.sequence(direction)) if position is None else position
    with wrapping_service_errors():
        changed = line_edits.with_stop(service, known[stop_id], direction, end, running)
    return change_service(plan, scenario_id, changed)


def remove_stop(
    plan: Plan, scenario_id: str, service_id: str, position: int, *, running: Running, direction: int = 0
) -> Plan:
    """Take the stop at a position out of a line; trips left with fewer than two stops go with it."""
    return _edited(plan, scenario_id, service_id, lambda s: line_edits.without_stop(s, direction, position, running))


def move_stop(plan: Plan, scenario_id: str, stop_id: str, lat: float, lon: float, *, running: Running) -> Plan:
    """Move a stop in every service of the scenario that calls there.

    Raises
    ------
    KeyError
        When no service calls there.
    ServiceEditError
        When no road leads there and the line has trips.
    """
    return _each_calling(
        plan, scenario_id, stop_id, lambda s: line_edits.with_stop_moved(s, stop_id, lat, lon, running)
    )


def rename_stop(plan: Plan, scenario_id: str, stop_id: str, name: str, reading: str = "") -> Plan:
    """Give a stop another name, and its reading where it is known, in every service of the scenario that calls there.

    Raises
    ------
    KeyError
        When no service calls there.
    """
    new_name = name.strip() or "名のない停留所"
    return _each_calling(
        plan, scenario_id, stop_id, lambda s: line_edits.with_stop_named(s, stop_id, new_name, reading)
    )


def reverse_service(plan: Plan, scenario_id: str, service_id: str) -> Plan:
    """Let a line run the other way round."""
    return _edited(plan, scenario_id, service_id, line_edits.reversed_line)


def loop_service(plan: Plan, scenario_id: str, service_id: str, *, running: Running) -> Plan:
    """Make a line end at the stop at which it begins.

    Raises
    ------
    ServiceEditError
        When it has fewer than two stops or no road leads back.
    """
    return _edited(plan, scenario_id, service_id, lambda s: line_edits.looped(s, running))


def snap_service(plan: Plan, scenario_id: str, service_id: str, *, running: Running) -> Plan:
    """Draw the way of a line along the roads anew."""
    return _edited(plan, scenario_id, service_id, lambda s: line_edits.snapped(s, running))


def _edited(plan: Plan, scenario_id: str, service_id: str, edit: Callable[[BusService], BusService]) -> Plan:
    service = plan.scenario(scenario_id).service(service_id)
    with wrapping_service_errors():
        return change_service(plan, scenario_id, edit(service))


def _each_calling(plan: Plan, scenario_id: str, stop_id: str, edit: Callable[[BusService], BusService]) -> Plan:
    scenario = plan.scenario(scenario_id)
    calling = [s.id for s in scenario.services if any(p.stop_id == stop_id for p in (*s.stops, *s.return_stops))]
    if not calling:
        raise KeyError(stop_id)
    for service_id in calling:
        plan = _edited(plan, scenario_id, service_id, edit)
    return plan


def _remembering_parts(plan: Plan, before: BusService) -> Plan:
    """Keep the ids of stops and trips that no service has any more from being given again."""
    services = [s for scenario in plan.scenarios for s in scenario.services]
    stops = {p.stop_id for s in services for p in (*s.stops, *s.return_stops)}
    trips = {t.id for s in services for t in s.trips}
    gone_stops = [p.stop_id for p in (*before.stops, *before.return_stops) if p.stop_id not in stops]
    plan = remembering(plan, STOP, gone_stops)
    return remembering(plan, TRIP, [t.id for t in before.trips if t.id not in trips])
