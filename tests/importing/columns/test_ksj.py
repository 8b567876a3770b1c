"""Datasets of 国土数値情報: recognised by name, columns and values; editions told apart; codes translated."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from importing import import_files
from importing.columns.ksj import catalogue, recognised
from importing.columns.office_headers import LINE_ALIASES
from importing.recognise.recognise import recognise

SQUARE = shapely.box(137.1, 37.3, 137.2, 37.4)
POINT = shapely.Point(137.15, 37.35)


def put(path: Path, shape: shapely.Geometry, **columns: list[object]) -> Path:
    count = len(next(iter(columns.values())))
    shapes = [shapely.transform(shape, partial(np.add, 0.01 * i)) for i in range(count)]
    gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:6668").to_file(path, driver="GeoJSON")
    return path


def facilities(path: Path, folder: Path) -> pd.DataFrame:
    import_files("facilities", [path], folder)
    return pd.read_csv(folder / "facilities.csv", dtype=str, keep_default_na=False)


def zone(kind: str, path: Path, folder: Path) -> list[dict[str, object]]:
    import_files(kind, [path], folder)
    content = json.loads((folder / "zones" / f"{kind.removeprefix('zone:')}.geojson").read_text(encoding="utf-8"))
    return [f["properties"] for f in content["features"]]


def test_schools_of_both_editions_are_read_alike(tmp_path: Path) -> None:
    new = put(
        tmp_path / "P29-21_17.geojson", POINT,
        P29_001=["17463"] * 3, P29_003=["16001", "16004", "16011"], P29_004=["甲小", "乙高", "丙幼"], P29_007=["1", "2", "1"],
    )  # fmt: skip
    old = put(
        tmp_path / "P29-13_17.geojson", POINT,
        P29_001=["17463"], P29_002=["16"], P29_003=["1"], P29_004=["16001"], P29_005=["甲小"],
    )  # fmt: skip
    rows = facilities(new, tmp_path / "new")
    assert list(rows["name"]) == ["甲小", "乙高", "丙幼"]
    assert list(rows["category"]) == ["education", "education", "childcare"]
    assert list(rows["status"]) == ["open", "closed", "open"]
    assert list(facilities(old, tmp_path / "old")[["name", "subtype"]].iloc[0]) == ["甲小", "小学校"]


def test_stops_of_both_editions_are_told_apart(tmp_path: Path) -> None:
    new = put(
        tmp_path / "P11-22_17.geojson", POINT,
        P11_001=["駅前"], P11_002=["能登バス"], P11_003_01=["A線,B線"], P11_003_02=["C線"], P11_004_01=["1"],
    )  # fmt: skip
    old = put(
        tmp_path / "stops.geojson", POINT, P11_001=["駅前"], P11_002=["1"], P11_003_1=["能登バス"], P11_004_1=["A線"]
    )
    for path in (new, old):
        import_files("bus_stops", [path], tmp_path / path.stem)
    rows = pd.concat([pd.read_csv(tmp_path / p.stem / "bus_stops.csv", dtype=str) for p in (new, old)])
    assert list(rows["operators"]) == ["能登バス", "能登バス"]
    assert list(rows["routes"]) == ["A線、B線、C線", "A線"]
    assert "非商用" in (tmp_path / "stops" / "region.toml").read_text(encoding="utf-8")


def test_hazards_and_use_zones_are_translated(tmp_path: Path) -> None:
    path = put(tmp_path / "A33-23_17.geojson", SQUARE, A33_001=["1", "2"], A33_002=["1", "2"], A33_005=["甲", "乙"])
    slides = zone("zone:landslide", path, tmp_path / "a")
    assert [(s["kind"], s["cause"]) for s in slides] == [("警戒区域", "急傾斜地の崩壊"), ("特別警戒区域", "土石流")]
    path = put(tmp_path / "A31a-22_17.geojson", SQUARE, A31a_202=["町野川"], A31a_205=[3])
    assert zone("zone:flood", path, tmp_path / "b")[0]["depth_rank"] == 3
    path = put(tmp_path / "A29-19_17.geojson", SQUARE, A29_004=[8], A29_005=["近隣商業地域"])
    assert zone("zone:urban", path, tmp_path / "c")[0]["use_code"] == 8
    path = put(tmp_path / "A09-18_17.geojson", SQUARE, layer_no=[1, 2, 3])
    assert [z["kind"] for z in zone("zone:urban", path, tmp_path / "d")] == ["市街化区域", "用途地域"]
    path = put(tmp_path / "a001170020160206.geojson", SQUARE, LAYER_NO=[5, 6])
    assert [z["name"] for z in zone("zone:farmland_zone", path, tmp_path / "e")] == ["農用地区域"]


def test_a_dataset_in_the_wrong_zone_is_said(tmp_path: Path) -> None:
    path = put(tmp_path / "A33-23_17.geojson", SQUARE, A33_001=["1"], A33_002=["1"])
    report = import_files("zone:flood", [path], tmp_path / "r")
    assert "ksj_other_zone" in {n.code for n in report.notices}


def test_basins_of_rivers_are_no_zone_of_hazards(tmp_path: Path) -> None:
    """W12_002 is the code of a river system, W12_003 of a basin: together they cover the land without a gap."""
    path = put(tmp_path / "W12-52A-2K-17.geojson", SQUARE, W12_001=["0"], W12_002=["84552"], W12_003=["0007"])
    report = import_files("zone:landslide", [path], tmp_path / "r")
    notice = next(n for n in report.notices if n.code == "ksj_no_zone")
    assert notice.severity == "warning"
    assert "「流域界・非集水域」で、「土砂災害警戒区域」の区域ではありません" in notice.message


def test_stations_without_a_name_are_called_by_their_address(tmp_path: Path) -> None:
    path = put(tmp_path / "P07-15_17.geojson", POINT, P07_001=[1], P07_002=["能登町甲1"])
    rows = facilities(path, tmp_path / "r")
    assert list(rows[["name", "category"]].iloc[0]) == ["給油所（能登町甲1）", "fuel"]


@pytest.mark.parametrize(
    ("file", "columns", "name", "year"),
    [
        ("P04-20_17.shp", {"P04_001": [1]}, "医療機関", 2020),
        ("N03-20230101_17.shp", {"N03_004": ["能登町"]}, "行政区域", 2023),
        ("N03-23_17_230101.shp", {"N03_004": ["能登町"]}, "行政区域", 2023),
        ("a.shp", {"P04_001": [1]}, "医療機関", None),
        ("W12-52A-2K-17.fgb", {"W12_002": ["84041"]}, "流域界・非集水域", 1977),
        ("P04-20_17.shp", {"P30_005": ["郵便局"]}, "郵便局", None),
    ],
)
def test_name_and_vintage(file: str, columns: dict[str, list[object]], name: str, year: int | None) -> None:
    found = recognised(file, pd.DataFrame(columns))
    assert found is not None
    assert (found.name, found.year) == (name, year)


def test_every_numbered_column_that_is_read_is_of_a_data_set_that_is_known() -> None:
    aliases = [alias for columns in LINE_ALIASES.values() for names in columns.values() for alias in names]
    heads = {found[1] for alias in aliases if (found := re.match(r"([A-Z]\d{2}[a-z]?)_\d", alias))}
    assert {"A37", "N01", "N10"} <= heads <= set(catalogue())


@pytest.mark.parametrize(
    ("file", "column", "value"),
    [("A37-15_road.geojson", "A37_100002", "一般国道"), ("N10-20_17.geojson", "N10_004", "県道1号"), ("michi.geojson", "N01_001", "1")],
)  # fmt: skip
def test_layers_of_roads_are_called_by_their_name(tmp_path: Path, file: str, column: str, value: str) -> None:
    line = shapely.LineString([(137.15, 37.35), (137.16, 37.35)])
    values: list[object] = [value, value]
    path = put(tmp_path / file, line, **{column: values})
    (found,) = recognise([path], tmp_path / "unpacked")
    assert (found.kind, found.confidence) == ("roads", "sure")
    report = import_files("roads", [path], tmp_path / "r")
    codes = [n.code for n in report.notices]
    assert "ksj_recognised" in codes
    assert "ksj_unknown" not in codes
    assert "国土数値情報" in (tmp_path / "r" / "region.toml").read_text(encoding="utf-8")


def test_areas_of_a_data_set_of_roads_are_none(tmp_path: Path) -> None:
    path = put(tmp_path / "A37-15_area.geojson", SQUARE, A37_001=["17463"])
    (found,) = recognise([path], tmp_path / "unpacked")
    assert (found.kind, found.confidence) == ("", "unknown")


def test_what_is_none_of_them() -> None:
    assert recognised("villages.csv", pd.DataFrame({"name": ["甲"]})) is None
