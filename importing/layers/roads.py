"""Roads from any line layer into roads.gpkg: whole lines, with the few columns that travel times need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.files.crs import DEGREES
from geo.region.roads.road_file import base_class
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cells_of
from importing.cells.counts import number_of
from importing.columns.guess_columns import columns_used
from importing.columns.name_patterns import ROAD_CLASSES, is_road_class_column
from importing.files.layers import Layer

_NUMBERS = ("speed_kph",)


def with_class_column(layer: Layer, matched: dict[str, str]) -> tuple[dict[str, str], list[Notice]]:
    """Find the column of road classes by its values, where no header tells which it is."""
    if "highway" in matched:
        return matched, []
    for header in layer.table.columns:
        if header not in matched.values() and is_road_class_column(cells_of(layer.table[header])):
            return {**matched, "highway": str(header)}, [columns_used("roads", {"highway": str(header)}, layer.file)]
    return matched, []


def road_lines(layer: Layer, matched: Mapping[str, str]) -> tuple[gpd.GeoDataFrame, list[Notice]]:
    """Turn a layer into the lines of roads.gpkg.

    Returns
    -------
    geopandas.GeoDataFrame, list of Notice
        Lines in degrees; columns highway (Japanese classes become highway values, and it is noted how), name, oneway,
        maxspeed and speed_kph, as far as the file has them. Other shapes are left out, each with a notice.
    """
    assert layer.shapes is not None
    shapes = np.asarray(layer.shapes.values, dtype=object)
    is_line = np.isin(shapely.get_type_id(shapes), (1, 5)) & ~shapely.is_empty(shapes)
    columns: dict[str, pd.Series] = {}
    notices: list[Notice] = []
    for column, header in matched.items():
        cells = cells_of(layer.table[header])
        if column == "highway":
            cells, new_notices = _classes(cells, layer.file, header)
            notices += new_notices
        columns[column] = pd.Series([number_of(c) for c in cells], cells.index) if column in _NUMBERS else cells
    frame = gpd.GeoDataFrame(columns, geometry=shapely.force_2d(shapes), index=layer.table.index, crs=DEGREES)
    return frame[is_line].reset_index(drop=True), notices


def _classes(cells: pd.Series, file: str, header: str) -> tuple[pd.Series, list[Notice]]:
    # Text numbers of codes and the like say nothing of speed; they stay, and the reader of roads names them as unknown.
    japanese = Counter(c for c in cells if c in ROAD_CLASSES)
    notices = []
    if japanese:
        text = "、".join(f"{name} → {ROAD_CLASSES[name]}（{count:,}）" for name, count in japanese.most_common())
        notices.append(notice("import_road_classes", file=file, field=header, classes=text))
    blank = int((cells == "").sum())
    if blank:
        notices.append(notice("import_road_class_blank", file=file, field=header, count=blank))
    return cells.map(lambda c: ROAD_CLASSES.get(c, c or base_class(c))), notices
