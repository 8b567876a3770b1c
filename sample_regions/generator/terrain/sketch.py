"""The drawing of the roads: points and strokes that become levelled segments between junctions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import dijkstra
from shapely import STRtree, get_coordinates, intersection, linestrings

from sample_regions.generator.terrain.frame import Floats
from sample_regions.generator.terrain.relief import Terrain
from sample_regions.generator.terrain.rivers import rounded

RANK = ("trunk", "secondary", "tertiary", "unclassified", "residential", "service", "track")
HIGHEST_GRADE = 0.115


@dataclass(frozen=True)
class Kind:
    """Class, name and signed speed of a stroke; the lower the rank the more important."""

    highway: str
    name: str = ""
    maxspeed_kmh: int | None = None

    @property
    def rank(self) -> int:
        """Position in the order of importance."""
        return RANK.index(self.highway)


@dataclass(frozen=True)
class Segment:
    """A road between two junctions: end points, levelled line (x, y, z in metres) and kind."""

    u: int
    v: int
    line: Floats
    kind: Kind

    @property
    def length_m(self) -> float:
        """Length in plan, metres."""
        return float(np.hypot(*np.diff(self.line[:, :2], axis=0).T).sum())


@dataclass
class Sketch:
    """Points and the strokes between them, while the map is being drawn."""

    points: list[tuple[float, float]] = field(default_factory=list)
    strokes: dict[tuple[int, int], Kind] = field(default_factory=dict)
    _at: dict[tuple[float, float], int] = field(default_factory=dict)

    def point(self, x_m: float, y_m: float) -> int:
        """Number of the point at a place, made if there is none within a decimetre's rounding."""
        key = (round(float(x_m), 1), round(float(y_m), 1))
        if key not in self._at:
            self._at[key] = len(self.points)
            self.points.append(key)
        return self._at[key]

    def stroke(self, a: int, b: int, kind: Kind) -> None:
        """Draw between two points; where a stroke is there already the more important kind stays."""
        if a == b:
            return
        key = (min(a, b), max(a, b))
        if key not in self.strokes or kind.rank < self.strokes[key].rank:
            self.strokes[key] = kind

    def draw(self, points: Iterable[tuple[float, float]], kind: Kind) -> None:
        """Draw a line of strokes through places."""
        numbers = [self.point(x, y) for x, y in points]
        for a, b in pairwise(numbers):
            self.stroke(a, b, kind)

    def xy(self) -> Floats:
        """Places of all points, one row each."""
        return np.array(self.points, dtype=float).reshape(-1, 2)

    def graph(self) -> nx.Graph:
        """Points and strokes as a graph."""
        graph = nx.Graph()
        graph.add_edges_from(sorted(self.strokes))
        return graph


def smooth_sketch(cells: nx.Graph, place: dict[int, tuple[float, float]]) -> Sketch:
    """Turn paths of grid cells (edges with `kind`) into curves; junctions stay where they are."""
    sketch = Sketch()
    for chain in chains(cells):
        kind = cells.edges[chain[0], chain[1]]["kind"]
        points = np.array([place[c] for c in chain])
        closed = chain[0] == chain[-1]
        sketch.draw(map(tuple, points if closed else thin(rounded(points, 2), 24.0)), kind)
    return sketch


def thin(points: Floats, gap_m: float) -> Floats:
    """Leave out points nearer than `gap_m` to the last one kept; both ends stay."""
    kept = [0]
    for i in range(1, len(points) - 1):
        far = hypot(*(points[i] - points[kept[-1]])) >= gap_m
        if far and hypot(*(points[-1] - points[i])) >= 0.6 * gap_m:
            kept.append(i)
    return points[[*kept, len(points) - 1]]


def chains(graph: nx.Graph) -> list[list[int]]:
    """Paths between junctions, dead ends and changes of kind, each once, in a fixed order."""

    def stops(node: int) -> bool:
        return graph.degree(node) != 2 or len({d["kind"] for _, _, d in graph.edges(node, data=True)}) > 1

    ends, found = sorted(n for n in graph if stops(n)), []
    seen: set[frozenset[int]] = set()
    loops = [min(part) for part in nx.connected_components(graph) if not any(stops(n) for n in part)]
    for start in [*ends, *sorted(loops)]:
        for step in sorted(graph.neighbors(start)):
            if frozenset((start, step)) in seen:
                continue
            path = [start, step]
            while not stops(path[-1]) and path[-1] != start:
                path.append(next(n for n in graph.neighbors(path[-1]) if n != path[-2]))
            seen.update(frozenset(pair) for pair in pairwise(path))
            found.append(path)
    return found


