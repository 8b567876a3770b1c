"""The row of tools above a map: what a click on it does, and the way back."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from plan.figure_texts import moment
from views import editing, session
from views.figures import plain
from views.widget_state import Widget


def tool_row() -> DeltaGenerator:
    """Begin the row."""
    return st.container(horizontal=True, vertical_alignment="center", key="tools")


def pick_click(widget: Widget[Any], clicks: Mapping[str, str], *, disabled: bool = False) -> None:
    """Let the user choose what a click on the map does."""
    st.segmented_control(
        "地図を押すと", list(clicks), default=widget.first, format_func=lambda c: plain(clicks[c]), key=widget.key,
        label_visibility="collapsed", disabled=disabled,
    )  # fmt: skip


def show_undo() -> None:
    """Draw the buttons of undo and redo with their keys, and when the plan was saved."""
    work = session.opened()
    history = work.history
    st.button("元に戻す", on_click=editing.undo, disabled=not history.past, shortcut="Ctrl+Z", key="undo")
    st.button("やり直す", on_click=editing.redo, disabled=not history.future, shortcut="Ctrl+Y", key="redo")
    if work.saved_at_s is not None:
        with st.container(key="saved", width="content"):
            st.caption(f"保存しました {moment(work.saved_at_s, time.time())}", width="content")
    elif history.past or history.future:
        st.caption("まだ保存されていません", width="content")


def name_of_thing(kind: str, thing_id: str) -> str | None:
    """Return the name of a village, facility, hub or candidate site that was clicked; None where there is none any more."""
    effective = session.evaluation().effective
    tables = {"village": effective.region.villages, "facility": effective.facilities, "hub": effective.hubs}
    table = tables.get(kind, effective.region.sites)
    return str(table.at[thing_id, "name"]) if thing_id in table.index else None
