"""Published files, cut down where they are large, that are then damaged in every way in which files come to harm."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import xlsxwriter

from tests.importing.timetables.town_sheets import SHEETS, write_rows

FICTIONAL = 'id = "r"\nname = "r"\nmunicipality_code = "00000"\nbase_year = 2024\nfictional = true\n'


@dataclass(frozen=True)
class Source:
    """A file (or a folder) and what is imported from it.

    Parameters
    ----------
    name
        Its name in the folder of sources.
    kind
        What is imported.
    cases
        How often it is damaged.
    abroad
        It lies outside Japan: it goes into a region to which that does not matter.
    """

    name: str
    kind: str
    cases: int
    abroad: bool = False


SOURCES = (
    Source("hospital.csv", "facilities", 26),
    Source("shelters.csv", "sites", 20),
    Source("michinoeki.csv", "facilities", 14),
    Source("units.csv", "villages", 30),
    Source("migration.csv", "villages", 12),
    Source("mesh.txt", "residents", 12),
    Source("centres.xlsx", "facilities", 22),
    Source("units.xlsx", "villages", 26),
    Source("units.shp", "villages", 34),
    Source("stops.shp", "bus_stops", 26),
    Source("lines.shp", "bus_lines", 24),
    Source("P04-14_30.shp", "facilities", 24),
    Source("stations.shp", "sites", 14),
    Source("roads.fgb", "roads", 26),
    Source("landslide.fgb", "zone:landslide", 22),
    Source("swapped.fgb", "zone:school_districts", 22),
    Source("koaza.gpkg", "villages", 30),
    Source("koaza.geojson", "villages", 28),
    Source("fude.json", "zone:farmland", 16),
    Source("shelters.json", "sites", 22),
    Source("units.zip", "villages", 26),
    Source("hospital.zip", "facilities", 18),
    Source("tsukuba.osm", "roads", 14),
    Source("aist.osm", "facilities", 10),
    Source("monaco.osm.gz", "facilities", 8, abroad=True),
    Source("andorra.osm.pbf", "villages", 8, abroad=True),
    Source("okura", "gtfs", 26),
    Source("katsushika.zip", "gtfs", 22),
    Source("toyota.zip", "gtfs", 6),
    Source("jikoku.xlsx", "timetable", 26),
    Source("jikoku.csv", "timetable", 24),
)  # fmt: skip


def write_sources(data: Path, folder: Path) -> None:
    """Write all sources into an empty folder."""
    _tables(data, folder)
    _timetables(folder)
    _layers(data, folder)
    for name in ("tsukuba.osm", "aist.osm", "monaco.osm.gz", "andorra.osm.pbf"):
        shutil.copy(data / "osm" / name, folder / name)
    feeds = data / "gtfs_jp"
    shutil.copytree(feeds / "feed_kitakyushucity_okura_20231221_150210", folder / "okura")
    shutil.copy(feeds / "toyota_kikan_GTFS.zip", folder / "toyota.zip")
    pack(sorted((feeds / "feed_katsushikacity_sakura_20240109_104907").iterdir()), folder / "katsushika.zip")
    pack(sorted(folder.glob("units.[sdp]*")), folder / "units.zip")
    pack([folder / "hospital.csv"], folder / "hospital.zip")


def _tables(data: Path, folder: Path) -> None:
    _head(data / "takamatsu/hospital/data.csv", folder / "hospital.csv", 120)
    _head(data / "takamatsu/old_data/0002.csv", folder / "shelters.csv", 120)
    shutil.copy(data / "takamatsu/old_data/0010.csv", folder / "michinoeki.csv")
    shutil.copy(data / "wakayama/in.csv", folder / "migration.csv")
    _head(data / "wakayama/tblT001100S30.txt", folder / "mesh.txt", 100)
    shutil.copy(data / "takamatsu/community_center/data.xlsx", folder / "centres.xlsx")
    units = pyogrio.read_dataframe(
        data / "yamaguchi/census_kihon_unit/r2kb35203.shp", encoding="cp932", max_features=100
    )
    middle = units.geometry.representative_point()
    names = {"KEY_CODE": "集落コード", "S_NAME": "集落名", "JINKO": "人口", "SETAI": "世帯数"}
    table = (
        pd.DataFrame(units[list(names)]).rename(columns=names).assign(緯度=middle.y.round(6), 経度=middle.x.round(6))
    )
    table.to_csv(folder / "units.csv", index=False, encoding="cp932", errors="replace")
    book = xlsxwriter.Workbook(folder / "units.xlsx", {"nan_inf_to_errors": True})
    sheet = book.add_worksheet("集落")
    for number, row in enumerate([tuple(table.columns), *table.itertuples(index=False)]):
        sheet.write_row(number, 0, [None if v != v else v for v in row])
    book.close()


def _timetables(folder: Path) -> None:
    """Write the timetables that were made up for the reader: all workbooks in one, and a text file."""
    grids = [
        replace(grid, name=f"{number}{grid.name}")
        for number, sheet in enumerate(SHEETS)
        for grid in sheet.sheets
        if sheet.file.endswith(".xlsx")
    ]
    write_rows(folder / "jikoku.xlsx", grids)
    write_rows(folder / "jikoku.csv", SHEETS[-1].sheets)


def _head(source: Path, target: Path, lines: int) -> None:
    target.write_bytes(b"".join(source.read_bytes().splitlines(keepends=True)[:lines]))


def _layers(data: Path, folder: Path) -> None:
    old = {"encoding": "cp932"}
    for source, target, count, how in (
        ("yamaguchi/census_kihon_unit/r2kb35203.shp", "units.shp", 60, old),
        ("yamaguchi/bus/C06041_H22_バス停の状況_OP.shp", "stops.shp", 90, old),
        ("yamaguchi/bus/C06042_H22_バス路線の状況_OP.shp", "lines.shp", 70, old),
        ("wakayama/P04-14_30-g_MedicalInstitution.shp", "P04-14_30.shp", 90, old),
        ("yamaguchi/train/C06031_R03_駅の状況_OP.shp", "stations.shp", 29, old),
        ("noto/A37-15_PeninsulaRoad_16-17.fgb", "roads.fgb", 120, {}),
        ("noto/W12-52A-2K-17.fgb", "landslide.fgb", 50, {}),
        ("messy/a27_ibaraki_school_district_axis_swapped.fgb", "swapped.fgb", 30, {}),
        ("noto/noto_town_koaza_area.gpkg", "koaza.gpkg", 50, {}),
        ("noto/noto_town_koaza_area.gpkg", "koaza.geojson", 50, {}),
    ):  # fmt: skip
        frame = pyogrio.read_dataframe(data / source, max_features=count, **how)
        if frame.crs is None:
            frame = frame.set_crs("EPSG:6668")
        wrap_up(frame, folder / target, **how)
    shutil.copy(data / "messy/fude_tsukuba_1.json", folder / "fude.json")
    shutil.copy(data / "noto/shelters/evacuation_174637.json", folder / "shelters.json")


def wrap_up(frame: gpd.GeoDataFrame, target: Path, **how: str) -> None:
    """Write a layer as the published one stands: shapefiles in cp932 without a word of it, GeoJSON in degrees."""
    if target.suffix == ".geojson":
        frame = frame.to_crs("EPSG:4326") if frame.crs is not None else frame
    pyogrio.write_dataframe(frame, target, **how)
    if how:
        target.with_suffix(".cpg").unlink(missing_ok=True)


def pack(files: list[Path], target: Path) -> None:
    """Pack files into a zip without folders."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)


