"""What lies on the left when the map of spheres and areas is swiped: the present, or another scenario."""

from __future__ import annotations

import streamlit as st

from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import BASE
from views import session

_KEY = "land_before"


def pick_before(current: Evaluation) -> None:
    """Offer the present and the other scenarios, beside the tools."""
    names = {BASE: session.evaluation(BASE).effective.scenario_name, **session.scenario_names()}
    names.pop(current.effective.scenario_id)
    if st.session_state.get(_KEY) not in names:
        st.session_state[_KEY] = BASE
    st.selectbox(
        "左に出すもの",
        list(names),
        format_func=lambda i: f"左：{names[i]}",
        key=_KEY,
        label_visibility="collapsed",
        width=220,
    )


def before() -> Evaluation:
    """Measure what lies on the left."""
    return session.evaluation(st.session_state.get(_KEY, BASE))
