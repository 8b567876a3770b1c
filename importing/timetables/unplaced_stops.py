"""Stops of a region's feeds whose place nobody knows, and how one gets its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from geo.gtfs.text import FeedText, Table, read_feed_text
from geo.gtfs.writing import write_feed
from geo.region.feeds import feed_paths
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.reasons import reason_of
from importing.cells.cells import degrees_cell

_STOPS = "stops.txt"


@dataclass(frozen=True)
class UnplacedStop:
    """A stop without a place: its feed within the region, id and name."""

    feed: str
    stop_id: str
    name: str


def unplaced_stops(folder: Path) -> list[UnplacedStop]:
    """List the stops without a place of all feeds of a region, in the order of their files."""
    found = []
    for path in feed_paths(folder):
        feed, _ = read_feed_text(path, only=(_STOPS,))
        table = feed.tables.get(_STOPS) if feed is not None else None
        if table is None or not {"stop_id", "stop_lat", "stop_lon"} <= set(table.names):
            continue
        rows = zip(*(table.cells(c).tolist() for c in ("stop_id", "stop_name", "stop_lat", "stop_lon")), strict=True)
        name = path.relative_to(folder).as_posix()
        found += [UnplacedStop(name, i, n or i) for i, n, lat, lon in rows if not lat and not lon]
    return found


def place_stop(folder: Path, stop: UnplacedStop, lat: float, lon: float) -> None:
    """Write the place of a stop into its feed, whole or not at all.

    Raises
    ------
    geo.texts.errors.RequestError
        When the feed cannot be read or written to any more; it is then as it was.
    """
    path = folder / stop.feed
    feed, notices = read_feed_text(path)
    if feed is None or _STOPS not in feed.tables:
        raise RequestError(*notices, notice("required_file_missing", file=stop.feed, name=_STOPS, why=""))
    table = _with_place(feed.tables[_STOPS], stop.stop_id, (degrees_cell(lat), degrees_cell(lon)))
    try:
        write_feed(FeedText(feed.name, {**feed.tables, _STOPS: table}, feed.others, feed.subfolder), path)
    except OSError as problem:
        raise RequestError(notice("output_unwritable", file=stop.feed, reason=reason_of(problem))) from problem


def _with_place(table: Table, stop_id: str, place: Sequence[str]) -> Table:
    heads = [head.strip() for head in table.header]
    ids = table.stripped[heads.index("stop_id")]
    columns = list(table.columns)
    for head, cell in zip(("stop_lat", "stop_lon"), place, strict=True):
        position = heads.index(head)
        columns[position] = np.where(ids == stop_id, cell, columns[position]).astype(object)
    return replace(table, columns=tuple(columns))
