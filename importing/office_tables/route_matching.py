"""Holding the names in a town's tables against the feeds: the id where one thing bears the name, the name alone where not."""

from __future__ import annotations

import pandas as pd

from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.office_tables.feed_names import FeedNames, Key


def with_feed_ids(rows: pd.DataFrame, names: FeedNames, file: str) -> tuple[pd.DataFrame, list[Notice]]:
    """Give counts the ids of their routes, trips and stops.

    Parameters
    ----------
    rows
        Texts; columns feed, route_id, route, trip_id, trip, stop_id, stop.
    names
        What the feeds hold.
    file
        Name to show.

    Returns
    -------
    pandas.DataFrame, list of Notice
        The rows with ids where a name is borne by one thing only; ids that no feed has become names. What was matched and
        what stayed a name is told.
    """
    out = []
    lost: dict[str, dict[str, None]] = {"路線": {}, "便": {}, "停留所": {}}
    several: dict[str, None] = {}
    found = dict.fromkeys(lost, 0)
    for row in rows.to_dict("records"):
        new = {str(k): v for k, v in row.items()}
        route = _route(new, names)
        trip = _trip(new, names, route)
        stops = names.stop(new["stop_id"] or new["stop"], new["feed"])
        for text, key in (("路線", route), ("便", trip)):
            column = {"路線": "route", "便": "trip"}[text]
            _tell(lost, found, text, new[column], bool(key))
        if len(stops) > 1:
            several[new["stop"] or new["stop_id"]] = None
        else:
            _tell(lost, found, "停留所", new["stop"] or new["stop_id"], bool(stops))
        if len(stops) == 1:
            ((feed, stop_id),) = stops
            new |= {"feed": new["feed"] or feed, "stop_id": stop_id, "stop": new["stop"] or stop_id}
        else:
            new |= {"stop_id": "", "stop": new["stop"] or new["stop_id"]}
        out.append(new)
    matched = pd.DataFrame(out, columns=list(rows.columns), dtype=object)
    return matched, _notices(lost, several, found, file, has_feeds=bool(names.routes))


def _route(row: dict[str, str], names: FeedNames) -> Key | None:
    keys = names.route(row["route_id"] or row["route"])
    if row["feed"]:
        keys = frozenset(k for k in keys if k[0] == row["feed"])
    row["route"] = row["route"] or row["route_id"]
    if len(keys) != 1:
        row["route_id"] = ""
        return None
    (route,) = keys
    row["feed"], row["route_id"] = route
    return route


def _trip(row: dict[str, str], names: FeedNames, route: Key | None) -> str | None:
    row["trip"] = row["trip"] or row["trip_id"]
    keys = names.trip(route, row["trip_id"] or row["trip"]) if route and row["trip"] else frozenset()
    row["trip_id"] = next(iter(keys)) if len(keys) == 1 else ""
    return row["trip_id"] or None


def _tell(lost: dict[str, dict[str, None]], found: dict[str, int], text: str, name: str, matched: bool) -> None:
    if matched:
        found[text] += 1
    elif name:
        lost[text][name] = None


def _notices(
    lost: dict[str, dict[str, None]], several: dict[str, None], found: dict[str, int], file: str, *, has_feeds: bool
) -> list[Notice]:
    if not has_feeds:
        return [notice("riders_no_feeds", file=file)]
    counts = "、".join(f"{text} {count} 行" for text, count in found.items() if count)
    notices = [notice("riders_matched", file=file, counts=counts)] if counts else []
    notices += [
        notice("riders_unmatched", file=file, what=text, count=len(names), names=short_list(list(names)))
        for text, names in lost.items()
        if names
    ]
    if several:
        notices.append(notice("riders_stops_several", file=file, count=len(several), names=short_list(list(several))))
    return notices
