"""Typed views of a feed: stops, trips, stop times and the rest as DataFrames, wrong rows left out."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geo.files.crs import looks_swapped
from geo.gtfs.fields import SPECS, TableSpec
from geo.gtfs.text import FeedText, Table, read_feed_text, table_of_rows
from geo.gtfs.values import number_of, values_of
from geo.texts.notices import Notice


@dataclass(frozen=True, eq=False)
class GtfsFeed:
    """A feed whose tables can be looked at with types.

    Parameters
    ----------
    text
        The feed as it stands in its files.

    Notes
    -----
    Every view has all fields of the standard under their own names, those that the feed lacks included, and `line`, the line
    in the file. Times of day are seconds past midnight and may pass 86,400: ``arrival_time`` becomes ``arrival_s`` and so
    on, -1 where it is empty. Ids that refer to another table are categoricals. Rows with a required cell that is empty or
    wrong, and second rows of the same key, are left out; `geo.gtfs.rules.registry` says which. Wrong optional cells are as
    empty: NA in whole numbers, NaN in others.
    """

    text: FeedText

    @functools.cached_property
    def agency(self) -> pd.DataFrame:
        """Operators, in the file's order."""
        return _view(self.text, "agency.txt")

    @functools.cached_property
    def stops(self) -> pd.DataFrame:
        """Stops that have a place on the map, by stop_id."""
        stops = _view(self.text, "stops.txt")
        return stops[stops["stop_lat"].notna() & stops["stop_lon"].notna()].set_index("stop_id")

    @functools.cached_property
    def swapped_stops(self) -> pd.DataFrame:
        """Stops whose latitude and longitude have changed places: columns stop_id, stop_name, lat, lon as they stand, and line."""
        table = self.text.tables.get("stops.txt")
        if table is None or not {"stop_lat", "stop_lon"} <= {*table.names}:
            return pd.DataFrame(columns=["stop_id", "stop_name", "lat", "lon", "line"])
        about = {"stop_id": table.cells("stop_id"), "stop_name": table.cells("stop_name")}
        places = {
            side: [float("nan") if (v := number_of(cell)) is None else v for cell in table.cells(f"stop_{side}")]
            for side in ("lat", "lon")
        }
        rows = pd.DataFrame({**about, **places, "line": table.sound_lines})
        swapped = [looks_swapped(lat, lon) for lat, lon in zip(rows["lat"], rows["lon"], strict=True)]
        return rows[np.asarray(swapped, dtype=bool)]

    @functools.cached_property
    def routes(self) -> pd.DataFrame:
        """Routes by route_id."""
        return _view(self.text, "routes.txt").set_index("route_id")

    @functools.cached_property
    def trips(self) -> pd.DataFrame:
        """Trips by trip_id."""
        return _view(self.text, "trips.txt").set_index("trip_id")

    @functools.cached_property
    def stop_times(self) -> pd.DataFrame:
        """Calls of all trips at stops; trips in the order of their first row, calls by stop_sequence."""
        rows = self._stop_times
        rows = rows[(rows["stop_id"] != "").to_numpy(dtype=bool)]
        order = np.lexsort((rows["stop_sequence"].to_numpy(), rows["trip_id"].cat.codes.to_numpy()))
        return rows.take(order).reset_index(drop=True)

    @functools.cached_property
    def zone_calls(self) -> pd.DataFrame:
        """Rows of trips that call anywhere in a zone or at any stop of a group, on request (GTFS-Flex), in the file's order."""
        rows = self._stop_times
        return rows[((rows["location_id"] != "") | (rows["location_group_id"] != "")).to_numpy(dtype=bool)]

    @functools.cached_property
    def _stop_times(self) -> pd.DataFrame:
        return _view(self.text, "stop_times.txt")

    @functools.cached_property
    def calendar(self) -> pd.DataFrame:
        """Weekdays and span of each service, by service_id."""
        return _view(self.text, "calendar.txt").set_index("service_id")

    @functools.cached_property
    def calendar_dates(self) -> pd.DataFrame:
        """Days on which a service is added (exception_type 1) or taken away (2)."""
        return _view(self.text, "calendar_dates.txt")

    @functools.cached_property
    def frequencies(self) -> pd.DataFrame:
        """Trips that are repeated every headway_secs from start_s to before end_s."""
        return _view(self.text, "frequencies.txt")

    @functools.cached_property
    def transfers(self) -> pd.DataFrame:
        """Rules of changing between stops, routes and trips; an empty id means any."""
        return _view(self.text, "transfers.txt")

    @functools.cached_property
    def shapes(self) -> pd.DataFrame:
        """Points of all lines, each line's in the order of shape_pt_sequence."""
        rows = _view(self.text, "shapes.txt")
        codes, _ = pd.factorize(rows["shape_id"])
        order = np.lexsort((rows["shape_pt_sequence"].to_numpy(), codes))
        return rows.take(order).reset_index(drop=True)

    @functools.cached_property
    def fare_attributes(self) -> pd.DataFrame:
        """Fares by fare_id; an empty number of transfers means any."""
        return _view(self.text, "fare_attributes.txt").set_index("fare_id")

    @functools.cached_property
    def fare_rules(self) -> pd.DataFrame:
        """Which fare holds on which route and between which zones."""
        return _view(self.text, "fare_rules.txt")

    @functools.cached_property
    def feed_info(self) -> pd.DataFrame:
        """Publisher, span and version: one row, or none."""
        return _view(self.text, "feed_info.txt")

    @functools.cached_property
    def translations(self) -> pd.DataFrame:
        """Translations in the form of today's standard; the first editions' trans_id and lang are put into it."""
        rows = _view(self.text, "translations.txt")
        first_form = (rows["trans_id"] != "") & (rows["field_value"] == "")
        rows["field_value"] = rows["field_value"].where(~first_form, rows["trans_id"])
        rows["language"] = rows["language"].where(rows["language"] != "", rows["lang"])
        rows = rows.drop(columns=["trans_id", "lang"])
        return rows[(rows["language"] != "") & (rows["translation"] != "")].reset_index(drop=True)


