"""How often somebody may ask: a bucket of requests for each, filled again by the minute."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

_MOST_KNOWN = 4_096
"""So many are remembered; who was not seen for longest is forgotten, with a full bucket."""

_MINUTE_S = 60.0


class Limiter:
    """Counts requests.

    Parameters
    ----------
    a_minute
        How many each may make within a minute.
    clock
        Seconds that only grow.

    Examples
    --------
    >>> two = Limiter(2, clock=lambda: 0.0)
    >>> [two.allows("a"), two.allows("a"), two.allows("a"), two.allows("b")]
    [True, True, False, True]
    """

    def __init__(self, a_minute: float, clock: Callable[[], float]) -> None:
        self._most, self._clock = float(a_minute), clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, who: str) -> bool:
        """Take one request from somebody's bucket; tell whether there was one."""
        return self._take(who, 1.0)

    def would_allow(self, who: str) -> bool:
        """Tell whether somebody has a request left, without taking it."""
        return self._take(who, 0.0)

    def _take(self, who: str, wanted: float) -> bool:
        now = self._clock()
        left, seen_s = self._left.pop(who, (self._most, now))
        left = min(self._most, left + (now - seen_s) * self._most / _MINUTE_S)
        allowed = left >= 1.0
        self._left[who] = (left - wanted if allowed else left, now)
        if len(self._left) > _MOST_KNOWN:
            self._left.popitem(last=False)
        return allowed
