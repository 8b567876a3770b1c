"""Reading what towns have: vector layers, lists of objects (JSON), tables with coordinates; all in degrees."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from geo.crs import DEGREES, looks_swapped
from geo.errors import RequestError
from geo.importing.counts import number_of
from geo.importing.workbook import read_workbook
from geo.messages import notice
from geo.notices import Notice
from geo.reasons import reason_of
from geo.tables import RawTable, decode, read_table
from geo.vector_files import as_shapes, read_vector

_TABLE_ENDINGS = {".csv", ".txt"}
_WORKBOOK_ENDINGS = {".xlsx", ".xlsm", ".xls", ".ods"}


@dataclass(frozen=True)
class Layer:
    """The content of one file.

    Parameters
    ----------
    file
        Name to show.
    table
        Attributes as they stand; the index is the row (in a table the line of the spreadsheet, else counted from 1).
    shapes
        Shapes in JGD2011 degrees with the same index, or None where the file has none.
    crs
        Coordinate system of the file, as ``EPSG:2449``.
    encoding
        Encoding of its texts.
    notices
        What was odd.
    """

    file: str
    table: pd.DataFrame
    shapes: gpd.GeoSeries | None
    crs: str
    encoding: str
    notices: tuple[Notice, ...]


def read_layer(path: Path, *, crs: str | None = None, fictional: bool = False) -> Layer:
    """Read one file.

    Parameters
    ----------
    path
        A vector layer, a JSON list of objects, a CSV file or a workbook (its first sheet).
    crs
        Coordinate system to believe instead of the file's own word, for example ``EPSG:2449``.
    fictional
        True turns off the checks for Japan.

    Raises
    ------
    geo.errors.RequestError
        When the file cannot be read, holds nothing, or its coordinate system cannot be known.
    """
    if path.is_file() and path.suffix.lower() in _TABLE_ENDINGS:
        layer = _from_table(path, *read_table(path), crs)
    elif path.is_file() and path.suffix.lower() in _WORKBOOK_ENDINGS:
        layer = _from_table(path, *read_workbook(path), crs)
    elif path.is_file() and path.suffix.lower() == ".json" and (objects := _objects(path)) is not None:
        table = pd.DataFrame(objects, index=pd.RangeIndex(1, len(objects) + 1), dtype=object)
        layer = Layer(path.name, table, None, crs or DEGREES, "UTF-8", ())
    else:
        layer = _from_vector(path, crs, fictional=fictional)
    if len(layer.table) == 0:
        raise RequestError(notice("file_has_nothing", file=path.name), *layer.notices)
    return layer


def placed(layer: Layer, lat: str, lon: str, *, fictional: bool = False) -> Layer:
    """Make points from two columns of a layer without shapes; rows without numbers there get none."""
    pairs = [(number_of(a), number_of(b)) for a, b in zip(layer.table[lon], layer.table[lat], strict=True)]
    points = [shapely.Point(x, y) if x is not None and y is not None else None for x, y in pairs]
    shapes = gpd.GeoSeries(points, index=layer.table.index, crs=DEGREES)
    if layer.crs != DEGREES:
        shapes = shapes.set_crs(layer.crs, allow_override=True).to_crs(DEGREES)
    shapes, said = _turned_if_swapped(shapes, layer.file, fictional=fictional)
    return replace(layer, shapes=shapes, notices=(*layer.notices, *said))


def _from_table(path: Path, table: RawTable | None, notices: list[Notice], crs: str | None) -> Layer:
    if table is None:
        raise RequestError(*(replace(n, severity="error") for n in notices))
    encoding = "cp932" if any(n.code == "encoding_guessed" for n in notices) else "UTF-8"
    return Layer(path.name, table.cells, None, crs or DEGREES, encoding, tuple(notices))


def _objects(path: Path) -> list[dict[str, object]] | None:
    """Give the objects of a JSON list; None for GeoJSON and TopoJSON, which GDAL reads."""
    try:
        words, said = decode(path.read_bytes(), path.name)
        content = json.loads(words) if words is not None else None
    except OSError as problem:
        raise _unreadable(path, reason_of(problem)) from problem
    except (json.JSONDecodeError, RecursionError) as problem:
        raise _unreadable(path, reason_of(problem)) from problem
    if words is None:
        raise RequestError(*(replace(n, severity="error") for n in said))
    if isinstance(content, dict) and "type" in content:
        return None
    lists = [content] if isinstance(content, list) else list(content.values()) if isinstance(content, dict) else []
    objects = next((v for v in lists if isinstance(v, list)), None)
    if objects is None or not all(isinstance(o, dict) for o in objects):
        raise _unreadable(path, "オブジェクトの並び（[{…}, {…}]）でも GeoJSON でもありません")
    return objects


def _unreadable(path: Path, reason: str) -> RequestError:
    return RequestError(notice("file_unreadable", file=path.name, severity="error", reason=reason))


def _from_vector(path: Path, crs: str | None, *, fictional: bool) -> Layer:
    read, notices = read_vector(path, path.name)
    if read is None:
        raise RequestError(*(replace(n, severity="error") for n in notices))
    frame = read.frame
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    features = as_shapes(read)
    if features is None:
        return Layer(path.name, frame, None, crs or DEGREES, read.encoding, tuple(notices))
    shapes, source, said = _in_degrees(features.geometry, crs, path.name)
    notices += said
    shapes, said = _turned_if_swapped(shapes, path.name, fictional=fictional)
    table = pd.DataFrame(features.drop(columns=features.geometry.name))
    return Layer(path.name, table, shapes, source, read.encoding, (*notices, *said))


def _in_degrees(shapes: gpd.GeoSeries, crs: str | None, file: str) -> tuple[gpd.GeoSeries, str, list[Notice]]:
    own = _label(shapes.crs) if shapes.crs is not None else None
    notices = []
    if crs is not None:
        source = checked_crs(crs)
        if own not in (None, source):
            notices.append(notice("crs_overridden", file=file, own=own, used=source))
    elif own is not None:
        source = own
    else:
        west, south, east, north = shapes.total_bounds
        if not (west >= -180 and south >= -180 and east <= 180 and north <= 180):
            raise RequestError(notice("crs_unusable", file=file))
        source = DEGREES
        notices.append(notice("crs_missing", file=file))
    if crs is not None or shapes.crs is None:
        shapes = shapes.set_crs(source, allow_override=True)
    return shapes.to_crs(DEGREES), source, notices


def _label(crs: pyproj.CRS) -> str:
    epsg = crs.to_epsg(min_confidence=25)
    return f"EPSG:{epsg}" if epsg else str(crs.name)


def checked_crs(words: str) -> str:
    """Give a coordinate system as ``EPSG:…``.

    Raises
    ------
    geo.errors.RequestError
        When nobody knows it.
    """
    try:
        return _label(pyproj.CRS.from_user_input(int(words) if words.isdigit() else words))
    except pyproj.exceptions.CRSError as problem:
        raise RequestError(notice("crs_unknown", crs=words)) from problem


def _turned_if_swapped(shapes: gpd.GeoSeries, file: str, *, fictional: bool) -> tuple[gpd.GeoSeries, list[Notice]]:
    """Turn a layer of which every shape has latitude and longitude swapped; single rows are left to the checks of rows."""
    bounds = shapes.bounds.dropna()
    lat, lon = (bounds["miny"] + bounds["maxy"]) / 2, (bounds["minx"] + bounds["maxx"]) / 2
    if fictional or bounds.empty or not all(looks_swapped(a, b) for a, b in zip(lat, lon, strict=True)):
        return shapes, []
    turned = shapely.transform(np.asarray(shapes.values, dtype=object), lambda xy: xy[:, ::-1])
    series = gpd.GeoSeries(turned, index=shapes.index, crs=shapes.crs)
    return series, [notice("import_axes_swapped", file=file, count=len(bounds))]
