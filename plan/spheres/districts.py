"""Districts (旧小学校区, 地域運営組織) of villages and hubs, from the villages' own column or from a layer of areas."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.region.region import Region
from plan.villages.sheet import has_districts

_NAMES = ("name", "名称", "地区名", "校区名", "A27_004", "A27_007", "A27_003")
"""Columns in which a layer may name its districts, the first that it has counts."""


@dataclass(frozen=True, eq=False)
class Districts:
    """Who lives where.

    Parameters
    ----------
    of_villages, of_hubs
        Name of the district, None where there is none.
    """

    of_villages: pd.Series
    of_hubs: pd.Series


def knows_districts(region: Region) -> bool:
    """Return whether villages or areas of a region name districts."""
    layer = region.zones.get("school_districts")
    return has_districts(region.villages) or (layer is not None and not layer.empty)


def districts_of(region: Region, hubs: pd.DataFrame, minutes: pd.DataFrame) -> Districts | None:
    """Find the districts of villages and hubs.

    Parameters
    ----------
    region
        Its villages' column ``district`` counts first, then its layer ``school_districts``.
    hubs
        Index hub_id; lat, lon.
    minutes
        Villages × hubs by car: where villages name their districts, a hub counts for that of the village from which it is
        reached the soonest, as everything else about spheres; which village a place belongs to is another question.

    Returns
    -------
    Districts or None
        None where the region knows no districts.
    """
    if not knows_districts(region):
        return None
    if has_districts(region.villages):
        named = region.villages["district"].astype(object).where(region.villages["district"].notna(), None)
        return Districts(named, _of_soonest_village(named, minutes))
    layer = region.zones["school_districts"]
    return Districts(district_at(layer, region.villages), district_at(layer, hubs))


def _of_soonest_village(named: pd.Series, minutes: pd.DataFrame) -> pd.Series:
    found = {}
    for hub, column in minutes.items():
        known = column[named.notna() & (named != "") & np.isfinite(column)]
        nearest = known.index[known == known.min()] if len(known) else known.index
        found[hub] = named[min(nearest)] if len(nearest) else None
    return pd.Series(found, dtype=object)


def name_column(layer: gpd.GeoDataFrame) -> str | None:
    """Return in which column a layer names its areas: a usual one, else the first of texts; None where there is none."""
    usual = [c for c in _NAMES if c in layer]
    texts = [c for c in layer.columns if c != "geometry" and layer[c].map(lambda v: isinstance(v, str)).any()]
    return str([*usual, *texts][0]) if usual or texts else None


def district_at(layer: gpd.GeoDataFrame, places: pd.DataFrame) -> pd.Series:
    """Name the area of a layer in which each place lies, the first of several; None where it lies in none.

    Parameters
    ----------
    layer
        Areas in degrees; an area without a name is called by its number, from 1.
    places
        Columns lat and lon in degrees.
    """
    column = name_column(layer)
    numbers = [f"区域{number}" for number in range(1, len(layer) + 1)]
    values = list(layer[column]) if column is not None else numbers
    names = [v if isinstance(v, str) and v else numbers[i] for i, v in enumerate(values)]
    tree = shapely.STRtree(np.asarray(layer.geometry.values, dtype=object))
    place, area = tree.query(shapely.points(places["lon"], places["lat"]), predicate="intersects")
    found: list[str | None] = [None] * len(places)
    for at, index in sorted(zip(place.tolist(), area.tolist(), strict=True), reverse=True):
        found[at] = names[index]
    return pd.Series(found, index=places.index, dtype=object)
