"""The meeting in work: which file it is, and the process that serves it to phones."""

from __future__ import annotations

import atexit
from contextlib import AbstractContextManager
from pathlib import Path

import streamlit as st

from geo.texts.errors import RequestError
from hall.facilitator.meetings import begin_meeting, meeting_to_go_on_with, meetings, meetings_folder
from hall.facilitator.process import HallProcess, start_hall
from hall.meeting.store import Store, opened_meeting
from plan.scenario.scenario import BASE
from views import session

LAN = "0.0.0.0"


@st.cache_resource
def _served() -> dict[Path, HallProcess]:
    """Keep the processes that this server has started, by meeting: a page that is opened again finds them."""
    found: dict[Path, HallProcess] = {}
    atexit.register(_stop_all, found)
    return found


def _stop_all(found: dict[Path, HallProcess]) -> None:
    for one in found.values():
        if one.is_running:
            one.stop()


def folder() -> Path:
    """Return the folder of the meetings on the scenario in work."""
    return meetings_folder(session.region().folder, session.scenario_id() if session.scenario_names() else BASE)


def current() -> Path | None:
    """Return the file of the meeting that goes on; None where none has begun."""
    known = meetings(folder())
    if not known:
        return None
    with opened_meeting(known[-1]) as store:
        return None if store.is_closed else known[-1]


def begin() -> None:
    """Begin a meeting, with its first questions, or go on with the one that has not ended."""
    begin_meeting(meeting_to_go_on_with(folder()), session.plan(), session.scenario_id()).close()


def opened() -> AbstractContextManager[Store]:
    """Open the meeting that goes on.

    Raises
    ------
    FileNotFoundError
        When none has begun.
    """
    path = current()
    if path is None:
        raise FileNotFoundError(folder())
    return opened_meeting(path)


def served() -> HallProcess | None:
    """Return the process of the meeting that goes on; None where phones are not served."""
    path = current()
    found = _served().get(path) if path is not None else None
    return found if found is not None and found.is_running else None


def serve() -> None:
    """Let phones come; what stands in the way is told on the page."""
    path = current()
    if path is None or served() is not None:
        return
    try:
        _served()[path] = start_hall(session.region().folder, session.plan(), session.scenario_id(), path, LAN)
    except RequestError as problem:
        session.tell(problem.notices)


def stop() -> None:
    """Let no more phones come; the meeting goes on without them."""
    found = served()
    if found is not None:
        found.stop()
        _served().pop(found.meeting)
