"""Putting feeds together into one: ids kept apart by a prefix, routes left out with all that only they use."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from geo.gtfs.further_fields import LOCATIONS, WRITTEN_SPECS
from geo.gtfs.further_rows import left_of_fares, left_of_zones, location_rows, locations_file, one_form_of_networks
from geo.gtfs.text import FeedText, Table, table_of_rows
from geo.gtfs.values import standard_cell
from geo.gtfs.views import GtfsFeed

Rows = pd.DataFrame
"""A table as text cells; a column for each field that is given."""

_SHARED = ("agency_id",)
"""Ids that mean the same operator in every feed (法人番号) and get no prefix."""

_NAMED = {
    "agency": ("agency_name",),
    "routes": ("route_long_name", "route_short_name"),
    "stops": ("stop_name",),
    "trips": ("trip_headsign",),
}
_ONCE = ("agency.txt", "agency_jp.txt")
_RECORD_IDS = {"stops", "routes", "trips", "stop_times", "levels", "pathways", "attributions"}


def rows_of(feed: FeedText) -> dict[str, Rows]:
    """Return the sound rows of the tables that the standard knows, by file name; dates and times in the form of the standard."""
    found: dict[str, Rows] = {}
    for file, table in feed.tables.items():
        if file in WRITTEN_SPECS:
            names = [n for n in table.names if n]
            rows = pd.DataFrame({n: table.cells(n) for n in names}, columns=names, dtype=object)
            for field in WRITTEN_SPECS[file].fields:
                if field.kind in ("date", "time") and field.name in rows:
                    standard = {cell: standard_cell(cell, field.kind) for cell in rows[field.name].unique()}
                    rows[field.name] = rows[field.name].map(standard)
            found[file] = rows
    zones = location_rows(feed.others[LOCATIONS]) if LOCATIONS in feed.others else None
    return found if zones is None else {**found, LOCATIONS: zones}


def without_routes(tables: Mapping[str, Rows], gone: Collection[str]) -> dict[str, Rows]:
    """Leave routes out of a feed, with the trips, stops, shapes, calendars, zones and fares that nothing else uses.

    Parameters
    ----------
    tables
        As `rows_of` returns them.
    gone
        Values of route_id.

    Returns
    -------
    dict
        The same tables with fewer rows; a feed without routes left keeps its operators only.
    """
    if not gone:
        return dict(tables)
    kept = dict(tables)

    def keep(file: str, column: str, values: Collection[str], *, empty: bool = False) -> None:
        if file in kept and column in kept[file]:
            cells = kept[file][column]
            kept[file] = kept[file][cells.isin(list(values)) | ((cells == "") & empty)]

    def used(file: str, column: str) -> set[str]:
        return set(kept[file][column]) - {""} if file in kept and column in kept[file] else set()

    routes = used("routes.txt", "route_id") - set(gone)
    keep("routes.txt", "route_id", routes)
    keep("trips.txt", "route_id", routes)
    trips = used("trips.txt", "trip_id")
    for file in ("stop_times.txt", "frequencies.txt"):
        keep(file, "trip_id", trips)
    kept.update(left_of_zones(tables, kept))
    keep("shapes.txt", "shape_id", used("trips.txt", "shape_id"))
    stops = used("stop_times.txt", "stop_id") | used("location_group_stops.txt", "stop_id")
    if "stops.txt" in kept and "parent_station" in kept["stops.txt"]:
        rows = kept["stops.txt"]
        stops |= set(rows.loc[rows["stop_id"].isin(list(stops)), "parent_station"]) - {""}
    keep("stops.txt", "stop_id", stops)
    keep("fare_rules.txt", "route_id", routes, empty=True)
    rules = used("fare_rules.txt", "fare_id")
    if "fare_rules.txt" in kept:
        keep("fare_attributes.txt", "fare_id", rules)
    for side in ("from", "to"):
        for column, values in (("stop_id", stops), ("route_id", routes), ("trip_id", trips)):
            keep("transfers.txt", f"{side}_{column}", values, empty=True)
    keep("routes_jp.txt", "route_id", routes)
    keep("pattern_jp.txt", "jp_pattern_id", used("trips.txt", "jp_pattern_id"))
    keep("attributions.txt", "route_id", routes, empty=True)
    keep("attributions.txt", "trip_id", trips, empty=True)
    kept.update(left_of_fares(tables, kept))
    days = used("trips.txt", "service_id") | used("timeframes.txt", "service_id")
    days |= used("booking_rules.txt", "prior_notice_service_id")
    for file in ("calendar.txt", "calendar_dates.txt"):
        keep(file, "service_id", days)
    return kept


def prefixed(tables: Mapping[str, Rows], prefix: str) -> dict[str, Rows]:
    """Put a prefix before every id of a feed but the operators', so that equal ids of feeds stay apart."""
    if not prefix:
        return dict(tables)
    out = {}
    for file, rows in tables.items():
        spec = WRITTEN_SPECS[file]
        ids = [f.name for f in spec.fields if f.kind == "id" and f.name in rows and f.name not in _SHARED]
        changed = {name: np.where(rows[name] == "", "", prefix + rows[name]) for name in ids}
        if file == "translations.txt" and "record_id" in rows:
            own = rows["table_name"].isin(_RECORD_IDS) & (rows["record_id"] != "")
            changed["record_id"] = np.where(own, prefix + rows["record_id"], rows["record_id"])
        out[file] = rows.assign(**changed)
    return out


def todays_translations(feed: GtfsFeed, tables: Mapping[str, Rows]) -> Rows:
    """Return a feed's translations in the form of today's standard; rows of the first form go to every field that has the words."""
    columns = ["table_name", "field_name", "language", "translation", "record_id", "record_sub_id", "field_value"]
    rows = feed.translations.reindex(columns=columns).astype(object)
    translated = rows[rows["table_name"] != ""]
    open_rows = rows[rows["table_name"] == ""]
    made = [translated]
    for table, fields in _NAMED.items():
        translated_table = tables.get(f"{table}.txt")
        for field in fields:
            if translated_table is not None and field in translated_table:
                there = open_rows[open_rows["field_value"].isin(set(translated_table[field]))]
                made.append(there.assign(table_name=table, field_name=field))
    return pd.concat(made, ignore_index=True).drop_duplicates(ignore_index=True)


def merged_tables(parts: Sequence[Mapping[str, Rows]]) -> dict[str, Rows]:
    """Put the tables of several feeds together; columns of any, in the order of the standard, further ones after them."""
    out = {}
    for file in sorted({file for part in parts for file in part}):
        frames = [part[file] for part in parts if file in part]
        names = dict.fromkeys(name for frame in frames for name in frame.columns)
        known = [f.name for f in WRITTEN_SPECS[file].fields if f.name in names]
        columns = [*known, *(n for n in names if n not in known)]
        rows = pd.concat([f.reindex(columns=columns, fill_value="") for f in frames], ignore_index=True)
        if file in _ONCE:
            rows = rows.drop_duplicates("agency_id", ignore_index=True)
        out[file] = rows.fillna("")
    return one_form_of_networks(out)


def feed_of_rows(name: str, tables: Mapping[str, Rows]) -> FeedText:
    """Make a feed of rows of text."""
    made: dict[str, Table] = {}
    others = {LOCATIONS: locations_file(tables[LOCATIONS])} if LOCATIONS in tables else {}
    for file, rows in sorted(tables.items()):
        if file in others:
            continue
        cells = [[str(cell) for cell in row] for row in rows.itertuples(index=False, name=None)]
        made[file] = table_of_rows(file, [str(c) for c in rows.columns], cells)
    return FeedText(name, made, others)
