"""将来: who will live here, year by year, what settlers change, and what can still be sustained."""

from __future__ import annotations

import streamlit as st

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from plan.future.of_region import OUTSIDE
from plan.future.shown.outlook import HERE_ONLY, OutlookRequest, elsewhere, outlook_of
from plan.siting.answer_texts import with_names
from views import session
from views.figures import plain, show_answer, show_figures, show_messages
from views.frame import follow_scenarios, pick_scenario, search_village, tell_waiting
from views.future.answer import QUESTION, figures_of, future_figures, future_sentence
from views.future.files import show_files
from views.future.map import COLOURS, read_map, show_years
from views.future.method import pick_across, pick_met
from views.future.one_count import show_one_count
from views.future.people import LIST, show_people
from views.future.schools import show_schools
from views.future.services import show_services
from views.future.settling import show_settling
from views.future.state import ACROSS, COLOUR, MET, FutureView, shown_year
from views.future.survey import show_survey
from views.future.targets import show_targets
from views.lists import read_selection
from views.map_options import offer_online_tiles
from views.map_tools import show_undo, tool_row
from views.tabs import map_first, show_tabs

_TAB = "future_tab"


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        pick_scenario()
        pick_met()
        search_village()
        with st.expander("地図に出すもの"):
            offer_online_tiles()
            pick_across()
    tell_waiting()
    _table(session.scenario_names())


@st.fragment
def _table(known_scenarios: dict[str, str]) -> None:
    follow_scenarios(known_scenarios)
    read_selection(LIST)
    read_map()
    with st.container():
        show_messages(session.take_messages())
    current = session.evaluation_of_today()
    scenario = current.effective.scenario
    stated = None if scenario is None else scenario.future
    request = OutlookRequest(MET.value, ACROSS.value)
    try:
        outlook = outlook_of(current.effective.region, stated, request)
    except RequestError as problem:
        show_one_count(current, problem)
        return
    view = FutureView(current, outlook, shown_year(outlook))
    figures = figures_of(outlook, view.year)
    show_answer(QUESTION, future_sentence(outlook, *figures), year=None)
    told = [n for n in outlook.projection.notices if n.code in (OUTSIDE, HERE_ONLY)]
    if request.notices and view.year != outlook.base_year:
        persons = elsewhere(current.effective.region, stated, view.year)
        told.append(notice("projection_elsewhere", year=view.year, persons=persons))
    show_messages(with_names(told, current.effective))
    left, right = st.columns([2, 1], gap="small")
    with left:
        with tool_row():
            st.segmented_control(
                "色", list(COLOURS), default=COLOUR.first, format_func=lambda c: plain(COLOURS[c]), key=COLOUR.key,
                label_visibility="collapsed", required=True,
            )  # fmt: skip
            show_undo()
        show_years(view)
    with right:
        show_figures(future_figures(*figures), year=None)
        map_first()
        _tabs(view)


def _tabs(view: FutureView) -> None:
    with st.container(key="future-side"):
        show_tabs(
            {
                "人口": lambda: show_people(view),
                "移住と空き家": lambda: show_settling(view),
                "サービス": lambda: show_services(view),
                "学校": lambda: show_schools(view),
                "目標": lambda: show_targets(view),
                "アンケート": lambda: show_survey(view.evaluation, view.outlook.projection),
                "表": lambda: show_files(view),
            },
            key=_TAB,
        )
