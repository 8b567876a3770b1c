"""Where meetings lie, and which one a hall goes on with: the last one of a region, unless it is over or of another day."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path

from geo.reference import reference_table
from hall.meeting.questions import HallQuestion, first_questions
from hall.meeting.store import Store, opened_meeting
from plan.scenario.scenario import BASE, Plan
from plan.workspace.store import store_folder

_ENDING = ".sqlite"


def meetings_folder(region_folder: Path) -> Path:
    """Return the folder of the meetings of a region: whichever plan and scenario is looked at, the evening is the same."""
    named = f"{region_folder.resolve()}\n{BASE}"
    return store_folder() / "halls" / hashlib.sha256(named.encode()).hexdigest()[:16]


def meetings(folder: Path) -> list[Path]:
    """List the meetings of a folder, the first one first."""
    return sorted(folder.glob(f"*{_ENDING}"))


def last_open_meeting(folder: Path) -> Path | None:
    """Return the file of the meeting that goes on; None where none has begun, or the last one is over."""
    known = meetings(folder)
    if not known:
        return None
    with opened_meeting(known[-1]) as store:
        return None if store.is_closed else known[-1]


def meeting_to_go_on_with(folder: Path, now_s: float | None = None) -> Path:
    """Return the file of the meeting that goes on, or of a new one.

    A meeting goes on until it is closed; one that nobody wrote to for longer than an evening is left as it is.

    Parameters
    ----------
    folder
        Of the meetings; made where it is missing.
    now_s
        Seconds since 1970; None for now.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = meetings(folder)
    if known and goes_on(known[-1], now_s):
        return known[-1]
    return folder / f"{int(known[-1].stem) + 1 if known else 1:04d}{_ENDING}"


def goes_on(path: Path, now_s: float | None = None) -> bool:
    """Return whether a meeting is of this evening, and not over.

    Parameters
    ----------
    path
        Its file.
    now_s
        Seconds since 1970; None for now.
    """
    last_s = max(p.stat().st_mtime for p in path.parent.glob(f"{path.name}*"))
    with opened_meeting(path) as store:
        over = store.is_closed
    resumed_s = reference_table("hall")["resume_h"].value * 3600
    return not over and (time.time() if now_s is None else now_s) - last_s < resumed_s


def begin_meeting(
    path: Path,
    plan: Plan,
    scenario_id: str,
    *,
    questions: Sequence[HallQuestion] | None = None,
    title: str = "",
    held_on: str = "",
) -> Store:
    """Open a meeting, with its questions where it is new.

    Parameters
    ----------
    path
        Its file.
    plan, scenario_id
        What it is about.
    questions
        That it begins with; one of each kind where none are given.
    title, held_on
        What it is called, and its day; empty where nobody says so.
    """
    store = Store(path)
    asked = first_questions([s.name for s in plan.scenarios]) if questions is None else questions
    store.begin(asked, scenario=scenario_id, region=plan.region_id, title=title, held_on=held_on)
    return store


def delete_meeting(path: Path) -> None:
    """Delete a meeting for good: nothing of it stays on this machine, but what was taken over into a plan."""
    for file in sorted(path.parent.glob(f"{path.stem}.*")):
        file.unlink(missing_ok=True)
