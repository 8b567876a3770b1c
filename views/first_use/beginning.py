"""The first opening: three ways to begin, in one line above the living map, never a page before it."""

from __future__ import annotations

import streamlit as st

from plan.workspace.first_use import FirstUse, remember_first_use
from views import session
from views.first_use.steps import HUBS
from views.first_use.tour import begin_tour, offer_tour, show_tour
from views.pages import turn_to
from views.scenario_menu import offer_plan_file

_WITHOUT_LINE = "projection"


def show_first_line(page: str) -> None:
    """Draw the line above a page: how to begin, or the next step of the tour; mostly there is none.

    Parameters
    ----------
    page
        Its address.
    """
    tour = session.current().tour
    # Always there: what comes and goes above the map would make the browser draw the map anew.
    with st.container(key="first-line", horizontal=True, vertical_alignment="center"):
        if page == _WITHOUT_LINE:
            return
        if tour.is_first_opening:
            # Who has turned to another page has begun: there the maps need the room.
            if page == HUBS:
                _ways_to_begin()
        else:
            show_tour(page)


def _ways_to_begin() -> None:
    st.markdown("**はじめに**", width="content")
    st.button("見本を見る", key="first-sample", type="primary", on_click=_begun, kwargs={"with_tour": True})
    if st.button("自分の町を開く", key="first-own"):
        _begun()
        session.current().importing.is_shown = True
        turn_to("データ", "data")
    with st.popover("続きから"):
        st.caption(
            "前に保存した案のファイルを選びます。自分の町の案は、先に「自分の町を開く」で町を開いてから選びます。"
        )
        offer_plan_file("first-plan-file", on_file=_begun)


def _begun(*, with_tour: bool = False) -> None:
    session.current().tour.is_first_opening = False
    if with_tour:
        begin_tour()
    else:
        remember_first_use(FirstUse(is_over=True))


def show_tour_offer() -> None:
    """Offer the tour at the foot of the side, once the first opening is over."""
    if not session.current().tour.is_first_opening:
        with st.sidebar:
            offer_tour()
