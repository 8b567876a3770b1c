"""Writes what a region's base map draws into a cache folder, once, for the browser to fetch by address.

Names carry a hash of the content: a changed region has other addresses, so nothing old is ever shown.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.region.land.zones import LAND
from geo.region.region import Region
from layers.base_map.addresses import component_of, route, script_bundle
from layers.base_map.road_lines import DECIMALS, SIMPLIFY_DEGREES, road_features
from layers.base_map.sea import Surroundings, surroundings

FORMAT = 6
"""Raised when these files change their shape, so that older ones are written anew."""

FULL_PERSONS = 1000
"""Where one village in ten has more people than this, all circles are drawn smaller, so that they do not hide each other."""

OUTLINE_PLACES = 120
"""Along the municipality's border: what no legend may cover."""

Bounds = tuple[float, float, float, float]
"""South, west, north, east in degrees."""


@dataclass(frozen=True)
class RegionFiles:
    """The base-map files of one region: file names inside `folder`, and where to look.

    `bounds` holds everything that is drawn, `home` the villages and the municipality, where the map opens; `outline` are
    places along the municipality's border, as lat, lon, none where it is not drawn; `people_scale` is how much smaller than
    usual the circles of villages are drawn (1: as usual), the same whatever year or scenario is shown.
    """

    folder: str
    scripts: str
    roads: str
    rivers: str | None
    sea: str | None
    zones: dict[str, str]
    relief: str | None
    relief_bounds: Bounds | None
    bounds: Bounds
    home: Bounds
    outline: tuple[tuple[float, float], ...]
    attribution: str
    fictional: bool
    people_scale: float

    def address(self, file: str) -> str:
        """Return the address under which the browser fetches one of the files."""
        return route(component_of(Path(self.folder)), file)


def write_region_files(region: Region, folder: Path) -> RegionFiles:
    """Write the base-map files of a region into `folder`, or find those that an earlier run has written.

    Parameters
    ----------
    region
        A `geo.region.region.Region`.
    folder
        The region's cache folder; made where it is missing.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    index = folder / f"index-{FORMAT}-{region.fingerprint}.json"
    known = _known(index, folder)
    if known is not None:
        return known
    relief = region.relief
    around = surroundings(region)
    outline = _inhabited_outline(region)
    files = RegionFiles(
        folder=str(folder),
        scripts=write_for_browser(folder, "map", ".js", script_bundle()),
        roads=_write_features(folder, "roads", road_features(region.roads)),
        rivers=None if region.rivers is None else _write_features(folder, "rivers", _river_features(region.rivers)),
        sea=None if around is None else _write_features(folder, "sea", _sea_features(around)),
        zones={
            name: _write_features(folder, "zone", _zone_features(areas))
            for name, areas in region.zones.items()
            if name != LAND
        },
        relief=None if relief is None else write_for_browser(folder, "relief", ".png", relief.picture.read_bytes()),
        relief_bounds=None if relief is None else (relief.south, relief.west, relief.north, relief.east),
        bounds=_all_bounds(region),
        home=_home(region.villages, outline),
        outline=_along(outline),
        attribution=_attribution(region),
        fictional=bool(region.fictional),
        people_scale=_people_scale(region.villages["population"]),
    )
    _write_atomically(index, json.dumps(asdict(files), ensure_ascii=False, sort_keys=True).encode())
    return files


def _known(index: Path, folder: Path) -> RegionFiles | None:
    if not index.is_file():
        return None
    stored = json.loads(index.read_text(encoding="utf-8"))
    for key in ("relief_bounds", "bounds", "home"):
        stored[key] = None if stored[key] is None else tuple(stored[key])
    stored["outline"] = tuple((lat, lon) for lat, lon in stored["outline"])
    # The folder may have been moved since, and Kyoten renewed; all other names inside it hold.
    scripts = write_for_browser(folder, "map", ".js", script_bundle())
    files = RegionFiles(**{**stored, "folder": str(folder), "scripts": scripts})
    names = [files.roads, files.rivers, files.sea, files.relief, *files.zones.values()]
    return files if all((folder / name).is_file() for name in names if name) else None


def _people_scale(population: pd.Series) -> float:
    lived_in = population[population > 0]
    large = float(lived_in.quantile(0.9)) if len(lived_in) else 0.0
    return 1.0 if large <= FULL_PERSONS else round(math.sqrt(FULL_PERSONS / large), 3)


def _river_features(rivers: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    return [_feature(line, {}) for line in rivers.geometry if line is not None and not line.is_empty]


def _sea_features(around: Surroundings) -> list[dict[str, Any]]:
    shapes = [(around.sea, {"k": "sea"}), (around.shore, {"k": "shore"})]
    names = [(shapely.Point(lon, lat), {"k": "name", "n": name}) for name, lat, lon in around.names]
    return [_feature(shape, told) for shape, told in (*shapes, *names) if not shape.is_empty]


def _zone_features(zone: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    features = []
    for row in zone.drop(columns=zone.geometry.name).assign(_shape=zone.geometry).to_dict("records"):
        shape = row.pop("_shape")
        if shape is None or shape.is_empty:
            continue
        properties: dict[str, Any] = {"s": 1} if _is_special(row.values()) else {}
        use = _use_code(row)
        if use is not None:
            properties["u"] = use
        name = next((row[key] for key in ("name", "名称", "N03_004") if isinstance(row.get(key), str)), None)
        features.append(_feature(shape, {**properties, "n": name} if name else properties))
    return features


def _use_code(row: dict[str, Any]) -> int | None:
    """Return which kind of 用途地域 a row is, by the code of 国土数値情報 A29."""
    code = row.get("use_code")
    return int(code) if isinstance(code, int | float) and math.isfinite(code) else None


def _is_special(values: Any) -> bool:
    """Tell a 特別警戒区域, drawn with a red rim, by any of its attributes."""
    return any(isinstance(value, str) and "特別" in value for value in values)


def _feature(shape: BaseGeometry, properties: dict[str, Any]) -> dict[str, Any]:
    light = shapely.set_precision(shapely.simplify(shape, SIMPLIFY_DEGREES), 10.0**-DECIMALS)
    geometry = json.loads(shapely.to_geojson(shape if light.is_empty else light))
    geometry["coordinates"] = _rounded(geometry["coordinates"])
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, list):
        return [_rounded(inner) for inner in coordinates]
    return round(coordinates, DECIMALS)


def _write_features(folder: Path, kind: str, features: list[dict[str, Any]]) -> str:
    collection = {"type": "FeatureCollection", "features": features}
    return write_for_browser(
        folder, kind, ".json", json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
    )


def write_for_browser(folder: Path, kind: str, suffix: str, content: bytes) -> str:
    """Write content into a region's folder, unless it lies there, and return the file's name, which carries a hash of it.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    # A hyphen before the hash: streamlit-folium drops what follows an underscore when it compares two maps.
    name = f"{kind}-{hashlib.sha256(content).hexdigest()[:16]}{suffix}"
    if not (folder / name).is_file():
        _write_atomically(folder / name, content)
    return name


