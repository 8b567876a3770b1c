"""Above the map of the route page: which service is worked at, a new one, what a click does, the way back."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from network.services.bus_service import Kind
from plan.figure_texts import SERVICE_KIND_NAMES
from plan.scenario.scenario import FeedRoute, Plan
from plan.services.edits import add_service
from plan.services.route_copies import copy_route
from plan.timetables.feed_routes import feed_routes
from plan.timetables.region_timetable import region_feeds
from views import editing, session
from views.figures import plain
from views.map_tools import show_undo
from views.routes.drawing.map_events import tool_of
from views.routes.state import choose_service, chosen_service, services
from views.widget_state import Widget

_BOX = Widget("route_new_open", False)


def show_route_tools() -> None:
    """Draw the row of tools."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="route-tools"):
        own = chosen_service()
        if own is not None:
            ids = {s.id: s.name for s in services()}
            chosen = st.selectbox(
                "路線", list(ids), index=list(ids).index(own.id), format_func=lambda i: ids[i],
                label_visibility="collapsed", width=124,
            )  # fmt: skip
            if chosen != own.id:
                choose_service(chosen)
                editing.redraw()
        with st.popover("新しい路線", key=_BOX.key, on_change="rerun"):
            _new()
        if own is not None:
            widget, tools, in_hand = tool_of(own)
            widget.set(in_hand)
            st.segmented_control(
                "地図を押すと", list(tools), format_func=lambda c: plain(tools[c]), key=widget.key,
                label_visibility="collapsed", required=True,
            )  # fmt: skip
        show_undo()


def _new() -> None:
    st.markdown("**地図に描く**")
    name = st.text_input("名前", f"路線{len(services()) + 1}", key="route_new_name")
    kind = st.selectbox("種類", get_args(Kind), format_func=lambda k: SERVICE_KIND_NAMES[k], key="route_new_kind")

    def draw() -> None:
        editing.make(lambda plan: add_service(plan, session.scenario_id(), name, kind), choose_service)
        editing.redraw()

    editing.button("描きはじめる", draw, type="primary", key="route_new", width="stretch", first=_close)
    dropped = {route.name for route in session.evaluation().effective.dropped_routes}
    # Streamlit copies its options, which values of a plan do not allow: they are named.
    running = {r.name: (r, label) for r, label in feed_routes(session.region()).items() if r.name not in dropped}
    if not running:
        return
    st.markdown("**今の路線を写して直す**")
    copied = st.selectbox("今の路線", list(running), format_func=lambda n: running[n][1], key="route_copied")

    def copy() -> None:
        editing.make(lambda plan: _copied(plan, running[copied][0]), choose_service)
        editing.redraw()

    editing.button("写す", copy, key="route_copy", width="stretch", first=_close)
    st.caption("写した路線は、この案では今の路線の代わりに走ります。")


def _close() -> None:
    """Take the box away from the map: what is clicked next is drawn, not pressed."""
    _BOX.set(False)


def _copied(plan: Plan, route: FeedRoute) -> tuple[Plan, str]:
    plan, new = copy_route(plan, session.scenario_id(), region_feeds(session.region())[route.feed], route)
    return plan, new[0]
