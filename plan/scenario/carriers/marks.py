"""Marks on a map: what residents pinned, drew or outlined in a meeting, with what they meant by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import shapely
from shapely import LineString, Point, Polygon

from geo.texts.errors import ValueRefusedError
from plan.scenario.drawn_areas import DECIMALS, rounded

MarkShape = Point | LineString | Polygon


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


def _rounded_mark(shape: MarkShape) -> MarkShape:
    """Round a mark to the plan file's decimals; refuse what lies nowhere, and outlines that cross themselves."""
    if isinstance(shape, Polygon):
        return rounded(shape)
    degrees = shapely.get_coordinates(shape)
    if not len(degrees):
        raise ValueRefusedError("area_empty")
    if not np.isfinite(degrees).all() or (np.abs(degrees) > (180, 90)).any():
        raise ValueRefusedError("area_beyond_earth")
    return shapely.transform(shapely.force_2d(shape), lambda at: np.round(at, DECIMALS))


@dataclass(frozen=True)
class Mark:
    """What somebody marked on the map: a GeoJSON feature in the plan file.

    Parameters
    ----------
    shape
        A point, a line or an outline in degrees, kept to 6 decimals.
    kind
        What it stands for: of a pin or line the id of what was meant (``wish``, ``worry`` …), of a mark on paper its
        shape (``point``, ``line``, ``area``).
    colour
        Of the pen; empty where none was used.
    words
        Written beside it.
    sheet_id
        Of the paper map that it stands on; empty for a mark on a screen.
    unknown_fields
        Unknown fields of the plan file, kept as they are; other properties of the feature among them.

    Examples
    --------
    >>> Mark(Point(137.12345678, 35.0), "wish").shape.x
    137.123457
    """

    shape: MarkShape
    kind: str = ""
    colour: str = ""
    words: str = ""
    sheet_id: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a mark that lies nowhere."""
        object.__setattr__(self, "shape", _rounded_mark(self.shape))
