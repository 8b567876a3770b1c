"""Places that a hub area could hold: facilities that stand, and buildings or sites where the missing ones could go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.files.crs import to_metric
from geo.reference.categories import CATEGORIES
from geo.region.zone_index import Layer, deep_flood
from plan.land.conversion import reuses_building
from plan.land.hub_walks import metres_between, metres_from_stops, stops_of, within
from plan.land.land import HubLand, Land

SLOW_TO_LEAVE = ("medical", "care", "childcare")
"""Categories whose people need long to get away (要配慮者利用施設)."""


@dataclass(frozen=True, eq=False)
class HubPlace:
    """A place that may belong to a hub area.

    Parameters
    ----------
    id, name
        Of a facility, a site, or the hub itself.
    categories
        What is there, or what is proposed to go there.
    lat, lon, point
        Degrees, and metres.
    kind
        ``hub``, ``facility`` (stands open), ``closed`` (a building to use again) or ``site``.
    reused
        Whether a building that is there is used again.
    """

    id: str
    name: str
    categories: tuple[str, ...]
    lat: float
    lon: float
    point: shapely.Point
    kind: str
    reused: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A place that is not in the proposal, with the reason in Japanese."""

    id: str
    name: str
    reason: str


@dataclass(frozen=True)
class Placement:
    """Where a missing kind of facility could go.

    Parameters
    ----------
    category
        The kind.
    place_id, name
        The building or site; None where the proposal has no place for it.
    reused
        Whether a building is used again.
    because
        Why there, or why nowhere, in Japanese.
    """

    category: str
    place_id: str | None
    name: str
    reused: bool
    because: str


def dangers(land: Land, *, care: bool) -> tuple[tuple[Layer, str], ...]:
    """List what a hub area keeps clear of, with the name of each; more of it for people who need long to get away."""
    zone_index, assumptions = land.zone_index, land.effective.assumptions
    rank = assumptions["land_care_flood_rank" if care else "land_deep_flood_rank"]
    listed = [
        (zone_index.red, "土砂災害特別警戒区域"),
        (zone_index.yellow if care else None, "土砂災害警戒区域"),
        (zone_index.unsorted_landslide, "種類の分からない土砂災害の区域"),
        (deep_flood(zone_index, rank), "浸水が想定される所" if care else "深い浸水が想定される所"),
        (zone_index.collapse, "家屋倒壊等氾濫想定区域"),
        (zone_index.tsunami, "津波浸水想定"),
        (zone_index.use_zones, "市街化区域・用途地域"),
    ]
    return tuple((layer, name) for layer, name in listed if layer is not None and len(layer))


def danger_at(land: Land, point: shapely.Point, categories: tuple[str, ...]) -> str:
    """Name what a place must not stand in; empty where it may stand."""
    care = any(c in SLOW_TO_LEAVE for c in categories)
    return next((name for layer, name in dangers(land, care=care) if layer.holds(point.x, point.y)), "")


def facilities_of(land: Land, hub: HubLand) -> tuple[HubPlace, ...]:
    """Return the open facilities of the kinds that a hub gathers, wherever in the municipality they stand, and what it lists."""
    listed = {b.id for b in hub.buildings if b.hub_id == hub.id}
    wanted = [b for b in land.buildings if b.category in hub.induced or b.id in listed]
    return tuple(HubPlace(b.id, b.name, (b.category,), b.lat, b.lon, b.point, "facility") for b in wanted)


def vacant_places(land: Land) -> tuple[HubPlace, ...]:
    """Return closed facilities and candidate sites; a site that is a closed facility's stands for it."""
    facilities, sites, crs = land.effective.facilities, land.effective.region.sites, land.zone_index.crs
    reused_by_sites = {str(r) for r in sites["reuse_of"] if isinstance(r, str)}
    closed = facilities[(facilities["status"] == "closed") & ~facilities["outside"].astype(bool)]
    found = [
        _place(str(i), row, (str(row["category"]),), "closed", crs, reused=True)
        for i, row in closed.iterrows()
        if str(i) not in reused_by_sites
    ]
    for i, row in sites.iterrows():
        before = row["reuse_of"]
        was = (str(facilities["category"][before]),) if isinstance(before, str) and before in facilities.index else ()
        found.append(_place(str(i), row, was, "site", crs, reused=reuses_building(sites, str(i))))
    return tuple(found)


def _place(
    identity: str, row: pd.Series, categories: tuple[str, ...], kind: str, crs: int, *, reused: bool
) -> HubPlace:
    lat, lon = float(row["lat"]), float(row["lon"])
    point = shapely.Point(to_metric(lat, lon, crs)[0])
    return HubPlace(identity, str(row["name"]), categories, lat, lon, point, kind, reused)


def hub_place(hub: HubLand) -> HubPlace:
    """Take the hub itself as a place."""
    return HubPlace(hub.id, hub.name, (), hub.hub.lat, hub.hub.lon, hub.point, "hub")


@dataclass(frozen=True, eq=False)
class Walks:
    """Metres on foot between places and to their stops; `to_stop_m` is None where nobody knows any stop."""

    between_m: NDArray[np.float64]
    to_stop_m: NDArray[np.float64] | None


def walks_of(land: Land, places: tuple[HubPlace, ...]) -> Walks:
    """Measure the walks between places and to the nearest stop."""
    frame = pd.DataFrame({"lat": [p.lat for p in places], "lon": [p.lon for p in places]}, dtype=float)
    stops = stops_of(land.effective)
    to_stop_m = None if stops is None else metres_from_stops(land.effective, frame, stops)
    return Walks(metres_between(land.effective, frame), to_stop_m)


def placements(
    land: Land, hub: HubLand, held: tuple[HubPlace, ...], free: tuple[HubPlace, ...]
) -> tuple[Placement, ...]:
    """Propose where the kinds of facilities that a hub area lacks could go, buildings that are there before bare land.

    Parameters
    ----------
    land, hub
        What the scenario proposes.
    held
        Places of the area that stand open.
    free
        Vacant places of the area, the nearest to the hub first.

    Returns
    -------
    tuple of Placement
        One for each missing kind, in the order of screens. One building may take several.
    """
    here = {c for place in held for c in place.categories}
    return tuple(_placement(land, c, free) for c in hub.induced if c not in here)


def _placement(land: Land, category: str, free: tuple[HubPlace, ...]) -> Placement:
    safe = [p for p in free if not danger_at(land, p.point, (category,))]
    if not safe:
        why = (
            "区域の中に、閉じた建物も候補地もありません"
            if not free
            else "区域の中の空いた場所は、どれも災害のおそれがあります"
        )
        return Placement(category, None, "", False, f"{why}。候補地を加えてください。")
    best = min(safe, key=lambda p: (category not in p.categories, not p.reused))
    if category in best.categories:
        why = f"もとの{CATEGORIES[category]}の建物を、また使えます"
    elif best.reused:
        why = "空いた建物を使えます"
    else:
        why = "使える建物がないので、候補地に建てます"
    return Placement(category, best.id, best.name, best.reused, f"{why}。")


def too_far_from_stop(walks: Walks, number: int, limit_m: float) -> bool:
    """Return whether a place lies too far from every stop on foot; where nobody knows any stop, none does."""
    return walks.to_stop_m is not None and not within(float(walks.to_stop_m[number]), limit_m)
