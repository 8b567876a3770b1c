"""What is to be read of a zip: one of the formats in which each layer is there, and only what the import can use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyogrio

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.files.archives import unpacked
from importing.files.table_file import TABLE_ENDINGS, WORKBOOK_ENDINGS

_VECTORS = (".gpkg", ".fgb", ".shp", ".geojson", ".json", ".kml", ".gml")
_TABLES = tuple(sorted(TABLE_ENDINGS | WORKBOOK_ENDINGS))
_ARCHIVES = {".zip", ".kmz"}
_DIMENSIONS = {"roads": "Line", "bus_lines": "Line", "coastline": "Line", "zone": "Polygon", "bus_stops": "Point"}
_ANYTHING = ("Unknown", "Geometry")


def expanded(files: Sequence[Path], kind: str, scratch: Path) -> tuple[list[Path], list[Notice]]:
    """Put the files of zips in the place of the zips.

    Parameters
    ----------
    files
        As given.
    kind
        What is imported: a layer whose shapes it cannot use is left aside.
    scratch
        An empty folder to unpack into.

    Raises
    ------
    geo.texts.errors.RequestError
        When a zip cannot be opened or holds nothing to read.
    """
    out: list[Path] = []
    notices: list[Notice] = []
    for number, path in enumerate(files):
        if path.suffix.lower() not in _ARCHIVES or not path.is_file():
            out.append(path)
            continue
        members, new_notices = unpacked(path, scratch / str(number))
        notices += new_notices
        readable = _readable(members)
        chosen = _fitting(_best_of_each(readable), kind)
        if not chosen:
            raise RequestError(*notices, notice("archive_empty", file=path.name))
        others = [m.name for m in readable if m not in chosen]
        if others:
            used = "、".join(m.name for m in chosen)
            notices.append(notice("archive_chosen", file=path.name, used=used, others="、".join(others)))
        out += chosen
    return out, notices


def layers_of(members: Sequence[Path]) -> list[Path]:
    """Choose among the files of a zip those to look at: each layer in one of its formats."""
    return _best_of_each(_readable(members))


def _readable(members: Sequence[Path]) -> list[Path]:
    return [m for m in members if m.suffix.lower() in (*_VECTORS, *_TABLES)]


def _best_of_each(members: Sequence[Path]) -> list[Path]:
    """Choose one file for each stem: vectors before tables, UTF-8 before Shift_JIS."""
    order = (*_VECTORS, *_TABLES)
    best: dict[str, Path] = {}
    for member in sorted(members, key=lambda m: (order.index(m.suffix.lower()), "utf" not in str(m.parent).casefold())):
        best.setdefault(member.stem, member)
    return sorted(best.values())


def _fitting(members: Sequence[Path], kind: str) -> list[Path]:
    vectors = [m for m in members if m.suffix.lower() in _VECTORS]
    if not vectors:
        return list(members)
    wanted = _DIMENSIONS.get(kind)
    return [m for m in vectors if wanted is None or _has(m, wanted)]


def _has(member: Path, wanted: str) -> bool:
    try:
        shape = str(pyogrio.read_info(member)["geometry_type"])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, RuntimeError):
        return True  # whoever reads it says what is wrong with it
    return wanted in shape or shape in _ANYTHING
