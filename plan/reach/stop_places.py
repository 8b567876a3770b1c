"""Where public transport stops: railway stations, ports and airports apart from bus stops."""

from __future__ import annotations

import functools

import pandas as pd

from geo.gtfs.views import GtfsFeed
from geo.region.region import Region
from geo.region.tables.bus_stops import FILE, read_bus_stops
from network.services.bus_service import BusService
from plan.reach.bus_days import usual_day
from plan.reach.reach import Points
from plan.scenario.scenario import FeedRoute
from plan.timetables.region_timetable import region_feeds

_BUS_TYPES = (range(3, 4), range(11, 12), range(200, 300), range(700, 900))
"""GTFS route types of buses and coaches; the others are rail, ship and air."""

_STATION_PATTERN = ("駅", "港", "空港", "フェリーターミナル")
_NO_STATION = "道の駅"


@functools.lru_cache(maxsize=32)
def stop_places(
    region: Region, services: tuple[BusService, ...] = (), dropped: tuple[FeedRoute, ...] = ()
) -> tuple[Points, Points] | None:
    """Find the stations and bus stops of a scenario.

    Parameters
    ----------
    region
        With its feeds.
    services
        Bus services of the scenario.
    dropped
        Routes of the feeds that do not run; stops at which only they call are none.

    Returns
    -------
    tuple of Points or None
        Stations (also ports and airports) and bus stops. They are the stops of its feeds at which anything ever calls; where
        it has no feed those of bus_stops.csv; and facilities that are stations. None where it has neither of the two.
    """
    feeds = region_feeds(region.as_read) if usual_day(region) is not None else {}
    gone = {route.name for route in dropped}
    frames = [_called(name, feed, gone) for name, feed in feeds.items()]
    own = [(stop.lat, stop.lon) for s in services if s.carries_passengers for stop in (*s.stops, *s.return_stops)]
    frames.append(pd.DataFrame(own, columns=["lat", "lon"], dtype=float).drop_duplicates().assign(bus=True))
    if not feeds and not own:
        published = read_bus_stops(region.folder / FILE, fictional=region.fictional)[0] if _has_stops(region) else None
        if published is None:
            return None
        frames.append(published[["lat", "lon"]].assign(bus=True))
    transport = region.facilities[
        (region.facilities["category"] == "transport") & (region.facilities["status"] == "open")
    ]
    is_station = [
        _is_station(str(name), subtype) for name, subtype in zip(transport["name"], transport["subtype"], strict=True)
    ]
    frames.append(transport.loc[is_station, ["lat", "lon"]].assign(bus=False))
    places = pd.concat(frames)
    bus = places["bus"].to_numpy(dtype=bool)
    return Points.of(places[~bus]), Points.of(places[bus])


def _has_stops(region: Region) -> bool:
    return (region.folder / FILE).is_file()


def _called(name: str, feed: GtfsFeed, gone: set[str]) -> pd.DataFrame:
    """Return the stops of a feed at which something calls: lat, lon, and whether buses alone do."""
    runs = [FeedRoute(name, str(route)).name not in gone for route in feed.trips["route_id"]]
    kinds = feed.trips.loc[runs, "route_id"].map(feed.routes["route_type"])
    calls = pd.DataFrame(
        {"stop_id": feed.stop_times["stop_id"].astype(str), "kind": feed.stop_times["trip_id"].astype(str).map(kinds)}
    )
    calls = calls[feed.stop_times["trip_id"].isin(kinds.index).to_numpy(dtype=bool)].drop_duplicates()
    # A stop whose route is of no known kind counts as a bus stop, which reaches less far.
    by_bus = [pd.isna(kind) or any(int(kind) in kinds for kinds in _BUS_TYPES) for kind in calls["kind"]]
    bus = pd.Series(by_bus, index=calls["stop_id"], dtype=bool).groupby(level=0).all()
    stops = feed.stops.rename(columns={"stop_lat": "lat", "stop_lon": "lon"})[["lat", "lon"]]
    return stops.join(bus.rename("bus"), how="inner")


def _is_station(name: str, subtype: object) -> bool:
    kind = subtype if isinstance(subtype, str) else ""
    return _NO_STATION not in name + kind and (kind.endswith(_STATION_PATTERN) or name.endswith(_STATION_PATTERN))
