"""What is imported of recognised files before a person chooses: nothing unsure, one of two road layers, and what to clip."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from importing.recognise.first_look import Bounds
from importing.recognise.recognise import Recognised

_TAKEN = ("sure", "likely")
_SAME_AREA = 0.5
"""Share of the smaller box that two layers have in common when they show the same area, and not two parts of one."""

_FAR_KM = 20.0
"""Roads that reach farther beyond the villages than this are worth clipping: twice the usual margin."""

_KM_PER_DEGREE = 111.2


def taken_kinds(found: Sequence[Recognised]) -> dict[Path, str]:
    """Return what each file is imported as unless somebody chooses: empty for none.

    Parameters
    ----------
    found
        As `importing.recognise.recognise.recognise` returns them.

    Notes
    -----
    What is unsure (▲) waits for a person. Of layers of roads that show the same area one is taken: that with the most lines.
    """
    kinds = {r.path: r.kind if r.confidence in _TAKEN else "" for r in found}
    for r in found:
        if kinds[r.path] == "roads" and any(kinds[o.path] == "roads" for o in instead_of(r, found) if _before(o, r)):
            kinds[r.path] = ""
    return kinds


def instead_of(road: Recognised, found: Sequence[Recognised]) -> list[Recognised]:
    """Return the other layers of roads that show the same area: one or the other is to be taken, not both.

    Layers side by side (tiles of a map) are parts of one, and go together.
    """
    if road.kind != "roads":
        return []
    return [o for o in found if o.kind == "roads" and o.path != road.path and _same_area(road, o)]


def _before(one: Recognised, other: Recognised) -> bool:
    """Return whether a layer is taken rather than another: a network before lines, then more lines, then the name."""

    def rank(r: Recognised) -> tuple[bool, int, str]:
        return (r.look is not None, -((r.look.rows or 0) if r.look is not None else 0), r.path.name)

    return rank(one) < rank(other)


def _same_area(one: Recognised, other: Recognised) -> bool:
    a, b = (r.look.bounds if r.look is not None else None for r in (one, other))
    if a is None or b is None:
        return True  # a network is opened by the import alone: that it is all of the roads is the likelier
    common = _width(max(a[0], b[0]), min(a[2], b[2])) * _width(max(a[1], b[1]), min(a[3], b[3]))
    smaller = min(_area(a), _area(b))
    return smaller > 0 and common > _SAME_AREA * smaller


def _area(box: Bounds) -> float:
    return _width(box[0], box[2]) * _width(box[1], box[3])


def _width(low: float, high: float) -> float:
    return max(high - low, 0.0)


def beyond_km(roads: Recognised, villages: Recognised) -> float:
    """Return how far a layer reaches beyond the villages, to the side where it does most; 0 where that is not worth clipping."""
    a, b = (r.look.bounds if r.look is not None else None for r in (roads, villages))
    if a is None or b is None:
        return 0.0
    across = math.cos(math.radians((b[1] + b[3]) / 2)) * _KM_PER_DEGREE
    sides_km = (
        (b[0] - a[0]) * across,
        (a[2] - b[2]) * across,
        (b[1] - a[1]) * _KM_PER_DEGREE,
        (a[3] - b[3]) * _KM_PER_DEGREE,
    )
    farthest = max(sides_km)
    return farthest if farthest > _FAR_KM else 0.0
