"""Road networks: which files are one, one road file a region, and cutting what OpenStreetMap gives."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from geo.texts.errors import RequestError
from importing.layers.road_network import import_road_network, is_road_network, put_roads

_ROADS = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
<node id="1" version="1" lat="36.00" lon="137.00"/><node id="2" version="1" lat="36.00" lon="137.01"/>
<node id="3" version="1" lat="36.00" lon="137.20"/><node id="4" version="1" lat="36.00" lon="137.21"/>
<way id="11" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="tertiary"/></way>
<way id="12" version="1"><nd ref="3"/><nd ref="4"/><tag k="highway" v="tertiary"/></way>
</osm>
"""


@pytest.mark.parametrize(
    ("name", "network"),
    [("道.graphml", True), ("道.OSM.PBF", True), ("道.osm.gz", True), ("道.gpkg", False), ("osm.csv", False)],
)
def test_the_ending_tells_a_network(name: str, network: bool) -> None:
    assert is_road_network(Path(name)) is network


@pytest.mark.parametrize("packed", [False, True])
def test_it_is_put_into_the_region_as_it_is(tmp_path: Path, packed: bool) -> None:
    file, region = tmp_path / ("道.osm.gz" if packed else "道.osm"), tmp_path / "村"
    region.mkdir()
    file.write_bytes(gzip.compress(_ROADS.encode()) if packed else _ROADS.encode())
    segments, _ = import_road_network(file, region, replace=False, fictional=True)
    assert segments == 4  # two roads, each in both directions
    assert (region / "roads.osm").read_text(encoding="utf-8") == _ROADS


def test_only_the_roads_that_touch_the_box_are_kept(tmp_path: Path) -> None:
    file, region = tmp_path / "道.osm", tmp_path / "村"
    region.mkdir()
    file.write_text(_ROADS, encoding="utf-8")
    segments, _ = import_road_network(
        file, region, within=(136.99, 35.99, 137.02, 36.01), replace=False, fictional=True
    )
    assert segments == 2
    assert [p.name for p in region.iterdir()] == ["roads.graphml"]


def test_other_roads_go_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "roads.gpkg").write_bytes(b"old")
    with pytest.raises(RequestError) as refused:
        put_roads(tmp_path, "roads.osm", b"new", replace=False)
    assert [(n.code, n.file) for n in refused.value.notices] == [("import_exists", "roads.gpkg")]
    assert (tmp_path / "roads.gpkg").read_bytes() == b"old"
    assert put_roads(tmp_path, "roads.osm", b"new", replace=True) is True
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"roads.osm": b"new"}


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as refused:
        import_road_network(tmp_path / "道.osm", tmp_path, replace=False, fictional=True)
    assert refused.value.notices[0].file == "道.osm"
