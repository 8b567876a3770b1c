"""Codes of 国土数値情報 become words of a region, and rows of other kinds are left out with their number."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from importing.columns.ksj import Dataset
from importing.columns.ksj_columns import translated
from importing.files.layers import Layer


def layer_of(**columns: list[str]) -> Layer:
    table = pd.DataFrame(columns, index=pd.RangeIndex(1, len(next(iter(columns.values()))) + 1), dtype=object)
    shapes = gpd.GeoSeries([shapely.Point(137.0, 36.0)] * len(table), index=table.index, crs="EPSG:6668")
    return Layer("層.geojson", table, shapes, "EPSG:6668", "UTF-8", ())


def dataset(number: str, kind: str, columns: dict[str, str], about: dict[str, object]) -> Dataset:
    return Dataset(number, "ためし", kind, 2022, "", columns, about)


def test_a_code_tells_category_and_kind_with_or_without_its_zero() -> None:
    known = dataset(
        "P04", "facilities", {"code": "P04_001"}, {"codes": {"01": ["medical", "病院"], "02": ["medical", "診療所"]}}
    )
    done = translated(layer_of(P04_001=["2", "01", "9"]), known, "facilities", None).table
    assert list(done["category"]) == ["medical", "medical", ""]
    assert list(done["subtype"]) == ["診療所", "病院", ""]


def test_routes_of_a_stop_are_joined_once_each_over_their_columns() -> None:
    known = dataset("P11", "bus_stops", {"routes": "P11_004_01"}, {})
    stops = layer_of(P11_004_01=["東線，西線", ""], P11_004_02=["西線", "北線"], P11_005=["別", "別"])
    assert list(translated(stops, known, "bus_stops", None).table["routes"]) == ["東線、西線", "北線"]


def test_levels_and_causes_of_landslides() -> None:
    known = dataset(
        "A33",
        "zone:landslide",
        {"level": "A33_002", "cause": "A33_001", "name": "A33_003"},
        {"levels": {"1": "警戒", "2": "特別警戒"}, "causes": {"1": "急傾斜地の崩壊"}},
    )
    done = translated(
        layer_of(A33_002=["2", "3"], A33_001=["1", ""], A33_003=["上谷", ""]), known, "zone:landslide", None
    )
    assert done.table[["kind", "cause", "name"]].to_numpy().tolist() == [
        ["特別警戒", "急傾斜地の崩壊", "上谷"],
        ["", "", ""],
    ]


def test_areas_that_are_no_urban_zone_are_left_out_with_their_number() -> None:
    known = dataset("A09", "zone:urban", {"layer": "layer_no"}, {"levels": {"1": "市街化区域"}})
    done = translated(layer_of(layer_no=["1", "2", "2"]), known, "zone:urban", None)
    assert list(done.table["kind"]) == ["市街化区域"]
    assert done.shapes is not None
    assert list(done.shapes.index) == [1]
    assert "2" in next(n.message for n in done.notices if n.code == "ksj_rows_left")
