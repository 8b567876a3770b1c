"""The area of an on-demand service: its ground, the villages in it, and one drawn around villages that are named."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from geo.files.crs import to_degrees, to_metric
from geo.reference.assumptions import Assumptions
from geo.region.region import Region
from network.services.bus_service import BusService
from plan.applied import EffectiveScenario

AREA_KINDS = ("on_demand", "paid_private", "taxi_voucher")
"""Kinds of service that come to the door, in an area; what a line keeps of an area from the time when it was one means nothing."""

_CORNERS_A_QUARTER = 2
"""Few, so that a hand can move them; the sides between them lie no nearer than the walk."""


def area_around(region: Region, village_ids: Sequence[str], assumptions: Assumptions) -> Polygon:
    """Draw the area around villages: their hull, and at least as much beside it as people walk to a stop.

    Parameters
    ----------
    region
        With its villages.
    village_ids
        One or more of them.
    assumptions
        Their ``walk_to_stop_m`` is the width beside the hull.

    Returns
    -------
    shapely.Polygon
        In degrees.

    Raises
    ------
    KeyError
        When there is no such village.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> area_around(region, list(region.villages.index[:1]), region.assumptions).is_valid
    True
    """
    places = region.villages.loc[list(village_ids)]
    metric = to_metric(places["lat"].to_numpy(), places["lon"].to_numpy(), region.crs)
    width_m = assumptions["walk_to_stop_m"] / math.cos(math.pi / (4 * _CORNERS_A_QUARTER))
    around = shapely.MultiPoint(metric).convex_hull.buffer(width_m, quad_segs=_CORNERS_A_QUARTER)
    lat, lon = to_degrees(shapely.get_coordinates(around.exterior), region.crs)
    return Polygon(zip(lon, lat, strict=True))


def drawn_area(service: BusService) -> Polygon | None:
    """Return the ground of a service's area in degrees; None where it has none, which for rides on request means the whole town."""
    if service.area is None or service.kind not in AREA_KINDS:
        return None
    return None if service.area.is_empty else service.area


def inside(service: BusService, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which places (degrees) lie in a service's area; all of them where it has none."""
    ground = drawn_area(service)
    if ground is None:
        return np.ones(len(lat), dtype=bool)
    return np.asarray(shapely.intersects_xy(ground, lon, lat))


def rides_on_request_min(effective: EffectiveScenario, by_car: pd.DataFrame) -> pd.DataFrame | None:
    """Return the longest that a ride on request may take (minutes), door to door, from villages to hubs.

    Parameters
    ----------
    effective
        With its services: those that come to the door, in an area that is drawn.
    by_car
        Minutes of the direct way, village by hub.

    Returns
    -------
    pandas.DataFrame or None
        As `by_car`; infinite where no area holds both village and hub. None where the scenario has no such service.
    """
    areas = [area for service in effective.services if (area := drawn_area(service)) is not None]
    if not areas:
        return None
    villages, hubs = effective.region.villages.loc[by_car.index], effective.hubs.loc[by_car.columns]
    together = np.zeros(by_car.shape, dtype=bool)
    for area in areas:
        starts, ends = (shapely.intersects_xy(area, t["lon"].to_numpy(), t["lat"].to_numpy()) for t in (villages, hubs))
        together |= np.outer(starts, ends)
    factor = effective.assumptions["on_demand_ride_factor"]
    extra_min = effective.assumptions["on_demand_ride_extra_min"]
    longest_min = np.maximum(by_car.to_numpy() * factor, by_car.to_numpy() + extra_min)
    return pd.DataFrame(np.where(together, longest_min, np.inf), index=by_car.index, columns=by_car.columns)
