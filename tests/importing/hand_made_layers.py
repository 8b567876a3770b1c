"""Layers made by hand: a few rows with shapes in degrees, or without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.files.crs import DEGREES
from importing.files.layers import Layer


def layer_of(columns: Mapping[str, Sequence[object]], shapes: Sequence[BaseGeometry | None] | None = None) -> Layer:
    """A layer whose rows are counted from 1."""
    rows = len(shapes) if shapes is not None else len(next(iter(columns.values())))
    table = pd.DataFrame(dict(columns), index=pd.RangeIndex(1, rows + 1))
    series = None if shapes is None else gpd.GeoSeries(list(shapes), index=table.index, crs=DEGREES)
    return Layer("a.file", table, series, DEGREES, "UTF-8", ())
