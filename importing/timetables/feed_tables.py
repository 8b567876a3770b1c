"""Trips of timetables as the tables of a feed: stops, lines, trips, times, calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from geo.texts.clock import clock
from importing.cells.cells import degrees_cell
from importing.cells.counts import plain
from importing.timetables.day_words import Days
from importing.timetables.feed_calendar import Period, calendar_rows, service_id
from importing.timetables.read_trips import Call, Trip
from importing.timetables.stop_places import Spot

_BUS = "3"
_AGENCY = "A1"
NO_NAME = "（事業者の名前は未記入）"
_NO_ADDRESS = "https://example.invalid/"
"""Stands where the standard wants an address and none is known: a name that can never be anybody's (RFC 2606)."""


def stop_names(trips: Sequence[Trip]) -> dict[str, str]:
    """Return the stops of trips, each once: the name as `importing.cells.counts.plain` writes it → as it was first written."""
    names: dict[str, str] = {}
    for trip in trips:
        for call in trip.calls:
            names.setdefault(plain(call.stop), call.stop)
    return names


def feed_rows(
    trips: Sequence[Trip], spots: Mapping[str, Spot | None], period: Period, legends: Mapping[str, str]
) -> dict[str, pd.DataFrame]:
    """Write trips as tables of a feed.

    Parameters
    ----------
    trips
        As they were read, of all files together.
    spots
        Stop, as `importing.cells.counts.plain` writes it → its place; None where nobody knows it: such a stop has no coordinates.
    period
        Of the calendar.
    legends
        Sign of a note → its meaning: kept as the description of the trips that bear it.

    Returns
    -------
    dict of pandas.DataFrame
        Text cells by file name.
    """
    names = stop_names(trips)
    lines = list(dict.fromkeys(t.line for t in trips))
    services: dict[str, Days] = {}
    for trip in trips:
        services.setdefault(service_id(trip.days), trip.days)
    regular, single = calendar_rows(services.values(), period)
    rows: dict[str, list[dict[str, str]]] = {
        "agency.txt": [
            {"agency_id": _AGENCY, "agency_name": NO_NAME, "agency_url": _NO_ADDRESS, "agency_timezone": "Asia/Tokyo", "agency_lang": "ja"}
        ],
        "stops.txt": [_stop(names[key], spots.get(key)) for key in names],
        "routes.txt": [{"route_id": line, "agency_id": _AGENCY, "route_short_name": line, "route_long_name": "", "route_type": _BUS} for line in lines],
        "calendar.txt": regular,
        "calendar_dates.txt": single,
        "trips.txt": [],
        "stop_times.txt": [],
    }  # fmt: skip
    counted = dict.fromkeys(lines, 0)
    for trip in trips:
        counted[trip.line] += 1
        trip_id = f"{trip.line}-{counted[trip.line]}"
        rows["trips.txt"].append(_trip(trip, trip_id, legends))
        for number, call in enumerate(trip.calls, start=1):
            rows["stop_times.txt"].append(_call(call, trip_id, names[plain(call.stop)], number))
    return {file: pd.DataFrame(found, dtype=object) for file, found in rows.items() if found}


def _stop(name: str, spot: Spot | None) -> dict[str, str]:
    lat, lon = ("", "") if spot is None else (degrees_cell(spot.lat), degrees_cell(spot.lon))
    return {"stop_id": name, "stop_name": name, "stop_lat": lat, "stop_lon": lon, "location_type": "0"}


def _trip(trip: Trip, trip_id: str, legends: Mapping[str, str]) -> dict[str, str]:
    meanings = "、".join(f"{sign}{legends[sign]}" for sign in legends if sign in trip.notes)
    return {
        "route_id": trip.line,
        "service_id": service_id(trip.days),
        "trip_id": trip_id,
        "trip_headsign": trip.goal or trip.calls[-1].stop,
        "trip_short_name": trip.number,
        "direction_id": "" if trip.direction is None else str(trip.direction),
        "jp_trip_desc": meanings,
        "jp_trip_desc_symbol": trip.notes,
    }


def _call(call: Call, trip_id: str, stop: str, number: int) -> dict[str, str]:
    arrival, departure = (
        "" if t is None else clock(t, padded=True, seconds=True) for t in (call.arrival_s, call.departure_s)
    )
    return {
        "trip_id": trip_id,
        "arrival_time": arrival,
        "departure_time": departure,
        "stop_id": stop,
        "stop_sequence": str(number),
        "timepoint": "1" if arrival else "0",
    }
