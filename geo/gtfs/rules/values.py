"""Rules about single cells: what must be filled, and times, dates, numbers, colours and codes that cannot be read."""

from __future__ import annotations

import datetime
import functools
import re
import zoneinfo
from collections.abc import Callable, Collection, Iterator
from typing import Any

import numpy as np

from geo.gtfs.fields import SPECS, ZONE_FIELDS, Field, Kind
from geo.gtfs.rules.rule import SCHEDULE, VALIDATOR, Rule
from geo.gtfs.text import Table
from geo.gtfs.values import MEASURES, number_of, numbers_in_range, reader_of, standard_cell, whole_of
from geo.gtfs.views import GtfsFeed
from geo.texts.messages import notice
from geo.texts.notices import Notice

_Day = datetime.date | None
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_URL = re.compile(r"https?://[^\s/]+\S*")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_RANGED: tuple[Kind, ...] = (*MEASURES, "whole")


def missing_required_field(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A cell is empty that must not be."""
    for file, table in feed.text.tables.items():
        for field in SPECS[file].fields if file in SPECS else ():
            if field.need == "required" and field.name in table.names:
                codes, uniques = table.different(field.name)
                for line in table.sound_lines[(uniques == "")[codes]]:
                    yield notice("missing_required_field", file=feed.text.place(file), row=int(line), field=field.name)
    yield from _calls_without_place(feed)


def _calls_without_place(feed: GtfsFeed) -> Iterator[Notice]:
    """A call names neither a stop nor a zone."""
    table = feed.text.tables.get("stop_times.txt")
    if table is None or "stop_id" not in table.names:
        return
    nowhere = np.logical_and.reduce([table.cells(name) == "" for name in ("stop_id", *ZONE_FIELDS)])
    for line in table.sound_lines[nowhere]:
        yield notice("missing_required_field", file=feed.text.place(table.file), row=int(line), field="stop_id")


def _cells_of(feed: GtfsFeed, kinds: Collection[Kind]) -> Iterator[tuple[Table, Field]]:
    for file, table in feed.text.tables.items():
        for field in SPECS[file].fields if file in SPECS else ():
            if field.kind in kinds and field.name in table.names:
                yield table, field


def unreadable(
    kinds: Collection[Kind], code: str, fits: Callable[[str, Field], bool], feed: GtfsFeed, _on: _Day
) -> Iterator[Notice]:
    """Find filled cells of some kinds of fields that do not fit; each different value is looked at once."""
    for table, field in _cells_of(feed, kinds):
        codes, uniques = table.different(field.name)
        if field.kind in MEASURES and numbers_in_range(uniques[uniques != ""], field) is not None:
            continue  # all are numbers, and in their range
        wrong = np.asarray([bool(cell) and not fits(cell, field) for cell in uniques], dtype=bool)
        # A latitude that is a longitude is said once for all stops, by its own rule.
        known = set(feed.swapped_stops["line"]) if table.file == "stops.txt" and field.kind in ("lat", "lon") else set()
        if wrong.any():
            for i in np.flatnonzero(wrong[codes]):
                place, line = feed.text.place(table.file), int(table.sound_lines[i])
                if line in known:
                    continue
                yield notice(code, file=place, row=line, field=field.name, value=uniques[codes[i]])


def _reads(cell: str, field: Field) -> bool:
    read = reader_of(field)
    return read is None or read(cell) is not None


def rewritten_by_spreadsheet(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """Dates or times stand as spreadsheets write them: read, and told once for each column."""
    for table, field in _cells_of(feed, ("date", "time")):
        codes, uniques = table.different(field.name)
        changed = np.asarray([standard_cell(cell, field.kind) != cell for cell in uniques], dtype=bool)
        if changed.any():
            first = int(np.flatnonzero(changed[codes])[0])
            value, count = str(uniques[codes[first]]), f"{int(changed[codes].sum()):,}"
            params: dict[str, Any] = {"value": value, "count": count, "standard": standard_cell(value, field.kind)}
            at: dict[str, Any] = {"file": feed.text.place(table.file), "row": int(table.sound_lines[first])}
            yield notice("gtfs_rewritten_by_spreadsheet", field=field.name, **params, **at)


def _is_number(cell: str, _field: Field) -> bool:
    return number_of(cell) is not None


def _is_whole(cell: str, _field: Field) -> bool:
    return whole_of(cell) is not None


def _in_range(cell: str, field: Field) -> bool:
    """Return whether a number is in its range; what is no number has its own rule."""
    known = whole_of(cell) if field.kind == "whole" else number_of(cell)
    return known is None or _reads(cell, field)


def _is_choice(cell: str, field: Field) -> bool:
    return whole_of(cell) is None or _reads(cell, field)


def _is_timezone(cell: str, _field: Field) -> bool:
    return cell in _timezones()


@functools.cache
def _timezones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def _matches(pattern: re.Pattern[str], cell: str, _field: Field) -> bool:
    return pattern.fullmatch(cell) is not None


def _kind_rule(code: str, kinds: tuple[Kind, ...], fits: Callable[[str, Field], bool], source: str = SCHEDULE) -> Rule:
    return Rule(code, source, functools.partial(unreadable, kinds, code, fits))


RULES = (
    Rule("missing_required_field", SCHEDULE, missing_required_field),
    _kind_rule("invalid_time", ("time",), _reads),
    _kind_rule("invalid_date", ("date",), _reads),
    Rule("gtfs_rewritten_by_spreadsheet", SCHEDULE, rewritten_by_spreadsheet),
    _kind_rule("invalid_color", ("color",), _reads),
    _kind_rule("invalid_float", MEASURES, _is_number),
    _kind_rule("invalid_integer", ("whole", "enum"), _is_whole),
    _kind_rule("number_out_of_range", _RANGED, _in_range),
    _kind_rule("unexpected_enum_value", ("enum",), _is_choice, VALIDATOR),
    _kind_rule("invalid_language_code", ("language",), functools.partial(_matches, _LANGUAGE)),
    _kind_rule("invalid_timezone", ("timezone",), _is_timezone),
    _kind_rule("invalid_currency", ("currency",), functools.partial(_matches, _CURRENCY)),
    _kind_rule("invalid_url", ("url",), functools.partial(_matches, _URL)),
    _kind_rule("invalid_email", ("email",), functools.partial(_matches, _EMAIL)),
)
