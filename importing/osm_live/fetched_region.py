"""A region from OpenStreetMap, live: asked once, then read by the same importers as files are, and put in place whole."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from geo.files.crs import DEGREES, in_japan, metric_crs
from geo.reference import reference_table
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from geo.texts.reasons import reason_of
from importing.layers.osm_layer import OWNER, TERMS
from importing.osm_live.asking import Asking
from importing.osm_live.live import Boundary, Things, ask_boundary, ask_things
from importing.osm_live.question import Box
from importing.region_files.merge import rows_so_far
from importing.region_files.report import ImportOptions, ImportReport
from importing.region_files.write import geojson_bytes, table_bytes, write_whole
from importing.run import import_files

_FILE = "openstreetmap.osm.pbf"
_BOUNDARY = "municipality.geojson"
_ZONES = ("farmland",)
_ESSENTIAL = {"roads": "道", "villages": "集落", "facilities": "施設"}
_WITH_MARGIN = {"roads": "道", "facilities": "施設", "bus_stops": "停留所"}
_WITHIN = {"villages": "集落", "zone:farmland": "農地"}
_NONE_OF_IT = {"osm_has_none", "import_nothing_left", "roads_empty"}
_M_PER_KM = 1000.0


@dataclass(frozen=True)
class FetchOptions:
    """Further options of a fetch.

    Parameters
    ----------
    margin_km
        How far around the box of the place roads, facilities and stops are taken: the hospital is often in the next town.
    municipality_code, base_year
        What region.toml is to say.
    """

    margin_km: float = 10.0
    municipality_code: str | None = None
    base_year: int | None = None

    def __post_init__(self) -> None:
        """Refuse a margin that is none.

        Raises
        ------
        geo.texts.errors.RequestError
            Naming it.
        """
        if not 0 <= self.margin_km < float("inf"):
            raise RequestError(notice("import_margin_wrong", margin=self.margin_km))


@dataclass(frozen=True)
class FetchReport:
    """What was fetched.

    Parameters
    ----------
    place
        As asked.
    found
        What OpenStreetMap calls it, with all that it belongs to.
    date
        Day of the data (YYYY-MM-DD).
    imports
        One report for each kind of thing that there is.
    notices
        What there is to say of the whole; each import has its own.
    """

    place: str
    found: str
    date: str
    imports: tuple[ImportReport, ...]
    notices: tuple[Notice, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the report with the keys of the command line's JSON."""
        return {
            "place": self.place,
            "found": self.found,
            "date": self.date,
            "imports": [report.as_dict() for report in self.imports],
        }


def fetch_region(
    place: str, region_dir: Path | str, *, asking: Asking, on: datetime.date, options: FetchOptions | None = None
) -> FetchReport:
    """Make a region folder from OpenStreetMap's servers.

    Parameters
    ----------
    place
        A municipality as people write it: 石川県能登町.
    region_dir
        The region's folder, which is not there yet or is empty. It appears when all is done, or not at all.
    asking
        Whom to ask.
    on
        Today, noted as the day of the data where the server names none.
    options
        Further options.

    Returns
    -------
    FetchReport
        Boundary, roads, villages, facilities, bus stops and farmland, as far as there are any.

    Raises
    ------
    geo.texts.errors.RequestError
        When nobody can be asked, the place is unknown, too large or outside Japan, nothing is there, or the folder is in use.
    """
    options = options or FetchOptions()
    folder = Path(region_dir).resolve()
    _refuse_used(folder)
    asking.say(f"「{place}」の範囲を調べています")
    boundary = ask_boundary(place, asking)
    notices = [_found(boundary)]
    box = _box_around(boundary, options.margin_km)
    try:
        with tempfile.TemporaryDirectory(dir=_nearest(folder), prefix=".kyoten-", ignore_cleanup_errors=True) as beside:
            asked_for = Path(beside) / _FILE
            asking.say(f"{boundary.name}：道、集落、施設、停留所、農地を取り寄せています（数分かかることがあります）")
            things = ask_things(box, asked_for, asking, zones=_ZONES)
            date = things.date or on.isoformat()
            if things.kept:
                notices.append(notice("fetch_from_cache", date=date))
            made = Path(beside) / "region" / folder.name
            reports, new_notices = _imported(
                made, boundary, asked_for, _with_source(options, boundary, date), asking, options
            )
            notices += new_notices
            _refuse_nothing(reports, boundary, things)
            _put_in_place(made, folder)
    except OSError as problem:
        file = Path(problem.filename).name if problem.filename else folder.name
        raise RequestError(notice("output_unwritable", file=file, reason=reason_of(problem))) from problem
    return FetchReport(place, boundary.full_name, date, tuple(reports), tuple(notices))


