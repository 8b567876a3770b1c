"""The land within the distance that a definition of gaps speaks of, around stops, clinics or shops, as the crow flies."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.files.crs import to_degrees, to_metric
from network.population.gaps import GAP_DEFINITIONS
from plan.indicators.gap_figures import purpose_points
from plan.reach.evaluation import Evaluation
from plan.reach.reach import Points
from plan.reach.stop_places import stop_places
from plan.villages.gaps import Gap

_SEGMENTS = 12
"""Of a quarter of a circle."""


@functools.lru_cache(maxsize=32)
def _circles(around: tuple[tuple[Points, float], ...], crs: int) -> BaseGeometry:
    discs = [shapely.buffer(_points(points.frame, crs), radius_m, quad_segs=_SEGMENTS) for points, radius_m in around]
    return shapely.transform(shapely.union_all(np.concatenate(discs)), functools.partial(_in_degrees, crs=crs))


def _points(frame: pd.DataFrame, crs: int) -> NDArray[np.object_]:
    lat, lon = (frame[side].to_numpy(dtype=np.float64) for side in ("lat", "lon"))
    return np.asarray(shapely.points(to_metric(lat, lon, crs)), dtype=object)


def _in_degrees(xy_m: NDArray[np.float64], *, crs: int) -> NDArray[np.float64]:
    lat, lon = to_degrees(xy_m, crs)
    return np.column_stack([lon, lat])


def gap_buffer(m: Evaluation, gap: Gap) -> BaseGeometry | None:
    """Draw the land that lies within the straight distance of a gap's definition.

    Parameters
    ----------
    m
        Of a scenario.
    gap
        One of `plan.villages.gaps.GAPS`.

    Returns
    -------
    BaseGeometry or None
        Longitude and latitude in degrees; the land outside is where the definition may hold. None where the data knows no
        stops.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> from plan.villages.gaps import GAPS
    >>> today = evaluate(apply(read_region("sample_regions/model_chiku")))
    >>> wide, near = (gap_buffer(today, GAPS[i]) for i in ("subsidy", "urban"))
    >>> wide.area > near.area
    True
    """
    assumptions, crs = m.effective.assumptions, m.effective.region.crs
    if gap.id == "doctorless":
        return _circles(((purpose_points(m, "clinic"), assumptions["doctorless_radius_m"]),), crs)
    if gap.id == "food":
        return _circles(((purpose_points(m, "shopping"), assumptions["food_access_m"]),), crs)
    places, known = stop_places(m.effective.region), GAP_DEFINITIONS[gap.id]
    if places is None:
        return None
    return _circles(tuple(zip(places, (assumptions[known.station], assumptions[known.stop]), strict=True)), crs)