def read_gtfs(path: Path, name: str | None = None) -> tuple[GtfsFeed | None, list[Notice]]:
    """Read a feed, a folder or a zip, for looking at it with types.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.gtfs.views import read_gtfs
    >>> feed, _ = read_gtfs(Path("sample_regions/okuyama/gtfs"))
    >>> feed.stop_times[["stop_sequence", "arrival_s", "departure_s"]].head(2)
       stop_sequence  arrival_s  departure_s
    0              1      24600        24600
    1              2      24720        24720
    """
    text, notices = read_feed_text(path, name)
    return (None if text is None else GtfsFeed(text)), notices


def _view(feed: FeedText, file: str) -> pd.DataFrame:
    spec = SPECS[file]
    table = feed.tables.get(file)
    return typed_rows(table_of_rows(file, [], []) if table is None else table, spec)


def typed_rows(table: Table, spec: TableSpec) -> pd.DataFrame:
    """Return the rows of a table that can be used, with types; see `GtfsFeed` for what becomes of each kind of field."""
    columns: dict[str, object] = {"line": table.sound_lines}
    good = np.ones(len(table), dtype=bool)
    for field in spec.fields:
        values, usable = values_of(table, field)
        columns[field.view] = values if not isinstance(values, np.ndarray) or values.dtype != object else _texts(values)
        if field.need == "required":
            good &= usable
    frame = pd.DataFrame(columns)
    keys = [spec.field(name).view for name in spec.key]
    if keys:
        good[np.flatnonzero(good)[frame.loc[good, keys].duplicated()]] = False
    return frame if good.all() else frame[good].reset_index(drop=True)


def _texts(values: np.ndarray[tuple[int], np.dtype[np.object_]]) -> pd.Series:
    return pd.Series(values, dtype=object)