def _refuse_used(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RequestError(notice("fetch_folder_used", file=folder.name))


def _nearest(folder: Path) -> Path:
    """Return the nearest folder above that is there: what is made on the same disk can be put in place at one stroke."""
    return next(above for above in folder.parents if above.is_dir())


def _found(boundary: Boundary) -> Notice:
    area = f"{_km2(boundary.area):,.1f}"
    return notice("fetch_place_found", found=boundary.full_name, area=area)


def _km2(area: shapely.Geometry) -> float:
    return abs(float(pyproj.Geod(ellps="GRS80").geometry_area_perimeter(area)[0])) / _M_PER_KM**2


def _box_around(boundary: Boundary, margin_km: float) -> Box:
    """Return the box of a place with its margin, when it is in Japan and can be asked for at once."""
    west, south, east, north = shapely.bounds(boundary.area)
    if not (in_japan(south, west) and in_japan(north, east)):
        raise RequestError(notice("fetch_outside_japan", found=boundary.full_name))
    limits = reference_table("osm_limits")
    own_km2 = _km2(boundary.area)
    if own_km2 > limits["place_km2"].value:
        most = f"{limits['place_km2'].value:,.0f}"
        raise RequestError(
            notice("fetch_place_too_large", found=boundary.full_name, area=f"{own_km2:,.0f}", limit=most)
        )
    plane = f"EPSG:{metric_crs((south + north) / 2, (west + east) / 2)}"
    core = gpd.GeoSeries([shapely.box(west, south, east, north)], crs=DEGREES).to_crs(plane)
    wide = core.buffer(margin_km * _M_PER_KM, join_style="mitre")
    wide_km2 = float(wide.area.iloc[0]) / _M_PER_KM**2
    if wide_km2 > limits["asked_km2"].value:
        most = f"{limits['asked_km2'].value:,.0f}"
        raise RequestError(
            notice("fetch_margin_too_large", area=f"{wide_km2:,.0f}", limit=most, margin=f"{margin_km:g}")
        )
    west, south, east, north = (float(degrees) for degrees in wide.to_crs(DEGREES).total_bounds)
    return west, south, east, north


def _with_source(options: FetchOptions, boundary: Boundary, date: str) -> ImportOptions:
    return ImportOptions(
        region_name=boundary.name,
        municipality_code=options.municipality_code,
        base_year=options.base_year,
        sources=(f"{OWNER},{date},{TERMS}",),
    )


def _imported(
    made: Path, boundary: Boundary, file: Path, import_options: ImportOptions, asking: Asking, options: FetchOptions
) -> tuple[list[ImportReport], list[Notice]]:
    """Let the importers of files make the region, and say of which things there are none."""
    edge = file.with_name(_BOUNDARY)
    area = gpd.GeoDataFrame({"name": [boundary.name]}, geometry=[boundary.area], crs=DEGREES)
    edge.write_bytes(geojson_bytes(area, "municipality"))
    reports = [import_files("zone:municipality", [edge], made, options=import_options)]
    notices = []
    for kind, name in (_WITH_MARGIN | _WITHIN).items():
        asking.say(f"{name}を読んでいます")
        margin_km = options.margin_km if kind in _WITH_MARGIN else 0.0
        try:
            reports.append(import_files(kind, [file], made, clip=edge, margin_km=margin_km, options=import_options))
        except RequestError as problem:
            if not any(n.code in _NONE_OF_IT for n in problem.notices):
                raise
            notices.append(notice("fetch_kind_none", kind=name))
    outside = _mark_outside(made, boundary)
    if outside:
        notices.append(notice("fetch_outside_marked", file="facilities.csv", count=f"{outside:,}"))
    return reports, notices


def _mark_outside(made: Path, boundary: Boundary) -> int:
    """Note which facilities lie beyond the municipality, and count them."""
    rows = rows_so_far(made, "facilities")
    if rows.empty:
        return 0
    points = shapely.points(rows["lon"].astype(float), rows["lat"].astype(float))
    outside = ~np.asarray(shapely.covers(boundary.area, points), dtype=bool)
    table = rows.assign(outside=np.where(outside, "true", "false"))
    write_whole(made / "facilities.csv", table_bytes(table))
    return int(outside.sum())


def _refuse_nothing(reports: Sequence[ImportReport], boundary: Boundary, things: Things) -> None:
    if not {report.kind for report in reports} & set(_ESSENTIAL):
        raise RequestError(notice("fetch_nothing", found=boundary.full_name, count=f"{things.count:,}"))


def _put_in_place(made: Path, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.is_dir():
        folder.rmdir()  # it is empty, or somebody has put something there meanwhile and this fails
    made.rename(folder)
