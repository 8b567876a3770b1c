"""The buses of a scenario as one GTFS-JP feed: today's feeds without the routes that it drops, and its own lines."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.gtfs.further_fields import FARE_FILES_V2
from geo.gtfs.further_rows import fares_reach_others
from geo.gtfs.merging import feed_of_rows, merged_tables, prefixed, rows_of, todays_translations, without_routes
from geo.gtfs.rules.registry import check_feed
from geo.gtfs.service_days import service_span
from geo.gtfs.text import FeedText
from geo.gtfs.views import GtfsFeed
from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.services.bus_service import BusService
from plan.applied import EffectiveScenario
from plan.services.money import year_of
from plan.services.tables import PREFIX, ExportTerms, names_to_read, service_tables
from plan.timetables.region_timetable import region_feeds

_READING = "ja-hrkt"
_NO_ADDRESS = "https://example.invalid/"
"""Stands where the standard wants an address and none is known: a name that can never be anybody's (RFC 2606)."""

_LAST_DAY = datetime.timedelta(days=364)
_FARE_COLUMNS = {
    "fare_attributes.txt": ["fare_id", "price", "currency_type", "payment_method", "transfers", "agency_id"],
    "fare_rules.txt": ["fare_id", "route_id"],
}
_LEG_RULES = "fare_leg_rules.txt"
_TRANSLATIONS = ["table_name", "field_name", "language", "translation", "record_id", "record_sub_id", "field_value"]


@dataclass(frozen=True)
class Export:
    """A feed to hand over.

    Parameters
    ----------
    feed
        Its tables.
    routes, trips, stops
        How many of each it holds.
    notices
        What must be filled in by hand, what is not in it, and what the check of the feed says besides information.
    """

    feed: FeedText
    routes: int
    trips: int
    stops: int
    notices: tuple[Notice, ...]


def export_feed(effective: EffectiveScenario) -> Export:
    """Put the buses of a scenario into one feed.

    Parameters
    ----------
    effective
        The scenario. Rides over roads that it closes stay as they are planned.

    Returns
    -------
    Export
        Ids of a single feed stay as they are; of several each has the feed's name before it. The scenario's own have ``plan_``.
        Nothing is made up: readings, operator numbers and addresses that nobody gave are missing or a marked stand-in, and noted.

    Raises
    ------
    geo.texts.errors.RequestError
        When no bus runs in the scenario at all.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> found = export_feed(apply(read_region("sample_regions/okuyama")))
    >>> found.routes, "translations.txt" in found.feed.tables
    (1, True)
    """
    feeds = dict(region_feeds(effective.region.as_read)) if effective.region.feeds else {}
    lines = [s for s in effective.services if s.carries_passengers]
    if not feeds and not lines:
        raise RequestError(notice("export_nothing", scenario=effective.scenario_name))
    kept = {name: _kept(name, feed, effective, alone=len(feeds) == 1) for name, feed in sorted(feeds.items())}
    files_left_out = _files_left_out(feeds, kept)
    kept, fare_notices = _fares_kept(kept, lines)
    parts = list(kept.values())
    operators, new_notices = _operators(lines, parts, effective)
    terms = _terms(feeds, operators, effective)
    own = service_tables(lines, terms)
    new = _new_agencies(operators)
    whole = merged_tables([*parts, new, own])
    whole["feed_info.txt"], about = _feed_info(parts, whole, effective, terms)
    for file, columns in _FARE_COLUMNS.items():
        whole.setdefault(file, pd.DataFrame(columns=columns, dtype=object))
    whole.setdefault("translations.txt", pd.DataFrame(columns=_TRANSLATIONS, dtype=object))
    feed = feed_of_rows("gtfs.zip", {file: rows for file, rows in whole.items() if len(rows) or file in _MUST})
    notices = (*new_notices, *about, *_unread(lines, terms), *_without_fare(lines), *_left_out(effective))
    notices = (*notices, *fare_notices, *files_left_out)
    checked = tuple(n for n in check_feed(GtfsFeed(feed)) if n.severity != "info")
    routes, trips, stops = (len(whole[f"{table}.txt"]) for table in ("routes", "trips", "stops"))
    return Export(feed, routes, trips, stops, (*notices, *checked))


