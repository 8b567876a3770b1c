"""Where living spheres may lie in a region, and the ground of each village that may belong to one."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from geo.files.crs import to_metric
from geo.region.region import Region
from geo.region.zone_index import Layer, ZoneIndex, zone_index_of
from network.population.sphere_members import Reason
from network.roads.areas.village_catchments import Bounds, village_grounds
from network.roads.graph import RoadGraph
from plan.applied import EffectiveScenario


@functools.lru_cache(maxsize=8)
def excluded_villages(region: Region) -> Mapping[str, Reason]:
    """Return which villages can belong to no living sphere: those in use zones, and those beyond the municipality."""
    ground = zone_index_of(region)
    villages = region.villages
    xy_m = to_metric(villages["lat"].to_numpy(), villages["lon"].to_numpy(), region.crs)
    points = np.asarray(shapely.points(xy_m), dtype=object)
    bounds = _bounds(ground)
    found: dict[str, Reason] = {}
    for village, point in zip(map(str, villages.index), points, strict=True):
        if bounds.without is not None and shapely.intersects(bounds.without, point):
            found[village] = "use_zone"
        elif bounds.within is not None and not shapely.intersects(bounds.within, point):
            found[village] = "outside"
    return MappingProxyType(found)


def _bounds(ground: ZoneIndex) -> Bounds:
    return Bounds(_whole(ground.municipality), _whole(ground.use_zones))


@functools.lru_cache(maxsize=16)
def _whole(layer: Layer | None) -> Polygon | MultiPolygon | None:
    if layer is None or not len(layer):
        return None
    whole = shapely.union_all(layer.areas)
    assert isinstance(whole, Polygon | MultiPolygon)
    return whole


def grounds_of(effective: EffectiveScenario) -> gpd.GeoSeries:
    """Return the ground of each village that may belong to a sphere, in degrees; asking again is free."""
    return _grounds(effective.region, effective.roads)


@functools.lru_cache(maxsize=8)
def _grounds(region: Region, roads: RoadGraph) -> gpd.GeoSeries:
    villages = region.villages.drop(index=list(excluded_villages(region)))
    return village_grounds(roads, villages, _bounds(zone_index_of(region)))
