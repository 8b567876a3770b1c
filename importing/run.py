"""One import from beginning to end: read, match columns, check rows, write, and say everything that was decided."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from geo.files.crs import DEGREES
from geo.files.links import leading_out
from geo.osm.files import is_osm
from geo.region.region_file import FILE, RegionFile, read_region_file
from geo.region.tables.bus_stops import LINES_FILE
from geo.region.tables.villages import read_villages
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from importing.columns.kinds import parse_kind
from importing.files.clip import range_of
from importing.files.layers import checked_crs, read_layer
from importing.files.members import expanded
from importing.layers.bus_lines import bus_lines
from importing.layers.coast import LAND_FILE, land_beside
from importing.layers.depopulated import import_depopulated
from importing.layers.facility_columns import data_set_of, no_services, poi_categories, unused_columns, with_hours
from importing.layers.feeds import import_feed
from importing.layers.osm_layer import OWNER, SOURCE
from importing.layers.points import once_each, place_rows, with_categories, with_site_kinds, with_statuses
from importing.layers.road_gaps import with_gaps_joined
from importing.layers.road_network import import_road_network, is_road_network, put_roads
from importing.layers.roads import road_lines, with_class_column
from importing.layers.work import Work, left_out_file, work_layers, write_named
from importing.layers.zones import zone_areas
from importing.office_tables.contracts import import_contracts
from importing.office_tables.riders import import_riders
from importing.office_tables.survey import import_survey
from importing.people.mesh import import_mesh
from importing.people.municipal_projections import import_municipal_projections
from importing.people.residents import import_residents
from importing.people.village_tables import import_villages, placed_by_columns
from importing.region_files.merge import FILES
from importing.region_files.region_toml import (
    UNKNOWN_MUNICIPALITY,
    keep_legal_status,
    keep_region_file,
    refuse_wrong_options,
)
from importing.region_files.report import ImportOptions, ImportReport
from importing.region_files.write import geojson_bytes, put, roads_bytes
from importing.timetables.import_timetables import import_timetables


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
        One of `importing.columns.kinds.KINDS`: ``villages``, ``roads``, ``riders``, ``zone:landslide`` …
    files
        Vector layers, JSON lists, CSV tables; feeds for ``gtfs``.
    region_dir
        The region's folder; made where there is none.
    columns
        Column of the region's file → header; what is not given is guessed and noted.
    clip, margin_km
        Keep what touches the areas of this file (or the box of its points and lines), widened by so many kilometres.
    crs
        Coordinate system to believe instead of the files' own word.
    options
        Further options.
    on_step
        Called with what is being done, in Japanese.

    Returns
    -------
    ImportReport
        Tables (villages, facilities, sites, residents) are merged by id; roads, zones and feeds that differ from those of
        the region are replaced only with `options.replace`.

    Raises
    ------
    geo.texts.errors.RequestError
        When nothing can be imported; the region's folder is then as it was.
    """
    options = options or ImportOptions()
    refuse_wrong_options(options)
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
    work = Work(parsed, folder, columns or {}, None, margin_km, checked, options, fictional, step)
    known_code = options.municipality_code or (about.municipality_code if about is not None else UNKNOWN_MUNICIPALITY)
    if known_code != UNKNOWN_MUNICIPALITY:
        work.municipality_code = known_code
    with tempfile.TemporaryDirectory() as scratch:
        if clip is not None:
            around = read_layer(_out_of_zip(clip, Path(scratch) / "clip"), fictional=fictional)
            work.clip = range_of(placed_by_columns(around, fictional=fictional), margin_km)
        work.places = tuple(_out_of_zip(p, Path(scratch) / f"place{i}") for i, p in enumerate(options.places))
        work.stops = tuple(_out_of_zip(p, Path(scratch) / f"stop{i}") for i, p in enumerate(options.stops))
        paths = [Path(f) for f in files]
        if parsed.name not in _UNPACKING:
            paths, work.notices = expanded(paths, parsed.name, Path(scratch))
        kept = _IMPORTERS[parsed.name](work, paths)
    if any(is_osm(p) for p in paths) and not any(s.startswith(OWNER) for s in options.sources):
        work.sources.append(SOURCE)
    options = replace(options, sources=tuple(dict.fromkeys((*options.sources, *work.sources))))
    notices = [*work.notices, *keep_region_file(folder, options, work.guessed)]
    notices += keep_legal_status(folder, work.legal_status) if work.legal_status else []
    return ImportReport(kind, work.rows_read, kept, work.matched, work.source_crs, work.encoding, tuple(notices))


