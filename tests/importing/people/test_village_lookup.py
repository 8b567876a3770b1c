"""To which village a place belongs: areas by an id that no other bears, else by the one village point in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely import Point, box, to_geojson

from geo.files.crs import to_metric
from geo.texts.errors import RequestError
from importing.columns.kinds import ImportKind
from importing.layers.work import Work
from importing.people.village_lookup import village_lookup, villages_of
from importing.region_files.report import ImportOptions
from tests.small_region import LAT, LON, STEP, write_small_region


def work_in(folder: Path, *places: Path) -> Work:
    return Work(
        ImportKind("mesh"),
        folder,
        {},
        None,
        0,
        None,
        ImportOptions(),
        fictional=True,
        step=lambda _: None,
        places=places,
    )


def areas(path: Path, *rows: tuple[str, float, float]) -> Path:
    """Write areas by id from one longitude to another, 0.002° to either side of the road."""
    features: list[dict[str, Any]] = [
        {"type": "Feature", "properties": {"id": i}, "geometry": json.loads(to_geojson(box(west, LAT - 0.002, east, LAT + 0.002)))}
        for i, west, east in rows
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_region(tmp_path / "tameshi")


def test_an_area_is_the_village_of_its_id_else_of_the_point_in_it(folder: Path, tmp_path: Path) -> None:
    path = areas(
        tmp_path / "a.geojson",
        ("v5", LON - 0.002, LON + 0.002),
        ("?", LON + STEP - 0.002, LON + STEP + 0.002),
        ("?", LON + 2 * STEP - 0.002, LON + 3 * STEP + 0.002),
    )
    work = work_in(folder, path)
    villages = villages_of(folder, fictional=True)
    lookup = village_lookup(work, villages)
    assert lookup.area_village is not None
    # By its id v5, though v1's point lies in it; by v2's point; v3, v4 and v7 lie in the third: nobody can tell.
    assert [villages.index[i] if i >= 0 else "" for i in lookup.area_village] == ["v5", "v2", ""]
    assert [n.code for n in work.notices] == ["people_areas_unsure"]


def test_without_areas_the_municipality_is_the_range(folder: Path) -> None:
    square = box(LON - 0.1, LAT - 0.1, LON + 0.1, LAT + 0.1)
    shape = {"type": "Feature", "properties": {}, "geometry": json.loads(to_geojson(square))}
    whole = {"type": "FeatureCollection", "features": [shape]}
    (folder / "zones" / "municipality.geojson").write_text(json.dumps(whole), encoding="utf-8")
    villages = villages_of(folder, fictional=True)
    lookup = village_lookup(work_in(folder), villages)
    assert lookup.areas is None
    assert lookup.roads is not None
    assert lookup.range_m is not None
    inside, outside = to_metric(np.array([LAT, LAT]), np.array([LON, LON + 0.2]), lookup.crs)
    assert shapely.contains(lookup.range_m, Point(inside))
    assert not shapely.contains(lookup.range_m, Point(outside))


def test_a_region_without_villages_gets_no_people(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as refused:
        villages_of(tmp_path, fictional=True)
    assert [n.code for n in refused.value.notices] == ["people_no_villages"]
