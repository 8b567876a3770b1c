"""The one door for edits: made, saved, drawn; what cannot be done is told, and the plan stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.texts.errors import RequestError
from plan.scenario.scenario import Plan
from views import session

T = TypeVar("T")


def button(
    label: str,
    act: Callable[[], object],
    *,
    key: str,
    draw: Callable[..., bool] | None = None,
    first: Callable[[], object] | None = None,
    **looks: Any,
) -> None:
    """Draw a button that asks for an edit, and act where it was pressed.

    A press counts until its edit stands: Streamlit forgets what was pressed when the next press breaks the run off before.

    Parameters
    ----------
    label, looks
        As Streamlit's own buttons take them.
    act
        Makes the edit; it may draw the page anew.
    key
        The widget's.
    draw
        Streamlit's function that draws it; `st.button` where none is given.
    first
        Called before the page is drawn after a press.
    """
    held = session.current()

    def note() -> None:
        held.presses.add(key)
        if first is not None:
            first()

    # The press is noted before the page is drawn, and without asking Streamlit for anything: that cannot be broken off.
    (draw or st.button)(label, key=key, on_click=note, **looks)
    if key not in held.presses:
        return
    held.pressed = key
    try:
        act()
        held.answered()
    finally:
        held.pressed = None  # what was broken off is asked again


def edit_button(label: str, change: Callable[[Plan], Plan], *, key: str, **looks: Any) -> None:
    """Draw a button that makes an edit and draws the page anew; the rest as for `button`."""
    button(label, lambda: edit_and_redraw(change), key=key, **looks)


def make(change: Callable[[Plan], tuple[Plan, T]], choose: Callable[[T], None]) -> None:
    """Make an edit that makes something new, and choose that.

    Parameters
    ----------
    change
        Returns the changed plan and what is new, mostly an id.
    choose
        Is given what is new, before the plan is saved: the page's address may name it.
    """
    work = session.opened()
    with work.lock:
        try:
            plan, new = change(work.history.present)
        except RequestError as problem:
            session.tell(problem.notices)
            session.current().answered()
            return
        choose(new)
        session.become(work.history.doing(plan))


def edit(change: Callable[[Plan], Plan]) -> None:
    """Make an edit and save it."""
    make(lambda plan: (change(plan), None), lambda _: None)


def edit_and_redraw(change: Callable[[Plan], Plan]) -> None:
    """Make an edit, and draw the page anew: what stands above the widget that asked for it shows the change, too."""
    edit(change)
    redraw()


def redraw() -> None:
    """Draw again what an edit has changed: the fragment, or the page where the whole page is being drawn."""
    session.current().answered()
    context = get_script_run_ctx()
    st.rerun(scope="fragment" if context is not None and context.fragment_ids_this_run else "app")


def undo() -> None:
    """Go one step back."""
    work = session.opened()
    with work.lock:
        session.become(work.history.undone())


def redo() -> None:
    """Go one step forward again."""
    work = session.opened()
    with work.lock:
        session.become(work.history.redone())
