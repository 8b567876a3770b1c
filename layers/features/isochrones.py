"""Isochrone bands: how far one gets within so many minutes, light to dark, under the villages."""

from __future__ import annotations

import json
from collections.abc import Iterable

import shapely
from shapely.geometry.base import BaseGeometry

from layers.style.colours import Measure
from layers.style.map_part import Part

SIMPLIFY_DEGREES = 5e-5
DECIMALS = 5
"""About 1 m, far below what a band can claim."""


def bands(within: Iterable[tuple[float, BaseGeometry]], measure: Measure) -> Part:
    """Draw areas by the minutes within which they are reached.

    Parameters
    ----------
    within
        Pairs of the upper limit in the measure's unit and the area in degrees. Areas may contain the nearer ones:
        they are drawn from the farthest to the nearest, each one covering what lies below.
    measure
        Its classes give the colours.
    """
    pairs = sorted(((float(limit), area) for limit, area in within if not area.is_empty), key=lambda pair: -pair[0])
    codes = measure.classes.classify([limit for limit, _ in pairs])
    colours = [measure.classes.all_swatches[code].colour for code in codes]
    shapes = [light_shape(area) for _, area in pairs]
    return Part("bands", {"shapes": shapes, "colours": colours})


def light_shape(area: BaseGeometry) -> dict[str, object]:
    """Write an area with no more points and decimals than a screen shows."""
    simple = shapely.transform(shapely.simplify(area, SIMPLIFY_DEGREES), lambda degrees: degrees.round(DECIMALS))
    shape: dict[str, object] = json.loads(shapely.to_geojson(simple))
    return shape
