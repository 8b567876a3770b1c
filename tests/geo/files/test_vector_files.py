"""Vector files of any kind are read, or the reason is told in Japanese."""

from __future__ import annotations

import json
import tomllib
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from geo.files.vector_files import as_shapes, read_vector
from geo.texts.reasons import reason_of

POINTS = gpd.GeoDataFrame({"名称": ["診療所"]}, geometry=[shapely.Point(137.1, 37.3)], crs="EPSG:6668")


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_a_shapefile_that_does_not_tell_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.shp"
    pyogrio.write_dataframe(POINTS, path, encoding=encoding)
    path.with_suffix(".cpg").unlink()
    layer, notices = read_vector(path, "a.shp")
    assert layer is not None
    assert notices == []
    assert layer.frame.iloc[0, 0] == "診療所"
    assert layer.encoding.lower() == encoding


@pytest.mark.parametrize("name", ["a.gpkg", "a.fgb", "a.geojson"])
def test_modern_formats(tmp_path: Path, name: str) -> None:
    pyogrio.write_dataframe(POINTS, tmp_path / name)
    layer, notices = read_vector(tmp_path / name, name)
    assert layer is not None
    assert as_shapes(layer) is not None
    assert (len(layer.frame), layer.encoding, notices) == (1, "UTF-8", [])


def test_the_first_layer_with_shapes_is_chosen_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    pyogrio.write_dataframe(pd.DataFrame({"a": [1]}), path, layer="table", driver="GPKG")
    pyogrio.write_dataframe(POINTS, path, layer="first", append=True)
    pyogrio.write_dataframe(POINTS, path, layer="second", append=True)
    layer, notices = read_vector(path, "a.gpkg")
    assert layer is not None
    assert layer.layer == "first"
    assert [n.code for n in notices] == ["layer_chosen"]
    assert "second" in notices[0].message


def test_a_table_has_no_shapes(tmp_path: Path) -> None:
    pyogrio.write_dataframe(pd.DataFrame({"a": [1]}), tmp_path / "a.gpkg", layer="table", driver="GPKG")
    layer, _ = read_vector(tmp_path / "a.gpkg", "a.gpkg")
    assert layer is not None
    assert as_shapes(layer) is None


@pytest.mark.parametrize("content", [b"", b"\0" * 10, b"{", b"SQLite format 3\0", b"PK\x03\x04"])
@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.shp", "a.zip", "a.fgb"])
def test_junk_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    layer, notices = read_vector(tmp_path / name, name)
    assert layer is None
    assert [(n.code, n.file) for n in notices] == [("file_unreadable", name)]


def test_a_system_that_cannot_be_spelled_out_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.shp"
    gpd.GeoDataFrame({"name": ["a"]}, geometry=[shapely.Point(137, 37)], crs="EPSG:4612").to_file(path)
    text = path.with_suffix(".prj").read_bytes()
    path.with_suffix(".prj").write_bytes(text.replace(b"Greenwich", b"G\xadeenwich"))
    read, notices = read_vector(path, "a.shp")
    assert read is None
    assert [n.code for n in notices] == ["file_unreadable"]


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    assert "見つかりません" in read_vector(tmp_path / "a.gpkg", "a.gpkg")[1][0].message
    assert "フォルダ" in read_vector(tmp_path, "x")[1][0].message


def caught(action: object, *arguments: object) -> Exception:
    with pytest.raises((ValueError, OSError, zipfile.BadZipFile)) as found:
        action(*arguments)  # type: ignore[operator]
    return found.value


def test_reasons_are_japanese(tmp_path: Path) -> None:
    assert reason_of(caught(json.loads, "[1,\n x]")) == "JSON の書き方に誤りがあります（2 行目 2 文字目のあたり）"
    assert reason_of(caught(tomllib.loads, "a b")) == "書き方に誤りがあります（1 行目 3 文字目のあたり）"
    assert reason_of(caught(tmp_path.read_bytes)) == "ファイルではなくフォルダです"
    assert reason_of(caught((tmp_path / "x").read_bytes)) == "ファイルが見つかりません"
    assert reason_of(caught(zipfile.ZipFile, __file__)) == "zip ファイルとして読めません"
    assert reason_of(PermissionError(13, "Permission denied")) == "読み書きが許されていません"
    assert reason_of(OSError(28, "No space left on device")) == "書き込む場所に空きがありません"
    assert reason_of(OSError(5, "Input/output error")) == "計算機が読み書きを断りました（番号 5）"
    assert reason_of(ValueError()) == "中身が壊れているか、知られていない形です"
    assert reason_of(ValueError("層が一つもありません")) == "層が一つもありません"
