"""Coordinates that are no place, all outside, or of a broken system end in a notice, whatever is imported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.texts.errors import RequestError
from importing import import_files
from importing.files.clip import range_of
from importing.files.coordinates import without_impossible
from importing.files.layers import read_layer
from importing.recognise.recognise import recognise

KINDS = ("villages", "facilities", "sites", "residents", "mesh", "bus_stops", "roads", "zone:flood")


def layer(*coordinates: Any, kind: str = "Point", crs: str = "") -> str:
    properties = {"name": "村診療所", "人口": 3, "世帯数": 1}
    features = [
        {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": c}} for c in coordinates
    ]
    document: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(document).replace("Infinity", "1e400")


INFINITE = float("inf")
BROKEN = {
    "all.geojson": layer([INFINITE, INFINITE]),
    "huge.geojson": layer([1e300, 1e300], [1e300, -1e300]),
    "plane.geojson": layer([1e20, 1e20], crs="EPSG:6675"),
    "far.geojson": layer([537.0, 436.0], crs="EPSG:6668"),
    "nobody.geojson": layer([137.0, 36.0], crs="EPSG:999999"),
    "zero.geojson": layer([137.0, 36.0], crs="urn:ogc:def:crs:EPSG::0"),
    "berlin.geojson": layer([13.4, 52.5]),
    "area.geojson": layer([[[137, 36], [1e308, 36], [137, 1e308], [137, 36]]], kind="Polygon"),
    "line.geojson": layer([[INFINITE, 36.0], [137.0, 36.0]], kind="LineString"),
    "list.csv": "名称,人口,世帯数,緯度,経度\n村診療所,3,1,1e308,1e308\n",
    "inf.csv": "名称,人口,世帯数,緯度,経度\n村診療所,3,1,inf,nan\n",
    "poles.csv": "名称,人口,世帯数,緯度,経度\n村診療所,3,1,90,180\n西診療所,3,1,-90,-180\n",
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("crs", [None, "EPSG:6675", "EPSG:4978"])
def test_every_kind_ends_in_a_notice(tmp_path: Path, name: str, crs: str | None) -> None:
    path = tmp_path / name
    path.write_text(BROKEN[name], encoding="utf-8")
    for kind in KINDS:
        try:
            report = import_files(kind, [path], tmp_path / f"r_{kind[:4]}", crs=crs)
        except RequestError as problem:
            ended = any(n.severity == "error" for n in problem.notices)
        else:
            ended = bool(report.notices)
        assert ended


@pytest.mark.parametrize("name", BROKEN)
def test_a_first_look_and_a_clip_end_in_a_notice(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(BROKEN[name], encoding="utf-8")
    (found,) = recognise([path], tmp_path / "unpacked")
    assert found.reason
    try:
        area = range_of(read_layer(path), 1.0)
    except RequestError as problem:
        ended = bool(problem.notices)
    else:
        ended = bool(np.isfinite(area.total_bounds).all())
    assert ended


def test_one_bad_row_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "名称,緯度,経度\n村診療所,36.0,137.0\n西診療所,1e308,137.0\n東診療所,36.1,137.0\n", encoding="utf-8"
    )
    report = import_files("facilities", [path], tmp_path / "r")
    assert report.rows_kept == 2
    assert [n.row for n in report.notices if n.code == "coordinates_impossible"] == [3]


def test_a_hidden_vertex_is_found() -> None:
    line = shapely.set_coordinates(
        shapely.LineString([(137, 36), (137.05, 36.1), (137.1, 36.2)]), [(137, 36), (np.nan, 36.1), (137.1, 36.2)]
    )
    shapes = gpd.GeoSeries([line, shapely.Point(137, 36), None])
    table, kept, notices = without_impossible(pd.DataFrame({"a": [1, 2, 3]}), shapes, "a")
    assert table["a"].tolist() == [2, 3]
    assert len(kept) == 2
    assert [n.code for n in notices] == ["coordinates_impossible"]
