"""A first look at a file: headers, a few rows, shapes and coordinate system, without reading all of a large one."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geo.files.vector_files import as_shapes, load_vector
from geo.files.xml_entities import why_unreadable
from geo.texts.errors import RequestError
from geo.texts.notices import Notice
from importing.cells.cells import cells_of
from importing.cells.limits import limit, refuse_large
from importing.columns.guess_columns import known_headers, match_columns
from importing.columns.kinds import ALIASES, ImportKind
from importing.files.crs_guess import Guess, guess_crs, looks_like_degrees, municipality_of
from importing.files.layers import Layer, Reading, read_layer
from importing.files.table_file import TABLE_ENDINGS, WORKBOOK_ENDINGS
from importing.region_files.region_toml import guess_region

_WHOLE = TABLE_ENDINGS | WORKBOOK_ENDINGS | {".json", ".geojson"}
Bounds = tuple[float, float, float, float]
_SHAPES = {0: "点", 1: "線", 2: "線", 3: "面", 4: "点", 5: "線", 6: "面"}
_PLACE_HEADERS = ("PREF", "CITY", "CITY_NAME", "KEY_CODE")
_ANY_JAPANESE_CRS = "EPSG:6668"
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, eq=False)
class FirstLook:
    """What a first look at a file shows.

    Parameters
    ----------
    file
        Name to show.
    table
        Its first rows.
    rows
        How many rows or features it has; None where only a whole reading would tell.
    shape
        点, 線 or 面; empty where it has no shapes.
    encoding
        Of its texts.
    crs
        As the file says it, ``EPSG:2449``; None where it doesn't.
    crs_guess
        What its coordinates are probably, and why, where the file doesn't say.
    crs_needed
        Whether it cannot be imported before somebody says the system.
    place
        Name and code of the municipality, as far as the file tells.
    bounds
        West, south, east and north of its shapes in degrees; None where they cannot be told without reading all of it.
    preamble
        Text above a table.
    labels
        Header → what it means, where headers are codes.
    notices
        What was odd.
    """

    file: str
    table: pd.DataFrame
    rows: int | None
    shape: str
    encoding: str
    crs: str | None = None
    crs_guess: Guess | None = None
    crs_needed: bool = False
    place: Mapping[str, str] = field(default_factory=dict)
    bounds: Bounds | None = None
    preamble: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """Headers of its columns."""
        return tuple(str(h) for h in self.table.columns)


def first_look(path: Path) -> FirstLook:
    """Look at the beginning of a table, a JSON list or a vector layer.

    Raises
    ------
    geo.texts.errors.RequestError
        When it cannot be read at all.
    """
    large = refuse_large(path)
    if large is not None:
        raise RequestError(large)
    if path.suffix.lower() in TABLE_ENDINGS and path.stat().st_size > limit("glance_bytes"):
        return _of_long_table(path)
    if path.suffix.lower() in _WHOLE and not _is_long_layer(path):
        return _of_layer(read_layer(path, how=Reading(crs=None, fictional=True, known=_all_headers())))
    return _of_vector(path)


def _is_long_layer(path: Path) -> bool:
    return path.suffix.lower() == ".geojson" and path.stat().st_size > limit("glance_bytes")


def _all_headers() -> frozenset[str]:
    return frozenset().union(*(known_headers(ImportKind(kind)) for kind in ALIASES))


def _of_long_table(path: Path) -> FirstLook:
    with path.open("rb") as file:
        head = file.read(int(limit("glance_bytes")))
        lines = head.count(b"\n") + sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(_CHUNK_BYTES), b""))
    with tempfile.TemporaryDirectory() as scratch:
        beginning = Path(scratch) / path.name
        beginning.write_bytes(head[: head.rfind(b"\n") + 1])
        seen = _of_layer(read_layer(beginning, how=Reading(known=_all_headers())))
    return replace(seen, rows=lines - 1)


def _of_layer(layer: Layer) -> FirstLook:
    most = int(limit("glance_rows"))
    kinds: list[str] = []
    if layer.shapes is not None:
        found = shapely.get_type_id(np.asarray(layer.shapes.values, dtype=object))
        kinds = [_SHAPES[int(i)] for i in found if int(i) in _SHAPES]
    bounds = _as_bounds(layer.shapes.total_bounds) if layer.shapes is not None else _table_bounds(layer)
    crs_needed = any(n.code == "crs_missing" for n in layer.notices)
    crs = None if crs_needed or layer.shapes is None else layer.crs
    return FirstLook(
        layer.file, layer.table.head(most), len(layer.table), _most_common(kinds), layer.encoding, crs=crs,
        crs_guess=_degrees() if crs_needed else None, place=_place(layer.table), bounds=bounds, preamble=layer.preamble, labels=layer.labels,
        notices=layer.notices,
    )  # fmt: skip


def _most_common(kinds: list[str]) -> str:
    return Counter(kinds).most_common(1)[0][0] if kinds else ""


def _degrees() -> Guess:
    return Guess(int(_ANY_JAPANESE_CRS.removeprefix("EPSG:")), "緯度・経度（JGD2011）", "値が度の範囲にあります")


def _of_vector(path: Path) -> FirstLook:
    most = int(limit("glance_rows"))
    try:
        read, notices = load_vector(path, path.name, most=most)
    except ValueError as problem:
        raise RequestError(why_unreadable(problem, path.name, severity="error")) from problem
    features = as_shapes(read)
    rows, bounds = _features_in(path, read.layer)
    if features is None:
        return FirstLook(path.name, read.frame, rows, "", read.encoding, notices=tuple(notices))
    table = pd.DataFrame(features.drop(columns=features.geometry.name))
    found = shapely.get_type_id(np.asarray(features.geometry.values, dtype=object))
    kinds = [_SHAPES[int(i)] for i in found if int(i) in _SHAPES]
    guess, needed = _guessed(features, table)
    epsg = features.crs.to_epsg(min_confidence=25) if features.crs is not None else None
    crs = None if features.crs is None else f"EPSG:{epsg}" if epsg else str(features.crs.name)
    return FirstLook(
        path.name, table, rows, _most_common(kinds), read.encoding, crs=crs, crs_guess=guess, crs_needed=needed,
        place=_place(table), bounds=_in_degrees(bounds, features.crs), notices=tuple(notices),
    )  # fmt: skip


def _features_in(path: Path, layer: str) -> tuple[int | None, Bounds | None]:
    """Count the features of a layer and find its bounds, as far as the file's own head tells."""
    try:
        info = pyogrio.read_info(path, layer=layer)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, RuntimeError):
        return None, None
    count = int(info["features"])
    return count if count >= 0 else None, _as_bounds(info.get("total_bounds"))


