"""Layers cut down to a town's range: whole shapes that touch it stay."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
from shapely import LineString, Point, box

from geo.texts.errors import RequestError
from importing import import_files
from importing.files.clip import clipped, range_of
from importing.files.layers import read_layer
from tests.geo.conftest import write_lines
from tests.importing.hand_made_layers import layer_of

WEST, SOUTH = 137.0, 36.0
KM = 1 / 111.0
"""A kilometre in degrees of latitude, nearly."""


def town(folder: Path) -> Path:
    """A square of a tenth of a degree."""
    ring = [[WEST, SOUTH], [WEST + 0.1, SOUTH], [WEST + 0.1, SOUTH + 0.1], [WEST, SOUTH + 0.1], [WEST, SOUTH]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    path = folder / "town.geojson"
    feature = {"type": "Feature", "properties": {"name": "町"}, "geometry": geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def test_what_touches_the_range_stays_whole(tmp_path: Path) -> None:
    area = range_of(read_layer(town(tmp_path)), 2.0)
    shapes = [
        Point(WEST + 0.05, SOUTH + 0.05),
        Point(WEST + 0.05, SOUTH - 1.9 * KM),
        Point(WEST + 0.05, SOUTH - 2.1 * KM),
        LineString([(WEST + 0.05, SOUTH - 1), (WEST + 0.05, SOUTH)]),
        None,
    ]
    found = clipped(layer_of({"n": range(5)}, shapes), area, 2.0)
    assert found.table.index.tolist() == [1, 2, 4, 5]
    assert found.shapes is not None
    assert found.shapes.loc[4] == shapes[3]
    assert [n.code for n in found.notices] == ["import_clipped"]


def test_where_everything_is_inside_nothing_is_said(tmp_path: Path) -> None:
    layer = layer_of({"n": [1]}, [box(WEST, SOUTH, WEST + 0.01, SOUTH + 0.01)])
    assert clipped(layer, range_of(read_layer(town(tmp_path)), 0.0), 0.0) is layer
    assert clipped(layer, None, 5.0) is layer
    table = layer_of({"n": [1]})
    assert clipped(table, gpd.GeoSeries([box(0, 0, 1, 1)], crs=6675), 5.0) is table


def test_ranges_that_cannot_be(tmp_path: Path) -> None:
    for margin in (-1.0, float("inf"), float("nan")):
        with pytest.raises(RequestError) as caught:
            range_of(read_layer(town(tmp_path)), margin)
        assert caught.value.notices[0].code == "import_margin_wrong"
    path = tmp_path / "a.csv"
    path.write_text("name,number\n谷,1\n峠,2\n", encoding="utf-8")
    with pytest.raises(RequestError) as caught:
        range_of(read_layer(path), 1.0)
    assert caught.value.notices[0].code == "import_clip_without_shapes"


def test_a_table_with_places_is_a_range_too(tmp_path: Path) -> None:
    (tmp_path / "jinko.csv").write_text(
        "集落名,人口,世帯数,緯度,経度\n上,12,5,36.10,137.10\n下,30,11,36.10,137.12\n", encoding="utf-8"
    )
    lines = [[(137.10, 36.10), (137.12, 36.10)], [(137.12, 36.10), (137.20, 36.10)], [(138.0, 36.10), (138.1, 36.10)]]
    write_lines(tmp_path / "michi.gpkg", lines)
    report = import_files(
        "roads", [tmp_path / "michi.gpkg"], tmp_path / "region", clip=tmp_path / "jinko.csv", margin_km=5
    )
    assert report.rows_kept == 2
    assert "import_clipped" in [n.code for n in report.notices]
