"""Files for the benchmark of readers: published ones, or ones written from a sample region; small ones repeated."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import geopandas as gpd
import osmium
import pandas as pd
import shapely

from geo.files.crs import DEGREES
from geo.files.mesh_codes import code_at
from geo.osm.tags import tag_table

SHAPEFILE = "ESRI Shapefile"
HEADS_OF_MESH = ["KEY_CODE", "人口", "世帯"]
_COPY_IDS = 1 << 40
"""OpenStreetMap's numbers are smaller; each copy of a file begins at a multiple."""


@dataclass(frozen=True)
class File:
    """A file to read.

    Parameters
    ----------
    path
        Where it lies.
    rows
        Rows of a table or layer, of all tables of a feed; nodes, ways and relations of OpenStreetMap.
    copies
        How many times the original stands in it.
    """

    path: Path
    rows: int
    copies: int


def published(data: Path, scratch: Path, least: int) -> dict[str, File]:
    """Repeat published files until each has enough rows; the case's name → file."""
    hospitals = tiled_text(data / "takamatsu/hospital/data.csv", scratch / "hospital.csv", least, heads=1)
    census = tiled_text(data / "wakayama/tblT001100S30.txt", scratch / "tblT001100S30.txt", least, heads=2)
    with zipfile.ZipFile(data / "gtfs_jp/toyota_kikan_GTFS.zip") as archive:
        archive.extractall(scratch / "feed")
    layers = {
        "shp areas": ("yamaguchi/census_kihon_unit/r2kb35203.shp", SHAPEFILE),
        "shp points": ("wakayama/P04-14_30-g_MedicalInstitution.shp", SHAPEFILE),
        "fgb lines": ("noto/A37-15_PeninsulaRoad_16-17.fgb", "FlatGeobuf"),
        "fgb areas": ("noto/W12-52A-2K-17.fgb", "FlatGeobuf"),
        "gpkg areas": ("noto/noto_town_koaza_area.gpkg", "GPKG"),
    }
    return {
        "csv": hospitals,
        "mesh text": census,
        "xlsx": as_workbook(hospitals, scratch / "hospital.xlsx"),
        **{n: tiled_layer(layer(data / p), scratch / Path(p).name, d, least) for n, (p, d) in layers.items()},
        **feeds(scratch / "feed", scratch / "feed.zip", copies=1),
        "osm.pbf": tiled_osm(data / "osm/andorra.osm.pbf", scratch / "andorra.osm.pbf", least),
        "osm.gz": tiled_osm(data / "osm/krems.osm.gz", scratch / "krems.osm.gz", least),
        "osm": tiled_osm(data / "osm/aist.osm", scratch / "aist.osm", least),
    }


def from_sample(region: Path, scratch: Path, least: int) -> dict[str, File]:
    """Write the same kinds of files from a sample region."""
    places = pd.read_csv(region / "facilities.csv", dtype=str)
    places = places.rename(columns={"lat": "latitude", "lon": "longitude"})
    homes = pd.read_csv(region / "villages.csv")[["village_id", "name", "lat", "lon", "population", "households"]]
    spots = gpd.points_from_xy(places["longitude"], places["latitude"], crs=DEGREES)
    middles = gpd.points_from_xy(homes["lon"], homes["lat"], crs=DEGREES)
    areas = gpd.GeoDataFrame(homes.drop(columns=["lat", "lon"]), geometry=shapely.buffer(middles, 0.002), crs=DEGREES)
    facilities = gpd.GeoDataFrame(places[["name", "category"]], geometry=spots)
    roads, slides = gpd.read_file(region / "roads.gpkg"), gpd.read_file(region / "zones" / "landslide.geojson")
    first = scratch / "once"
    first.mkdir()
    places.to_csv(first / "places.csv", index=False, encoding="utf-8-sig")
    mesh_text(homes, first / "mesh.txt")
    csv = tiled_text(first / "places.csv", scratch / "places.csv", least, heads=1)
    copies = tiled_feed(region / "gtfs" / "community", scratch / "feed", least)
    return {
        "csv": csv,
        "mesh text": tiled_text(first / "mesh.txt", scratch / "mesh.txt", least, heads=2),
        "xlsx": as_workbook(csv, scratch / "places.xlsx"),
        "shp areas": tiled_layer(areas, scratch / "areas.shp", SHAPEFILE, least),
        "shp points": tiled_layer(facilities, scratch / "points.shp", SHAPEFILE, least),
        "fgb lines": tiled_layer(roads, scratch / "lines.fgb", "FlatGeobuf", least),
        "fgb areas": tiled_layer(slides, scratch / "slides.fgb", "FlatGeobuf", least),
        "gpkg areas": tiled_layer(areas, scratch / "areas.gpkg", "GPKG", least),
        **feeds(scratch / "feed", scratch / "feed.zip", copies=copies),
        **{
            ending: written_osm(roads, spots, scratch / f"map.{ending}", least)
            for ending in ("osm.pbf", "osm.gz", "osm")
        },
    }


