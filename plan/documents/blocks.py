"""What a document is made of: headings, paragraphs, tables, as plain values that Word, paper and pages set in their own way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

DRAFT = "素案"
"""Stands on every paper that nobody has adopted."""
TO_BE_CONFIRMED = "要確認"
NOT_ENTERED = "（未入力）"
"""Stands where the plan says nothing yet."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 for the document's chapters."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph; `quiet` for sources, definitions and remarks."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Points:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table.

    Parameters
    ----------
    heads
        Of its columns.
    rows
        Cells as they are read, as many as heads.
    shares
        How wide each column is, in proportion.
    figures
        So many columns from the right hold figures, which stand right.
    title
        Above it.
    strong
        So many rows from the bottom are what the table is read for.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    figures: int = 0
    title: str = ""
    strong: int = 0

    def __post_init__(self) -> None:
        """Refuse rows that have another number of cells than the table has heads."""
        if len(self.shares) != len(self.heads) or any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError(f"uneven table {self.title or self.heads}")


@dataclass(frozen=True)
class MapPlace:
    """Where the map of the scenario stands."""

    caption: str


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page."""


Block: TypeAlias = Heading | Text | Points | Table | MapPlace | NewPage


@dataclass(frozen=True)
class Document:
    """A document.

    Parameters
    ----------
    key
        In the list of documents: ``regional_plan``.
    title, subtitle
        On its first page, and the title in files and headers.
    blocks
        What it says, in order.
    missing
        Names of what nobody has entered yet.
    """

    key: str
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    missing: tuple[str, ...] = ()

    def words(self) -> Iterator[str]:
        """Go over everything that is written in it, in order."""
        yield from (self.title, self.subtitle)
        for block in self.blocks:
            yield from words_of(block)


def words_of(block: Block) -> Iterator[str]:
    """Go over what is written in a block; empty cells are left out."""
    match block:
        case Heading(text) | Text(text) | MapPlace(text):
            yield text
        case Points(items):
            yield from items
        case Table():
            cells = (block.title, *block.heads, *(cell for row in block.rows for cell in row))
            yield from (cell for cell in cells if cell)


def missing_part(names: Sequence[str]) -> tuple[Block, ...]:
    """Say what nobody has entered yet; a document that lacks nothing says nothing."""
    if not names:
        return ()
    about = "次のことは、計画にまだ入っていません。この文書は、入っていないことを補っていません。"
    return (Heading("まだ入力されていないもの"), Text(about), Points(tuple(names)))
