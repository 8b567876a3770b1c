"""What was on the wall during a meeting, and which scene while a question was open: noted as it happens, in the meeting's file."""

from __future__ import annotations

import time
from dataclasses import dataclass

from geo.texts.clock import HOUR_S, MINUTE_S, clock
from hall.meeting.store import Store


@dataclass(frozen=True)
class SceneNoted:
    """A scene that was turned to.

    Parameters
    ----------
    at
        Time of day at which it came on: 「19:05」.
    title
        What it was called.
    scene
        Its id in the plan; empty for one that is made from the plan and not kept in it.
    """

    at: str
    title: str
    scene: str


def note_scene(store: Store, scene: str, title: str) -> None:
    """Note that a scene is on the wall, as `SceneNoted` has it; the one that is there already is noted once."""
    # Looked at before it is written: every drawing of the wall comes here, and phones wait for who writes.
    last = store.connection.execute(
        "SELECT scene, title FROM wall WHERE question IS NULL ORDER BY number DESC LIMIT 1"
    ).fetchone()
    if last is None or tuple(last) != (scene, title):
        with store.writing() as rows:
            rows.execute("INSERT INTO wall (scene, title, at_s) VALUES (?, ?, ?)", (scene, title, time.time()))


def scenes_noted(store: Store) -> tuple[SceneNoted, ...]:
    """List what was shown, in the order in which it came."""
    rows = store.connection.execute("SELECT at_s, title, scene FROM wall WHERE question IS NULL ORDER BY number")
    return tuple(SceneNoted(_time_of_day(at_s), title, scene) for at_s, title, scene in rows)


def scene_of_question(store: Store, question: int) -> SceneNoted | None:
    """Return the scene that was on the wall when a question was opened, last; the first one shown after, where none was yet.

    None where the wall has shown nothing until the question was closed, or nobody opened it.
    """
    events = store.connection.execute("SELECT at_s, title, scene, question, state FROM wall ORDER BY number").fetchall()
    found: SceneNoted | None = None
    on_wall: SceneNoted | None = None
    is_open = False
    for at_s, title, scene, asked, state in events:
        if asked is None:
            on_wall = SceneNoted(_time_of_day(at_s), title, scene)
            if is_open and found is None:
                found = on_wall
        elif asked == question:
            is_open = state == "open"
            if is_open:
                found = on_wall
    return found


def _time_of_day(at_s: float) -> str:
    local = time.localtime(at_s)
    return clock(local.tm_hour * HOUR_S + local.tm_min * MINUTE_S, padded=True)