def _write_atomically(path: Path, content: bytes) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    beside.write_bytes(content)
    beside.replace(path)


def _all_bounds(region: Region) -> Bounds:
    # Facilities too: the hospital outside the town must be within reach of the hand that moves the map.
    frames = (region.villages, region.facilities, region.sites)
    nodes = [data for _, data in region.roads.nodes(data=True)]
    lats = [*(data["y"] for data in nodes), *(lat for frame in frames for lat in frame["lat"])]
    lons = [*(data["x"] for data in nodes), *(lon for frame in frames for lon in frame["lon"])]
    return _round_bounds(min(lats), min(lons), max(lats), max(lons))


def _inhabited_outline(region: Region) -> BaseGeometry | None:
    """Return the pieces of the municipality in which villages stand: not its far islets, nor its neighbours."""
    zone = region.zones.get("municipality")
    if zone is None or zone.empty:
        return None
    pieces = zone.geometry.explode().reset_index(drop=True)
    points = shapely.points(region.villages["lon"].to_numpy(float), region.villages["lat"].to_numpy(float))
    _, held = shapely.STRtree(pieces.to_numpy()).query(points, predicate="within")
    return shapely.union_all(pieces.iloc[sorted(set(held.tolist()))].to_numpy()) if len(held) else None


def _along(outline: BaseGeometry | None) -> tuple[tuple[float, float], ...]:
    if outline is None:
        return ()
    border: Any = outline.boundary
    shares = np.arange(OUTLINE_PLACES) / OUTLINE_PLACES
    at = shapely.get_coordinates(shapely.line_interpolate_point(border, shares, normalized=True))
    return tuple((round(float(lat), 5), round(float(lon), 5)) for lon, lat in at)


def _home(points: pd.DataFrame, outline: BaseGeometry | None) -> Bounds:
    lat, lon = points["lat"], points["lon"]
    south, west, north, east = lat.min(), lon.min(), lat.max(), lon.max()
    if outline is not None:
        left, low, right, high = outline.bounds
        south, west, north, east = min(south, low), min(west, left), max(north, high), max(east, right)
    return _round_bounds(south, west, north, east)


def _round_bounds(south: float, west: float, north: float, east: float) -> Bounds:
    return (round(float(south), 5), round(float(west), 5), round(float(north), 5), round(float(east), 5))


def _attribution(region: Region) -> str:
    names = [_source_label(source) for source in region.sources]
    return "出典: " + "、".join(dict.fromkeys(names)) if names else ""


def _source_label(source: Any) -> str:
    return f"{source.name}（{source.year}）" if source.year else str(source.name)
