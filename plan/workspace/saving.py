"""Saving plans so that nothing is lost: atomic writes, the last versions kept, a second window never overwritten."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path

from geo.region.fingerprint import bytes_fingerprint
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from geo.texts.reasons import reason_of

VERSIONS_KEPT = 20
"""How many earlier versions of a plan stay beside it."""

_VERSION = re.compile(r"([0-9]{1,9})\.plan\.json")
_ONE_AT_A_TIME = threading.Lock()
"""Windows are threads of one server: between looking and writing none may come in between."""


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
    """See what is on disk now.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is a file that cannot be read.
    """
    try:
        return Saved(path, bytes_fingerprint(path.read_bytes()))
    except FileNotFoundError:
        return Saved(path, "")
    except OSError as problem:
        raise RequestError(_unreadable(path, problem)) from problem


def _unreadable(path: Path, problem: OSError) -> Notice:
    return notice("file_unreadable", file=path.name, severity="error", reason=reason_of(problem))


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file beside its place, make sure that it is on the disk, and put it in place in one step.

    Raises
    ------
    geo.texts.errors.RequestError
        When the place cannot be written to; what was there before is still there.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Opened as any new file is, so that others may read it as they could before.
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as problem:
        raise RequestError(notice("output_unwritable", file=path.name, reason=reason_of(problem))) from problem
    finally:
        # Gone already where all went well; left behind by nothing, not even Ctrl-C.
        with contextlib.suppress(OSError):
            beside.unlink()


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
    with _ONE_AT_A_TIME:
        now = look(seen.path)
        if now.fingerprint == bytes_fingerprint(content):
            return now, []
        notices = []
        if now.fingerprint:
            kept = _keep_version(seen.path)
            if now.fingerprint != seen.fingerprint:
                place = f"{kept.parent.name}/{kept.name}"
                notices.append(notice("plan_saved_elsewhere", file=seen.path.name, name=place))
        write_atomically(seen.path, content)
        return Saved(seen.path, bytes_fingerprint(content)), notices


def versions(path: Path) -> list[Path]:
    """List the kept versions of a plan, the oldest first."""
    return sorted((p for p in _home(path).glob("*") if _VERSION.fullmatch(p.name)), key=_number)


def _number(version: Path) -> int:
    return int(version.name.split(".")[0])


def _home(path: Path) -> Path:
    return path.with_name(f"{path.name.removesuffix('.plan.json')}.versions")


def _keep_version(path: Path) -> Path:
    before = versions(path)
    kept = _home(path) / f"{_number(before[-1]) + 1 if before else 1:05d}.plan.json"
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise RequestError(_unreadable(path, problem)) from problem
    write_atomically(kept, content)
    for old in [*before, kept][:-VERSIONS_KEPT]:
        # One that cannot be deleted stays: better one too many than one too few.
        with contextlib.suppress(OSError):
            old.unlink()
    return kept
