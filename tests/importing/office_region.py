"""A region with two bus routes drawn by hand, for tests of the tables that town offices keep."""

from __future__ import annotations

from pathlib import Path

from importing import ImportOptions, ImportReport, import_files
from tests.small_region import write_small_region

FEED = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\na,試し村バス,https://example.invalid/,Asia/Tokyo\n",
    "routes.txt": "route_id,agency_id,route_short_name,route_long_name,route_type\nr1,a,1,西線,3\nr2,a,2,東線,3\n",
    "stops.txt": (
        "stop_id,stop_name,stop_lat,stop_lon\nst1,役場前,33.0,135.0\nst2,下野,33.0,135.02\n"
        "p1,谷口,33.0,135.03\np2,谷口,33.0001,135.03\n"
    ),
    "trips.txt": "route_id,service_id,trip_id,trip_short_name\nr1,wd,t1,\nr1,wd,t2,\nr2,wd,t3,東1\n",
    "stop_times.txt": (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "t1,07:10:00,07:10:00,st1,1\nt1,07:30:00,07:30:00,st2,2\nt2,12:40:00,12:40:00,st1,1\nt2,13:00:00,13:00:00,st2,2\n"
        "t3,08:00:00,08:00:00,st1,1\nt3,08:20:00,08:20:00,p1,2\n"
    ),
    "calendar.txt": (
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "wd,1,1,1,1,1,0,0,20230401,20270331\n"
    ),
}


def write_office_region(folder: Path) -> Path:
    """Write the small region with a feed."""
    write_small_region(folder)
    (folder / "gtfs").mkdir()
    for name, content in FEED.items():
        (folder / "gtfs" / name).write_text(content, encoding="utf-8")
    return folder


def imported(kind: str, text: str, region: Path, name: str = "表.csv", **more: object) -> ImportReport:
    """Import a table given as text."""
    path = region.parent / name
    path.write_text(text, encoding="utf-8")
    return import_files(kind, [path], region, **more)  # type: ignore[arg-type]


def codes(report: ImportReport) -> list[str]:
    """The codes of what was said."""
    return [n.code for n in report.notices]


def message_of(report: ImportReport, code: str) -> str:
    """The words of the first notice with a code."""
    return next(n.message for n in report.notices if n.code == code)


REPLACE = ImportOptions(replace=True)
