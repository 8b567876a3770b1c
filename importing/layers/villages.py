"""Villages from points, or from areas with people: a point inside the area, where something shows that people live."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.files.crs import DEGREES, metric_crs
from geo.region.tables.villages import AGE_COLUMNS
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cell_of, cells_of, degrees_cell
from importing.cells.counts import counts_of
from importing.files.layers import Layer

COUNTED = ("population", "households", *AGE_COLUMNS)


def village_rows(
    layer: Layer, matched: Mapping[str, str], places: list[Layer], *, dissolve: bool
) -> tuple[pd.DataFrame, list[Notice]]:
    """Turn a layer of points or areas into rows of villages.csv.

    Parameters
    ----------
    layer
        Points, or areas with people.
    matched
        Column of villages.csv → header.
    places
        What shows where in an area people live; may be empty.
    dissolve
        Whether areas of one id become one village.

    Returns
    -------
    pandas.DataFrame, list of Notice
        Text cells; the index is the row in the file.
    """
    assert layer.shapes is not None
    rows, notices = {}, []
    for column, header in matched.items():
        if column in COUNTED:
            rows[column], new_notices = counts_of(layer.table[header], header, layer.file)
            notices += new_notices
        elif column not in ("lat", "lon"):
            rows[column] = cells_of(layer.table[header])
    frame = gpd.GeoDataFrame(rows, geometry=layer.shapes, index=layer.table.index)
    if dissolve and "village_id" in frame:
        frame, new_notices = _dissolved(frame, layer.file)
        notices += new_notices
    points, new_notices = _points(frame, places, layer.file)
    table = pd.DataFrame(frame.drop(columns="geometry"))
    for column in set(COUNTED) & set(table.columns):
        table[column] = cells_of(table[column])
    table["lat"] = [degrees_cell(p.y) for p in points]
    table["lon"] = [degrees_cell(p.x) for p in points]
    return table, notices + new_notices


def _dissolved(frame: gpd.GeoDataFrame, file: str) -> tuple[gpd.GeoDataFrame, list[Notice]]:
    key = frame["village_id"].where(frame["village_id"] != "", [f"\0{i}" for i in frame.index])
    many = int(key.duplicated().sum())
    if not many:
        return frame, []
    groups = frame.groupby(key, sort=False)
    first = frame.loc[~key.duplicated()].copy()
    for column in set(COUNTED) & set(frame.columns):
        # A sum over a part that is kept secret is no sum: it stays unknown.
        first[column] = groups[column].sum(min_count=1).where(groups[column].count() == groups.size()).to_numpy()
    first["geometry"] = [shapely.union_all(np.asarray(g.values, dtype=object)) for _, g in groups["geometry"]]
    return first, [notice("import_dissolved", file=file, field="village_id", count=many)]


def _points(frame: gpd.GeoDataFrame, places: list[Layer], file: str) -> tuple[list[shapely.Point], list[Notice]]:
    shapes = np.asarray(frame.geometry.values, dtype=object)
    is_area = np.isin(shapely.get_type_id(shapes), (3, 6))
    if not is_area.any():
        return list(shapely.centroid(shapes)), []
    west, south, east, north = frame.total_bounds
    crs = metric_crs((south + north) / 2, (west + east) / 2)
    metric = np.asarray(frame.geometry.to_crs(f"EPSG:{crs}").values, dtype=object)
    metric[is_area] = shapely.make_valid(metric[is_area])
    points = np.where(is_area, shapely.point_on_surface(metric), shapely.centroid(metric))
    names = list(frame["name"]) if "name" in frame else [""] * len(frame)
    open_areas = [int(i) for i in np.flatnonzero(is_area)]
    notices = []
    for layer in places:
        found = _inhabited(layer, {i: metric[i] for i in open_areas}, names, crs)
        points[list(found)] = list(found.values())
        open_areas = [i for i in open_areas if i not in found]
        if found:
            notices.append(notice("import_points_at_places", file=file, count=len(found), places=layer.file))
    if open_areas:
        notices.append(notice("import_points_inside", file=file, count=len(open_areas)))
    return list(gpd.GeoSeries(points, crs=crs).to_crs(DEGREES)), notices


def _inhabited(
    layer: Layer, areas: dict[int, shapely.Geometry], names: list[str], crs: int
) -> dict[int, shapely.Point]:
    """Choose for each area the place in it that is nearest to the middle of all places in it; one of its own name first."""
    assert layer.shapes is not None
    shapes = np.asarray(layer.shapes.to_crs(f"EPSG:{crs}").values, dtype=object)
    xy, source = shapely.get_coordinates(shapes, return_index=True)
    called = _called(layer)
    tree = shapely.STRtree([shapely.Point(place) for place in xy])
    chosen = {}
    for position, area in areas.items():
        inside = np.sort(tree.query(area, predicate="contains"))
        if not len(inside):
            continue
        namesakes = [i for i in inside if names[position] and called[source[i]] == names[position]]
        candidates = xy[namesakes or inside]
        nearest = np.argmin(((candidates - candidates.mean(axis=0)) ** 2).sum(axis=1))
        chosen[position] = shapely.Point(candidates[nearest])
    return chosen


def _called(layer: Layer) -> list[str]:
    header = next((c for c in ("name", "town", "名称", "名前", "S_NAME") if c in layer.table), None)
    return [cell_of(v) for v in layer.table[header]] if header else [""] * len(layer.table)
