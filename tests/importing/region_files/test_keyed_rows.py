"""Rows without ids: equal keys are replaced, everything else stays."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geo.files.columns import Column
from importing.columns.kinds import ImportKind
from importing.region_files.keyed_rows import matched_headers, put_rows, total_rows

COLUMNS = (Column("month", required=True), Column("route"), Column("persons"))


def put(path: Path, *rows: tuple[str, str, str], start_anew: bool = False) -> tuple[list[str], list[str]]:
    frame = pd.DataFrame(rows, columns=["month", "route", "persons"])
    notices = put_rows(path, COLUMNS, frame, ("month", "route"), start_anew=start_anew)
    return path.read_text(encoding="utf-8-sig").split(), [n.code for n in notices]


def test_equal_keys_are_replaced_and_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "riders.csv"
    assert put(path, ("4", "谷", "10"), ("4", "峠", "5"))[1] == []
    lines, codes = put(path, ("4", "谷", "12"), ("5", "谷", "9"))
    assert lines == ["month,route,persons", "4,峠,5", "4,谷,12", "5,谷,9"]
    assert codes == ["import_rows_added"]
    assert put(path, ("6", "谷", "1"), start_anew=True) == (["month,route,persons", "6,谷,1"], [])


def test_empty_columns_are_not_written(tmp_path: Path) -> None:
    assert put(tmp_path / "riders.csv", ("4", "", "10"))[0] == ["month,persons", "4,10"]


def test_totals_by_their_labels() -> None:
    assert total_rows([["谷", ""], ["合計", ""], ["", "計"]]) == [False, True, True]
    assert total_rows([["合計"]]) == [False]


def test_a_unit_behind_a_header_is_not_in_the_way() -> None:
    matched, _ = matched_headers(ImportKind("sites"), ["名称", "緯度（度）", "経度（度）"], {}, "a.csv")
    assert matched == {"name": "名称", "lat": "緯度（度）", "lon": "経度（度）"}
