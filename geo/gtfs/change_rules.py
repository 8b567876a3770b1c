"""Rules of changing between stops, as transfers.txt gives them: how long a change takes there, or that it is not possible."""

from __future__ import annotations

import itertools

import pandas as pd

from geo.gtfs.views import GtfsFeed
from geo.texts.messages import notice
from geo.texts.notices import Notice

IMPOSSIBLE_S = -1
"""Stands for a change that is not possible."""

KEPT_S = -2
"""Stands for a guaranteed transfer: the bus that leaves waits for the one that comes, so the walk alone counts."""

_KEPT, _TAKES_TIME, _NOT_POSSIBLE = 1, 2, 3
_NARROWER = ("from_route_id", "to_route_id", "from_trip_id", "to_trip_id")


def change_rules(feed: GtfsFeed) -> tuple[pd.DataFrame, list[Notice]]:
    """List the rules for changes between two stops.

    Parameters
    ----------
    feed
        Read by `geo.gtfs.views.read_gtfs`.

    Returns
    -------
    pandas.DataFrame, list of Notice
        Columns from_stop_id, to_stop_id, least_s: seconds that the change takes at least (transfer_type 2), `IMPOSSIBLE_S` (3)
        or `KEPT_S` (1, timed transfer). A station stands for all its stops; of several rules for one pair the strictest holds. Rules for single routes
        and trips are not among them, which is noted; staying seated (4, 5) is read by `geo.gtfs.vehicle_runs`.
    """
    rows = feed.transfers[feed.transfers["transfer_type"].isin([_KEPT, _TAKES_TIME, _NOT_POSSIBLE])]
    narrower = (rows[list(_NARROWER)].astype(object) != "").any(axis=1)
    inside: dict[str, list[str]] = {}
    for stop, station in feed.stops["parent_station"].items():
        inside.setdefault(str(stop), []).append(str(stop))
        if station:
            inside.setdefault(str(station), []).append(str(stop))
    rules: dict[tuple[str, str], int] = {}
    columns = ["from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time"]
    for start, end, kind, time_s in rows.loc[~narrower, columns].itertuples(index=False):
        takes_s = 0 if pd.isna(time_s) else int(time_s)
        least_s = {_NOT_POSSIBLE: IMPOSSIBLE_S, _KEPT: KEPT_S}.get(int(kind), takes_s)
        for pair in itertools.product(inside.get(str(start), []), inside.get(str(end), [])):
            known = rules.get(pair, KEPT_S)
            rules[pair] = IMPOSSIBLE_S if IMPOSSIBLE_S in (known, least_s) else max(known, least_s)
    found = pd.DataFrame(
        [(*pair, least_s) for pair, least_s in sorted(rules.items())], columns=["from_stop_id", "to_stop_id", "least_s"]
    )
    count = int(narrower.sum())
    notices = (
        [notice("timetable_transfers_not_used", file=feed.text.place("transfers.txt"), count=f"{count:,}")]
        if count
        else []
    )
    return found, notices
