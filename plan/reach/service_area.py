"""The area of an on-demand service, drawn around the villages that it is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely

from geo.assumptions import Assumptions
from geo.crs import to_degrees, to_metric
from geo.region import Region

_DECIMALS = 6


def area_around(region: Region, village_ids: Sequence[str], assumptions: Assumptions) -> dict[str, Any]:
    """Draw the area around villages: their hull, and as much beside it as people walk to a stop.

    Parameters
    ----------
    region
        With its villages.
    village_ids
        One or more of them.
    assumptions
        Their ``walk_to_stop_m`` is the width beside the hull.

    Returns
    -------
    dict
        A GeoJSON Polygon in degrees.

    Raises
    ------
    KeyError
        When there is no such village.

    Examples
    --------
    >>> from geo.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> area_around(region, list(region.villages.index[:1]), region.assumptions)["type"]
    'Polygon'
    """
    places = region.villages.loc[list(village_ids)]
    metric = to_metric(places["lat"].to_numpy(), places["lon"].to_numpy(), region.crs)
    around = shapely.MultiPoint(metric).convex_hull.buffer(assumptions["walk_to_stop_m"])
    lat, lon = to_degrees(shapely.get_coordinates(around.exterior), region.crs)
    ring = [[round(float(x), _DECIMALS), round(float(y), _DECIMALS)] for y, x in zip(lat, lon, strict=True)]
    return {"type": "Polygon", "coordinates": [ring]}
