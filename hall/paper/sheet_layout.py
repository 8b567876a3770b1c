"""Where everything stands on a sheet for pens, in millimetres: corner marks, marks along the edges, the map, the codes.

Printing and reading use the same layout: what is printed at a place is looked for at that place.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

Size = Literal["A4", "A3"]
"""Of a page; an A1 is printed as A3 pages."""
SheetSize = Literal["A4", "A3", "A1"]

PAGE_MM: MappingProxyType[Size, tuple[float, float]] = MappingProxyType({"A4": (297.0, 210.0), "A3": (420.0, 297.0)})
"""Width and height, wide."""
TILES: MappingProxyType[SheetSize, tuple[int, int, Size]] = MappingProxyType(
    {"A4": (1, 1, "A4"), "A3": (1, 1, "A3"), "A1": (2, 2, "A3")}
)
"""Columns and rows of pages, and the size of each."""

CORNERS = ("左上", "右上", "右下", "左下")
"""Names of the corner marks in their order."""

_EDGE_MM = 5.0  # printers leave some four millimetres white
_CORNER_MM, _SIDE_MM = 12.0, 8.0
_MAP_TOP, _MAP_BOTTOM, _MAP_SIDE = 19.0, 32.0, 19.0
_CODE_MM, _CODE_AT = 25.0, 20.0
_BETWEEN = MappingProxyType({"A4": (3, 2), "A3": (5, 3)})
"""How many marks stand between two corners, along the long and the short edge."""
_FIRST_NUMBER = MappingProxyType({"A4": 100, "A3": 140})
"""Numbers of the marks tell the size of the page; low ones, which others use, are left out."""


@dataclass(frozen=True)
class Mark:
    """A square mark on the page.

    Parameters
    ----------
    number
        In the family of marks (AprilTag 36h11).
    left_mm, top_mm, side_mm
        Where it stands, from the upper left corner of the page.
    """

    number: int
    left_mm: float
    top_mm: float
    side_mm: float

    @property
    def corners_mm(self) -> tuple[tuple[float, float], ...]:
        """Its corners from the upper left one, clockwise."""
        x0, y0, x1, y1 = self.left_mm, self.top_mm, self.left_mm + self.side_mm, self.top_mm + self.side_mm
        return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


@dataclass(frozen=True)
class Layout:
    """Where everything stands on a page.

    Parameters
    ----------
    size
        Of the page.
    marks
        The four corners first, clockwise from the upper left one, then those along the edges.
    map_mm
        Left, top, width and height of the map.
    codes_mm
        Left, top and side of the square codes, each with a white rim inside it.
    """

    size: Size
    marks: tuple[Mark, ...]
    map_mm: tuple[float, float, float, float]
    codes_mm: tuple[tuple[float, float, float], ...]

    @property
    def page_mm(self) -> tuple[float, float]:
        """Width and height of the page."""
        return PAGE_MM[self.size]

    @property
    def text_mm(self) -> tuple[float, float, float]:
        """Left, top and width of the part below the map where words stand."""
        left = _CODE_AT + _CODE_MM + 2
        wide, high = self.page_mm
        return left, high - _MAP_BOTTOM + 1.5, wide - 2 * left


@functools.cache
def layout(size: Size) -> Layout:
    """Lay out a page.

    Examples
    --------
    >>> layout("A4").map_mm
    (19.0, 19.0, 259.0, 159.0)
    >>> len(layout("A3").marks)
    20
    """
    wide, high = PAGE_MM[size]
    far = _EDGE_MM + _CORNER_MM
    corners = [(_EDGE_MM, _EDGE_MM), (wide - far, _EDGE_MM), (wide - far, high - far), (_EDGE_MM, high - far)]
    along, down = _BETWEEN[size]
    edge = _EDGE_MM + _SIDE_MM
    xs = [_between(wide, along, step) for step in range(1, along + 1)]
    ys = [_between(high, down, step) for step in range(1, down + 1)]
    places = [(x, y, _CORNER_MM) for x, y in corners]
    places += [(x, y, _SIDE_MM) for y in (_EDGE_MM, high - edge) for x in xs]
    places += [(x, y, _SIDE_MM) for x in (_EDGE_MM, wide - edge) for y in ys]
    first = _FIRST_NUMBER[size]
    marks = tuple(Mark(first + position, *place) for position, place in enumerate(places))
    code_y = high - _EDGE_MM - _CODE_MM
    codes = ((_CODE_AT, code_y, _CODE_MM), (wide - _CODE_AT - _CODE_MM, code_y, _CODE_MM))
    panel = (_MAP_SIDE, _MAP_TOP, wide - 2 * _MAP_SIDE, high - _MAP_TOP - _MAP_BOTTOM)
    return Layout(size, marks, panel, codes)


def _between(length: float, count: int, step: int) -> float:
    """Place one of several small marks evenly between the middles of two corner marks."""
    first = _EDGE_MM + _CORNER_MM / 2
    return first + (length - 2 * first) * step / (count + 1) - _SIDE_MM / 2


def size_of_mark(number: int) -> Size | None:
    """Return the size of the page on which a mark is printed.

    Examples
    --------
    >>> size_of_mark(100), size_of_mark(159), size_of_mark(3)
    ('A4', 'A3', None)
    """
    sizes: tuple[Size, ...] = get_args(Size)
    return next((s for s in sizes if 0 <= number - _FIRST_NUMBER[s] < len(layout(s).marks)), None)
