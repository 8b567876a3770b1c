"""The benchmark of readers, on small files from a sample region: it runs, and its peers find what our readers find."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import osmium
import pytest
import shapely

from benchmarks import reader_peers as peers
from benchmarks.reader_files import File, from_sample
from benchmarks.readers import AREAS, KINDS, facility_tags, imported
from geo.gtfs.views import read_gtfs
from importing.files.layers import Layer

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, File]:
    return from_sample(ROOT / "sample_regions" / "sanson", tmp_path_factory.mktemp("files"), 120)


def ours(file: File, kind: str) -> Layer:
    layer, _ = imported(file.path, kind, file.path.parent, fictional=True)
    return layer


def in_words(shape: shapely.Geometry) -> str:
    return shapely.to_wkt(shape, rounding_precision=-1)


def test_quick_json_is_one_document_with_a_verdict_for_each_case(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "readers.py"), "--quick", "--json", "--rows", "60"]
    environment = {**os.environ, "KYOTEN_REAL_DATA": str(tmp_path)}
    result = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT, env=environment
    )
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert (found["quick"], found["published"], found["aim"]) == (True, False, 3.0)
    layers = [n for name in KINDS for n in ((name, f"{name}, peer mends none") if name in AREAS else (name,))]
    assert [row["case"] for row in found["cases"]] == [
        *layers,
        *("gtfs zip", "gtfs zip, checked", "gtfs folder", "gtfs folder, checked"),
        *(f"{ending} {what}" for ending in ("osm.pbf", "osm.gz", "osm") for what in ("roads", "facilities")),
    ]
    for row in found["cases"]:
        assert row["rows"] >= 60
        assert row["ratio"] == row["ours_s"] / row["peer_s"]
        assert row["within_3"] is (row["ratio"] < 3)


@pytest.mark.parametrize("name", list(KINDS))
def test_a_layer_has_the_same_shapes_in_the_same_order(files: dict[str, File], name: str) -> None:
    peer = {"csv": peers.points, "xlsx": peers.points, "mesh text": peers.cells}.get(name, peers.degrees)
    theirs, mine = peer(files[name].path).geometry, ours(files[name], KINDS[name]).shapes
    assert mine is not None
    assert len(mine) == len(theirs) == files[name].rows >= 120
    boxes = shapely.bounds(mine.to_numpy()) - shapely.bounds(theirs.to_numpy())
    assert abs(boxes).max() < 1e-9


def test_the_peer_of_areas_mends_what_we_mend(tmp_path: Path) -> None:
    knot = shapely.Polygon([(137.0, 37.0), (137.1, 37.1), (137.1, 37.0), (137.0, 37.1)])
    path = tmp_path / "a.fgb"
    gpd.GeoDataFrame({"name": ["a", "b"]}, geometry=[knot, shapely.box(137, 37, 137.1, 37.1)], crs="EPSG:4612").to_file(
        path
    )
    theirs, mine = peers.areas(path).geometry, imported(path, "zone:landslide", tmp_path, fictional=False)[0].shapes
    assert mine is not None
    assert not peers.degrees(path).is_valid.all()
    assert theirs.is_valid.all()
    assert mine.is_valid.all()
    assert shapely.equals(mine.to_numpy(), theirs.to_numpy()).all()


def test_small_files_are_repeated_until_they_have_enough_rows(files: dict[str, File]) -> None:
    assert (files["csv"].rows, files["csv"].copies) == (49 * 3, 3)
    assert len((files["csv"].path).read_text(encoding="utf-8-sig").splitlines()) == 49 * 3 + 1


@pytest.mark.parametrize("name", ["osm.pbf", "osm.gz", "osm"])
def test_an_openstreetmap_file_has_the_same_facilities(files: dict[str, File], name: str) -> None:
    found = [shape for _, shape in peers.things(files[name].path, osmium.filter.TagFilter(*facility_tags()))]
    mine = ours(files[name], "facilities").shapes
    assert mine is not None
    assert sorted(map(in_words, mine)) == sorted(map(in_words, found))


@pytest.mark.parametrize("name", ["gtfs zip", "gtfs folder"])
def test_a_feed_has_the_same_calls(files: dict[str, File], name: str) -> None:
    feed, _ = read_gtfs(files[name].path)
    assert feed is not None
    theirs = peers.placed_feed(files[name].path)["stop_times.txt"]
    assert feed.stop_times["arrival_s"].tolist() == theirs["arrival_time"].tolist()
    assert feed.stop_times["stop_id"].astype(str).tolist() == theirs["stop_id"].tolist()
