"""Strokes put together across what hides them: a short gap, or another pen's stroke that crosses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.reference import reference_table
from hall.marks.ink import Mask
from hall.marks.strokes import Stroke
from hall.photos.straighten import PX_PER_MM, Points

_HOOK_WIDTHS, _LOOK_MM = 0.8, 4.0


def joined(strokes: list[Stroke], hiding: Mask) -> list[Stroke]:
    """Join ends of strokes that lie in each other's direction; the nearest first, each end once.

    Parameters
    ----------
    strokes
        Of one ink.
    hiding
        Where there is any ink: over it a wider gap is bridged.
    """
    found = list(strokes)
    while True:
        best = _nearest(found, hiding)
        if best is None:
            return found
        (a, end_a), (b, end_b) = best
        first = found[a].path if end_a == 1 else found[a].path[::-1]
        if a == b:
            found[a] = Stroke(np.concatenate([first, first[:1]]), True, found[a].width)
            continue
        second = found[b].path if end_b == 0 else found[b].path[::-1]
        width = max(found[a].width, found[b].width)
        kept = _trimmed(first, found[a].width), _trimmed(second[::-1], found[b].width)[::-1]
        merged = Stroke(np.concatenate(kept), False, width)
        found = [s for n, s in enumerate(found) if n not in (a, b)] + [merged]


def _nearest(strokes: list[Stroke], hiding: Mask) -> tuple[tuple[int, int], tuple[int, int]] | None:
    table = reference_table("paper_marks")
    plain = table["gap_mm"].value * PX_PER_MM
    ends = [(n, w, _end(s, w)) for n, s in enumerate(strokes) if not s.closed for w in (0, 1)]
    best, at = None, np.inf
    for i, (a, end_a, one) in enumerate(ends):
        for b, end_b, two in ends[i + 1 :]:
            gap = float(np.linalg.norm(two.place - one.place))
            farthest = table["bridge_mm"].value * PX_PER_MM + table["bridge_widths"].value * max(one.width, two.width)
            if gap >= min(at, farthest) or (a == b and strokes[a].length < 4 * max(gap, plain)):
                continue
            if _in_line(one, two) and (gap <= plain or _hidden(one.place, two.place, hiding)):
                best, at = ((a, end_a), (b, end_b)), gap
    return best


@dataclass(frozen=True, eq=False)
class _End:
    """Where a stroke ends; a place a little inside it and the direction there: the very end may hook."""

    place: Points
    inside: Points
    way: Points
    width: float


def _end(stroke: Stroke, which: int) -> _End:
    path = stroke.path if which == 0 else stroke.path[::-1]
    off = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    near = min(_HOOK_WIDTHS * stroke.width, off[-1] / 4)
    far = min(near + _LOOK_MM * PX_PER_MM, off[-1])
    a, b = (np.array([np.interp(d, off, path[:, axis]) for axis in (0, 1)]) for d in (near, far))
    length = float(np.linalg.norm(a - b))
    return _End(path[0], a, (a - b) / length if length > 1 else np.zeros(2), stroke.width)


def _trimmed(path: Points, width: float) -> Points:
    """Take the hook off the end of a path."""
    left = np.cumsum(np.linalg.norm(np.diff(path[::-1], axis=0), axis=1))[::-1]
    kept = int(np.sum(left > min(_HOOK_WIDTHS * width, left[0] / 4)))
    return path[: max(kept, 1)]


def _in_line(one: _End, two: _End) -> bool:
    most = np.cos(np.radians(reference_table("paper_marks")["join_deg"].value))
    between = two.inside - one.inside
    direction = between / max(float(np.linalg.norm(between)), 1e-9)
    return bool(np.dot(one.way, direction) > most and -np.dot(two.way, direction) > most)


def _hidden(a: Points, b: Points, hiding: Mask) -> bool:
    steps = max(3, int(np.linalg.norm(b - a)))
    places = np.round(a + np.linspace(0, 1, steps)[:, None] * (b - a)).astype(int)
    high, wide = hiding.shape
    x, y = np.clip(places[:, 0], 0, wide - 1), np.clip(places[:, 1], 0, high - 1)
    return bool(hiding[y, x].mean() >= reference_table("paper_marks")["bridge_share"].value)
