"""Small gaps in a layer of roads, joined on request: from the end of a line to another piece that lies within some metres."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.cluster.hierarchy import DisjointSet

from geo.files.crs import DEGREES, metric_crs, to_degrees
from geo.region.roads.roads_lines import GAP, JOIN_WITHIN_M, node_lines
from geo.texts.messages import notice
from geo.texts.notices import Notice


@dataclass(frozen=True)
class Gap:
    """A gap that was joined: where, and how wide it was (metres)."""

    lat: float
    lon: float
    width_m: float


def with_gaps_joined(lines: gpd.GeoDataFrame, within_m: float, file: str) -> tuple[gpd.GeoDataFrame, list[Notice]]:
    """Join pieces of a layer that end within some metres of each other.

    Parameters
    ----------
    lines
        In degrees, as roads.gpkg has them.
    within_m
        The widest gap that is joined, metres.
    file
        Name for the notices.

    Returns
    -------
    geopandas.GeoDataFrame, list of Notice
        The lines with a vertex where another one is joined, and for each gap a short line that bears its width in the column
        ``gap_m`` and the other columns of the line that it prolongs; a notice of the whole, and one for each gap.

    Notes
    -----
    Only ends of lines are joined, each to the nearest place of a line of another connected piece, the narrowest gap first; two
    pieces are joined once (as a minimal spanning forest, Kruskal 1956). What is connected already gets no second way, and
    lines that merely cross stay apart: a bridge is no junction.
    """
    west, south, east, north = lines.total_bounds
    crs = metric_crs((south + north) / 2, (west + east) / 2)
    single = lines.to_crs(f"EPSG:{crs}").explode(index_parts=False, ignore_index=True)
    shapes = np.asarray(shapely.force_2d(np.asarray(single.geometry.values, dtype=object)), dtype=object)
    usable = shapely.length(shapes) > 0
    single, shapes = single[usable].reset_index(drop=True), shapes[usable]
    chosen, before, after = _gaps(shapes, within_m)
    gaps = [
        Gap(float(lat), float(lon), float(width))
        for lat, lon, width in zip(*to_degrees(chosen.end_m, crs), chosen.width_m, strict=True)
    ]
    bent = _with_vertices(shapes, chosen)
    joints = single.iloc[chosen.line].assign(**{GAP: np.round(chosen.width_m, 1)})
    new = (
        shapely.linestrings(np.stack([chosen.end_m, chosen.target_m], axis=1))
        if len(gaps)
        else np.zeros(0, dtype=object)
    )
    # An end that lies on the other line needs a vertex there, and no line of its own.
    drawn = chosen.width_m > JOIN_WITHIN_M
    parts = [
        gpd.GeoDataFrame(single.drop(columns="geometry"), geometry=bent, crs=f"EPSG:{crs}"),
        gpd.GeoDataFrame(joints.drop(columns="geometry")[drawn], geometry=np.asarray(new)[drawn], crs=f"EPSG:{crs}"),
    ]
    together = pd.concat([part for part in parts if len(part)], ignore_index=True)
    return gpd.GeoDataFrame(together, geometry="geometry", crs=f"EPSG:{crs}").to_crs(DEGREES), [
        _of_all(gaps, within_m, before, after, file),
        *(_of_one(gap, file) for gap in gaps),
    ]


@dataclass(frozen=True, eq=False)
class _Chosen:
    """Gaps to join: the line that ends there, its end, the line that is met and the place on it (metres)."""

    line: NDArray[np.int64]
    end_m: NDArray[np.float64]
    target: NDArray[np.int64]
    target_m: NDArray[np.float64]
    width_m: NDArray[np.float64]


def _gaps(shapes: NDArray[np.object_], within_m: float) -> tuple[_Chosen, int, int]:
    """Choose the gaps to join; count the connected pieces before and after."""
    noded = node_lines(shapes)
    pieces = DisjointSet(range(len(noded.places)))
    for a, b in noded.ends.tolist():
        pieces.merge(a, b)
    before = pieces.n_subsets
    ends = np.unique(noded.ends)
    line_of_end = dict(zip(noded.ends.ravel().tolist(), np.repeat(noded.source, 2).tolist(), strict=True))
    tree = shapely.STRtree(noded.lines)
    at, met = tree.query(shapely.points(noded.places[ends]), predicate="dwithin", distance=within_m)
    end = ends[at]
    other = np.array(
        [not pieces.connected(int(e), int(noded.ends[m][0])) for e, m in zip(end, met, strict=True)], dtype=bool
    )
    end, met = end[other], met[other]
    points = shapely.points(noded.places[end])
    along = shapely.line_locate_point(noded.lines[met], points)
    targets = shapely.get_coordinates(shapely.line_interpolate_point(noded.lines[met], along))
    width_m = np.hypot(*(targets - noded.places[end]).T)
    kept = []
    # The narrowest first; ties by place, so that the same file gives the same roads.
    for i in np.lexsort((noded.places[end][:, 1], noded.places[end][:, 0], width_m)).tolist():
        if pieces.merge(int(end[i]), int(noded.ends[met[i]][0])):
            kept.append(i)
    line = np.array([line_of_end[int(e)] for e in end[kept]], dtype=np.int64)
    chosen = _Chosen(line, noded.places[end[kept]], noded.source[met[kept]], targets[kept], width_m[kept])
    return chosen, before, pieces.n_subsets


def _with_vertices(shapes: NDArray[np.object_], chosen: _Chosen) -> NDArray[np.object_]:
    """Give the lines that are met a vertex where they are."""
    bent = shapes.copy()
    for line in np.unique(chosen.target).tolist():
        xy = shapely.get_coordinates(shapes[line])
        new = chosen.target_m[chosen.target == line]
        steps = np.r_[0.0, np.cumsum(np.hypot(*np.diff(xy, axis=0).T))]
        along = shapely.line_locate_point(shapes[line], shapely.points(new))
        order = np.argsort(np.r_[steps, along], kind="stable")
        bent[line] = shapely.linestrings(np.vstack([xy, new])[order])
    return bent


def _of_all(gaps: list[Gap], within_m: float, before: int, after: int, file: str) -> Notice:
    if not gaps:
        return notice("import_road_gaps_none", file=file, within=f"{within_m:g}", pieces=f"{before:,}")
    return notice(
        "import_road_gaps",
        file=file,
        within=f"{within_m:g}",
        count=f"{len(gaps):,}",
        met=_met_text(sum(gap.width_m <= JOIN_WITHIN_M for gap in gaps)),
        widest=f"{max(gap.width_m for gap in gaps):.1f}",
        before=f"{before:,}",
        after=f"{after:,}",
    )


def _met_text(met: int) -> str:
    """Say how many gaps got no line of their own: what lists lines afterwards has fewer by so many."""
    return f"。うち {met:,} か所は届いていたので、線を足さずに交わる点だけを入れました" if met else ""


def _of_one(gap: Gap, file: str) -> Notice:
    return notice("import_road_gap", file=file, width=f"{gap.width_m:.1f}", lat=f"{gap.lat:.6f}", lon=f"{gap.lon:.6f}")
