"""What one import knows while it runs, and the steps that most kinds of imports share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.osm.files import is_osm
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cells_of
from importing.columns.age_headers import with_ages
from importing.columns.age_rows import widened
from importing.columns.counted_basis import CountedBasis, basis_of, date_of
from importing.columns.guess_columns import known_headers, match_columns, require
from importing.columns.kinds import MUNICIPALITY_HEADERS, MUNICIPALITY_NAMES, ImportKind
from importing.columns.ksj import recognised, unknown_data_set
from importing.columns.ksj_columns import translated
from importing.columns.mesh_cells import are_cells, with_cells
from importing.files.clip import clipped
from importing.files.coordinates import with_split_pair
from importing.files.layers import Layer, Reading, placed, read_layer
from importing.layers.counted_once import earlier_dates, once_by_date, once_by_sex, without_parents, without_totals
from importing.layers.osm_layer import read_osm_layer
from importing.layers.outliers import outliers
from importing.layers.usable import SHAPES, usable
from importing.region_files.identity import with_ids, with_names
from importing.region_files.merge import FILES, ids_elsewhere, rows_so_far, write_rows
from importing.region_files.region_toml import guess_region, guess_year
from importing.region_files.report import ImportOptions

_NEEDED = {"villages": ("population", "households"), "residents": ("population",)}
_WORDS = ("village_id", "name", "district", "municipality", "lat", "lon", "no_car_share")
_CENSUS_HEADERS = ("KEY_CODE", "PREF", "CITY", "CITY_NAME", *MUNICIPALITY_HEADERS, *MUNICIPALITY_NAMES)


@dataclass(frozen=True, eq=False)
class Earlier:
    """Rows of a table of villages at a date, their columns, and what they count; `today` where they are the people of villages.csv too."""

    layer: Layer
    matched: Mapping[str, str]
    date: str
    basis: CountedBasis = field(default_factory=CountedBasis)
    today: bool = False


@dataclass
class Work:
    """What one import knows while it runs; importers fill it in.

    Parameters
    ----------
    kind, folder, columns, clip, margin_km, crs, options
        As asked of `importing.run.import_files`.
    fictional
        Whether the region is made up: checks for Japan are off.
    step
        Called with what is being done, in Japanese.
    rows_read, matched, source_crs, encoding, notices
        What goes into the report.
    guessed
        Name, municipality code and year of the region, as the data tells them.
    municipality_code
        Of the region so far.
    sources
        「名前,年,利用条件」 for region.toml, as the files tell them.
    is_register
        Whether every row of the files is a thing of its own.
    places, stops
        The files of `options.places` and `options.stops`, out of their zips.
    earlier
        Rows of earlier dates, which do not count for the people of today.
    legal_status
        What the table of that name in region.toml is to say.
    """

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
    stops: tuple[Path, ...] = ()
    earlier: list[Earlier] = field(default_factory=list)
    legal_status: Mapping[str, Any] = field(default_factory=dict)


def work_layer(work: Work, path: Path) -> tuple[Layer, dict[str, str]]:
    """Read one file, match its columns, place its rows and leave out those that cannot be used.

    Returns
    -------
    Layer, dict of str to str
        Rows with shapes in degrees, and column of the region's file → header.

    Raises
    ------
    geo.texts.errors.RequestError
        When the file cannot be read, lacks a needed column, or no row is left.
    """
    work.step(f"{path.name} を読んでいます")
    if is_osm(path):
        layer = read_osm_layer(path, work.kind)
    else:
        how = Reading(work.crs, work.fictional, known_headers(work.kind), work.municipality_code)
        layer = read_layer(path, how=how)
    work.rows_read += len(layer.table)
    layer, given = _of_ministry(work, layer)
    has_shapes = layer.shapes is not None
    matched, notices = match_columns(
        work.kind, layer.table.columns, given, layer.file, skip_place=has_shapes, labels=layer.labels
    )
    work.notices += notices
    if work.kind.name == "villages":
        layer, matched = with_ages(*widened(without_parents(layer), matched))
    layer, matched = with_cells(layer, matched, work.kind.name)
    has_shapes = layer.shapes is not None
    needed = _NEEDED.get(work.kind.name, ())
    if not has_shapes:
        if work.kind.name == "mesh":
            known = "、".join(str(h) for h in layer.table.columns)
            raise RequestError(notice("mesh_codes_missing", file=layer.file, known=known))
        if work.kind.name in ("roads", "bus_lines", "coastline", "zone"):
            raise RequestError(notice("import_no_shapes", file=layer.file, expected=SHAPES[work.kind.name][1]))
        table, matched = with_split_pair(layer.table, matched)
        layer = replace(layer, table=table)
        if joins_villages(work, matched):
            return _unplaced(work, _counted_once(work, layer, matched), matched)
        needed = (*needed, "lat", "lon")
    layer = _counted_once(work, layer, matched)
    require(matched, needed, layer.table.columns, layer.file)
    if not has_shapes:
        layer = placed(layer, matched["lat"], matched["lon"], fictional=work.fictional)
    layer = clipped(usable(layer, work.kind.name, fictional=work.fictional), work.clip, work.margin_km)
    work.notices += [*layer.notices, *_outliers(layer)]
    work.matched = work.matched or matched
    work.source_crs, work.encoding = work.source_crs or layer.crs, work.encoding or layer.encoding
    texts = {h: cells_of(layer.table[h]) for h in _CENSUS_HEADERS if h in layer.table}
    heads = {h: cells.tolist() for h, cells in texts.items() if not are_cells(cells).all()}
    work.guessed = work.guessed or guess_region(heads) | guess_year(layer.table, layer.preamble)
    if len(layer.table) == 0:
        raise RequestError(
            *(n for n in work.notices if n.severity != "info"), notice("import_nothing_left", file=path.name)
        )
    return layer, matched


_NOTHING = frozenset(
    {
        "archive_empty",
        "coordinates_all_impossible",
        "file_empty",
        "file_has_no_rows",
        "file_has_nothing",
        "import_nothing_left",
        "mesh_without_people",
        "osm_has_none",
        "people_nowhere_near",
    }
)
"""What is said of a file that can be read but has nothing in it for the kind that it was taken for."""


def has_nothing(problem: RequestError) -> bool:
    """Return whether a file was refused because nothing in it is of any use, so that others can do without it."""
    return any(n.severity == "error" and n.code in _NOTHING for n in problem.notices)


def work_layers(work: Work, files: Sequence[Path]) -> Iterator[tuple[Layer, dict[str, str]]]:
    """Read files as `work_layer` does; one that has nothing in it is named and left out while another has something.

    Raises
    ------
    geo.texts.errors.RequestError
        When one cannot be read, or all of them have nothing.
    """
    useless: list[RequestError] = []
    for path in files:
        try:
            found = work_layer(work, path)
        except RequestError as problem:
            if not has_nothing(problem):
                raise
            useless.append(problem)
            if len(useless) < len(files):
                work.notices.append(left_out_file(path.name))
            continue
        yield found
    if len(useless) == len(files):
        raise RequestError(*dict.fromkeys(n for problem in useless for n in problem.notices))


def left_out_file(file: str) -> Notice:
    """Say that a file is not in the region because nothing in it is of any use."""
    return notice("import_file_left_out", file=file)


def joins_villages(work: Work, matched: Mapping[str, str]) -> bool:
    """Return whether a table of people without places can join the villages that the region has."""
    has_place = {"lat", "lon"} & set(matched)
    return work.kind.name == "villages" and not has_place and (work.folder / FILES["villages"][0]).is_file()


def _unplaced(work: Work, layer: Layer, matched: dict[str, str]) -> tuple[Layer, dict[str, str]]:
    work.notices += layer.notices
    work.matched = work.matched or matched
    work.encoding = work.encoding or layer.encoding
    work.guessed = work.guessed or guess_year(layer.table, layer.preamble)
    return layer, matched


def _counted_once(work: Work, layer: Layer, matched: Mapping[str, str]) -> Layer:
    """Leave out what would count people twice: other dates, the sexes beside both, and totals."""
    people = matched.get("population")
    if layer.shapes is None and work.kind.name in ("villages", "residents"):
        key = next(
            (
                matched[c]
                for c in ("village_id", "name")
                if c in matched and (cells_of(layer.table[matched[c]]) != "").any()
            ),
            None,
        )
        counted = [
            matched[c]
            for c in ("population", *(c for c in matched if c not in ("population", *_WORDS)))
            if c in matched
        ]
        if work.kind.name == "villages" and people is not None:
            for date, rows in earlier_dates(layer, key):
                then = without_totals(once_by_sex(replace(layer, table=rows), counted), matched.get("name"), people)
                work.earlier.append(Earlier(then, matched, date_of(date) or date, stated_basis(work, layer)))
        layer = once_by_sex(once_by_date(layer, key, people, matched.get("name")), counted)
    return without_totals(layer, matched.get("name"), people if work.kind.name == "villages" else None)


def stated_basis(work: Work, layer: Layer) -> CountedBasis:
    """Return what a table counts: as the user says, else as its words say."""
    found = basis_of(layer)
    own = work.options
    return replace(found, kind=own.count_kind or found.kind, foreigners=own.foreigners or found.foreigners)


def _outliers(layer: Layer) -> list[Notice]:
    return outliers(layer.shapes, layer.file) if layer.shapes is not None else []


def _of_ministry(work: Work, layer: Layer) -> tuple[Layer, dict[str, str]]:
    """Translate a layer of 国土数値情報, keep its source, and tell which of its columns is the name."""
    found = recognised(layer.file, layer.table)
    given = dict(work.columns)
    if found is not None:
        layer = translated(layer, found, f"zone:{work.kind.zone}" if work.kind.zone else work.kind.name, work.municipality_code)  # fmt: skip
        work.is_register = True
        if "name" in found.columns and "name" in work.kind.columns:
            given = {"name": found.columns["name"], **given}
    else:
        unknown = unknown_data_set(layer.file, layer.table)
        work.notices += [unknown] if unknown is not None else []
    if layer.source:
        work.sources.append(layer.source)
        work.notices.append(notice("source_in_file", file=layer.file, source=layer.source))
    return layer, given


def write_named(work: Work, rows: pd.DataFrame, file: str) -> int:
    """Give rows names and ids, write them into the table of their kind, and tell how many they are."""
    kind = work.kind.name
    before = rows_so_far(work.folder, kind, start_anew=work.options.replace)
    rows, notices = with_names(rows, kind, file, numbered=kind != "bus_stops")
    work.notices += notices
    elsewhere = ids_elsewhere(work.folder, kind)
    rows, notices = with_ids(rows, FILES[kind][1], kind, before=before, elsewhere=elsewhere, file=file)
    work.notices += notices
    work.step(f"{FILES[kind][0]} を書いています")
    work.notices += write_rows(work.folder, work.kind, before, rows)
    return len(rows)
