"""Rules about the files of a feed and their form: what must be there, what is unknown, rows that do not fit."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import numpy as np

from geo.gtfs.fields import FARES_V2, SPECS, TABLES, ZONE_FIELDS
from geo.gtfs.further_fields import WRITTEN_SPECS
from geo.gtfs.rules.rule import OWN, PRACTICES, SCHEDULE, VALIDATOR, Rule
from geo.gtfs.text import Table
from geo.gtfs.views import GtfsFeed
from geo.texts.messages import notice
from geo.texts.notices import Notice

_Day = datetime.date | None


def missing_required_file(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A file that every feed must have is not there; one that could not be read was said already."""
    for spec in TABLES:
        if spec.need == "required" and spec.file not in feed.text.tables and spec.file not in feed.text.refused:
            yield notice("missing_required_file", file=feed.text.name, name=spec.file)


def missing_recommended_file(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A file that every feed should have is not there."""
    for spec in TABLES:
        if spec.need == "recommended" and spec.file not in feed.text.tables and spec.file not in feed.text.refused:
            yield notice("missing_recommended_file", file=feed.text.name, name=spec.file)


def missing_calendars(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """Neither calendar.txt nor calendar_dates.txt is there."""
    if not {"calendar.txt", "calendar_dates.txt"} & ({*feed.text.tables} | feed.text.refused):
        yield notice("missing_calendar_and_calendar_date_files", file=feed.text.name)


def unknown_file(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A file that no edition of the standard knows."""
    for file in sorted({*feed.text.tables, *feed.text.others} - feed.text.refused):
        if file not in WRITTEN_SPECS:
            yield notice("unknown_file", file=feed.text.place(file))


def in_subfolder(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """The tables lie in a folder of the zip instead of its top."""
    if feed.text.subfolder:
        yield notice("invalid_input_files_in_subfolder", file=feed.text.name, folder=feed.text.subfolder)


def byte_order_mark(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """Tables begin with a byte-order mark: allowed, and taken off."""
    marked = [file for file, table in feed.text.tables.items() if table.encoding == "UTF-8 (BOM)"]
    if marked:
        yield notice("gtfs_byte_order_mark", file=feed.text.name, count=len(marked))


def missing_required_column(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A table lacks a column that it must have."""
    for spec in TABLES:
        table = feed.text.tables.get(spec.file)
        for field in spec.fields if table is not None else ():
            if table is not None and field.need == "required" and field.name not in table.names:
                yield notice("missing_required_column", file=feed.text.place(spec.file), field=field.name)
    calls = feed.text.tables.get("stop_times.txt")
    if calls is not None and not {"stop_id", *ZONE_FIELDS} & {*calls.names}:
        yield notice("missing_required_column", file=feed.text.place(calls.file), field="stop_id")


def unknown_column(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A column that the standard does not know: kept, not used."""
    for file, table in feed.text.tables.items():
        known = {field.name for field in SPECS[file].fields} if file in SPECS else set(table.names)
        for name in table.names:
            if name not in known:
                yield notice("unknown_column", file=feed.text.place(file), field=name)


def duplicated_column(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """Two columns of a table have the same name."""
    for file, table in feed.text.tables.items():
        heads = [head.strip() for head in table.header]
        for name in table.names:
            if heads.count(name) > 1:
                yield notice("duplicated_column", file=feed.text.place(file), field=name)


def empty_column_name(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A column has no name though the header has a place for it."""
    for file, table in feed.text.tables.items():
        heads = [head.strip() for head in table.header]
        # Unnamed columns at the end may be what long rows have too many: those rows are noted by their own rule.
        named = max((i for i, head in enumerate(heads) if head), default=0)
        if "" in heads[:named]:
            yield notice("empty_column_name", file=feed.text.place(file), row=1)


def invalid_row_length(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A row has more or fewer cells than the header."""
    for file, table in feed.text.tables.items():
        blank = _blank(table)
        for line in table.lines[~table.sound & ~blank]:
            yield notice("invalid_row_length", file=feed.text.place(file), row=int(line))


def empty_row(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A row holds nothing but commas and spaces."""
    for file, table in feed.text.tables.items():
        for line in table.lines[_blank(table)]:
            yield notice("empty_row", file=feed.text.place(file), row=int(line))


def _blank(table: Table) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    blank = np.zeros(len(table.lines), dtype=bool)
    for i in np.flatnonzero(~table.sound):
        blank[i] = all(not column[i].strip() for column in table.columns)
    return blank


def new_line_in_value(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A cell runs over several lines: often a quotation mark that was never closed."""
    for file, table in feed.text.tables.items():
        for head, cells in zip(table.header, table.columns, strict=True):
            if "\n" not in (joined := "".join(cells)) and "\r" not in joined:
                continue
            for i, cell in enumerate(cells):
                if "\n" in cell or "\r" in cell:
                    yield notice("new_line_in_value", file=feed.text.place(file), row=int(table.lines[i]), field=head)


def surrounding_spaces(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A cell begins or ends with a space."""
    for file, table in feed.text.tables.items():
        for head, cells, bare in zip(table.header, table.columns, table.stripped, strict=True):
            if bare is cells:
                continue
            for i in np.flatnonzero((cells != bare) & table.sound):
                place = feed.text.place(file)
                yield notice("leading_or_trailing_whitespaces", file=place, row=int(table.lines[i]), field=head)


def fares_of_second_form(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """Fares stand in the second form (fare products and leg rules): kept, not counted with."""
    names = [file for file in FARES_V2 if file in feed.text.tables]
    if names:
        yield notice("gtfs_fares_v2", file=feed.text.name, names="、".join(names))


def more_than_one_entity(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """feed_info.txt speaks of more than one feed."""
    table = feed.text.tables.get("feed_info.txt")
    if table is not None and len(table) > 1:
        yield notice("more_than_one_entity", file=feed.text.place(table.file), count=len(table))


RULES = (
    Rule("missing_required_file", SCHEDULE, missing_required_file),
    Rule("missing_recommended_file", SCHEDULE, missing_recommended_file),
    Rule("missing_calendar_and_calendar_date_files", SCHEDULE, missing_calendars),
    Rule("unknown_file", VALIDATOR, unknown_file),
    Rule("invalid_input_files_in_subfolder", SCHEDULE, in_subfolder),
    Rule("gtfs_byte_order_mark", OWN, byte_order_mark),
    Rule("missing_required_column", SCHEDULE, missing_required_column),
    Rule("unknown_column", VALIDATOR, unknown_column),
    Rule("duplicated_column", VALIDATOR, duplicated_column),
    Rule("empty_column_name", VALIDATOR, empty_column_name),
    Rule("invalid_row_length", VALIDATOR, invalid_row_length),
    Rule("empty_row", VALIDATOR, empty_row),
    Rule("new_line_in_value", SCHEDULE, new_line_in_value),
    Rule("leading_or_trailing_whitespaces", PRACTICES, surrounding_spaces),
    Rule("more_than_one_entity", SCHEDULE, more_than_one_entity),
    Rule("gtfs_fares_v2", SCHEDULE, fares_of_second_form),
)
