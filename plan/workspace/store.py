"""The store: where plans in work lie between sessions, one file for each piece of work."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

from geo.region.array_cache import home_folder
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.file.plan_file import PlanUnreadableError, read_plan
from plan.scenario.scenario import Plan
from plan.workspace.atomic_write import sweep_folder, write_atomically
from plan.workspace.saving import Saved
from plan.workspace.versions import listed_versions

_ENDING = ".plan.json"
_WORK = re.compile(r"[0-9a-z]{4,32}")


@dataclass(frozen=True)
class Work:
    """A piece of work in the store.

    Parameters
    ----------
    id
        Its id, part of the page's address.
    saved
        Its plan file, as the plan was read from it.
    region_folder
        What is noted of its region: the folder, as the session that began it opened it, or ``sample:`` and a name.
    plan
        What is in it.
    saved_at_s
        When it was last saved (seconds since 1970), for the list only.
    notices
        What is to be told when it is opened: its last version stands in for a file that cannot be read.
    """

    id: str
    saved: Saved
    region_folder: str
    plan: Plan
    saved_at_s: float
    notices: tuple[Notice, ...] = ()


def store_folder() -> Path:
    """Return where the store is: the folder named by KYOTEN_HOME, else .kyoten in the user's home."""
    return home_folder()


def work_path(work_id: str) -> Path:
    """Return where a piece of work lies.

    Raises
    ------
    ValueError
        When the id could lead out of the store.
    """
    if not _WORK.fullmatch(work_id):
        raise ValueError(f"no work id: {work_id!r}")
    return store_folder() / f"{work_id}{_ENDING}"


def work_id_of(saved: Saved) -> str:
    """Return the id of the piece of work that a plan on disk is."""
    return saved.path.name.removesuffix(_ENDING)


def find_work(work_id: str) -> Work | None:
    """Find a piece of work by id, as its last good version where its file cannot be read; None where there is neither."""
    if not _WORK.fullmatch(work_id):
        return None
    path = work_path(work_id)
    try:
        # Plan and fingerprint are of the same bytes: another window may save at any moment.
        content = path.read_bytes()
        plan, notices = _plan_of(path, content)
        region_folder = _region_note(work_id).read_text(encoding="utf-8").strip()
        return Work(work_id, Saved.of(path, content), region_folder, plan, path.stat().st_mtime, notices)
    except (OSError, UnicodeDecodeError, PlanUnreadableError):
        return None


def _plan_of(path: Path, content: bytes) -> tuple[Plan, tuple[Notice, ...]]:
    try:
        return read_plan(content, path.name), ()
    except PlanUnreadableError as problem:
        for version in listed_versions(path):
            with contextlib.suppress(OSError, PlanUnreadableError):
                good, name = read_plan(version.path.read_bytes()), f"{version.path.parent.name}/{version.path.name}"
                return good, (*problem.notices, notice("work_version_opened", file=path.name, name=name))
        raise


def missing_work_notices(work_id: str) -> list[Notice]:
    """Say that a piece of work is there although it cannot be found; nothing is said of one that is not there."""
    if not _WORK.fullmatch(work_id) or not work_path(work_id).exists():
        return []
    return [notice("work_unreadable", file=work_path(work_id).name, folder=str(store_folder()))]


def note_region(work_id: str, region_folder: str) -> None:
    """Write down which region folder a piece of work belongs to.

    Raises
    ------
    ValueError
        When the id could lead out of the store.
    geo.texts.errors.RequestError
        When the store cannot be written to.
    """
    note, content = _region_note(work_id), region_folder.encode("utf-8")
    # Asked for at every edit, and it hardly ever changes.
    if not (note.is_file() and note.read_bytes() == content):
        write_atomically(note, content)


def sweep_store() -> None:
    """Take away the half-written files of servers that were killed."""
    sweep_folder(store_folder())


def home_notices() -> list[Notice]:
    """Say where the store cannot be written to; what is opened can be looked at and edited all the same."""
    probe = store_folder() / ".writable"
    try:
        write_atomically(probe, b"")
        probe.unlink(missing_ok=True)
    except (RequestError, OSError):
        return [notice("home_unwritable", folder=str(store_folder()))]
    return []


def _region_note(work_id: str) -> Path:
    return work_path(work_id).with_name(f"{work_id}.region")


def works(most: int = 8) -> list[Work]:
    """List the latest pieces of work, the newest first."""
    latest = sorted(store_folder().glob(f"*{_ENDING}"), key=lambda path: (-_saved_at_s(path), path.name))
    # Some cannot be read, hence a few more than asked for; a full store is not read through at every turn.
    ids = (path.name.removesuffix(_ENDING) for path in latest[: 3 * most])
    return [work for work in map(find_work, ids) if work is not None][:most]


def any_work() -> bool:
    """Return whether anything was ever saved here."""
    return next(store_folder().glob(f"*{_ENDING}"), None) is not None


def _saved_at_s(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
