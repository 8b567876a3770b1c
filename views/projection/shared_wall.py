"""The wall of the work that is open: one for all windows that have it open."""

from __future__ import annotations

import streamlit as st

from layers.hall.shared_wall import SharedWall
from views import session


@st.cache_resource(show_spinner=False)
def _walls() -> dict[str, SharedWall]:
    return {}


def shared_wall() -> SharedWall:
    """Return the wall of the work that is open: the same for every window that has it open; before it is saved, this window's own."""
    held, work = session.current().wall, session.opened()
    if held.own is None or held.own_of is not work:
        held.own, held.own_of = SharedWall(), work
    return held.own if work.work_id is None else _walls().setdefault(work.work_id, held.own)


def news_of(wall: SharedWall) -> tuple[str, int]:
    """Return what windows of one browser tell each other: whose wall it is, and how often it has changed."""
    return session.opened().work_id or "", wall.version
