"""Areas: municipality, districts, farmland, landslide and flood zones, use zones of the centre."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from shapely import LineString, Point, Polygon, box, coverage_simplify, make_valid, union_all
from shapely.geometry.base import BaseGeometry

from sample_regions.generator.land import Land
from sample_regions.generator.people.villages import Village
from sample_regions.generator.terrain.frame import Floats, Frame, Ints
from sample_regions.generator.terrain.last_bit import log2

Mask = NDArray[np.bool_]
Feature = tuple[BaseGeometry, dict[str, object]]


def outline(mask: Mask, frame: Frame, finer: int = 1) -> BaseGeometry:
    """The cells of a mask as one area: squares joined row by row."""
    cell = frame.cell_m / finer
    strips = []
    for row in range(mask.shape[0]):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], (mask[row] > 0).astype(int), [0]])))
        for start, end in zip(edges[0::2], edges[1::2], strict=True):
            strips.append(box((start - 0.5) * cell, (row - 0.5) * cell, (end - 0.5) * cell, (row + 0.5) * cell))
    return union_all(strips) if strips else Polygon()


def soft(area: BaseGeometry, radius_m: float, tolerance_m: float) -> BaseGeometry:
    """The same area with corners rounded off and narrow necks and slivers gone."""
    eased = area.buffer(-radius_m, quad_segs=2).buffer(2 * radius_m, quad_segs=2).buffer(-radius_m, quad_segs=2)
    return eased.simplify(tolerance_m)


def parts(area: BaseGeometry, least_m2: float) -> list[Polygon]:
    """The polygons of an area that are not smaller than `least_m2`, from south-west to north-east."""
    pieces = [p for p in getattr(area, "geoms", [area]) if isinstance(p, Polygon) and p.area >= least_m2]
    return sorted(pieces, key=lambda p: (round(p.bounds[1], 1), round(p.bounds[0], 1), p.area))


def finer(grid: Floats) -> Floats:
    """A grid with twice as many cells each way, linear between them."""
    return np.asarray(ndimage.zoom(grid, (np.array(grid.shape) * 2 - 1) / np.array(grid.shape), order=1))


def districts(land: Land) -> list[Feature]:
    """Districts (旧小学校区) that fill the municipality without gap or overlap, and the municipality as their union."""
    frame, inside = land.order.frame, land.inside > 0
    labels = [name for name, _, _ in land.order.districts]
    seeds = np.zeros(frame.shape, dtype=int)
    for village in land.villages:
        seeds[frame.cell_of(village.x_m, village.y_m)] = labels.index(village.district) + 1
    # Ridges divide: distance is counted more dearly uphill, so borders run along watersheds rather than across valleys.
    near = np.where(inside, spread(seeds, land.terrain.height_m, inside), 0)
    # Whoever has most of the ground around a point has the point: borders lose the steps of the grid, and still fit.
    around = [finer(ndimage.gaussian_filter((near == k).astype(float), 2.5)) for k in range(len(labels) + 1)]
    owner = np.argmax(np.round(around, 9), axis=0)
    shapes = [outline(owner == k + 1, frame, 2) for k in range(len(labels))]
    simple = coverage_simplify(shapes, 55.0, simplify_boundary=True)
    return [(make_valid(shape), {"name": f"{name}小学校区"}) for name, shape in zip(labels, simple, strict=True)]


def spread(seeds: Ints, height_m: Floats, inside: Mask) -> Ints:
    """Give every cell the label of the seed that is reached with the least climbing (flood by height, by levels)."""
    marks = np.where(inside, seeds, 0)
    for top in np.linspace(height_m[inside].min(), height_m[inside].max(), 60):
        open_ground = inside & (height_m <= top)
        while True:
            grown = ndimage.grey_dilation(marks, size=(3, 3))
            new = open_ground & (marks == 0) & (grown > 0)
            if not new.any():
                break
            marks[new] = grown[new]
    return marks


def settled_area(land: Land, around_m: float) -> BaseGeometry:
    """Ground within a distance of any house."""
    points = np.vstack(list(land.houses.values()))
    return union_all([Point(p).buffer(around_m, quad_segs=2) for p in points])


def farmland(land: Land) -> tuple[list[Feature], list[Feature]]:
    """Fields on the valley floors clear of water, houses and main roads; and the part zoned as 農用地区域."""
    terrain, frame = land.terrain, land.order.frame
    gentle = ndimage.gaussian_filter(terrain.slope, 1.0) < 0.085
    beside = (terrain.river_m < 650) & (terrain.floor_m > 40) & (terrain.river_m > 30)
    mask = gentle & beside & (land.inside > 0)
    mask = ndimage.binary_opening(mask, iterations=1)
    fields = soft(outline(mask, frame), 22.0, 6.0)
    used = [s for s in land.segments if s.kind.highway in ("trunk", "secondary", "tertiary")]
    road = union_all([LineString(s.line[:, :2]).buffer(7.0, quad_segs=1) for s in used])
    fields = fields.difference(land.water.buffer(14.0)).difference(settled_area(land, 32.0)).difference(road)
    fields = fields.buffer(-4, quad_segs=1).buffer(4, quad_segs=1)
    pieces = parts(fields, 1500.0)
    all_fields: list[Feature] = [(p, {"land_type": "田" if p.area > 6000 else "畑"}) for p in pieces]
    # 農用地区域 is drawn over contiguous land of two hectares and more.
    joined = union_all([p.buffer(12, quad_segs=1) for p in pieces]).buffer(-12, quad_segs=1)
    zoned: list[Feature] = [(p.simplify(5.0), {"name": "農用地区域"}) for p in parts(joined, 20000.0)]
    return all_fields, zoned


def landslides(land: Land, reach_m: float = 130.0) -> list[Feature]:
    """土砂災害警戒区域 and 特別警戒区域: steep slopes above houses, and the mouths of steep gullies (土石流)."""
    terrain, frame = land.terrain, land.order.frame
    near = np.zeros(frame.shape, dtype=bool)
    for points in land.houses.values():
        rc = np.rint(points[:, ::-1] / frame.cell_m).astype(int)
        near[rc[:, 0], rc[:, 1]] = True
    distance = ndimage.distance_transform_edt(~near) * frame.cell_m
    slope, away, inside = finer(terrain.slope), finer(distance), finer(land.inside) > 0.5
    warn = (away < reach_m) & (slope > 0.40) & inside
    special = warn & (slope > 0.50) & (away < 0.8 * reach_m)
    features: list[Feature] = []
    for kind, mask, least in (("警戒区域", warn, 4000.0), ("特別警戒区域", special, 2500.0)):
        eased = soft(outline(mask, frame, 2), 14.0, 6.0).buffer(-3, quad_segs=2)
        features += [(p, {"kind": kind, "cause": "急傾斜地の崩壊"}) for p in parts(eased, least)]
    return features + debris_fans(land, distance)


def debris_fans(land: Land, from_houses_m: Floats) -> list[Feature]:
    """Wedges below the mouths of steep gullies that come down on a village."""
    terrain, frame = land.terrain, land.order.frame
    cols = frame.shape[1]
    area = terrain.area_m2
    slope = terrain.slope
    mouth = (area > 4e4) & (area < 5e5) & (slope > 0.14) & (slope < 0.34) & (from_houses_m < 180) & (land.inside > 0)
    cells = np.flatnonzero(mouth.ravel())
    taken: list[tuple[float, float]] = []
    features: list[Feature] = []
    for cell in cells[np.lexsort((cells, -area.ravel()[cells]))]:
        x, y = float(cell % cols) * frame.cell_m, float(cell // cols) * frame.cell_m
        if any(np.hypot(x - a, y - b) < 320 for a, b in taken):
            continue
        below = int(cell)
        for _ in range(3):
            below = int(terrain.receiver[below])
        dx, dy = float(below % cols) * frame.cell_m - x, float(below // cols) * frame.cell_m - y
        length = float(np.hypot(dx, dy))
        if length < 1:
            continue
        taken.append((x, y))
        dx, dy, reach = dx / length, dy / length, 150.0
        for kind, far, half in (("警戒区域", reach, 62.0), ("特別警戒区域", 0.45 * reach, 22.0)):
            wedge = Polygon(
                [
                    (x - 10 * dy - 30 * dx, y + 10 * dx - 30 * dy),
                    (x + far * dx - half * dy, y + far * dy + half * dx),
                    (x + (far + 0.3 * half) * dx, y + (far + 0.3 * half) * dy),
                    (x + far * dx + half * dy, y + far * dy - half * dx),
                    (x + 10 * dy - 30 * dx, y - 10 * dx - 30 * dy),
                ]
            )
            features.append((wedge.buffer(8, quad_segs=2), {"kind": kind, "cause": "土石流"}))
    return features


def floods(land: Land, from_km2: float = 8.0) -> list[Feature]:
    """洪水浸水想定区域 along the larger rivers, by depth rank (A31a_205: 1 under 0.5 m, 2 to 3 m, 3 to 5 m)."""
    terrain, frame = land.terrain, land.order.frame
    stream = terrain.area_m2 > from_km2 * 1e6
    distance, (r, c) = ndimage.distance_transform_edt(~stream, return_indices=True)
    above = terrain.height_m - terrain.height_m[r, c]
    rise = 0.4 + 0.5 * log2(terrain.area_m2[r, c] / (from_km2 * 1e6) + 1)
    depth = np.where((distance * frame.cell_m < 420) & (land.inside > 0), rise - above, -1.0)
    depth = finer(ndimage.gaussian_filter(depth, 0.7))
    # Only ground that the water can run to from the river: hollows behind a rise stay dry.
    pools, _ = ndimage.label(depth >= 0.05)
    depth = np.where(np.isin(pools, np.unique(pools[finer(stream.astype(float)) > 0.9])), depth, -1.0)
    features: list[Feature] = []
    for rank, low, high in ((1, 0.05, 0.5), (2, 0.5, 3.0), (3, 3.0, 5.0)):
        eased = soft(outline((depth >= low) & (depth < high), frame, 2), 9.0, 5.0)
        features += [(p, {"depth_rank": rank}) for p in parts(eased, 3000.0)]
    return features


def use_zones(land: Land, villages: Sequence[Village], reach_m: float) -> list[Feature]:
    """用途地域 of the centre: shops round the middle, a works quarter, dwellings around; no overlap."""
    homes = np.vstack([land.houses[v.id] for v in villages])
    core = villages[0]
    built = union_all([Point(p).buffer(55, quad_segs=2) for p in homes]).buffer(25).buffer(-35).simplify(6)
    built = built.intersection(Point(core.place).buffer(reach_m)).difference(land.water.buffer(6))
    main = [LineString(s.line[:, :2]) for s in land.segments if s.kind.highway in ("trunk", "secondary")]
    roadside = union_all([line.buffer(70.0, quad_segs=2) for line in main])
    shops = built.intersection(roadside).intersection(Point(core.place).buffer(420))
    works = built.intersection(roadside.buffer(50)).intersection(Point(villages[1].place).buffer(320)).difference(shops)
    homes_zone = built.difference(shops).difference(works)
    zones = (("近隣商業地域", 8, shops), ("準工業地域", 10, works), ("第一種住居地域", 5, homes_zone))
    return [
        (p, {"kind": "用途地域", "use_code": code, "use_name": name})
        for name, code, area in zones
        for p in parts(area, 4000.0)
    ]
