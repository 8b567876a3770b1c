"""Edits of the trips of a scenario's bus services: one by one, at a headway, or such that they arrive by a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from network.services.bus_service import BusService, ServiceTrip
from network.services.running_times import Running
from network.services.trip_making import run_of, shifted, start_to_arrive, starts_by_headway, trips_at
from plan.scenario.permanent_ids import TRIP, next_ids
from plan.scenario.scenario import Plan
from plan.services.edits import change_service, wrapping_service_errors


def new_trip_ids(plan: Plan, count: int) -> list[str]:
    """Return the ids that the next trips will bear."""
    taken = [t.id for scenario in plan.scenarios for s in scenario.services for t in s.trips]
    return next_ids(plan, TRIP, taken, count)


def add_trips(
    plan: Plan, scenario_id: str, service_id: str, starts_s: Sequence[int], *, running: Running, direction: int = 0
) -> Plan:
    """Add trips that leave the first stop at given times (s past midnight), with running times by road and dwell.

    Raises
    ------
    plan.services.edits.ServiceEditError
        When the line has fewer than two stops, no road leads along it, or a time leaves the day.
    """
    service = plan.scenario(scenario_id).service(service_id)
    with wrapping_service_errors():
        run_s = run_of(service, direction, running)
        made = trips_at(run_s, direction, starts_s, new_trip_ids(plan, len(starts_s)))
        return change_service(plan, scenario_id, _with_trips(service, [*service.trips, *made]))


def add_trips_by_headway(
    plan: Plan,
    scenario_id: str,
    service_id: str,
    times_s: tuple[int, int, int],
    *,
    running: Running,
    direction: int = 0,
) -> Plan:
    """Add trips from the first to the last start at a headway; `times_s` is (first, last, headway) in seconds.

    Raises
    ------
    plan.services.edits.ServiceEditError
        As `add_trips`, or when the headway is no time.
    """
    with wrapping_service_errors():
        starts = starts_by_headway(*times_s)
    return add_trips(plan, scenario_id, service_id, starts, running=running, direction=direction)


def add_trip_to_arrive(
    plan: Plan, scenario_id: str, service_id: str, arrival: tuple[int, int], *, running: Running, direction: int = 0
) -> Plan:
    """Add a trip that is at a stop by a time; `arrival` is (position of the stop in its direction, seconds past midnight).

    Raises
    ------
    plan.services.edits.ServiceEditError
        As `add_trips`, or when the bus would have to leave the day before.
    """
    service = plan.scenario(scenario_id).service(service_id)
    with wrapping_service_errors():
        start = start_to_arrive(run_of(service, direction, running), *arrival)
    return add_trips(plan, scenario_id, service_id, [start], running=running, direction=direction)


def remove_trips(plan: Plan, scenario_id: str, service_id: str, trip_ids: Sequence[str]) -> Plan:
    """Remove trips; ids that the service does not have are passed over."""
    service = plan.scenario(scenario_id).service(service_id)
    return change_service(plan, scenario_id, _with_trips(service, [t for t in service.trips if t.id not in trip_ids]))


def shift_trip(plan: Plan, scenario_id: str, service_id: str, trip_id: str, by_s: int) -> Plan:
    """Move a trip to earlier (negative) or later.

    Raises
    ------
    KeyError
        When the service has no such trip.
    plan.services.edits.ServiceEditError
        When it would leave the day.
    """
    service = plan.scenario(scenario_id).service(service_id)
    with wrapping_service_errors():
        return _with_trip(plan, scenario_id, service, shifted(service.trip(trip_id), by_s))


def set_trip_times(plan: Plan, scenario_id: str, service_id: str, trip_id: str, times_s: Sequence[int | None]) -> Plan:
    """Write the times of a trip as a timetable grid has them; None where it does not call.

    Raises
    ------
    KeyError
        When the service has no such trip.
    plan.services.edits.ServiceEditError
        When they run backwards or do not fit the stops.
    """
    service = plan.scenario(scenario_id).service(service_id)
    with wrapping_service_errors():
        changed = replace(service.trip(trip_id), times_s=tuple(times_s), arrivals_s=())
        return _with_trip(plan, scenario_id, service, changed)


def retime_trips(plan: Plan, scenario_id: str, service_id: str, *, running: Running) -> Plan:
    """Give all trips of a line the running times that road and dwell need, from their first stop on; stops that they pass stay passed.

    Raises
    ------
    plan.services.edits.ServiceEditError
        When no road leads along the line.
    """
    service = plan.scenario(scenario_id).service(service_id)
    with wrapping_service_errors():
        fitted = []
        for trip in service.trips:
            stops = [service.sequence(trip.direction)[i] for i in trip.positions]
            leaves = dict(zip(trip.positions, running.run_s(stops), strict=True))
            times = tuple(trip.start_s + leaves[i] if i in leaves else None for i in range(len(trip.times_s)))
            fitted.append(replace(trip, times_s=times, arrivals_s=()))
        return change_service(plan, scenario_id, _with_trips(service, fitted))


def set_block(plan: Plan, scenario_id: str, service_id: str, trip_ids: Sequence[str], block: str) -> Plan:
    """Let trips run on one vehicle (riders may stay in it), or leave that to the schedule with an empty name."""
    service = plan.scenario(scenario_id).service(service_id)
    trips = [replace(t, block=block) if t.id in trip_ids else t for t in service.trips]
    return change_service(plan, scenario_id, _with_trips(service, trips))


def _with_trip(plan: Plan, scenario_id: str, service: BusService, trip: ServiceTrip) -> Plan:
    return change_service(
        plan, scenario_id, _with_trips(service, [trip if t.id == trip.id else t for t in service.trips])
    )


def _with_trips(service: BusService, trips: Sequence[ServiceTrip]) -> BusService:
    """Put trips into a service in the order of timetables: by direction, start and id."""
    return replace(service, trips=tuple(sorted(trips, key=lambda t: (t.direction, t.start_s, len(t.id), t.id))))