def places_of(folder: Path) -> list[tuple[float, float, float, float]]:
    """Return west, south, east, north of everything that an import has put into a region folder."""
    found = []
    for path in sorted(folder.rglob("*")):
        read = _READERS.get(path.name) or _READERS.get(path.suffix)
        if read is not None and path.is_file():
            found += read(path)
    return found


def _of_table(path: Path) -> list[tuple[float, float, float, float]]:
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    return [(float(x), float(y), float(x), float(y)) for x, y in zip(rows["lon"], rows["lat"], strict=True)]


def _of_layer(path: Path) -> list[tuple[float, float, float, float]]:
    return [tuple(b) for b in pyogrio.read_dataframe(path).bounds.dropna().to_numpy()]


def _of_stops(content: str) -> list[tuple[float, float, float, float]]:
    from geo.gtfs.text import table_of_text

    table, _ = table_of_text("stops.txt", content.encode("utf-8"), "stops.txt")
    if table is None:
        return []
    pairs = zip(table.cells("stop_lon"), table.cells("stop_lat"), strict=True)
    return [(x, y, x, y) for x, y in ((_number(a), _number(b)) for a, b in pairs) if x == x and y == y]


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return float("nan")


def _of_zip(path: Path) -> list[tuple[float, float, float, float]]:
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if n.rpartition("/")[2] == "stops.txt"]
        return [p for n in names for p in _of_stops(archive.read(n).decode("utf-8", "replace"))]


def _of_roads(path: Path) -> list[tuple[float, float, float, float]]:
    from geo.region.roads.road_file import read_road_file

    roads, _ = read_road_file(path, path.name, None, fictional=True)
    return [(d["x"], d["y"], d["x"], d["y"]) for _, d in roads.nodes(data=True)]


_READERS: dict[str, Callable[[Path], list[tuple[float, float, float, float]]]] = {
    **dict.fromkeys(("villages.csv", "facilities.csv", "sites.csv", "bus_stops.csv", "residents.csv"), _of_table),
    ".geojson": _of_layer,
    ".gpkg": _of_layer,
    "roads.osm": _of_roads,
    "roads.osm.pbf": _of_roads,
    "stops.txt": lambda path: _of_stops(path.read_bytes().decode("utf-8", "replace")),
    ".zip": _of_zip,
}
