"""Zones (区域): farmland, hazards, use zones and districts, as areas in degrees."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.files.crs import DEGREES
from geo.files.vector_files import as_shapes, read_vector
from geo.reference import reference_table
from geo.region.places import outside_japan
from geo.texts.errors import ValueRefusedError
from geo.texts.messages import notice
from geo.texts.notices import Notice

ZONES: dict[str, str] = {
    "farmland": "農地",
    "farmland_zone": "農用地区域",
    "landslide": "土砂災害警戒区域",
    "flood": "浸水想定区域",
    "house_collapse": "家屋倒壊等氾濫想定区域",
    "tsunami": "津波浸水想定",
    "urban": "市街化区域・用途地域",
    "municipality": "市町村の範囲",
    "land": "陸地（まわりの市町村）",
    "school_districts": "旧小学校区",
    "land_improvement": "土地改良区の地区",
}
"""Zones that the contract knows, by file name, with their names on screen."""


LAND = "land"
"""The zone that is no layer of its own: maps draw the sea that it leaves."""

_KM_A_DEGREE = 111.32


def land_box(villages: pd.DataFrame) -> shapely.Polygon:
    """Return the box around villages (columns lat, lon) within which land and sea are told apart, in degrees."""
    west, south, east, north = (float(v) for v in (*villages[["lon", "lat"]].min(), *villages[["lon", "lat"]].max()))
    margin = reference_table("relief")["coast_margin_km"].value / _KM_A_DEGREE
    wide = margin / float(np.cos(np.radians((south + north) / 2)))
    return shapely.box(west - wide, south - margin, east + wide, north + margin)


def read_zones(folder: Path, *, fictional: bool = False) -> tuple[dict[str, gpd.GeoDataFrame], list[Notice]]:
    """Read zones/*.geojson of a region folder.

    Returns
    -------
    dict of str to geopandas.GeoDataFrame, list of Notice
        Areas by file name without ending, in JGD2011 degrees; invalid areas are mended and counted; other shapes and areas
        outside Japan (unless the region is fictional) are left out.
    """
    zones: dict[str, gpd.GeoDataFrame] = {}
    notices: list[Notice] = []
    for path in sorted((folder / "zones").glob("*.geojson")):
        areas, new_notices = read_areas(path, f"zones/{path.name}", fictional=fictional)
        notices += new_notices
        if path.stem not in ZONES:
            notices.append(notice("zone_unknown", file=f"zones/{path.name}", name=path.stem))
        if areas is not None:
            zones[path.stem] = areas
    return zones, notices


def read_areas(path: Path, file: str, *, fictional: bool = False) -> tuple[gpd.GeoDataFrame | None, list[Notice]]:
    """Read one layer of areas in any coordinate system into JGD2011 degrees."""
    frame, notices = _read_shapes(path, file, fictional=fictional)
    if frame is None:
        return None, notices
    frame, others = _of_types(frame, (3, 6))
    if others:
        notices.append(notice("zone_not_area", file=file, count=others))
    broken = ~frame.geometry.is_valid
    if broken.any():
        notices.append(notice("zone_repaired", file=file, count=int(broken.sum())))
        frame.loc[broken, "geometry"] = [areas_of(shape) for shape in frame.geometry[broken].make_valid()]
    return frame, notices


def read_rivers(path: Path, file: str, *, fictional: bool = False) -> tuple[gpd.GeoDataFrame | None, list[Notice]]:
    """Read a layer of lines in any coordinate system into JGD2011 degrees."""
    frame, notices = _read_shapes(path, file, fictional=fictional)
    if frame is None:
        return None, notices
    frame, others = _of_types(frame, (1, 5))
    if others:
        notices.append(notice("rivers_not_line", file=file, count=others))
    return frame, notices


def areas_of(shape: shapely.Geometry) -> shapely.Geometry:
    """Keep the areas of what mending made of a shape (lines and points may have split off)."""
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])


def _of_types(frame: gpd.GeoDataFrame, types: tuple[int, ...]) -> tuple[gpd.GeoDataFrame, int]:
    wanted = np.isin(shapely.get_type_id(np.asarray(frame.geometry.values, dtype=object)), types)
    return frame.loc[wanted].reset_index(drop=True), int((~wanted).sum())


def _read_shapes(path: Path, file: str, *, fictional: bool) -> tuple[gpd.GeoDataFrame | None, list[Notice]]:
    """Read any vector layer into JGD2011 degrees; None and a notice when it cannot be read."""
    layer, notices = read_vector(path, file)
    if layer is None:
        return None, notices
    frame = as_shapes(layer)
    if frame is None:
        return None, [*notices, notice("file_unreadable", file=file, reason=ValueRefusedError("file_without_shapes"))]
    if frame.geometry.name != "geometry":
        frame = frame.rename_geometry("geometry")
    if frame.crs is None:
        frame = frame.set_crs(DEGREES)
        notices.append(notice("crs_missing", file=file))
    frame = frame.to_crs(DEGREES)
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    drawable = np.isfinite(frame.geometry.bounds.to_numpy()).all(axis=1)
    frame = frame[drawable]
    if fictional:
        return frame.reset_index(drop=True), notices
    outside, new_notices = outside_japan(frame.geometry, file)
    return frame.drop(index=outside).reset_index(drop=True), [*notices, *new_notices]
