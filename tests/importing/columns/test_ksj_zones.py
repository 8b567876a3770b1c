"""Shapefiles of 国土数値情報 with the columns that they have, written in cp932 without saying so, become zones by command."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geo.region.region import read_region
from tests.test_cli import document

Columns = dict[str, list[object]]


def shapefile(folder: Path, name: str, columns: Columns, crs: str = "EPSG:4612") -> Path:
    """One square for each row, side by side, the way the ministry publishes layers of before 2020."""
    count = len(next(iter(columns.values())))
    squares = [shapely.box(137.0 + 0.02 * i, 37.3, 137.02 + 0.02 * i, 37.32) for i in range(count)]
    path = folder / f"{name}.shp"
    gpd.GeoDataFrame(columns, geometry=squares, crs=crs).to_file(path, encoding="cp932")
    path.with_suffix(".cpg").unlink(missing_ok=True)
    return path


def put(zone: str, path: Path, region: Path, *more: object) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    found = document("import", f"zone:{zone}", path, "--region", region, *more)
    content = json.loads((region / "zones" / f"{zone}.geojson").read_text(encoding="utf-8"))
    assert len(content["features"]) == found["rows_kept"]
    return found, [feature["properties"] for feature in content["features"]]


def source(region: Path) -> dict[str, object]:
    sources = tomllib.loads((region / "region.toml").read_text(encoding="utf-8"))["sources"]
    assert len(sources) == 1
    return dict(sources[0])


def codes(found: dict[str, Any]) -> set[str]:
    return {notice["code"] for notice in found["notices"]}


BOUNDARIES: Columns = {
    "N03_001": ["石川県"] * 3,
    "N03_002": [None] * 3,
    "N03_003": ["鳳珠郡", "鳳珠郡", "珠洲市"],
    "N03_004": ["穴水町", "能登町", "珠洲市"],
    "N03_007": ["17461", "17463", "17205"],
}


def test_boundaries_become_the_municipality_of_the_code(tmp_path: Path) -> None:
    path = shapefile(tmp_path, "N03-20_17_200101", BOUNDARIES)
    found, areas = put("municipality", path, tmp_path / "r", "--code", "174637")
    assert (found["rows_read"], found["rows_kept"], found["crs"], found["encoding"]) == (3, 1, "EPSG:4612", "cp932")
    assert [(a["name"], a["N03_003"], a["N03_007"]) for a in areas] == [("能登町", "鳳珠郡", "17463")]
    assert "ksj_rows_left" in codes(found)
    assert source(tmp_path / "r")["name"] == "国土数値情報 行政区域（N03）"
    assert source(tmp_path / "r")["year"] == "2020"
    assert "約款" in str(source(tmp_path / "r")["licence"])


def test_the_code_of_the_region_chooses_its_municipality(tmp_path: Path) -> None:
    region = tmp_path / "r"
    region.mkdir()
    (region / "region.toml").write_text('id = "r"\nname = "穴水町"\nmunicipality_code = "17461"\nbase_year = 2020\n', encoding="utf-8")  # fmt: skip
    _, areas = put("municipality", shapefile(tmp_path, "N03-20_17_200101", BOUNDARIES), region)
    assert [a["name"] for a in areas] == ["穴水町"]


@pytest.mark.parametrize("more", [(), ("--code", "01100")])
def test_a_whole_prefecture_is_not_taken_in_without_a_word(tmp_path: Path, more: tuple[str, ...]) -> None:
    found, areas = put("municipality", shapefile(tmp_path, "N03-20_17_200101", BOUNDARIES), tmp_path / "r", *more)
    assert len(areas) == 3
    message = next(n["message"] for n in found["notices"] if n["code"] == "ksj_municipalities_all")
    assert "3 の市町村（穴水町、能登町、珠洲市）" in message


NAMES: list[object] = ["宇出津小学校", "松波小学校"]
LATER: Columns = {"A27_001": ["17463"] * 2, "A27_002": ["町立"] * 2, "A27_003": ["B1172"] * 2, "A27_004": NAMES, "A27_005": ["甲", "乙"]}  # fmt: skip
EARLIER: Columns = {"A27_005": ["17463"] * 2, "A27_006": ["町立"] * 2, "A27_007": NAMES, "A27_008": ["甲", "乙"]}


@pytest.mark.parametrize(("file", "columns", "year"), [("A27-16_17", LATER, 2016), ("A27-13_17", EARLIER, 2013)])
def test_school_districts_of_both_editions_bear_the_school(
    tmp_path: Path, file: str, columns: Columns, year: int
) -> None:
    region = tmp_path / "r"
    found, areas = put("school_districts", shapefile(tmp_path, file, columns), region)
    assert [a["name"] for a in areas] == NAMES
    assert source(region)["name"] == "国土数値情報 小学校区（A27）"
    assert source(region)["year"] == str(year)
    assert "市町村ごと" in str(source(region)["licence"])
    assert "ksj_recognised" in codes(found)


CASES: list[tuple[str, str, Columns, list[dict[str, object]]]] = [
    (
        "landslide",
        "A33-20_17Polygon",
        {"A33_001": ["1", "2", "3"], "A33_002": ["1", "2", "4"], "A33_005": ["宇出津1", "松波2", "柳田3"]},
        [
            {"kind": "警戒区域", "cause": "急傾斜地の崩壊", "name": "宇出津1"},
            {"kind": "特別警戒区域", "cause": "土石流", "name": "松波2"},
            {"kind": "特別警戒区域（指定前）", "cause": "地滑り", "name": "柳田3"},
        ],
    ),
    (
        "flood",
        "A31a-20_17_10_20",
        {"A31a_201": ["1700010001"] * 2, "A31a_202": ["町野川"] * 2, "A31a_205": [1, 3]},
        [{"depth_rank": 1, "river": "町野川"}, {"depth_rank": 3, "river": "町野川"}],
    ),
    ("farmland_zone", "a001170020160206", {"PREFEC_CD": ["17"] * 2, "LAYER_NO": [5, 6]}, [{"name": "農用地区域"}]),
    (
        "urban",
        "A09-18_17",
        {"layer_no": [1, 2, 3]},
        [{"kind": "市街化区域"}, {"kind": "用途地域"}],
    ),
    (
        "urban",
        "A29-19_17463",
        {"A29_001": ["17463"], "A29_004": [1], "A29_005": [None]},
        [{"kind": "用途地域", "use_code": 1, "use_name": "第一種低層住居専用地域"}],
    ),
]


@pytest.mark.parametrize(("zone", "file", "columns", "expected"), CASES, ids=[case[1] for case in CASES])
def test_codes_are_told_in_words(
    tmp_path: Path, zone: str, file: str, columns: Columns, expected: list[dict[str, object]]
) -> None:
    found, areas = put(zone, shapefile(tmp_path, file, columns), tmp_path / "r")
    assert [{key: area[key] for key in row} for area, row in zip(areas, expected, strict=True)] == expected
    assert str(source(tmp_path / "r")["name"]).startswith("国土数値情報 ")
    assert found["rows_read"] == len(next(iter(columns.values())))


def test_zones_open_with_the_region(tmp_path: Path) -> None:
    region = tmp_path / "r"
    put("municipality", shapefile(tmp_path, "N03-20_17_200101", BOUNDARIES), region, "--code", "17463")
    put("landslide", shapefile(tmp_path, CASES[0][1], CASES[0][2]), region)
    (region / "villages.csv").write_text("village_id,name,lat,lon,population,households\nv1,上野,37.31,137.03,12,5\n", encoding="utf-8")  # fmt: skip
    roads = gpd.GeoDataFrame(geometry=[shapely.LineString([(137.0, 37.31), (137.06, 37.31)])], crs="EPSG:6668")
    roads.to_file(region / "roads.gpkg")
    zones = read_region(region).zones
    assert list(zones["municipality"]["name"]) == ["能登町"]
    assert len(zones["landslide"]) == 3
