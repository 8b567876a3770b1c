"""Tables cut into columns: whatever the text, the cells, line numbers and widths are those that reading row by row gives."""

from __future__ import annotations

import csv

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.files.tables import numbered_rows
from importing.files.table_grid import Grid, grid_of_rows, grid_of_text

PIECES = ["a", "1", " ", "\u3000", ",", ",", ",", '"', '""', "\n", "\n", "\r\n", "\r", "'", "人口", "NA", "\ufeff"]


def content(grid: Grid) -> tuple[object, ...]:
    return grid.columns, grid.numbers.tolist(), grid.widths.tolist(), grid.filled.tolist()


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example("a,b\n1,2\n")
@example("a,b\n1\n")
@example('a,b\n"1\n2",3\n')
@example("a,b\n\n1,2\n,\n")
@example('a,"b"c\nx"y,"z""\n')
@example("a\n1\n\n2")
@example("\ufeffa,b\n1,2\n")
@example('\ufeff"a",b\n1,2\n')
@example("a,b\n1,2,\n")
def test_any_text_gives_the_cells_that_reading_row_by_row_gives(text: str) -> None:
    rows = list(zip(*numbered_rows(text), strict=True))
    assert content(grid_of_text(text, ",")) == content(grid_of_rows(rows))


@given(st.lists(st.lists(st.sampled_from(["", " a", "1 ", "　", "'=1", "x"]), max_size=5), max_size=90))
def test_a_grid_holds_the_stripped_cells_of_every_row_that_is_not_empty(rows: list[list[str]]) -> None:
    grid = grid_of_rows(list(enumerate(rows, start=1)))
    kept = [(n, [c.strip() for c in row]) for n, row in enumerate(rows, start=1) if any(c.strip() for c in row)]
    assert [(int(grid.numbers[i]), grid.row(i)) for i in range(len(grid))] == kept
    assert grid.filled.tolist() == [sum(map(bool, cells)) for _, cells in kept]


def test_a_cell_that_is_too_long_is_refused_as_row_by_row() -> None:
    with pytest.raises(csv.Error):
        grid_of_text(f"a,b\n1,{'x' * (csv.field_size_limit() + 1)}\n", ",")


def test_a_large_table_of_even_rows_keeps_spaces_inside_cells_and_drops_those_around() -> None:
    grid = grid_of_text("name,n\n" + "".join(f"山 の 家{i} ,　{i}\n" for i in range(100)), ",")
    assert grid.columns[0][100] == "山 の 家99"
    assert grid.columns[1][1:] == tuple(str(i) for i in range(100))
    assert grid.numbers.tolist() == list(range(1, 102))
