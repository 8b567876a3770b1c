"""Where the people of cells, areas and points belong: which part of each falls to which village."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.files.crs import to_degrees, to_metric
from geo.reference import reference_table
from network.roads.graph import RoadGraph
from network.roads.nearest_over_roads import NearestVillages, nearest_villages, straight_nearest

_POINTS = (0, 4)
_MOST_STEPS = 20
"""Steps to a side when an area is divided: a straight boundary is met to a fortieth of the area."""

_ALONG_EDGE = 16
_EDGE_DECIMALS = 7
_M_PER_KM = 1000.0
_SLIVER = 1e-6
"""A smaller share of a cell (1 m² of 1 km²) is an edge that two layers draw alike, not an overlap."""

_SMALLEST_M2 = 1e-9


@dataclass(frozen=True)
class VillageLookup:
    """What tells to which village a place belongs.

    Parameters
    ----------
    villages
        Columns lat and lon in degrees.
    crs
        EPSG code of the metric plane.
    roads
        The region's roads in that plane, or None.
    areas
        Areas of villages in metres; empty where nobody knows them.
    area_village
        Position of the village of each area; -1 where the nearest village counts.
    range_m
        The municipality in metres, or None: what lies outside does not belong to any village.
    """

    villages: pd.DataFrame
    crs: int
    roads: RoadGraph | None = None
    areas: NDArray[np.object_] | None = None
    area_village: NDArray[np.int64] | None = None
    range_m: shapely.Geometry | None = None

    @functools.cached_property
    def villages_m(self) -> NDArray[np.float64]:
        """Shape (villages, 2): their points in metres."""
        return to_metric(self.villages["lat"].to_numpy(), self.villages["lon"].to_numpy(), self.crs)

    def nearest(self, places_m: NDArray[np.float64]) -> NearestVillages:
        """Find the village of each place, as living spheres do."""
        if self.roads is None:
            village, _ = straight_nearest(places_m, self.villages_m)
            return NearestVillages(village, np.zeros(len(places_m), dtype=bool))
        return nearest_villages(self.roads, places_m, self.villages)


@dataclass(frozen=True)
class Parts:
    """Parts of cells, areas and points.

    Parameters
    ----------
    table
        One row per part: source (position), village (position), lat, lon (degrees, the middle of the part) and weight; the
        weights of a source add up to 1. Sorted by source, then village.
    inside
        By source: which share of its area belongs to the villages, 0 to 1; of those outside nothing is in `table`.
    by_road
        How many sources were given to the village that is nearest along the roads.
    """

    table: pd.DataFrame
    inside: NDArray[np.float64]
    by_road: int


def in_metres(shapes: NDArray[np.object_], crs: int) -> NDArray[np.object_]:
    """Project shapes from degrees to the metric plane `crs`."""
    degrees = shapely.get_coordinates(shapes)
    return np.asarray(shapely.set_coordinates(shapes.copy(), to_metric(degrees[:, 1], degrees[:, 0], crs)), dtype=object)  # fmt: skip


def parts_by_nearest(shapes: NDArray[np.object_], lookup: VillageLookup, *, anywhere: bool = False) -> Parts:
    """Give each piece of ground to the village that is nearest along the roads.

    Parameters
    ----------
    shapes
        Points and areas in degrees, without empty ones.
    lookup
        Villages and roads.
    anywhere
        Whether a source belongs to the villages however far it lies from them.

    Notes
    -----
    Areas are looked at in a grid of about ``look_m`` and along their edge. Those in which not all places have the same village
    are divided, in a grid of about ``sample_m`` (at most `_MOST_STEPS` to a side): each village gets the share of its places.
    What is farther than ``max_village_km`` from every village in a straight line is outside.
    """
    source, lat, lon = _samples(shapes, reference_table("mesh")["look_m"].value, lookup.crs)
    places_m = to_metric(lat, lon, lookup.crs)
    _, away_m = straight_nearest(places_m, lookup.villages_m)
    nearest_m = np.full(len(shapes), np.inf)
    np.minimum.at(nearest_m, source, away_m)
    near = nearest_m <= reference_table("mesh")["max_village_km"].value * _M_PER_KM
    inside = np.where(near | anywhere, 1.0, 0.0)
    if lookup.range_m is not None and not anywhere:
        inside *= _share_within(in_metres(shapes, lookup.crs), lookup.range_m)
    keep = inside[source] > 0
    source, lat, lon, places_m = source[keep], lat[keep], lon[keep], places_m[keep]
    found = lookup.nearest(places_m)
    village, by_road = found.village, set(source[found.by_road].tolist())
    divided = _divided(shapes, source, village, lookup)
    if len(divided):
        whole = ~np.isin(source, divided)
        within, fine_lat, fine_lon = _samples(shapes[divided], reference_table("mesh")["sample_m"].value, lookup.crs)
        fine = lookup.nearest(to_metric(fine_lat, fine_lon, lookup.crs))
        by_road |= set(divided[within[fine.by_road]].tolist())
        source = np.r_[source[whole], divided[within]]
        village = np.r_[village[whole], fine.village]
        lat, lon = np.r_[lat[whole], fine_lat], np.r_[lon[whole], fine_lon]
    samples = pd.DataFrame({"source": source, "village": village, "lat": lat, "lon": lon})
    table = samples.groupby(["source", "village"], sort=True).agg(lat=("lat", "mean"), lon=("lon", "mean"), count=("lat", "size")).reset_index()  # fmt: skip
    table["weight"] = table["count"] / table.groupby("source")["count"].transform("sum")
    return Parts(table.drop(columns="count"), inside, len(by_road))


def _divided(
    shapes: NDArray[np.object_], source: NDArray[np.int64], village: NDArray[np.int64], lookup: VillageLookup
) -> NDArray[np.int64]:
    """Find the areas that more than one village shares: by the places looked at in them, and by some along their edge."""
    areas = np.unique(source[~np.isin(shapely.get_type_id(shapes[source]), _POINTS)])
    if not len(areas):
        return areas
    rings = np.asarray(shapely.boundary(shapes[areas]), dtype=object)
    along = (np.arange(_ALONG_EDGE) + 0.5) / _ALONG_EDGE
    places = shapely.line_interpolate_point(np.repeat(rings, _ALONG_EDGE), np.tile(along, len(areas)), normalized=True)
    known = ~(shapely.is_missing(places) | shapely.is_empty(places))
    of_edge = np.repeat(areas, _ALONG_EDGE)[known]
    xy = shapely.get_coordinates(places[known])
    # Cells that lie side by side share their edges.
    xy, back = np.unique(np.round(xy, _EDGE_DECIMALS), axis=0, return_inverse=True)
    at_edge = lookup.nearest(to_metric(xy[:, 1], xy[:, 0], lookup.crs)).village[back.reshape(-1)]
    seen = pd.DataFrame({"source": np.r_[source, of_edge], "village": np.r_[village, at_edge]})
    several = seen.groupby("source")["village"].nunique() > 1
    return np.asarray(several.index[several], dtype=np.int64)


def parts_by_area(shapes: NDArray[np.object_], lookup: VillageLookup, *, anywhere: bool = False) -> Parts:
    """Give each piece of ground to the village in whose area it lies.

    Parameters
    ----------
    shapes
        Points and areas in degrees, without empty ones.
    lookup
        With the areas of the villages.
    anywhere
        Whether every source belongs to the villages: those in no area go to the nearest village.
    """
    assert lookup.areas is not None
    assert lookup.area_village is not None
    metric = in_metres(shapes, lookup.crs)
    is_point = np.isin(shapely.get_type_id(metric), _POINTS)
    source, area = shapely.STRtree(lookup.areas).query(metric, predicate="intersects")
    order = np.lexsort((area, source))
    source, area = source[order], area[order]
    pieces = np.where(is_point[source], metric[source], _overlap(metric[source], lookup.areas[area]))
    size = np.where(is_point[source], 1.0, shapely.area(pieces))
    whole = np.where(is_point, 1.0, np.maximum(shapely.area(metric), _SMALLEST_M2))
    # A point on the edge of two areas belongs to the first; a cell that only touches an area has no part in it.
    again = is_point[source] & np.r_[False, source[1:] == source[:-1]]
    keep = (size > whole[source] * _SLIVER) & ~again
    source, area, pieces, size = source[keep], area[keep], pieces[keep], size[keep]
    middle = shapely.get_coordinates(_middles(pieces))
    village = lookup.area_village[area]
    unsure = village < 0
    by_road = 0
    if unsure.any():
        nearest = lookup.nearest(middle[unsure])
        village = village.copy()
        village[unsure] = nearest.village
        by_road = len(np.unique(source[unsure][nearest.by_road]))
    pieces_of = pd.DataFrame({"source": source, "village": village, "size": size, "x": middle[:, 0] * size, "y": middle[:, 1] * size})  # fmt: skip
    table = pieces_of.groupby(["source", "village"], sort=True).sum().reset_index()
    lat, lon = to_degrees(np.column_stack([table["x"] / table["size"], table["y"] / table["size"]]), lookup.crs)
    covered = np.bincount(table["source"], weights=table["size"], minlength=len(shapes))
    table = table.assign(lat=lat, lon=lon, weight=table["size"] / covered[table["source"]])
    inside = np.clip(covered / whole, 0.0, 1.0)
    parts = Parts(table[["source", "village", "lat", "lon", "weight"]], inside, by_road)
    return _with_rest(shapes, lookup, parts) if anywhere else parts


def _with_rest(shapes: NDArray[np.object_], lookup: VillageLookup, parts: Parts) -> Parts:
    rest = np.flatnonzero(parts.inside <= 0)
    near = parts_by_nearest(shapes[rest], lookup, anywhere=True)
    more = near.table.assign(source=rest[near.table["source"].to_numpy()])
    table = pd.concat([parts.table, more], ignore_index=True).sort_values(["source", "village"], ignore_index=True)
    return Parts(table, np.ones(len(shapes)), parts.by_road + near.by_road)


def share_inside(shapes: NDArray[np.object_], lookup: VillageLookup) -> NDArray[np.float64] | None:
    """Return which share of each shape lies in the areas of the villages or in the municipality; None where neither is known."""
    if lookup.areas is not None:
        return parts_by_area(shapes, lookup).inside
    return None if lookup.range_m is None else _share_within(in_metres(shapes, lookup.crs), lookup.range_m)


def _overlap(shapes: NDArray[np.object_], areas: NDArray[np.object_]) -> NDArray[np.object_]:
    return np.asarray(shapely.intersection(shapes, areas), dtype=object)


def _middles(pieces: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the centre of each piece, or a place in it where the centre lies outside."""
    centres = np.asarray(shapely.centroid(pieces), dtype=object)
    outside = ~shapely.intersects(pieces, centres)
    centres[outside] = shapely.point_on_surface(pieces[outside])
    return centres


