"""Undo and redo: two buttons with their keys, on every page that edits."""

from __future__ import annotations

import streamlit as st

from views import session


def show_undo() -> None:
    """Draw the two buttons; place them in a row of tools."""
    history = st.session_state.history
    st.button("元に戻す", on_click=session.undo, disabled=not history.past, shortcut="Ctrl+Z", key="undo")
    st.button("やり直す", on_click=session.redo, disabled=not history.future, shortcut="Ctrl+Y", key="redo")
