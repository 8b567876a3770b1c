"""The buses of a day on a map: today's lines that still run, the scenario's own services, and the areas of those on request."""

from __future__ import annotations

import datetime

from layers.features.buses import buses
from layers.features.service_lines import service_areas, service_ways
from layers.style.map_part import Part
from network.services.bus_service import LINE_KINDS, BusService
from plan.reach.bus_days import buses_on, usual_day
from plan.reach.evaluation import Evaluation
from plan.reach.service_area import drawn_area
from plan.timetables.bus_lines import bus_lines


def bus_parts(current: Evaluation, date: datetime.date) -> list[Part]:
    """Draw the lines and stops that there are on a day in a scenario or in the present."""
    effective = current.effective
    dropped = {route.name for route in effective.dropped_routes}
    # A town without a timetable in its data has none of today's lines, but may have drawn some.
    lines = bus_lines(effective.region.as_read, date) if usual_day(effective.region) is not None else ()
    parts = [buses(lines, buses_on(effective, date).stops, dropped=dropped)]
    if running := {service.id for service in _running(current, date)}:
        parts.append(service_ways(effective.services, shown=running))
        parts.append(service_areas(effective.services, shown=running))
    return parts


def bus_symbols(current: Evaluation, date: datetime.date) -> tuple[str, ...]:
    """Name what a legend must explain of `bus_parts`."""
    with_area = any(drawn_area(service) is not None for service in _running(current, date))
    return ("buses", "service_areas") if with_area else ("buses",)


def _running(current: Evaluation, date: datetime.date) -> list[BusService]:
    """List the services of a day; a line without trips does not run yet."""
    return [s for s in current.effective.services if s.calendar.runs_on(date) and (s.trips or s.kind not in LINE_KINDS)]
