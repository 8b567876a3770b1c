"""Outlines drawn by hand: corners become a polygon that the plan file keeps, and what cannot be one is named in a notice."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

from shapely import Polygon

from geo.texts.errors import RequestError, ValueRefusedError
from geo.texts.messages import notice
from plan.scenario.drawn_areas import rounded

Corners = Sequence[tuple[float, float]]
"""Longitudes and latitudes in degrees."""

FEWEST_CORNERS = 3


@contextlib.contextmanager
def wrapping_area_errors() -> Iterator[None]:
    """Return what the plan refuses of an area in the words of a notice."""
    try:
        yield
    except RequestError:
        raise
    except ValueError as problem:
        raise RequestError(notice("area_unusable", reason=str(problem))) from problem


def outline(rings: Sequence[Corners]) -> Polygon:
    """Make a polygon of an outline and its holes, with the decimals of the plan file.

    Raises
    ------
    geo.texts.errors.RequestError
        When a ring has fewer than three corners, crosses or touches itself, or leaves the Earth.

    Examples
    --------
    >>> outline([[(137.0, 35.0), (137.1, 35.0), (137.1, 35.1)]]).bounds
    (137.0, 35.0, 137.1, 35.1)
    """
    if not rings or any(len(set(ring)) < FEWEST_CORNERS for ring in rings):
        raise RequestError(notice("area_unusable", reason=ValueRefusedError("area_corners_too_few")))
    with wrapping_area_errors():
        return rounded(Polygon(rings[0], rings[1:]))
