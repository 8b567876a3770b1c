"""How far candidate places stand from hazard areas, and which of them stand nearer than a planner allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from geo.files.crs import to_metric
from geo.region.land.zones import ZONES
from geo.region.region import Region
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.siting.site_facts import hazard_areas

# Distances are compared in whole millimetres: coordinates in degrees do not come back from the plane to the last digit, and
# a place drawn exactly at the distance must not fall on the wrong side of it.
_MM_PER_M = 1000
_EVERYWHERE = ("landslide", "flood")
"""Hazards of every municipality: where the region lacks such a layer, nobody knows how far away they are, and that is noted."""


@dataclass(frozen=True)
class NearHazard:
    """A place that stands too near to a hazard area.

    Parameters
    ----------
    place_id
        Of the candidate.
    zone
        Name of the nearest hazard area; a special one (特別警戒) goes by that name.
    distance_m
        Straight metres to it, to the millimetre; 0 inside.
    """

    place_id: str
    zone: str
    distance_m: float


def near_hazards(region: Region, places: pd.DataFrame, distance_m: float) -> list[NearHazard]:
    """Find the places that stand nearer to a hazard area than a distance, each with its nearest area.

    Parameters
    ----------
    region
        With its zones landslide and flood where it has them; use zones are no hazard.
    places
        Index id; lat, lon.
    distance_m
        Least straight distance, on the metric plane of the region; a place exactly at it is far enough.

    Returns
    -------
    list of NearHazard
        The nearest first, equal ones by id; of areas equally near the one that comes first in the zone files.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/sanson")
    >>> near_hazards(region, region.sites, 0.0), near_hazards(region, region.sites, 20.0)[0].distance_m
    ([], 0.0)
    """
    areas = hazard_areas(region.as_read)
    if areas is None or places.empty:
        return []
    shapes, names = areas
    xy_m = to_metric(places["lat"].to_numpy(), places["lon"].to_numpy(), region.crs)
    points = np.asarray(shapely.points(xy_m), dtype=object)
    place, area = shapely.STRtree(shapes).query(points, predicate="dwithin", distance=distance_m)
    whole_mm = np.round(shapely.distance(points[place], shapes[area]) * _MM_PER_M)
    nearest: dict[str, NearHazard] = {}
    for row in np.lexsort((area, whole_mm)).tolist():
        if whole_mm[row] < distance_m * _MM_PER_M:
            place_id = str(places.index[place[row]])
            found = NearHazard(place_id, names[area[row]], float(whole_mm[row]) / _MM_PER_M)
            nearest.setdefault(place_id, found)
    return sorted(nearest.values(), key=lambda near: (near.distance_m, near.place_id))


def too_near(region: Region, places: pd.DataFrame, distance_m: float) -> tuple[list[str], list[Notice]]:
    """Return which places may not be chosen because a hazard area is too near, and say so with names and metres.

    Parameters
    ----------
    region, distance_m
        As `near_hazards` takes them.
    places
        Index id; name, lat, lon.

    Returns
    -------
    list of str, list of Notice
        Ids of the places; one notice for each zone with every place named, and one for hazard layers that the region lacks.
    """
    limit = f"{distance_m:,g}"
    found = near_hazards(region, places, distance_m)
    by_zone: dict[str, list[NearHazard]] = {}
    for near in found:
        by_zone.setdefault(near.zone, []).append(near)
    notices = [
        notice(
            "siting_hazard_near",
            zone=zone,
            limit=limit,
            count=f"{len(nears):,}",
            names="、".join(f"{places.at[near.place_id, 'name']!s}は {_shown(near.distance_m)}m" for near in nears),
        )
        for zone, nears in by_zone.items()
    ]
    lacking = [zone for zone in _EVERYWHERE if zone not in region.zones]
    if lacking:
        zones = "、".join(ZONES[zone] for zone in lacking)
        files = "、".join(f"zones/{zone}.geojson" for zone in lacking)
        notices.append(notice("siting_hazard_unknown", zones=zones, files=files, limit=limit))
    return [near.place_id for near in found], notices


def _shown(distance_m: float) -> str:
    """Write a distance to 0.1 m, cut and not rounded: 99.96 m is less than 100 m and must read so."""
    return f"{round(distance_m * _MM_PER_M) // 100 / 10:,.1f}"
