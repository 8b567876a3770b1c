"""The monitor of a search: how long it may take, what is reported of it, and whether somebody asked to stop."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

OnProgress = Callable[[float, float, float], bool | None]
"""Told value, bound and seconds as they improve; answering True asks to stop. Called in the thread that solves."""

_PAUSE_S = 0.25
"""Between two questions while nothing improves."""


class SearchMonitor:
    """Keeps time and the best value and bound so far.

    Parameters
    ----------
    limit_s
        Seconds until the search must hand over what it has.
    on_progress
        See `OnProgress`.
    shown
        Turns the inner figure (always minimised) into the one that people are told.
    parent
        Of a step on the way, whose figures are nobody's concern; it ends when the parent does.
    """

    def __init__(
        self,
        limit_s: float,
        on_progress: OnProgress | None = None,
        *,
        shown: Callable[[float], float] | None = None,
        parent: SearchMonitor | None = None,
    ) -> None:
        self._start_s = time.monotonic()
        self._limit_s = limit_s
        self._on_progress = on_progress
        self._shown = shown or (lambda figure: figure)
        self._parent = parent
        self._asked_s = 0.0
        self.value = math.inf
        self.bound = -math.inf
        self.stopped = False

    def seconds(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self._start_s

    def left_s(self) -> float:
        """Seconds that remain; 0 once somebody asked to stop."""
        return 0.0 if self.stopped else max(0.0, self._limit_s - self.seconds())

    def over(self) -> bool:
        """Return whether the search must end now."""
        return self.left_s() <= 0.0 or (self._parent is not None and self._parent.over())

    def quiet(self) -> SearchMonitor:
        """Return a monitor for a step on the way: same end, but its figures are not reported."""
        return SearchMonitor(self.left_s(), parent=self)

    def report(self, *, value: float | None = None, bound: float | None = None) -> None:
        """Note a better value or bound and pass it on; what is no better stays as it was."""
        if bound is not None and bound > self.bound:
            self.bound = bound
            if value is None or value >= self.value:
                self.ask()
        if value is not None and value < self.value:
            self.value = value
            self._ask()

    def ask(self) -> bool:
        """Ask the listener whether to stop, not more often than people can follow."""
        if self._parent is not None:
            return self._parent.ask()
        return self.stopped if self.seconds() - self._asked_s < _PAUSE_S else self._ask()

    def _ask(self) -> bool:
        self._asked_s = self.seconds()
        if self._on_progress is not None and not self.stopped and math.isfinite(self.value):
            bound = min(self.bound, self.value)
            self.stopped = bool(self._on_progress(self._shown(self.value), self._shown(bound), self.seconds()))
        return self.stopped
