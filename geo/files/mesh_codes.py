"""Mesh codes (地域メッシュ, JIS X 0410) in integer arithmetic: code to bounds, place to code, neighbours, parent, children.

Six levels: 80 km (4 digits), 10 km (6), 1 km (8), 500 m (9), 250 m (10), 125 m (11). A cell holds its southern and western edge, not its
northern and eastern one, so that every place lies in one cell of a level.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

Level = Literal[1, 2, 3, 4, 5, 6]
LEVELS: tuple[Level, ...] = (1, 2, 3, 4, 5, 6)

SIZE_NAMES = {1: "80 km", 2: "10 km", 3: "1 km", 4: "500 m", 5: "250 m", 6: "125 m"}
"""What a cell of each level is called, by its rough width."""

# JIS X 0410: a first-level cell is 2/3 of a degree high and 1 degree wide; its lower left corner names it.
_CELLS_PER_FIRST = {1: 1, 2: 8, 3: 80, 4: 160, 5: 320, 6: 640}
_LEVEL_OF_DIGITS: dict[int, Level] = {4: 1, 6: 2, 8: 3, 9: 4, 10: 5, 11: 6}
_DIGITS = {1: 4, 2: 6, 3: 8, 4: 9, 5: 10, 6: 11}
_QUARTERS_FROM = 8
_HIGHEST = np.array([9, 9, 9, 9, 7, 7, 9, 9, 4, 4, 4])
"""Largest digit at each place of a code; from the ninth place on the digits are quarters and begin with 1."""

_CODE = re.compile(r"\d{4}(?:[0-7]{2}(?:\d{2}(?:[1-4]{1,3})?)?)?")
_FIRST_LON = 100
_LARGEST_FIRST = 99


class Bounds(NamedTuple):
    """Edges of a cell in degrees."""

    south: float
    west: float
    north: float
    east: float


class Cell(NamedTuple):
    """Row and column of a cell, counted in cells of its level from the equator and from 100 degrees east."""

    level: Level
    row: int
    column: int


def is_mesh_code(text: str) -> bool:
    """Return whether a text is the code of a cell."""
    return _CODE.fullmatch(text) is not None and text.isascii()


def level_of(code: str) -> Level:
    """Return the level of a code.

    Raises
    ------
    ValueError
        When the text is no mesh code.

    Examples
    --------
    >>> level_of("54382323"), level_of("5438232312")
    (3, 5)
    """
    if not is_mesh_code(code):
        raise ValueError(f"not a mesh code: {code!r}")
    return _LEVEL_OF_DIGITS[len(code)]


def cell_of_code(code: str) -> Cell:
    """Return row and column of a code.

    Raises
    ------
    ValueError
        When the text is no mesh code.
    """
    level = level_of(code)
    row, column = int(code[:2]), int(code[2:4])
    if level > 1:
        row, column = row * 8 + int(code[4]), column * 8 + int(code[5])
    if level > 2:
        row, column = row * 10 + int(code[6]), column * 10 + int(code[7])
    for digit in code[8:]:  # 1 south-west, 2 south-east, 3 north-west, 4 north-east
        row, column = row * 2 + (int(digit) - 1) // 2, column * 2 + (int(digit) - 1) % 2
    return Cell(level, row, column)


def code_of_cell(cell: Cell) -> str:
    """Return the code of a row and column.

    Raises
    ------
    ValueError
        When the cell lies beyond what codes can name (latitude 0 to 66.67, longitude 100 to 200).
    """
    n = _CELLS_PER_FIRST[cell.level]
    row, column = divmod(cell.row, n), divmod(cell.column, n)
    if not (0 <= row[0] <= _LARGEST_FIRST and 0 <= column[0] <= _LARGEST_FIRST):
        raise ValueError(f"no mesh code names {cell}")
    code = f"{row[0]:02d}{column[0]:02d}"
    south, west = row[1], column[1]
    if cell.level > 1:
        n //= 8
        code += f"{south // n}{west // n}"
        south, west = south % n, west % n
    if cell.level > 2:
        n //= 10
        code += f"{south // n}{west // n}"
        south, west = south % n, west % n
    while n > 1:
        n //= 2
        code += str(1 + 2 * (south // n) + west // n)
        south, west = south % n, west % n
    return code


def bounds(code: str) -> Bounds:
    """Return the edges of a cell in degrees, each the float nearest to the exact edge.

    Examples
    --------
    >>> bounds("5438")
    Bounds(south=36.0, west=138.0, north=36.666666666666664, east=139.0)
    """
    level, row, column = cell_of_code(code)
    return Bounds(
        _edge_lat(level, row), _edge_lon(level, column), _edge_lat(level, row + 1), _edge_lon(level, column + 1)
    )


def bounds_of(codes: Sequence[str]) -> NDArray[np.float64]:
    """Return the edges of many cells at once.

    Parameters
    ----------
    codes
        Codes of any levels; what is no mesh code may stand among them.

    Returns
    -------
    numpy.ndarray
        (number of codes, 4): south, west, north and east in degrees, to the last bit as `bounds` returns them; NaN where a
        text is no mesh code.

    Examples
    --------
    >>> bounds_of(["5438", "town"]).tolist()[0] == list(bounds("5438"))
    True
    """
    edges = np.full((len(codes), 4), np.nan)
    lengths = np.fromiter(map(len, codes), dtype=np.int64, count=len(codes))
    for count, level in _LEVEL_OF_DIGITS.items():
        places = np.flatnonzero(lengths == count)
        if len(places):
            edges[places] = _edges_of_level([codes[i] for i in places.tolist()], level)
    return edges


def _edges_of_level(codes: Sequence[str], level: Level) -> NDArray[np.float64]:
    """Return the edges of texts that are all as long as codes of one level are."""
    signs = np.array(codes, dtype=f"<U{_DIGITS[level]}").view(np.uint32).reshape(len(codes), -1).astype(np.int64)
    digits = (signs - ord("0")).T
    is_code = ((digits >= 0) & (digits <= _HIGHEST[: len(digits), None])).all(axis=0)
    is_code &= (digits[_QUARTERS_FROM:] > 0).all(axis=0)
    row, column = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    for place, factor in ((4, 8), (6, 10)):
        if place < min(len(digits), _QUARTERS_FROM):
            row, column = row * factor + digits[place], column * factor + digits[place + 1]
    for quarter in digits[_QUARTERS_FROM:] - 1:  # 0 south-west, 1 south-east, 2 north-west, 3 north-east
        row, column = row * 2 + quarter // 2, column * 2 + quarter % 2
    lat, lon = _edge_lat, _edge_lon
    edges = np.column_stack([lat(level, row), lon(level, column), lat(level, row + 1), lon(level, column + 1)])
    edges[~is_code] = np.nan
    return edges


def code_at(lat: float, lon: float, level: Level) -> str:
    """Return the code of the cell in which a place lies.

    Parameters
    ----------
    lat, lon
        Degrees. The float nearest to an edge lies on the edge, hence in the cell north or east of it.
    level
        1 (80 km) to 6 (125 m).

    Raises
    ------
    ValueError
        When no code names the place.

    Examples
    --------
    >>> code_at(35.0 + 42 / 60 + 2 / 3600, 139.0 + 42 / 60 + 51 / 3600, 3)
    '53394547'
    """
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise ValueError(f"no mesh code names {lat}, {lon}")
    n = _CELLS_PER_FIRST[level]
    row = math.floor(lat * 3 * n / 2)
    row += (lat >= _edge_lat(level, row + 1)) - (lat < _edge_lat(level, row))
    column = math.floor((lon - _FIRST_LON) * n)
    column += (lon >= _edge_lon(level, column + 1)) - (lon < _edge_lon(level, column))
    return code_of_cell(Cell(level, row, column))


@overload
def _edge_lat(level: Level, row: int) -> float: ...
@overload
def _edge_lat(level: Level, row: NDArray[np.int64]) -> NDArray[np.float64]: ...
def _edge_lat(level: Level, row: int | NDArray[np.int64]) -> float | NDArray[np.float64]:
    # One division of whole numbers: the float nearest to the edge, with no error of earlier steps in it.
    return 2 * row / (3 * _CELLS_PER_FIRST[level])


@overload
def _edge_lon(level: Level, column: int) -> float: ...
@overload
def _edge_lon(level: Level, column: NDArray[np.int64]) -> NDArray[np.float64]: ...
def _edge_lon(level: Level, column: int | NDArray[np.int64]) -> float | NDArray[np.float64]:
    n = _CELLS_PER_FIRST[level]
    return (_FIRST_LON * n + column) / n


def neighbour(code: str, *, north: int = 0, east: int = 0) -> str:
    """Return the cell so many cells north and east of another; negative numbers lead south and west.

    Examples
    --------
    >>> neighbour("53393599", north=1, east=1)
    '53394600'
    """
    level, row, column = cell_of_code(code)
    return code_of_cell(Cell(level, row + north, column + east))


def neighbours(code: str) -> tuple[str, ...]:
    """Return the eight cells around a cell, from the south-west to the north-east, row by row."""
    steps = [(n, e) for n in (-1, 0, 1) for e in (-1, 0, 1) if (n, e) != (0, 0)]
    return tuple(neighbour(code, north=n, east=e) for n, e in steps)


def parent(code: str, level: Level | None = None) -> str:
    """Return the larger cell that holds a cell; the next larger one where no level is given.

    Raises
    ------
    ValueError
        When there is no larger cell of that level.
    """
    own = level_of(code)
    wanted = own - 1 if level is None else level
    if not 1 <= wanted < own:
        raise ValueError(f"{code} has no larger cell of level {wanted}")
    return code[: _DIGITS[wanted]]


def children(code: str) -> tuple[str, ...]:
    """Return the cells of the next smaller level that make up a cell: 64, 100, 4, 4 and 4 of them.

    Raises
    ------
    ValueError
        When the cell is of the smallest level.
    """
    level = level_of(code)
    if level == 1:
        return tuple(f"{code}{row}{column}" for row in range(8) for column in range(8))
    if level == 2:
        return tuple(f"{code}{row}{column}" for row in range(10) for column in range(10))
    if level in (3, 4, 5):
        return tuple(f"{code}{quarter}" for quarter in range(1, 5))
    raise ValueError(f"{code} is of the smallest level")


def levels_in(codes: Iterable[str]) -> tuple[Level, ...]:
    """Return which levels a collection of codes is of, the largest cells first."""
    return tuple(sorted({level_of(c) for c in codes}))
