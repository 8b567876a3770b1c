"""Reading what towns have: vector layers, lists of objects (JSON), tables with coordinates; all in degrees."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray

from geo.files.crs import DEGREES
from geo.files.plain_numbers import plain_numbers
from geo.files.vector_files import as_shapes, read_vector
from geo.region.land.zones import areas_of
from geo.texts.errors import RequestError, ValueRefusedError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from geo.texts.reasons import reason_of
from importing.cells.limits import limit, refuse_large
from importing.files.axes import turned_if_swapped, turned_in_plane
from importing.files.coordinates import degrees_of, without_impossible
from importing.files.crs_guess import guess_crs, is_tokyo_datum, looks_like_degrees, municipality_of
from importing.files.mojibake import garbled_lines, read_text
from importing.files.table_file import TABLE_ENDINGS, WORKBOOK_ENDINGS, read_sheet

_JSON_ENDINGS = {".json", ".geojson"}
_SURPLUS_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])')
_AREAS = (3, 6)
_MOSTLY = 0.5


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
    source
        「名前,年,利用条件」 where the file itself says it.
    preamble
        Text above a table.
    labels
        Header → what it means, where a table has codes of e-Stat for headers.
    place_columns
        The headers that points were made of; empty where the file has shapes of its own.
    """

    file: str
    table: pd.DataFrame
    shapes: gpd.GeoSeries | None
    crs: str
    encoding: str
    notices: tuple[Notice, ...]
    source: str = ""
    preamble: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    place_columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """How to read a file.

    Parameters
    ----------
    crs
        Coordinate system to believe instead of the file's own word, for example ``EPSG:2449``.
    fictional
        True turns off the checks for Japan.
    known
        Headers that are looked for, as `importing.cells.counts.plain` writes them.
    municipality_code
        Code of the region, by which a plane-rectangular zone is guessed where the file does not say its own.
    """

    crs: str | None = None
    fictional: bool = False
    known: Collection[str] = ()
    municipality_code: str | None = None


def read_layer(path: Path, *, crs: str | None = None, fictional: bool = False, how: Reading | None = None) -> Layer:
    """Read one file.

    Parameters
    ----------
    path
        A vector layer, a JSON list of objects, a CSV file or a workbook (its first sheet).
    crs, fictional
        As in `Reading`.
    how
        Everything at once, instead of `crs` and `fictional`.

    Raises
    ------
    geo.texts.errors.RequestError
        When the file cannot be read, holds nothing, or its coordinate system cannot be known.
    """
    how = how or Reading(crs, fictional)
    large = refuse_large(path)
    if large is not None:
        raise RequestError(large)
    ending = path.suffix.lower() if path.is_file() else ""
    if ending in TABLE_ENDINGS | WORKBOOK_ENDINGS:
        layer = _from_table(path, how)
    elif ending in _JSON_ENDINGS:
        layer = _from_json(path, how)
    else:
        layer = _from_vector(path, how)
    if len(layer.table) == 0:
        raise RequestError(notice("file_has_nothing", file=path.name), *layer.notices)
    return layer


def placed(layer: Layer, lat: str, lon: str, *, fictional: bool = False) -> Layer:
    """Make points from two columns of a layer without shapes; rows without numbers there get none.

    Raises
    ------
    geo.texts.errors.RequestError
        When most of the numbers are no degrees and nobody says of which system they are.
    """
    x, y = (_all_degrees(layer.table[column].tolist()) for column in (lon, lat))
    known = np.isfinite(x) & np.isfinite(y)
    points = gpd.points_from_xy(x, y, crs=DEGREES)
    points[~known] = None
    shapes = gpd.GeoSeries(points, index=layer.table.index, crs=DEGREES)
    table, shapes, impossible = without_impossible(layer.table, shapes, layer.file)
    if len(table) < len(known):
        kept = np.asarray(layer.table.index.isin(table.index))
        x, y, known = x[kept], y[kept], known[kept]
    layer = replace(layer, table=table, notices=(*layer.notices, *impossible))
    if layer.crs != DEGREES:
        shapes = shapes.set_crs(layer.crs, allow_override=True).to_crs(DEGREES)
        table, shapes, impossible = without_impossible(layer.table, shapes, layer.file)
        layer = replace(layer, table=table, notices=(*layer.notices, *impossible))
    else:
        places = np.column_stack([x, y])[known]
        ends = (*places.min(axis=0, initial=0), *places.max(axis=0, initial=0))
        metric = [] if looks_like_degrees(ends) else [p for p in places if not looks_like_degrees((*p, *p))]
        if len(metric) > _MOSTLY * len(places):
            x_y = np.asarray(metric)
            whole = (*x_y.min(axis=0), *x_y.max(axis=0))
            raise RequestError(_crs_question(whole, layer.file, municipality_of(layer.table)))
    shapes, notices = turned_if_swapped(shapes, layer.file, fictional=fictional)
    return replace(layer, shapes=shapes, notices=(*layer.notices, *notices), place_columns=(lat, lon))


