"""Notices that fall due 30 days before a listed building or land change (届出), as places and areas decide it."""

from __future__ import annotations

from dataclasses import dataclass

import shapely

from geo.reference.categories import CATEGORIES
from geo.reference.law import article
from plan.land.land import COMING, Building, ConservationLand, HubLand, Land


@dataclass(frozen=True, eq=False)
class NoticeDue:
    """A notice that somebody must give.

    Parameters
    ----------
    act
        What is done, in Japanese.
    place
        Where, in words.
    days
        So many days before it begins.
    law
        The article that asks for it.
    building
        What is built.
    area_id
        The conservation area or the hub whose sphere it stands in.
    """

    act: str
    place: str
    days: int
    law: str
    building: Building
    area_id: str

    def as_dict(self) -> dict[str, object]:
        """Return it with the keys of the command line's JSON."""
        b = self.building
        return {
            "act": self.act,
            "place": self.place,
            "days": self.days,
            "law": self.law,
            "id": b.id,
            "lat": b.lat,
            "lon": b.lon,
        }


def notices_due(land: Land) -> tuple[NoticeDue, ...]:
    """List the notices that the scenario's buildings need.

    Parameters
    ----------
    land
        What the scenario proposes.

    Notes
    -----
    地域再生法第17条の18: a facility of a kind that a hub induces, built or turned into one in the sphere but outside its hub area;
    and anything built in a conservation area. Temporary buildings, the upkeep of what stands, and what farming itself needs are
    exempt (施行令第18条); such works are not in a plan file, so none of them is listed.
    """
    return (*outside_hub_areas(land), *inside_conservation_areas(land))


def outside_hub_areas(land: Land) -> tuple[NoticeDue, ...]:
    """List the facilities of an induced kind that come into a sphere but outside the hub area."""
    found = []
    for building in land.coming:
        hub = _hub_of_sphere_around(land, building)
        if hub is None or building.category not in hub.induced or shapely.intersects(hub.area, building.point):
            continue
        place = f"「{hub.name}」の集落生活圏の中で、地域再生拠点区域の外"
        found.append(_due(land, building, place, "notice_outside", hub.id))
    return tuple(found)


def _hub_of_sphere_around(land: Land, building: Building) -> HubLand | None:
    for sphere in land.spheres:
        if sphere.drawn and shapely.intersects(sphere.area, building.point):
            return next((h for h in land.hubs if h.id == sphere.hub_id), None)
    return None


def inside_conservation_areas(land: Land) -> tuple[NoticeDue, ...]:
    """List what is built in a conservation area."""
    return tuple(
        _due(land, building, f"農用地等保全利用区域「{area.name or area.id}」の中", "notice_inside", area.id)
        for building in land.coming
        for area in land.conservation
        if _stands_in(area, building)
    )


def _stands_in(area: ConservationLand, building: Building) -> bool:
    return bool(shapely.intersects(area.area, building.point))


def _due(land: Land, building: Building, place: str, law: str, area_id: str) -> NoticeDue:
    act = f"「{building.label}」（{CATEGORIES[building.category]}）の{COMING[building.coming]}"
    return NoticeDue(
        act, place, int(land.effective.assumptions["land_notice_days"]), article(law).citation, building, area_id
    )