def copies_for(rows: int, least: int) -> int:
    """Return how many copies give at least so many rows."""
    return max(1, -(-least // rows))


def encoding_of(path: Path) -> str:
    """Return in which encoding a table of these files is written."""
    return "cp932" if path.suffix == ".txt" else "utf-8-sig"


def layer(path: Path) -> gpd.GeoDataFrame:
    """Read a layer as it is."""
    return gpd.read_file(path, **({"encoding": "cp932"} if path.suffix == ".shp" else {}))


def tiled_text(source: Path, target: Path, least: int, *, heads: int) -> File:
    """Repeat the lines of a table after those of its head."""
    encoding = encoding_of(source)
    lines = source.read_text(encoding=encoding).splitlines()
    body = lines[heads:]
    copies = copies_for(len(body), least)
    target.write_text("\n".join([*lines[:heads], *body * copies, ""]), encoding=encoding)
    return File(target, len(body) * copies, copies)


def as_workbook(table: File, target: Path) -> File:
    """Write a table as a workbook whose cells are text."""
    pd.read_csv(table.path, dtype=str).to_excel(target, index=False, engine="xlsxwriter")
    return File(target, table.rows, table.copies)


def tiled_layer(rows: gpd.GeoDataFrame, target: Path, driver: str, least: int) -> File:
    """Repeat the rows of a layer; shapefiles are cp932 without saying so, as ministries publish them."""
    copies = copies_for(len(rows), least)
    tiled = pd.concat([rows] * copies, ignore_index=True)
    tiled.to_file(target, driver=driver, **({"encoding": "cp932"} if driver == SHAPEFILE else {}))
    target.with_suffix(".cpg").unlink(missing_ok=True)
    return File(target, len(tiled), copies)


def mesh_text(homes: pd.DataFrame, target: Path) -> None:
    """Write people by 1 km cell as the census does, with a second line of heads."""
    codes = [code_at(lat, lon, 3) for lat, lon in zip(homes.lat, homes.lon, strict=True)]
    table = pd.DataFrame(dict(zip(HEADS_OF_MESH, (codes, homes.population, homes.households), strict=True)))
    second = pd.DataFrame([["", "人口総数", "世帯総数"]], columns=HEADS_OF_MESH)
    pd.concat([second, table.drop_duplicates("KEY_CODE")]).to_csv(target, index=False, encoding="cp932")


def tiled_feed(source: Path, target: Path, least: int) -> int:
    """Repeat the trips of a feed under further ids until its calls are enough; give the copies."""
    target.mkdir()
    copies = copies_for(len(pd.read_csv(source / "stop_times.txt")), least)
    for path in source.glob("*.txt"):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        if path.name in ("trips.txt", "stop_times.txt"):
            table = pd.concat([table.assign(trip_id=table["trip_id"] + f"-{copy}") for copy in range(copies)])
        table.to_csv(target / path.name, index=False)
    return copies


def feeds(folder: Path, packed: Path, *, copies: int) -> dict[str, File]:
    """Return a feed as a folder and as a zip."""
    tables = sorted(folder.glob("*.txt"))
    rows = sum(len(pd.read_csv(path, dtype=str)) for path in tables)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in tables:
            archive.write(path, path.name)
    return {"gtfs zip": File(packed, rows, copies), "gtfs folder": File(folder, rows, copies)}


def tiled_osm(source: Path, target: Path, least: int) -> File:
    """Repeat all nodes, then all ways, then all relations, each copy under numbers of its own."""
    rows = sum(1 for _ in osmium.FileProcessor(str(source)))
    copies = copies_for(rows, least)
    with osmium.SimpleWriter(str(target), overwrite=True) as out:
        for kind in (osmium.osm.NODE, osmium.osm.WAY, osmium.osm.RELATION):
            for copy in range(copies):
                for thing in osmium.FileProcessor(str(source), kind):
                    renumbered(out, thing, copy * _COPY_IDS)
    return File(target, rows * copies, copies)


def renumbered(out: osmium.SimpleWriter, thing: Any, by: int) -> None:
    """Write one thing with its number, and those that it refers to, moved."""
    if thing.is_node():
        out.add_node(thing.replace(id=thing.id + by))
    elif thing.is_way():
        out.add_way(thing.replace(id=thing.id + by, nodes=[node.ref + by for node in thing.nodes]))
    else:
        members = [(member.type, member.ref + by, member.role) for member in thing.members]
        out.add_relation(thing.replace(id=thing.id + by, members=members))


def written_osm(roads: gpd.GeoDataFrame, spots: Any, target: Path, least: int) -> File:
    """Write roads and facilities as OpenStreetMap has them, joined where their ends meet."""
    once, roads = target.parent / "once" / target.name, roads.head(least // 10)
    numbers: dict[tuple[float, float], int] = {}
    lines = [
        [numbers.setdefault((p[0], p[1]), len(numbers) + 1) for p in shapely.get_coordinates(line)]
        for line in roads.geometry
    ]
    tags: Iterator[dict[str, str]] = islice(cycle({t.key: t.values[0]} for t in tag_table().facilities), len(spots))
    with osmium.SimpleWriter(str(once), overwrite=True) as out:
        for place, number in numbers.items():
            out.add_node(osmium.osm.mutable.Node(id=number, location=place))
        for number, (spot, tag) in enumerate(zip(spots, tags, strict=True), start=len(numbers) + 1):
            out.add_node(osmium.osm.mutable.Node(id=number, location=(spot.x, spot.y), tags=tag))
        for number, (refs, highway) in enumerate(zip(lines, roads["highway"], strict=True), start=1):
            out.add_way(osmium.osm.mutable.Way(id=number, nodes=refs, tags={"highway": highway}))
    return tiled_osm(once, target, least)
