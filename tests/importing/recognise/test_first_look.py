"""A first look at small files: headers, rows, shapes and coordinates."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
from shapely import LineString, Point

from geo.texts.errors import RequestError
from importing.recognise.first_look import first_look


def test_a_table_shows_its_headers_and_what_stands_above_it(tmp_path: Path) -> None:
    path = tmp_path / "集落.csv"
    path.write_text("令和2年 国勢調査,,\n集落名,人口,世帯数\n上野,100,40\n中野,50,20\n", encoding="cp932")
    seen = first_look(path)
    assert seen.headers == ("集落名", "人口", "世帯数")
    assert (seen.rows, seen.shape, seen.crs, seen.crs_needed) == (2, "", None, False)
    assert seen.table["集落名"].tolist() == ["上野", "中野"]
    assert "令和2年" in seen.preamble
    assert seen.encoding == "cp932"


def test_the_commonest_shape_is_the_layers(tmp_path: Path) -> None:
    lines = [LineString([(137, 36), (137.1, 36)])] * 2
    path = tmp_path / "道.geojson"
    frame = gpd.GeoDataFrame({"name": ["a", "b", "c"]}, geometry=[Point(137, 36), *lines], crs="EPSG:6668")
    path.write_text(frame.to_json(drop_id=True), encoding="utf-8")
    seen = first_look(path)
    assert (seen.rows, seen.shape, seen.headers) == (3, "線", ("name",))


def test_the_place_is_told_by_the_census_columns(tmp_path: Path) -> None:
    path = tmp_path / "町丁.gpkg"
    frame = gpd.GeoDataFrame({"PREF": ["30"], "CITY": ["999"]}, geometry=[Point(137, 36)], crs="EPSG:6668")
    frame.to_file(path)
    seen = first_look(path)
    assert (seen.rows, seen.shape, seen.crs, seen.crs_needed) == (1, "点", "EPSG:6668", False)


@pytest.mark.parametrize(("xy", "needed"), [((137.0, 36.0), False), ((-20_000.0, -35_000.0), True)])
def test_metres_without_a_system_need_one_and_degrees_do_not(
    tmp_path: Path, xy: tuple[float, float], needed: bool
) -> None:
    path = tmp_path / "点.shp"
    with pytest.warns(UserWarning, match="crs"):
        gpd.GeoDataFrame({"a": [1]}, geometry=[Point(xy)]).to_file(path)
    seen = first_look(path)
    assert seen.crs is None
    assert seen.crs_needed is needed


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    path.write_bytes(json.dumps({}).encode())
    with pytest.raises(RequestError):
        first_look(path)
