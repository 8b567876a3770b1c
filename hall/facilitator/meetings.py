"""Where meetings lie, and which one a hall goes on with: the last one of a plan's scenario, unless it is over or of another day."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from geo.reference import reference_table
from hall.meeting.questions import first_questions
from hall.meeting.store import Store, opened_meeting
from plan.scenario.scenario import Plan
from plan.workspace.store import store_folder

_ENDING = ".sqlite"


def meetings_folder(plan_path: Path, scenario_id: str) -> Path:
    """Return the folder of the meetings of a plan's scenario."""
    named = f"{plan_path.resolve()}\n{scenario_id}"
    return store_folder() / "halls" / hashlib.sha256(named.encode()).hexdigest()[:16]


def meetings(folder: Path) -> list[Path]:
    """List the meetings of a folder, the first one first."""
    return sorted(folder.glob(f"*{_ENDING}"))


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
    if known:
        last_s = max(p.stat().st_mtime for p in folder.glob(f"{known[-1].name}*"))
        resumed_s = reference_table("hall")["resume_h"].value * 3600
        with opened_meeting(known[-1]) as store:
            over = store.is_closed
        if not over and (time.time() if now_s is None else now_s) - last_s < resumed_s:
            return known[-1]
    return folder / f"{len(known) + 1:04d}{_ENDING}"


def begin_meeting(path: Path, plan: Plan, scenario_id: str) -> Store:
    """Open a meeting, with its first questions where it is new."""
    store = Store(path)
    store.begin(first_questions([s.name for s in plan.scenarios]), scenario=scenario_id, region=plan.region_id)
    return store
