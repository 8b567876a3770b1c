"""A document set on sheets of paper, with page numbers: what is previewed as pictures, and what is printed as it is."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matplotlib.image import imread

from plan.documents.blocks import Block, Document, Heading, MapPlace, NewPage, Points, Table, Text
from reports.printed.page import A4_MM, FAINT, INK, Page, fitted, line_mm, wrapped

_MARGIN_MM, _HEAD_MM, _FOOT_MM = 22.0, 12.0, 16.0
_HEADINGS = {1: 1.35, 2: 1.15, 3: 1.05}
_PAD_MM = 1.2
_HEAD_COLOUR = "#EEF2F5"


@dataclass(frozen=True)
class TypeSizes:
    """How large type is, in points: of what is read, of remarks and cells, and of the title."""

    body_pt: float = 10.5
    small_pt: float = 9.0
    title_pt: float = 18.0


OFFICE, ROUND = TypeSizes(), TypeSizes(13.0, 12.0, 20.0)
"""For drafts, and for the sheet that goes round households: nothing under 12 points, black on white."""


class _Sheets:
    """Paper that is filled from top to bottom; a new sheet is taken where what comes has no room."""

    def __init__(self, document: Document, sizes: TypeSizes, *, plain: bool) -> None:
        self.pages: list[Page] = []
        self.sizes, self.plain = sizes, plain
        self._document = document
        self.wide = A4_MM[0] - 2 * _MARGIN_MM
        self._bottom = A4_MM[1] - _FOOT_MM - 6
        self.y = 0.0
        self.turn()

    @property
    def page(self) -> Page:
        """The sheet that is written on."""
        return self.pages[-1]

    @property
    def quiet(self) -> str:
        """The colour of remarks."""
        return INK if self.plain else FAINT

    def turn(self) -> None:
        """Take a new sheet."""
        self.pages.append(Page.blank(A4_MM))
        small = self.sizes.small_pt
        label, size = fitted(self._document.title, small, self.wide)
        if len(self.pages) > 1:
            self.page.line(label, (A4_MM[0] - _MARGIN_MM, _HEAD_MM), size, colour=self.quiet, align="right")
        self.page.line(
            str(len(self.pages)), (A4_MM[0] / 2, A4_MM[1] - _FOOT_MM), small, colour=self.quiet, align="center"
        )
        self.y = _HEAD_MM + 10

    def need(self, high_mm: float) -> None:
        """Take a new sheet where so much has no room."""
        if self.y + high_mm > self._bottom and self.y > _HEAD_MM + 10:
            self.turn()

    def lines(self, label: str, size_pt: float, *, colour: str = INK, indent_mm: float = 0.0) -> None:
        """Write words in lines over as many sheets as they take."""
        for line in wrapped(label, size_pt, self.wide - indent_mm):
            self.need(line_mm(size_pt))
            self.page.line(line, (_MARGIN_MM + indent_mm, self.y), size_pt, colour=colour)
            self.y += line_mm(size_pt)


def typeset(
    document: Document, sizes: TypeSizes = OFFICE, *, draw_map: Callable[[], bytes] | None = None
) -> list[Page]:
    """Set a document on A4 sheets.

    Parameters
    ----------
    document
        What it says.
    sizes
        Of its type; `ROUND` also leaves out colours.
    draw_map
        Draws the map (PNG) that stands where the document asks for one; without it the place is named.
    """
    sheets = _Sheets(document, sizes, plain=sizes is ROUND)
    for line in wrapped(document.title, sizes.title_pt, sheets.wide):
        sheets.page.line(line, (A4_MM[0] / 2, sheets.y), sizes.title_pt, align="center")
        sheets.y += line_mm(sizes.title_pt)
    for line in wrapped(document.subtitle, sizes.small_pt, sheets.wide):
        sheets.page.line(line, (A4_MM[0] / 2, sheets.y), sizes.small_pt, align="center")
        sheets.y += line_mm(sizes.small_pt)
    sheets.y += 4
    for block in document.blocks:
        _set(sheets, block, draw_map)
    return sheets.pages


def _set(sheets: _Sheets, block: Block, draw_map: Callable[[], bytes] | None) -> None:
    body, small = sheets.sizes.body_pt, sheets.sizes.small_pt
    match block:
        case Heading(text, level):
            size = body * _HEADINGS[level]
            sheets.y += 2.5
            sheets.need(line_mm(size) + 2 * line_mm(body))
            sheets.lines(text, size)
            sheets.y += 1
        case Text(text, quiet):
            sheets.lines(text, small if quiet else body, colour=sheets.quiet if quiet else INK)
            sheets.y += 1.5
        case Points(items):
            for item in items:
                sheets.lines(f"・{item}", body, indent_mm=3)
            sheets.y += 1.5
        case MapPlace(caption):
            _map(sheets, caption, draw_map)
        case NewPage():
            sheets.turn()
        case Table():
            _table(sheets, block)


def _map(sheets: _Sheets, caption: str, draw_map: Callable[[], bytes] | None) -> None:
    if draw_map is not None:
        picture = imread(io.BytesIO(draw_map()))
        high = sheets.wide * picture.shape[0] / picture.shape[1]
        sheets.need(high + line_mm(sheets.sizes.small_pt))
        axes = sheets.page.panel(_MARGIN_MM, sheets.y, sheets.wide, high)
        axes.imshow(picture, aspect="auto")
        axes.axis("off")
        sheets.y += high
    sheets.lines(caption, sheets.sizes.small_pt, colour=sheets.quiet)
    sheets.y += 1.5


def _table(sheets: _Sheets, block: Table) -> None:
    small = sheets.sizes.small_pt
    if block.title:
        sheets.need(4 * line_mm(small))
        sheets.lines(block.title, sheets.sizes.body_pt)
    widths = [sheets.wide * s / sum(block.shares) for s in block.shares]
    _row(sheets, block.heads, widths, block, head=True)
    for number, row in enumerate(block.rows):
        for part in _in_parts(row, widths, small):
            high = max(len(cell) for cell in part) * line_mm(small) + 2 * _PAD_MM
            before = len(sheets.pages)
            sheets.need(high)
            if len(sheets.pages) > before:
                _row(sheets, block.heads, widths, block, head=True)
            if number >= len(block.rows) - block.strong and not sheets.plain:
                sheets.page.block(_MARGIN_MM, sheets.y, sheets.wide, high, _HEAD_COLOUR)
            _cells(sheets, part, widths, block, high)
    sheets.y += 3


_MOST_LINES = 30


def _in_parts(row: tuple[str, ...], widths: list[float], size_pt: float) -> Iterator[list[list[str]]]:
    """Break a row's cells into lines; a row that is taller than most of a sheet goes on in a row of its own."""
    cells = [wrapped(cell, size_pt, wide - 2 * _PAD_MM) for cell, wide in zip(row, widths, strict=True)]
    for start in range(0, max(map(len, cells)), _MOST_LINES):
        yield [cell[start : start + _MOST_LINES] or [""] for cell in cells]


