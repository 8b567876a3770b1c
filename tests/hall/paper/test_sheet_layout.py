"""Where things stand on a sheet: apart from each other, on the paper, and the size told by any one mark."""

from __future__ import annotations

from itertools import combinations

import pytest
from shapely import box

from hall.paper.sheet_layout import PAGE_MM, TILES, Size, layout, size_of_mark

WHITE_MM = 1.0


@pytest.mark.parametrize("size", list(PAGE_MM))
def test_nothing_touches_anything_else(size: Size) -> None:
    place = layout(size)
    wide, high = place.page_mm
    left, top, across, down = place.map_mm
    parts = [box(*m.corners_mm[0], *m.corners_mm[2]) for m in place.marks]
    parts += [box(x, y, x + side, y + side) for x, y, side in place.codes_mm]
    parts += [box(left, top, left + across, top + down)]
    assert min(a.distance(b) for a, b in combinations(parts, 2)) > WHITE_MM
    paper = box(4, 4, wide - 4, high - 4)
    assert all(paper.contains(part) for part in parts)


@pytest.mark.parametrize("size", list(PAGE_MM))
def test_any_mark_tells_the_size(size: Size) -> None:
    assert {size_of_mark(m.number) for m in layout(size).marks} == {size}


def test_numbers_are_given_once_and_corners_go_clockwise() -> None:
    numbers = [m.number for size in PAGE_MM for m in layout(size).marks]
    assert len(set(numbers)) == len(numbers)
    first, second, third, fourth = (m.corners_mm[0] for m in layout("A4").marks[:4])
    assert first[0] < second[0]
    assert first[1] == second[1]
    assert second[0] == third[0]
    assert third[1] > second[1]
    assert fourth[0] == first[0]
    assert fourth[1] == third[1]


def test_a_large_sheet_is_whole_pages() -> None:
    columns, rows, size = TILES["A1"]
    wide, high = PAGE_MM[size]
    assert (columns * wide, rows * high) == (840.0, 594.0)
