"""Rivers: the drainage tree as smooth lines with names and widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from shapely import LineString, union_all
from shapely.geometry.base import BaseGeometry

from sample_regions.generator.terrain.frame import Floats, Ints
from sample_regions.generator.terrain.last_bit import log2
from sample_regions.generator.terrain.relief import Terrain


@dataclass(frozen=True)
class River:
    """One reach of a river, flowing along `line` (local metres)."""

    name: str
    width_m: float
    line: LineString
    area_km2: float


def rounded(points: Floats, times: int = 2) -> Floats:
    """Cut the corners of a line (Chaikin 1974); both ends stay where they are."""
    for _ in range(times):
        if len(points) < 3:
            return points
        a, b = points[:-1], points[1:]
        cut = np.empty((2 * len(a), 2))
        cut[0::2], cut[1::2] = 0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b
        points = np.vstack([points[:1], cut[1:-1], points[-1:]])
    return points


def upstream_catchment(terrain: Terrain, gate: int) -> Ints:
    """Mask (flat, 0 or 1) of the cells whose water passes the cell `gate`."""
    jump = terrain.receiver.copy()
    jump[gate] = gate
    while True:
        further = jump[jump]
        if np.array_equal(further, jump):
            return (jump == gate).astype(np.int64)
        jump = further


def width_of(area_km2: float) -> float:
    """Width of the water in metres for a catchment; a stream of 1 km2 is 3 m wide, a river of 150 km2 about 30 m."""
    return round(3.0 * max(area_km2, 0.3) ** 0.46, 1)


def trace_rivers(terrain: Terrain, least_km2: float, names: Sequence[str], named_from_km2: float = 4.0) -> list[River]:
    """All streams that drain more than `least_km2`, the larger branch keeping its name at every confluence."""
    area = terrain.area_m2.ravel()
    wet = np.flatnonzero(area > least_km2 * 1e6)
    order = wet[np.lexsort((wet, -area[wet]))]
    main_donor: dict[int, int] = {}
    for cell in order:
        below = int(terrain.receiver[cell])
        if below != cell:
            main_donor.setdefault(below, int(cell))
    mouths = [int(c) for c in order if main_donor.get(int(terrain.receiver[c])) != c]
    cols, cell_m = terrain.frame.shape[1], terrain.frame.cell_m
    given = iter(names)
    rivers = []
    for mouth in mouths:
        stem = [mouth]
        while stem[-1] in main_donor:
            stem.append(main_donor[stem[-1]])
        below = int(terrain.receiver[mouth])
        path = stem[::-1] + ([below] if below != mouth else [])
        if len(path) < 4:
            continue
        name = next(given, "") if area[mouth] > named_from_km2 * 1e6 else ""
        at = np.array(path)
        points = np.column_stack([at % cols, at // cols]) * cell_m
        # A course is only as fine as the grid: every second point, corners cut, reads as a river and not as stairs.
        kept = np.unique(np.append(np.arange(0, len(points), 2), len(points) - 1))
        reach = np.floor(log2(area[at[kept]] / 1e6)).astype(int)
        smooth, starts = rounded(points[kept], 2), np.flatnonzero(np.diff(reach, prepend=reach[0] - 1))
        for i, start in enumerate(starts):
            end = starts[i + 1] if i + 1 < len(starts) else len(kept) - 1
            lo, hi = _near(smooth, points[kept[start]]), _near(smooth, points[kept[end]])
            if hi <= lo:
                continue
            km2 = float(area[at[kept[(start + end) // 2]]]) / 1e6
            rivers.append(River(name, width_of(km2), LineString(smooth[lo : hi + 1]), km2))
    return rivers


def _near(points: Floats, place: Floats) -> int:
    """Position of the point nearest to a place."""
    return int(np.argmin(np.hypot(*(points - place).T)))


def water(rivers: Sequence[River], beyond_m: float = 0.0) -> BaseGeometry:
    """The surface of all rivers, widened by `beyond_m` on either bank."""
    return union_all([r.line.buffer(r.width_m / 2 + beyond_m, quad_segs=2) for r in rivers])
