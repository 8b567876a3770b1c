"""計画書: choose a scenario and documents, see what is missing, write what only people can, look at the sheets, receive the files."""

from __future__ import annotations

import streamlit as st

from plan.documents.catalogue import CHOICES, DOCUMENTS, PRINTED
from plan.scenario.scenario import BASE
from views import session
from views.documents.choice import CHOSEN, gathered, pick_terms
from views.documents.making import show_making, show_pictures
from views.documents.texts import show_texts
from views.figures import plain, show_answer, show_messages
from views.frame import pick_scenario, tell_waiting
from views.map_tools import show_undo, tool_row
from views.tabs import map_first

_QUESTION = "計画を、どんな文書で出すか"


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        pick_scenario()
        pick_terms()
    tell_waiting()
    show_messages(session.take_messages())
    scenario_id = session.scenario_id()
    name = {BASE: "現況", **session.scenario_names()}[scenario_id]
    question = st.container()
    left, right = st.columns([44, 56], gap="medium")
    with left:
        # In as many lines as they need: a list of names in one line cuts the third one off.
        st.pills(
            "作る文書", list(CHOICES), selection_mode="multi", default=CHOSEN.first, format_func=lambda k: CHOICES[k],
            key=CHOSEN.key, wrap=True,
        )  # fmt: skip
        show_making()
        missing = _show_missing()
        if scenario_id != BASE:
            st.markdown("**人が書くこと**")
            show_texts(session.plan().scenario(scenario_id).procedure.draft)
    with right:
        show_pictures()
    lacking = (
        f"まだ入っていないものが {missing} あり、文書にそのまま名前で並びます。"
        if missing
        else "足りないものはありません。"
    )
    with question:
        show_answer(
            _QUESTION,
            f"「{name}」の文書を {len(CHOSEN.value)} 種類作れます。{lacking}",
            year=None,
        )
        with tool_row():
            show_undo()
    map_first()


def _show_missing() -> int:
    """List what the chosen documents lack by name; return how many."""
    found = gathered()()
    lacks = {known.name: known.lacks(found) for known in (*DOCUMENTS, *PRINTED) if known.key in CHOSEN.value}
    lacks = {name: names for name, names in lacks.items() if names}
    count = len({one for names in lacks.values() for one in names})
    if count:
        with st.expander(f"足りないもの {count}", expanded=True):
            for name, names in lacks.items():
                st.markdown(f"**{plain(name)}**：{plain('、'.join(names))}")
    return count
