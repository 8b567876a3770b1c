"""候補を探す: which places to choose as hubs, how many, and what is given up; the machine proposes, people decide."""

from __future__ import annotations

from typing import Any

import streamlit as st

from plan.siting.answer import answer_document
from plan.siting.answer_texts import with_names
from plan.siting.request import SitingRequest
from plan.siting.run import SitingRun, SitingState
from views import session
from views.figures import plain, show_answer, show_figures, show_messages
from views.frame import follow_scenarios, pick_scenario, pick_year, search_village, tell_waiting
from views.lists import read_selection
from views.map_tools import show_undo, tool_row
from views.siting.answer import siting_figures, siting_sentence
from views.siting.fairness import CHANGES, show_fairness
from views.siting.map import read_map, show_set
from views.siting.results import show_hub_reasons, show_sets
from views.siting.scores import show_scores
from views.siting.search import begin, outdated, search_run, show_progress, shown, take_over
from views.siting.settings import siting_settings
from views.tabs import map_first, show_tabs

_TAB = "siting_tab"


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        pick_scenario()
        pick_year()
        current = session.evaluation()
        request, curve_to = siting_settings(current.effective)
        search_village()
    tell_waiting()
    search = session.current().search
    if search.adopted is not None:
        name, search.adopted = session.scenario_names().get(search.adopted), None
        if name is not None:  # it may be taken back already
            st.toast(f"案「{plain(name)}」を作りました。「拠点」のページで動かせます。「元に戻す」で取り消せます。")
    _table(request, curve_to, session.scenario_names())


@st.fragment
def _table(request: SitingRequest, curve_to: int, known_scenarios: dict[str, str]) -> None:
    follow_scenarios(known_scenarios)
    read_selection(CHANGES)
    read_map()
    with st.container():
        show_messages(session.take_messages())
    current = session.evaluation()
    effective = current.effective
    run = search_run(effective)
    state = run.state if run is not None else SitingState()
    answer = shown(state)[2]
    document = None
    if run is not None and state.prepared is not None and answer is not None:
        document = answer_document(run.effective, run.request, state.prepared, answer)
    show_answer(
        "拠点をどこに、いくつ置くと、条件に合うか",
        siting_sentence(effective, run, state, document),
        year=effective.year,
    )
    with st.container(key="siting-progress"):  # always there, so that nothing below it is made anew
        show_progress(run, state)
    left, right = st.columns([2, 1], gap="small")
    with left:
        with tool_row():
            st.button("探す", type="primary", on_click=begin, args=(effective, request, curve_to), key="siting-begin")
            st.button(
                "この組合せを案にする",
                on_click=take_over,
                args=(run, answer),
                disabled=answer is None or state.running,
                key="siting-adopt",
            )
            show_undo()
        show_set(current, run, state, answer)
    with right:
        _side(run, state, document, request)


def _side(run: SitingRun | None, state: SitingState, document: dict[str, Any] | None, request: SitingRequest) -> None:
    effective = session.evaluation().effective
    if document is not None:
        show_figures(siting_figures(document, run.effective.year if run else None), year=effective.year)
    map_first()
    if text := outdated(request, run):
        st.caption(plain(text))
    if state.stage == "stopped":
        st.caption("途中で止めました。出ているのは、それまでに見つけたものです。")
    show_messages(with_names(state.notices, effective))
    answer = shown(state)[2]
    contents = {}
    if run is not None and document is not None and answer is not None:
        contents = {
            "組合せ": lambda: show_sets(run, state),
            "拠点ごと": lambda: show_hub_reasons(run, state, answer, document["covered_within_min"]),
            "公平さ": lambda: show_fairness(run, document),
        }
    contents["候補地の点数"] = lambda: show_scores(effective, request.candidates)
    with st.container(key="siting-side" if document is not None else "siting-side-alone"):
        show_tabs(contents, key=_TAB)
        if state.prepared is not None:
            show_messages(with_names(state.prepared.notices, effective))
