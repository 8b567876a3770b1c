"""The meeting in work: which file it is, and the process that serves it to phones."""

from __future__ import annotations

import atexit
import threading
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from geo.texts.errors import RequestError
from hall.facilitator.meetings import (
    begin_meeting,
    delete_meeting,
    goes_on,
    last_open_meeting,
    meeting_to_go_on_with,
    meetings,
    meetings_folder,
)
from hall.facilitator.process import HallProcess, start_hall
from hall.meeting.questions import HallQuestion
from hall.meeting.store import Store, opened_meeting
from views import session
from views.widget_state import Widget

LAN = "0.0.0.0"
_SERVED = "served"
_LOOKED_AT: Widget[str] = Widget("hall-looked-at", "")
"""Name of the file of an earlier meeting that is looked at; empty for the one that goes on."""


@dataclass
class _Served:
    """The processes that this server has started, by meeting: a page that is opened again finds them."""

    found: dict[Path, HallProcess] = field(default_factory=dict)
    lock: AbstractContextManager[Any] = field(default_factory=threading.Lock)

    def stop_all(self) -> None:
        for one in self.found.values():
            if one.is_running:
                one.stop()


@st.cache_resource
def _served() -> _Served:
    served = _Served()
    atexit.register(served.stop_all)
    return served


def folder() -> Path:
    """Return the folder of the region's meetings."""
    return meetings_folder(session.region().folder)


def earlier() -> list[Path]:
    """List the meetings that do not go on, the latest first."""
    going = current()
    return [path for path in reversed(meetings(folder())) if path != going]


def current() -> Path | None:
    """Return the file of the meeting that goes on; None where none has begun."""
    return last_open_meeting(folder())


def shown() -> Path | None:
    """Return the file of the meeting that the page is about: an earlier one that was chosen, else the one that goes on."""
    chosen = folder() / _LOOKED_AT.value if _LOOKED_AT.value else None
    return chosen if chosen is not None and chosen.is_file() else current()


def look_at(path: Path | None) -> None:
    """Look at an earlier meeting; None: at the one that goes on."""
    _LOOKED_AT.set(path.name if path is not None else "")


def begin(questions: tuple[HallQuestion, ...], *, title: str, held_on: str) -> None:
    """Begin a meeting with its questions, or go on with the one that has not ended."""
    path = meeting_to_go_on_with(folder())
    begin_meeting(
        path, session.plan(), session.scenario_id(), questions=questions, title=title, held_on=held_on
    ).close()
    look_at(None)


def delete(path: Path) -> None:
    """Delete an earlier meeting for good."""
    look_at(None)
    delete_meeting(path)


def opened() -> AbstractContextManager[Store]:
    """Open the meeting that the page is about.

    Raises
    ------
    FileNotFoundError
        When there is none.
    """
    path = shown()
    if path is None:
        raise FileNotFoundError(folder())
    return opened_meeting(path)


def served() -> HallProcess | None:
    """Return the process of the meeting that goes on; None where phones are not served."""
    path = current()
    found = _served().found.get(path) if path is not None else None
    return found if found is not None and found.is_running else None


def is_lost() -> bool:
    """Return whether phones were served this evening and are not any more, though nobody has stopped it."""
    path = current()
    if path is None or served() is not None or not goes_on(path):
        return False
    with opened_meeting(path) as store:
        return bool(store.about(_SERVED))


def serve() -> None:
    """Let phones come; what stands in the way is told on the page."""
    path = current()
    if path is None:
        return
    with _served().lock:
        if served() is not None:
            return
        problem: RequestError | None = None
        try:
            _served().found[path] = start_hall(
                session.region().folder, session.plan(), session.scenario_id(), path, LAN
            )
        except RequestError as refused:
            problem = refused
        with opened_meeting(path) as store:
            store.tell(_SERVED, "" if problem else "yes")  # what cannot start is not tried again by itself
    if problem:
        session.tell(problem.notices)


def stop() -> None:
    """Let no more phones come; the meeting goes on without them."""
    path, found = current(), served()
    if path is not None:
        with opened_meeting(path) as store:
            store.tell(_SERVED, "")
    if found is not None:
        found.stop()
        _served().found.pop(found.meeting)
