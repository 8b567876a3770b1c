"""A lock on a file that holds between threads and between servers, on Windows too: what is read, checked and written stays together.

The lock lies beside the file and is gone when nobody needs it. The system itself lets it go when its holder is killed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.reasons import reason_of

LONGEST_WAIT_S = 20.0
"""After so long whoever holds the lock hangs, and that is said instead of waiting with it."""

_PAUSE_S = 0.002
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}
"""Some network drives know no locks: threads of one server keep apart there, and versions are never written over."""


def lock_path(path: Path) -> Path:
    """Return where the lock of a file lies."""
    return path.with_name(f".{path.name}.lock")


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep every other thread and server from a file until the block ends; its folder is made where there is none.

    Raises
    ------
    geo.texts.errors.RequestError
        When the place cannot be written to, or another one holds the lock for longer than `LONGEST_WAIT_S`.
    """
    lock = lock_path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = _taken(lock, time.monotonic() + LONGEST_WAIT_S)
    except TimeoutError as problem:
        raise RequestError(notice("plan_locked", file=path.name)) from problem
    except OSError as problem:
        raise RequestError(notice("output_unwritable", file=path.name, reason=reason_of(problem))) from problem
    try:
        yield
    finally:
        _let_go(handle, lock)


def _taken(lock: Path, until_s: float) -> int:
    while True:
        handle = _opened(lock)
        if handle is not None:
            if _holds(handle) and _is_still(handle, lock):
                return handle
            os.close(handle)
        if time.monotonic() > until_s:
            raise TimeoutError(lock)
        time.sleep(_PAUSE_S)


def _opened(lock: Path) -> int | None:
    try:
        return os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    except PermissionError:
        # Windows refuses for a moment what is just being deleted.
        if sys.platform == "win32" and lock.exists():
            return None
        raise


def _is_still(handle: int, lock: Path) -> bool:
    """Return whether the locked file is the one that others find: its last holder may have taken it away meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), lock.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _holds(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as problem:
            return _counts_as_held(problem)
        return True

    def _let_go(handle: int, lock: Path) -> None:
        with contextlib.suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)
        # An open file cannot be deleted here: whoever waits for it has it open, and keeps it.
        with contextlib.suppress(OSError):
            lock.unlink()

else:
    import fcntl

    def _holds(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            return _counts_as_held(problem)
        return True

    def _let_go(handle: int, lock: Path) -> None:
        # Taken away while it is held: nobody else can hold it yet, and whoever waits looks for it anew.
        with contextlib.suppress(OSError):
            lock.unlink()
        os.close(handle)


def _counts_as_held(problem: OSError) -> bool:
    """Return whether to go on although the lock was not given; a lock that another one holds is waited for."""
    if problem.errno in _HELD:
        return False
    if problem.errno in _NO_LOCKS_HERE:
        return True
    raise problem
