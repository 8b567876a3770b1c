"""Segments: the distinct lines of a road network, each shared by all edges that run along it."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.files.crs import to_metric

SAME_LINE_M = 0.01
"""Two drawings of a road between the same nodes that differ by no more are one line."""


def metric_lines(
    geometries: list[Any], ends: NDArray[np.int64], node_xy_m: NDArray[np.float64], crs: int
) -> NDArray[np.object_]:
    """Draw each edge's line in metres, from its first node to its second.

    Parameters
    ----------
    geometries
        Line of each edge in degrees; None stands for the straight line between its nodes.
    ends
        Shape (edges, 2): positions of its nodes.
    node_xy_m
        Shape (nodes, 2).
    crs
        EPSG code of the metric plane.
    """
    is_drawn = np.array([line is not None for line in geometries], dtype=bool)
    drawn, straight = np.flatnonzero(is_drawn), np.flatnonzero(~is_drawn)
    lines = np.empty(len(ends), dtype=object)
    lines[straight] = shapely.linestrings(node_xy_m[ends[straight]])
    if len(drawn):
        degrees = np.array([geometries[i] for i in drawn], dtype=object)
        coordinates, line_of = shapely.get_coordinates(degrees, return_index=True)
        metric = to_metric(coordinates[:, 1], coordinates[:, 0], crs)
        first = np.flatnonzero(np.diff(line_of, prepend=-1))
        starts, stops = metric[first], metric[np.append(first[1:], len(metric)) - 1]
        u, v = node_xy_m[ends[drawn, 0]], node_xy_m[ends[drawn, 1]]
        # Some files draw the way back with the line of the way there; taken as it is, points would join mirrored.
        mirrored = _apart(starts, v) + _apart(stops, u) < _apart(starts, u) + _apart(stops, v)
        found = np.asarray(shapely.linestrings(metric, indices=line_of), dtype=object).reshape(-1)
        found[mirrored] = shapely.reverse(found[mirrored])
        lines[drawn] = found
    return lines


def _apart(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.hypot(*(a - b).T), dtype=np.float64)


def distinct_lines(
    lines: NDArray[np.object_], ends: NDArray[np.int64]
) -> tuple[NDArray[np.object_], NDArray[np.int64], NDArray[np.bool_]]:
    """Find the distinct lines between the same nodes, whichever way they are drawn.

    Parameters
    ----------
    lines
        Line of each edge in metres, from its first node to its second.
    ends
        Shape (edges, 2): positions of these nodes. Equal lines between different nodes (a bridge above a road) stay apart.

    Returns
    -------
    numpy.ndarray, numpy.ndarray, numpy.ndarray
        The lines in the order and drawing of their first edge; for each edge the position of its line, and whether it runs
        along that line (True) or against it.
    """
    size = len(lines)
    segment_edge = np.arange(size)
    forward = np.ones(size, dtype=bool)
    if not size:
        return lines, segment_edge, forward
    turned = ends[:, 0] > ends[:, 1]
    loop = ends[:, 0] == ends[:, 1]
    alike = lines.copy()
    alike[turned] = shapely.reverse(lines[turned])
    xy = shapely.get_coordinates(alike)
    count = shapely.get_num_coordinates(lines).astype(np.int64)
    offset = np.cumsum(count) - count
    _, group = np.unique(np.column_stack([np.sort(ends, axis=1), count]), axis=0, return_inverse=True)
    rest = np.argsort(group.reshape(-1), kind="stable")
    # Each round takes the first edge left of every group and all that lie on the same line; groups are small.
    while len(rest):
        is_first = np.diff(group[rest], prepend=-1) != 0
        example = rest[is_first][np.cumsum(is_first) - 1]
        along = _same(xy, offset, count, rest, example, mirrored=False)
        against = loop[rest] & ~along & _same(xy, offset, count, rest, example, mirrored=True)
        segment_edge[rest[along | against]] = example[along | against]
        forward[rest[along]] = (turned[rest] == turned[example])[along]
        forward[rest[against]] = False
        rest = rest[~(along | against)]
    firsts, segment_of = np.unique(segment_edge, return_inverse=True)
    return lines[firsts], segment_of.reshape(-1).astype(np.int64), forward


def _same(
    xy: NDArray[np.float64],
    offset: NDArray[np.int64],
    count: NDArray[np.int64],
    lines: NDArray[np.int64],
    others: NDArray[np.int64],
    *,
    mirrored: bool,
) -> NDArray[np.bool_]:
    """Return for each pair of lines with as many vertices whether no vertex is off by more than the tolerance."""
    n = count[lines]
    start = np.cumsum(n) - n
    step = np.arange(n.sum()) - np.repeat(start, n)
    here = np.repeat(offset[lines], n) + step
    there = np.repeat(offset[others], n) + (np.repeat(n, n) - 1 - step if mirrored else step)
    off_m = np.abs(xy[here] - xy[there]).max(axis=1)
    return np.asarray(np.maximum.reduceat(off_m, start) <= SAME_LINE_M, dtype=bool)
