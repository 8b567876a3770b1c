"""Where living spheres may lie in a region, the ground of each village that may belong to one, and the area of a sphere."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import MultiPolygon, Polygon

from geo.files.crs import DEGREES, to_metric
from geo.region.region import Region
from geo.region.zone_index import Layer, ZoneIndex, zone_index_of
from network.roads.areas.village_catchments import Bounds, village_grounds
from network.roads.graph import RoadGraph
from plan.applied import EffectiveScenario
from plan.spheres.sphere_members import Reason


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
    return _grounds(effective.region.as_read, effective.roads)


@functools.lru_cache(maxsize=8)
def _grounds(region: Region, roads: RoadGraph) -> gpd.GeoSeries:
    villages = region.villages.drop(index=list(excluded_villages(region)))
    return village_grounds(roads, villages, _bounds(zone_index_of(region)))


def sphere_areas(grounds: gpd.GeoSeries, hubs: pd.Series) -> gpd.GeoSeries:
    """Put the grounds of each hub's villages together.

    Parameters
    ----------
    grounds
        As `network.roads.areas.village_catchments` returns them.
    hubs
        Hub by village, None for those in no sphere; villages without a ground add nothing.

    Returns
    -------
    geopandas.GeoSeries
        Areas in degrees by hub, in the order of the ids. They never overlap, and moving one village changes two of them
        only, because the ground of a village does not depend on where it belongs.

    Examples
    --------
    >>> grounds = gpd.GeoSeries({"v1": shapely.box(0, 0, 1, 1), "v2": shapely.box(1, 0, 2, 1)}, crs=DEGREES)
    >>> sphere_areas(grounds, pd.Series({"v1": "h1", "v2": "h1"})).total_bounds.tolist()
    [0.0, 0.0, 2.0, 1.0]
    """
    members = hubs[hubs.notna()]
    drawn = {}
    for hub in sorted(members.unique()):
        parts = grounds.reindex(members.index[members == hub])
        drawn[hub] = shapely.coverage_union_all(np.asarray([p or Polygon() for p in parts], dtype=object))
    return gpd.GeoSeries(drawn, crs=DEGREES, dtype=object) if not drawn else gpd.GeoSeries(drawn, crs=DEGREES)
