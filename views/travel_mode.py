"""The switch of how people travel, and the words that go with it."""

from __future__ import annotations

import streamlit as st

from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TRAVEL_MODES, TravelMode, modes_on_offer, why_no_bus
from views.figures import plain
from views.widget_state import Widget

MODE: Widget[TravelMode | None] = Widget("mode", None)


def pick_mode(current: Evaluation) -> None:
    """Let the user choose how people travel; where no bus can be asked about, say why."""
    modes = modes_on_offer(current.effective)
    if MODE.value not in (None, *modes):
        MODE.set(modes[0])  # chosen in a region that has buses
    st.radio("移動手段", modes, format_func=lambda m: TRAVEL_MODES[m], key=MODE.key, horizontal=True)
    reason = why_no_bus(current.effective)
    if reason is not None:
        st.caption(plain(reason.message))


def chosen_mode(current: Evaluation) -> TravelMode:
    """Return the mode that is chosen, one that can be asked about."""
    modes = modes_on_offer(current.effective)
    chosen = MODE.value
    return chosen if chosen in modes else modes[0]
