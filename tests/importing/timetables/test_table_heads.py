"""What stands around a table is said of its trips: the nearest word counts, and a group's word reaches over the group."""

from __future__ import annotations

from pathlib import Path

from importing.timetables.find_tables import find_tables
from importing.timetables.sheet_grid import grids_of
from importing.timetables.table_heads import Head, table_head, trip_heads
from tests.importing.timetables.town_sheets import Grid, write_rows


def heads(folder: Path, rows: str) -> tuple[Head, list[Head]]:
    """What is said of the one table of a sheet, and of its trips."""
    ((grid,), _, _) = grids_of(write_rows(folder / "表.csv", [Grid(rows)]))
    (table,) = find_tables(grid)
    return table_head(table, [table]), list(trip_heads(table).values())


def test_the_word_of_a_group_reaches_to_the_next(tmp_path: Path) -> None:
    rows = "みどり線\n|平日|||土日祝\n停留所|1便|2便|3便|1便\n東|7:00|8:00|9:00|10:00\n西|7:10|8:10|9:10|10:10"
    whole, trips = heads(tmp_path, rows)
    assert whole.line == "みどり線"
    assert [h.days.label for h in trips if h.days] == ["月火水木金（祝日を除く）"] * 3 + ["土日祝"]
    assert [h.number for h in trips] == ["1便", "2便", "3便", "1便"]


def test_rows_with_a_label_say_days_lines_and_goals(tmp_path: Path) -> None:
    rows = "路線名|あお線|あか線\n行先|役場行|港行き\n停留所|1|2\n東|7:00|8:00\n西|7:10|8:10\n運行日|月・金|学校登校日"
    _, trips = heads(tmp_path, rows)
    assert [(h.line, h.goal, h.days.label if h.days else "") for h in trips] == [
        ("あお線", "役場", "月金"),
        ("あか線", "港", "？学校登校日"),
    ]


def test_a_legend_says_nothing_of_a_table(tmp_path: Path) -> None:
    whole, _ = heads(tmp_path, "※土曜は運休します\n停留所|1便\n東|7:00\n西|7:10")
    assert whole.days is None
