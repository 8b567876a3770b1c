"""The guided tour: one line above the page that says what to press next, and a frame around it; left and taken up at will."""

from __future__ import annotations

import html

import streamlit as st

from layers.features.pointer import pointer
from layers.style.map_part import Part
from plan.reach.reach import places_of
from plan.workspace.first_use import FirstUse, remember_first_use
from views import session
from views.first_use.five_steps import COMPARE_TAB, COMPARED_WHO
from views.first_use.steps import COMPARE, HUBS, PAGE_NAMES, STEPS, TO_PAGE, Step, step_of, target


def begin_tour(step_id: str = STEPS[0].id) -> None:
    """Walk the tour from a step on."""
    tour, step = session.current().tour, step_of(step_id) or STEPS[0]
    tour.step, tour.left = step.id, step.id
    tour.before = step.seen(HUBS) if step.counts else 0
    if step.page == COMPARE:
        COMPARE_TAB.set(COMPARED_WHO)  # whom it concerns: names, before all figures
    _remember()


def leave_tour() -> None:
    """Put the tour aside; it is taken up where it was left."""
    session.current().tour.step = ""


def end_tour() -> None:
    """Be done with the tour."""
    tour = session.current().tour
    tour.step = tour.left = ""
    _remember()


def _remember() -> None:
    remember_first_use(FirstUse(is_over=True, step=session.current().tour.left))


def _on() -> None:
    """Turn to the next step."""
    ids = [step.id for step in STEPS]
    at = ids.index(session.current().tour.step)
    begin_tour(ids[at + 1]) if at + 1 < len(ids) else end_tour()


def _is_over(step: Step, page: str) -> bool:
    return step.seen(page) > session.current().tour.before


def follow_tour(page: str) -> None:
    """Draw the page anew where what the tour asked for has been done in a part of it: its line stands outside that part."""
    step = step_of(session.current().tour.step)
    if step is not None and _is_over(step, page):
        st.rerun()


def show_tour(page: str) -> None:
    """Draw the line of the step that is next, on whatever page."""
    while (step := step_of(session.current().tour.step)) is not None and _is_over(step, page):
        _on()
    if step is None:
        return
    number = f"{STEPS.index(step) + 1}／{len(STEPS)}"
    before, name, after, press = step.before, step.name, step.after, step.press
    if page != step.page:
        before, name, after = "左のページの名前から", PAGE_NAMES[step.page], "を押します。案内はそのページで続きます。"
        press = TO_PAGE[step.page]
    elif "{village}" in name:
        name = name.replace("{village}", _name_of_target())
    st.html(
        f'<p class="ky-tour" role="status" data-step="{step.id}"><b>案内 {number}</b>　{html.escape(before)}'
        f"<strong>「{html.escape(name)}」</strong>{html.escape(after)}</p>"
        f"<style>{press} {{ outline: 4px solid #B34700 !important; outline-offset: 2px; border-radius: 6px; }}</style>",
        width="stretch",
    )
    if step is STEPS[-1]:
        st.button("おわる", key="tour-end", on_click=end_tour, type="primary")
    else:
        st.button("とばす", key="tour-skip", on_click=_on, type="tertiary")
    st.button("やめる", key="tour-leave", on_click=leave_tour, type="tertiary")


def offer_tour() -> None:
    """Let the tour be begun, or taken up where it was left."""
    tour = session.current().tour
    if tour.step:
        return
    label = "案内の続き" if tour.left else "はじめての案内"
    st.button(label, key="tour-begin", on_click=begin_tour, args=(tour.left or STEPS[0].id,), type="tertiary")


def _name_of_target() -> str:
    village = target()
    return "" if village is None else str(session.region().villages.at[village, "name"])


def tour_pointer() -> Part | None:
    """Point at the village where the tour asks for a hub; nothing at any other step."""
    village = target() if session.current().tour.step == "place" else None
    if village is None:
        return None
    ((lat, lon),) = places_of(session.region().villages.loc[[village]])
    return pointer((lat, lon), "ここを押します")
