"""Zones (区域): farmland, hazards, use zones and districts, as areas in degrees."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from geo.crs import DEGREES
from geo.messages import notice
from geo.notices import Notice
from geo.vector_files import as_shapes, read_vector

ZONES: dict[str, str] = {
    "farmland": "農地",
    "farmland_zone": "農用地区域",
    "landslide": "土砂災害警戒区域",
    "flood": "浸水想定区域",
    "urban": "市街化区域・用途地域",
    "municipality": "市町村の範囲",
    "school_districts": "旧小学校区",
}
"""Zones that the contract knows, by file name, with their names on screen."""


def read_zones(folder: Path) -> tuple[dict[str, gpd.GeoDataFrame], list[Notice]]:
    """Read zones/*.geojson of a region folder.

    Returns
    -------
    dict of str to geopandas.GeoDataFrame, list of Notice
        Areas by file name without ending, in JGD2011 degrees; invalid areas are mended and counted, other shapes left out.
    """
    zones: dict[str, gpd.GeoDataFrame] = {}
    notices: list[Notice] = []
    for path in sorted((folder / "zones").glob("*.geojson")):
        areas, said = read_areas(path, f"zones/{path.name}")
        notices += said
        if path.stem not in ZONES:
            notices.append(notice("zone_unknown", file=f"zones/{path.name}", name=path.stem))
        if areas is not None:
            zones[path.stem] = areas
    return zones, notices


def read_areas(path: Path, file: str) -> tuple[gpd.GeoDataFrame | None, list[Notice]]:
    """Read one layer of areas in any coordinate system into JGD2011 degrees."""
    frame, notices = read_shapes(path, file)
    if frame is None:
        return None, notices
    is_area = np.isin(shapely.get_type_id(np.asarray(frame.geometry.values, dtype=object)), (3, 6))
    if (~is_area).any():
        notices.append(notice("zone_not_area", file=file, count=int((~is_area).sum())))
    frame = frame.loc[is_area].reset_index(drop=True)
    broken = ~frame.geometry.is_valid
    if broken.any():
        notices.append(notice("zone_repaired", file=file, count=int(broken.sum())))
        frame.loc[broken, "geometry"] = frame.geometry[broken].make_valid()
    return frame, notices


def read_shapes(path: Path, file: str) -> tuple[gpd.GeoDataFrame | None, list[Notice]]:
    """Read any vector layer into JGD2011 degrees; None and a notice when it cannot be read."""
    layer, notices = read_vector(path, file)
    if layer is None:
        return None, notices
    frame = as_shapes(layer)
    if frame is None:
        return None, [*notices, notice("file_unreadable", file=file, reason="図形がありません")]
    frame = frame[~(frame.geometry.isna() | frame.geometry.is_empty)].reset_index(drop=True)
    if frame.crs is None:
        return frame.set_crs(DEGREES), [*notices, notice("crs_missing", file=file)]
    return frame.to_crs(DEGREES), notices
