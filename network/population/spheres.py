"""Living spheres (集落生活圏) on the ground: the grounds of their villages, put together."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import Polygon

from geo.files.crs import DEGREES


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
