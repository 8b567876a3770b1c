"""What the hand needs at the wall, hidden until the mouse moves: steps, a hub to try, a village to name, the room, the order."""

from __future__ import annotations

import streamlit as st

from layers.hall.shared_wall import SharedWall
from layers.hall.theme import LOOKS
from layers.hall.wall import Room
from plan.scenario.edits import add_hub
from plan.scenario.scenario import BASE
from plan.scenario.scenes import Scene
from views import editing, session
from views.pages import turn_to
from views.projection.hand_outs import show_hand_outs
from views.projection.running_order import show_running_order
from views.projection.series import show_series
from views.projection.showing import Shown, all_scenes, step
from views.widget_state import Widget

TRYING = Widget("wall-trying", False)
VILLAGE: Widget[str | None] = Widget("wall-village", None)
DARK = Widget("wall-dark", False)
LOOK = Widget("wall-look", "")


def show_tools(wall: SharedWall, order: tuple[Scene, ...]) -> None:
    """Draw the bar at the lower edge of the wall."""
    with st.container(key="wall-tools", horizontal=True, vertical_alignment="center"):
        st.button("◀ 前", key="wall-back", on_click=step, args=(wall, -1))
        st.button("次 ▶", key="wall-on", on_click=step, args=(wall, 1))
        st.toggle(
            "ここに置いたら",
            key=TRYING.key,
            on_change=lambda: wall.change(tried=None),
            help="地図を押した所に拠点を試しに置きます。案は変わりません。",
        )
        names = {str(i): str(name) for i, name in session.region().villages["name"].items()}
        VILLAGE.set(wall.village if wall.village in names else None)
        st.selectbox(
            "あなたの集落", list(names), index=None, format_func=lambda i: names[i], placeholder="あなたの集落",
            key=VILLAGE.key, label_visibility="collapsed", width=190, on_change=lambda: wall.change(village=VILLAGE.value),
        )  # fmt: skip
        with st.popover("部屋と見え方"):
            st.toggle("暗い部屋", value=wall.room.dark, key=DARK.key, on_change=lambda: _look(wall))
            st.radio(
                "見え方を確かめる",
                list(LOOKS),
                format_func=lambda look: LOOKS[look][0],
                key=LOOK.key,
                on_change=lambda: _look(wall),
            )
        with st.popover("進行"):
            show_running_order(wall, all_scenes(wall))
        with st.popover("集まり"):
            show_series(wall, all_scenes(wall))
        with st.popover("配る"):
            show_hand_outs(wall, order)
        _presenters_window()
        if st.button("計画へ戻る", key="wall-leave"):
            turn_to("拠点", "first")


def _presenters_window() -> None:
    """Offer the second window; it finds the same work by its address, which only saved work has."""
    work, label = session.opened().work_id, "発表者の窓"
    if work is not None:
        st.link_button(label, f"projection?work={work}&presenter=1")
    else:
        st.button(
            label, key="wall-presenter", disabled=True, help="「進行」で並びを計画に残すと、開けるようになります。"
        )


def _look(wall: SharedWall) -> None:
    wall.change(room=Room(dark=DARK.value, look=LOOK.value))


def offer_to_keep(wall: SharedWall, found: Shown) -> None:
    """Let what was tried be taken over; the present takes nothing over."""
    scenario = next((s.id for s in session.plan().scenarios if s.id == found.scene.scenario), BASE)
    if found.tried is None or scenario == BASE or wall.tried is None:
        return
    lat, lon = wall.tried
    taken = session.taken_ids()

    def kept() -> None:
        editing.make(lambda plan: add_hub(plan, scenario, lat, lon, taken_ids=taken), lambda _: wall.change(tried=None))
        editing.redraw()

    editing.button("この案に残す", kept, key="wall-keep-hub", type="primary")