def _all_degrees(cells: Sequence[Any]) -> NDArray[np.float64]:
    if set(map(type, cells)) == {str}:
        plain = plain_numbers(list(filter(None, cells)))
        if plain is not None:
            degrees = np.full(len(cells), np.nan)
            degrees[np.fromiter(map(bool, cells), dtype=np.bool_, count=len(cells))] = plain
            return degrees
    known = {cell: degrees_of(cell) for cell in {cell for cell in cells if isinstance(cell, str)}}
    return np.array([known[c] if isinstance(c, str) else degrees_of(c) for c in cells], dtype=np.float64)


def _from_table(path: Path, how: Reading) -> Layer:
    sheet, encoding, notices = read_sheet(path, how.known)
    if sheet is None:
        raise RequestError(*_as_errors(notices))
    crs = how.crs or DEGREES
    return Layer(
        path.name, sheet.table.cells, None, crs, encoding, tuple(notices), sheet.source, sheet.preamble, sheet.labels
    )


def _as_errors(notices: Iterable[Notice]) -> list[Notice]:
    """Make errors of what kept a file from being read; what is reported beside stays what it is."""
    return [replace(n, severity="error") if n.severity != "info" else n for n in notices]


def _from_json(path: Path, how: Reading) -> Layer:
    """Read a list of objects, or GeoJSON and TopoJSON through GDAL, after surplus commas were taken out."""
    if refuse_large(path, "table_bytes") is not None:
        return _from_vector(path, how)  # too large to be looked at as text
    try:
        text, notices = read_text(path.read_bytes(), path.name)
    except OSError as problem:
        raise _unreadable(path, reason_of(problem)) from problem
    if text is None:
        raise RequestError(*_as_errors(notices))
    json_text, surplus = text.decoded, 0
    try:
        try:
            content = json.loads(json_text)
        except json.JSONDecodeError:
            json_text, surplus = _without_surplus_commas(json_text)
            content = json.loads(json_text)
    except (json.JSONDecodeError, RecursionError) as problem:
        raise _unreadable(path, reason_of(problem)) from problem
    if surplus:
        notices.append(notice("json_repaired", file=path.name, count=surplus))
    if isinstance(content, dict) and "type" in content:
        repaired = json_text.encode("utf-8") if surplus or text.encoding != "UTF-8" else None
        layer = _from_vector(path, how, content=repaired)
        return replace(layer, notices=(*notices, *layer.notices))
    lists = [content] if isinstance(content, list) else list(content.values()) if isinstance(content, dict) else []
    objects = next((v for v in lists if isinstance(v, list)), None)
    if objects is None or not all(isinstance(o, dict) for o in objects):
        raise _unreadable(path, ValueRefusedError("json_without_objects", shape="[{…}, {…}]"))
    table = pd.DataFrame(objects, index=pd.RangeIndex(1, len(objects) + 1), dtype=object)
    return Layer(path.name, table, None, how.crs or DEGREES, text.encoding, tuple(notices))


def _without_surplus_commas(text: str) -> tuple[str, int]:
    """Take out commas that stand before a closing bracket (text in quotes is left alone) and count them."""
    found = sum(match[1] is None for match in _SURPLUS_COMMA.finditer(text))
    return _SURPLUS_COMMA.sub(lambda match: match[1] or "", text), found


def _unreadable(path: Path, reason: object) -> RequestError:
    return RequestError(notice("file_unreadable", file=path.name, severity="error", reason=reason))


def _from_vector(path: Path, how: Reading, *, content: bytes | None = None) -> Layer:
    read, notices = read_vector(path, path.name, content=content)
    if read is None:
        raise RequestError(*_as_errors(notices))
    frame = read.frame
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    _refuse_garbled(frame, path.name)
    features = as_shapes(read)
    if features is None:
        return Layer(path.name, frame, None, how.crs or DEGREES, read.encoding, tuple(notices))
    table = pd.DataFrame(features.drop(columns=features.geometry.name))
    table, found, new_notices = without_impossible(table, features.geometry, path.name)
    notices += new_notices
    code = municipality_of(table) or how.municipality_code
    shapes, source, new_notices = _in_degrees(found, how, path.name, code)
    notices += new_notices
    # A system that is not the file's own sends places nowhere.
    table, shapes, new_notices = without_impossible(table, shapes, path.name)
    notices += new_notices
    shapes, new_notices = turned_if_swapped(shapes, path.name, fictional=how.fictional)
    notices += new_notices
    shapes, new_notices = _repaired(shapes, path.name)
    return Layer(path.name, table, shapes, source, read.encoding, (*notices, *new_notices))


