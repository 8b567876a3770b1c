"""The time-distance diagram of the service that is drawn."""

from __future__ import annotations

import base64

import streamlit as st

from layers.charts.time_distance import time_distance_svg
from layers.features.service_lines import service_colour
from plan.timetables.time_distance import time_distance
from views.routes.state import chosen_service, services


def show_diagram() -> None:
    """Draw the diagram, or say what it needs."""
    own = chosen_service()
    assert own is not None
    if len(own.stops) < 2 or not own.trips:
        st.caption("停留所と便ができると、ここにダイヤ図が出ます。")
        return
    colour = service_colour([s.id for s in services()].index(own.id))
    picture = base64.b64encode(time_distance_svg(time_distance(own), colour).encode()).decode()
    st.html(f'<img class="ky-diagram" alt="{own.id} のダイヤ図" src="data:image/svg+xml;base64,{picture}">')
    st.caption("縦は道のり、横は時刻です。実線が行き、破線が帰り。傾きが急なほど速く走ります。")