def _as_bounds(found: Sequence[float] | None) -> Bounds | None:
    if found is None or not np.isfinite(np.asarray(found, dtype=np.float64)).all():
        return None
    west, south, east, north = (float(v) for v in found)
    return west, south, east, north


def _table_bounds(layer: Layer) -> Bounds | None:
    """Find the bounds of a table's places by its columns of latitude and longitude, where it has such."""
    matched, _ = match_columns(ImportKind("sites"), layer.table.columns, {}, layer.file)
    if not {"lat", "lon"} <= set(matched):
        return None
    lat, lon = (pd.to_numeric(cells_of(layer.table[matched[c]]), errors="coerce").dropna() for c in ("lat", "lon"))
    if lat.empty or lon.empty or not looks_like_degrees((lon.min(), lat.min(), lon.max(), lat.max())):
        return None
    return _as_bounds((lon.min(), lat.min(), lon.max(), lat.max()))


def _in_degrees(bounds: Bounds | None, crs: object) -> Bounds | None:
    """Turn bounds into degrees; those of a layer that does not say its system are taken as degrees where they can be."""
    if bounds is None or (crs is None and not looks_like_degrees(bounds)):
        return None
    box = gpd.GeoSeries([shapely.box(*bounds)], crs=crs or _ANY_JAPANESE_CRS)
    return _as_bounds(box.to_crs(_ANY_JAPANESE_CRS).total_bounds)


def _guessed(features: gpd.GeoDataFrame, table: pd.DataFrame) -> tuple[Guess | None, bool]:
    if features.crs is not None:
        return None, False
    bounds = tuple(float(v) for v in features.geometry.total_bounds)
    if looks_like_degrees(bounds):
        return _degrees(), False
    return guess_crs(bounds, municipality_of(table)), True


def _place(table: pd.DataFrame) -> dict[str, str]:
    headers = {h: [str(v) for v in table[h]] for h in _PLACE_HEADERS if h in table}
    return guess_region(headers)
