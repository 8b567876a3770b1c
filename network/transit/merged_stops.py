"""Several ways of one line put into one sequence of stops, as a printed timetable has them."""

from __future__ import annotations

from collections.abc import Sequence


def merged(patterns: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Put sequences into one that contains each of them in order.

    Parameters
    ----------
    patterns
        Stop ids of each trip.

    Returns
    -------
    tuple of str
        The longest pattern, widened by each further one as little as can be (shortest common supersequence of two, by dynamic
        programming); a stop that a loop passes twice stands there twice.

    Examples
    --------
    >>> merged([["a", "b", "d"], ["a", "c", "d"], ["a", "d"]])
    ('a', 'b', 'c', 'd')
    """
    distinct = sorted({tuple(p) for p in patterns}, key=lambda p: (-len(p), p))
    whole: tuple[str, ...] = distinct[0] if distinct else ()
    for pattern in distinct[1:]:
        whole = _widened(whole, pattern)
    return whole


def _common(one: Sequence[str], other: Sequence[str]) -> list[list[int]]:
    """Length of the longest common subsequence of what is left after each pair of positions."""
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            same = one[i] == other[j]
            table[i][j] = table[i + 1][j + 1] + 1 if same else max(table[i + 1][j], table[i][j + 1])
    return table


def _widened(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    common = _common(one, other)
    out: list[str] = []
    i = j = 0
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            out.append(one[i])
            i, j = i + 1, j + 1
        elif common[i + 1][j] >= common[i][j + 1]:
            out.append(one[i])
            i += 1
        else:
            out.append(other[j])
            j += 1
    return (*out, *one[i:], *other[j:])


def positions_in(pattern: Sequence[str], whole: Sequence[str]) -> list[int]:
    """Return where the stops of a pattern stand in a sequence that contains it in order, each as early as can be.

    Raises
    ------
    ValueError
        When the sequence does not contain it.
    """
    out: list[int] = []
    at = 0
    for stop in pattern:
        at = list(whole).index(stop, at)
        out.append(at)
        at += 1
    return out


def runs_back(main: Sequence[str], pattern: Sequence[str]) -> bool:
    """Return whether a pattern runs against the main one: it shares more of it in reverse order."""
    return _common(list(main)[::-1], pattern)[0][0] > _common(main, pattern)[0][0]
