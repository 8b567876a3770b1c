"""Saving plans so that nothing is lost: the last versions kept, a second window or server never overwritten."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from geo.region.fingerprint import bytes_fingerprint
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from geo.texts.reasons import reason_of
from plan.workspace.atomic_write import sweep, write_atomically
from plan.workspace.file_lock import locked
from plan.workspace.versions import keep_version

_ONE_AT_A_TIME = threading.Lock()
"""Windows are threads of one server: they keep apart also on drives that know no locks of files."""


@dataclass(frozen=True)
class Saved:
    """A plan on disk, as this window last saw it.

    Parameters
    ----------
    path
        The plan file.
    fingerprint
        Of its bytes; empty where there was no file.
    """

    path: Path
    fingerprint: str

    @classmethod
    def of(cls, path: Path, content: bytes) -> Saved:
        """Return what a window has seen that read these bytes."""
        return cls(path, bytes_fingerprint(content))


def look(path: Path) -> Saved:
    """See what is on disk now.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is a file that cannot be read.
    """
    try:
        return Saved.of(path, path.read_bytes())
    except FileNotFoundError:
        return Saved(path, "")
    except OSError as problem:
        unreadable = notice("file_unreadable", file=path.name, severity="error", reason=reason_of(problem))
        raise RequestError(unreadable) from problem


def save(seen: Saved, content: bytes) -> tuple[Saved, list[Notice]]:
    """Save a plan and keep what was there before.

    Parameters
    ----------
    seen
        What this window last saw on disk.
    content
        The plan file's bytes.

    Returns
    -------
    Saved, list of Notice
        What is on disk now; a notice when another window had saved in between (its version is kept beside).

    Raises
    ------
    geo.texts.errors.RequestError
        When the place cannot be written to; what was there before is still there.
    """
    with _ONE_AT_A_TIME, locked(seen.path):
        sweep(seen.path)
        now = look(seen.path)
        if now.fingerprint == bytes_fingerprint(content):
            return now, []
        notices = []
        if now.fingerprint:
            is_anothers = now.fingerprint != seen.fingerprint
            kept = keep_version(seen.path, unseen=is_anothers)
            if is_anothers:
                place = f"{kept.parent.name}/{kept.name}"
                notices.append(notice("plan_saved_elsewhere", file=seen.path.name, name=place))
        write_atomically(seen.path, content)
        return Saved.of(seen.path, content), notices
