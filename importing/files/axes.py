"""Layers whose axes changed places: recognised by where they would lie, turned where most of a layer has them, and noted."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from geo.files.crs import DEGREES, lie_in_japan
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.limits import limit

_MOSTLY = 0.5


def turned_if_swapped(shapes: gpd.GeoSeries, file: str, *, fictional: bool) -> tuple[gpd.GeoSeries, list[Notice]]:
    """Turn the shapes with swapped axes where most of a layer has them; a few are left to the checks of rows."""
    if fictional:
        return shapes, []
    bounds = shapely.bounds(np.asarray(shapes.values, dtype=object))
    lon, lat = (bounds[:, :2] + bounds[:, 2:]).T / 2
    total = int((~np.isnan(bounds).any(axis=1)).sum())
    swapped = ~lie_in_japan(lat, lon) & lie_in_japan(lon, lat)
    count = int(swapped.sum())
    if count <= _MOSTLY * total:
        return shapes, []
    if count == total:
        return _turned(shapes, swapped), [notice("import_axes_swapped", file=file, count=total)]
    return _turned(shapes, swapped), [notice("import_axes_turned", file=file, count=count, total=total)]


def turned_in_plane(shapes: gpd.GeoSeries, system: pyproj.CRS, file: str) -> tuple[gpd.GeoSeries, list[Notice]]:
    """Turn metres whose north and east changed places, as surveyors and programs name them x and y by turns.

    Parameters
    ----------
    shapes
        As they stand in the file.
    system
        Theirs; only one with metres and a known range is looked at.
    file
        Name to show.

    Returns
    -------
    geopandas.GeoSeries, list of Notice
        Turned where most lie outside the range of the system and would lie inside if turned; where turning does not help
        either, that is noted.
    """
    bounds = shapes.bounds.dropna()
    bounds = bounds[np.isfinite(bounds.to_numpy()).all(axis=1)]
    if not system.is_projected or system.area_of_use is None or bounds.empty:
        return shapes, []
    x, y = ((bounds["minx"] + bounds["maxx"]) / 2).to_numpy(), ((bounds["miny"] + bounds["maxy"]) / 2).to_numpy()
    if _share_inside(x, y, system) >= _MOSTLY:
        return shapes, []
    if _share_inside(y, x, system) <= _MOSTLY:
        return shapes, [notice("crs_out_of_range", file=file, name=system.name)]
    new_notice = notice("import_axes_swapped", file=file, count=len(bounds))
    return _turned(shapes, np.full(len(shapes), fill_value=True)), [new_notice]


def _share_inside(x: np.ndarray, y: np.ndarray, system: pyproj.CRS) -> float:
    area = system.area_of_use
    assert area is not None
    degrees = gpd.GeoSeries.from_xy(x, y, crs=system).to_crs(DEGREES)
    lon, lat, margin = degrees.x.to_numpy(), degrees.y.to_numpy(), limit("range_margin_degrees")
    inside = (area.west - margin <= lon) & (lon <= area.east + margin)
    inside &= (area.south - margin <= lat) & (lat <= area.north + margin)
    return float(inside.mean())


def _turned(shapes: gpd.GeoSeries, chosen: np.ndarray) -> gpd.GeoSeries:
    values = np.asarray(shapes.values, dtype=object).copy()
    values[chosen] = shapely.transform(values[chosen], lambda xy: xy[:, ::-1])
    return gpd.GeoSeries(values, index=shapes.index, crs=shapes.crs)
