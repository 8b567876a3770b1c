"""What the session knows of files that are to be imported: where they lie, what they were taken for, what is wished."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import streamlit as st

from importing.recognise.recognise import Recognised, recognise
from importing.recognise.taken import instead_of, taken_kinds
from plan.workspace.import_jobs import ImportJob
from plan.workspace.import_run import ImportRun, Outcome
from plan.workspace.uploads import clear, take_away, unpacked_folder, upload_folder, uploaded_files
from views import session
from views.session_state import ImportState


def is_importing() -> bool:
    """Return whether the page shows files to import; it does when the address brings some along."""
    held = session.current().importing
    if held.is_shown is None:
        held.is_shown = bool(uploaded_files(folder()))
    return held.is_shown


def set_importing(*, importing: bool) -> None:
    """Show the files to import, or the region again."""
    session.current().importing.is_shown = importing


def folder() -> Path:
    """Return where this session's files are kept."""
    held = session.current().importing
    if held.drop is None:
        held.drop = secrets.token_hex(6)
    return upload_folder(held.drop)


def looked_at() -> list[Recognised]:
    """Return what each file was taken for; looked at anew only when files come or go."""
    held = session.current().importing
    files = uploaded_files(folder())
    key = tuple((p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in files)
    if held.looked_at is None or held.looked_at[0] != key:
        with st.spinner("ファイルを見分けています"):
            held.looked_at = (key, recognise(files, unpacked_folder(folder())))
        _jobs_for(held.looked_at[1])
    return held.looked_at[1]


def _jobs_for(found: list[Recognised]) -> None:
    known = {r.path for r in found}
    kept = {i: w for i, w in jobs().items() if w.path in known}
    have = {w.path for w in kept.values()}
    taken = taken_kinds(found)
    roads = {w.path for w in kept.values() if w.kind == "roads"}
    for r in found:
        if r.path not in have:
            others = {o.path for o in instead_of(r, found)}
            new = ImportJob(secrets.token_hex(3), r.path, "" if roads & others else taken[r.path])
            kept[new.id] = new
    order = {r.path: n for n, r in enumerate(found)}
    _become(dict(sorted(kept.items(), key=lambda item: order[item[1].path])))


def jobs() -> dict[str, ImportJob]:
    """Return the jobs by id, in the order of the list."""
    return session.current().importing.jobs


def _become(jobs: dict[str, ImportJob]) -> None:
    session.current().importing.jobs = jobs


def set_job(job: ImportJob) -> None:
    """Change a job."""
    _become({**jobs(), job.id: job})


def use_again(job: ImportJob) -> None:
    """Put a second use of the same file behind the first."""
    again = ImportJob(secrets.token_hex(3), job.path)
    twice = {job.id: job, again.id: again}
    _become({i: w for one in jobs().values() for i, w in (twice if one == job else {one.id: one}).items()})
    show(again.id)


def leave_out(job: ImportJob, found: Recognised) -> None:
    """Take a use away, and the file with its last one."""
    _become({i: w for i, w in jobs().items() if i != job.id})
    if all(w.path != job.path for w in jobs().values()):
        inside = unpacked_folder(folder())
        packed = found.path.relative_to(inside).parts[:1] if found.path.is_relative_to(inside) else found.parts
        take_away(folder(), packed)
        gone = {w.id for w in jobs().values() if not w.path.exists()}
        _become({w.id: replace(w, clip=w.clip if w.clip and w.clip.exists() else None,
                               places=tuple(p for p in w.places if p.exists()))
                 for w in jobs().values() if w.id not in gone})  # fmt: skip


def shown() -> ImportJob | None:
    """Return the job whose settings are shown; the first where none was chosen."""
    known = jobs()
    return known.get(session.current().importing.shown_job, next(iter(known.values()), None))


def show(job_id: str) -> None:
    """Choose the job whose settings are shown."""
    session.current().importing.shown_job = job_id


def run() -> ImportRun | None:
    """Return the import that is on its way."""
    return session.current().importing.run


def set_run(started: ImportRun | None) -> None:
    """Note that an import is on its way, or none any more."""
    session.current().importing.run = started


def outcome() -> Outcome | None:
    """Return how the latest import of this session ended."""
    return session.current().importing.outcome


def set_outcome(ended: Outcome | None) -> None:
    """Note how an import ended; once all is in, its files are no longer needed."""
    held = session.current().importing
    held.outcome = ended
    if ended is not None and ended.state == "done":
        clear(folder())
        session.current().importing = ImportState(
            is_shown=False, drop_number=held.drop_number, run=held.run, outcome=ended
        )
