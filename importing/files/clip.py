"""Cutting a large layer down to the range of a town, with a margin: whole shapes that touch the range stay."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.files.crs import metric_crs
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from importing.files.coordinates import without_impossible
from importing.files.layers import Layer

_M_PER_KM = 1000.0


def range_of(layer: Layer, margin_km: float) -> gpd.GeoSeries:
    """Tell the range of a layer: its areas, or the box around its points and lines, widened by a margin.

    Parameters
    ----------
    layer
        Any layer with shapes.
    margin_km
        Width of the margin in kilometres, 0 or more.

    Returns
    -------
    geopandas.GeoSeries
        One area, in the metric plane of the place.

    Raises
    ------
    geo.texts.errors.RequestError
        When the layer has no shapes, or the margin is negative.
    """
    if not 0 <= margin_km < float("inf"):
        raise RequestError(notice("import_margin_wrong", margin=margin_km))
    shapes = layer.shapes.dropna() if layer.shapes is not None else None
    if shapes is None or shapes.empty:
        raise RequestError(notice("import_clip_without_shapes", file=layer.file))
    west, south, east, north = shapes.total_bounds
    metric = shapes.to_crs(f"EPSG:{metric_crs((south + north) / 2, (west + east) / 2)}")
    _, metric, _ = without_impossible(pd.DataFrame(index=metric.index), metric, layer.file)
    areas = metric[np.isin(shapely.get_type_id(np.asarray(metric.values, dtype=object)), (3, 6))]
    core = shapely.box(*metric.total_bounds) if areas.empty else areas.make_valid().union_all()
    return gpd.GeoSeries([core.buffer(margin_km * _M_PER_KM)], crs=metric.crs)


def clipped(layer: Layer, area: gpd.GeoSeries | None, margin_km: float) -> Layer:
    """Keep the rows whose shape touches the range; rows without a shape stay for the checks that name them."""
    if area is None or layer.shapes is None:
        return layer
    shapes = np.asarray(layer.shapes.to_crs(area.crs).values, dtype=object)
    inside = area.iloc[0]
    shapely.prepare(inside)
    keep = shapely.intersects(inside, shapes) | shapely.is_missing(shapes)
    if keep.all():
        return layer
    new_notice = notice("import_clipped", file=layer.file, count=f"{int((~keep).sum()):,}", margin=f"{margin_km:g}")
    return replace(layer, table=layer.table[keep], shapes=layer.shapes[keep], notices=(*layer.notices, new_notice))
