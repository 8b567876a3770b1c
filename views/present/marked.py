"""現況: what residents marked in meetings and on paper, as far as the plan keeps it, lies on the map of today when asked for."""

from __future__ import annotations

import streamlit as st

from layers.style.map_part import Part
from views import session
from views.widget_state import Widget

_MARKS = Widget("now_marks", first=False)


def offer_marks() -> None:
    """Let the marks be put on the map, where the plan has any."""
    if any(record.marks for record in session.plan().records):
        st.checkbox("集まりで付いた印の重なり", value=_MARKS.first, key=_MARKS.key)


def mark_parts() -> list[Part]:
    """Draw where the marks of the plan's records lie thick; nothing unless it was asked for."""
    marks = [mark for record in session.plan().records for mark in record.marks]
    if not (_MARKS.value and marks):
        return []
    from hall.facilitator.heat import heat_of
    from layers.features.heat import heat

    cells = heat_of(session.region(), marks)
    return heat([(cell.lat, cell.lon, cell.marks) for cell in cells], "集まりで付いた印の重なり（250m四方）")
