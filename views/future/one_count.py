"""将来 where nothing can be projected: the people who were counted, what is missing and where to bring it, and the surveys."""

from __future__ import annotations

import streamlit as st

from geo.texts.errors import RequestError
from layers.map_component.map_component import Display, show_map
from layers.style.colours import POPULATION
from plan.reach.evaluation import Evaluation
from views import session
from views.figures import show_answer, show_messages
from views.future.answer import QUESTION
from views.future.map import MAP
from views.future.survey import show_survey
from views.map_options import ONLINE
from views.map_parts import hub_parts, village_parts
from views.map_tools import show_undo, tool_row
from views.opening import map_files
from views.pages import turn_to


def show_one_count(current: Evaluation, problem: RequestError) -> None:
    """Say what a projection needs, and show what is known without one.

    Parameters
    ----------
    current
        With the people who were counted.
    problem
        Why nobody can be projected; its first notice is the page's answer.
    """
    show_answer(QUESTION, problem.notices[0].message, year=None)
    show_messages(problem.notices[1:])
    left, right = st.columns([2, 1], gap="small")
    with left:
        with tool_row():
            if st.button("データで前の人口を加える", key="future-bring-people", type="primary"):
                turn_to("データ", "data")
            show_undo()
        people = current.effective.region.villages["population"].astype(float)
        parts = [
            *village_parts(POPULATION, people, current, about=("", ""), symbols=("hubs",)),
            *hub_parts(current, "car", chosen=None, draggable=False, with_links=False),
        ]
        display = Display(height="calc(100vh - 8.6rem)", fly_to=session.opened().fly_to, online=ONLINE.value)
        show_map(MAP, map_files(current.effective.region), parts, display)
    with right, st.container(key="future-survey"):
        show_survey(current, None)
