"""The map of the route page: villages by who can go and be home, today's lines, the services and the one that is drawn."""

from __future__ import annotations

import pandas as pd

from layers.features.buses import buses
from layers.features.facilities import facilities
from layers.features.hubs import hubs
from layers.features.service_lines import service_areas, service_lines
from layers.features.villages import class_counts, villages
from layers.hall.wall import remember_button
from layers.map_component.map_component import Display, show_map
from layers.style.colours import OUTINGS
from layers.style.legend import legend
from layers.style.map_part import Part
from plan.figure_texts import day_in_year
from plan.organisation.shared_days import days_at_hubs
from plan.outings.best_outings import BestOutings
from plan.reach.bus_days import usual_day
from plan.reach.evaluation import Evaluation
from plan.reach.service_area import drawn_area
from plan.timetables.bus_lines import bus_lines
from views import session
from views.map_options import ONLINE
from views.map_parts import forecast_texts, year_note
from views.opening import map_files
from views.routes.drawing.known_stops import known_stops
from views.routes.drawing.map_events import map_mode
from views.routes.state import chosen_direction, chosen_service, chosen_stop, services
from views.widget_state import Widget

MAP = "routes"
TODAY, FACILITIES = Widget("route_today", True), Widget("route_facilities", True)
"""Whether the map shows today's lines and stops, and facilities."""


def show_route_map(current: Evaluation, found: BestOutings | None) -> None:
    """Draw the map on which services are drawn."""
    own = chosen_service()
    with_today = TODAY.value
    parts = [
        *_villages(current, found),
        *([facilities(current.effective.facilities)] if FACILITIES.value else []),
        hubs(current.effective.hubs, draggable=False, days=days_at_hubs(current.effective.scenario)),
        service_areas(services(), shown={s.id for s in services()}, chosen=own.id if own is not None else None),
        _today(current) if with_today else None,
        service_lines(
            services(),
            chosen=own.id if own is not None else None,
            direction=chosen_direction(),
            known=known_stops(current) if with_today else (),
            chosen_stop=chosen_stop(),
        ),
    ]
    display = Display(
        mode=map_mode(),
        height="calc(100vh - 8.6rem)",
        fly_to=session.opened().fly_to,
        online=ONLINE.value,
    )
    show_map(MAP, map_files(current.effective.region), [*parts, remember_button()], display)


def _villages(current: Evaluation, found: BestOutings | None) -> list[Part]:
    table, selected = current.effective.region.villages, session.selected_village()
    with_areas = any(drawn_area(service) is not None for service in services())
    symbols = ("hubs", "facilities", "buses", *(("service_areas",) if with_areas else ()))
    if found is None:
        return [
            villages(table, selected=selected, people_texts=forecast_texts(current)),
            legend(symbols=symbols, note="便ができると、行って帰れるかが色で出ます。"),
        ]
    values = found.colours
    counts = class_counts(OUTINGS.classes, values, table["population"])
    how, day = found.purpose.name, day_in_year(found.date)
    return [
        villages(table, OUTINGS, values, mode=how, selected=selected, people_texts=forecast_texts(current)),
        legend(OUTINGS, mode=how, day=day, counts=counts, symbols=symbols, note=year_note(current)),
    ]


def _today(current: Evaluation) -> Part | None:
    """Draw the lines that still run as they do today."""
    usual = usual_day(current.effective.region)
    if usual is None:
        return None
    no_stops = pd.DataFrame({"lat": [], "lon": []})
    dropped = {route.name for route in current.effective.dropped_routes}
    return buses(bus_lines(current.effective.region.as_read, usual), no_stops, dropped=dropped)
