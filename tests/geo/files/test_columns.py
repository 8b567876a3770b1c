"""Cells become values or notices with file, line and column."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.files.columns import Column, Kind, typed
from geo.files.tables import table_of
from geo.texts.notices import Notice


def read(column: Column, *cells: str, required_file: bool = False) -> tuple[pd.DataFrame | None, list[Notice]]:
    lines = "\n".join(f'x,"{cell}"' for cell in cells)
    table, _ = table_of(f"id,{column.name}\n{lines}\n".encode(), "t.csv")
    assert table is not None
    return typed(table, (Column("id"), column), required_file=required_file)


def one(kind: Kind, cell: str, **more: object) -> tuple[object, list[str]]:
    frame, notices = read(Column("c", kind, **more), cell)  # type: ignore[arg-type]
    assert frame is not None
    value = frame["c"].iloc[0] if len(frame) else "left out"
    return None if value is None or value != value else value, [n.code for n in notices]


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("text", "山", "山"),
        ("number", "1.5", 1.5),
        ("number", "１２", 12.0),
        ("whole", "2020", 2020),
        ("whole", "2020.0", 2020),
        ("share", "0.3", 0.3),
        ("flag", "true", True),
        ("flag", "○", True),
        ("flag", "0", False),
        ("time", "8:30", "08:30"),
        ("time", "25:10", "25:10"),
        ("time", "9:00:30", "09:00"),
        ("days", "wed, mon", "mon,wed"),
    ],
)
def test_good_cells(kind: Kind, cell: str, value: object) -> None:
    assert one(kind, cell) == (value, [])


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        ("number", "many", "cell_not_number"),
        ("number", "nan", "cell_not_number"),
        ("number", "1e999", "cell_not_number"),
        ("number", "-3", "cell_negative"),
        ("number", "1e15", "cell_out_of_range"),
        ("whole", "20.5", "cell_not_whole"),
        ("share", "1.2", "cell_out_of_range"),
        ("share", "30%", "cell_not_number"),
        ("time", "8時", "cell_not_time"),
        ("time", "8:61", "cell_not_time"),
        ("days", "月", "cell_not_days"),
        ("days", ",", "cell_not_days"),
    ],
)
def test_a_wrong_optional_cell_is_said_and_empty(kind: Kind, cell: str, code: str) -> None:
    assert one(kind, cell) == (None, [code])


@pytest.mark.parametrize(("cell", "code"), [("", "cell_empty"), ("many", "cell_not_number"), ("-3", "cell_negative")])
def test_a_wrong_required_cell_leaves_its_row_out(cell: str, code: str) -> None:
    frame, notices = read(Column("c", "number", required=True), "1", cell, "3")
    assert frame is not None
    assert frame["c"].tolist() == [1, 3]
    assert [(n.code, n.severity, n.file, n.row, n.field) for n in notices] == [(code, "warning", "t.csv", 3, "c")]
    assert notices[0].message.startswith("t.csv の 3 行目、c：")


def test_a_value_outside_the_choices_names_them() -> None:
    _, notices = read(Column("c", "choice", choices=("open", "closed")), "shut")
    assert "open、closed" in notices[0].message
    assert "「shut」" in notices[0].message


def test_a_flag_that_is_none_is_said_and_false() -> None:
    frame, notices = read(Column("c", "flag"), "perhaps")
    assert frame is not None
    assert frame["c"].tolist() == [False]
    assert [n.code for n in notices] == ["cell_not_choice"]


@pytest.mark.parametrize(("required_file", "severity"), [(True, "error"), (False, "warning")])
def test_a_missing_column_is_said(required_file: bool, severity: str) -> None:
    table, _ = table_of(b"id\nx\n", "t.csv")
    assert table is not None
    frame, notices = typed(table, (Column("id"), Column("lat", "number", required=True)), required_file=required_file)
    assert frame is None
    assert [(n.severity, n.file, n.field) for n in notices] == [(severity, "t.csv", "lat")]
    assert "lat" in notices[0].message


def test_an_absent_column_takes_its_default_and_says_so() -> None:
    table, _ = table_of(b"id,note\nx,hello\n", "t.csv")
    assert table is not None
    frame, notices = typed(table, (Column("id"), Column("status", "choice", default="open", choices=("open",))))
    assert frame is not None
    assert frame["status"].tolist() == ["open"]
    assert [(n.code, n.field) for n in notices] == [("column_unknown", "note"), ("column_default", "status")]
