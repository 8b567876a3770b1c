"""Plain reading of files with pandas, geopandas and osmium: bare, and until points and areas are in JGD2011 degrees.

Nothing is looked for or checked: encoding, columns and heads are told beforehand, wrong rows go unseen.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import osmium
import pandas as pd
import shapely

from benchmarks.reader_files import encoding_of, layer
from geo.files.crs import DEGREES


def table(path: Path) -> pd.DataFrame:
    """Read a table or a workbook as pandas does by itself; the second line of a mesh table's heads is left out."""
    if path.suffix == ".xlsx":
        return pd.read_excel(path, engine="calamine")
    return pd.read_csv(path, encoding=encoding_of(path), skiprows=[1] if path.suffix == ".txt" else None)


def points(path: Path) -> gpd.GeoDataFrame:
    """Read a table and make its coordinates points."""
    rows = table(path)
    lat, lon = (pd.to_numeric(rows[name], errors="coerce") for name in ("latitude", "longitude"))
    return gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(lon, lat, crs=DEGREES))


def cells(path: Path) -> gpd.GeoDataFrame:
    """Read a table of 1 km cells and make its codes areas, all at once."""
    rows = table(path)
    digits = rows["KEY_CODE"].to_numpy(np.int64)[:, None] // 10 ** np.arange(7, -1, -1) % 10
    south = (digits[:, 0] * 10 + digits[:, 1]) / 1.5 + digits[:, 4] / 12 + digits[:, 6] / 120
    west = digits[:, 2] * 10 + digits[:, 3] + 100 + digits[:, 5] / 8 + digits[:, 7] / 80
    return gpd.GeoDataFrame(rows, geometry=shapely.box(west, south, west + 1 / 80, south + 1 / 120), crs=DEGREES)


def degrees(path: Path) -> gpd.GeoDataFrame:
    """Read a layer and put it into JGD2011 degrees."""
    return layer(path).to_crs(DEGREES)


def areas(path: Path) -> gpd.GeoDataFrame:
    """Read a layer of areas, put it into JGD2011 degrees and mend those that cross themselves, which nothing can be cut with."""
    rows = degrees(path)
    broken = ~rows.is_valid
    rows.loc[broken, "geometry"] = rows.geometry[broken].make_valid()
    return rows


def feed(path: Path) -> dict[str, pd.DataFrame]:
    """Read every table of a feed, packed or not."""
    if path.is_dir():
        return {one.name: pd.read_csv(one) for one in sorted(path.glob("*.txt"))}
    with zipfile.ZipFile(path) as archive:
        return {name: pd.read_csv(archive.open(name)) for name in archive.namelist() if name.endswith(".txt")}


def placed_feed(path: Path) -> dict[str, pd.DataFrame]:
    """Read every table of a feed, make its times seconds past midnight and its stops points."""
    tables = feed(path)
    calls, stops = tables["stop_times.txt"], tables["stops.txt"]
    for name in ("arrival_time", "departure_time"):
        calls[name] = pd.to_timedelta(calls[name]).dt.total_seconds()
    stops = gpd.GeoDataFrame(stops, geometry=gpd.points_from_xy(stops["stop_lon"], stops["stop_lat"], crs=DEGREES))
    return {**tables, "stops.txt": stops}


def tagged(path: Path, wanted: Any) -> list[dict[str, str]]:
    """Read the tags of all things that pass a filter."""
    return [dict(thing.tags) for thing in osmium.FileProcessor(str(path)).with_filter(wanted)]


def ways(path: Path, wanted: Any) -> list[tuple[dict[str, str], shapely.Geometry]]:
    """Read the ways that pass a filter as lines with tags."""
    reading = osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY).with_locations()
    lines = reading.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY)).with_filter(wanted)
    ways_only = (thing for thing in lines if isinstance(thing, osmium.osm.Way))
    return [(dict(way.tags), shape) for way in ways_only if (shape := line(way)) is not None]


def things(path: Path, wanted: Any) -> list[tuple[dict[str, str], shapely.Geometry]]:
    """Read what passes a filter as points, lines and areas with tags; a closed way counts once, as an area."""
    wkb = osmium.geom.WKBFactory()
    found: list[tuple[dict[str, str], shapely.Geometry]] = []
    for thing in osmium.FileProcessor(str(path)).with_areas(wanted).with_filter(wanted):
        shape: shapely.Geometry | None = None
        if isinstance(thing, osmium.osm.Area):
            shape = shapely.from_wkb(wkb.create_multipolygon(thing))
        elif isinstance(thing, osmium.osm.Node):
            shape = shapely.Point(thing.lon, thing.lat)
        elif isinstance(thing, osmium.osm.Way) and not thing.is_closed():
            shape = line(thing)
        if shape is not None:
            found.append((dict(thing.tags), shape))
    return found


def line(way: osmium.osm.Way) -> shapely.LineString | None:
    """Make a line of a way, where the file has at least two of its points."""
    places = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
    return shapely.LineString(places) if len(places) > 1 else None
