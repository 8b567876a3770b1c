"""A small feed with nothing wrong, as text, so that a test can break one file of it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from geo.gtfs.views import GtfsFeed, read_gtfs

TABLES: Mapping[str, str] = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone,agency_lang\n"
    "9000000000011,山中町,https://example.invalid/,Asia/Tokyo,ja\n",
    "agency_jp.txt": "agency_id,agency_official_name,agency_zip_number\n9000000000011,山中町,9200000\n",
    "stops.txt": "stop_id,stop_name,stop_lat,stop_lon,zone_id,location_type,parent_station\n"
    "S1,役場前,37.301,137.101,Z1,0,\nS2,奥谷,37.310,137.120,Z2,0,\nS3,峠,37.305,137.110,Z3,0,\n",
    "routes.txt": "route_id,agency_id,route_short_name,route_long_name,route_type,route_color,route_text_color\n"
    "R1,9000000000011,1,奥谷線,3,0072B2,FFFFFF\n",
    "trips.txt": "route_id,service_id,trip_id,block_id,shape_id\nR1,平日,T1,B1,L1\nR1,平日,T2,B1,L1\n",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,shape_dist_traveled\n"
    "T1,8:00:00,8:00:00,S1,1,0,0\nT1,8:05:00,8:06:00,S3,2,0,900\nT1,8:10:00,8:10:00,S2,3,1,2000\n"
    "T2,24:50:00,24:50:00,S1,1,0,\nT2,25:10:00,25:10:00,S2,3,1,\n",
    "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    "平日,1,1,1,1,1,0,0,20260401,20270331\n",
    "calendar_dates.txt": "service_id,date,exception_type\n平日,20260429,2\n平日,20260502,1\n",
    "shapes.txt": "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n"
    "L1,37.301,137.101,1\nL1,37.305,137.110,2\nL1,37.310,137.120,10\n",
    "frequencies.txt": "trip_id,start_time,end_time,headway_secs\nT2,24:50:00,26:50:00,3600\n",
    "fare_attributes.txt": "fare_id,price,currency_type,payment_method,transfers,agency_id\nF,200,JPY,0,,9000000000011\n",
    "fare_rules.txt": "fare_id,route_id,origin_id,destination_id\nF,R1,Z1,Z2\n",
    "feed_info.txt": "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date,feed_version\n"
    "山中町,https://example.invalid/,ja,20260401,20270331,1\n",
    "translations.txt": "table_name,field_name,language,translation,record_id,field_value\n"
    "stops,stop_name,ja-Hrkt,やくばまえ,,役場前\nstops,stop_name,ja-Hrkt,おくたに,S2,\nstops,stop_name,ja-Hrkt,とうげ,,峠\n",
}


def write_tables(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the feed as a folder; a change of None leaves a file out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**TABLES, **(changes or {})}.items():
        if text is not None:
            (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def write_zip(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """Write a zip with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def feed_of(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> GtfsFeed:
    """Read the feed with changes, whatever is said of it."""
    feed, _ = read_gtfs(write_tables(folder, changes), "gtfs")
    assert feed is not None
    return feed
