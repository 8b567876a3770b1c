"""The map of spheres and areas: villages, hubs, what the plan draws, and where a rule is not met."""

from __future__ import annotations

import json

import streamlit as st

from layers.facilities import facilities
from layers.hubs import hubs
from layers.legend import legend
from layers.part import Part
from layers.plan_areas import DrawnArea, drawn_areas, flagged, spheres
from layers.villages import villages
from plan.reach.measures import Measures
from views import session
from views.land.deeds import chosen_area


def land_parts(now: Measures) -> list[Part | None]:
    """Draw all that changes on the map."""
    state, applied = st.session_state, now.applied
    scenario = applied.scenario
    assert scenario is not None
    grounds = [(s.hub_id, s.area) for s in scenario.spheres if s.area is not None]
    drawn = [DrawnArea(a.id, "hub_area", h.name, a.shape) for h in scenario.hubs for a in h.areas]
    drawn += [DrawnArea(a.id, "conservation", a.name, a.shape) for a in scenario.conservation_areas]
    shown = {
        "spheres": bool(grounds) and state.get("land_spheres", True),
        "drawn": state.get("land_drawn", True),
        "facilities": state.get("land_facilities", True),
        "flagged": bool(state.get("land_flagged")),
    }
    kinds = {area.kind for area in drawn} if shown["drawn"] else set()
    said = {
        "hubs": True,
        "facilities": shown["facilities"],
        "spheres": shown["spheres"],
        "hub_areas": "hub_area" in kinds,
        "conservation": "conservation" in kinds,
        "flagged": shown["flagged"],
    }
    chosen = state.chosen_hub if state.chosen_hub in [h.id for h in scenario.hubs] else None
    return [
        villages(applied.region.villages, selected=session.selected_village()),
        hubs(applied.hubs, chosen=chosen, draggable=False),
        facilities(applied.facilities) if shown["facilities"] else None,
        spheres(grounds, chosen=chosen) if shown["spheres"] else None,
        drawn_areas(drawn if shown["drawn"] else [], chosen=chosen_area(scenario), snap=state.get("land_snap", True)),
        flagged([json.loads(state.land_flagged)]) if shown["flagged"] else None,
        legend(symbols=[symbol for symbol, is_said in said.items() if is_said]),
    ]
