"""Rules about places and lines: stops on the map, in Japan, near the line that their trips follow; routes with a name."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.files.crs import in_japan, looks_swapped, metric_crs, to_metric
from geo.gtfs.on_request import request_zones
from geo.gtfs.rules.rule import OWN, PRACTICES, SCHEDULE, VALIDATOR, Rule
from geo.gtfs.usable_calls import swapped_stops_notice
from geo.gtfs.values import color_of
from geo.gtfs.views import GtfsFeed
from geo.reference import reference_table
from geo.texts.messages import notice
from geo.texts.notices import Notice

_Day = datetime.date | None
_STOPS = "stops.txt"
_PLATFORM, _STATION, _ENTRANCE, _NODE, _BOARDING = 0, 1, 2, 3, 4
_NEEDS_PLACE = (_PLATFORM, _STATION, _ENTRANCE)
_LUMA = np.array([0.299, 0.587, 0.114])
_NEAR_ORIGIN_DEG = 1.0


def stop_without_location(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A stop has no latitude or longitude."""
    table = feed.text.tables.get(_STOPS)
    if table is None:
        return
    kinds = table.cells("location_type")
    for field in ("stop_lat", "stop_lon"):
        empty = (table.cells(field) == "") & ~np.isin(kinds, [str(_NODE), str(_BOARDING)])
        for line in table.sound_lines[empty]:
            yield notice("stop_without_location", file=feed.text.place(_STOPS), row=int(line), field=field)