_MUST = (
    "agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt", "fare_attributes.txt", "fare_rules.txt",
    "feed_info.txt", "translations.txt",
)  # fmt: skip


def _kept(name: str, feed: GtfsFeed, effective: EffectiveScenario, *, alone: bool) -> dict[str, pd.DataFrame]:
    """Take what is kept of a feed, its ids marked where there are several."""
    tables = rows_of(feed.text)
    gone = {r.route_id for r in effective.dropped_routes if r.feed == name}
    kept = without_routes(tables, gone)
    if "translations.txt" in tables:
        kept["translations.txt"] = _still_used(todays_translations(feed, kept), kept)
    return prefixed(kept, _prefix(name, alone=alone))


def _fares_kept(
    parts: Mapping[str, dict[str, pd.DataFrame]], lines: Sequence[BusService]
) -> tuple[dict[str, dict[str, pd.DataFrame]], list[Notice]]:
    """Leave out fares of the second form that would hold for routes of others too, and tell of fares in two forms."""
    running = [name for name, part in parts.items() if len(part.get("routes.txt", ()))]
    new_form = [name for name in running if len(parts[name].get(_LEG_RULES, ()))]
    beside = len(new_form) > 1
    # Where one feed orders its rules by priority, empty cells of the others' rules would mean something else.
    mixed = len({"rule_priority" in parts[name][_LEG_RULES] for name in new_form}) > 1
    out, notices, told = dict(parts), [], []
    for name in new_form:
        part = parts[name]
        others = len(running) > 1 or bool(lines)
        if mixed or (others and fares_reach_others(part, beside=beside)):
            files = [file for file in FARE_FILES_V2 if len(part.get(file, ()))]
            out[name] = {file: rows for file, rows in part.items() if file not in FARE_FILES_V2}
            mend: dict[str, Any] = {"rules": _LEG_RULES, "network": "network_id", "priority": "rule_priority"}
            notices.append(notice("export_fares_left_out", feed=name, names="、".join(files), **mend))
        else:
            told.append(name)
    old_form = [n for n in running if n not in told and len(out[n].get("fare_attributes.txt", ()))]
    old_form += [s.name for s in lines if s.fare_yen is not None]
    if told and old_form:
        forms: dict[str, Any] = {"new": _LEG_RULES, "old": "fare_attributes.txt"}
        notices.append(notice("export_fares_in_two_forms", feeds="、".join(told), names=short_list(old_form), **forms))
    return out, notices


def _files_left_out(feeds: Mapping[str, GtfsFeed], parts: Mapping[str, Mapping[str, pd.DataFrame]]) -> list[Notice]:
    """Name files of which it is not known how they go with routes and ids."""
    found = []
    for name, part in parts.items():
        files = sorted({*feeds[name].text.tables, *feeds[name].text.others} - set(part))
        if files:
            found.append(notice("export_files_left_out", feed=name, names=short_list(files)))
    return found


def _prefix(name: str, *, alone: bool) -> str:
    """Return what stands before the ids of a feed: nothing where there is no other."""
    return "" if alone else f"{name.removeprefix('gtfs/').replace('/', '_')}_"