def _row(sheets: _Sheets, row: tuple[str, ...], widths: list[float], block: Table, *, head: bool) -> None:
    small = sheets.sizes.small_pt
    (part,) = list(_in_parts(row, widths, small))[:1]
    high = max(len(cell) for cell in part) * line_mm(small) + 2 * _PAD_MM
    sheets.need(high + 2 * line_mm(small))
    if head and not sheets.plain:
        sheets.page.block(_MARGIN_MM, sheets.y, sheets.wide, high, _HEAD_COLOUR)
    _cells(sheets, part, widths, block, high)


def _cells(sheets: _Sheets, part: list[list[str]], widths: list[float], block: Table, high_mm: float) -> None:
    small, left = sheets.sizes.small_pt, _MARGIN_MM
    first_figure = len(widths) - block.figures
    for number, (cell, wide) in enumerate(zip(part, widths, strict=True)):
        stands_right = number >= first_figure
        x = left + wide - _PAD_MM if stands_right else left + _PAD_MM
        for at, line in enumerate(cell):
            place = (x, sheets.y + _PAD_MM + at * line_mm(small))
            sheets.page.line(line, place, small, align="right" if stands_right else "left")
        left += wide
    sheets.page.rule(_MARGIN_MM, _MARGIN_MM + sheets.wide, sheets.y, colour="#777777")
    sheets.y += high_mm
    sheets.page.rule(_MARGIN_MM, _MARGIN_MM + sheets.wide, sheets.y, colour="#777777")
