"""The tables of town offices: titles, two rows of headers, labels that stand once."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.texts.errors import RequestError
from importing.office_tables.office_table import OfficeTable, filled_down, read_office_table

KNOWN = {"路線", "停留所", "人数"}
TWO_ROWS = """\
令和7年度 乗降調査,,,
路線,停留所,4月,
,,乗,降
西線,役場,10,3
,駅,20,5
注 概数です,,,
"""


def read(path: Path, text: str) -> tuple[OfficeTable, list[str]]:
    path.write_text(text, encoding="utf-8")
    table, notices = read_office_table(path, KNOWN, lambda word: word.endswith("月"))
    return table, [n.code for n in notices]


def test_two_rows_of_headers_become_one(tmp_path: Path) -> None:
    table, codes = read(tmp_path / "a.csv", TWO_ROWS)
    assert table.headers == ("路線", "停留所", "4月／乗", "4月／降")
    assert table.groups == ("路線", "停留所", "4月", "4月")
    assert table.title == "令和7年度 乗降調査"
    assert table.rows == ((4, ("西線", "役場", "10", "3")), (5, ("", "駅", "20", "5")))
    assert codes == ["table_preamble", "table_header_rows", "table_footer"]
    assert table.column("4月／降") == 3


def test_one_row_of_headers_has_no_groups(tmp_path: Path) -> None:
    table, codes = read(tmp_path / "a.csv", "路線,停留所,人数\n西線,役場,10\n")
    assert (table.headers, table.groups) == (("路線", "停留所", "人数"), ("", "", ""))
    assert codes == []


def test_labels_are_filled_down_and_the_last_of_them_never(tmp_path: Path) -> None:
    text = "路線,便,停留所,人数\n西線,1便,役場,1\n,,駅,2\n,2便,役場,3\n東線,,役場,4\n,,,5\n"
    table, _ = read(tmp_path / "a.csv", text)
    rows, filled = filled_down(table, [0, 1, 2])
    assert [cells[:3] for _, cells in rows][:4] == [
        ("西線", "1便", "役場"),
        ("西線", "1便", "駅"),
        ("西線", "2便", "役場"),
        ("東線", "", "役場"),
    ]
    assert filled == 3, "西線 twice, 1便 once; 2便 belongs to 西線 and not to 東線"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError):
        read(tmp_path / "a.csv", ",,\n,,\n")
