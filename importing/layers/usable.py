"""Leaving out rows that an import cannot use, each with a notice: no shape, the wrong kind of shape, far from Japan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.region.places import outside_japan
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cell_of
from importing.files.layers import Layer

_POINTS, _LINES, _AREAS = (0, 4), (1, 5), (3, 6)
SHAPES = {
    "villages": ((*_POINTS, *_AREAS), "点か面"),
    "facilities": ((*_POINTS, *_AREAS), "点か面"),
    "sites": ((*_POINTS, *_AREAS), "点か面"),
    "residents": ((*_POINTS, *_AREAS), "点か面"),
    "mesh": ((*_POINTS, *_AREAS), "点か面"),
    "bus_stops": (_POINTS, "点"),
    "roads": (_LINES, "線"),
    "bus_lines": (_LINES, "線"),
    "coastline": (_LINES, "線"),
    "zone": (_AREAS, "面"),
}
"""Types of shapes (numbers of shapely) that each kind of import takes, and their name on screen."""

_NAMES = {0: "点", 1: "線", 2: "線", 3: "面", 4: "点", 5: "線", 6: "面", 7: "種類の混ざったもの"}


def usable(layer: Layer, kind: str, *, fictional: bool) -> Layer:
    """Keep the rows whose shape an import of this kind can use."""
    assert layer.shapes is not None
    types, expected = SHAPES[kind]
    shapes = np.asarray(layer.shapes.values, dtype=object)
    missing = shapely.is_missing(shapes) | shapely.is_empty(shapes) | ~np.isfinite(shapely.bounds(shapes)).all(axis=1)
    wrong = ~missing & ~np.isin(shapely.get_type_id(shapes), types)
    notices = [_without_place(layer, row) for row in layer.table.index[missing]]
    notices += [
        notice("import_geometry_kind", file=layer.file, row=int(row), found=_NAMES[kind_id], expected=expected)
        for row, kind_id in zip(layer.table.index[wrong], shapely.get_type_id(shapes[wrong]), strict=True)
    ]
    layer = _kept(layer, ~(missing | wrong), notices)
    if fictional or layer.shapes is None:
        return layer
    outside, new_notices = outside_japan(layer.shapes, layer.file)
    return _kept(layer, ~layer.table.index.isin(outside), new_notices)


def _without_place(layer: Layer, row: int) -> Notice:
    """Say why a row has no place, in the words of its file: a table has cells, a layer has shapes."""
    if not layer.place_columns:
        return notice("import_geometry_missing", file=layer.file, row=int(row))
    headers = tuple(dict.fromkeys(layer.place_columns))
    cells = [cell_of(layer.table.at[row, h]) if h in layer.table else "" for h in headers]
    if not all(cells):
        return notice("import_place_empty", file=layer.file, row=int(row))
    return notice("import_place_unreadable", file=layer.file, row=int(row), value="、".join(cells))


def _kept(layer: Layer, chosen: NDArray[np.bool_], notices: Sequence[Notice]) -> Layer:
    """Keep some rows, and tell what is noted of the others; a layer of which all stay is not copied."""
    layer = replace(layer, notices=(*layer.notices, *notices))
    if layer.shapes is None or chosen.all():
        return layer
    return replace(layer, table=layer.table[chosen], shapes=layer.shapes[chosen])
