"""Zones of GTFS-Flex: where and when a vehicle comes for who has booked (予約制乗合)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.gtfs.text import Table
from geo.gtfs.values import NO_TIME_S
from geo.gtfs.views import GtfsFeed
from geo.texts.clock import clock
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice

_LOCATIONS = "locations.geojson"


@dataclass(frozen=True)
class RequestZone:
    """A zone, or a group of stops, of one route, in which people are fetched on request.

    Parameters
    ----------
    id, name
        Of the zone; the name is the id where the feed has none.
    route_id
        Whose trips serve it.
    services
        Calendars of these trips.
    stop_ids
        Stops of the group; empty for a zone.
    area
        Ground of a zone in degrees; None for a group of stops, or where the feed draws none.
    opens_s, closes_s
        First and last second past midnight at which people are fetched or set down; -1 where the feed does not say.
    phone
        Number to book by; empty where it is not told.
    """

    id: str
    name: str
    route_id: str
    services: tuple[str, ...]
    stop_ids: tuple[str, ...] = ()
    area: BaseGeometry | None = field(default=None, hash=False)
    opens_s: int = NO_TIME_S
    closes_s: int = NO_TIME_S
    phone: str = ""


def request_zones(feed: GtfsFeed) -> tuple[RequestZone, ...]:
    """List the zones of a feed by route and zone, each once.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.gtfs.views import read_gtfs
    >>> feed, _ = read_gtfs(Path("sample_regions/okuyama/gtfs"))
    >>> request_zones(feed)  # its buses run by a timetable
    ()
    """
    rows = feed.zone_calls
    rows = rows[rows["trip_id"].isin(feed.trips.index).to_numpy(dtype=bool)]
    if rows.empty:
        return ()
    areas, groups, phones = _areas(feed), _groups(feed), _phones(feed)
    trips = feed.trips.reindex(pd.Index(rows["trip_id"].astype(str).to_numpy()))
    columns = {"route": trips["route_id"].astype(str).to_numpy(), "service": trips["service_id"].astype(str).to_numpy()}
    rows = rows.assign(zone=rows["location_id"].where(rows["location_id"] != "", rows["location_group_id"]), **columns)
    found = []
    for (route, zone), same in rows.groupby(["route", "zone"], sort=True):
        opens = [int(s) for s in same["start_pickup_drop_off_window_s"] if s != NO_TIME_S]
        closes = [int(s) for s in same["end_pickup_drop_off_window_s"] if s != NO_TIME_S]
        # A zone in which people are only set down has the rule of that side.
        asked = [*same["pickup_booking_rule_id"], *same["drop_off_booking_rule_id"]]
        rules = [r for r in dict.fromkeys(asked) if phones.get(r)]
        name, area = areas.get(str(zone), ("", None))
        group_name, stops = groups.get(str(zone), ("", ()))
        found.append(
            RequestZone(
                id=str(zone),
                name=name or group_name or str(zone),
                route_id=str(route),
                services=tuple(dict.fromkeys(same["service"])),
                stop_ids=stops,
                area=area,
                opens_s=min(opens, default=NO_TIME_S),
                closes_s=max(closes, default=NO_TIME_S),
                phone=phones[rules[0]] if rules else "",
            )
        )
    return tuple(found)


def zone_notices(feed: GtfsFeed) -> Iterator[Notice]:
    """Say that a feed has rides on request, where and when, and how they come into a scenario; nothing where it has none."""
    zones = request_zones(feed)
    if zones:
        named = list(dict.fromkeys(_told(zone) for zone in zones))
        params: dict[str, Any] = {"count": f"{len(named):,}", "names": short_list(named)}
        yield notice("timetable_zones", file=feed.text.name, **params)


def _told(zone: RequestZone) -> str:
    hours = f"{clock(zone.opens_s)}〜{clock(zone.closes_s)}" if NO_TIME_S not in (zone.opens_s, zone.closes_s) else ""
    about = "、".join(part for part in (hours, f"電話 {zone.phone}" if zone.phone else "") if part)
    return f"{zone.name}（{about}）" if about else zone.name


def _areas(feed: GtfsFeed) -> dict[str, tuple[str, BaseGeometry | None]]:
    """Names and grounds of locations.geojson by id; what cannot be read has neither."""
    content = feed.text.others.get(_LOCATIONS)
    if content is None:
        return {}
    try:
        features = json.loads(content.decode("utf-8-sig"))["features"]
        found: dict[str, tuple[str, BaseGeometry | None]] = {}
        for one in features:
            about = one.get("properties") or {}
            area = shape(one["geometry"]) if one.get("geometry") else None
            usable = area is not None and area.geom_type in ("Polygon", "MultiPolygon") and not area.is_empty
            name = str(about.get("stop_name") or about.get("name") or "")
            found[str(one.get("id", about.get("id", "")))] = (name, shapely.make_valid(area) if usable else None)
    except (ValueError, KeyError, TypeError, AttributeError, shapely.errors.ShapelyError):
        return {}
    return found


def _cells(feed: GtfsFeed, file: str, *names: str) -> pd.DataFrame:
    table: Table | None = feed.text.tables.get(file)
    if table is None:
        return pd.DataFrame(columns=list(names))
    return pd.DataFrame({name: table.cells(name) for name in names})


def _groups(feed: GtfsFeed) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Names and stops of location groups by id."""
    members = _cells(feed, "location_group_stops.txt", "location_group_id", "stop_id")
    names = _cells(feed, "location_groups.txt", "location_group_id", "location_group_name")
    stops = {str(i): tuple(map(str, rows["stop_id"])) for i, rows in members.groupby("location_group_id")}
    called = dict(zip(names["location_group_id"], names["location_group_name"], strict=True))
    return {str(i): (str(called.get(i, "")), stops.get(str(i), ())) for i in {*called, *stops}}


def _phones(feed: GtfsFeed) -> dict[str, str]:
    rules = _cells(feed, "booking_rules.txt", "booking_rule_id", "phone_number")
    return dict(zip(map(str, rules["booking_rule_id"]), map(str, rules["phone_number"]), strict=True))