def _still_used(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Leave out translations of words and records that are gone with their routes."""
    keys = {"stops": "stop_id", "routes": "route_id", "trips": "trip_id", "agency": "agency_id"}
    good = []
    for table, field, record, value in rows[["table_name", "field_name", "record_id", "field_value"]].itertuples(
        index=False
    ):
        there = tables.get(f"{table}.txt")
        if there is None:
            good.append(table == "feed_info")
        elif record:
            good.append(table not in keys or record in set(there[keys[table]]))
        else:
            good.append(field in there and value in set(there[field]))
    return rows[pd.Series(good, index=rows.index, dtype=bool)]


def _operators(
    lines: Sequence[BusService], parts: Sequence[Mapping[str, pd.DataFrame]], effective: EffectiveScenario
) -> tuple[dict[str, str], list[Notice]]:
    """Find the agency_id of each operator of the lines; one that no feed knows gets a stand-in, which is noted."""
    known: dict[str, str] = {}
    for part in parts:
        rows = part.get("agency.txt")
        if rows is not None and {"agency_id", "agency_name"} <= set(rows):
            known |= {str(n): str(i) for n, i in zip(rows["agency_name"], rows["agency_id"], strict=True) if i}
    found: dict[str, str] = {}
    strangers = sorted({s.operator for s in lines} - set(known))
    for number, name in enumerate(strangers, start=1):
        found[name] = f"{PREFIX}agency{number}"
    found |= {name: known[name] for name in {s.operator for s in lines} & set(known)}
    names = [name or effective.region.name for name in strangers]
    notices = [notice("export_operator_unknown", count=f"{len(names):,}", names=short_list(names))] if names else []
    return found, notices


def _new_agencies(operators: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    new = {name: i for name, i in sorted(operators.items()) if i.startswith(PREFIX)}
    agency = [
        {"agency_id": i, "agency_name": name or "（運行者を入れてください）", "agency_url": _NO_ADDRESS,
         "agency_timezone": "Asia/Tokyo", "agency_lang": "ja"}
        for name, i in new.items()
    ]  # fmt: skip
    official = [{"agency_id": i, "agency_official_name": name} for name, i in new.items()]
    tables = {"agency.txt": agency, "agency_jp.txt": official}
    return {file: pd.DataFrame(rows, dtype=object) for file, rows in tables.items() if rows}


def _terms(feeds: Mapping[str, GtfsFeed], operators: Mapping[str, str], effective: EffectiveScenario) -> ExportTerms:
    year = year_of(effective)
    spans = [s for s in (service_span(f) for f in feeds.values()) if s is not None]
    readings: dict[str, str] = {}
    for feed in feeds.values():
        rows = feed.translations
        rows = rows[(rows["language"].str.lower() == _READING) & (rows["field_value"] != "")]
        readings |= dict(zip(rows["field_value"].astype(str), rows["translation"].astype(str), strict=True))
    return ExportTerms(
        first=min([year, *(s[0] for s in spans)]),
        last=max([year + _LAST_DAY, *(s[1] for s in spans)]),
        agencies=operators,
        readings=readings,
        stops={
            f"{name}:{stop}": f"{_prefix(name, alone=len(feeds) == 1)}{stop}"
            for name, feed in feeds.items()
            for stop in feed.stops.index
        },
    )


def _feed_info(
    parts: Sequence[Mapping[str, pd.DataFrame]],
    whole: Mapping[str, pd.DataFrame],
    effective: EffectiveScenario,
    terms: ExportTerms,
) -> tuple[pd.DataFrame, list[Notice]]:
    """Write the one row about the feed: its maker is the municipality; the address is that of a feed where one has it."""
    addresses = [
        str(url)
        for part in parts
        for file, column in (("feed_info.txt", "feed_publisher_url"), ("agency.txt", "agency_url"))
        if file in part and column in part[file]
        for url in part[file][column]
        if url
    ]
    calendars = whole.get("calendar.txt")
    days = [] if calendars is None else [*calendars["start_date"], *calendars["end_date"]]
    single = whole.get("calendar_dates.txt")
    if single is not None:
        days += list(single.loc[single["exception_type"] == "1", "date"])
    row = {
        "feed_publisher_name": effective.region.name,
        "feed_publisher_url": addresses[0] if addresses else _NO_ADDRESS,
        "feed_lang": "ja",
        "feed_start_date": min(days, default=terms.first.strftime("%Y%m%d")),
        "feed_end_date": max(days, default=terms.last.strftime("%Y%m%d")),
        "feed_version": f"{effective.scenario_name}（案）",
    }
    notices = [] if addresses else [notice("export_address_unknown")]
    return pd.DataFrame([row], dtype=object), notices


def _unread(lines: Sequence[BusService], terms: ExportTerms) -> list[Notice]:
    """List the names for which neither plan nor feeds know a reading."""
    names = {n for of in names_to_read(lines).values() for n, own in of.items() if not own and n not in terms.readings}
    found = sorted(names)
    return [notice("export_readings_missing", count=f"{len(found):,}", names=short_list(found))] if found else []


def _without_fare(lines: Sequence[BusService]) -> list[Notice]:
    names = [s.name for s in lines if s.fare_yen is None]
    return [notice("export_fare_unknown", names="、".join(names))] if names else []


def _left_out(effective: EffectiveScenario) -> list[Notice]:
    names = [s.name for s in effective.services if not s.carries_passengers]
    return [notice("export_not_lines", names="、".join(names))] if names else []