def _share_within(metric: NDArray[np.object_], range_m: shapely.Geometry) -> NDArray[np.float64]:
    shapely.prepare(range_m)
    share = shapely.contains(range_m, metric).astype(np.float64)
    edge = np.flatnonzero((share == 0) & shapely.intersects(range_m, metric))
    is_point = np.isin(shapely.get_type_id(metric[edge]), _POINTS)
    size = np.maximum(shapely.area(metric[edge]), _SMALLEST_M2)
    share[edge] = np.where(is_point, 1.0, shapely.area(_overlap(metric[edge], np.full(len(edge), range_m))) / size)
    return np.where(share < _SLIVER, 0.0, share)


def _samples(
    shapes: NDArray[np.object_], step_m: float, crs: int
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Take places in each shape, all of one weight: a point itself, of an area a grid."""
    bounds = shapely.bounds(shapes)
    middle = (bounds[:, :2] + bounds[:, 2:]) / 2
    low = to_metric(bounds[:, 1], bounds[:, 0], crs)
    high = to_metric(bounds[:, 3], bounds[:, 2], crs)
    side_m = np.abs(high - low).mean(axis=1)
    steps = np.clip(np.round(side_m / step_m), 1, _MOST_STEPS).astype(np.int64)
    source = np.repeat(np.arange(len(shapes)), steps**2)
    nth = np.arange(len(source)) - np.repeat(np.cumsum(steps**2) - steps**2, steps**2)
    across, along = nth % steps[source], nth // steps[source]
    size = (bounds[:, 2:] - bounds[:, :2])[source] / steps[source][:, None]
    xy = bounds[source, :2] + (np.column_stack([across, along]) + 0.5) * size
    single = steps[source] == 1
    is_box = np.isclose(shapely.area(shapes), np.prod(bounds[:, 2:] - bounds[:, :2], axis=1), rtol=1e-9)
    within = is_box[source].copy()
    look = ~within & ~single
    within[look] = shapely.contains_xy(shapes[source[look]], xy[look, 0], xy[look, 1])
    found = np.zeros(len(shapes), dtype=bool)
    found[source[within]] = True
    rest = np.flatnonzero(~found)
    inner = shapely.get_coordinates(shapely.point_on_surface(shapes[rest])) if len(rest) else middle[:0]
    source = np.r_[source[within], rest]
    xy = np.vstack([xy[within], inner])
    order = np.argsort(source, kind="stable")
    return source[order], xy[order, 1], xy[order, 0]
