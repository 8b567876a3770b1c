"""Blocks: the pieces into which roads and parcel lines cut a piece of ground, and the choice of those that hold places."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

_ON_LINE_M = 0.5


def blocks(window: shapely.Geometry, lines: NDArray[np.object_]) -> NDArray[np.object_]:
    """Cut a window along lines.

    Parameters
    ----------
    window
        A polygon in metres.
    lines
        Roads, parcel lines; only what lies in the window counts.

    Returns
    -------
    numpy.ndarray
        Polygons that fill the window without overlap.

    Examples
    --------
    >>> road = shapely.LineString([(5, -1), (5, 11)])
    >>> sorted(shapely.area(blocks(shapely.box(0, 0, 10, 10), np.array([road]))).tolist())
    [50.0, 50.0]
    """
    rim = shapely.get_exterior_ring(shapely.get_parts(window))
    inner = shapely.intersection(lines, window)
    noded = shapely.union_all(np.concatenate([rim, inner[~shapely.is_empty(inner)]]))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    return faces[shapely.contains(window, shapely.point_on_surface(faces))]


def chosen_blocks(
    faces: NDArray[np.object_], window: shapely.Geometry, places: Sequence[shapely.Point], fields: shapely.Geometry
) -> shapely.Geometry:
    """Choose the blocks that make one area around places, so that its edges run along roads and parcel lines.

    Parameters
    ----------
    faces
        As `blocks` returns them.
    window
        That they were cut from.
    places
        Points in metres that the area is for.
    fields
        Farmland in the window, which is taken only where a place stands on it.

    Returns
    -------
    shapely.Geometry
        Blocks that hold a place, and blocks that lie wholly between roads and parcel lines, without reaching the window's rim.
    """
    held = np.zeros(len(faces), dtype=bool)
    for place in places:
        held |= shapely.dwithin(faces, place, _ON_LINE_M)
    at_rim = shapely.dwithin(faces, shapely.boundary(window), 1e-6)
    farmed = shapely.contains(fields, shapely.point_on_surface(faces)) if len(faces) else at_rim
    return shapely.union_all(faces[held | (~at_rim & ~farmed)])


def without_slivers(shape: shapely.Geometry, sliver_m: float) -> tuple[shapely.Geometry, ...]:
    """Return the parts of a shape that are somewhere wider than a sliver, the largest first; of equals the western, then the southern."""
    parts = [p for p in shapely.get_parts(shape) if shapely.get_dimensions(p) == 2]
    kept = [p for p in parts if not shapely.is_empty(shapely.buffer(p, -sliver_m / 2))]
    return tuple(sorted(kept, key=lambda p: (-shapely.area(p), *shapely.bounds(p).tolist())))
