"""Workbooks that are small on the disk and too large in memory, or whose XML declares entities, refused before they are opened.

The reader of workbooks keeps a whole sheet as one rectangle from its first to its last cell: two cells in far corners are
enough to fill the memory, and it then ends the program without a word. So the corners are looked up first.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from geo.files.xml_entities import EntitiesError, refuse_entities_in, why_unreadable
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.limits import limit

_CHUNK_BYTES = 1 << 20
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_TABLES = "content.xml"
_CELL = re.compile(rb"<(?:\w+:)?(c|row)\b([^<>]*)>")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
_LETTERS = 26
_BYTES_PER_MB = 1e6


def refuse_workbook(path: Path) -> Notice | None:
    """Return the notice that refuses a workbook; None where it may be opened.

    Parameters
    ----------
    path
        .xlsx, .xlsm or .ods; what is no zip is left to its reader.
    """
    try:
        if not zipfile.is_zipfile(path):
            return None
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            most = limit("workbook_bytes")
            if sum(member.file_size for member in members) > most:
                return notice("archive_too_large", file=path.name, limit=f"{most / _BYTES_PER_MB:,.0f}")
            for member in members:
                with archive.open(member) as opened:
                    refuse_entities_in(opened)
            cells = sum(_cells(archive, member) for member in members)
    except (EntitiesError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError, ValueError) as problem:  # fmt: skip
        return why_unreadable(problem, path.name)
    most = limit("workbook_cells")
    return (
        notice("workbook_too_wide", file=path.name, count=f"{cells:,}", limit=f"{most:,.0f}") if cells > most else None
    )


def _cells(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """Count the cells of the rectangles that a part of a workbook makes the reader keep."""
    if member.filename == _TABLES:
        return _cells_of_tables(archive, member)
    return _cells_of_sheet(archive, member) if _SHEETS.fullmatch(member.filename) else 0


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as opened:
        while piece := opened.read(_CHUNK_BYTES):
            yield piece


def _cells_of_sheet(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    rows = columns = row = column = 0
    left = b""
    numbers: dict[bytes, int] = {}
    for piece in _pieces(archive, member):
        whole, mark, left = (left + piece).rpartition(b">")
        for kind, about in _CELL.findall(whole + mark):
            place = _PLACE.search(about)
            if kind == b"row":
                row, column = int(place[2]) if place else row + 1, 0
                continue
            # A cell without a place stands right of the one before it.
            if place and (letters := place[1]) not in numbers:
                numbers[letters] = _number(letters)
            column = numbers[letters] if place else column + 1
            if not about.endswith(b"/"):
                rows, columns = max(rows, int(place[2]) if place else row), max(columns, column)
    return rows * columns


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + letter - ord("A") + 1
    return number


class _Tables:
    """Follows the rows and cells of an OpenDocument sheet; repeated ones count as often as they are repeated."""

    def __init__(self) -> None:
        self.cells = 0
        self._row = self._rows = self._columns = self._column = self._repeat = self._width = 0

    def begins(self, name: str, about: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "table":
            self._row = self._rows = self._columns = 0
        elif kind == "table-row":
            self._repeat, self._column, self._width = _repeated(about, "rows"), 0, 0
        elif kind in ("table-cell", "covered-table-cell"):
            self._column += _repeated(about, "columns")
            if any(key.rpartition(":")[2] == "value-type" for key in about):
                self._width = self._column
        elif kind == "p" and self._column:
            self._width = self._column

    def ends(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind == "table-row":
            self._row += self._repeat
            if self._width:
                self._rows, self._columns = self._row, max(self._columns, self._width)
        elif kind == "table":
            self.cells += self._rows * self._columns


def _repeated(about: dict[str, str], what: str) -> int:
    text = next((v for k, v in about.items() if k.rpartition(":")[2] == f"number-{what}-repeated"), "1")
    return int(text) if text.isdecimal() else 1


def _cells_of_tables(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    tables = _Tables()
    parser = expat.ParserCreate()
    parser.StartElementHandler = tables.begins
    parser.EndElementHandler = tables.ends
    try:
        for piece in _pieces(archive, member):
            parser.Parse(piece)
    except expat.ExpatError:
        return tables.cells  # its reader says what is wrong with it
    return tables.cells
