"""Shapes of mesh cells come from their codes."""

from __future__ import annotations

import pandas as pd
import pytest
from shapely import Point

from importing.columns.mesh_cells import are_cells, with_cells
from tests.importing.hand_made_layers import layer_of


def test_codes_of_cells_of_a_kilometre_or_less_in_japan() -> None:
    texts = ["53394547", "533945471", "5339", "533945", "人口", "", "00000000"]
    assert are_cells(pd.Series(texts)).tolist() == [True, True, False, False, False, False, False]


def test_a_table_of_codes_gets_cells() -> None:
    # 5339 begins at 53 ÷ 1.5 = 35°20' N and 139° E; cell 45 47: 4 and 4 of 5' and 30", 5 and 7 of 7'30" and 45".
    south, west = 53 / 1.5 + 4 * 5 / 60 + 4 * 30 / 3600, 139 + 5 * 7.5 / 60 + 7 * 45 / 3600
    layer, columns = with_cells(layer_of({"KEY_CODE": ["53394547"], "人口": ["5"]}), {}, "mesh")
    assert layer.shapes is not None
    assert layer.shapes.iloc[0].bounds == pytest.approx((west, south, west + 45 / 3600, south + 30 / 3600))
    assert columns == {}


def test_codes_that_name_no_cell_are_left_out_with_a_notice() -> None:
    layer, _ = with_cells(layer_of({"mesh_code": ["53394547", "計", "53394548"]}), {"mesh_code": "mesh_code"}, "mesh")
    assert layer.table.index.tolist() == [1, 3]
    assert [(n.code, n.row) for n in layer.notices] == [("mesh_code_wrong", 2)]


def test_homes_that_have_a_place_keep_it() -> None:
    point = layer_of({"KEY_CODE": ["53394547"]}, [Point(139.7, 35.7)])
    assert with_cells(point, {}, "residents") == (point, {})
    cells, _ = with_cells(point, {}, "mesh")
    assert cells.shapes is not None
    assert cells.shapes.iloc[0].geom_type == "Polygon"
    placed = layer_of({"KEY_CODE": ["53394547"], "緯度": ["35"]})
    assert with_cells(placed, {"lat": "緯度"}, "residents")[0].shapes is None
    assert with_cells(placed, {}, "sites")[0].shapes is None


def test_a_cell_is_no_village() -> None:
    table = layer_of({"KEY_CODE": ["53394547"]})
    assert with_cells(table, {"village_id": "KEY_CODE", "people": "x"}, "residents")[1] == {"people": "x"}
