"""Rules of GTFS-JP, for feeds from Japan: readings, fares, the operator's number and particulars."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from geo.gtfs.fields import FARES_V2, SPECS
from geo.gtfs.rules.rule import JP, Rule
from geo.gtfs.views import GtfsFeed
from geo.texts.messages import notice
from geo.texts.notices import Notice

_Day = datetime.date | None
_CORPORATE_NUMBER = re.compile(r"\d{13}(_.+)?", re.ASCII)
_READING = "ja-hrkt"
_FARES = ("fare_attributes.txt", "fare_rules.txt")


def is_japanese(feed: GtfsFeed) -> bool:
    """Return whether a feed is meant as GTFS-JP: it has one of its files, or keeps Japan's time."""
    own = any(SPECS[file].jp for file in feed.text.tables if file in SPECS)
    return own or bool((feed.agency["agency_timezone"] == "Asia/Tokyo").any())


def _absent(feed: GtfsFeed, file: str) -> bool:
    return is_japanese(feed) and file not in feed.text.tables and file not in feed.text.refused


def fares_missing(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A fare file is not there, which GTFS-JP requires since its second edition."""
    second_form = any(file in feed.text.tables for file in FARES_V2)
    for file in _FARES:
        if _absent(feed, file) and not second_form:
            yield notice("gtfs_jp_fares_missing", file=feed.text.name, name=file)


def translations_missing(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """translations.txt is not there, which GTFS-JP requires since its second edition."""
    if _absent(feed, "translations.txt"):
        yield notice("gtfs_jp_translations_missing", file=feed.text.name, name="translations.txt")


def reading_missing(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A stop's name has no reading (ja-Hrkt)."""
    if not is_japanese(feed) or "translations.txt" not in feed.text.tables:
        return
    readings = feed.translations[feed.translations["language"].str.lower() == _READING]
    readings = readings[readings["table_name"].isin(["", "stops"])]
    by_value, by_record = set(readings["field_value"]), set(readings["record_id"])
    parts = {value for value in by_value if value}
    reported: set[str] = set()
    for stop_id, name, line in feed.stops[["stop_name", "line"]].itertuples():
        # The first edition translates parts of names («番のりば») too.
        if not name or name in reported or name in by_value or stop_id in by_record or _made_of(name, feed, parts):
            continue
        reported.add(name)
        place: dict[str, Any] = {"file": feed.text.place("stops.txt"), "row": int(line), "field": "stop_name"}
        yield notice("gtfs_jp_reading_missing", value=name, **place)


def _made_of(name: str, feed: GtfsFeed, parts: set[str]) -> bool:
    if "trans_id" not in feed.text.tables["translations.txt"].names:
        return False
    for part in sorted(parts, key=len, reverse=True):
        name = name.replace(part, "")
    return not re.search(r"[^\d\s]", name)


def operator_particulars_missing(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """agency_jp.txt, with the operator's official name and address, is not there."""
    if _absent(feed, "agency_jp.txt"):
        yield notice("gtfs_jp_agency_missing", file=feed.text.name, name="agency_jp.txt")


def operator_number(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """An operator's id is not its corporate number of 13 digits (法人番号), with or without a branch."""
    for agency_id, line in feed.agency[["agency_id", "line"]].itertuples(index=False) if is_japanese(feed) else ():
        if not _CORPORATE_NUMBER.fullmatch(agency_id):
            place: dict[str, Any] = {"file": feed.text.place("agency.txt"), "row": int(line), "field": "agency_id"}
            yield notice("gtfs_jp_agency_id", value=agency_id, **place)


RULES = (
    Rule("gtfs_jp_fares_missing", JP, fares_missing),
    Rule("gtfs_jp_translations_missing", JP, translations_missing),
    Rule("gtfs_jp_reading_missing", JP, reading_missing),
    Rule("gtfs_jp_agency_missing", JP, operator_particulars_missing),
    Rule("gtfs_jp_agency_id", JP, operator_number),
)
