"""OpenStreetMap files are known by their names, and looked at before they are read."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from geo.files.xml_entities import EntitiesError
from geo.osm.files import is_osm, osm_file, outlier_notices, unpacked, wrapping_osmium_errors
from geo.texts.errors import ValueRefusedError

BOX = '<osm version="0.6"><bounds minlat="36" minlon="137" maxlat="36.1" maxlon="137.1"/></osm>'


def test_names() -> None:
    names = ("a.osm", "a.osm.pbf", "A.PBF", "a.osm.gz", "a.gz", "osm.csv", "a.osm.bz2")
    assert [is_osm(Path(name)) for name in names] == [True, True, True, True, False, False, False]


def test_what_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(ValueRefusedError):
        osm_file(tmp_path / "a.csv")
    broken = tmp_path / "a.osm.gz"
    broken.write_bytes(b"no gzip")
    with pytest.raises(ValueRefusedError):
        osm_file(broken)
    entities = tmp_path / "a.osm"
    entities.write_text('<!DOCTYPE osm [<!ENTITY a "b">]><osm/>', encoding="utf-8")
    with pytest.raises(EntitiesError):
        osm_file(entities)


def test_packed_files(tmp_path: Path) -> None:
    path = tmp_path / "a.osm.gz"
    path.write_bytes(gzip.compress(b"<osm/>"))
    assert b"".join(unpacked(path)) == b"<osm/>"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ValueRefusedError):
        list(unpacked(path))


def test_errors_of_the_library_are_refusals() -> None:
    with pytest.raises(ValueRefusedError), wrapping_osmium_errors():
        raise RuntimeError("broken")


def test_points_far_outside_the_range_of_the_header(tmp_path: Path) -> None:
    path = tmp_path / "a.osm"
    path.write_text(BOX, encoding="utf-8")

    def codes(*lats: float) -> list[str]:
        lat = np.array(lats)
        return [n.code for n in outlier_notices(path, "a.osm", lat, np.full(len(lat), 137.05))]

    assert codes(36.0, 36.05, 36.1) == []
    assert codes(36.05, 46.0) == ["osm_outside_box"]
    assert codes() == []
    path.write_text('<osm version="0.6"></osm>', encoding="utf-8")
    assert codes(46.0) == []
