"""Tables are read as text, with the line of every row and what is odd about it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.files.tables import as_spreadsheet_text, from_spreadsheet_text, read_table, table_of


def rows(content: str | bytes) -> list[list[str]]:
    table, _ = table_of(content.encode() if isinstance(content, str) else content, "t.csv")
    assert table is not None
    return [[str(line), *cells] for line, cells in zip(table.cells.index, table.cells.values.tolist(), strict=True)]


def notices_of(content: str | bytes) -> list[tuple[str, int | None]]:
    _, notices = table_of(content.encode() if isinstance(content, str) else content, "t.csv")
    return [(n.code, n.row) for n in notices]


def test_lines_are_numbered_as_a_spreadsheet_does() -> None:
    assert rows("a,b\n1, 2 \n\n3,4\n") == [["2", "1", "2"], ["4", "3", "4"]]


@pytest.mark.parametrize(
    "content", ["a,b\n山,川\n".encode("utf-8-sig"), "a,b\r\n山,川\r\n".encode(), "a,b\n山,川\n".encode("cp932")]
)
def test_encodings_and_line_ends(content: bytes) -> None:
    assert rows(content) == [["2", "山", "川"]]


def test_cp932_is_said() -> None:
    assert notices_of("a\n山\n".encode("cp932")) == [("encoding_guessed", None)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", [("file_empty", None)]),
        (b"\n \n", [("file_empty", None)]),
        (b"a,b\n", [("file_has_no_rows", None)]),
        (b"a,b\n1,2,3\n4,5\n", [("row_ragged", 2)]),
        (b"a,a\n1,2\n", [("column_twice", None)]),
        (b"a\n\0\n", [("file_unreadable", None)]),
        (b"\xff\xfe\xfd", [("encoding_unreadable", None)]),
        (b'a\n"' + b"x" * 200_000 + b'"\n', [("file_unreadable", None)]),
    ],
)
def test_what_is_odd_is_said(content: bytes, expected: list[tuple[str, int | None]]) -> None:
    assert notices_of(content) == expected


def test_the_left_of_two_columns_of_one_name_is_used() -> None:
    assert rows("a,a\n1,2\n") == [["2", "1"]]


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    table, notices = read_table(tmp_path, "人口.csv")
    assert table is None
    assert [n.file for n in notices] == ["人口.csv"]
    assert "フォルダ" in notices[0].message


@pytest.mark.parametrize("cell", ["=1+1", "+x", "-x", "@me", "'=x", "''-x", "'-5"])
def test_what_a_spreadsheet_would_run_is_quoted(cell: str) -> None:
    written = as_spreadsheet_text(cell)
    assert written == f"'{cell}"
    assert from_spreadsheet_text(written) == cell


@pytest.mark.parametrize("cell", ["-5", "+5.2", "-1e3", "山", "'山", "", "a=b"])
def test_numbers_and_plain_text_stay(cell: str) -> None:
    assert as_spreadsheet_text(cell) == cell == from_spreadsheet_text(cell)


@given(st.lists(st.text(alphabet=st.sampled_from("=+-@'5e.a山, \""), max_size=6).map(str.strip), min_size=1))
def test_quoting_there_and_back_changes_nothing(cells: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["id", "cell"], *(["x", as_spreadsheet_text(cell)] for cell in cells)])
    assert [row[2] for row in rows(out.getvalue())] == cells
