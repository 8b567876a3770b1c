"""All journeys of a day between many origins and one place, as arrays: what tables of door-to-door times are made of."""

from __future__ import annotations

import functools
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from network.transit.connection_scan import BusNetwork, StopDepartures, scan
from network.transit.departures import Departures, best_departures, from_midnight, reversed_clock
from network.transit.stop_access import Walks, place_bytes, walks_between

Way = Literal["outward", "homeward"]

_DECIMALS = 6
"""Minutes on foot are rounded so, as all travel times are."""


def _walk_min(network: BusNetwork, origins: bytes, place: bytes) -> NDArray[np.float64]:
    walks = walks_between(network.roads, origins, place, network.settings.walk_to_stop_m)
    minutes = np.full(len(origins) // len(place), np.inf)
    minutes[walks.start] = np.round(walks.length_m / network.settings.walk_m_per_min, _DECIMALS)
    minutes.flags.writeable = False
    return minutes


@functools.lru_cache(maxsize=512)
def stop_departures(network: BusNetwork, lat: float, lon: float, way: Way) -> StopDepartures:
    """Find every departure from every stop to a place or, on the mirrored clock, every way from it; kept by content."""
    settings = network.settings
    walks = walks_between(network.roads, network.stop_places, place_bytes(lat, lon), settings.walk_to_stop_m)
    last_walk_s = dict(zip(walks.start.tolist(), walks.seconds(settings.walk_m_per_min).tolist(), strict=True))
    if way == "outward":
        return scan(network.outward, network.changes_to, last_walk_s)
    return scan(network.homeward, network.changes_from, last_walk_s)


@functools.lru_cache(maxsize=256)
def journeys_there(
    network: BusNetwork, origins: bytes, lat: float, lon: float
) -> tuple[Departures, NDArray[np.float64]]:
    """Compute all journeys of the day to one place, as `journeys_to` does, without the ways back: half the work.

    Returns
    -------
    Departures, numpy.ndarray
        The rides there of every origin, and its minutes all the way on foot, infinite where it is too far (read-only).
    """
    out = _from_doors(network, origins, stop_departures(network, lat, lon, "outward"))
    return from_midnight(out), _walk_min(network, origins, place_bytes(lat, lon))


@functools.lru_cache(maxsize=256)
def journeys_to(
    network: BusNetwork, origins: bytes, lat: float, lon: float
) -> tuple[Departures, Departures, NDArray[np.float64]]:
    """Compute all journeys of the day to one place and back, as `door_to_door` does for several, without tables.

    Parameters
    ----------
    network
        Timetable, roads and settings.
    origins
        Where people live, as `network.transit.stop_access.places_bytes` returns them.
    lat, lon
        Of the place, in degrees.

    Returns
    -------
    Departures, Departures, numpy.ndarray
        The rides there and back of every origin, and its minutes all the way on foot, infinite where it is too far (read-only).
    """
    out, walk_min = journeys_there(network, origins, lat, lon)
    home = _from_doors(network, origins, stop_departures(network, lat, lon, "homeward"))
    return out, from_midnight(reversed_clock(home)), walk_min


def journeys_of_some(
    network: BusNetwork, origins: bytes, lat: float, lon: float, asked: NDArray[np.bool_]
) -> tuple[Departures, Departures, NDArray[np.float64]]:
    """Compute the journeys of some origins alone, as `journeys_to` does for all; the others have none.

    Parameters
    ----------
    network, origins, lat, lon
        As for `journeys_to`.
    asked
        Which origins they are.
    """
    out, home = (
        _from_doors(network, origins, stop_departures(network, lat, lon, way), asked) for way in ("outward", "homeward")
    )
    walk_min = _walk_min(network, origins, place_bytes(lat, lon))
    return from_midnight(out), from_midnight(reversed_clock(home)), walk_min


def origins_at_stops(network: BusNetwork, origins: bytes) -> NDArray[np.bool_]:
    """Return which origins have a stop within walking reach; no other has a journey by bus."""
    near = np.zeros(len(origins) // len(place_bytes(0.0, 0.0)), dtype=bool)
    near[walks_between(network.roads, origins, network.stop_places, network.settings.walk_to_stop_m).start] = True
    return near


def _from_doors(
    network: BusNetwork, origins: bytes, stops: StopDepartures, asked: NDArray[np.bool_] | None = None
) -> Departures:
    """Put the walk to the stop before every departure and keep what is worth taking, of all origins or of some."""
    settings = network.settings
    walks = walks_between(network.roads, origins, network.stop_places, settings.walk_to_stop_m)
    if asked is not None:
        some = asked[walks.start]
        walks = Walks(walks.start[some], walks.end[some], walks.length_m[some])
    points = len(origins) // len(place_bytes(0.0, 0.0))
    counts = np.diff(stops.starts)[walks.end]
    row = (
        np.arange(counts.sum())
        - np.repeat(np.cumsum(counts) - counts, counts)
        + np.repeat(stops.starts[walks.end], counts)
    )
    leave_s = stops.departs_s[row] - np.repeat(walks.seconds(settings.walk_m_per_min), counts)
    return best_departures(points, np.repeat(walks.start, counts), leave_s, stops.arrives_s[row])