def _refuse_garbled(frame: pd.DataFrame, file: str) -> None:
    """Refuse a layer of whose texts most are mojibake."""
    for column in frame.columns:
        if not (pd.api.types.is_string_dtype(frame[column].dtype) or pd.api.types.is_object_dtype(frame[column].dtype)):
            continue
        texts = [v for v in frame[column].to_numpy(dtype=object).tolist() if isinstance(v, str) and not v.isascii()]
        garbled = garbled_lines(texts)
        if texts and len(garbled) > _MOSTLY * len(texts):
            raise RequestError(
                notice("text_garbled", file=file, field=str(column), reason=next(iter(garbled.values())))
            )


def _repaired(shapes: gpd.GeoSeries, file: str) -> tuple[gpd.GeoSeries, list[Notice]]:
    """Mend areas that cross themselves and count them; those of which no area is left become empty."""
    values = np.asarray(shapes.values, dtype=object)
    broken = np.isin(shapely.get_type_id(values), _AREAS) & ~shapely.is_valid(values)
    broken &= np.isfinite(shapely.bounds(values)).all(axis=1)
    if not broken.any():
        return shapes, []
    repaired = values.copy()
    repaired[broken] = [areas_of(shape) for shape in shapely.make_valid(values[broken])]
    new_notice = notice("areas_repaired", file=file, count=int(broken.sum()))
    return gpd.GeoSeries(repaired, index=shapes.index, crs=shapes.crs), [new_notice]


def _in_degrees(
    shapes: gpd.GeoSeries, how: Reading, file: str, code: str | None
) -> tuple[gpd.GeoSeries, str, list[Notice]]:
    crs = how.crs
    own = _label(shapes.crs) if shapes.crs is not None else None
    notices = []
    if crs is not None:
        source = checked_crs(crs)
        if own not in (None, source):
            notices.append(notice("crs_overridden", file=file, own=own, used=source))
    elif own is not None:
        source = own
        if not _is_as_named(shapes.crs, own, shapes.total_bounds):
            notices.append(notice("crs_odd", file=file, name=shapes.crs.name))
    else:
        bounds = shapes.total_bounds
        if not looks_like_degrees(bounds):
            raise RequestError(_crs_question(bounds, file, code))
        source = DEGREES
        notices.append(notice("crs_missing", file=file))
    if crs is not None or shapes.crs is None:
        shapes = shapes.set_crs(source, allow_override=True)
    if not how.fictional:
        shapes, new_notices = turned_in_plane(
            shapes, pyproj.CRS(source) if source.startswith("EPSG:") else shapes.crs, file
        )
        notices += new_notices
    if is_tokyo_datum(shapes.crs):
        notices.append(notice("crs_tokyo", file=file))
    return shapes.to_crs(DEGREES), source, notices


def _is_as_named(crs: pyproj.CRS, name: str, bounds: Collection[float]) -> bool:
    """Return whether a system that a file spells out leads to the same places as the one whose number it goes by."""
    if not name.startswith("EPSG:"):
        return False
    west, south, east, north = bounds
    if not np.isfinite([west, south, east, north]).all():
        return True
    corners = gpd.GeoSeries([shapely.Point(west, south), shapely.Point(east, north)], crs=crs)
    away = corners.to_crs(DEGREES).bounds - corners.set_crs(name, allow_override=True).to_crs(DEGREES).bounds
    return bool((away.abs() <= limit("same_system_degrees")).all(axis=None))


def _crs_question(bounds: Collection[float], file: str, code: str | None) -> Notice:
    guess = guess_crs(tuple(bounds), code)
    if guess is None:
        return notice("crs_unusable", file=file)
    crs = f"EPSG:{guess.epsg}" if guess.epsg is not None else "EPSG:6669〜6687 のどれか"
    return notice("crs_asked", file=file, name=guess.name, reason=guess.reason, crs=crs)


def _label(crs: pyproj.CRS) -> str:
    epsg = crs.to_epsg(min_confidence=25)
    return f"EPSG:{epsg}" if epsg else str(crs.name)


def checked_crs(text: str) -> str:
    """Return a coordinate system as ``EPSG:…``.

    Raises
    ------
    geo.texts.errors.RequestError
        When nobody knows it.
    """
    try:
        return _label(pyproj.CRS.from_user_input(int(text) if text.isdigit() else text))
    except pyproj.exceptions.CRSError as problem:
        raise RequestError(notice("crs_unknown", crs=text)) from problem
