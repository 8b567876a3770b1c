"""OpenStreetMap files as layers: rows counted from 1, and a clear refusal where there is nothing of the kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.files.crs import DEGREES
from geo.texts.errors import RequestError
from importing.columns.kinds import parse_kind
from importing.layers.osm_layer import OWNER, SOURCE, TERMS, read_osm_layer

_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
<node id="1" version="1" lat="36.25" lon="137.5"><tag k="amenity" v="clinic"/><tag k="name" v="谷の診療所"/></node>
<node id="2" version="1" lat="36.5" lon="137.25"><tag k="amenity" v="bench"/></node>
</osm>
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "谷.osm"
    file.write_text(_FILE, encoding="utf-8")
    return file


def test_a_clinic_is_a_facility_and_a_bench_is_not(path: Path) -> None:
    layer = read_osm_layer(path, parse_kind("facilities"))
    assert layer.shapes is not None
    assert list(layer.table["name"]) == ["谷の診療所"]
    assert list(layer.table["category"]) == ["medical"]
    assert list(layer.table.index) == list(layer.shapes.index) == [1]
    assert (layer.shapes[1].x, layer.shapes[1].y) == (pytest.approx(137.5), pytest.approx(36.25))
    assert (layer.file, layer.crs) == ("谷.osm", DEGREES)
    assert "geometry" not in layer.table


@pytest.mark.parametrize(("kind", "code"), [("villages", "osm_has_none"), ("residents", "osm_kind_unknown")])
def test_what_such_files_do_not_have_is_refused(path: Path, kind: str, code: str) -> None:
    with pytest.raises(RequestError) as refused:
        read_osm_layer(path, parse_kind(kind))
    assert refused.value.notices[0].code == code
    assert refused.value.notices[0].file == "谷.osm"


def test_a_file_that_is_no_map_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "谷.osm"
    broken.write_text("<osm", encoding="utf-8")
    with pytest.raises(RequestError) as refused:
        read_osm_layer(broken, parse_kind("facilities"))
    assert [n.severity for n in refused.value.notices] == ["error"]


def test_the_source_names_owner_and_terms() -> None:
    assert SOURCE.split(",") == [OWNER, "", TERMS]
