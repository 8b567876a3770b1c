"""Rows that an import cannot use are left out, each with a notice."""

from __future__ import annotations

import pytest
from shapely import LineString, MultiPoint, Point, Polygon, box

from importing.layers.usable import SHAPES, usable, without_totals
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
