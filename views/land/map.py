"""The map of spheres and areas: villages, hubs, what the plan draws, and where a rule is not met."""

from __future__ import annotations

import json

from layers.features.facilities import facilities
from layers.features.hubs import hubs
from layers.features.plan_areas import DrawnArea, drawn_areas, flagged, spheres
from layers.features.service_lines import service_ways
from layers.features.villages import villages
from layers.style.legend import legend
from layers.style.map_part import Part, on_side
from plan.organisation.shared_days import days_at_hubs
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import Scenario
from views import session
from views.land.map_events import chosen_area
from views.map_parts import forecast_texts, year_note
from views.widget_state import Widget

SPHERES, AREAS = Widget("land_spheres", True), Widget("land_drawn", True)
FACILITIES, SNAP = Widget("land_facilities", True), Widget("land_snap", True)
BUSES = Widget("land_buses", True)
"""What the map shows, and whether corners keep to roads and edges."""

_SYMBOLS = ("hubs", "facilities", "spheres", "hub_areas", "conservation", "buses", "flagged")
"""In the order of the legend."""


def land_parts(current: Evaluation) -> list[Part | None]:
    """Draw all that changes on the map."""
    parts, symbols = _parts(current)
    return [*parts, _legend(symbols, current)]


def swiped_parts(before: Evaluation, current: Evaluation) -> list[Part | None]:
    """Draw two scenarios, one on each side of a handle; nothing of them can be changed meanwhile."""
    (left, on_left), (right, on_right) = _parts(before), _parts(current)
    return [*on_side("left", left), *on_side("right", right), _legend(on_left | on_right, current)]


def _parts(current: Evaluation) -> tuple[list[Part | None], frozenset[str]]:
    """Return what lies on the map of a scenario or of the present, and the symbols that a legend must explain."""
    effective = current.effective
    scenario = effective.scenario
    grounds = [(s.hub_id, s.area) for s in scenario.spheres if s.area is not None] if scenario is not None else []
    drawn = _areas(scenario) if scenario is not None and AREAS.value else []
    place = session.current().land.flagged
    here = scenario is not None and scenario.id == session.scenario_id()
    lines = [service for service in effective.services if BUSES.value and service.line(0)]
    shown = {
        "spheres": bool(grounds) and SPHERES.value,
        "facilities": FACILITIES.value,
        "flagged": here and place is not None,
        "hubs": len(effective.hubs) > 0 or here,
        "hub_areas": any(area.kind == "hub_area" for area in drawn),
        "conservation": any(area.kind == "conservation" for area in drawn),
        "buses": bool(lines),
    }
    hub = session.opened().chosen_hub
    chosen = hub if here and hub in effective.hubs.index else None
    parts = [
        villages(effective.region.villages, selected=session.selected_village(), people_texts=forecast_texts(current)),
        hubs(effective.hubs, chosen=chosen, draggable=False, days=days_at_hubs(effective.scenario)),
        facilities(effective.facilities) if shown["facilities"] else None,
        spheres(grounds, chosen=chosen) if shown["spheres"] else None,
        service_ways(effective.services, shown={line.id for line in lines}) if lines else None,
        drawn_areas(drawn, chosen=chosen_area(scenario) if here else None, snap=SNAP.value),
        flagged([json.loads(place)]) if here and place is not None else None,
    ]
    return parts, frozenset(symbol for symbol, is_shown in shown.items() if is_shown)


def _areas(scenario: Scenario) -> list[DrawnArea]:
    drawn = [DrawnArea(a.id, "hub_area", h.name, a.shape) for h in scenario.hubs for a in h.areas]
    return drawn + [DrawnArea(a.id, "conservation", a.name, a.shape) for a in scenario.conservation_areas]


def _legend(symbols: frozenset[str], current: Evaluation) -> Part:
    return legend(symbols=[symbol for symbol in _SYMBOLS if symbol in symbols], note=year_note(current))
