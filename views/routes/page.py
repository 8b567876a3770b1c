"""路線: draw a bus service on the map, write its timetable, and see at once who can go out and be home again."""

from __future__ import annotations

import functools
import time

import streamlit as st

from layers.map_component.map_component import answer_events
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import BASE
from plan.scenes.layers import Layer
from views import session
from views.figures import show_answer, show_messages
from views.first_use.five_steps import offer_first_scenario
from views.frame import follow_scenarios, pick_scenario, pick_year, search_village, tell_waiting
from views.map_options import offer_online_tiles
from views.present.outings import pick_outing_to_hubs
from views.projection.remember import remembering
from views.routes.design import show_design
from views.routes.diagram import show_diagram
from views.routes.drawing.area import show_area
from views.routes.drawing.map import FACILITIES, MAP, TODAY, show_route_map
from views.routes.drawing.map_events import answer
from views.routes.drawing.stops import show_stops
from views.routes.drawing.tools import show_route_tools
from views.routes.figures import outings_of_both, route_sentence, show_route_figures
from views.routes.files import show_route_files
from views.routes.freight import show_freight
from views.routes.last_riders import remember_riders, with_last_riders
from views.routes.on_demand import show_on_demand
from views.routes.state import chosen_service
from views.routes.terms.further_terms import show_more_terms
from views.routes.terms.terms import show_terms
from views.routes.timetable import show_timetable
from views.scenario_menu import scenario_menu
from views.tabs import map_first, show_tabs
from views.widget_state import Widget

_TAB: Widget[str | None] = Widget("route_tab", None)

_HOLDS = {
    "停留所": "停留所と、そばに住む人",
    "時刻表": "便の時刻",
    "ダイヤ図": "便の線の図",
    "運行・運賃": "走る日、車両、運賃、費用の条件",
    "荷物": "いっしょに運ぶ荷物",
    "試算": "予約制の一日",
    "書き出し": "時刻表データと表",
}
_REST_S = 0.1
"""How long a new estimate of riders waits: so long map and figures need to the screen, and reckoning beside it holds them up."""


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        pick_scenario()
        pick_year()
        scenario_menu()
        if session.plan().scenarios and usual_day_of(session.evaluation().effective) is not None:
            pick_outing_to_hubs(session.evaluation())
        search_village()
        with st.expander("地図に出すもの"):
            st.checkbox("今の路線と停留所", value=TODAY.first, key=TODAY.key)
            st.checkbox("施設", value=FACILITIES.first, key=FACILITIES.key)
            offer_online_tiles()
    tell_waiting()
    if session.plan().scenarios:
        _table(session.scenario_names())
    else:
        offer_first_scenario("どこを、いつ、バスが走るか")


@st.fragment
def _table(known_scenarios: dict[str, str]) -> None:
    follow_scenarios(known_scenarios)
    answer_events(MAP, remembering("routes", lambda: Layer("runs"), answer))
    current = session.evaluation()
    found = outings_of_both(current, session.evaluation(BASE))
    show_answer("どこを、いつ、バスが走るか", route_sentence(current, found), year=current.effective.year)
    answer_place = st.container()
    left, right = st.columns([61, 39], gap="small")
    with left:
        show_route_tools()
        show_route_map(current, found[0] if found else None)
    # Who would ride which line on every day takes longest. Until that is known the last estimate stands, and the figures say so;
    # cost, vehicles and drivers are at once those of the line as it is drawn now.
    with right:
        with st.container(key="route-figures"):
            place = st.empty()
        shown, standing = with_last_riders(current)
        with place.container():
            show_route_figures(shown, found, standing=standing)
        map_first()
        with st.container(key="route-tabs"):
            _tabs(current)
        if standing:
            time.sleep(_REST_S)
            shown = current
            with place.container():
                show_route_figures(shown, found)
        remember_riders(shown)
    with answer_place:
        show_messages(session.take_messages())


def _tabs(current: Evaluation) -> None:
    """Draw the open tab only: a click on the map shall not wait for what nobody sees."""
    own = chosen_service()
    if own is None:
        nothing = {title: functools.partial(_nothing_yet, title) for title in _HOLDS}
        show_tabs({**nothing, "提案": lambda: show_design(current)}, key=_TAB.key, side="route-side")
        return
    on_request = own.kind == "on_demand"
    contents = {
        **({"区域": lambda: show_area(current)} if on_request else {"停留所": lambda: show_stops(current)}),
        "時刻表": lambda: show_timetable(current),
        "ダイヤ図": show_diagram,
        "運行・運賃": lambda: _terms(current),
        "荷物": lambda: show_freight(current),
        "試算": lambda: show_on_demand(current),
        "書き出し": lambda: show_route_files(current),
        "提案": lambda: show_design(current),
    }
    _keep_open(list(contents))
    show_tabs(contents, key=_TAB.key, side="route-side")


def _nothing_yet(title: str) -> None:
    """Say what a tab will hold, and how to get there."""
    st.caption(
        f"路線がまだないので、{_HOLDS[title]}はありません。「新しい路線」を押して、地図に描くか、今の路線を写してください。"
    )


def _keep_open(labels: list[str]) -> None:
    """Let the open tab stay open where another kind of service has other tabs: for Streamlit those are new tabs."""
    held, opened = session.current().routes, _TAB.value
    if held.tabs not in (None, labels) and opened in labels:
        _TAB.set(opened)
    held.tabs = labels


def _terms(current: Evaluation) -> None:
    show_terms()
    show_more_terms(current)
