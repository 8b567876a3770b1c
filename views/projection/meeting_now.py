"""What the wall shows while a meeting goes on: noted in the meeting, so that its record tells it."""

from __future__ import annotations

import time
from pathlib import Path

from geo.reference import reference_table
from hall.facilitator.meetings import goes_on, last_open_meeting, meetings_folder
from hall.meeting.shown import note_scene
from hall.meeting.store import opened_meeting
from plan.scenario.scenario import Plan
from plan.scenes.first_scenes import evenings_of, scenes_of
from plan.scenes.layers import title_of
from views import session
from views.projection.shared_wall import shared_wall

_HOUR_S = 3600


def meeting_now() -> Path | None:
    """Return the file of the meeting that the page 会場 has begun in this region and that is of this evening, or None."""
    path = last_open_meeting(meetings_folder(session.region().folder))
    return path if path is not None and goes_on(path) else None


def note_wall() -> None:
    """Note in the meeting that goes on which scene is on the wall; nothing where no wall was drawn this evening."""
    wall, path = shared_wall(), meeting_now()
    longest_s = reference_table("hall")["resume_h"].value * _HOUR_S
    if path is None or wall.drawn_s is None or time.time() - wall.drawn_s > longest_s:
        return
    plan = session.plan() if wall.plan is None else wall.plan
    scene = next((s for s in scenes_of(plan, session.evaluation()) if s.id == wall.scene), None)
    if scene is not None:
        with opened_meeting(path) as store:
            note_scene(store, scene.id if plan.scenes else "", title_of(plan, scene))


def questions_asked(plan: Plan) -> int:
    """Return how many questions the wall can show answers to: those of the meeting that goes on, else of the fullest evening."""
    path = meeting_now()
    if path is not None:
        with opened_meeting(path) as store:
            return len(store.questions())
    return max((len(e.questions) for e in evenings_of(plan, session.evaluation_of_today())), default=0)
