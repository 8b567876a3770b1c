"""Pictures in a scanned PDF: what an office's machine makes of sheets is one picture on each page, taken out as it lies there.

Nothing of the PDF is drawn: a page that was made of letters and lines, not scanned, has no picture and is told so.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator

_BEGINS = b"%PDF-"
_STREAM = re.compile(rb"stream\r?\n")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_COLUMNS_WITH_FILTER_BYTE = 10
"""Predictors from this number on are those of PNG."""
_LEAST_PX = 600
"""A narrower picture is no sheet: a stamp, a letterhead."""
_MOST_BYTES = 500_000_000


def is_pdf(content: bytes) -> bool:
    """Return whether a file is a PDF."""
    return _BEGINS in content[:1024]


def pictures_in(content: bytes) -> list[bytes]:
    """Take the pictures out of a PDF, each as a file of its own that can be opened (JPEG, JPEG 2000 or PNG), in their order.

    Parameters
    ----------
    content
        The PDF. One that is enciphered, or whose pictures know no colours (as fax machines make them), gives none.
    """
    if b"/Encrypt" in content:
        return []
    found = [(grey, picture) for grey, picture in _pictures(content) if picture]
    # Beside a picture in colours there may be its mask, or the letters that the machine has set apart, in grey.
    coloured = [picture for grey, picture in found if not grey]
    return coloured or [picture for _, picture in found]


def _pictures(content: bytes) -> Iterator[tuple[bool, bytes | None]]:
    place = 0
    while begun := _STREAM.search(content, place):
        end = content.find(b"endstream", begun.end())
        end = end if end >= 0 else len(content)
        head = content[content.rfind(b"obj", place, begun.start()) : begun.start()]
        is_picture = re.search(rb"/Subtype\s*/Image", head) and not re.search(rb"/ImageMask\s+true", head)
        if is_picture and _number(head, "Width") >= _LEAST_PX:
            yield _is_grey(head), _picture(head, content[begun.end() : end])
        place = end + len(b"endstream")


def _number(head: bytes, name: str) -> int:
    found = re.search(rb"/" + name.encode() + rb"\s+(\d{1,9})(?!\s+\d+\s+R)", head)
    return int(found[1]) if found else 0


def _is_grey(head: bytes) -> bool:
    return b"/DeviceGray" in head or b"/CalGray" in head


def _picture(head: bytes, data: bytes) -> bytes | None:
    """Return a picture as a file; None where its form is not known."""
    named = _FILTER.search(head)
    filters = re.findall(rb"/(\w+)", named[1]) if named else []
    if filters[:1] == [b"FlateDecode"] and len(filters) == 2:
        unpacked = _unpacked(data, _MOST_BYTES)
        return (
            None
            if unpacked is None
            else _picture(head.replace(named[1] if named else b"", b"/" + filters[1]), unpacked)
        )
    if filters in ([b"DCTDecode"], [b"JPXDecode"]):
        return data
    return _as_png(head, data) if filters == [b"FlateDecode"] else None


def _as_png(head: bytes, data: bytes) -> bytes | None:
    """Put samples of eight bits into a PNG; those that PNG's own predictors have packed need not even be unpacked."""
    wide, high, bits = (_number(head, name) for name in ("Width", "Height", "BitsPerComponent"))
    if bits != 8 or not high or wide * high * 4 > _MOST_BYTES:
        return None
    unpacked = _unpacked(data, (wide * 4 + 1) * high)
    if unpacked is None:
        return None
    filtered = _number(head, "Predictor") >= _COLUMNS_WITH_FILTER_BYTE
    samples, rest = divmod(len(unpacked) // high - filtered, wide)
    if rest or samples not in (1, 3):
        return None
    if not filtered:
        line = wide * samples
        unpacked = b"".join(b"\0" + unpacked[row * line : (row + 1) * line] for row in range(high))
    kind = {1: 0, 3: 2}[samples]
    written = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    written.seek(0, io.SEEK_END)
    heading = struct.pack(">IIBBBBB", wide, high, 8, kind, 0, 0, 0)
    for name, piece in ((b"IHDR", heading), (b"IDAT", zlib.compress(unpacked, 1)), (b"IEND", b"")):
        written.write(struct.pack(">I", len(piece)) + name + piece + struct.pack(">I", zlib.crc32(name + piece)))
    return written.getvalue()


def _unpacked(data: bytes, most: int) -> bytes | None:
    try:
        unpacker = zlib.decompressobj()
        found = unpacker.decompress(data, most)
    except zlib.error:
        return None
    return None if unpacker.unconsumed_tail else found
