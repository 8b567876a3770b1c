"""Small regions that are made for a test: few people, missing sexes, missing ages, only totals, one census."""

from __future__ import annotations

import csv
from pathlib import Path

import geopandas as gpd
import numpy as np
from shapely import LineString

AGES = tuple(range(0, 90, 5))
NAMES = tuple(f"{a:02}_{a + 4:02}" if a < 85 else "85_over" for a in AGES)
VILLAGES = {"a": ("上", 240), "b": ("下", 60), "c": ("奥", 10), "d": ("森", 3), "e": ("空", 0)}
TOML = """\
id = "made"
name = "ためし村"
municipality_code = "99999"
base_year = 2020
fictional = true

[[sources]]
name = "作った数"
year = "2020"
licence = "自由"
"""


def write_made_region(folder: Path, *, detail: str = "sexes", years: tuple[int, ...] = (2010, 2015)) -> Path:
    """Write a region.

    Parameters
    ----------
    folder
        Is made.
    detail
        What is known of people: ``sexes`` (five-year ages by sex), ``groups`` (0–14, 15–64, 65+), ``totals``.
    years
        Of earlier censuses, of which there may be none; each has a tenth more people than the one after.
    """
    folder.mkdir(parents=True)
    (folder / "region.toml").write_text(TOML, encoding="utf-8")
    columns = ["village_id", "name", "lat", "lon", "population", "households", *_columns(detail)]
    rows = [
        [v, name, 35.30, 137.40 + 0.01 * i, n, n // 2, *_people(n, detail)]
        for i, (v, (name, n)) in enumerate(VILLAGES.items())
    ]
    _write(folder / "villages.csv", columns, rows)
    if years:
        columns = ["village_id", "year", "kind", "source", "total", *_columns(detail)]
        rows = []
        for year in years:
            factor = 1.1 ** ((2020 - year) / 5)
            for v, (_, n) in VILLAGES.items():
                people = _people(round(n * factor), detail)
                rows.append([v, year, "census", "国勢調査", round(n * factor), *people])
        _write(folder / "population.csv", columns, rows)
    line = gpd.GeoDataFrame(
        {"highway": ["residential"]},
        geometry=[LineString([(137.39 + 0.002 * k, 35.30) for k in range(40)])],
        crs=4326,
    )
    line.to_file(folder / "roads.gpkg", layer="roads", driver="GPKG")
    return folder


def _columns(detail: str) -> list[str]:
    if detail == "sexes":
        return [f"{sex}_{name}" for sex in "mf" for name in NAMES]
    return ["pop_0_14", "pop_15_64", "pop_65_over"] if detail == "groups" else []


def _people(persons: int, detail: str) -> list[int]:
    """Share persons out over ages, the old the most; whole persons that add up."""
    if detail == "totals":
        return []
    if detail == "groups":
        young, old = round(persons * 0.1), round(persons * 0.45)
        return [young, persons - young - old, old]
    shape = np.tile(np.linspace(1.0, 3.0, len(AGES)), 2)
    edges = np.floor(np.cumsum(shape) / shape.sum() * persons + 1e-9)
    return [int(n) for n in np.diff(np.concatenate([[0.0], edges]))]


def _write(path: Path, columns: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
