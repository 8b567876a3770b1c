"""The switch and the picture of where the next hub would bring the most people within reach."""

from __future__ import annotations

import streamlit as st

from layers.features.gain import gain
from layers.style.map_part import Part
from plan.reach.evaluation import Evaluation
from plan.reach.next_hub import limits_min, next_hub
from plan.reach.travel_modes import TravelMode
from views.widget_state import Widget

_SHOWN = Widget("show_gain", False)


def _within(mode: TravelMode) -> Widget[float | None]:
    return Widget(f"gain_within_{mode}", None)


def pick_next_hub(current: Evaluation, mode: TravelMode) -> None:
    """Let the picture be switched on, and the limit be chosen that it counts by."""
    shown = st.checkbox(
        "次の拠点の効きめ",
        key=_SHOWN.key,
        help="次の拠点がそこにあれば、新たに何人が時間内になるかを、道の近くの色で示します。到達圏の代わりに出ます。",
    )
    if not shown:
        return
    if mode == "bus":
        st.caption("次の拠点の効きめは、車と徒歩で数えます。")
        return
    limits = limits_min(current, mode)
    st.selectbox("何分以内で数えるか", limits, format_func=lambda m: f"{m:g}分以内", key=_within(mode).key)


def gain_part(current: Evaluation, mode: TravelMode) -> Part | None:
    """Draw the picture, where it is switched on and the mode has one."""
    if not _SHOWN.value or mode == "bus":
        return None
    limits = limits_min(current, mode)
    wanted = _within(mode).value
    return gain(next_hub(current, mode, wanted if wanted in limits else limits[0]))
