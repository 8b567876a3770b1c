"""Which of the times of a trip can be believed when some of them run backwards."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence


def always_in_order(times: Sequence[int]) -> list[bool]:
    """Return which times stand in every longest row of times that never goes back.

    Of 7:00, 7:50, 7:15, 7:20 the 7:50 alone is out of order. Of 7:00, 7:20, 7:10, 7:30 either of the middle ones may be wrong, and nobody can
    tell which: neither is taken.

    Examples
    --------
    >>> always_in_order([420, 470, 435, 440]), always_in_order([420, 440, 430, 450])
    ([True, False, True, True], [True, False, False, True])
    """
    until = _longest(times)
    since = _longest([-t for t in reversed(times)])[::-1]
    longest = max(until, default=0)
    on_one = [a + b - 1 == longest for a, b in zip(until, since, strict=True)]
    at_length = Counter(a for a, fits in zip(until, on_one, strict=True) if fits)
    return [fits and at_length[a] == 1 for a, fits in zip(until, on_one, strict=True)]


def _longest(times: Sequence[int]) -> list[int]:
    """Return for each time how long a row that never goes back can end with it."""
    smallest_last: list[int] = []
    lengths = []
    for time in times:
        position = bisect_right(smallest_last, time)
        smallest_last[position : position + 1] = [time]
        lengths.append(position + 1)
    return lengths
