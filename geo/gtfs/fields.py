"""The tables of GTFS and GTFS-JP and their fields, as data.

Sources: GTFS Schedule Reference (gtfs.org/schedule/reference); 標準的なバス情報フォーマット第2版・第3版（国土交通省）.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Literal

Kind = Literal[
    "id", "text", "url", "email", "color", "date", "time", "lat", "lon", "enum", "whole", "number",
    "language", "timezone", "currency",
]  # fmt: skip
Need = Literal["required", "conditional", "recommended", "optional"]


@dataclass(frozen=True)
class Field:
    """One field of a table.

    Parameters
    ----------
    name
        As it stands in the header.
    kind
        What its cells hold; ``time`` is H:MM:SS and may pass 24:00:00, ``whole`` and ``number`` are 0 or more unless `signed`.
    need
        Whether cells may be empty; ``conditional`` fields have rules of their own.
    refers
        Tables and fields, in one of which the value must stand.
    choices
        Values of an ``enum``.
    default
        What an empty ``enum`` or ``color`` means, where the standard says so.
    signed
        Whether a number may be negative.
    """

    name: str
    kind: Kind = "text"
    need: Need = "optional"
    refers: tuple[tuple[str, str], ...] = ()
    choices: Collection[int] = ()
    default: int | str | None = None
    signed: bool = False

    @property
    def view(self) -> str:
        """Column of the typed view: times of day become seconds and say so in their name."""
        return self.name.removesuffix("_time") + "_s" if self.kind == "time" else self.name


@dataclass(frozen=True)
class TableSpec:
    """One table.

    Parameters
    ----------
    file
        File name.
    need
        Whether a feed must have it.
    key
        Fields that together are there once only.
    fields
        All fields of the standard, in its order.
    jp
        Whether it belongs to GTFS-JP alone.
    """

    file: str
    need: Need
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    jp: bool = False

    def field(self, name: str) -> Field:
        """Return a field by name."""
        return next(f for f in self.fields if f.name == name)


_id = partial(Field, kind="id")
_must = partial(Field, need="required")
_time = partial(Field, kind="time")
_date = partial(Field, kind="date", need="required")


def _enum(name: str, *choices: int, default: int | None = None, need: Need = "optional") -> Field:
    return Field(name, "enum", need, choices=choices, default=default)


_AGENCY = (("agency.txt", "agency_id"),)
_STOP = (("stops.txt", "stop_id"),)
_ROUTE = (("routes.txt", "route_id"),)
_TRIP = (("trips.txt", "trip_id"),)
_SERVICE = (("calendar.txt", "service_id"), ("calendar_dates.txt", "service_id"))
_SHAPE = (("shapes.txt", "shape_id"),)
_ZONE = (("stops.txt", "zone_id"),)
_OFFICE = (("office_jp.txt", "office_id"),)
_PATTERN = (("pattern_jp.txt", "jp_pattern_id"),)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EXTENDED_ROUTE_TYPES = tuple(range(100, 1703))

TABLES: tuple[TableSpec, ...] = (
    TableSpec("agency.txt", "required", ("agency_id",), (
        _id("agency_id", need="conditional"), _must("agency_name"), _must("agency_url", "url"),
        _must("agency_timezone", "timezone"), Field("agency_lang", "language"), Field("agency_phone"),
        Field("agency_fare_url", "url"), Field("agency_email", "email"), _enum("cemv_support", 0, 1, 2),
    )),
    TableSpec("agency_jp.txt", "optional", ("agency_id",), (
        _id("agency_id", need="required", refers=_AGENCY), Field("agency_official_name"), Field("agency_zip_number"),
        Field("agency_address"), Field("agency_president_pos"), Field("agency_president_name"),
    ), jp=True),
    TableSpec("stops.txt", "required", ("stop_id",), (
        _id("stop_id", need="required"), Field("stop_code"), Field("stop_name", need="conditional"), Field("tts_stop_name"),
        Field("stop_desc"), Field("stop_lat", "lat", "conditional"), Field("stop_lon", "lon", "conditional"), _id("zone_id"),
        Field("stop_url", "url"), _enum("location_type", 0, 1, 2, 3, 4, default=0),
        _id("parent_station", need="conditional", refers=_STOP), Field("stop_timezone", "timezone"),
        _enum("wheelchair_boarding", 0, 1, 2, default=0), _id("level_id", refers=(("levels.txt", "level_id"),)),
        Field("platform_code"), _enum("stop_access", 0, 1),
    )),
    TableSpec("routes.txt", "required", ("route_id",), (
        _id("route_id", need="required"), _id("agency_id", need="conditional", refers=_AGENCY),
        Field("route_short_name", need="conditional"), Field("route_long_name", need="conditional"), Field("route_desc"),
        _enum("route_type", 0, 1, 2, 3, 4, 5, 6, 7, 11, 12, *_EXTENDED_ROUTE_TYPES, need="required"), Field("route_url", "url"),
        Field("route_color", "color", default="FFFFFF"), Field("route_text_color", "color", default="000000"),
        Field("route_sort_order", "whole"), _enum("continuous_pickup", 0, 1, 2, 3, default=1),
        _enum("continuous_drop_off", 0, 1, 2, 3, default=1), _id("network_id"), _enum("cemv_support", 0, 1, 2),
        _id("jp_parent_route_id"),
    )),
    TableSpec("routes_jp.txt", "optional", ("route_id",), (
        _id("route_id", need="required", refers=_ROUTE), Field("route_update_date", "date"), Field("origin_stop"),
        Field("via_stop"), Field("destination_stop"),
    ), jp=True),
    TableSpec("pattern_jp.txt", "optional", ("jp_pattern_id",), (
        _id("jp_pattern_id", need="required"), Field("route_update_date", "date"), Field("origin_stop"), Field("via_stop"),
        Field("destination_stop"),
    ), jp=True),
    TableSpec("trips.txt", "required", ("trip_id",), (
        _id("route_id", need="required", refers=_ROUTE), _id("service_id", need="required", refers=_SERVICE),
        _id("trip_id", need="required"), Field("trip_headsign"), Field("trip_short_name"), _enum("direction_id", 0, 1),
        _id("block_id"), _id("shape_id", need="conditional", refers=_SHAPE), _enum("wheelchair_accessible", 0, 1, 2, default=0),
        _enum("bikes_allowed", 0, 1, 2, default=0), _enum("cars_allowed", 0, 1, 2, default=0), Field("jp_trip_desc"),
        Field("jp_trip_desc_symbol"), _id("jp_office_id", refers=_OFFICE), _id("jp_pattern_id", refers=_PATTERN),
    )),
    TableSpec("office_jp.txt", "optional", ("office_id",), (
        _id("office_id", need="required"), _must("office_name"), Field("office_url", "url"), Field("office_phone"),
    ), jp=True),
    TableSpec("stop_times.txt", "required", ("trip_id", "stop_sequence"), (
        _id("trip_id", need="required", refers=_TRIP), _time("arrival_time", need="conditional"),
        _time("departure_time", need="conditional"), _id("stop_id", need="conditional", refers=_STOP),
        _must("stop_sequence", "whole"), Field("stop_headsign"), _enum("pickup_type", 0, 1, 2, 3, default=0),
        _enum("drop_off_type", 0, 1, 2, 3, default=0), _enum("continuous_pickup", 0, 1, 2, 3),
        _enum("continuous_drop_off", 0, 1, 2, 3), Field("shape_dist_traveled", "number"), _enum("timepoint", 0, 1, default=1),
        _id("location_id"), _id("location_group_id"), _time("start_pickup_drop_off_window"), _time("end_pickup_drop_off_window"),
        _id("pickup_booking_rule_id"), _id("drop_off_booking_rule_id"),
    )),
    TableSpec("calendar.txt", "conditional", ("service_id",), (
        _id("service_id", need="required"), *(_enum(day, 0, 1, need="required") for day in _DAYS), _date("start_date"),
        _date("end_date"),
    )),
    TableSpec("calendar_dates.txt", "conditional", ("service_id", "date"), (
        _id("service_id", need="required"), _date("date"), _enum("exception_type", 1, 2, need="required"),
    )),
    TableSpec("fare_attributes.txt", "optional", ("fare_id",), (
        _id("fare_id", need="required"), _must("price", "number"), _must("currency_type", "currency"),
        _enum("payment_method", 0, 1, need="required"), _enum("transfers", 0, 1, 2),
        _id("agency_id", need="conditional", refers=_AGENCY), Field("transfer_duration", "whole"), Field("ic_price", "number"),
    )),
    TableSpec("fare_rules.txt", "optional", ("fare_id", "route_id", "origin_id", "destination_id", "contains_id"), (
        _id("fare_id", need="required", refers=(("fare_attributes.txt", "fare_id"),)), _id("route_id", refers=_ROUTE),
        _id("origin_id", refers=_ZONE), _id("destination_id", refers=_ZONE), _id("contains_id", refers=_ZONE),
    )),
    TableSpec("shapes.txt", "optional", ("shape_id", "shape_pt_sequence"), (
        _id("shape_id", need="required"), _must("shape_pt_lat", "lat"), _must("shape_pt_lon", "lon"),
        _must("shape_pt_sequence", "whole"), Field("shape_dist_traveled", "number"),
    )),
    TableSpec("frequencies.txt", "optional", ("trip_id", "start_time"), (
        _id("trip_id", need="required", refers=_TRIP), _time("start_time", need="required"),
        _time("end_time", need="required"), _must("headway_secs", "whole"), _enum("exact_times", 0, 1, default=0),
    )),
    TableSpec("transfers.txt", "optional", ("from_stop_id", "to_stop_id", "from_trip_id", "to_trip_id", "from_route_id", "to_route_id"), (
        _id("from_stop_id", refers=_STOP), _id("to_stop_id", refers=_STOP), _id("from_route_id", refers=_ROUTE),
        _id("to_route_id", refers=_ROUTE), _id("from_trip_id", refers=_TRIP), _id("to_trip_id", refers=_TRIP),
        _enum("transfer_type", 0, 1, 2, 3, 4, 5, default=0), Field("min_transfer_time", "whole"),
    )),
    TableSpec("feed_info.txt", "recommended", (), (
        _must("feed_publisher_name"), _must("feed_publisher_url", "url"), _must("feed_lang", "language"),
        Field("default_lang", "language"), Field("feed_start_date", "date"), Field("feed_end_date", "date"), Field("feed_version"),
        Field("feed_contact_email", "email"), Field("feed_contact_url", "url"),
    )),
    TableSpec("translations.txt", "optional", (), (
        Field("table_name"), Field("field_name"), Field("language", "language"), Field("translation"), Field("record_id"),
        Field("record_sub_id"), Field("field_value"), Field("trans_id"), Field("lang", "language"),
    )),
    TableSpec("levels.txt", "optional", ("level_id",), (
        _id("level_id", need="required"), _must("level_index", "number", signed=True), Field("level_name"),
    )),
    TableSpec("attributions.txt", "optional", (), (
        _id("attribution_id"), _id("agency_id", refers=_AGENCY), _id("route_id", refers=_ROUTE), _id("trip_id", refers=_TRIP),
        _must("organization_name"), _enum("is_producer", 0, 1), _enum("is_operator", 0, 1), _enum("is_authority", 0, 1),
        Field("attribution_url", "url"), Field("attribution_email", "email"), Field("attribution_phone"),
    )),
)  # fmt: skip
"""Every table whose fields are checked. `stop_access` and `cemv_support` are of 2024–2025; the ic_price of GTFS-JP is kept."""

SPECS = {spec.file: spec for spec in TABLES}

FARES_V2 = ("fare_products.txt", "fare_leg_rules.txt")
"""Files in which fares of the second form stand."""

ZONE_FIELDS = ("location_id", "location_group_id")
"""Fields of stop_times.txt that name a zone or a group of stops instead of a stop (GTFS-Flex)."""