def _out_of_zip(path: Path | str, scratch: Path) -> Path:
    """Return the first file to read of a zip, unpacked with care; any other file as it is."""
    return expanded([Path(path)], "places", scratch)[0][0]


def _region_so_far(folder: Path) -> RegionFile | None:
    if not (folder / FILE).is_file():
        return None
    about, notices = read_region_file(folder)
    if about is None:
        raise RequestError(*notices)
    return about


def _say_nothing(text: str) -> None:
    """Stand in for a listener where there is none."""


def _places(work: Work, files: list[Path]) -> int:
    tables, as_read = [], []
    for layer, matched in work_layers(work, files):
        rows, notices = place_rows(layer, matched, work.options.only)
        work.notices += notices
        if work.kind.name == "facilities":
            work.notices += no_services(layer)
            name, usual = data_set_of(layer) if not work.is_register else ("", "")
            if name:
                work.notices.append(notice("import_data_set", file=layer.file, name=name))
            codes = poi_categories(layer)
            rows, notices = with_categories(rows, work.options.category, layer.file, codes=codes, usual=usual)
            work.notices += [*notices, *unused_columns(layer, matched)]
            rows, notices = with_hours(rows, layer, matched)
            work.notices += notices
            rows, notices = with_statuses(rows, layer.file)
            work.notices += notices
        if rows.empty and len(files) > 1:
            work.notices.append(left_out_file(layer.file))
        tables.append(rows)
        as_read.append(layer.table.loc[rows.index])
    rows = pd.concat(tables, ignore_index=True).fillna("")
    file = files[0].name if len(files) == 1 else FILES[work.kind.name][0]
    if rows.empty:
        raise RequestError(*(n for n in work.notices if n.severity != "info"), notice("import_nothing_left", file=file))
    if not work.is_register:  # in a register each row is a thing of its own
        rows, notices = once_each(rows, pd.concat(as_read, ignore_index=True), file)
        work.notices += notices
    if work.kind.name == "sites":  # of those that stay: what is told of more than are kept cannot be found again
        rows, notices = with_site_kinds(rows, file)
        work.notices += notices
    return write_named(work, rows.reset_index(drop=True), file)


def _bus_stops(work: Work, files: list[Path]) -> int:
    tables = []
    for layer, matched in work_layers(work, files):
        rows, notices = place_rows(layer, matched, work.options.only)
        work.notices += notices
        tables.append(rows)
    return write_named(work, pd.concat(tables, ignore_index=True).fillna(""), files[0].name)


def _bus_lines(work: Work, files: list[Path]) -> int:
    frames = []
    for read in work_layers(work, files):
        lines, notices = bus_lines(*read)
        work.notices += notices
        frames.append(lines)
    lines = pd.concat(frames, ignore_index=True)
    if put(work.folder / LINES_FILE, geojson_bytes(lines, "bus_lines"), replace=work.options.replace):
        work.notices.append(notice("import_replaced", file=LINES_FILE))
    return len(lines)


