"""Areas that a plan draws: hub areas, living spheres, conservation areas, as valid shapes in degrees with 6 decimals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
import shapely
import shapely.geometry
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

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
    ValueError
        When it is empty, reaches beyond the Earth, or its outline crosses or touches itself; the words are Japanese.

    Examples
    --------
    >>> rounded(shapely.box(137.0000001, 35, 137.1, 35.1)).bounds
    (137.0, 35.0, 137.1, 35.1)
    """
    degrees = shapely.get_coordinates(shape)
    if not len(degrees):
        raise ValueError("図形が空です")
    if not np.isfinite(degrees).all() or (np.abs(degrees) > (180, 90)).any():
        raise ValueError("図形が緯度・経度の範囲を外れています")
    even: Area = shapely.transform(shapely.force_2d(shape), _rounded_degrees)
    if not even.is_valid:
        raise ValueError(f"図形の線が交わっているか、つぶれています（{_where(even)}）。描き直してください")
    return even


def shape_content(shape: Polygon | MultiPolygon) -> dict[str, Any]:
    """Write a drawn shape as GeoJSON, as it comes back when a file with it is read.

    Examples
    --------
    >>> shape_content(Polygon([(0, 0), (1, 0), (1, 1)]))["coordinates"]
    [[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]
    """
    written: dict[str, Any] = json.loads(json.dumps(shapely.geometry.mapping(shape)))
    return written


def _rounded_degrees(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.round(degrees, DECIMALS)


def _where(shape: Polygon | MultiPolygon) -> str:
    """Tell the place that the check names: 「Self-intersection[137.1 35.2]」 → 「緯度 35.2、経度 137.1」."""
    lon, _, lat = shapely.is_valid_reason(shape).partition("[")[2].rstrip("]").partition(" ")
    return f"緯度 {lat}、経度 {lon}" if lat else f"緯度 {shape.bounds[1]}、経度 {shape.bounds[0]} の近く"


@dataclass(frozen=True)
class HubArea:
    """One walkable cluster of a hub area (地域再生拠点区域).

    Parameters
    ----------
    id
        Permanent, ``a1``, ``a2`` … within the plan.
    shape
        Degrees, kept to 6 decimals.
    carried
        What the plan file says besides, kept as it is.
    """

    id: str
    shape: Polygon
    carried: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse an area without an id or without ground."""
        if not self.id:
            raise ValueError("地域再生拠点区域の id が空です")
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
    carried
        What the plan file says besides, kept as it is.
    """

    id: str
    name: str
    shape: Polygon
    carried: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse an area without an id or without ground."""
        if not self.id:
            raise ValueError("農用地等保全利用区域の id が空です")
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
    carried
        What the plan file says besides, kept as it is.
    """

    hub_id: str
    villages: tuple[str, ...] = ()
    area: Polygon | MultiPolygon | None = None
    carried: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a sphere of no hub; villages are put in order, and one that is named twice is one."""
        if not self.hub_id:
            raise ValueError("集落生活圏の拠点（hub_id）が空です")
        object.__setattr__(self, "villages", tuple(sorted(set(self.villages))))
        if self.area is not None:
            object.__setattr__(self, "area", rounded(self.area))
