"""Land that buildings of a plan take: how much of it is farmland that must be converted, and how that is known."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
import shapely

from geo.region.zone_index import DECIMALS_M2, in_metres
from plan.land.land import Building, Land

M2_PER_A = 100.0
M2_PER_HA = 10_000.0


@dataclass(frozen=True, eq=False)
class Plot:
    """The land of a building that comes.

    Parameters
    ----------
    building
        What is built.
    place
        Where, in metres: the drawn plot, else a point.
    land_m2
        Its size; None where it is not known.
    farmland_m2
        Farmland in it; None where it cannot be known.
    how
        How that is known, in Japanese.
    """

    building: Building
    place: shapely.Geometry
    land_m2: float | None
    farmland_m2: float | None
    how: str


def plots(land: Land) -> tuple[Plot, ...]:
    """Return the land of everything that is newly built under the scenario, one plot for each place.

    Parameters
    ----------
    land
        What the scenario proposes.

    Returns
    -------
    tuple of Plot
        Facilities that open again stand in a building that is there, and take no land; so does what moves to a site that
        reuses a building. Of several buildings on one site the site counts once.
    """
    found: list[Plot] = []
    taken: set[tuple[float, float]] = set()
    for building in (*land.coming, *_hubs_on_bare_sites(land)):
        here = (building.lat, building.lon)
        site_id = _site_of(land, building)
        if building.works is None:
            in_a_house = building.coming == "opened" or (
                site_id is not None and reuses_building(land.effective.region.sites, site_id)
            )
            if in_a_house or here in taken:
                continue
            taken.add(here)
        found.append(_plot(land, building, site_id))
    return tuple(found)


def _hubs_on_bare_sites(land: Land) -> list[Building]:
    """Return the hubs on sites without a building: what they gather has to be built there, whether or not it is listed."""
    sites = land.effective.region.sites
    return [
        Building(h.id, h.name, h.induced[0], h.hub.lat, h.hub.lon, h.point, "new", h.id)
        for h in land.hubs
        if h.induced and h.hub.site_id in sites.index and not reuses_building(sites, str(h.hub.site_id))
    ]


def farmland_to_convert_m2(found: tuple[Plot, ...]) -> float:
    """Add up the farmland that is known."""
    return round(sum(p.farmland_m2 or 0.0 for p in found), DECIMALS_M2)


def _site_of(land: Land, building: Building) -> str | None:
    """Find the candidate site on which a building comes: that of the hub at whose place it stands."""
    for hub in land.hubs:
        here = (building.lat, building.lon) == (hub.hub.lat, hub.hub.lon)
        if building.hub_id == hub.id and here and hub.hub.site_id in land.effective.region.sites.index:
            return str(hub.hub.site_id)
    return None


def reuses_building(sites: pd.DataFrame, site_id: str) -> bool:
    """Return whether a site has a building to be used again: one that is named, or a kind that is a building."""
    before = sites["reuse_of"][site_id]
    named = isinstance(before, str) and bool(before)
    return named or any(word in str(sites["kind"][site_id]) for word in REUSED_KINDS)


REUSED_KINDS = ("旧役場", "廃校", "空き店舗", "空き家", "空き公共施設", "既存施設", "工場跡")
"""Kinds of candidate sites that have a building; beside a 道の駅 there is land."""


def _plot(land: Land, building: Building, site_id: str | None) -> Plot:
    works, farmland = building.works, land.zone_index.farmland
    land_m2: float | None
    drawn = works.plot if works is not None else None
    if drawn is not None:
        place = in_metres(drawn, land.zone_index.crs)
        land_m2 = works.land_m2 if works is not None and works.land_m2 is not None else float(shapely.area(place))
    else:
        place = building.point
        land_m2 = works.land_m2 if works is not None else None
        if land_m2 is None and site_id is not None:
            size_m2 = float(land.effective.region.sites["area_m2"][site_id])
            land_m2 = size_m2 if math.isfinite(size_m2) else None
    if works is not None and works.farmland_m2 is not None:
        return Plot(building, place, land_m2, works.farmland_m2, "計画に書かれた面積")
    if farmland is None:
        return Plot(building, place, land_m2, None, "農地のデータがない")
    if drawn is not None:
        return Plot(building, place, land_m2, farmland.area_m2(place), "敷地の図形と農地の重なり")
    if not farmland.holds(building.point.x, building.point.y):
        return Plot(building, place, land_m2, 0.0, "場所が農地の外")
    return Plot(building, place, land_m2, land_m2, "場所が農地の中なので敷地のすべて")
