"""Columns of plain numbers are read as Python reads each cell; everything else is left to slower readers."""

from __future__ import annotations

import pytest

from geo.files.plain_numbers import plain_numbers


def test_numbers_are_those_that_python_reads() -> None:
    cells = ["0", "-7", "+3", "34.25", ".5", "5.", "00012"]
    values = plain_numbers(cells)
    assert values is not None
    assert values.tolist() == [float(cell) for cell in cells]
    nothing = plain_numbers([])
    assert nothing is not None
    assert nothing.tolist() == []


@pytest.mark.parametrize(
    "cell",
    ["", "1,000", "１２", "1e3", "nan", "inf", "1 ", "-", "1.2.3", "1_000", "9" * 400],
    ids=lambda cell: cell[:6],
)
def test_one_other_cell_is_enough(cell: str) -> None:
    assert plain_numbers(["1", cell, "2"]) is None
