"""A buffer: the land within a distance of stops, one pale area under the villages."""

from __future__ import annotations

from shapely.geometry.base import BaseGeometry

from layers.features.isochrones import light_shape
from layers.style.map_part import Part

COLOUR = "#6BA6D3"


def buffer(area: BaseGeometry) -> Part:
    """Draw an area given in degrees."""
    return Part("bands", {"shapes": [light_shape(area)], "colours": [COLOUR]})
