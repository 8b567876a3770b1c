"""The earlier versions of a plan that stay beside it, each a file of its own that nothing is ever written over.

A version that another window lost to waits to be seen: until somebody has looked, no version is taken away.
"""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.reasons import reason_of
from plan.workspace.atomic_write import sweep, sync_folder, write_atomically

VERSIONS_KEPT = 20
"""How many earlier versions of a plan stay beside it."""

_VERSION = re.compile(r"([0-9]{1,9})\.plan\.json")
_UNSEEN = ".unseen"


@dataclass(frozen=True)
class Version:
    """An earlier version of a plan.

    Parameters
    ----------
    path
        Its file.
    saved_at_s
        When it was saved (seconds since 1970).
    is_unseen
        Whether it was replaced by a window that did not know it, and nobody has looked at it since.
    """

    path: Path
    saved_at_s: float
    is_unseen: bool

    @property
    def number(self) -> int:
        """Its number among the versions of its plan; no number is given twice."""
        return _number(self.path)


def versions(path: Path) -> list[Path]:
    """List the kept versions of a plan, the oldest first."""
    return sorted((p for p in _home(path).glob("*") if _VERSION.fullmatch(p.name)), key=_number)


def listed_versions(path: Path) -> list[Version]:
    """List the kept versions of a plan with their times, the newest first."""
    found = []
    for version in reversed(versions(path)):
        # Another window may take one away meanwhile.
        with contextlib.suppress(OSError):
            found.append(Version(version, version.stat().st_mtime, _mark(version).exists()))
    return found


def mark_seen(version: Version) -> None:
    """Note that somebody has looked at a version; the others that nobody has seen go on waiting."""
    # What cannot be noted is shown once more; what was noted already stays so.
    with contextlib.suppress(OSError):
        _mark(version.path).unlink()


def keep_version(path: Path, *, unseen: bool) -> Path:
    """Keep what a plan file holds as a new version; the plan file's lock is held.

    Parameters
    ----------
    path
        The plan file.
    unseen
        Whether the window that replaces it does not know it.

    Raises
    ------
    geo.texts.errors.RequestError
        When it cannot be kept.
    """
    before = versions(path)
    home = _home(path)
    try:
        home.mkdir(parents=True, exist_ok=True)
        kept = _kept_already(path, before) or _added(path, home, _number(before[-1]) + 1 if before else 1)
        if unseen:
            _mark(kept).touch()
        sync_folder(home)
    except OSError as problem:
        raise RequestError(notice("output_unwritable", file=path.name, reason=reason_of(problem))) from problem
    _take_old_ones_away([*(v for v in before if v != kept), kept])
    return kept


def _home(path: Path) -> Path:
    return path.with_name(f"{path.name.removesuffix('.plan.json')}.versions")


def _number(version: Path) -> int:
    return int(version.name.split(".")[0])


def _mark(version: Path) -> Path:
    return version.with_name(f".{version.name}{_UNSEEN}")


def _kept_already(path: Path, before: list[Path]) -> Path | None:
    """Return the last version where it is this very file: a server was killed before it put the next one in place."""
    return before[-1] if before and before[-1].samefile(path) else None


def _added(path: Path, home: Path, number: int) -> Path:
    while True:
        kept = home / f"{number:05d}.plan.json"
        try:
            # The same file under a second name: whole, in one step, with its time, and never over another one.
            os.link(path, kept)
            return kept
        except FileExistsError:
            number += 1
        except OSError:
            if _copied(path, kept):
                return kept
            number += 1


def _copied(path: Path, kept: Path) -> bool:
    """Copy a version on drives that know no second names; return whether its name was free."""
    if kept.exists():
        return False
    state = path.stat()
    sweep(kept)
    write_atomically(kept, path.read_bytes())
    os.utime(kept, ns=(state.st_atime_ns, state.st_mtime_ns))
    return True


def _take_old_ones_away(kept: list[Path]) -> None:
    if any(_mark(version).exists() for version in kept):
        return
    for old in kept[:-VERSIONS_KEPT]:
        # One that cannot be deleted stays: better one too many than one too few.
        with contextlib.suppress(OSError):
            old.unlink()
