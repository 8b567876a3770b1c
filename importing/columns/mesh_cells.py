"""Tables of mesh cells: their shapes come from their codes, so that neither coordinates nor a shapefile are needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from geopandas.array import from_shapely
from numpy.typing import NDArray

from geo.files.crs import DEGREES, JAPAN_LAT, JAPAN_LON
from geo.files.mesh_codes import bounds_of
from geo.texts.messages import notice
from importing.cells.cells import cells_of
from importing.cells.counts import plain
from importing.columns.kinds import ALIASES
from importing.files.layers import Layer

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
    found = _mesh_column(layer, columns) if kind in _KINDS else None
    if found is None or (kind != "mesh" and (layer.shapes is not None or "lat" in columns)):
        return layer, columns
    header, codes, edges = found
    columns.pop("lat", None)
    columns.pop("lon", None)
    if kind == "residents" and columns.get("village_id") == header:
        columns.pop("village_id")
    known = ~np.isnan(edges[:, 0])
    wrong = [
        notice("mesh_code_wrong", file=layer.file, row=int(str(row)), field=header, value=code)
        for row, code in codes[~known].items()
    ]
    table = layer.table[known] if wrong else layer.table
    south, west, north, east = edges[known].T
    shapes = gpd.GeoSeries(from_shapely(shapely.box(west, south, east, north), crs=DEGREES), index=table.index)
    return replace(layer, table=table, shapes=shapes, crs=DEGREES, notices=(*layer.notices, *wrong)), columns


def are_cells(codes: pd.Series) -> NDArray[np.bool_]:
    """Return of each text of a column whether it is the code of a cell of 1 km or less in Japan.

    Examples
    --------
    >>> are_cells(pd.Series(["53394547", "5339", "人口", "00000000"])).tolist()
    [True, False, False, False]
    """
    return ~np.isnan(_edges(codes)[:, 0])


def _edges(codes: pd.Series) -> NDArray[np.float64]:
    """Return the edges of cells of 1 km or less in Japan as `geo.files.mesh_codes.bounds_of` does, and NaN for all other texts."""
    texts = codes.tolist()
    edges = bounds_of(texts)
    south, west, north, east = edges.T
    inside = (south >= JAPAN_LAT[0]) & (north <= JAPAN_LAT[1]) & (west >= JAPAN_LON[0]) & (east <= JAPAN_LON[1])
    edges[~inside | (np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) < _FEWEST_DIGITS)] = np.nan
    return edges


def _mesh_column(layer: Layer, matched: Mapping[str, str]) -> tuple[str, pd.Series, NDArray[np.float64]] | None:
    """Find the column whose values are codes of cells; give its header, its texts and their edges."""
    names = {plain(name) for name in ("mesh_code", *ALIASES["mesh"]["mesh_code"])}
    asked = [matched["mesh_code"]] if "mesh_code" in matched else []
    for header in (*asked, *(h for h in layer.table.columns if plain(str(h)) in names)):
        codes = cells_of(layer.table[header])
        edges = _edges(codes)
        if (~np.isnan(edges[:, 0])).sum() > _MOSTLY * len(codes):
            return str(header), codes, edges
    return None
