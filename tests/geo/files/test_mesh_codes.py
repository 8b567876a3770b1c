"""Mesh codes: published and hand-worked examples, and what must hold of every cell of the country."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.files.mesh_codes import (
    LEVELS,
    Cell,
    Level,
    bounds,
    bounds_of,
    cell_of_code,
    children,
    code_at,
    code_of_cell,
    is_mesh_code,
    level_of,
    levels_in,
    neighbour,
    neighbours,
    parent,
)

CELLS_HIGH: dict[Level, int] = {1: 1, 2: 8, 3: 80, 4: 160, 5: 320, 6: 640}

levels = st.sampled_from(LEVELS)
lats = st.floats(20, 46)
lons = st.floats(122, 154)


@st.composite
def cells(draw: st.DrawFn) -> Cell:
    level = draw(levels)
    n = CELLS_HIGH[level]
    return Cell(level, draw(st.integers(30 * n, 68 * n)), draw(st.integers(22 * n, 54 * n)))


def exact_bounds(cell: Cell) -> tuple[Fraction, Fraction]:
    """South and west edge as fractions: 40 minutes by 1 degree, divided as the standard says."""
    n = CELLS_HIGH[cell.level]
    return Fraction(2, 3) * cell.row / n, 100 + Fraction(cell.column, n)


@pytest.mark.parametrize(
    ("lat", "lon", "codes"),
    [
        # 北緯35度42分2秒、東経139度42分51秒, worked by hand: 2142.03 minutes / 40 = 53 rest 22.03; 22.03 / 5 = 4 rest 2.03;
        # 122 s / 30 = 4 rest 2 s; 2 / 15 = 0; 2 / 7.5 = 0. 42.85 minutes / 7.5 = 5 rest 5.35; 321 s / 45 = 7 rest 6 s.
        (35 + 42 / 60 + 2 / 3600, 139 + 42 / 60 + 51 / 3600, "5339454711"),
        # the corner of every cell of 第1次地域区画 5438
        (36.0, 138.0, "5438000011"),
        # one step short of its opposite corner
        (math.nextafter(110 / 3, 0), math.nextafter(139.0, 0), "5438779944"),
        # 1572.744 minutes / 40 = 39 rest 12.744; / 5 = 2 rest 2.744; 164.64 s / 30 = 5 rest 14.64; / 15 = 0; / 7.5 = 1.
        # 40.854 minutes / 7.5 = 5 rest 3.354; 201.24 s / 45 = 4 rest 21.24; / 22.5 = 0; / 11.25 = 1.
        (26.2124, 127.6809, "3927255414"),
    ],
)
def test_places_worked_by_hand(lat: float, lon: float, codes: str) -> None:
    for level, digits in zip(LEVELS[:5], (4, 6, 8, 9, 10), strict=True):
        assert code_at(lat, lon, level) == codes[:digits]


def test_bounds_worked_by_hand() -> None:
    # 5438-23-23: 36 degrees + 2 × 5 minutes + 2 × 30 seconds; 138 degrees + 3 × 7.5 minutes + 3 × 45 seconds
    found = bounds("54382323")
    assert found == pytest.approx((36 + 11 / 60, 138 + 24.75 / 60, 36 + 11.5 / 60, 138 + 25.5 / 60), abs=1e-12)
    assert bounds("5339454711").north - bounds("5339454711").south == pytest.approx(7.5 / 3600)
    assert bounds("5339454711").east - bounds("5339454711").west == pytest.approx(11.25 / 3600)


@given(cells())
def test_a_code_leads_back_to_its_cell(cell: Cell) -> None:
    code = code_of_cell(cell)
    assert cell_of_code(code) == cell
    assert is_mesh_code(code)
    assert level_of(code) == cell.level


@given(cells())
def test_bounds_are_the_floats_nearest_to_the_exact_edges(cell: Cell) -> None:
    south, west = exact_bounds(cell)
    north, east = exact_bounds(Cell(cell.level, cell.row + 1, cell.column + 1))
    assert bounds(code_of_cell(cell)) == (float(south), float(west), float(north), float(east))


@given(cells())
def test_edges_belong_to_the_cell_north_and_east_of_them(cell: Cell) -> None:
    code = code_of_cell(cell)
    south, west, north, east = bounds(code)
    assert code_at(south, west, cell.level) == code
    assert code_at(math.nextafter(north, 0), math.nextafter(east, 0), cell.level) == code
    assert code_at(north, west, cell.level) == neighbour(code, north=1)
    assert code_at(south, east, cell.level) == neighbour(code, east=1)
    assert code_at(math.nextafter(south, 0), west, cell.level) == neighbour(code, north=-1)
    assert code_at(south, math.nextafter(west, 0), cell.level) == neighbour(code, east=-1)


@given(lats, lons)
def test_every_place_lies_in_its_cell_of_every_level_and_these_are_nested(lat: float, lon: float) -> None:
    codes = [code_at(lat, lon, level) for level in LEVELS]
    for code in codes:
        south, west, north, east = bounds(code)
        assert south <= lat < north
        assert west <= lon < east
    for larger, smaller in itertools.pairwise(codes):
        assert parent(smaller) == larger


@given(cells())
def test_neighbours_are_mutual_and_share_an_edge_or_corner(cell: Cell) -> None:
    code = code_of_cell(cell)
    around = neighbours(code)
    assert len(set(around)) == 8
    assert all(code in neighbours(other) for other in around)
    own = bounds(code)
    south_west, north_east = bounds(around[0]), bounds(around[-1])
    assert (south_west.north, south_west.east) == (own.south, own.west)
    assert (north_east.south, north_east.west) == (own.north, own.east)


@given(cells().filter(lambda c: c.level < 6))
def test_children_fill_their_parent(cell: Cell) -> None:
    code = code_of_cell(cell)
    parts = children(code)
    assert len(set(parts)) == {1: 64, 2: 100, 3: 4, 4: 4, 5: 4}[cell.level]
    assert {parent(p) for p in parts} == {code}
    edges = [bounds(p) for p in parts]
    south, west, north, east = bounds(code)
    assert (min(e.south for e in edges), min(e.west for e in edges)) == (south, west)
    assert (max(e.north for e in edges), max(e.east for e in edges)) == (north, east)


def test_parents_of_a_named_level() -> None:
    assert [parent("5339454711", level) for level in LEVELS[:4]] == ["5339", "533945", "53394547", "533945471"]


@pytest.mark.parametrize(
    "text", ["", "533", "53391", "533989", "533980", "5339453", "533945475", "533945470", "53394547115", "５３３９"]
)
def test_what_is_no_code(text: str) -> None:
    assert not is_mesh_code(text)
    with pytest.raises(ValueError, match="mesh code"):
        bounds(text)


def test_what_has_no_cell() -> None:
    for lat, lon in ((-1, 135), (70, 135), (35, 99), (math.nan, 135), (35, math.inf)):
        with pytest.raises(ValueError, match="no mesh code"):
            code_at(lat, lon, 3)
    with pytest.raises(ValueError, match="no mesh code"):
        neighbour("9999", north=1)
    with pytest.raises(ValueError, match="no larger cell"):
        parent("5339")
    with pytest.raises(ValueError, match="no larger cell"):
        parent("5339", 2)
    with pytest.raises(ValueError, match="smallest level"):
        children("53394547111")


def test_levels_of_a_collection() -> None:
    assert levels_in(["53394547", "5339", "53394548"]) == (1, 3)
    assert levels_in([]) == ()


# Texts of the lengths that codes have, most of them nearly codes, and codes of every level.
nearly_codes = st.one_of(
    cells().map(code_of_cell),
    st.tuples(cells().map(code_of_cell), st.integers(0, 10), st.sampled_from("0589a-／４\0")).map(
        lambda parts: parts[0][: parts[1]] + parts[2] + parts[0][parts[1] + 1 :]
    ),
    st.text(max_size=12),
)


@given(st.lists(nearly_codes, max_size=20))
def test_many_codes_at_once_have_the_edges_that_each_has_alone(texts: list[str]) -> None:
    edges = bounds_of(texts)
    assert edges.shape == (len(texts), 4)
    for text, found in zip(texts, edges.tolist(), strict=True):
        if is_mesh_code(text):
            assert tuple(found) == bounds(text)
        else:
            assert all(map(math.isnan, found))