def _roads(work: Work, files: list[Path]) -> int:
    if len(files) == 1 and is_road_network(files[0]):
        work.step(f"{files[0].name} を読んでいます")
        within = None if work.clip is None else tuple(work.clip.to_crs(DEGREES).total_bounds)
        work.rows_read, notices = import_road_network(
            files[0], work.folder, within=within, replace=work.options.replace, fictional=work.fictional
        )
        work.notices += notices
        if work.options.join_gaps_m is not None:
            work.notices.append(notice("import_network_gaps", file=files[0].name))
        return work.rows_read
    frames = []
    for layer, guessed in work_layers(work, files):
        matched, notices = with_class_column(layer, guessed)
        work.matched = matched | work.matched
        lines, more = road_lines(layer, matched)
        work.notices += [*notices, *more]
        frames.append(lines)
    lines = pd.concat(frames, ignore_index=True)
    read = len(lines)
    if work.options.join_gaps_m is not None:
        work.step("道の切れ目をつないでいます")
        lines, notices = with_gaps_joined(lines, work.options.join_gaps_m, "roads.gpkg")
        work.notices += notices
    work.step("roads.gpkg を書いています")
    if put_roads(work.folder, "roads.gpkg", roads_bytes(lines), replace=work.options.replace):
        work.notices.append(notice("import_replaced", file="roads.gpkg"))
    return read


def _zone(work: Work, files: list[Path]) -> int:
    frames = []
    for layer, _ in work_layers(work, files):
        areas, notices = zone_areas(layer, dissolve=work.options.dissolve)
        work.notices += notices
        frames.append(areas)
    areas = pd.concat(frames, ignore_index=True)
    file = f"{work.kind.zone}.geojson"
    content = geojson_bytes(areas, work.kind.zone)
    if put(work.folder / "zones" / file, content, replace=work.options.replace):
        work.notices.append(notice("import_replaced", file=f"zones/{file}"))
    return len(areas)


def _gtfs(work: Work, files: list[Path]) -> int:
    for path in files:
        work.step(f"{path.name} を読んでいます")
        feed, notices = import_feed(path, work.folder, replace=work.options.replace, on=work.options.on)
        work.notices += notices
        work.rows_read += feed.trips
    return work.rows_read


def _coastline(work: Work, files: list[Path]) -> int:
    villages = read_villages(work.folder / FILES["villages"][0], fictional=work.fictional, blank_counts=True)[0]
    if villages is None:
        raise RequestError(notice("relief_without_villages", file=FILES["villages"][0]))
    (file, *others) = [layer for layer, _ in work_layers(work, files)]
    shapes = pd.concat([layer.shapes for layer in (file, *others) if layer.shapes is not None], ignore_index=True)
    land, notices = land_beside(replace(file, shapes=shapes), villages)
    work.notices += notices
    if put(work.folder / "zones" / LAND_FILE, geojson_bytes(land, "land"), replace=work.options.replace):
        work.notices.append(notice("import_replaced", file=f"zones/{LAND_FILE}"))
    return len(land)


def _relief(work: Work, files: list[Path]) -> int:
    from importing.relief.import_relief import import_relief  # rasterio is large, and used here alone

    return import_relief(work, files)


_OFFICE_TABLES = {"riders": import_riders, "contracts": import_contracts, "wishes": import_survey}


def _office_table(work: Work, files: list[Path]) -> int:
    done = _OFFICE_TABLES[work.kind.name](
        files, work.folder, work.columns, start_anew=work.options.replace, step=work.step
    )
    work.notices += done.notices
    work.rows_read, work.matched, work.encoding = done.rows_read, done.matched, done.encoding
    return done.rows_kept


_IMPORTERS: Mapping[str, Callable[[Work, list[Path]], int]] = {
    "villages": import_villages,
    "facilities": _places,
    "sites": _places,
    "residents": import_residents,
    "mesh": import_mesh,
    "roads": _roads,
    "bus_stops": _bus_stops,
    "bus_lines": _bus_lines,
    "zone": _zone,
    "gtfs": _gtfs,
    "timetable": import_timetables,
    "projections": import_municipal_projections,
    "relief": _relief,
    "coastline": _coastline,
    "legal_status": import_depopulated,
    **dict.fromkeys(_OFFICE_TABLES, _office_table),
}

_UNPACKING = ("gtfs", "relief")
"""Kinds whose importers open zips themselves."""
