"""現況 of the buses: the map of who can go and be home, with figures, the list of villages and a village's day."""

from __future__ import annotations

import streamlit as st

from layers.map_component.map_component import Display, show_map
from layers.style.colours import OUTINGS
from plan.figure_texts import day_in_year
from plan.outings.best_outings import BestOutings, best_outings
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.usual_week import week_notices
from plan.scenario.scenario import BASE
from views import session
from views.bus_parts import bus_parts
from views.figures import plain, show_answer, show_figures, show_messages
from views.lists import read_selection
from views.map_options import ONLINE
from views.map_parts import hub_parts, place_parts, village_parts
from views.map_tools import tool_row
from views.opening import map_files
from views.papers.present_papers import show_papers
from views.present.clicks import FACILITIES, LINES, MAP, SIDE, SITES, read_clicks
from views.present.day import show_day
from views.present.marked import mark_parts
from views.present.outings import (
    OUTINGS_LIST,
    outing_figures,
    outing_sentence,
    pick_outing,
    show_astray,
    show_method_of,
    show_outings,
)
from views.present.riders import has_riders, show_riders
from views.tabs import map_first, show_tabs
from views.widget_state import Widget

_DAY = "集落の一日"
_TAB = Widget("now_bus_tab", "集落の表")


def has_buses(today: Evaluation) -> bool:
    """Return whether the region has buses to ask about."""
    return usual_day_of(today.effective) is not None


@st.fragment
def show_buses() -> None:
    """Draw question, map, figures and lists."""
    before = session.selected_village()
    read_selection(OUTINGS_LIST)
    read_clicks()
    if session.selected_village() not in (None, before):
        _TAB.set(_DAY)  # who picks a village asks how its people get there
    today = session.evaluation(BASE)
    answer = st.container()
    left, right = st.columns([2, 1], gap="small")
    with left:
        with tool_row():
            purpose, date = pick_outing(today)
        found = best_outings(today, purpose, date)
        _map(today, found)
    with answer:
        show_answer("誰が、今のバスで行って帰れるか", outing_sentence(today, found), year=today.effective.year)
    with right:
        show_figures(outing_figures(today, found), year=today.effective.year)
        show_astray(today, found)
        map_first()
        with st.container(key=SIDE):
            _tabs(today, found)


def _tabs(today: Evaluation, found: BestOutings) -> None:
    region = today.effective.region
    contents = {
        "集落の表": lambda: show_outings(found, region.villages),
        _DAY: lambda: show_day(today, found),
        **({"バスと外出": lambda: show_riders(region)} if has_riders(region) else {}),
    }
    show_tabs(contents, key=_TAB.key)
    show_messages([*found.notices, *week_notices([today.effective])])
    if found.closed:
        st.caption(f"この日は休みの所：{plain('、'.join(found.closed))}")
    show_method_of(found)
    show_papers(today)


def _map(today: Evaluation, found: BestOutings) -> None:
    with_lines, with_sites, with_facilities = LINES.value, SITES.value, FACILITIES.value
    wanted = {"hubs": True, "buses": with_lines, "facilities": with_facilities, "sites": with_sites}
    day = day_in_year(found.date)
    symbols = [symbol for symbol, shown in wanted.items() if shown]
    parts = [
        *village_parts(OUTINGS, found.colours, today, about=(found.purpose.name, day), symbols=symbols),
        *place_parts(today, with_facilities=with_facilities, with_sites=with_sites),
        *hub_parts(today, "walk", chosen=None, draggable=False, with_links=False),
        *(bus_parts(today, found.date) if with_lines else ()),
        *mark_parts(),
    ]
    display = Display(height="calc(100vh - 8.6rem)", fly_to=session.opened().fly_to, online=ONLINE.value)
    show_map(MAP, map_files(today.effective.region), parts, display)
