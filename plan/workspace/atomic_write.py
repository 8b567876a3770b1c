"""Files written whole or not at all: beside their place, on the disk, read back, and put in place in one step."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.reasons import reason_of

_BESIDE = re.compile(r"\.(.+)\.[0-9a-f]{8}")
_ORPHAN_AFTER_S = 3600.0
"""No writing takes as long: what is older was left by a server that was killed."""


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file beside its place, make sure that it is on the disk as it should be, and put it in place in one step.

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
        if beside.read_bytes() != content:
            raise OSError(errno.EIO, "what was read back is not what was written")
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as problem:
        raise RequestError(notice("output_unwritable", file=path.name, reason=reason_of(problem))) from problem
    finally:
        # Gone already where all went well; left behind by nothing, not even Ctrl-C.
        with contextlib.suppress(OSError):
            beside.unlink()


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk, where the system can be asked for that."""
    # Windows opens no folders and some drives sync none; the files themselves are on the disk by then.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(path: Path) -> None:
    """Take away what killed servers left beside a file that nobody writes now: its lock is held."""
    _take_away(p for p in _left_in(path.parent) if _written_for(p) == path.name)


def sweep_folder(folder: Path) -> None:
    """Take away what servers that were killed left in a folder long ago."""
    latest_s = time.time() - _ORPHAN_AFTER_S
    _take_away(p for p in _left_in(folder) if _modified_s(p) < latest_s)


def _left_in(folder: Path) -> list[Path]:
    try:
        return [p for p in folder.iterdir() if _written_for(p) is not None]
    except OSError:
        return []


def _written_for(beside: Path) -> str | None:
    found = _BESIDE.fullmatch(beside.name)
    return found[1] if found else None


def _modified_s(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return time.time()


def _take_away(left: Iterable[Path]) -> None:
    for path in left:
        with contextlib.suppress(OSError):
            path.unlink()