def join_crossings(sketch: Sketch) -> None:
    """Where two strokes cross, touch or lie on each other without a common point, make them meet in points."""
    while cut_once(sketch):
        pass


def cut_once(sketch: Sketch) -> bool:
    """Cut strokes where others meet them; false if there was nothing to cut."""
    keys = sorted(sketch.strokes)
    lines = linestrings(sketch.xy()[np.array(keys)])
    one, other = STRtree(lines).query(lines, predicate="intersects")
    one, other = one[one < other], other[one < other]
    shared = intersection(lines[one], lines[other])
    cut: dict[int, set[tuple[float, float]]] = {}
    for i, j, meet in zip(one.tolist(), other.tolist(), shared, strict=True):
        if meet.length == 0 and set(keys[i]) & set(keys[j]):
            continue
        for place in get_coordinates(meet).tolist():
            cut.setdefault(i, set()).add((place[0], place[1]))
            cut.setdefault(j, set()).add((place[0], place[1]))
    changed = False
    for i, meets in sorted(cut.items()):
        (x, y), kind = sketch.points[keys[i][0]], sketch.strokes[keys[i]]
        in_order = sorted(meets, key=lambda p: (hypot(p[0] - x, p[1] - y), p))
        middle = [n for n in dict.fromkeys(sketch.point(*m) for m in in_order) if n not in keys[i]]
        if middle:
            del sketch.strokes[keys[i]]
            for a, b in pairwise([keys[i][0], *middle, keys[i][1]]):
                sketch.stroke(a, b, kind)
            changed = True
    return changed


def level(sketch: Sketch, terrain: Terrain) -> Floats:
    """Heights of the road at every point: as near to the ground as a grade of 11.5 % everywhere allows.

    The highest and the lowest surface whose grade along the roads stays within the limit enclose the ground from both
    sides (Lipschitz envelopes); the road lies half-way between them, by cutting and by embankment.
    """
    xy = sketch.xy()
    ground = terrain.at(xy[:, 0], xy[:, 1])
    keys = np.array(sorted(sketch.strokes))
    climb = np.hypot(*(xy[keys[:, 0]] - xy[keys[:, 1]]).T) * HIGHEST_GRADE
    n = len(xy)

    # From a source beside the map an arrow leads to every point: it can't be used as a short cut between points.
    heads = np.concatenate([keys[:, 0], keys[:, 1], np.full(n, n)])
    tails = np.concatenate([keys[:, 1], keys[:, 0], np.arange(n)])

    def envelope(offset: Floats) -> Floats:
        weights = np.concatenate([climb, climb, offset + 1.0])
        graph = sparse.csr_array((weights, (heads, tails)), shape=(n + 1, n + 1))
        return np.asarray(dijkstra(graph, directed=True, indices=[n]))[0, :n] - 1.0

    low, high = ground.min(), ground.max()
    upper = envelope(ground - low) + low
    lower = high - envelope(high - ground)
    return np.round((upper + lower) / 2, 2)


def segments(sketch: Sketch, height_m: Floats) -> list[Segment]:
    """Contract the strokes to segments between junctions, each point with its height."""
    graph = sketch.graph()
    nx.set_edge_attributes(graph, {k: {"kind": v} for k, v in sketch.strokes.items()})
    xyz = np.column_stack([sketch.xy(), height_m])
    return [Segment(path[0], path[-1], xyz[path], graph.edges[path[0], path[1]]["kind"]) for path in chains(graph)]


def keep_largest(sketch: Sketch) -> None:
    """Take away strokes that hang together with nothing else."""
    parts = sorted(nx.connected_components(sketch.graph()), key=lambda part: (-len(part), min(part)))
    main = parts[0]
    for key in [k for k in sketch.strokes if k[0] not in main]:
        del sketch.strokes[key]
