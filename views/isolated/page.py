"""道が切れたら: which stretches of road are somebody's only way, who would be cut off, and from what."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from layers.features.critical_links import DEPENDING, isolation
from layers.features.hubs import hubs
from layers.hall.wall import remember_button
from layers.map_component.changing_layers import Mode
from layers.map_component.map_component import Display, answer_events, show_map
from layers.map_component.map_events import RoadClicked, ThingClicked
from plan.reach.evaluation import Evaluation
from plan.reach.isolated import TARGETS, Isolation, Target, targets_on_offer
from plan.reach.isolated import isolation as isolated
from plan.scenario.scenario import BASE
from plan.scenes.layers import Layer
from plan.scenes.only_ways import isolation_sentence
from views import editing, session
from views.data.map_events import closed_or_opened
from views.figures import show_answer, show_figures, show_messages
from views.frame import follow_scenarios, pick_scenario, pick_year, search_village, tell_waiting
from views.isolated.answer import isolation_figures
from views.isolated.list import chosen_stretch, show_closed, show_list
from views.map_options import ONLINE, offer_online_tiles
from views.map_parts import place_parts, village_parts
from views.map_tools import pick_click, show_undo, tool_row
from views.opening import map_files
from views.projection.remember import remembering
from views.tabs import map_first
from views.widget_state import Widget

MAP = "isolated"
_FACILITIES = Widget("isolated_facilities", False)
_CLICK: Widget[Mode | None] = Widget("isolated_click", "look")
_CLICKS = {"look": "選ぶだけ", "close_road": "道を閉じる・開ける"}
_QUESTION = "道が切れたら、誰が行けなくなるか"


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        pick_scenario()
        pick_year()
        offer = list(targets_on_offer(session.evaluation().effective))
        target: Target | None = None
        if offer:
            target = st.radio("どこへの道か", offer, format_func=lambda t: TARGETS[t], key="isolated_target")
        search_village()
        with st.expander("地図に出すもの"):
            st.checkbox("施設", value=_FACILITIES.first, key=_FACILITIES.key)
            offer_online_tiles()
    tell_waiting()
    _table(target if target in offer else None, session.scenario_names())


@st.fragment
def _table(target: Target | None, known_scenarios: dict[str, str]) -> None:
    follow_scenarios(known_scenarios)
    answer_events(MAP, remembering("isolated", lambda: Layer("isolated", target or "hubs"), _answer))
    with st.container():
        show_messages(session.take_messages())
    current = session.evaluation()
    places = targets_on_offer(current.effective).get(target) if target else None
    if places is None or target is None:
        show_answer(_QUESTION, "拠点も候補地も医療もないので、道が切れたときを調べられません。", year=None)
        return
    with st.spinner("一本だけが頼りの道を調べています"):
        found = isolated(current.effective, places)
    chosen = chosen_stretch(found, target)
    show_answer(_QUESTION, isolation_sentence(found, current, target), year=current.effective.year)
    left, right = st.columns([2, 1], gap="small")
    with left:
        with tool_row():
            pick_click(_CLICK, _CLICKS, disabled=session.scenario_id() == BASE)
            show_undo()
        _map(current, found, places, chosen)
    with right:
        show_figures(isolation_figures(found, current, target), year=current.effective.year)
        map_first()
        with st.container(key="isolated-side"):
            show_list(found, current, target, chosen)
            show_closed(found, current, target)


def _answer(event: object) -> None:
    scenario = session.scenario_id()
    match event:
        case ThingClicked("village", village_id):
            session.select_village(village_id)
        case RoadClicked(edges) if scenario != BASE:
            clicked = tuple((str(u), str(v), int(key)) for u, v, key in edges)
            editing.edit(lambda plan: closed_or_opened(plan, scenario, clicked))


def _map(current: Evaluation, found: Isolation, places: pd.DataFrame, chosen: int | None) -> None:
    with_facilities = _FACILITIES.value
    closed = not bool(current.effective.roads.open_edges.all())
    symbols = ["hubs", *(["facilities"] if with_facilities else []), "isolation", *(["closures"] if closed else [])]
    parts = [
        *village_parts(DEPENDING, found.depending, current, about=("", ""), symbols=symbols),
        *place_parts(current, with_facilities=with_facilities, with_sites=False),
        hubs(places, draggable=False),
        isolation(found.stretches, chosen, year=current.effective.year),
    ]
    display = Display(
        mode=_CLICK.value or "look",
        height="calc(100vh - 8.6rem)",
        fly_to=session.opened().fly_to,
        online=ONLINE.value,
    )
    show_map(MAP, map_files(current.effective.region), [*parts, remember_button()], display)
