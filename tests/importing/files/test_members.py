"""What is read of a zip: each layer once, in its best format, and only what the import can use."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from geo.texts.errors import RequestError
from importing.files.members import expanded, layers_of


def geojson(kind: str, coordinates: object) -> str:
    geometry = {"type": kind, "coordinates": coordinates}
    return json.dumps(
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": geometry}]}
    )


LINE, POINT = geojson("LineString", [[137, 36], [137.1, 36]]), geojson("Point", [137, 36])


def archive(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("_", "."), content)
    return path


def test_each_layer_in_its_best_format() -> None:
    names = ["a.csv", "a.geojson", "sjis/b.shp", "UTF-8/b.shp", "b.dbf", "c.txt", "read.me"]
    assert [p.as_posix() for p in layers_of([Path(n) for n in names])] == ["UTF-8/b.shp", "a.geojson", "c.txt"]


def test_a_layer_of_the_wrong_shapes_is_left_aside(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", roads_geojson=LINE, stops_geojson=POINT)
    files, notices = expanded([tmp_path / "plain.csv", path], "roads", tmp_path / "out")
    assert [f.name for f in files] == ["plain.csv", "roads.geojson"]
    assert [n.code for n in notices] == ["archive_chosen"]
    both, notices = expanded([path], "villages", tmp_path / "more")
    assert ([f.name for f in both], notices) == (["roads.geojson", "stops.geojson"], [])


def test_a_zip_with_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        expanded([archive(tmp_path / "a.zip", read_me="x")], "roads", tmp_path / "out")
    assert [n.code for n in caught.value.notices] == ["archive_empty"]
    with pytest.raises(RequestError):
        expanded([archive(tmp_path / "b.zip", stops_geojson=POINT)], "roads", tmp_path / "more")
