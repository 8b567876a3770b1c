"""A service's name, and giving it up."""

from __future__ import annotations

import streamlit as st

from network.services.bus_service import BusService
from plan.services.edits import remove_service, rename_service
from views.editing import edit_and_redraw, edit_button
from views.routes.state import here


def show_naming(own: BusService) -> None:
    """Let the service be renamed or removed."""
    with st.expander("路線の名前・取りやめ"):
        name = st.text_input("路線の名前", own.name, key=f"route-name-{own.id}-{own.name}").strip()
        if name and name != own.name:
            edit_and_redraw(lambda plan: rename_service(plan, *here(), name))
        edit_button("この路線を消す", lambda plan: remove_service(plan, *here()), key="route_remove")
