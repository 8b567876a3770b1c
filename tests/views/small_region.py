"""A hand-drawn valley with everything that pages must bear: few villages, each there for a reason."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import pyogrio
from shapely import LineString, box, to_geojson

SCRIPT_NAME = "<script>alert(1)</script>"
MARKDOWN_NAME = "**太字**_$x$_:red[赤]"
EMPTY_PLACE = (35.285, 137.52)
"""Ground south of the valley on which nothing stands; a road runs 500 m away."""

REGION_TOML = """\
id = "tanima"
name = "たにま村"
municipality_code = "99999"
base_year = 2020
fictional = true
notes = ["絵に描いた村です"]
today_hubs = ["f1"]

[[sources]]
name = "手描き"
year = "2020"
licence = "自由"
"""
# The valley road runs from west to east along 35.30, one road climbs north from 137.45, another from 137.55.
VILLAGES = [
    ("v1", "宮前", 35.3004, 137.40, 300, 120, 30, 130, 140),
    ("v2", SCRIPT_NAME, 35.3003, 137.45, 120, 50, 10, 50, 60),
    ("v3", MARKDOWN_NAME, 35.3004, 137.50, 80, 40, 5, 25, 50),
    ("v4", "東谷", 35.3003, 137.55, 60, 30, 2, 18, 40),
    ("v5", "奥", 35.3003, 137.60, 45, 20, 0, 10, 35),
    ("v6", "北沢", 35.34, 137.4503, 40, 18, 1, 9, 30),
    ("v7", "峠下", 35.36, 137.5503, 12, 6, 0, 2, 10),
    ("v8", "空村", 35.34, 137.5503, 0, 0, 0, 0, 0),
    ("v9", "離れ森", 35.26, 137.42, 7, 3, 0, 1, 6),
]
FACILITIES = [
    ("f1", "たにま役場", "government", 35.3005, 137.405, "open"),
    ("f2", "宮前商店", "shopping", 35.3005, 137.41, "open"),
    ("f3", SCRIPT_NAME, "medical", 35.3006, 137.455, "open"),
    ("f4", "旧東谷商店", "shopping", 35.3006, 137.553, "closed"),
]
SITES = [
    ("s1", "旧東谷小学校", 35.3008, 137.56, "廃校", 5000),
    ("s2", MARKDOWN_NAME, 35.32, 137.4502, "空き店舗", 200),
]
POPULATION = [(village, 2015, "census", "国勢調査", round(people * 1.1)) for village, _, _, _, people, *_ in VILLAGES]
NORTH = [(137.45, 35.30 + 0.005 * step) for step in range(9)]
EAST_NORTH = [(137.55, 35.30 + 0.005 * step) for step in range(14)]
VALLEY = [(137.395 + 0.005 * step, 35.30) for step in range(43)]


def write_small_region(folder: Path, *, without: tuple[str, ...] = ()) -> Path:
    """Write the region.

    Parameters
    ----------
    folder
        Is made.
    without
        What to leave out: "roads", "facilities", "sites", "ages", "people" (every village has 0), "zones".
    """
    (folder / "zones").mkdir(parents=True)
    toml = REGION_TOML
    if "facilities" in without:
        toml = toml.replace('today_hubs = ["f1"]\n', "")
    (folder / "region.toml").write_text(toml, encoding="utf-8")
    columns = ["village_id", "name", "lat", "lon", "population", "households", "pop_0_14", "pop_15_64", "pop_65_over"]
    rows = [row[:4] + (0,) * 5 for row in VILLAGES] if "people" in without else VILLAGES
    known = 6 if "ages" in without else len(columns)
    _write(folder / "villages.csv", columns[:known], [row[:known] for row in rows])
    if "facilities" not in without:
        _write(folder / "facilities.csv", ["facility_id", "name", "category", "lat", "lon", "status"], FACILITIES)
    if "sites" not in without:
        _write(folder / "sites.csv", ["site_id", "name", "lat", "lon", "kind", "area_m2"], SITES)
    if "roads" not in without:
        _write_roads(folder / "roads.gpkg")
    if "zones" not in without:
        _write_zones(folder)
    _write(folder / "population.csv", ["village_id", "year", "kind", "source", "total"], POPULATION)
    return folder


def _write(path: Path, columns: list[str], rows: Sequence[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])


def _write_roads(path: Path) -> None:
    pieces = [(line[i : i + 2], kind, name) for line, kind, name in _lines() for i in range(len(line) - 1)]
    frame = gpd.GeoDataFrame(
        {"highway": [kind for _, kind, _ in pieces], "name": [name for _, _, name in pieces]},
        geometry=[LineString(line) for line, _, _ in pieces],
        crs="EPSG:6668",
    )
    pyogrio.write_dataframe(frame, path, layer="roads")


def _lines() -> list[tuple[list[tuple[float, float]], str, str]]:
    return [
        (VALLEY, "secondary", "谷の道"),
        (NORTH, "unclassified", "北沢線"),
        (EAST_NORTH, "unclassified", SCRIPT_NAME),
    ]


def _write_zones(folder: Path) -> None:
    for name, shape in (
        ("landslide", box(137.545, 35.345, 137.56, 35.37)),
        ("municipality", box(137.37, 35.25, 137.63, 35.38)),
    ):
        feature = {"type": "Feature", "properties": {"name": name}, "geometry": json.loads(to_geojson(shape))}
        text = json.dumps({"type": "FeatureCollection", "features": [feature]})
        (folder / "zones" / f"{name}.geojson").write_text(text, encoding="utf-8")
