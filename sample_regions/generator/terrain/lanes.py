"""Small roads: the streets of the centre, lanes within villages, tracks between fields."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
from scipy.spatial import Delaunay, cKDTree
from shapely import LineString, Point, STRtree, intersects, linestrings, prepare
from shapely import points as as_points
from shapely.geometry.base import BaseGeometry

from sample_regions.generator.terrain.frame import Floats
from sample_regions.generator.terrain.last_bit import arctan2, cos, sin
from sample_regions.generator.terrain.relief import Terrain
from sample_regions.generator.terrain.sketch import Kind, Sketch

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


@dataclass(frozen=True)
class Ground:
    """Where small roads may run: no junction stands in `wet`; brooks are bridged, but not rivers (`wide`)."""

    terrain: Terrain
    wet: BaseGeometry
    wide: BaseGeometry


def axis_of(sketch: Sketch, place: tuple[float, float], reach_m: float = 250.0) -> float:
    """Direction (radians) of the roads around a place: that of the longest stretch near it."""
    xy, ends = sketch.xy(), np.array(sorted(sketch.strokes))
    near = np.hypot(*((xy[ends[:, 0]] + xy[ends[:, 1]]) / 2 - place).T) < reach_m
    dx, dy = (xy[ends[near, 1]] - xy[ends[near, 0]]).T
    length, angle = np.hypot(dx, dy), arctan2(dy, dx)
    # Doubling the angle makes a road and its opposite the same direction.
    east, north = float((length * cos(2 * angle)).sum()), float((length * sin(2 * angle)).sum())
    return float(arctan2(north, east) / 2)


def lattice(
    place: tuple[float, float], axis: float, pattern: Pattern, count: int, stretch: float, rng: np.random.Generator
) -> Floats:
    """Scattered junctions around a place, the nearest (in an ellipse along the axis) first.

    The ellipse is twice as wide as `count` junctions on level ground would need: on a slope a village is loose, but it
    doesn't straggle over the next ridge.
    """
    n = int(np.ceil(np.sqrt(count) * 3)) + 4
    i, j = np.mgrid[-n : n + 1, -n : n + 1]
    along = (i + pattern.disorder * rng.uniform(-1, 1, i.shape)) * pattern.along_m
    across = (j + pattern.disorder * rng.uniform(-1, 1, i.shape)) * pattern.across_m
    away = np.hypot(along / stretch, across).ravel()
    reach = 2.0 * np.sqrt(count * pattern.along_m * pattern.across_m / np.pi / stretch) + 60.0
    order = np.argsort(away, kind="stable")
    order = order[away[order] < reach]
    a, b = along.ravel()[order], across.ravel()[order]
    cosine, sine = cos(axis), sin(axis)
    return np.column_stack([place[0] + a * cosine - b * sine, place[1] + a * sine + b * cosine])


def weave(
    sketch: Sketch, ground: Ground, junctions: Floats, count: int, pattern: Pattern, rng: np.random.Generator
) -> Floats:
    """Join up to `count` of the given junctions with the roads that are there; returns those that got a road."""
    junctions = fit_to_stand(ground, junctions, pattern)
    if len(junctions) == 0:
        return junctions
    old_xy = sketch.xy()
    span = np.hypot(*(junctions - junctions[0]).T).max() + 300
    near = set(np.flatnonzero(np.hypot(*(old_xy - junctions[0]).T) < span).tolist())
    roads = sorted(k for k in sketch.strokes if k[0] in near or k[1] in near)
    if not roads:
        return junctions[:0]
    lines = linestrings(old_xy[np.array(roads)])
    found, away = STRtree(lines).query_nearest(as_points(junctions), return_distance=True, all_matches=False)
    clear = np.full(len(junctions), np.inf)
    clear[found[0]] = away
    new = junctions[clear > 0.55 * min(pattern.along_m, pattern.across_m)][:count]
    if len(new) == 0:
        return new
    used = np.array(sorted({n for k in roads for n in k}))
    used = used[cKDTree(new).query(old_xy[used])[0] < 2.2 * max(pattern.along_m, pattern.across_m)]
    xy = np.vstack([new, old_xy[used]])
    sides = neighbours(xy)
    graph = possible_lanes(ground, xy, len(new), sides, lines, pattern)
    for a, b in chosen_lanes(graph, xy, len(new), sides, pattern, rng):
        sketch.stroke(sketch.point(*xy[a]), sketch.point(*xy[b]), pattern.kind)
    return np.array([xy[n] for n in sorted(graph) if n < len(new)]).reshape(-1, 2)


def fit_to_stand(ground: Ground, junctions: Floats, pattern: Pattern) -> Floats:
    """The junctions on dry ground that is not too steep, off the rim of the map."""
    x, y = junctions.T
    terrain, frame, step = ground.terrain, ground.terrain.frame, 15.0
    east = (terrain.at(x + step, y) - terrain.at(x - step, y)) / (2 * step)
    north = (terrain.at(x, y + step) - terrain.at(x, y - step)) / (2 * step)
    prepare(ground.wet)
    keep = (np.hypot(east, north) < pattern.steepest) & ~intersects(ground.wet, as_points(junctions))
    keep &= (x > 60) & (y > 60) & (x < frame.width_m - 60) & (y < frame.height_m - 60)
    return junctions[keep]


def neighbours(xy: Floats) -> list[tuple[int, int]]:
    """Pairs of points that are sides of a Delaunay triangle; none for fewer than four points."""
    if len(xy) < 4:
        return []
    corners = Delaunay(xy).simplices
    pairs = np.sort(np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]]), axis=1)
    return [(int(a), int(b)) for a, b in np.unique(pairs, axis=0)]


def possible_lanes(
    ground: Ground, xy: Floats, fresh: int, sides: list[tuple[int, int]], lines: Floats, pattern: Pattern
) -> nx.Graph:
    """Sides that a lane can follow and that hang together with a road; the first `fresh` points are the new ones."""
    terrain, longest = ground.terrain, 1.75 * max(pattern.along_m, pattern.across_m)
    height = terrain.at(xy[:, 0], xy[:, 1])
    prepare(ground.wide)
    tree, graph = STRtree(lines), nx.Graph()
    for a, b in sides:
        length = float(np.hypot(*(xy[a] - xy[b])))
        if a >= fresh or length > longest or abs(height[a] - height[b]) > LANE_GRADE * length:
            continue
        lane = LineString([xy[a], xy[b]])
        met = tree.query(lane, predicate="intersects")
        # A lane that ends on a road may touch the strokes that end there too, and no other.
        allowed = b >= fresh and all(lines[k].distance(Point(xy[b])) < 0.05 for k in met)
        if (allowed or len(met) == 0) and not ground.wide.intersects(lane):
            graph.add_edge(a, b, weight=length)
    joined: set[int] = set()
    for part in nx.connected_components(graph):
        if any(n >= fresh for n in part):
            joined |= part
    return graph.subgraph(sorted(joined)).copy()


def chosen_lanes(
    graph: nx.Graph, xy: Floats, fresh: int, sides: list[tuple[int, int]], pattern: Pattern, rng: np.random.Generator
) -> list[tuple[int, int]]:
    """The shortest tree that joins the new points to the roads, and a share of the sides that close blocks."""
    touching: dict[int, set[int]] = {}
    for a, b in sides:
        touching.setdefault(a, set()).add(b)
        touching.setdefault(b, set()).add(a)
    # All roads that are there count as joined already: a point of its own ties them together at no length.
    tied = graph.copy()
    tied.add_weighted_edges_from((len(xy), n, 0.0) for n in sorted(graph) if n >= fresh)
    tied = nx.minimum_spanning_tree(tied, weight="weight")
    lanes = []
    for a, b in sorted((min(e), max(e)) for e in graph.edges):
        # A side is left out if a third junction is nearer to both its ends (relative neighbourhood): no thin triangles.
        length, third = graph.edges[a, b]["weight"], touching[a] & touching[b]
        rival = any(max(np.hypot(*(xy[a] - xy[c])), np.hypot(*(xy[b] - xy[c]))) < length for c in third)
        if tied.has_edge(a, b) or (rng.random() < pattern.closed and not rival):
            lanes.append((a, b))
    return lanes
