"""Timetable feeds (GTFS, GTFS-JP) of a region: where they are and how much they hold."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.messages import notice
from geo.notices import Notice
from geo.reasons import reason_of
from geo.tables import table_of

_UNREADABLE = (
    zipfile.BadZipFile,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
)
"""What Python raises for a zip that is broken, locked or packed in a way it does not know."""

_COUNTED = {"stops.txt": "stop_id", "routes.txt": "route_id", "trips.txt": "trip_id"}


@dataclass(frozen=True)
class Feed:
    """One timetable feed.

    Parameters
    ----------
    path
        Its folder or zip file.
    name
        How notices and screens call it.
    stops, routes, trips
        How many of each it holds.
    """

    path: Path
    name: str
    stops: int
    routes: int
    trips: int


def read_feeds(folder: Path) -> tuple[tuple[Feed, ...], list[Notice]]:
    """Find the feeds of a region folder (gtfs/, gtfs/NAME/, gtfs/NAME.zip, gtfs.zip) and count what they hold."""
    feeds: list[Feed] = []
    notices: list[Notice] = []
    for path in _feed_paths(folder):
        feed, said = read_feed(path, path.relative_to(folder).as_posix())
        notices += said
        if feed is not None:
            feeds.append(feed)
    return tuple(feeds), notices


def _feed_paths(folder: Path) -> list[Path]:
    paths = [folder / "gtfs.zip"] if (folder / "gtfs.zip").is_file() else []
    home = folder / "gtfs"
    if not home.is_dir():
        return paths
    if any(home.glob("*.txt")):
        paths.append(home)
    inside = (p for p in sorted(home.iterdir()) if p.suffix == ".zip" or (p.is_dir() and any(p.glob("*.txt"))))
    return [*paths, *inside]


def read_feed(path: Path, name: str) -> tuple[Feed | None, list[Notice]]:
    """Count the stops, routes and trips of one feed, a folder or a zip; None and the reason when that fails."""
    if path.is_dir():
        return _counted(path, name, lambda member: (path / member).read_bytes() if (path / member).is_file() else None)
    try:
        with zipfile.ZipFile(path) as archive:
            members = {Path(m).name: m for m in archive.namelist()}
            return _counted(path, name, lambda member: archive.read(members[member]) if member in members else None)
    except _UNREADABLE as problem:
        return None, [notice("file_unreadable", file=name, reason=reason_of(problem))]


def _counted(path: Path, name: str, read: Callable[[str], bytes | None]) -> tuple[Feed | None, list[Notice]]:
    counts: dict[str, int] = {}
    notices: list[Notice] = []
    for member, id_column in _COUNTED.items():
        content = read(member)
        if content is None:
            return None, [notice("feed_file_missing", file=name, name=member)]
        table, said = table_of(content, f"{name}/{member}")
        if table is None:
            return None, [*notices, *said]
        if id_column not in table.cells:
            todo = "このデータは使っていません。"
            place: dict[str, Any] = {"file": f"{name}/{member}", "field": id_column}
            return None, [*notices, notice("column_missing", **place, column=id_column, todo=todo)]
        notices += said
        counts[member] = len(table.cells)
    return Feed(path, name, counts["stops.txt"], counts["routes.txt"], counts["trips.txt"]), notices
