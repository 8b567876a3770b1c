"""Small files of an invented valley, as a town would hand them over."""

from __future__ import annotations

import json
from pathlib import Path

VILLAGES = "集落名,人口,世帯数,緯度,経度\n上の集落,12,5,36.10,137.10\n下の集落,30,11,36.10,137.12\n"
PLACES = "施設名,緯度,経度\n町立病院,36.10,137.11\n"


def write_villages(folder: Path, text: str = VILLAGES) -> Path:
    path = folder / "jinko.csv"
    path.write_text(text, encoding="utf-8")
    return path


def write_places(folder: Path, text: str = PLACES) -> Path:
    path = folder / "byoin.csv"
    path.write_text(text, encoding="utf-8")
    return path


def write_roads(folder: Path, east: float = 137.12) -> Path:
    line = {"type": "LineString", "coordinates": [[137.10, 36.10], [137.11, 36.10], [east, 36.10]]}
    feature = {"type": "Feature", "properties": {"道路種別": "市町村道"}, "geometry": line}
    path = folder / "michi.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path
