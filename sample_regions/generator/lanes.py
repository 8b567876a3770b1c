"""Small roads: the streets of the centre, lanes within villages, tracks between fields."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
from scipy.spatial import Delaunay, cKDTree
from shapely import LineString, MultiPolygon, Point, Polygon, STRtree, prepare
from shapely import intersects as shapely_intersects
from shapely import linestrings
from shapely import points as shapely_points

from .frame import Floats
from .relief import Terrain
from .sketch import Kind, Sketch

LANE_GRADE = 0.11


@dataclass(frozen=True)
class Pattern:
    """How a patch of small roads is woven.

    Parameters
    ----------
    along_m, across_m
        Spacing of junctions along and across the valley.
    disorder
        Scatter of junctions as a share of the spacing: 0.1 a planned grid, 0.35 an old village.
    closed
        Share of possible blocks that are closed: 1 a full net, 0 only dead ends.
    steepest
        Steepest ground, rise over run, on which a junction is put.
    """

    along_m: float
    across_m: float
    disorder: float
    closed: float
    steepest: float
    kind: Kind


def axis_of(sketch: Sketch, place: tuple[float, float], reach_m: float = 250.0) -> float:
    """Direction (radians) of the roads around a place: that of the longest stretch near it."""
    xy, ends = sketch.xy(), np.array(sorted(sketch.strokes))
    near = np.hypot(*((xy[ends[:, 0]] + xy[ends[:, 1]]) / 2 - place).T) < reach_m
    dx, dy = (xy[ends[near, 1]] - xy[ends[near, 0]]).T
    length, angle = np.hypot(dx, dy), np.arctan2(dy, dx)
    # Doubling the angle makes a road and its opposite the same direction.
    east, north = float((length * np.cos(2 * angle)).sum()), float((length * np.sin(2 * angle)).sum())
    return float(np.arctan2(north, east) / 2)


def lattice(
    place: tuple[float, float], axis: float, pattern: Pattern, count: int, stretch: float, rng: np.random.Generator
) -> Floats:
    """Scattered junctions around a place, the nearest (in an ellipse along the axis) first."""
    n = int(np.ceil(np.sqrt(count) * 3)) + 4
    i, j = np.mgrid[-n : n + 1, -n : n + 1]
    along = (i + pattern.disorder * rng.uniform(-1, 1, i.shape)) * pattern.along_m
    across = (j + pattern.disorder * rng.uniform(-1, 1, i.shape)) * pattern.across_m
    order = np.argsort(np.hypot(along / stretch, across).ravel(), kind="stable")
    a, b = along.ravel()[order], across.ravel()[order]
    cos, sin = np.cos(axis), np.sin(axis)
    return np.column_stack([place[0] + a * cos - b * sin, place[1] + a * sin + b * cos])


def weave(
    sketch: Sketch,
    terrain: Terrain,
    wet: Polygon | MultiPolygon,
    wide: Polygon | MultiPolygon,
    junctions: Floats,
    count: int,
    pattern: Pattern,
    rng: np.random.Generator,
) -> Floats:
    """Join up to `count` of the given junctions with the roads that are there; returns the junctions that got a road.

    No junction stands in `wet`; brooks are bridged, but not rivers (`wide`): those only main roads cross.
    """
    gap = 0.55 * min(pattern.along_m, pattern.across_m)
    steps = (0.0, 15.0, -15.0)
    x, y = junctions.T
    steep = np.max([np.abs(terrain.at(x + d, y) - terrain.at(x - d, y)) / 30 for d in steps[1:2]], axis=0)
    steep = np.hypot(steep, np.abs(terrain.at(x, y + 15) - terrain.at(x, y - 15)) / 30)
    prepare(wet)
    prepare(wide)
    keep = (steep < pattern.steepest) & ~shapely_intersects(wet, shapely_points(junctions))
    edge = terrain.frame
    keep &= (x > 60) & (y > 60) & (x < edge.width_m - 60) & (y < edge.height_m - 60)
    junctions = junctions[keep]
    if len(junctions) == 0:
        return junctions
    old_xy = sketch.xy()
    span = np.hypot(*(junctions - junctions[0]).T).max() + 300
    near = set(np.flatnonzero(np.hypot(*(old_xy - junctions[0]).T) < span).tolist())
    box = sorted(k for k in sketch.strokes if k[0] in near or k[1] in near)
    if not box:
        return junctions[:0]
    lines = linestrings(old_xy[np.array(box)])
    tree = STRtree(lines)
    near_lines = tree.query_nearest(shapely_points(junctions), return_distance=True, all_matches=False)
    away = np.full(len(junctions), np.inf)
    away[near_lines[0][0]] = near_lines[1]
    new = junctions[away > gap][:count]
    if len(new) == 0:
        return new
    used = np.array(sorted({n for k in box for n in k}))
    used = used[cKDTree(new).query(old_xy[used])[0] < 2.2 * max(pattern.along_m, pattern.across_m)]
    if len(used) == 0:
        return new[:0]
    xy = np.vstack([new, old_xy[used]])
    height = terrain.at(xy[:, 0], xy[:, 1])
    fresh = len(new)
    longest = 1.75 * max(pattern.along_m, pattern.across_m)
    graph = nx.Graph()
    sides = {
        (min(a, b), max(a, b)) for s in _triangles(xy) for a, b in ((s[0], s[1]), (s[1], s[2]), (s[0], s[2]))
    }
    for a, b in sorted(sides):
        length = float(np.hypot(*(xy[a] - xy[b])))
        if a >= fresh or length > longest or abs(height[a] - height[b]) > LANE_GRADE * length:
            continue
        line = LineString([xy[a], xy[b]])
        if wide.intersects(line):
            continue
        shares_end = Point(xy[b]) if b >= fresh else None
        blocked = False
        for k in tree.query(line, predicate="intersects"):
            if shares_end is None or lines[k].distance(shares_end) > 0.05:
                blocked = True
                break
        if not blocked:
            graph.add_edge(a, b, weight=length)
    # All roads that are there count as joined already: one hidden point ties them together.
    touching: dict[int, set[int]] = {}
    for a, b in sides:
        touching.setdefault(a, set()).add(b)
        touching.setdefault(b, set()).add(a)
    hub = len(xy)
    for b in sorted(n for n in graph if n >= fresh):
        graph.add_edge(b, hub, weight=0.0)
    if hub not in graph:
        return new[:0]
    graph = graph.subgraph(nx.node_connected_component(graph, hub)).copy()
    tied = nx.minimum_spanning_tree(graph, weight="weight")
    number = {n: sketch.point(*xy[n]) for n in sorted(graph) if n != hub}
    for a, b in sorted((min(e), max(e)) for e in graph.edges):
        if b == hub:
            continue
        # A side is left out if a third junction is nearer to both its ends (relative neighbourhood): no thin triangles.
        length = graph.edges[a, b]["weight"]
        third = touching[a] & touching[b]
        rival = any(max(np.hypot(*(xy[a] - xy[c])), np.hypot(*(xy[b] - xy[c]))) < length for c in third)
        if tied.has_edge(a, b) or (rng.random() < pattern.closed and not rival):
            sketch.stroke(number[a], number[b], pattern.kind)
    return np.array([xy[n] for n in sorted(graph) if n < fresh]).reshape(-1, 2)


def _triangles(xy: Floats) -> Floats:
    """Corners of the Delaunay triangles; none for fewer than four points."""
    return Delaunay(xy).simplices if len(xy) > 3 else np.empty((0, 3), dtype=int)
