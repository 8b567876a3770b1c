"""Saving plans so that nothing is lost: atomic writes, the last versions kept, a second window never overwritten."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from geo.errors import RequestError
from geo.fingerprint import bytes_fingerprint
from geo.messages import notice
from geo.notices import Notice

VERSIONS_KEPT = 20
"""How many earlier versions of a plan stay beside it."""


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


def look(path: Path) -> Saved:
    """See what is on disk now."""
    return Saved(path, bytes_fingerprint(path.read_bytes()) if path.is_file() else "")


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file beside its place, make sure that it is on the disk, and put it in place in one step.

    Raises
    ------
    geo.errors.RequestError
        When the place cannot be written to.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as problem:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise RequestError(notice("output_unwritable", file=path.name, reason=problem.strerror or "")) from problem


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
    """
    now = look(seen.path)
    if now.fingerprint == bytes_fingerprint(content):
        return now, []
    notices = []
    if now.fingerprint:
        kept = _keep_version(seen.path)
        if now.fingerprint != seen.fingerprint:
            notices.append(notice("plan_saved_elsewhere", file=seen.path.name, name=kept.name))
    write_atomically(seen.path, content)
    return look(seen.path), notices


def versions(path: Path) -> list[Path]:
    """List the kept versions of a plan, the oldest first."""
    return sorted(_home(path).glob("*.plan.json"), key=lambda p: int(p.name.split(".")[0]))


def _home(path: Path) -> Path:
    return path.with_name(f"{path.name.removesuffix('.plan.json')}.versions")


def _keep_version(path: Path) -> Path:
    before = versions(path)
    number = int(before[-1].name.split(".")[0]) + 1 if before else 1
    kept = _home(path) / f"{number:05d}.plan.json"
    write_atomically(kept, path.read_bytes())
    for old in [*before, kept][:-VERSIONS_KEPT]:
        old.unlink(missing_ok=True)
    return kept
