"""XML that declares words to be replaced (entities) is refused before any reader sees it.

A few lines of such declarations can fill the memory, or draw in other files of the machine; none of the formats that are read
here (KML, GML, OpenStreetMap, GraphML, workbooks) needs them. They can only stand before the first element, so that no more
than that is looked at, however large the file.
"""

from __future__ import annotations

import gzip
import re
import zlib
from pathlib import Path
from typing import IO
from xml.parsers import expat

from geo.reference import reference_table
from geo.texts.errors import ValueRefusedError
from geo.texts.messages import notice
from geo.texts.notices import Notice, Severity
from geo.texts.reasons import reason_of

_GZIP = b"\x1f\x8b"
_CHUNK_BYTES = 4_096
_BEGINS = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<|^\xff\xfe(?:\s\0)*<\0|^\xfe\xff(?:\0\s)*\0<|^<\0|^\0<")
"""How XML begins, in UTF-8 and the encodings like it, and in UTF-16 with and without a mark."""

_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


class EntitiesError(ValueError):
    """A file declares entities, or calls for declarations that stand elsewhere."""


class _BeginsError(Exception):
    """The first element was reached: what comes before it holds no danger."""


def refuse_entities(path: Path) -> None:
    """Refuse a file (also one packed as gz) that is XML with entities; other files pass.

    Raises
    ------
    EntitiesError
        When it declares entities or names an outer document type.
    ValueRefusedError
        When no first element is found where one must long be.
    OSError
        When it cannot be opened.
    """
    with path.open("rb") as file:
        packed = file.read(len(_GZIP)) == _GZIP
        file.seek(0)
        try:
            refuse_entities_in(gzip.GzipFile(fileobj=file) if packed else file)
        except (gzip.BadGzipFile, EOFError, zlib.error):
            return  # whoever unpacks it says what is wrong with it


def refuse_entities_in(source: IO[bytes] | gzip.GzipFile) -> None:
    """Refuse an open file as `refuse_entities` does."""
    piece = source.read(_CHUNK_BYTES)
    if not _BEGINS.match(piece):
        return
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _declared
    parser.StartDoctypeDeclHandler = _document_type
    parser.StartElementHandler = _begins
    left = reference_table("limits")["xml_prolog_bytes"].value
    try:
        while piece and left > 0:
            parser.Parse(piece)
            left -= len(piece)
            piece = source.read(_CHUNK_BYTES)
    except (_BeginsError, expat.ExpatError):
        return  # what is no XML at all is left to its reader
    except EntitiesError:
        raise
    except (ValueError, LookupError) as problem:
        # An encoding that this parser does not know, as Shift_JIS: the declarations are the same bytes in it.
        if _DECLARES.search(piece):
            raise EntitiesError from problem
        return
    if left <= 0:
        raise ValueRefusedError("xml_prolog_too_long")


def _declared(*_: object) -> None:
    raise EntitiesError


def _document_type(_name: str, outer: str | None, public: str | None, _inner: object) -> None:
    if outer or public:
        raise EntitiesError


def _begins(*_: object) -> None:
    raise _BeginsError


def why_unreadable(
    problem: Exception, file: str, *, code: str = "file_unreadable", severity: Severity | None = None
) -> Notice:
    """Return the notice for a file that could not be read: entities have one of their own.

    Parameters
    ----------
    problem
        What the reader raised.
    file
        Name to show.
    code
        The notice for all other reasons; its text takes ``reason``.
    severity
        Where it weighs more or less than the catalogue says.
    """
    if isinstance(problem, EntitiesError):
        return notice("xml_entities", file=file, severity=severity)
    return notice(code, file=file, severity=severity, reason=reason_of(problem))
