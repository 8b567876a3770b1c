"""Areas that a plan draws: hub areas, living spheres, conservation areas, as valid shapes in degrees with 6 decimals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from geo.texts.errors import ValueRefusedError

DECIMALS = 6
"""Decimals of a degree that the plan file keeps: about 0.1 m."""

Area = TypeVar("Area", Polygon, "Polygon | MultiPolygon")


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


def rounded(shape: Area) -> Area:
    """Round a drawn shape to the plan file's decimals.

    Parameters
    ----------
    shape
        Longitudes and latitudes in degrees.

    Raises
    ------
    ValueRefusedError
        When it is empty, reaches beyond the Earth, or its outline crosses or touches itself.

    Examples
    --------
    >>> rounded(shapely.box(137.0000001, 35, 137.1, 35.1)).bounds
    (137.0, 35.0, 137.1, 35.1)
    """
    degrees = shapely.get_coordinates(shape)
    if not len(degrees):
        raise ValueRefusedError("area_empty")
    if not np.isfinite(degrees).all() or (np.abs(degrees) > (180, 90)).any():
        raise ValueRefusedError("area_beyond_earth")
    even: Area = shapely.transform(shapely.force_2d(shape), _rounded_degrees)
    if not even.is_valid:
        raise _invalid(even)
    return even


def _rounded_degrees(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.round(degrees, DECIMALS)


def _invalid(shape: Polygon | MultiPolygon) -> ValueRefusedError:
    """Return the refusal with the place that the check names: 「Self-intersection[137.1 35.2]」 → lat 35.2, lon 137.1."""
    lon, _, lat = shapely.is_valid_reason(shape).partition("[")[2].rstrip("]").partition(" ")
    if lat:
        return ValueRefusedError("area_invalid_at", lat=lat, lon=lon)
    return ValueRefusedError("area_invalid_near", lat=shape.bounds[1], lon=shape.bounds[0])


@dataclass(frozen=True)
class HubArea:
    """One walkable cluster of a hub area (地域再生拠点区域).

    Parameters
    ----------
    id
        Permanent, ``a1``, ``a2`` … within the plan.
    shape
        Degrees, kept to 6 decimals.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    id: str
    shape: Polygon
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse an area without an id or without ground."""
        if not self.id:
            raise ValueRefusedError("hub_area_without_id")
        object.__setattr__(self, "shape", rounded(self.shape))


@dataclass(frozen=True)
class ConservationArea:
    """A conservation area (農用地等保全利用区域).

    Parameters
    ----------
    id
        Permanent, ``c1``, ``c2`` … within the plan.
    name
        What people call it.
    shape
        Degrees, kept to 6 decimals.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    id: str
    name: str
    shape: Polygon
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse an area without an id or without ground."""
        if not self.id:
            raise ValueRefusedError("conservation_area_without_id")
        object.__setattr__(self, "shape", rounded(self.shape))


@dataclass(frozen=True)
class Sphere:
    """A living sphere (集落生活圏): a hub and the villages around it.

    Parameters
    ----------
    hub_id
        The hub in whose sphere the villages live.
    villages
        Their ids, kept in order.
    area
        Its ground in degrees with 6 decimals; several parts where a use zone divides it; None while nothing is drawn.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    hub_id: str
    villages: tuple[str, ...] = ()
    area: Polygon | MultiPolygon | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a sphere of no hub; villages are put in order, and one that is named twice is one."""
        if not self.hub_id:
            raise ValueRefusedError("sphere_without_hub")
        object.__setattr__(self, "villages", tuple(sorted(set(self.villages))))
        if self.area is not None:
            object.__setattr__(self, "area", rounded(self.area))