def stop_without_name(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A stop or station has no name."""
    table = feed.text.tables.get(_STOPS)
    if table is None:
        return
    unnamed = (table.cells("stop_name") == "") & ~np.isin(table.cells("location_type"), [str(_NODE), str(_BOARDING)])
    for line in table.sound_lines[unnamed]:
        yield notice("gtfs_stop_without_name", file=feed.text.place(_STOPS), row=int(line), field="stop_name")


def point_near_origin(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A stop lies at 0°, 0°: what stands for an unknown place."""
    row: Any
    for row in feed.stops.itertuples():
        if abs(row.stop_lat) <= _NEAR_ORIGIN_DEG and abs(row.stop_lon) <= _NEAR_ORIGIN_DEG:
            yield notice("point_near_origin", file=feed.text.place(_STOPS), row=int(row.line), field="stop_lat")


def stop_outside_japan(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A stop of a feed in Japan's time lies outside Japan; swapped axes have their own rule."""
    if not (feed.agency["agency_timezone"] == "Asia/Tokyo").any():
        return
    row: Any
    for row in feed.stops.itertuples():
        if in_japan(row.stop_lat, row.stop_lon) or looks_swapped(row.stop_lat, row.stop_lon):
            continue
        params: dict[str, Any] = {"lat": f"{row.stop_lat:g}", "lon": f"{row.stop_lon:g}", "why": "日本の外です"}
        place = feed.text.place(_STOPS)
        yield notice("gtfs_stop_outside_japan", file=place, row=int(row.line), field="stop_lat", **params)


def stops_swapped(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """Latitudes and longitudes have changed places: the one cause of all that follows from it."""
    if swapped := swapped_stops_notice(feed):
        yield swapped


def wrong_parent(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A stop belongs to something that is no station, or a station to another one."""
    kinds = feed.stops["location_type"].to_dict()
    wanted = {_PLATFORM: _STATION, _ENTRANCE: _STATION, _NODE: _STATION, _BOARDING: _PLATFORM}
    row: Any
    for row in feed.stops.itertuples():
        if row.parent_station and kinds.get(row.parent_station, wanted.get(row.location_type)) != wanted.get(
            row.location_type
        ):
            place = feed.text.place(_STOPS)
            params: dict[str, Any] = {"id": row.Index, "parent": row.parent_station}
            yield notice("wrong_parent_location_type", file=place, row=int(row.line), field="parent_station", **params)


def stop_without_stop_time(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """No trip calls at a stop, by a timetable or on request."""
    on_request = {stop for zone in request_zones(feed) for stop in zone.stop_ids}
    called = set(feed.stop_times["stop_id"].unique()) | on_request
    unused = feed.stops[(feed.stops["location_type"] == _PLATFORM) & ~feed.stops.index.isin(called)]
    for stop_id, line in unused["line"].items():
        yield notice("stop_without_stop_time", file=feed.text.place(_STOPS), row=int(line), field="stop_id", id=stop_id)


def stop_too_far_from_shape(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A stop is far from the line that its trips follow."""
    limit_m = reference_table("gtfs")["stop_to_shape_m"].value
    calls = feed.stop_times[["trip_id", "stop_id"]].astype(object)
    pairs = pd.DataFrame(
        {"shape_id": calls["trip_id"].map(feed.trips["shape_id"].astype(object)), "stop_id": calls["stop_id"]}
    )
    pairs = pairs.drop_duplicates()
    pairs = pairs[pairs["shape_id"].isin(set(feed.shapes["shape_id"])) & pairs["stop_id"].isin(feed.stops.index)]
    if pairs.empty:
        return
    middle = feed.stops[["stop_lat", "stop_lon"]].median()
    crs = metric_crs(float(middle["stop_lat"]), float(middle["stop_lon"]))
    lines = _lines(feed, crs)
    stops = feed.stops.loc[pairs["stop_id"]]
    points = shapely.points(to_metric(stops["stop_lat"].to_numpy(), stops["stop_lon"].to_numpy(), crs))
    away_m = shapely.distance(points, lines.reindex(pairs["shape_id"]).to_numpy())
    for i in np.flatnonzero(away_m > limit_m):
        stop_id, shape_id = pairs.iloc[i][["stop_id", "shape_id"]]
        place: dict[str, Any] = {"file": feed.text.place(_STOPS), "row": int(stops["line"].iloc[i]), "field": "stop_id"}
        params: dict[str, Any] = {"id": stop_id, "shape": shape_id, "away": f"{away_m[i]:,.0f}"}
        yield notice("stop_too_far_from_shape", **params, **place)


def _lines(feed: GtfsFeed, crs: int) -> pd.Series:
    """Lines of the shapes in metres; a shape of a single point is that point."""
    shapes = feed.shapes
    xy_m = to_metric(shapes["shape_pt_lat"].to_numpy(), shapes["shape_pt_lon"].to_numpy(), crs)
    rows = shapes.groupby("shape_id", sort=False).indices
    made = [shapely.LineString(xy_m[i]) if len(i) > 1 else shapely.Point(xy_m[i[0]]) for i in rows.values()]
    return pd.Series(made, index=list(rows), dtype=object)


def unused_shape(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """No trip follows a line."""
    used = set(feed.trips["shape_id"].unique())
    first = feed.shapes.drop_duplicates("shape_id")
    for shape_id, line in first.loc[~first["shape_id"].isin(used), ["shape_id", "line"]].itertuples(index=False):
        yield notice("unused_shape", file=feed.text.place("shapes.txt"), row=int(line), field="shape_id", id=shape_id)


def route_without_name(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A route has neither a short nor a long name."""
    unnamed = (feed.routes["route_short_name"] == "") & (feed.routes["route_long_name"] == "")
    for line in feed.routes["line"][unnamed]:
        place = feed.text.place("routes.txt")
        yield notice("route_both_short_and_long_name_missing", file=place, row=int(line), field="route_long_name")


def route_color_contrast(feed: GtfsFeed, _on: _Day) -> Iterator[Notice]:
    """A route's name can hardly be read on its colour."""
    table = feed.text.tables.get("routes.txt")
    if table is None or not {"route_color", "route_text_color"} <= {*table.names}:
        return
    limit = reference_table("gtfs")["contrast"].value
    colors = zip(table.sound_lines, table.cells("route_color"), table.cells("route_text_color"), strict=True)
    for line, ground, text in colors:
        # Where one of the two is not given, the screens choose it.
        if color_of(ground) and color_of(text) and abs(_luma(ground) - _luma(text)) < limit:
            place: dict[str, Any] = {
                "file": feed.text.place("routes.txt"),
                "row": int(line),
                "field": "route_text_color",
            }
            yield notice("route_color_contrast", ground=ground, text_color=text, **place)


def _luma(color: str) -> float:
    return float(np.array([int(color[i : i + 2], 16) for i in (0, 2, 4)]) @ _LUMA)


RULES = (
    Rule("stop_without_location", SCHEDULE, stop_without_location),
    Rule("gtfs_stop_without_name", SCHEDULE, stop_without_name),
    Rule("point_near_origin", VALIDATOR, point_near_origin),
    Rule("gtfs_stop_outside_japan", OWN, stop_outside_japan),
    Rule("gtfs_stops_swapped", OWN, stops_swapped),
    Rule("wrong_parent_location_type", SCHEDULE, wrong_parent),
    Rule("stop_without_stop_time", PRACTICES, stop_without_stop_time),
    Rule("stop_too_far_from_shape", PRACTICES, stop_too_far_from_shape),
    Rule("unused_shape", VALIDATOR, unused_shape),
    Rule("route_both_short_and_long_name_missing", SCHEDULE, route_without_name),
    Rule("route_color_contrast", PRACTICES, route_color_contrast),
)
