"""A sheet of paper: millimetres from its upper left corner, Japanese type that is embedded, nothing that is cut off."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch, Rectangle
from matplotlib.text import Text

from reports.printed.glyphs import advance, printable, write

A4_MM = (210.0, 297.0)
A4_WIDE_MM, A3_WIDE_MM = (297.0, 210.0), (420.0, 297.0)

INK, FAINT, LINE = "#222222", "#5F5F5F", "#BDBDBD"

_MM_PER_INCH = 25.4
_MM_PER_PT = _MM_PER_INCH / 72
_LEADING = 1.45
_NEVER_FIRST = "、。）」』】・ー：；!?％〉》’”"
"""Characters that no line begins with (行頭禁則)."""
_LATE = 0.6  # a line that ends earlier than this looks torn off


def width_mm(label: str, size_pt: float) -> float:
    """Measure how wide a line of words prints, in millimetres.

    Examples
    --------
    >>> round(width_mm("集落", 10), 2)
    7.06
    """
    return sum(map(advance, printable(label))) * size_pt * _MM_PER_PT


def line_mm(size_pt: float) -> float:
    """Return the height of a line of type, in millimetres."""
    return size_pt * _MM_PER_PT * _LEADING


def wrapped(label: str, size_pt: float, within_mm: float) -> list[str]:
    """Break words into lines that fit: at a wide space late in the line, else between any two characters.

    A closing mark takes the character before it along to the next line (追い出し), so that no line is wider than the paper.

    Examples
    --------
    >>> wrapped("歩いて行けます。", 10, 25)
    ['歩いて行けま', 'す。']
    """
    lines = [""]
    for character in printable(label, keep="\n"):
        if character == "\n":
            lines.append("")
        elif lines[-1] and width_mm(lines[-1] + character, size_pt) > within_mm:
            kept, moved = _broken(lines[-1], character)
            lines[-1:] = [kept, moved.lstrip("　 ")]
        else:
            lines[-1] += character
    return lines


def _broken(line: str, character: str) -> tuple[str, str]:
    gap = line.rfind("　")
    if gap > len(line) * _LATE and character != "　":
        return line[:gap], line[gap:] + character
    if character in _NEVER_FIRST and len(line) > 1:
        return line[:-1], line[-1] + character
    return line, character


def fitted(label: str, size_pt: float, within_mm: float, least_pt: float = 5.0) -> tuple[str, float]:
    """Make words fit into one line: smaller type first, then 「…」 at the end."""
    label = printable(label)
    wide = width_mm(label, size_pt)
    if wide <= within_mm:
        return label, size_pt
    smaller = max(least_pt, size_pt * within_mm / wide)
    while label and width_mm(label, smaller) > within_mm + 1e-6:
        label = f"{label.removesuffix('…')[:-1]}…" if label != "…" else ""
    return label, smaller


@dataclass(frozen=True, eq=False)
class Page:
    """One sheet to draw on.

    Parameters
    ----------
    figure
        Of the size of the sheet.
    paper
        Axes over the whole sheet: millimetres to the right and down.
    size_mm
        Width and height.
    """

    figure: Figure
    paper: Axes
    size_mm: tuple[float, float]

    @classmethod
    def blank(cls, size_mm: tuple[float, float] = A4_MM) -> Page:
        """Take an empty sheet."""
        wide, high = size_mm
        figure = Figure(figsize=(wide / _MM_PER_INCH, high / _MM_PER_INCH))
        FigureCanvasAgg(figure)
        paper = figure.add_axes((0, 0, 1, 1))
        paper.set(xlim=(0, wide), ylim=(high, 0))
        paper.axis("off")
        return cls(figure, paper, size_mm)

    def panel(self, left_mm: float, top_mm: float, wide_mm: float, high_mm: float) -> Axes:
        """Open axes of their own on part of the sheet."""
        wide, high = self.size_mm
        return self.figure.add_axes((left_mm / wide, 1 - (top_mm + high_mm) / high, wide_mm / wide, high_mm / high))

    def line(
        self, label: str, at_mm: tuple[float, float], size_pt: float, *, colour: str = INK, align: str = "left"
    ) -> None:
        """Write one line; `at_mm` is where its upper edge begins, ends (right) or has its middle (center)."""
        x, y = at_mm
        # The middle of the letters, not of what this line happens to hold, so that lines of a row stand level.
        baseline = y + line_mm(size_pt) * 0.72
        write(self.paper, (x, baseline), label, size_pt, color=colour, ha=align, va="baseline")

    def paragraph(
        self, label: str, at_mm: tuple[float, float], size_pt: float, within_mm: float, *, colour: str = INK
    ) -> float:
        """Write words in lines that fit, and give the height that they took, in millimetres."""
        lines = wrapped(label, size_pt, within_mm)
        for number, line in enumerate(lines):
            self.line(line, (at_mm[0], at_mm[1] + number * line_mm(size_pt)), size_pt, colour=colour)
        return len(lines) * line_mm(size_pt)

    def rule(self, x0_mm: float, x1_mm: float, y_mm: float, *, width_pt: float = 0.5, colour: str = LINE) -> None:
        """Draw a line across."""
        self.paper.add_line(Line2D((x0_mm, x1_mm), (y_mm, y_mm), lw=width_pt, color=colour, solid_capstyle="butt"))

    def block(self, left_mm: float, top_mm: float, wide_mm: float, high_mm: float, colour: str) -> None:
        """Fill part of the sheet, behind what is written."""
        self.paper.add_patch(Rectangle((left_mm, top_mm), wide_mm, high_mm, fc=colour, ec="none", zorder=0))


@contextmanager
def _printing() -> Iterator[None]:
    # Unhinted, letters are as wide on a screen's picture as on paper, so that lines end where they were broken.
    with mpl.rc_context({"pdf.fonttype": 42, "pdf.compression": 6, "text.hinting": "none"}):
        yield


def pdf_bytes(pages: Iterable[Page], *, title: str) -> bytes:
    """Write sheets as one PDF with its type embedded; the same sheets give the same bytes."""
    file = io.BytesIO()
    # No date: it would make every copy another file.
    about = {"Title": title, "Creator": "Kyoten", "Producer": "matplotlib", "CreationDate": None}
    with _printing(), PdfPages(file, metadata=about) as document:
        for page in pages:
            document.savefig(page.figure)
    return file.getvalue()


def joined_pdf(sheets: Iterable[bytes], *, title: str) -> bytes:
    """Bind PDF files together as they are, without drawing them anew; the same files give the same bytes."""
    from pypdf import PdfWriter  # heavy; only who writes all sheets binds them

    bound, file = PdfWriter(), io.BytesIO()
    for sheet in sheets:
        bound.append(io.BytesIO(sheet), import_outline=False)
    bound.metadata = {"/Title": title, "/Creator": "Kyoten", "/Producer": "pypdf"}
    bound.write(file)
    return file.getvalue()


def png_bytes(page: Page, *, dpi: int = 150) -> bytes:
    """Write a sheet as a picture."""
    file = io.BytesIO()
    with _printing():
        page.figure.savefig(file, format="png", dpi=dpi, metadata={"Software": None})
    return file.getvalue()


def enlarged(page: Page, factor: float) -> Page:
    """Make a sheet so many times as large, with all that is drawn and written on it; the sheet itself is changed.

    Parameters
    ----------
    page
        As drawn.
    factor
        2 makes an A1 of an A3.
    """
    for part in page.figure.findobj():
        if isinstance(part, Text):
            part.set_fontsize(float(part.get_fontsize()) * factor)
        elif isinstance(part, Line2D):
            part.set(linewidth=part.get_linewidth() * factor, markersize=part.get_markersize() * factor)
            part.set_markeredgewidth(part.get_markeredgewidth() * factor)
        elif isinstance(part, Patch):
            part.set_linewidth(part.get_linewidth() * factor)
            if isinstance(part, FancyArrowPatch):
                part.set_mutation_scale(part.get_mutation_scale() * factor)
        elif isinstance(part, Collection):
            part.set_linewidth([width * factor for width in np.atleast_1d(part.get_linewidth())])
    wide, high = page.size_mm
    page.figure.set_size_inches(wide * factor / _MM_PER_INCH, high * factor / _MM_PER_INCH)
    return Page(page.figure, page.paper, (wide * factor, high * factor))


@dataclass(frozen=True)
class Columns:
    """How a table's columns stand.

    Parameters
    ----------
    wide_mm
        Width of each.
    text_columns
        How many columns from the left hold words, which stand left; the others hold figures and stand right.
    """

    wide_mm: tuple[float, ...]
    text_columns: int = 1


def table(
    page: Page, rows: Sequence[Sequence[str]], at_mm: tuple[float, float], columns: Columns, size_pt: float
) -> float:
    """Draw a table, its first row being the heads.

    Returns
    -------
    float
        Its height in millimetres.
    """
    left, top = at_mm
    high = line_mm(size_pt) + 1.0
    right = left + sum(columns.wide_mm)
    for number, row in enumerate(rows):
        y = top + number * high
        if number == 0:
            page.block(left, y, right - left, high, "#EEF2F5")
        x = left
        for position, (label, wide) in enumerate(zip(row, columns.wide_mm, strict=True)):
            shown, size = fitted(label, size_pt, wide - 2.0)
            is_words = position < columns.text_columns
            place = (x + 1.0, y + 0.5) if is_words else (x + wide - 1.0, y + 0.5)
            page.line(shown, place, size, align="left" if is_words else "right")
            x += wide
        page.rule(left, right, y + high)
    return len(rows) * high
