"""One import from beginning to end: read, match columns, check rows, write, and say everything that was decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.errors import RequestError
from geo.importing.cells import cells_of
from geo.importing.clip import clipped, range_around
from geo.importing.counts import number_of
from geo.importing.feeds import import_feed
from geo.importing.guess_columns import match_columns, require
from geo.importing.identity import with_ids, with_names
from geo.importing.kinds import CATEGORY_OF_LAYER, ImportKind, parse_kind
from geo.importing.layers import Layer, checked_crs, placed, read_layer
from geo.importing.merge import FILES, ids_elsewhere, rows_so_far, write_rows
from geo.importing.points import once_each, place_rows, resident_rows, with_categories, with_site_kinds, with_statuses
from geo.importing.region_toml import guess_region, keep_region_file, refuse_wrong_wishes
from geo.importing.report import ImportOptions, ImportReport
from geo.importing.road_network import copy_road_network, is_road_network, put_roads
from geo.importing.roads import road_lines, with_class_column
from geo.importing.villages import village_rows
from geo.importing.write import geojson_bytes, put, roads_bytes
from geo.importing.zones import zone_areas
from geo.messages import notice
from geo.notices import Notice
from geo.places import outside_japan
from geo.region_file import FILE, read_region_file

_POINTS, _LINES, _AREAS = (0, 4), (1, 5), (3, 6)
_SHAPES = {
    "villages": ((*_POINTS, *_AREAS), "点か面"),
    "facilities": ((*_POINTS, *_AREAS), "点か面"),
    "sites": ((*_POINTS, *_AREAS), "点か面"),
    "residents": ((*_POINTS, *_AREAS), "点か面"),
    "roads": (_LINES, "線"),
    "zone": (_AREAS, "面"),
}
_NEEDED = {"villages": ("population", "households"), "residents": ("village_id", "population")}
_CENSUS_HEADERS = ("KEY_CODE", "PREF", "CITY", "CITY_NAME")


@dataclass
class _Work:
    """What one import knows while it runs."""

    kind: ImportKind
    folder: Path
    columns: Mapping[str, str]
    clip: gpd.GeoSeries | None
    margin_km: float
    crs: str | None
    options: ImportOptions
    fictional: bool
    step: Callable[[str], None]
    rows_read: int = 0
    matched: dict[str, str] = field(default_factory=dict)
    source_crs: str | None = None
    encoding: str | None = None
    guessed: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def import_files(  # noqa: PLR0913 - one argument for each option of the command line
    kind: str,
    files: Sequence[Path | str],
    region_dir: Path | str,
    *,
    columns: Mapping[str, str] | None = None,
    clip: Path | str | None = None,
    margin_km: float = 10.0,
    crs: str | None = None,
    options: ImportOptions | None = None,
    on_step: Callable[[str], None] | None = None,
) -> ImportReport:
    """Make or extend a region folder from files.

    Parameters
    ----------
    kind
        ``villages``, ``roads``, ``facilities``, ``sites``, ``residents``, ``gtfs`` or ``zone:NAME``.
    files
        Vector layers, JSON lists, CSV tables; feeds for ``gtfs``.
    region_dir
        The region's folder; made where there is none.
    columns
        Column of the region's file → header; what is not given is guessed and said.
    clip, margin_km
        Keep what touches the areas of this file (or the box of its points and lines), widened by so many kilometres.
    crs
        Coordinate system to believe instead of the files' own word.
    options
        Further wishes.
    on_step
        Is told in Japanese what is being done.

    Returns
    -------
    ImportReport
        Tables (villages, facilities, sites, residents) are merged by id; roads, zones and feeds that differ from those of
        the region are replaced only with `options.replace`.

    Raises
    ------
    geo.errors.RequestError
        When nothing can be imported; the region's folder is then as it was.
    """
    options = options or ImportOptions()
    refuse_wrong_wishes(options)
    parsed = parse_kind(kind)
    if not files:
        raise RequestError(notice("import_no_files"))
    folder = Path(region_dir)
    if folder.exists() and not folder.is_dir():
        raise RequestError(notice("import_region_not_folder", file=folder.name))
    fictional = _is_fictional(folder)
    step = on_step or _say_nothing
    area = range_around(Path(clip), margin_km, fictional=fictional) if clip is not None else None
    checked = checked_crs(crs) if crs is not None else None
    work = _Work(parsed, folder, columns or {}, area, margin_km, checked, options, fictional, step)
    kept = _IMPORTERS[parsed.name](work, [Path(f) for f in files])
    notices = [*work.notices, *keep_region_file(folder, options, work.guessed)]
    return ImportReport(kind, work.rows_read, kept, work.matched, work.source_crs, work.encoding, tuple(notices))


def _is_fictional(folder: Path) -> bool:
    if not (folder / FILE).is_file():
        return False
    about, notices = read_region_file(folder)
    if about is None:
        raise RequestError(*notices)
    return about.fictional


def _layer(work: _Work, path: Path) -> tuple[Layer, dict[str, str]]:
    """Read one file, match its columns, place its rows and leave out those that cannot be used."""
    work.step(f"{path.name} を読んでいます")
    layer = read_layer(path, crs=work.crs, fictional=work.fictional)
    work.rows_read += len(layer.table)
    has_shapes = layer.shapes is not None
    matched, said = match_columns(work.kind, layer.table.columns, work.columns, layer.file, skip_place=has_shapes)
    work.notices += said
    needed = _NEEDED.get(work.kind.name, ())
    if not has_shapes:
        if work.kind.name in ("roads", "zone"):
            raise RequestError(notice("import_no_shapes", file=layer.file, expected=_SHAPES[work.kind.name][1]))
        needed = (*needed, "lat", "lon")
    require(matched, needed, layer.table.columns, layer.file)
    if not has_shapes:
        layer = placed(layer, matched["lat"], matched["lon"], fictional=work.fictional)
    layer = clipped(_usable(layer, work.kind.name, fictional=work.fictional), work.clip, work.margin_km)
    work.notices += layer.notices
    work.matched = work.matched or matched
    work.source_crs, work.encoding = work.source_crs or layer.crs, work.encoding or layer.encoding
    heads = {h: list(cells_of(layer.table[h])) for h in _CENSUS_HEADERS if h in layer.table}
    work.guessed = work.guessed or guess_region(heads)
    if len(layer.table) == 0:
        raise RequestError(
            *(n for n in work.notices if n.severity != "info"), notice("import_nothing_left", file=path.name)
        )
    return layer, matched


def _usable(layer: Layer, kind: str, *, fictional: bool) -> Layer:
    assert layer.shapes is not None
    types, expected = _SHAPES[kind]
    shapes = np.asarray(layer.shapes.values, dtype=object)
    missing = shapely.is_missing(shapes) | shapely.is_empty(shapes) | ~np.isfinite(shapely.bounds(shapes)).all(axis=1)
    wrong = ~missing & ~np.isin(shapely.get_type_id(shapes), types)
    notices = [notice("import_geometry_missing", file=layer.file, row=int(row)) for row in layer.table.index[missing]]
    notices += [
        notice("import_geometry_kind", file=layer.file, row=int(row), found=_SHAPE_NAMES[kind_id], expected=expected)
        for row, kind_id in zip(layer.table.index[wrong], shapely.get_type_id(shapes[wrong]), strict=True)
    ]
    keep = ~(missing | wrong)
    layer = replace(layer, table=layer.table[keep], shapes=layer.shapes[keep], notices=(*layer.notices, *notices))
    if fictional or layer.shapes is None:
        return layer
    outside, said = outside_japan(layer.shapes, layer.file)
    stays = ~layer.table.index.isin(outside)
    return replace(layer, table=layer.table[stays], shapes=layer.shapes[stays], notices=(*layer.notices, *said))


_SHAPE_NAMES = {0: "点", 1: "線", 2: "線", 3: "面", 4: "点", 5: "線", 6: "面", 7: "種類の混ざったもの"}


def _say_nothing(words: str) -> None:
    """Stand in for a listener where there is none."""


def _villages(work: _Work, files: list[Path]) -> int:
    places = [read_layer(p, fictional=work.fictional) for p in work.options.places]
    places = [_usable_place(p, fictional=work.fictional) for p in places]
    tables, totals = [], {"population": 0.0, "households": 0.0}
    for path in files:
        layer, matched = _layer(work, path)
        for column in totals:
            totals[column] += sum(number_of(v) or 0 for v in layer.table[matched[column]])
        rows, said = village_rows(layer, matched, places, dissolve=work.options.dissolve)
        work.notices += said
        tables.append(rows)
    rows = pd.concat(tables, ignore_index=True).fillna("")
    kept = _write_named(work, rows, files[0].name)
    sums = {c: sum(number_of(v) or 0 for v in rows[c]) for c in totals}
    same = all(sums[c] == totals[c] for c in totals)
    counts: dict[str, Any] = {"villages": f"{len(rows):,}", **{c: f"{sums[c]:,.0f}" for c in totals}}
    work.notices.append(notice("import_totals" if same else "import_totals_differ", file="villages.csv", **counts))
    return kept


def _usable_place(layer: Layer, *, fictional: bool) -> Layer:
    if layer.shapes is not None:
        return layer
    kind = ImportKind("sites")
    matched, _ = match_columns(kind, layer.table.columns, {}, layer.file)
    require(matched, ("lat", "lon"), layer.table.columns, layer.file)
    return placed(layer, matched["lat"], matched["lon"], fictional=fictional)


def _places(work: _Work, files: list[Path]) -> int:
    tables = []
    for path in files:
        layer, matched = _layer(work, path)
        rows, said = place_rows(layer, matched, work.options.only)
        work.notices += said
        if work.kind.name == "facilities":
            rows, said = with_categories(rows, work.options.category or _category_of(layer), layer.file)
            work.notices += said
            rows, said = with_statuses(rows, layer.file)
        else:
            rows, said = with_site_kinds(rows, layer.file)
        work.notices += said
        tables.append(rows)
    rows = pd.concat(tables, ignore_index=True).fillna("")
    file = files[0].name if len(files) == 1 else FILES[work.kind.name][0]
    if rows.empty:
        raise RequestError(*(n for n in work.notices if n.severity != "info"), notice("import_nothing_left", file=file))
    rows, said = once_each(rows, file)
    work.notices += said
    return _write_named(work, rows.reset_index(drop=True), file)


def _category_of(layer: Layer) -> str | None:
    heads = {str(h)[:4] for h in layer.table.columns}
    return next((code for start, code in CATEGORY_OF_LAYER.items() if start in heads), None)


def _write_named(work: _Work, rows: pd.DataFrame, file: str) -> int:
    kind = work.kind.name
    before = rows_so_far(work.folder, kind, start_anew=work.options.replace)
    rows, said = with_names(rows, kind, file)
    work.notices += said
    elsewhere = ids_elsewhere(work.folder, kind)
    rows, said = with_ids(rows, FILES[kind][1], kind, before=before, elsewhere=elsewhere, file=file)
    work.notices += said
    work.step(f"{FILES[kind][0]} を書いています")
    work.notices += write_rows(work.folder, work.kind, before, rows)
    return len(rows)


def _residents(work: _Work, files: list[Path]) -> int:
    tables = []
    for path in files:
        layer, matched = _layer(work, path)
        rows, said = resident_rows(layer, matched)
        work.notices += said
        tables.append(rows)
    rows = pd.concat(tables, ignore_index=True)
    before = rows_so_far(work.folder, "residents", start_anew=work.options.replace)
    work.notices += write_rows(work.folder, work.kind, before, rows)
    return len(rows)


def _roads(work: _Work, files: list[Path]) -> int:
    if len(files) == 1 and is_road_network(files[0]):
        if work.clip is not None:
            work.notices.append(notice("import_network_not_clipped", file=files[0].name))
        work.rows_read = copy_road_network(files[0], work.folder, replace=work.options.replace)
        return work.rows_read
    frames = []
    for path in files:
        layer, matched = _layer(work, path)
        matched, said = with_class_column(layer, matched)
        work.matched = matched | work.matched
        lines, more = road_lines(layer, matched)
        work.notices += [*said, *more]
        frames.append(lines)
    lines = pd.concat(frames, ignore_index=True)
    work.step("roads.gpkg を書いています")
    if put_roads(work.folder, "roads.gpkg", roads_bytes(lines), replace=work.options.replace):
        work.notices.append(notice("import_replaced", file="roads.gpkg"))
    return len(lines)


def _zone(work: _Work, files: list[Path]) -> int:
    frames = []
    for path in files:
        layer, _ = _layer(work, path)
        areas, said = zone_areas(layer, dissolve=work.options.dissolve)
        work.notices += said
        frames.append(areas)
    areas = pd.concat(frames, ignore_index=True)
    file = f"{work.kind.zone}.geojson"
    content = geojson_bytes(areas, work.kind.zone)
    if put(work.folder / "zones" / file, content, replace=work.options.replace):
        work.notices.append(notice("import_replaced", file=f"zones/{file}"))
    return len(areas)


def _gtfs(work: _Work, files: list[Path]) -> int:
    for path in files:
        work.step(f"{path.name} を読んでいます")
        feed, said = import_feed(path, work.folder, replace=work.options.replace)
        work.notices += said
        work.rows_read += feed.trips
    return work.rows_read


_IMPORTERS: Mapping[str, Callable[[_Work, list[Path]], int]] = {
    "villages": _villages,
    "facilities": _places,
    "sites": _places,
    "residents": _residents,
    "roads": _roads,
    "zone": _zone,
    "gtfs": _gtfs,
}
