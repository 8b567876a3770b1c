"""The one door for edits: made, saved, drawn; what cannot be done is told, and the plan stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.texts.errors import RequestError
from plan.scenario.scenario import Plan
from views import session

T = TypeVar("T")


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
