"""A small feed with zones on request and fares of the second form, for tests that put feeds together."""

from __future__ import annotations

import json

from tests.geo.gtfs.small_feed import TABLES

SQUARE = [[[137.1, 37.3], [137.12, 37.3], [137.12, 37.31], [137.1, 37.31], [137.1, 37.3]]]


def feature(zone: str, name: str) -> dict[str, object]:
    """Return one zone of a locations.geojson."""
    shape = {"type": "Polygon", "coordinates": SQUARE}
    return {"id": zone, "type": "Feature", "properties": {"stop_name": name}, "geometry": shape}


ZONES = [feature("area1", "奥谷地区"), feature("area2", "峠地区")]
FLEX_FARES: dict[str, str | None] = {
    "routes.txt": TABLES["routes.txt"].replace("route_text_color\n", "route_text_color,network_id\n").replace("FFFFFF\n", "FFFFFF,bus\n")
    + "R2,9000000000011,2,おでかけ号,3,0072B2,FFFFFF,door\nR3,9000000000011,3,峠号,3,0072B2,FFFFFF,door\n",
    "trips.txt": "route_id,service_id,trip_id\nR1,平日,T1\nR2,平日,Z1\nR3,平日,Z2\n",
    "calendar.txt": TABLES["calendar.txt"] + "受付,1,1,1,1,1,0,0,20260401,20270331\n夜,1,1,1,1,1,0,0,20260401,20270331\n",
    "stops.txt": TABLES["stops.txt"] + "S4,滝,37.302,137.102,Z1,0,\n",
    "stop_times.txt":
        "trip_id,arrival_time,departure_time,stop_id,location_id,location_group_id,stop_sequence,pickup_type,drop_off_type,"
        "start_pickup_drop_off_window,end_pickup_drop_off_window,pickup_booking_rule_id,drop_off_booking_rule_id\n"
        "T1,8:00:00,8:00:00,S1,,,1,0,0,,,,\nT1,8:10:00,8:10:00,S2,,,2,0,0,,,,\n"
        "Z1,,,,area1,,1,2,1,9:30:00,16:00:00,b1,\nZ1,,,,area1,,2,1,2,9:30:00,16:00:00,,b1\n"
        "Z2,,,,area2,,1,2,1,9:30:00,16:00:00,b2,\nZ2,,,,,g1,2,1,2,9:30:00,16:00:00,,b2\n",
    "locations.geojson": json.dumps({"type": "FeatureCollection", "features": ZONES}, ensure_ascii=False),
    "booking_rules.txt": "booking_rule_id,booking_type,prior_notice_last_day,prior_notice_last_time,prior_notice_service_id,phone_number\n"
        "b1,2,1,17:00:00,受付,0761-00-0000\nb2,0,,,,0761-00-0001\n",
    "location_groups.txt": "location_group_id,location_group_name\ng1,滝のあたり\n",
    "location_group_stops.txt": "location_group_id,stop_id\ng1,S4\n",
    "areas.txt": "area_id,area_name\nA1,町\nA2,滝\n",
    "stop_areas.txt": "area_id,stop_id\nA1,S1\nA1,S2\nA2,S4\n",
    "networks.txt": None,
    "timeframes.txt": "timeframe_group_id,start_time,end_time,service_id\n昼,9:00:00,16:00:00,平日\n夜,18:00:00,22:00:00,夜\n",
    "rider_categories.txt": "rider_category_id,rider_category_name\n大人,大人\n子,子ども\n",
    "fare_media.txt": "fare_media_id,fare_media_name,fare_media_type\n現金,現金,0\n券,回数券,1\n",
    "fare_products.txt": "fare_product_id,fare_product_name,rider_category_id,fare_media_id,amount,currency\n"
        "P1,バス,大人,現金,200,JPY\nP2,おでかけ,大人,現金,300,JPY\nP2,おでかけ,子,券,150,JPY\nP3,一日券,大人,現金,500,JPY\n",
    "fare_leg_rules.txt": "leg_group_id,network_id,from_area_id,to_area_id,from_timeframe_group_id,fare_product_id\n"
        "L1,bus,A1,A1,昼,P1\nL2,door,,,,P2\nL3,door,A2,,夜,P2\n",
    "fare_transfer_rules.txt": "from_leg_group_id,to_leg_group_id,transfer_count,fare_transfer_type,fare_product_id\nL1,L2,,0,\nL2,L2,1,0,\n",
    "fare_attributes.txt": None,
    "fare_rules.txt": None,
    "frequencies.txt": None,
    "shapes.txt": None,
}  # fmt: skip
