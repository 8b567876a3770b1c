"""Timetables of towns into gtfs/: read, placed by name, written as a feed; what could not be known is asked."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from geo.gtfs.merging import feed_of_rows
from geo.gtfs.text import FeedText
from geo.gtfs.writing import write_feed
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from importing.cells.counts import plain
from importing.columns.guess_columns import require
from importing.columns.kinds import ImportKind
from importing.layers.feeds import import_feed
from importing.layers.points import place_rows
from importing.layers.work import Work, left_out_file, work_layers
from importing.timetables.day_words import Days, days_in
from importing.timetables.feed_calendar import notices_of_days, period_of, service_id
from importing.timetables.feed_tables import feed_rows, stop_names
from importing.timetables.read_timetable import Timetable, joined, read_timetable
from importing.timetables.read_trips import Trip
from importing.timetables.sheet_grid import Place
from importing.timetables.standard_workbook import feed_of_workbook, workbook_sheets
from importing.timetables.stop_places import Spot, places_of_region

_SHOWN = 3
_NOT_IN_TABLES = frozenset(
    {"missing_recommended_file", "gtfs_jp_fares_missing", "gtfs_jp_translations_missing", "gtfs_jp_agency_missing",
     "gtfs_jp_agency_id", "stop_without_location"}
)  # fmt: skip
"""What the check of the feed says of what no timetable has, or of stops that were named already."""


def import_timetables(work: Work, files: Sequence[Path]) -> int:
    """Put the timetables of some files into the region as one feed; workbooks of GTFS's tables as one each.

    Raises
    ------
    geo.texts.errors.RequestError
        When nothing can be read, or another feed of the name is there and is not to be replaced.
    """
    given = days_given(work.options.days)
    read: list[tuple[Path, Timetable]] = []
    kept = 0
    for path in files:
        work.step(f"{path.name} を読んでいます")
        sheets = workbook_sheets(path)
        if sheets is not None:
            feed, rows, notices = feed_of_workbook(sheets, path.name)
            work.rows_read += rows
            work.notices += notices
            kept += _put(work, path.stem, feed)
            continue
        found = read_timetable(path, given)
        work.notices += found.notices
        work.rows_read += found.cells
        work.encoding = work.encoding or found.encoding
        if found.trips:
            read.append((path, found))
        elif len(files) > 1:
            work.notices.append(left_out_file(path.name))
    if not read and not kept:
        raise RequestError(
            *(n for n in work.notices if n.severity != "info"), notice("timetable_none", file=files[0].name)
        )
    return kept + (_put_trips(work, joined([t for _, t in read]), read[0][0].stem) if read else 0)


def days_given(texts: Sequence[str]) -> dict[str, Days]:
    """Read the days that the user gives: 「学校登校日=平日」 for words, 「平日」 for trips of which nothing is said.

    Raises
    ------
    geo.texts.errors.RequestError
        When one says no days.

    Examples
    --------
    >>> {words: days.label for words, days in days_given(["学校登校日=月～金", "毎日"]).items()}
    {'学校登校日': '月火水木金', '': '月火水木金土日'}
    """
    found = {}
    for text in texts:
        words, _, said = text.rpartition("=")
        days = days_in(said)
        if days is None or not days.known:
            raise RequestError(notice("timetable_days_wrong", value=said))
        found[words.strip()] = days
    return found


def _put_trips(work: Work, found: Timetable, stem: str) -> int:
    trips, legends, stands = found.trips, found.legends, found.stops
    period, notices = period_of(work.options.first_day, work.options.last_day, work.options.on)
    work.notices += notices
    services = {service_id(t.days): t.days for t in trips}
    work.notices += notices_of_days(list(services.values()), period)
    work.step("停留所を置いています")
    spots = _spots(work, trips, stands)
    rows = feed_rows(trips, spots, period, legends)
    work.notices.append(notice("timetable_feed_lacks", file=f"gtfs/{stem}.zip"))
    return _put(work, stem, feed_of_rows(f"{stem}.zip", rows), untold=_NOT_IN_TABLES)


def _put(work: Work, stem: str, feed: FeedText, untold: frozenset[str] = frozenset()) -> int:
    work.step("時刻表データを書いています")
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / f"{stem}.zip"
        write_feed(feed, made)
        found, notices = import_feed(made, work.folder, replace=work.options.replace, on=work.options.on)
    work.notices += [n for n in notices if n.code not in untold]
    return found.trips


def _spots(work: Work, trips: Sequence[Trip], stands: Mapping[str, Place]) -> dict[str, Spot | None]:
    """Place the stops by name; those that cannot be placed are named with the cell in which they stand first."""
    places = places_of_region(work.folder, _given_places(work))
    calling = Counter(key for t in trips for key in {plain(c.stop) for c in t.calls})
    spots: dict[str, Spot | None] = {}
    sources: Counter[str] = Counter()
    for key, name in stop_names(trips).items():
        found = places.find(name)
        spots[key] = found.spot
        if found.spot is not None:
            sources[found.source] += 1
        elif found.apart:
            where = "、".join(f"{s.lat:.5f}, {s.lon:.5f}" for s in found.apart[:_SHOWN])
            work.notices.append(
                notice("timetable_stop_ambiguous", **stands[key], name=name, count=len(found.apart), where=where)
            )
        else:
            work.notices.append(notice("timetable_stop_unplaced", **stands[key], name=name, count=calling[key]))
    if sources:
        written = "、".join(f"{source} {count}" for source, count in sources.items())
        work.notices.append(notice("timetable_stops_placed", count=sources.total(), sources=written))
    return spots


def _given_places(work: Work) -> dict[str, list[tuple[str, float, float]]]:
    """Read the stops that the user gave: any table or layer of points with names, or an OpenStreetMap file."""
    found: dict[str, list[tuple[str, float, float]]] = {}
    for path in work.stops:
        reading = replace(
            work, kind=ImportKind("bus_stops"), columns={}, notices=[], matched={}, rows_read=0, encoding=None
        )
        for layer, matched in work_layers(reading, [path]):
            require(matched, ("name",), layer.table.columns, layer.file)
            rows, notices = place_rows(layer, matched, ())
            reading.notices += notices
            cells = zip(rows["name"], rows["lat"], rows["lon"], strict=True)
            found.setdefault(path.name, []).extend((n, float(y), float(x)) for n, y, x in cells if n)
        work.notices += reading.notices
        work.sources += reading.sources
    return found
