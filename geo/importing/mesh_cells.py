"""Tables of mesh cells: their shapes come from their codes, so that neither coordinates nor a shapefile are needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.crs import DEGREES, JAPAN_LAT, JAPAN_LON
from geo.importing.cells import cells_of
from geo.importing.counts import plain
from geo.importing.kinds import ALIASES
from geo.importing.layers import Layer
from geo.mesh_codes import bounds, is_mesh_code
from geo.messages import notice

_KINDS = ("residents", "mesh")
_MOSTLY = 0.5
_FEWEST_DIGITS = 8


def with_cells(layer: Layer, matched: Mapping[str, str], kind: str) -> tuple[Layer, dict[str, str]]:
    """Give a layer the shapes of its cells, where a column holds mesh codes and it has no shapes or coordinates.

    Parameters
    ----------
    layer
        Any layer.
    matched
        Column of the region's file → header.
    kind
        What is imported. For ``mesh`` the codes count even where the layer has shapes of its own.

    Returns
    -------
    Layer, dict of str to str
        Cells in degrees (rows whose code names no cell are left out, each with a notice), and the columns without what was
        taken for the village of a home while it is a cell; both as they were where there is no column of codes.
    """
    columns = dict(matched)
    header = _mesh_header(layer, columns) if kind in _KINDS else None
    if header is None or (kind != "mesh" and (layer.shapes is not None or "lat" in columns)):
        return layer, columns
    columns.pop("lat", None)
    columns.pop("lon", None)
    if kind == "residents" and columns.get("village_id") == header:
        columns.pop("village_id")
    codes = cells_of(layer.table[header])
    known = are_cells(codes)
    wrong = [
        notice("mesh_code_wrong", file=layer.file, row=int(str(row)), field=header, value=code)
        for row, code in codes[~known].items()
    ]
    table, codes = layer.table[known], codes[known]
    shapes = gpd.GeoSeries(cell_shapes(codes), index=table.index, crs=DEGREES)
    return replace(layer, table=table, shapes=shapes, crs=DEGREES, notices=(*layer.notices, *wrong)), columns


def is_cell(code: str) -> bool:
    """Tell whether a text is the code of a cell of 1 km or less in Japan."""
    if len(code) < _FEWEST_DIGITS or not is_mesh_code(code):
        return False
    south, west, north, east = bounds(code)
    return JAPAN_LAT[0] <= south and north <= JAPAN_LAT[1] and JAPAN_LON[0] <= west and east <= JAPAN_LON[1]


def are_cells(codes: pd.Series) -> pd.Series:
    """Tell of each text of a column whether `is_cell` holds; one that stands there often is looked at once."""
    return codes.map({code: is_cell(code) for code in codes.unique()}).astype(bool)


def cell_shapes(codes: pd.Series) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Give cells as areas in degrees.

    Examples
    --------
    >>> [shape.bounds for shape in cell_shapes(pd.Series(["53394547"]))]
    [(139.7125, 35.7, 139.725, 35.708333333333336)]
    """
    edge = {code: bounds(code) for code in codes.unique()}
    edges = np.array([edge[code] for code in codes], dtype=np.float64).reshape(-1, 4)
    south, west, north, east = edges.T
    return np.asarray(shapely.box(west, south, east, north), dtype=object)


def _mesh_header(layer: Layer, matched: Mapping[str, str]) -> str | None:
    """Find the column whose values are codes of cells."""
    names = {plain(name) for name in ("mesh_code", *ALIASES["mesh"]["mesh_code"])}
    asked = [matched["mesh_code"]] if "mesh_code" in matched else []
    for header in (*asked, *(h for h in layer.table.columns if plain(str(h)) in names)):
        codes = cells_of(layer.table[header])
        if are_cells(codes).sum() > _MOSTLY * len(codes):
            return str(header)
    return None
