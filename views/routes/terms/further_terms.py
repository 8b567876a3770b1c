"""ほかの条件: what seldom changes of a line, one form at a time."""

from __future__ import annotations

import streamlit as st

from plan.reach.evaluation import Evaluation
from views.figures import plain
from views.routes.guaranteed_transfers import show_guaranteed_transfers
from views.routes.state import chosen_service
from views.routes.terms.cost import show_cost
from views.routes.terms.days import show_days
from views.routes.terms.drivers import show_drivers
from views.routes.terms.runs_for_others import show_other_runs
from views.routes.terms.vehicle import show_vehicle


def show_more_terms(current: Evaluation) -> None:
    """Offer the forms; only the one that is open is drawn."""
    own = chosen_service()
    assert own is not None
    forms = {
        "運行日": lambda: show_days(current, own),
        "車両・運行者": lambda: show_vehicle(current, own),
        "費用": lambda: show_cost(current, own),
        "ほかの運行": lambda: show_other_runs(current, own),
        "運転者": lambda: show_drivers(current, own),
        "乗り継ぎ": lambda: show_guaranteed_transfers(current),
    }
    which = st.segmented_control("ほかの条件", list(forms), format_func=plain, key="terms_more")
    if which is not None:
        forms[which]()
