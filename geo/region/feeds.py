"""Timetable feeds (GTFS, GTFS-JP) of a region: where they are and how much they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.gtfs.rules.files import duplicated_column, invalid_row_length
from geo.gtfs.text import FeedText, read_feed_text
from geo.gtfs.views import GtfsFeed
from geo.texts.messages import notice
from geo.texts.notices import Notice, as_warnings

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
    for path in feed_paths(folder):
        feed, new_notices = read_feed(path, path.relative_to(folder).as_posix())
        notices += new_notices
        if feed is not None:
            feeds.append(feed)
    return tuple(feeds), notices


def feed_paths(folder: Path) -> list[Path]:
    """List the feeds of a region folder; whether they can be read is not asked."""
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
    text, notices = read_feed_text(path, name, only=_COUNTED)
    # A file that cannot be used costs the region this feed, not its opening.
    notices = [*as_warnings(notices)]
    if text is None:
        return None, notices
    feed, new_notices = counted(path, text)
    notices += new_notices
    if feed is not None:
        looked = GtfsFeed(text)
        notices += as_warnings(n for rule in (duplicated_column, invalid_row_length) for n in rule(looked, None))
    return feed, notices


def counted(path: Path, text: FeedText) -> tuple[Feed | None, list[Notice]]:
    """Count what a feed holds; None and the reason where one of the three tables cannot be counted."""
    notices: list[Notice] = []
    for file, id_column in _COUNTED.items():
        table = text.tables.get(file)
        if table is None and file not in text.refused:
            notices.append(notice("feed_file_missing", file=text.name, name=file))
        elif table is not None and id_column not in table.names:
            place: dict[str, Any] = {"file": text.place(file), "field": id_column}
            notices.append(notice("column_missing", **place, column=id_column, todo="このデータは使っていません。"))
    tables: Mapping[str, Any] = text.tables
    if notices or any(file not in tables for file in _COUNTED):
        return None, notices
    return Feed(path, text.name, *(len(tables[file]) for file in _COUNTED)), notices
