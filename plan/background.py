"""Work that goes on beside the page: a thread of its own, the wish to stop it, its end. No other module starts threads."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable


class StopSign:
    """The wish that a job may stop; shown by whoever waits, looked at by the job, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked = False
        self._too_late = False

    @property
    def asked(self) -> bool:
        """Whether the job shall stop."""
        return self._asked

    def ask(self) -> None:
        """Ask the job to stop; once it may no longer stop, nothing comes of it."""
        with self._lock:
            self._asked = not self._too_late

    def pass_by(self) -> bool:
        """Go past the last place where the job may stop; False, and the job must stop, where it was asked before."""
        with self._lock:
            self._too_late = not self._asked
            return self._too_late


class BackgroundJob:
    """A job on its way. When nobody holds this any more, the job is asked to stop: a session that ends leaves none behind.

    Parameters
    ----------
    work
        What is done. It must not hold the job itself, unless it shall go on without anybody; an error that it raises stands
        in the terminal, so that it must have noted by then what others are to see.
    sign
        At which it looks.
    name
        Of the thread.

    Examples
    --------
    >>> sign, found = StopSign(), []
    >>> job = BackgroundJob(lambda: found.append(sign.asked), sign, name="example")
    >>> job.wait(), job.running, found
    (None, False, [False])
    """

    def __init__(self, work: Callable[[], None], sign: StopSign, *, name: str) -> None:
        self._sign = sign
        self._thread = threading.Thread(target=work, name=name, daemon=True)
        weakref.finalize(self, sign.ask)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether anything is still done."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Ask it to stop."""
        self._sign.ask()

    def wait(self, seconds: float | None = None) -> None:
        """Wait for its end, at most so long."""
        self._thread.join(seconds)
