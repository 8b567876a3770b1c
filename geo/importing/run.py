"""One import from beginning to end: read, match columns, check rows, write, and say everything that was decided."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.bus_stops import LINES_FILE
from geo.crs import DEGREES
from geo.errors import RequestError
from geo.importing.bus_lines import bus_lines
from geo.importing.cells import cells_of
from geo.importing.clip import clipped, range_around
from geo.importing.coordinates import with_split_pair
from geo.importing.counts import number_of
from geo.importing.feeds import import_feed
from geo.importing.guess_columns import known_headers, match_columns, require
from geo.importing.identity import with_ids, with_names
from geo.importing.kinds import ImportKind, parse_kind
from geo.importing.ksj import recognised
from geo.importing.ksj_columns import translated
from geo.importing.layers import Layer, Reading, checked_crs, placed, read_layer
from geo.importing.members import expanded
from geo.importing.merge import FILES, ids_elsewhere, rows_so_far, write_rows
from geo.importing.osm_layer import read_osm_layer
from geo.importing.points import once_each, place_rows, resident_rows, with_categories, with_site_kinds, with_statuses
from geo.importing.region_toml import (
    UNKNOWN_MUNICIPALITY,
    guess_region,
    guess_year,
    keep_region_file,
    refuse_wrong_wishes,
)
from geo.importing.report import ImportOptions, ImportReport
from geo.importing.road_network import import_road_network, is_road_network, put_roads
from geo.importing.roads import road_lines, with_class_column
from geo.importing.usable import SHAPES, usable, without_totals
from geo.importing.villages import village_rows
from geo.importing.write import geojson_bytes, put, roads_bytes
from geo.importing.zones import zone_areas
from geo.links import leading_out
from geo.messages import notice
from geo.notices import Notice
from geo.osm.files import is_osm
from geo.region_file import FILE, RegionFile, read_region_file

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
    municipality_code: str | None = None
    sources: list[str] = field(default_factory=list)
    is_register: bool = False
    places: tuple[Path, ...] = ()


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
    outward = leading_out(folder)
    if outward:
        raise RequestError(*outward)
    about = _region_so_far(folder)
    fictional = about is not None and about.fictional
    step = on_step or _say_nothing
    checked = checked_crs(crs) if crs is not None else None
    work = _Work(parsed, folder, columns or {}, None, margin_km, checked, options, fictional, step)
    if about is not None and about.municipality_code != UNKNOWN_MUNICIPALITY:
        work.municipality_code = about.municipality_code
    with tempfile.TemporaryDirectory() as scratch:
        if clip is not None:
            work.clip = range_around(_out_of_zip(clip, Path(scratch) / "clip"), margin_km, fictional=fictional)
        work.places = tuple(_out_of_zip(p, Path(scratch) / f"place{i}") for i, p in enumerate(options.places))
        paths = [Path(f) for f in files]
        if parsed.name != "gtfs":
            paths, work.notices = expanded(paths, parsed.name, Path(scratch))
        kept = _IMPORTERS[parsed.name](work, paths)
    options = replace(options, sources=tuple(dict.fromkeys((*options.sources, *work.sources))))
    notices = [*work.notices, *keep_region_file(folder, options, work.guessed)]
    return ImportReport(kind, work.rows_read, kept, work.matched, work.source_crs, work.encoding, tuple(notices))


def _out_of_zip(path: Path | str, scratch: Path) -> Path:
    """Give the first file to read of a zip, unpacked with care; any other file as it is."""
    return expanded([Path(path)], "places", scratch)[0][0]


def _region_so_far(folder: Path) -> RegionFile | None:
    if not (folder / FILE).is_file():
        return None
    about, notices = read_region_file(folder)
    if about is None:
        raise RequestError(*notices)
    return about


def _layer(work: _Work, path: Path) -> tuple[Layer, dict[str, str]]:
    """Read one file, match its columns, place its rows and leave out those that cannot be used."""
    work.step(f"{path.name} を読んでいます")
    if is_osm(path):
        layer = read_osm_layer(path, work.kind)
    else:
        how = Reading(work.crs, work.fictional, known_headers(work.kind), work.municipality_code)
        layer = read_layer(path, how=how)
    work.rows_read += len(layer.table)
    layer, given = _of_ministry(work, layer)
    has_shapes = layer.shapes is not None
    matched, said = match_columns(work.kind, layer.table.columns, given, layer.file, skip_place=has_shapes)
    work.notices += said
    needed = _NEEDED.get(work.kind.name, ())
    if not has_shapes:
        if work.kind.name in ("roads", "bus_lines", "zone"):
            raise RequestError(notice("import_no_shapes", file=layer.file, expected=SHAPES[work.kind.name][1]))
        needed = (*needed, "lat", "lon")
        table, matched = with_split_pair(layer.table, matched)
        layer = replace(layer, table=table)
    layer = without_totals(layer, matched.get("name"))
    require(matched, needed, layer.table.columns, layer.file)
    if not has_shapes:
        layer = placed(layer, matched["lat"], matched["lon"], fictional=work.fictional)
    layer = clipped(usable(layer, work.kind.name, fictional=work.fictional), work.clip, work.margin_km)
    work.notices += layer.notices
    work.matched = work.matched or matched
    work.source_crs, work.encoding = work.source_crs or layer.crs, work.encoding or layer.encoding
    heads = {h: list(cells_of(layer.table[h])) for h in _CENSUS_HEADERS if h in layer.table}
    work.guessed = work.guessed or guess_region(heads) | guess_year(layer.table, layer.preamble)
    if len(layer.table) == 0:
        raise RequestError(
            *(n for n in work.notices if n.severity != "info"), notice("import_nothing_left", file=path.name)
        )
    return layer, matched


def _of_ministry(work: _Work, layer: Layer) -> tuple[Layer, dict[str, str]]:
    """Translate a layer of 国土数値情報, keep its source, and tell which of its columns is the name."""
    found = recognised(layer.file, layer.table)
    given = dict(work.columns)
    if found is not None:
        layer = translated(layer, found, f"zone:{work.kind.zone}" if work.kind.zone else work.kind.name, work.municipality_code)  # fmt: skip
        work.is_register = True
        if "name" in found.columns and "name" in work.kind.columns:
            given = {"name": found.columns["name"], **given}
    if layer.source:
        work.sources.append(layer.source)
        work.notices.append(notice("source_in_file", file=layer.file, source=layer.source))
    return layer, given


def _say_nothing(words: str) -> None:
    """Stand in for a listener where there is none."""


def _villages(work: _Work, files: list[Path]) -> int:
    places = [read_layer(p, fictional=work.fictional) for p in work.places]
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
            rows, said = with_categories(rows, work.options.category, layer.file)
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
    if not work.is_register:  # in a register each row is a thing of its own
        rows, said = once_each(rows, file)
        work.notices += said
    return _write_named(work, rows.reset_index(drop=True), file)


def _write_named(work: _Work, rows: pd.DataFrame, file: str) -> int:
    kind = work.kind.name
    before = rows_so_far(work.folder, kind, start_anew=work.options.replace)
    rows, said = with_names(rows, kind, file, numbered=kind != "bus_stops")
    work.notices += said
    elsewhere = ids_elsewhere(work.folder, kind)
    rows, said = with_ids(rows, FILES[kind][1], kind, before=before, elsewhere=elsewhere, file=file)
    work.notices += said
    work.step(f"{FILES[kind][0]} を書いています")
    work.notices += write_rows(work.folder, work.kind, before, rows)
    return len(rows)


def _bus_stops(work: _Work, files: list[Path]) -> int:
    tables = []
    for path in files:
        layer, matched = _layer(work, path)
        rows, said = place_rows(layer, matched, work.options.only)
        work.notices += said
        tables.append(rows)
    return _write_named(work, pd.concat(tables, ignore_index=True).fillna(""), files[0].name)


def _bus_lines(work: _Work, files: list[Path]) -> int:
    frames = []
    for path in files:
        lines, said = bus_lines(*_layer(work, path))
        work.notices += said
        frames.append(lines)
    lines = pd.concat(frames, ignore_index=True)
    if put(work.folder / LINES_FILE, geojson_bytes(lines, "bus_lines"), replace=work.options.replace):
        work.notices.append(notice("import_replaced", file=LINES_FILE))
    return len(lines)


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
        work.step(f"{files[0].name} を読んでいます")
        within = None if work.clip is None else tuple(work.clip.to_crs(DEGREES).total_bounds)
        work.rows_read, said = import_road_network(
            files[0], work.folder, within=within, replace=work.options.replace, fictional=work.fictional
        )
        work.notices += said
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
        feed, said = import_feed(path, work.folder, replace=work.options.replace, on=work.options.on)
        work.notices += said
        work.rows_read += feed.trips
    return work.rows_read


_IMPORTERS: Mapping[str, Callable[[_Work, list[Path]], int]] = {
    "villages": _villages,
    "facilities": _places,
    "sites": _places,
    "residents": _residents,
    "roads": _roads,
    "bus_stops": _bus_stops,
    "bus_lines": _bus_lines,
    "zone": _zone,
    "gtfs": _gtfs,
}
