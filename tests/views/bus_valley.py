"""The hand-drawn valley with a bus: two rides to the clinic and the shop in the morning, one home after noon."""

from __future__ import annotations

from pathlib import Path

from tests.views.small_region import write_small_region

_STOPS = {
    "P1": ("宮前", 35.3005, 137.405),
    "P2": ("診療所前", 35.3006, 137.455),
    "P4": ("東谷", 35.3003, 137.55),
    "P5": ("<b>奥</b>", 35.3003, 137.60),
}
_TRIPS = {
    "a": ("P5 8:00", "P4 8:10", "P2 8:30", "P1 8:45"),
    "b": ("P5 9:00", "P4 9:10", "P2 9:30", "P1 9:45"),
    "c": ("P1 12:00", "P2 12:15", "P4 12:35", "P5 12:45"),
}


def write_bus_valley(folder: Path) -> Path:
    """Write the region with its feed, which runs from Monday to Friday."""
    gtfs = write_small_region(folder) / "gtfs"
    gtfs.mkdir()
    tables = {
        "agency": ["agency_id,agency_name,agency_url,agency_timezone", "A,村,https://example.invalid/,Asia/Tokyo"],
        "routes": ["route_id,agency_id,route_short_name,route_long_name,route_type", "R,A,谷,谷線,3"],
        "calendar": [
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
            "D,1,1,1,1,1,0,0,20260401,20270331",
        ],
        "stops": [
            "stop_id,stop_name,stop_lat,stop_lon",
            *(f"{i},{name},{lat},{lon}" for i, (name, lat, lon) in _STOPS.items()),
        ],
        "trips": ["route_id,service_id,trip_id", *(f"R,D,{trip}" for trip in _TRIPS)],
        "stop_times": [
            "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
            *(
                f"{trip},{time}:00,{time}:00,{stop},{number}"
                for trip, calls in _TRIPS.items()
                for number, (stop, time) in enumerate((call.split() for call in calls), start=1)
            ),
        ],
    }
    for name, lines in tables.items():
        (gtfs / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
