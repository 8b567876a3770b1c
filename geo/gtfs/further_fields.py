"""Files of the standard whose cells are not checked, as data: zones on request (GTFS-Flex), fares of the second form, pathways.

Source: GTFS Schedule Reference (gtfs.org/schedule/reference). What names what is told, so that ids change together and rows
go with what they are about.
"""

from __future__ import annotations

from functools import partial

from geo.gtfs.fields import SPECS, Field, TableSpec

LOCATIONS = "locations.geojson"
"""Zones as GeoJSON; held as rows of location_id and the text of the feature."""

_id = partial(Field, kind="id")
_time = partial(Field, kind="time")

_STOP = (("stops.txt", "stop_id"),)
_SERVICE = (("calendar.txt", "service_id"), ("calendar_dates.txt", "service_id"))
_NETWORK = (("networks.txt", "network_id"), ("routes.txt", "network_id"))
_AREA = (("areas.txt", "area_id"),)
_GROUP = (("location_groups.txt", "location_group_id"),)
_TIMEFRAME = (("timeframes.txt", "timeframe_group_id"),)
_PRODUCT = (("fare_products.txt", "fare_product_id"),)
_LEG = (("fare_leg_rules.txt", "leg_group_id"),)


def _table(file: str, *fields: Field) -> TableSpec:
    return TableSpec(file, "optional", (), fields)


FURTHER_TABLES: tuple[TableSpec, ...] = (
    _table("pathways.txt", _id("pathway_id"), _id("from_stop_id", refers=_STOP), _id("to_stop_id", refers=_STOP)),
    _table("areas.txt", _id("area_id"), Field("area_name")),
    _table("stop_areas.txt", _id("area_id", refers=_AREA), _id("stop_id", refers=_STOP)),
    _table("networks.txt", _id("network_id"), Field("network_name")),
    _table(
        "route_networks.txt", _id("network_id", refers=_NETWORK), _id("route_id", refers=(("routes.txt", "route_id"),))
    ),
    _table(LOCATIONS, _id("location_id"), Field("feature")),
    _table("location_groups.txt", _id("location_group_id"), Field("location_group_name")),
    _table("location_group_stops.txt", _id("location_group_id", refers=_GROUP), _id("stop_id", refers=_STOP)),
    _table(
        "booking_rules.txt", _id("booking_rule_id"), Field("booking_type"), Field("prior_notice_duration_min"),
        Field("prior_notice_duration_max"), Field("prior_notice_last_day"), _time("prior_notice_last_time"),
        Field("prior_notice_start_day"), _time("prior_notice_start_time"), _id("prior_notice_service_id", refers=_SERVICE),
    ),
    _table(
        "timeframes.txt", _id("timeframe_group_id"), _time("start_time"), _time("end_time"), _id("service_id", refers=_SERVICE)
    ),
    _table("rider_categories.txt", _id("rider_category_id"), Field("rider_category_name")),
    _table("fare_media.txt", _id("fare_media_id"), Field("fare_media_name"), Field("fare_media_type")),
    _table(
        "fare_products.txt", _id("fare_product_id"), Field("fare_product_name"),
        _id("rider_category_id", refers=(("rider_categories.txt", "rider_category_id"),)),
        _id("fare_media_id", refers=(("fare_media.txt", "fare_media_id"),)), Field("amount"), Field("currency"),
    ),
    _table(
        "fare_leg_rules.txt", _id("leg_group_id"), _id("network_id", refers=_NETWORK), _id("from_area_id", refers=_AREA),
        _id("to_area_id", refers=_AREA), _id("from_timeframe_group_id", refers=_TIMEFRAME),
        _id("to_timeframe_group_id", refers=_TIMEFRAME), _id("fare_product_id", refers=_PRODUCT), Field("rule_priority"),
    ),
    _table(
        "fare_leg_join_rules.txt", _id("from_network_id", refers=_NETWORK), _id("to_network_id", refers=_NETWORK),
        _id("from_stop_id", refers=_STOP), _id("to_stop_id", refers=_STOP),
    ),
    _table(
        "fare_transfer_rules.txt", _id("from_leg_group_id", refers=_LEG), _id("to_leg_group_id", refers=_LEG),
        Field("transfer_count"), Field("duration_limit"), Field("duration_limit_type"), Field("fare_transfer_type"),
        _id("fare_product_id", refers=_PRODUCT),
    ),
)  # fmt: skip
"""The tables; of their fields those that hold ids and times, and others in the standard's order. Further columns are kept."""

FURTHER_SPECS = {spec.file: spec for spec in FURTHER_TABLES}

WRITTEN_SPECS = {**SPECS, **FURTHER_SPECS}
"""Every table that may stand in a feed put together of others."""

FARE_FILES_V2 = (
    "timeframes.txt", "rider_categories.txt", "fare_media.txt", "fare_products.txt", "fare_leg_rules.txt",
    "fare_leg_join_rules.txt", "fare_transfer_rules.txt",
)  # fmt: skip
"""Files that make up fares of the second form; areas and networks may serve other purposes too."""
