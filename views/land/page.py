"""圏域・土地利用: living spheres, hub areas and conservation areas, drawn on the map and checked against the law at once."""

from __future__ import annotations

import streamlit as st

from layers.hall.wall import remember_button
from layers.map_component.map_component import Display, answer_events, show_map
from layers.map_component.map_events import Event
from plan.reach.evaluation import Evaluation
from plan.rules.rule import RuleResult
from plan.scenario.scenario import BASE
from plan.scenes.layers import Layer
from views import session
from views.figures import show_answer, show_figures, show_messages
from views.first_use.five_steps import offer_first_scenario
from views.frame import follow_scenarios, pick_scenario, pick_year, search_village, tell_waiting
from views.land.answer import land_answer, land_figures
from views.land.areas import show_areas
from views.land.before import before
from views.land.files import show_land_files
from views.land.map import AREAS, BUSES, FACILITIES, SNAP, SPHERES, land_parts, swiped_parts
from views.land.map_events import TAB, answer, map_mode, show_tools, tool
from views.land.rules import checked, show_rules
from views.land.services import show_services
from views.land.spheres import show_spheres
from views.map_options import ONLINE, offer_online_tiles
from views.opening import map_files
from views.projection.remember import remembering
from views.scenario_menu import scenario_menu
from views.tabs import map_first, show_tabs

MAP = "land"
QUESTION = "どこまでを一つの生活圏とし、どこに集め、どこを守るか"

_SHOWN = {
    "集落生活圏": SPHERES,
    "区域（素案）": AREAS,
    "案のバス": BUSES,
    "施設": FACILITIES,
    "角を、道や区域の境に吸い付ける": SNAP,
}


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        pick_scenario()
        pick_year()
        scenario_menu()
        search_village()
        with st.expander("地図に出すもの"):
            for label, shown in _SHOWN.items():
                st.checkbox(label, value=shown.first, key=shown.key)
            offer_online_tiles()
    tell_waiting()
    if session.scenario_id() == BASE:
        offer_first_scenario(QUESTION, "案がまだありません。圏域と区域は、案の上に描きます。")
    else:
        _table(session.scenario_names())


@st.fragment
def _table(known_scenarios: dict[str, str]) -> None:
    follow_scenarios(known_scenarios)
    answer_events(MAP, remembering("land", lambda: Layer("land"), _do))
    with st.container(key="land-messages"):
        # Always there: what comes and goes above the map would make the browser draw the map anew.
        show_messages(session.take_messages())
    current = session.evaluation()
    results = checked(current.effective)
    show_answer(QUESTION, land_answer(current, results), year=current.effective.year)
    left, right = st.columns([2, 1], gap="small")
    with left:
        show_tools(current)
        _map(current)
    with right:
        show_figures(land_figures(current, results), year=current.effective.year)
        map_first()
        show_messages(current.effective.notices)
        with st.container(key="land-side"):
            _tabs(current, results)


def _do(event: Event) -> None:
    answer(event, session.scenario_id())


def _tabs(current: Evaluation, results: tuple[RuleResult, ...]) -> None:
    """Draw the open tab only: a click on the map shall not wait for what nobody sees."""
    contents = {
        "圏域": lambda: show_spheres(current),
        "区域": lambda: show_areas(current),
        "確認": lambda: show_rules(results),
        "施設": lambda: show_services(current.effective),
        "書き出し": lambda: show_land_files(current),
    }
    show_tabs(contents, key=TAB.key)


def _map(current: Evaluation) -> None:
    pair = (before(), current) if tool() == "swipe" else None
    display = Display(
        mode=map_mode(current.effective.scenario),
        height="calc(100vh - 8.6rem)",
        fly_to=session.opened().fly_to,
        online=ONLINE.value,
        swipe=(pair[0].effective.scenario_name, current.effective.scenario_name) if pair is not None else None,
    )
    parts = swiped_parts(*pair) if pair is not None else land_parts(current)
    show_map(MAP, map_files(current.effective.region), [*parts, remember_button()], display)
