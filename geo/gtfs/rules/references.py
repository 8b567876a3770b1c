"""Rules about ids: each is given once, and what refers to another table finds it there."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.gtfs.fields import SPECS, Field
from geo.gtfs.rules.rule import JP, SCHEDULE, VALIDATOR, Rule
from geo.gtfs.text import Cells, Table
from geo.gtfs.views import GtfsFeed
from geo.texts.messages import notice
from geo.texts.notices import Notice

_Day = datetime.date | None
_RECORD_TABLES = ("agency", "stops", "routes", "trips", "stop_times", "feed_info", "pathways", "levels", "attributions")
_KEYED = ("agency", "stops", "routes", "trips", "levels")


def duplicate_key(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """Two rows of a table have the same key; the first one counts."""
    for file, table in feed.text.tables.items():
        key = SPECS[file].key if file in SPECS else ()
        if not key or not any(name in table.names for name in key):
            continue
        columns = [_key_codes(table, name) for name in key]
        together = np.zeros(len(table), dtype=np.int64)
        filled = np.zeros(len(table), dtype=np.bool_)
        for codes, uniques in columns:
            together, _ = pd.factorize(together * len(uniques) + codes)
            filled |= (uniques != "")[codes]
        for i in np.flatnonzero(pd.Series(together).duplicated() & filled):
            value = "・".join(str(uniques[codes[i]]) for codes, uniques in columns if uniques[codes[i]])
            yield notice(
                "duplicate_key", file=feed.text.place(file), row=int(table.sound_lines[i]), field=key[0], value=value
            )


def _key_codes(table: Table, name: str) -> tuple[NDArray[np.intp], Cells]:
    codes, uniques = table.different(name)
    if SPECS[table.file].field(name).kind != "whole":
        return codes, uniques
    merged, uniques = pd.factorize(np.asarray([cell.lstrip("0") or "0" if cell else cell for cell in uniques], dtype=object))  # fmt: skip
    return merged[codes], np.asarray(uniques, dtype=object)  # 01 is 1


def foreign_key_violation(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A cell refers to an id that the other table does not have."""
    for file, table in feed.text.tables.items():
        for field in SPECS[file].fields if file in SPECS else ():
            if field.refers and field.name in table.names:
                yield from _unknown_ids(feed, table, field)


def _unknown_ids(feed: GtfsFeed, table: Table, field: Field) -> Iterator[Notice]:
    if any(target in feed.text.refused for target, _ in field.refers):
        return  # what could not be read may well have it
    known: set[str] = set()
    for target, column in field.refers:
        known |= set(feed.text.tables[target].different(column)[1]) if target in feed.text.tables else set()
    codes, uniques = table.different(field.name)
    wrong = np.asarray([bool(cell) and cell not in known for cell in uniques], dtype=bool)
    names = "、".join(dict.fromkeys(target for target, _ in field.refers))
    for i in np.flatnonzero(wrong[codes]) if wrong.any() else ():
        place, line, value = feed.text.place(table.file), int(table.sound_lines[i]), uniques[codes[i]]
        yield notice("foreign_key_violation", file=place, row=line, field=field.name, value=value, names=names)


def missing_agency_id(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """With several operators each needs an id, and each route and fare must say whose it is."""
    if len(feed.agency) < 2:
        return
    for file in ("agency.txt", "routes.txt", "fare_attributes.txt"):
        table = feed.text.tables.get(file)
        if table is None:
            continue
        for line in table.sound_lines[table.cells("agency_id") == ""]:
            yield notice("gtfs_agency_id_missing", file=feed.text.place(file), row=int(line), field="agency_id")


def translation_unknown_table(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A translation is of a table that cannot be translated."""
    row: Any
    for row in feed.translations.itertuples():
        if row.table_name and row.table_name not in _RECORD_TABLES:
            place = feed.text.place("translations.txt")
            params: dict[str, Any] = {"file": place, "row": int(row.line), "field": "table_name"}
            yield notice("translation_unknown_table_name", value=row.table_name, **params)


def translation_unknown_record(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A translation is of a record that its table does not have."""
    translations = feed.translations
    row: Any
    for name in _KEYED:
        spec, table = SPECS[f"{name}.txt"], feed.text.tables.get(f"{name}.txt")
        rows = translations[(translations["table_name"] == name) & (translations["record_id"] != "")]
        known = set(table.cells(spec.key[0])) if table is not None else set()
        for row in rows[~rows["record_id"].isin(known)].itertuples():
            params: dict[str, Any] = {
                "file": feed.text.place("translations.txt"),
                "row": int(row.line),
                "field": "record_id",
            }
            yield notice("translation_foreign_key_violation", value=row.record_id, name=spec.file, **params)


def translation_unexpected(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A translation names both a record and a value, or says nothing about what it is of."""
    row: Any
    for row in feed.translations.itertuples():
        both = row.record_id != "" and row.field_value != ""
        neither = row.record_id == "" and row.field_value == "" and row.table_name != "feed_info"
        if both or neither:
            params: dict[str, Any] = {
                "file": feed.text.place("translations.txt"),
                "row": int(row.line),
                "field": "field_value",
            }
            yield notice("translation_unexpected_value", **params)


RULES = (
    Rule("duplicate_key", SCHEDULE, duplicate_key),
    Rule("foreign_key_violation", f"{SCHEDULE}; {JP}", foreign_key_violation),
    Rule("gtfs_agency_id_missing", SCHEDULE, missing_agency_id),
    Rule("translation_unknown_table_name", VALIDATOR, translation_unknown_table),
    Rule("translation_foreign_key_violation", SCHEDULE, translation_unknown_record),
    Rule("translation_unexpected_value", SCHEDULE, translation_unexpected),
)
