"""What lies on the left when the map of spheres and areas is swiped: the present, or another scenario."""

from __future__ import annotations

import streamlit as st

from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import BASE
from views import session
from views.widget_state import Widget

_LEFT = Widget("land_before", BASE)


def pick_before(current: Evaluation) -> None:
    """Offer the present and the other scenarios, beside the tools."""
    names = {BASE: session.evaluation(BASE).effective.scenario_name, **session.scenario_names()}
    names.pop(current.effective.scenario_id)
    if _LEFT.value not in names:
        _LEFT.set(BASE)
    st.selectbox(
        "左に出すもの",
        list(names),
        format_func=lambda i: f"左：{names[i]}",
        key=_LEFT.key,
        label_visibility="collapsed",
        width=220,
    )


def before() -> Evaluation:
    """Measure what lies on the left."""
    return session.evaluation(_LEFT.value)
