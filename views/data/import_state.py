"""What the session knows of files that are to be imported: where they lie, what they were taken for, what is wished."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import streamlit as st

from importing.recognise.recognise import Recognised, recognise
from plan.workspace.import_jobs import ImportJob
from plan.workspace.import_run import ImportRun, Outcome
from plan.workspace.uploads import clear, take_away, unpacked_folder, upload_folder, uploaded_files

_DROP, _OPEN, _LOOKED, _JOBS, _SHOWN = "drop", "importing", "looked at", "wishes", "shown wish"
_RUN, _OUTCOME = "import run", "import outcome"


def is_importing() -> bool:
    """Tell whether the page shows files to import; it does when the address brings some along."""
    state = st.session_state
    if _OPEN not in state:
        state[_OPEN] = bool(uploaded_files(folder()))
    return bool(state[_OPEN])


def set_importing(*, importing: bool) -> None:
    """Show the files to import, or the region again."""
    st.session_state[_OPEN] = importing


def folder() -> Path:
    """Tell where this session's files are kept."""
    state = st.session_state
    if _DROP not in state:
        state[_DROP] = secrets.token_hex(6)
    return upload_folder(state[_DROP])


def looked_at() -> list[Recognised]:
    """Tell what each file was taken for; looked at anew only when files come or go."""
    state = st.session_state
    files = uploaded_files(folder())
    key = tuple((p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in files)
    if state.get(_LOOKED, ((), []))[0] != key or _LOOKED not in state:
        with st.spinner("ファイルを見分けています"):
            state[_LOOKED] = (key, recognise(files, unpacked_folder(folder())))
        _jobs_for(state[_LOOKED][1])
    found: list[Recognised] = state[_LOOKED][1]
    return found


def _jobs_for(found: list[Recognised]) -> None:
    known = {r.path for r in found}
    kept = {i: w for i, w in jobs().items() if w.path in known}
    have = {w.path for w in kept.values()}
    for r in found:
        if r.path not in have:
            new = ImportJob(secrets.token_hex(3), r.path, r.kind)
            kept[new.id] = new
    order = {r.path: n for n, r in enumerate(found)}
    st.session_state[_JOBS] = dict(sorted(kept.items(), key=lambda item: order[item[1].path]))


def jobs() -> dict[str, ImportJob]:
    """Return the jobs by id, in the order of the list."""
    found: dict[str, ImportJob] = st.session_state.get(_JOBS, {})
    return found


def set_job(job: ImportJob) -> None:
    """Change a job."""
    st.session_state[_JOBS] = {**jobs(), job.id: job}


def use_again(job: ImportJob) -> None:
    """Put a second use of the same file behind the first."""
    again = ImportJob(secrets.token_hex(3), job.path)
    st.session_state[_JOBS] = {
        i: w for one in jobs().values() for i, w in ([(one.id, one), (again.id, again)] if one == job else [(one.id, one)])
    }  # fmt: skip
    show(again.id)


def leave_out(job: ImportJob, found: Recognised) -> None:
    """Take a use away, and the file with its last one."""
    st.session_state[_JOBS] = {i: w for i, w in jobs().items() if i != job.id}
    if all(w.path != job.path for w in jobs().values()):
        inside = unpacked_folder(folder())
        packed = found.path.relative_to(inside).parts[:1] if found.path.is_relative_to(inside) else found.parts
        take_away(folder(), packed)
        gone = {w.id for w in jobs().values() if not w.path.exists()}
        places = {w.id: replace(w, clip=w.clip if w.clip and w.clip.exists() else None,
                                places=tuple(p for p in w.places if p.exists()))
                  for w in jobs().values() if w.id not in gone}  # fmt: skip
        st.session_state[_JOBS] = places


def shown() -> ImportJob | None:
    """Return the job whose settings are shown; the first where none was chosen."""
    known = jobs()
    return known.get(st.session_state.get(_SHOWN, ""), next(iter(known.values()), None))


def show(job_id: str) -> None:
    """Choose the job whose settings are shown."""
    st.session_state[_SHOWN] = job_id


def run() -> ImportRun | None:
    """Give the import that is on its way."""
    found: ImportRun | None = st.session_state.get(_RUN)
    return found


def set_run(started: ImportRun | None) -> None:
    """Note that an import is on its way, or none any more."""
    st.session_state[_RUN] = started


def outcome() -> Outcome | None:
    """Tell how the latest import of this session ended."""
    found: Outcome | None = st.session_state.get(_OUTCOME)
    return found


def set_outcome(ended: Outcome | None) -> None:
    """Note how an import ended; once all is in, its files are no longer needed."""
    state = st.session_state
    state[_OUTCOME] = ended
    if ended is not None and ended.state == "done":
        clear(folder())
        for key in (_DROP, _LOOKED, _JOBS, _SHOWN, "import asked"):
            state.pop(key, None)
        state[_OPEN] = False
