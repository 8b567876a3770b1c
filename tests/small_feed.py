"""Timetables for the small region, written trip by trip: its stops are its villages' places along the road."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.small_region import LAT, LON, STEP

Calls = Sequence[tuple[str, str]]
"""Stop and time (H:MM) of each call."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STOPS = {f"S{n + 1}": (LAT, LON + n * STEP) for n in range(5)}


def write_feed(folder: Path, trips: Mapping[str, Calls], days: str = "mon,tue,wed,thu,fri", kind: int = 3) -> Path:
    """Write a feed whose trips all run on some days of the week, from April 2026 to March 2027.

    Parameters
    ----------
    folder
        Of the feed, such as ``gtfs/town`` in a region.
    trips
        Calls by trip id.
    days
        Days of the week on which they run.
    kind
        GTFS route type.
    """
    folder.mkdir(parents=True, exist_ok=True)
    runs = ",".join(str(int(day in days.split(","))) for day in DAYS)
    used = sorted({stop for calls in trips.values() for stop, _ in calls})
    tables = {
        "agency.txt": ["agency_id,agency_name,agency_url,agency_timezone", "A,村,https://example.invalid/,Asia/Tokyo"],
        "routes.txt": ["route_id,agency_id,route_long_name,route_type", f"R,A,谷線,{kind}"],
        "calendar.txt": [
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
            f"D,{runs},20260401,20270331",
        ],
        "stops.txt": ["stop_id,stop_name,stop_lat,stop_lon", *(f"{s},{s},{STOPS[s][0]},{STOPS[s][1]}" for s in used)],
        "trips.txt": ["route_id,service_id,trip_id", *(f"R,D,{trip}" for trip in trips)],
        "stop_times.txt": [
            "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
            *(
                f"{trip},{time}:00,{time}:00,{stop},{number}"
                for trip, calls in trips.items()
                for number, (stop, time) in enumerate(calls, start=1)
            ),
        ],
    }
    for name, lines in tables.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


CLINIC_TRIPS: Mapping[str, Calls] = {
    "out1": (("S4", "8:05"), ("S1", "8:30")),
    "out2": (("S4", "9:05"), ("S1", "9:30")),
    "out3": (("S4", "10:05"), ("S1", "10:30")),
    "home": (("S1", "13:00"), ("S4", "13:25")),
}
"""The example worked out on paper: three rides out, one home, 25 minutes each."""
