"""snow_roads.geojson: lines, where the file is there; other shapes are left out."""

from __future__ import annotations

import json
from pathlib import Path

from geo.region.roads.snow_roads import FILE, read_snow_roads


def feature(kind: str, coordinates: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": coordinates}}


def test_lines_stay_and_points_do_not(tmp_path: Path) -> None:
    assert read_snow_roads(tmp_path) == (None, [])
    line = feature("LineString", [[137.0, 36.0], [137.1, 36.0]])
    content = {"type": "FeatureCollection", "features": [line, feature("Point", [137.0, 36.0])]}
    (tmp_path / FILE).write_text(json.dumps(content), encoding="utf-8")
    roads, notices = read_snow_roads(tmp_path)
    assert roads is not None
    assert [shape.geom_type for shape in roads.geometry] == ["LineString"]
    assert list(roads.geometry.iloc[0].coords) == [(137.0, 36.0), (137.1, 36.0)]
    assert len(notices) == 1
