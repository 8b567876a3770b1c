"""Drawn areas in the plan file: read from GeoJSON shapes that anybody may have written, and written back."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from typing import Any

from shapely import MultiPolygon, Polygon

from plan.file.json_entry import Entry, EntryError, standing_at
from plan.scenario.drawn_areas import ConservationArea, HubArea, Sphere, shape_content

_SHAPE = ("type", "coordinates")
_HUB_AREA = (*_SHAPE, "id")
_CONSERVATION_AREA = ("id", "name", "area")
_SPHERE = ("hub_id", "villages", "area")

_FEWEST_CORNERS = 3


def hub_areas(raw: Sequence[Entry], ids: Sequence[str]) -> tuple[HubArea, ...]:
    """Read the areas of a hub: GeoJSON polygons, each bearing its id as a member of its own."""
    return tuple(_hub_area(entry, identity) for entry, identity in zip(raw, ids, strict=True))


def _hub_area(raw: Entry, identity: str) -> HubArea:
    with standing_at(raw.where):
        return HubArea(identity, polygon(raw), raw.besides(_HUB_AREA))


def conservation_areas(raw: Sequence[Entry], ids: Sequence[str]) -> tuple[ConservationArea, ...]:
    """Read the conservation areas of a scenario."""
    return tuple(_conservation_area(entry, identity) for entry, identity in zip(raw, ids, strict=True))


def _conservation_area(raw: Entry, identity: str) -> ConservationArea:
    name, shape = raw.optional_text("name") or "", polygon(raw.entry("area"))
    with standing_at(raw.where):
        return ConservationArea(identity, name, shape, raw.besides(_CONSERVATION_AREA))


def spheres(raw: Sequence[Entry]) -> tuple[Sphere, ...]:
    """Read the living spheres of a scenario."""
    return tuple(_sphere(entry) for entry in raw)


def _sphere(raw: Entry) -> Sphere:
    shape = None if raw.content.get("area") is None else _area(raw.entry("area"))
    with standing_at(raw.where):
        return Sphere(raw.text("hub_id"), raw.texts("villages"), shape, raw.besides(_SPHERE))


def ids_of(raw: Sequence[Entry], prefix: str, last: int) -> list[str]:
    """Give each entry's id; what a file written by hand leaves without one is numbered on, after every number given.

    Parameters
    ----------
    raw
        Areas of one kind of one scenario.
    prefix
        ``a`` for hub areas, ``c`` for conservation areas.
    last
        The highest number that was given before and is gone.
    """
    given = [entry.optional_text("id") for entry in raw]
    numbers = (int(m[1]) for i in given if i and (m := re.fullmatch(rf"{prefix}([0-9]{{1,9}})", i)))
    next_number = max([last, *numbers])
    ids = []
    for identity in given:
        if identity is None:
            next_number += 1
        ids.append(f"{prefix}{next_number}" if identity is None else identity)
    return ids


def polygon(raw: Entry) -> Polygon:
    """Read a GeoJSON polygon."""
    kind = raw.text("type")
    if kind != "Polygon":
        raise EntryError(f"{raw.where or '図形'} の図形の種類「{kind}」は Polygon ではありません")
    return _rings(raw.items("coordinates", required=True), raw.place("coordinates"))


def _area(raw: Entry) -> Polygon | MultiPolygon:
    if raw.text("type") != "MultiPolygon":
        return polygon(raw)
    place = raw.place("coordinates")
    return MultiPolygon([_rings(part, place) for part in raw.items("coordinates", required=True)])


def _rings(value: Any, place: str) -> Polygon:
    if not isinstance(value, list) or not value:
        raise EntryError(f"{place} が、線の輪の並びではありません")
    shell, *holes = [_ring(ring, place) for ring in value]
    return Polygon(shell, holes)


def _ring(value: Any, place: str) -> list[tuple[float, float]]:
    if not isinstance(value, list):
        raise EntryError(f"{place} に、点の並びでないものがあります")
    corners = [_corner(corner, place) for corner in value]
    if len(set(corners)) < _FEWEST_CORNERS:
        raise EntryError(f"{place} に、3つより少ない角の輪があります")
    return corners


def _corner(value: Any, place: str) -> tuple[float, float]:
    match value:
        case [int() | float() as lon, int() | float() as lat, *_] if bool not in (type(lon), type(lat)):
            with contextlib.suppress(OverflowError):
                return float(lon), float(lat)
    raise EntryError(f"{place} に [経度, 緯度] でないものがあります")


def hub_area_content(area: HubArea) -> dict[str, Any]:
    """Write a hub area."""
    return {**area.carried, **shape_content(area.shape), "id": area.id}


def conservation_area_content(area: ConservationArea) -> dict[str, Any]:
    """Write a conservation area."""
    return {**area.carried, "id": area.id, "name": area.name, "area": shape_content(area.shape)}


def sphere_content(sphere: Sphere) -> dict[str, Any]:
    """Write a living sphere."""
    area = None if sphere.area is None else shape_content(sphere.area)
    return {**sphere.carried, "hub_id": sphere.hub_id, "villages": list(sphere.villages), "area": area}
