"""What is done by hand on the map of spheres and areas, turned into edits; the tools above that map."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geo.texts.errors import RequestError
from layers.map_component.changing_layers import Mode
from layers.map_component.map_events import AreaDivided, AreaDrawn, AreaRedrawn, Event, MapClick, ThingClicked
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import Plan, Scenario
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
from views import session
from views.land.before import pick_before
from views.undoing import show_undo

TOOLS: dict[str, str] = {
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
    """Tell the tool in hand; the ground of a sphere is drawn anew with a tool of its own."""
    return "sphere" if st.session_state.get("land_redraw") else st.session_state.get("land_tool") or "look"


def chosen_area(scenario: Scenario | None) -> str | None:
    """Tell the chosen hub area or conservation area, None when there is none any more."""
    chosen = st.session_state.get("land_area")
    return chosen if scenario is not None and chosen in area_shapes(scenario) else None


def map_mode(scenario: Scenario | None) -> Mode:
    """Tell what a click on the map does; corners and dividing lines need a chosen area."""
    in_hand = tool()
    if in_hand in ("edit", "split") and chosen_area(scenario) is None:
        return "look"
    return _MODES.get(in_hand, "look")


def show_tools(current: Evaluation) -> None:
    """Draw the tools above the map."""
    scenario = current.effective.scenario
    with st.container(horizontal=True, vertical_alignment="center", key="tools"):
        st.segmented_control(
            "地図を押すと",
            list(TOOLS),
            default="look",
            format_func=lambda t: TOOLS[t],
            key="land_tool",
            label_visibility="collapsed",
        )
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
            st.session_state.chosen_hub = hub_id
        case MapClick(lat, lon):
            _choose(scenario, lat, lon)
        case AreaDrawn(ring):
            _drawn(scenario, ring)
        case AreaRedrawn(area_id, rings) if area_id in area_shapes(scenario):
            attempt(lambda plan: redraw_area(plan, scenario_id, area_id, rings))
        case AreaDivided(line) if (area := chosen_area(scenario)) is not None:
            attempt(lambda plan: divide_area(plan, scenario_id, area, line)[0])


def _choose(scenario: Scenario, lat: float, lon: float) -> None:
    """Choose what lies under a click, and open the tab that tells of it."""
    state = st.session_state
    state.land_area = area_at(scenario, lat, lon)
    if state.land_area is not None:
        state.land_tab = "区域"
    state.chosen_hub = sphere_at(scenario, lat, lon) or state.chosen_hub


def _drawn(scenario: Scenario, ring: tuple[tuple[float, float], ...]) -> None:
    state = st.session_state
    if tool() == "conservation":
        _become_chosen(lambda plan: draw_conservation_area(plan, scenario.id, ring))
        return
    known = [h.id for h in scenario.hubs]
    hub_id = state.chosen_hub if state.chosen_hub in known and tool() == "sphere" else nearest_hub(scenario, ring)
    if hub_id is None:
        return
    if tool() == "sphere":
        state.land_redraw = False
        attempt(lambda plan: draw_sphere_ground(plan, scenario.id, hub_id, ring))
    else:
        _become_chosen(lambda plan: draw_hub_area(plan, scenario.id, hub_id, ring))


def _become_chosen(draw: Callable[[Plan], tuple[Plan, str]]) -> None:
    made: list[str] = []

    def edit(plan: Plan) -> Plan:
        changed, identity = draw(plan)
        made.append(identity)
        return changed

    attempt(edit)
    if made:
        st.session_state.land_area = made[0]
        st.session_state.land_tab = "区域"


def attempt(edit: Callable[[Plan], Plan]) -> None:
    """Make an edit and save it; what cannot be is told, and nothing changes."""
    try:
        session.do(edit)
    except RequestError as problem:
        st.session_state.messages = (*st.session_state.messages, *problem.notices)
