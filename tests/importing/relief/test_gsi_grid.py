"""The grids of 基盤地図情報, cell by cell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from geo.texts.errors import RequestError
from importing.relief.gsi_grid import read_gsi_grid
from tests.importing.relief.hand_made_heights import gsi_text

BOX = (36.0, 137.0, 36.002, 137.003)
CELLS = ["地表面,12.30", "地表面,13.00", "海水面,-9999.", "データなし,-9999.00", "表層面,15.5", "内水面,-9999."]


def read(path: Path, text: str) -> object:
    path.write_text(text, encoding="utf-8")
    return read_gsi_grid(path)


def test_heights_stand_where_they_belong(tmp_path: Path) -> None:
    path = tmp_path / "FG-GML-5536-00-DEM5A-20200101.xml"
    path.write_text(gsi_text(CELLS, 3, 2, box=BOX), encoding="utf-8")
    grid = read_gsi_grid(path)
    expected = np.array([[12.3, 13.0, 0.0], [np.nan, 15.5, np.nan]], np.float32)
    assert np.array_equal(grid.height_m, expected, equal_nan=True)
    assert (grid.crs.to_epsg(), grid.transform * (0, 0)) == (6668, (137.0, 36.002))
    assert grid.transform * (3, 2) == pytest.approx((137.003, 36.0))
    assert grid.cell_m == pytest.approx(111.32)


def test_a_file_may_begin_late_and_end_early(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(gsi_text(CELLS[:2], 3, 2, box=BOX, start="2 0", crs="fguuid:jgd2000.bl"), encoding="utf-8")
    grid = read_gsi_grid(path)
    expected = np.array([[np.nan, np.nan, 12.3], [13.0, np.nan, np.nan]], np.float32)
    assert np.array_equal(grid.height_m, expected, equal_nan=True)
    assert grid.crs.to_epsg() == 4612


@pytest.mark.parametrize(
    "text",
    [
        gsi_text([*CELLS, "地表面,1"], 3, 2, box=BOX),
        gsi_text(CELLS, 3, 2, box=(36.1, 137.0, 36.0, 137.1)),
        gsi_text(["地表面,とても高い"], 3, 2, box=BOX),
        gsi_text(CELLS, 3, 2, box=BOX, crs="fguuid:moon"),
        gsi_text(CELLS, 3, 2, box=BOX).replace("tupleList", "list"),
        gsi_text(CELLS, 3, 2, box=BOX).replace("<gml:high>2 1", "<gml:high>2"),
        "",
    ],
)
def test_a_damaged_grid_is_refused_by_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(RequestError) as caught:
        read(tmp_path / "FG-GML-1.xml", text)
    assert [(n.code, n.file) for n in caught.value.notices] == [("relief_grid_damaged", "FG-GML-1.xml")]


def test_entities_are_refused(tmp_path: Path) -> None:
    text = gsi_text(CELLS, 3, 2, box=BOX).replace("<Dataset", '<!DOCTYPE d [<!ENTITY a "b">]>\n<Dataset', 1)
    with pytest.raises(RequestError) as caught:
        read(tmp_path / "a.xml", text)
    assert [n.code for n in caught.value.notices] == ["xml_entities"]
