"""Workbooks of other office programs, written by hand: .ods is a zip of XML, .xls a small file system with records in it.

The records of .xls are those of the published format (BIFF8: BOF, XF, BOUNDSHEET, SST, NUMBER, LABELSST), the file system around
them is the compound file of one stream: header, one sector of its allocation table, the directory, the stream.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

Cell = str | float | date | None

_SECTOR = 512
_SMALLEST_STREAM = 4096  # a shorter one would lie in a stream of its own kind
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_DAY_ZERO = date(1899, 12, 30)
_GENERAL, _DATE = 0, 14
_NAMESPACES = "".join(
    f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "table", "text")
)

_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods(path: Path, rows: str) -> Path:
    """Write an OpenDocument sheet of rows that are XML already."""
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{_NAMESPACES} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="表">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", text)
    return path


def ods_of(path: Path, rows: Sequence[Sequence[Cell]]) -> Path:
    """Write an OpenDocument sheet of cells."""
    lines = ("".join(map(_ods_cell, row)) for row in rows)
    return ods(path, "".join(f"<table:table-row>{line}</table:table-row>" for line in lines))


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    if isinstance(cell, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    )


def xls_of(path: Path, rows: Sequence[Sequence[Cell]]) -> Path:
    """Write a workbook of Excel 97 with one sheet."""
    path.write_bytes(_compound_file(_book(rows)))
    return path


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _text(text: str, length: str) -> bytes:
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def _book(rows: Sequence[Sequence[Cell]]) -> bytes:
    texts = list(dict.fromkeys(c for row in rows for c in row if isinstance(c, str)))
    sheet = _sheet(rows, texts)
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)) + _record(
        0x0042, struct.pack("<H", 1200)
    )
    begin += b"".join(_record(0x00E0, struct.pack("<HHH", 0, number, 0) + bytes(14)) for number in (_GENERAL, _DATE))
    shared = _record(0x00FC, struct.pack("<II", len(texts), len(texts)) + b"".join(_text(t, "<H") for t in texts))
    name = _text("表", "<B")
    place = len(begin) + 4 + 6 + len(name) + len(shared) + 4
    return begin + _record(0x0085, struct.pack("<IH", place, 0) + name) + shared + _record(0x000A, b"") + sheet


def _sheet(rows: Sequence[Sequence[Cell]], texts: Sequence[str]) -> bytes:
    width = max(map(len, rows))
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    size = _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    return begin + size + b"".join(_cells(rows, texts)) + _record(0x000A, b"")


def _cells(rows: Sequence[Sequence[Cell]], texts: Sequence[str]) -> Iterator[bytes]:
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                yield _record(0x00FD, struct.pack("<HHHI", row, column, 0, texts.index(cell)))
            elif isinstance(cell, date):
                yield _record(0x0203, struct.pack("<HHHd", row, column, 1, (cell - _DAY_ZERO).days))
            elif cell is not None:
                yield _record(0x0203, struct.pack("<HHHd", row, column, 0, cell))


def _compound_file(stream: bytes) -> bytes:
    stream = stream.ljust(max(_SMALLEST_STREAM, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    if sectors + 2 > _SECTOR // 4:
        raise ValueError("too long for one sector of the allocation table")
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SMALLEST_STREAM, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    chain = [_TABLE, _END, *range(3, sectors + 2), _END]
    table = struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    root = _entry("Root Entry", 5, child=1, start=_END, size=0)
    book = _entry("Workbook", 2, child=_FREE, start=2, size=len(stream))
    unused = _entry("", 0, child=_FREE, start=0, size=0)
    return header + table + root + book + unused * 2 + stream


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    links = struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)
