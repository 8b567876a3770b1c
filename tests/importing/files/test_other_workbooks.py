"""Workbooks that are no .xlsx: .ods of LibreOffice and .xls of Excel 97 are read like any other table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from importing.files.table_file import read_sheet, rows_of
from tests.importing.hand_made_workbooks import Cell, ods_of, xls_of
from tests.test_cli import document, failure

TABLE: Sequence[Sequence[Cell]] = [
    ["山中町 公共施設一覧（令和5年4月1日現在）", None, None, None],
    [None, None, None, None],
    ["名称", "緯度", "経度", "開設日"],
    ["山中診療所", 37.3, 137.1, date(1998, 4, 1)],
    ["<b>上野</b>郵便局", 37.31, 137.12, None],
    ["下野小学校", "３７．３２", 137.125, date(2001, 12, 24)],
]
WRITERS = [pytest.param("a.ods", ods_of, id="ods"), pytest.param("a.xls", xls_of, id="xls")]
Writer = Callable[[Path, Sequence[Sequence[Cell]]], Path]


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_every_cell_stands_where_it_was_written(tmp_path: Path, name: str, write: Writer) -> None:
    path = write(tmp_path / name, TABLE)
    assert CalamineWorkbook.from_path(path).sheet_names == ["表"]
    rows, _, notices = rows_of(path)
    assert rows is not None
    found = {number: [c for c in cells if c] for number, cells in rows if any(cells)}
    assert found == {
        1: ["山中町 公共施設一覧（令和5年4月1日現在）"],
        3: ["名称", "緯度", "経度", "開設日"],
        4: ["山中診療所", "37.3", "137.1", "1998-04-01"],
        5: ["<b>上野</b>郵便局", "37.31", "137.12"],
        6: ["下野小学校", "３７．３２", "137.125", "2001-12-24"],
    }
    assert notices == []


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_the_header_is_found_below_the_title(tmp_path: Path, name: str, write: Writer) -> None:
    sheet, _, notices = read_sheet(write(tmp_path / name, TABLE), frozenset({"名称", "緯度", "経度"}))
    assert sheet is not None
    assert list(sheet.table.cells) == ["名称", "緯度", "経度", "開設日"]
    assert sheet.table.cells.index.tolist() == [4, 5, 6]
    assert "table_preamble" in {n.code for n in notices}


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_facilities_come_in_by_command(tmp_path: Path, name: str, write: Writer) -> None:
    region = tmp_path / "r"
    found = document("import", "facilities", write(tmp_path / name, TABLE), "--region", region)
    assert (found["rows_read"], found["rows_kept"]) == (3, 3)
    rows = pd.read_csv(region / "facilities.csv", dtype=str)
    assert list(rows["name"]) == ["山中診療所", "<b>上野</b>郵便局", "下野小学校"]
    assert list(rows["category"]) == ["medical", "finance", "education"]
    assert list(rows["lat"]) == ["37.300000", "37.310000", "37.320000"]
    assert list(rows["lon"]) == ["137.100000", "137.120000", "137.125000"]


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_villages_and_riders_come_in_by_command(tmp_path: Path, name: str, write: Writer) -> None:
    region = tmp_path / "r"
    head: Sequence[Cell] = ["集落名", "緯度", "経度", "人口", "世帯数"]
    people: Sequence[Sequence[Cell]] = [head, ["上野", 37.3, 137.1, 120.0, 48], ["下野", 37.31, 137.1, "－", 0]]
    assert document("import", "villages", write(tmp_path / name, people), "--region", region)["rows_kept"] == 2
    assert pd.read_csv(region / "villages.csv")["population"].tolist() == [120, 0]
    months: Sequence[Sequence[Cell]] = [["路線", "4月", "5月"], ["山中線", 310, 287], ["合計", 310, 287]]
    riders = write(tmp_path / f"令和5年度_乗車人数_{name}", months)
    assert document("import", "riders", riders, "--region", region)["rows_kept"] == 2


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_half_a_workbook_says_so(tmp_path: Path, name: str, write: Writer) -> None:
    path = write(tmp_path / name, TABLE)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert failure("import", "facilities", path, "--region", tmp_path / "r") == ["file_unreadable"]
