"""What is done by hand on the map of spheres and areas, turned into edits; the tools above that map."""

from __future__ import annotations

import streamlit as st

from layers.map_component.changing_layers import Mode
from layers.map_component.map_events import AreaDivided, AreaDrawn, AreaRedrawn, Event, MapClick, ThingClicked
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import Scenario
from plan.spheres.area_drawing import (
    area_at,
    area_shapes,
    divide_area,
    draw_conservation_area,
    draw_hub_area,
    draw_sphere_ground,
    nearest_hub,
    redraw_area,
    sphere_at,
)
from views import editing, session
from views.land.before import pick_before
from views.map_tools import pick_click, show_undo, tool_row
from views.widget_state import Widget

TAB = Widget("land_tab", "圏域")
"""The open tab beside the map."""

_TOOL: Widget[str | None] = Widget("land_tool", "look")
_TOOLS: dict[str, str] = {
    "look": "選ぶ",
    "hub_area": "＋拠点",
    "conservation": "＋保全",
    "edit": "角を動かす",
    "split": "分ける",
    "swipe": "めくる",
}
_MODES: dict[str, Mode] = {
    "hub_area": "draw",
    "conservation": "draw",
    "sphere": "draw",
    "edit": "edit",
    "split": "split",
}


def tool() -> str:
    """Return the tool in hand; the ground of a sphere is drawn anew with a tool of its own."""
    return "sphere" if session.current().land.redraws_sphere else _TOOL.value or "look"


def chosen_area(scenario: Scenario | None) -> str | None:
    """Return the chosen hub area or conservation area, None when there is none any more."""
    chosen = session.current().land.area
    return chosen if scenario is not None and chosen in area_shapes(scenario) else None


def map_mode(scenario: Scenario | None) -> Mode:
    """Return what a click on the map does; corners and dividing lines need a chosen area."""
    in_hand = tool()
    if in_hand in ("edit", "split") and chosen_area(scenario) is None:
        return "look"
    return _MODES.get(in_hand, "look")


def show_tools(current: Evaluation) -> None:
    """Draw the tools above the map."""
    scenario = current.effective.scenario
    with tool_row():
        pick_click(_TOOL, _TOOLS)
        show_undo()
        if tool() == "swipe":
            pick_before(current)
    with st.container(key="land-hint"):  # always there, so that the map below keeps its place
        if tool() in ("edit", "split") and chosen_area(scenario) is None:
            st.caption("先に「選ぶ」で、直す区域を地図で押してください。")


def answer(event: Event, scenario_id: str) -> None:
    """Do what an event of the map asks for."""
    scenario = session.plan().scenario(scenario_id)
    match event:
        case ThingClicked("village", village_id):
            session.select_village(village_id)
        case ThingClicked("hub", hub_id):
            session.opened().chosen_hub = hub_id
        case MapClick(lat, lon):
            _choose(scenario, lat, lon)
        case AreaDrawn(ring):
            _drawn(scenario, ring)
        case AreaRedrawn(area_id, rings) if area_id in area_shapes(scenario):
            editing.edit(lambda plan: redraw_area(plan, scenario_id, area_id, rings))
        case AreaDivided(line) if (area := chosen_area(scenario)) is not None:
            editing.edit(lambda plan: divide_area(plan, scenario_id, area, line)[0])


def _choose(scenario: Scenario, lat: float, lon: float) -> None:
    """Choose what lies under a click, and open the tab that tells of it."""
    area, work = area_at(scenario, lat, lon), session.opened()
    session.current().land.area = area
    if area is not None:
        TAB.set("区域")
    work.chosen_hub = sphere_at(scenario, lat, lon) or work.chosen_hub


def _drawn(scenario: Scenario, ring: tuple[tuple[float, float], ...]) -> None:
    if tool() == "conservation":
        editing.make(lambda plan: draw_conservation_area(plan, scenario.id, ring), _choose_area)
        return
    known = [h.id for h in scenario.hubs]
    chosen = session.opened().chosen_hub
    hub_id = chosen if chosen in known and tool() == "sphere" else nearest_hub(scenario, ring)
    if hub_id is None:
        return
    if tool() == "sphere":
        session.current().land.redraws_sphere = False
        editing.edit(lambda plan: draw_sphere_ground(plan, scenario.id, hub_id, ring))
    else:
        editing.make(lambda plan: draw_hub_area(plan, scenario.id, hub_id, ring), _choose_area)


def _choose_area(area_id: str) -> None:
    session.current().land.area = area_id
    TAB.set("区域")
