"""A region laid out: ground, rivers, villages and roads together, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree
from shapely import Point
from shapely.geometry.base import BaseGeometry

from sample_regions.generator.people import names, people, villages
from sample_regions.generator.people.villages import Place, Village
from sample_regions.generator.terrain import lanes, rivers
from sample_regions.generator.terrain import main_roads as routes
from sample_regions.generator.terrain.frame import Floats, Frame
from sample_regions.generator.terrain.relief import Climate, Terrain, build_terrain
from sample_regions.generator.terrain.sketch import (
    Kind,
    Segment,
    Sketch,
    join_crossings,
    keep_largest,
    level,
    segments,
    smooth_sketch,
)

TOWN = lanes.Pattern(52, 44, 0.13, 0.94, 0.22, Kind("residential"))
HAMLET = lanes.Pattern(46, 40, 0.32, 0.75, 0.34, Kind("residential"))
FIELDS = lanes.Pattern(95, 68, 0.10, 0.8, 0.10, Kind("track", "農道"))


@dataclass(frozen=True)
class Order:
    """What is asked of a region before it is drawn.

    Parameters
    ----------
    gate
        Shares of width and height near which the main river leaves the municipality.
    outside
        Shares of the place of the town outside, at the end of the trunk road.
    exits
        Shares of further places on the rim that a main road leads to.
    centre
        Wished place of the centre, shares.
    districts
        Names of the districts (旧小学校区) with the wished places of their schools, shares; the centre's first.
    """

    frame: Frame
    climate: Climate
    gate: tuple[float, float]
    outside: tuple[float, float]
    exits: tuple[tuple[float, float], ...]
    districts: tuple[tuple[str, float, float], ...]
    village_count: int
    population: int
    spread: float
    centre_villages: int
    spacing_m: tuple[float, float]
    road_names: tuple[str, ...]
    persons_per_household: tuple[float, float] = (2.0, 2.55)
    forest_roads: int = 0
    junctions_per_household: float = 0.8
    field_junctions: int = 0
    rivers_from_km2: float = 1.5
    sizes: tuple[int, ...] = ()
    households: int | None = None
    seed: int = 1
    municipality: str = ""


@dataclass(frozen=True)
class Land:
    """A region as drawn: what the files are written from."""

    order: Order
    terrain: Terrain
    inside: Floats
    rivers: list[rivers.River]
    water: BaseGeometry
    villages: list[Village]
    houses: dict[str, Floats]
    sketch: Sketch
    height_m: Floats
    segments: list[Segment]
    outside: Place


def place_of(frame: Frame, shares: tuple[float, float]) -> Place:
    """Metres of a place given as shares of width and height."""
    return shares[0] * frame.width_m, shares[1] * frame.height_m


def municipality_mask(terrain: Terrain, gate: Place) -> Floats:
    """1 inside the catchment above the gate: the cell with most water within 1 km of the place named."""
    rows, cols = terrain.frame.shape
    y, x = np.mgrid[0:rows, 0:cols] * terrain.frame.cell_m
    near = np.where(np.hypot(x - gate[0], y - gate[1]) < 1000, terrain.area_m2, 0)
    return rivers.upstream_catchment(terrain, int(np.argmax(near))).reshape(rows, cols).astype(float)


def on_a_road(ground: routes.Ground, place: Place, terrain: Terrain) -> Place:
    """The nearest cell from which roads can lead anywhere."""
    _, labels = routes.reachable(ground)
    main = np.bincount(labels).argmax()
    rows, cols = terrain.frame.shape
    y, x = np.mgrid[0:rows, 0:cols] * terrain.frame.cell_m
    away = np.hypot(x - place[0], y - place[1]) + np.where(labels.reshape(rows, cols) == main, 0, 1e9)
    away += 1e6 * (terrain.area_m2 > 1.5e6)
    best = int(np.argmin(away))
    return float(x.flat[best]), float(y.flat[best])


def classify(chosen: nx.Graph, order: Order, sizes: Sequence[int], named: Sequence[str]) -> None:
    """Give every chosen link its road class: trunk to the outside, prefectural to the districts, municipal beyond."""
    first = 1 + len(order.exits)
    centre = first
    best: dict[tuple[int, int], Kind] = {}

    def mark(a: int, b: int, kind: Kind) -> None:
        path = nx.shortest_path(chosen, a, b, weight="cost")
        for pair in pairwise(path):
            key = (min(pair), max(pair))
            if key not in best or kind.rank < best[key].rank:
                best[key] = kind

    road_names = iter(order.road_names)
    mark(0, centre, Kind("trunk", trunk := next(road_names), 50))
    if order.exits:
        mark(centre, 1, Kind("trunk", trunk, 50))
    for k in range(1, len(order.districts)):
        mark(centre, first + k, Kind("secondary", next(road_names), 40))
    for k in range(1, len(order.exits)):
        mark(centre, 1 + k, Kind("secondary", next(road_names), 40))
    for i in sorted(range(len(sizes)), key=lambda i: (-sizes[i], i)):
        highway = "tertiary" if sizes[i] >= 60 else "unclassified"
        mark(centre, first + i, Kind(highway, f"町道{named[i]}線", 40 if highway == "tertiary" else 30))
    for a, b in chosen.edges:
        chosen.edges[a, b]["kind"] = best.get((min(a, b), max(a, b)), Kind("unclassified", "広域農道", 30))


def forest_targets(
    terrain: Terrain, inside: Floats, taken: Sequence[int], count: int, rng: np.random.Generator
) -> list[int]:
    """Places in the woods, far from roads and from each other, that forest roads are to open."""
    rows, cols = terrain.frame.shape
    free = np.ones(rows * cols, dtype=bool)
    free[list(taken)] = False
    from_road = ndimage.distance_transform_edt(free.reshape(rows, cols)) * terrain.frame.cell_m
    fit = (inside > 0) & (from_road > 200) & (from_road < 1500) & (terrain.slope < 0.55) & (terrain.river_m > 100)
    cells = np.flatnonzero(fit)
    xy = np.column_stack([cells % cols, cells // cols]) * terrain.frame.cell_m
    order = rng.permutation(len(cells))
    chosen: list[int] = []
    left = np.ones(len(cells), dtype=bool)
    tree = cKDTree(xy)
    for i in order:
        if left[i] and len(chosen) < count:
            chosen.append(int(cells[i]))
            left[tree.query_ball_point(xy[i], 230.0)] = False
    return chosen


def lay_out(order: Order) -> Land:
    """Draw a region from its order: relief, rivers, village places, main roads, forest roads, lanes, levels."""
    frame, rng = order.frame, np.random.default_rng(order.seed)
    terrain = build_terrain(frame, order.climate)
    inside = municipality_mask(terrain, place_of(frame, order.gate))
    streams = rivers.trace_rivers(terrain, order.rivers_from_km2, names.river_names())
    ground = routes.lay_ground(terrain)
    anchors = [villages.nearest_dry(terrain, place_of(frame, (x, y))) for _, x, y in order.districts]
    anchors = [on_a_road(ground, a, terrain) for a in anchors]
    # Other villages of the centre stand close round it, the rest of the ground is shared out afterwards.
    score = villages.suitability(terrain, rng) * routes.reached(ground)
    inner = ndimage.binary_erosion(inside > 0, iterations=4).astype(float)
    rows, cols = frame.shape
    y, x = np.mgrid[0:rows, 0:cols] * frame.cell_m
    close = inner * (np.hypot(x - anchors[0][0], y - anchors[0][1]) < 900)
    core = villages.choose_places(terrain, close * score, order.centre_villages, (240, 330), rng, [anchors[0]])
    first = [anchors[0], *anchors[1:], *core[1:]]
    places = villages.choose_places(terrain, inner * score, order.village_count, order.spacing_m, rng, first)
    if len(places) < order.village_count:
        raise ValueError(f"there is room for {len(places)} villages only, not {order.village_count}")
    named = names.village_names(len(places), rng)
    if order.sizes:
        sizes = list(order.sizes)
    else:
        attraction = np.ones(len(places))
        attraction[0] = 14.0
        attraction[1 : len(anchors)] = 4.0
        attraction[len(anchors) : len(anchors) + len(core) - 1] = 7.0
        sizes = people.village_sizes(order.population, attraction, rng, order.spread).tolist()
    outer = [on_a_road(ground, place_of(frame, s), terrain) for s in (order.outside, *order.exits)]
    cell = [row * cols + col for row, col in (frame.cell_of(*p) for p in [*outer, *places])]
    links = routes.possible_links(ground, cell)
    chosen = routes.choose_links(links, 3.2, 9000.0)
    classify(chosen, order, sizes, [n for n, _ in named])
    net = nx.Graph()
    for _, _, data in sorted(chosen.edges(data=True), key=lambda e: (e[2]["kind"].rank, e[0], e[1])):
        draw_cells(net, data["cells"], data["kind"])
    if order.forest_roads:
        targets = forest_targets(terrain, inside, sorted(net), order.forest_roads, rng)
        for path in routes.forest_tracks(ground, sorted(net), targets):
            draw_cells(net, path, Kind("track", "林道", 20))
    xy = {c: (float(c % cols) * frame.cell_m, float(c // cols) * frame.cell_m) for c in net}
    sketch = smooth_sketch(net, xy)
    banks = lanes.Ground(
        terrain, rivers.water(streams, 9.0), rivers.water([r for r in streams if r.width_m > 8.0], 4.0)
    )
    join_crossings(sketch)
    houses = build_lanes(order, sketch, banks, places, sizes)
    build_field_tracks(order, sketch, banks, places, inside)
    join_crossings(sketch)
    keep_largest(sketch)
    height = level(sketch, terrain)
    home = nearest_school(chosen, len(outer), len(places), len(order.districts))
    settled = settle(order, home, named, sizes, houses)
    return Land(
        order,
        terrain,
        inside,
        streams,
        rivers.water(streams),
        settled,
        {v.id: h for v, h in zip(settled, houses, strict=True)},
        sketch,
        height,
        segments(sketch, height),
        outer[0],
    )


def draw_cells(net: nx.Graph, path: Sequence[int], kind: Kind) -> None:
    """Add a path of cells; stretches that are there already keep the more important kind."""
    for a, b in pairwise(path):
        if not net.has_edge(a, b) or kind.rank < net.edges[a, b]["kind"].rank:
            net.add_edge(a, b, kind=kind)


def build_lanes(
    order: Order,
    sketch: Sketch,
    ground: lanes.Ground,
    places: Sequence[Place],
    sizes: Sequence[int],
) -> list[Floats]:
    """Streets and lanes of every village, the largest first; returns the places of its houses."""
    rng = np.random.default_rng(order.seed + 1)
    houses: list[Floats] = [np.empty((0, 2))] * len(places)
    for i in sorted(range(len(places)), key=lambda i: (-sizes[i], i)):
        pattern, share = (TOWN, 0.7) if i == 0 or sizes[i] > 350 else (HAMLET, 1.0)
        count = int(share * order.junctions_per_household * sizes[i] / 2.3) + 5
        spots = lanes.lattice(places[i], lanes.axis_of(sketch, places[i]), pattern, count * 3, 1.7, rng)
        new = lanes.weave(sketch, ground, spots, count, pattern, rng)
        # A few houses stand along the through road as well.
        xy = sketch.xy()
        along = xy[np.hypot(*(xy - places[i]).T) < 70.0 + 4.0 * np.sqrt(sizes[i])]
        dry = np.array([not ground.wet.intersects(Point(p)) for p in along], dtype=bool)
        houses[i] = np.unique(np.vstack([new, along[dry]]), axis=0)
    return houses


def build_field_tracks(
    order: Order, sketch: Sketch, ground: lanes.Ground, places: Sequence[Place], inside: Floats
) -> None:
    """Tracks between the fields on the valley floor around every village."""
    rng, terrain = np.random.default_rng(order.seed + 2), ground.terrain
    cell_m, last = order.frame.cell_m, np.array(order.frame.shape) - 1
    floor = (terrain.floor_m > 60) & (inside > 0)
    for place in places if order.field_junctions else ():
        axis = lanes.axis_of(sketch, place)
        spots = lanes.lattice(place, axis, FIELDS, order.field_junctions * 3, 1.6, rng)
        row, col = np.clip(np.rint(spots[:, ::-1] / cell_m).astype(int), 0, last).T
        spots = spots[floor[row, col]]
        if len(spots):
            lanes.weave(sketch, ground, spots, order.field_junctions, FIELDS, rng)


def settle(
    order: Order,
    school: Sequence[int],
    named: Sequence[tuple[str, str]],
    sizes: Sequence[int],
    houses: Sequence[Floats],
) -> list[Village]:
    """The villages with ids, households and districts; a village's point is the house nearest to the middle of all."""
    low, high = order.persons_per_household
    per_house = np.random.default_rng(order.seed + 3).uniform(low, high, len(sizes))
    homes = [max(1, round(s / p)) for s, p in zip(sizes, per_house, strict=True)]
    if order.households is not None:
        homes = people.share_out(order.households, np.array(homes, dtype=float)).tolist()
    found = []
    for i, points in enumerate(houses):
        x, y = points[np.argmin(np.hypot(*(points - points.mean(axis=0)).T))]
        district = order.districts[school[i]][0]
        found.append(Village(f"v{i + 1:03d}", *named[i], float(x), float(y), int(sizes[i]), homes[i], district))
    return found


def nearest_school(chosen: nx.Graph, outer: int, count: int, schools: int) -> list[int]:
    """For each village the school (position among the districts) that is nearest by road."""
    reach = [nx.single_source_dijkstra_path_length(chosen, outer + k, weight="cost") for k in range(schools)]
    return [min(range(schools), key=lambda k: (reach[k][outer + i], k)) for i in range(count)]
