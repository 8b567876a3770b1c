"""Rows that an import cannot use are left out, each with a notice."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapely import LineString, MultiPoint, Point, Polygon, box

from importing import import_files
from importing.layers.counted_once import without_totals
from importing.layers.usable import SHAPES, usable
from tests.importing.hand_made_layers import layer_of

POINT, LINE, AREA = Point(137, 36), LineString([(137, 36), (137.1, 36)]), box(137, 36, 137.1, 36.1)


@pytest.mark.parametrize(
    ("kind", "rows"),
    [("villages", [1, 3, 4]), ("bus_stops", [1, 4]), ("roads", [2]), ("bus_lines", [2]), ("zone", [3])],
)
def test_each_kind_takes_its_shapes(kind: str, rows: list[int]) -> None:
    found = usable(layer_of({"n": range(4)}, [POINT, LINE, AREA, MultiPoint([POINT])]), kind, fictional=True)
    assert found.table.index.tolist() == rows
    assert [n.code for n in found.notices] == ["import_geometry_kind"] * (4 - len(rows))


def test_no_shape_is_no_wrong_shape() -> None:
    found = usable(layer_of({"n": range(3)}, [None, Polygon(), POINT]), "sites", fictional=True)
    assert found.table.index.tolist() == [3]
    assert [(n.code, n.row) for n in found.notices] == [("import_geometry_missing", 1), ("import_geometry_missing", 2)]


def test_far_from_japan() -> None:
    layer = layer_of({"n": range(2)}, [Point(13.4, 52.5), POINT])
    assert usable(layer, "sites", fictional=False).table.index.tolist() == [2]
    assert usable(layer, "sites", fictional=True).table.index.tolist() == [1, 2]


def test_rows_that_add_up_others() -> None:
    found = without_totals(layer_of({"町名": ["谷", "合計", "合計地区", "小 計"]}), "町名")
    assert found.table["町名"].tolist() == ["谷", "合計地区"]
    assert [n.code for n in found.notices] == ["table_totals_left"]


def test_totals_alone_and_shapes_stay() -> None:
    for layer, header in (
        (layer_of({"町名": ["合計"]}), "町名"),
        (layer_of({"町名": ["合計", "谷"]}), None),
        (layer_of({"町名": ["合計", "谷"]}, [POINT, POINT]), "町名"),
    ):
        assert without_totals(layer, header) is layer


def test_every_kind_has_a_name_on_screen() -> None:
    assert all(types and name for types, name in SHAPES.values())


def test_a_row_of_a_table_is_told_in_words_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    text = "名称,緯度,経度\n村診療所,36.0,137.05\n西公民館,,\n東公民館,36.0,\n北公民館,不明,不明\n南公民館,nan,137.0\n港公民館,inf,137.0\n"
    path.write_text(text, encoding="utf-8")
    report = import_files("facilities", [path], tmp_path / "r")
    places = [(n.code, n.row) for n in report.notices if n.row]
    assert places == [
        ("import_place_empty", 3),
        ("import_place_empty", 4),
        ("import_place_unreadable", 5),
        ("import_place_unreadable", 6),
        ("import_place_unreadable", 7),
    ]
    assert "緯度・経度が空です" in next(n.message for n in report.notices if n.row == 3)
    assert report.rows_kept == 1
