"""Tables are found wherever they stand on a sheet, with the stops down or across."""

from __future__ import annotations

from pathlib import Path

from importing.timetables.find_tables import StopTable, find_tables
from importing.timetables.sheet_grid import SheetGrid, column_letters, grids_of
from tests.importing.timetables.town_sheets import Grid, write_rows


def grid(folder: Path, rows: str) -> SheetGrid:
    """A sheet of CSV."""
    (found,), _, _ = grids_of(write_rows(folder / "表.csv", [Grid(rows)]))
    return found


def stops(table: StopTable) -> list[str]:
    return [table.name_at(row) for row in table.rows]


def test_a_gap_in_a_table_does_not_cut_it_but_a_new_day_does(tmp_path: Path) -> None:
    gap = find_tables(grid(tmp_path, "停留所|1|2\n東|7:00|9:00\n|| \n西|7:10|9:10"))
    assert [stops(t) for t in gap] == [["東", "西"]]
    anew = find_tables(grid(tmp_path, "停留所|1|2\n東|7:00|9:00\n西|7:10|9:10\n西|6:30|8:00\n東|6:40|8:10"))
    assert [stops(t) for t in anew] == [["東", "西"], ["西", "東"]]


def test_a_stop_at_which_nothing_calls_stays_in_its_table(tmp_path: Path) -> None:
    (table,) = find_tables(grid(tmp_path, "停留所|1|2\n東|7:00|9:00\n中||\n西|7:10|9:10"))
    assert stops(table) == ["東", "中", "西"]


def test_fares_minutes_and_trip_numbers_are_no_times(tmp_path: Path) -> None:
    rows = "停留所|運賃|所要|101|102\n東|200|5|0700|0900\n西|250|10|0710|0910"
    (table,) = find_tables(grid(tmp_path, rows))
    assert [column_letters(c) for c in table.columns] == ["D", "E"]
    assert len(table.rows) == 2


def test_one_trip_alone_is_a_table_either_way(tmp_path: Path) -> None:
    (down,) = find_tables(grid(tmp_path, "東|7:00\n中|7:05\n西|7:10"))
    assert (stops(down), down.grid.turned) == (["東", "中", "西"], False)
    (across,) = find_tables(grid(tmp_path, "便|東|中|西\n1|7:00|7:05|7:10"))
    assert (stops(across), across.grid.turned) == (["東", "中", "西"], True)


def test_where_places_stand_on_both_sides_the_way_of_the_bus_decides(tmp_path: Path) -> None:
    (across,) = find_tables(grid(tmp_path, "行先|東|中|西\n役場ゆき|7:00|7:05|7:10\n港ゆき|9:00|9:05|9:10"))
    assert (stops(across), across.grid.turned) == (["東", "中", "西"], True)
    (down,) = find_tables(grid(tmp_path, "停留所|役場ゆき|港ゆき\n東|7:00|9:00\n中|7:05|9:05\n西|7:10|9:10"))
    assert (stops(down), down.grid.turned) == (["東", "中", "西"], False)


def test_a_turned_grid_names_the_same_cells(tmp_path: Path) -> None:
    sheet = grid(tmp_path, "あ|い\nう|え")
    assert sheet.place(1, 0) == sheet.turned_over().place(0, 1) == {"file": "表.csv", "row": 2, "field": "A列"}


def test_nothing_is_found_where_there_is_nothing(tmp_path: Path) -> None:
    assert find_tables(grid(tmp_path, "これは|表では\nありません|7")) == []
