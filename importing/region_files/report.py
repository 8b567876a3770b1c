"""What an import is asked for besides its files, and what it answers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geo.texts.notices import Notice


@dataclass(frozen=True)
class ImportOptions:
    """Further options of an import, every one with a quiet default.

    Parameters
    ----------
    replace
        Put the new file in the place of an existing one. Without it tables are merged by id, and roads, zones and
        feeds that differ are left alone with an error.
    dissolve
        Areas with the same id (villages) or all areas (zones) become one.
    places
        Points or lines that show where inside a village's area people live (address points, roads); the first file that
        has something inside an area decides.
    only
        Keep the facilities or sites whose name contains one of these words.
    join_gaps_m
        Roads: gaps between pieces that are no wider than this (metres) are joined; none where not given.
    set_population
        The people of the file become the population of the villages, where they would only tell how it is spread.
    category
        Category of all facilities of the file, where it has no such column.
    region_name, municipality_code, base_year, notes, sources
        What region.toml is to say; sources as 「名前,年,利用条件」.
    count_kind, foreigners
        What the people of the file count: ``census`` (国勢調査) or ``register`` (住民基本台帳), and ``yes`` or ``no`` for foreigners; empty: as the
        file's own words say.
    stops
        Timetables: tables or layers in which the stops have names and places; they count before what the region has.
    days
        Timetables: the days of words whose days no table tells (「学校登校日=平日」), or of trips of which nothing is said (「平日」).
    first_day, last_day
        Timetables: the period in which they hold.
    on
        The day of the import, by which timetables are out of date or not; nothing is noted of that where it is not given.
    """

    replace: bool = False
    dissolve: bool = False
    places: tuple[Path, ...] = ()
    only: tuple[str, ...] = ()
    join_gaps_m: float | None = None
    set_population: bool = False
    category: str | None = None
    region_name: str | None = None
    municipality_code: str | None = None
    base_year: int | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    count_kind: str = ""
    foreigners: str = ""
    stops: tuple[Path, ...] = ()
    days: tuple[str, ...] = ()
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    on: datetime.date | None = None


@dataclass(frozen=True)
class ImportReport:
    """What was imported.

    Parameters
    ----------
    kind
        As asked: ``villages``, ``roads``, ``zone:landslide`` …
    rows_read, rows_kept
        Features or rows in the files, and those that stand in the region folder now.
    columns
        Column of the region's file → column it was taken from.
    crs, encoding
        Of the first file, as read or as given.
    notices
        Everything found.
    """

    kind: str
    rows_read: int
    rows_kept: int
    columns: Mapping[str, str] = field(default_factory=dict)
    crs: str | None = None
    encoding: str | None = None
    notices: tuple[Notice, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the report with the keys of the command line's JSON."""
        return {
            "kind": self.kind,
            "rows_read": self.rows_read,
            "rows_kept": self.rows_kept,
            "columns": dict(self.columns),
            "crs": self.crs,
            "encoding": self.encoding,
            "notices": [n.as_dict() for n in self.notices],
        }
