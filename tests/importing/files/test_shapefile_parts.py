"""Parts of Shapefiles among files that were dropped side by side."""

from __future__ import annotations

from pathlib import Path

from importing.files.shapefile_parts import grouped


def found(*names: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(group.main.name, group.parts, group.wanting) for group in grouped(map(Path, names))]


def test_parts_go_together_and_other_files_alone() -> None:
    assert found("b.geojson", "a.shp", "a.dbf", "a.shx", "a.prj", "a.shp.xml") == [
        ("a.shp", ("a.dbf", "a.prj", "a.shp", "a.shp.xml", "a.shx"), ()),
        ("b.geojson", ("b.geojson",), ()),
    ]


def test_what_is_wanting() -> None:
    assert found("a.shp") == [("a.shp", ("a.shp",), (".dbf", ".shx"))]
    assert found("a.prj", "a.shx") == [("a.prj", ("a.prj", "a.shx"), (".shp", ".dbf"))]


def test_two_shapefiles_and_capitals() -> None:
    assert [group[0] for group in found("A.SHP", "A.DBF", "A.SHX", "b.shp", "b.dbf", "b.shx")] == ["A.SHP", "b.shp"]
    assert [group[2] for group in found("A.SHP", "A.DBF", "A.SHX")] == [()]


def test_a_table_of_its_own() -> None:
    assert found("a.dbf") == [("a.dbf", ("a.dbf",), ())]
    assert found("notes.xml") == [("notes.xml", ("notes.xml",), ())]
