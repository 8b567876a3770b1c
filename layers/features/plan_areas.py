"""What a plan draws on the land: spheres, hub areas, conservation areas, areas of services, and what is amiss."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import shapely
from shapely.geometry.base import BaseGeometry

from layers.style.map_part import Part

SIMPLIFY_DEGREES = 2e-5
"""About 2 m: spheres are shown, not edited corner by corner."""

_DECIMALS = 6


@dataclass(frozen=True)
class DrawnArea:
    """An area that people draw: its lasting id, kind, name and outline in degrees; its own colour, where it has one (#rrggbb)."""

    id: str
    kind: Literal["hub_area", "conservation", "service_area"]
    name: str
    shape: BaseGeometry
    colour: str | None = None


def spheres(areas: Iterable[tuple[str, BaseGeometry]], *, chosen: str | None = None) -> Part:
    """Draw living spheres, each with a line style of its own.

    Parameters
    ----------
    areas
        Hub id and area in degrees; those that share corners still do so on the map.
    chosen
        The sphere that stands out.
    """
    pairs = [(hub, area) for hub, area in areas if not area.is_empty]
    shapes = [area for _, area in pairs]
    if pairs and shapely.coverage_is_valid(shapes):
        shapes = list(shapely.coverage_simplify(shapes, SIMPLIFY_DEGREES))
    return Part(
        "spheres", {"ids": [hub for hub, _ in pairs], "shapes": [_geojson(s) for s in shapes], "chosen": chosen}
    )


def drawn_areas(areas: Iterable[DrawnArea], *, chosen: str | None = None, snap: bool = True) -> Part:
    """Draw areas; the chosen one can be edited on the map.

    Parameters
    ----------
    areas
        In the order of their ids.
    chosen
        Id of the area that a hand may change.
    snap
        Whether corners jump to lines and corners beside them.
    """
    rows = [{"id": a.id, "kind": a.kind, "name": a.name, "colour": a.colour, "shape": _geojson(a.shape)} for a in areas]
    return Part("drawn", {"areas": rows, "chosen": chosen, "snap": snap})


def flagged(shapes: Iterable[dict[str, Any]]) -> Part:
    """Mark places where a rule is not met: GeoJSON geometries in degrees."""
    return Part("flagged", {"shapes": list(shapes)})


def _geojson(shape: BaseGeometry) -> dict[str, Any]:
    even = shapely.transform(shape, lambda degrees: degrees.round(_DECIMALS))
    written: dict[str, Any] = json.loads(shapely.to_geojson(even))
    return written
