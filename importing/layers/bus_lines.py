"""Bus lines from any layer of lines into bus_lines.geojson."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.files.crs import DEGREES, metric_crs
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cells_of
from importing.cells.counts import number_of
from importing.files.layers import Layer

_M_PER_KM = 1000.0


def bus_lines(layer: Layer, matched: Mapping[str, str]) -> tuple[gpd.GeoDataFrame, list[Notice]]:
    """Turn a layer of lines into those of bus_lines.geojson, and tell how many there are and how long they are together."""
    assert layer.shapes is not None
    columns: dict[str, pd.Series] = {c: cells_of(layer.table[h]) for c, h in matched.items()}
    if "services_per_day" in columns:
        numbers = [number_of(c) for c in columns["services_per_day"]]
        columns["services_per_day"] = pd.Series(numbers, index=layer.table.index, dtype="float64")
    shapes = shapely.force_2d(np.asarray(layer.shapes.values, dtype=object))
    frame = gpd.GeoDataFrame(columns, geometry=shapes, index=layer.table.index, crs=DEGREES)
    west, south, east, north = frame.total_bounds
    length_m = frame.to_crs(f"EPSG:{metric_crs((south + north) / 2, (west + east) / 2)}").length.sum()
    new_notice = notice(
        "bus_lines_counted", file=layer.file, count=f"{len(frame):,}", km=f"{length_m / _M_PER_KM:,.0f}"
    )
    return frame, [new_notice]
