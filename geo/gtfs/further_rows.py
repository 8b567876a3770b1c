"""Zones on request and fares of the second form when feeds are put together: what goes with a route, what would reach others."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pandas as pd

from geo.gtfs.further_fields import FURTHER_SPECS, LOCATIONS

_LEG_RULES = "fare_leg_rules.txt"
_TRANSFERS = "fare_transfer_rules.txt"
_MEMBERS = "route_networks.txt"

_Column = tuple[str, str]
_Step = tuple[str, str, tuple[_Column, ...]]

_CALLED_GROUP = (("stop_times.txt", "location_group_id"),)
_CALLED_ZONE = (("stop_times.txt", "location_id"),)
_STOPS = (("stops.txt", "stop_id"),)
_ROUTES = (("routes.txt", "route_id"),)
_NETWORKS = ((_MEMBERS, "network_id"), ("routes.txt", "network_id"))
_AREAS = (("stop_areas.txt", "area_id"),)
_LEGS = ((_LEG_RULES, "leg_group_id"),)

_OF_ZONES: tuple[_Step, ...] = (
    (LOCATIONS, "location_id", _CALLED_ZONE),
    ("location_groups.txt", "location_group_id", _CALLED_GROUP),
    ("location_group_stops.txt", "location_group_id", _CALLED_GROUP),
    (
        "booking_rules.txt", "booking_rule_id",
        (("stop_times.txt", "pickup_booking_rule_id"), ("stop_times.txt", "drop_off_booking_rule_id")),
    ),
)  # fmt: skip

_OF_FARES: tuple[_Step, ...] = (
    ("location_group_stops.txt", "stop_id", _STOPS),
    ("pathways.txt", "from_stop_id", _STOPS),
    ("pathways.txt", "to_stop_id", _STOPS),
    ("stop_areas.txt", "stop_id", _STOPS),
    ("areas.txt", "area_id", _AREAS),
    (_MEMBERS, "route_id", _ROUTES),
    ("networks.txt", "network_id", _NETWORKS),
    (_LEG_RULES, "network_id", _NETWORKS),
    (_LEG_RULES, "from_area_id", _AREAS),
    (_LEG_RULES, "to_area_id", _AREAS),
    ("fare_leg_join_rules.txt", "from_network_id", _NETWORKS),
    ("fare_leg_join_rules.txt", "to_network_id", _NETWORKS),
    ("fare_leg_join_rules.txt", "from_stop_id", _STOPS),
    ("fare_leg_join_rules.txt", "to_stop_id", _STOPS),
    (_TRANSFERS, "from_leg_group_id", _LEGS),
    (_TRANSFERS, "to_leg_group_id", _LEGS),
    (
        "timeframes.txt", "timeframe_group_id",
        ((_LEG_RULES, "from_timeframe_group_id"), (_LEG_RULES, "to_timeframe_group_id")),
    ),
    ("fare_products.txt", "fare_product_id", ((_LEG_RULES, "fare_product_id"), (_TRANSFERS, "fare_product_id"))),
    ("rider_categories.txt", "rider_category_id", (("fare_products.txt", "rider_category_id"),)),
    ("fare_media.txt", "fare_media_id", (("fare_products.txt", "fare_media_id"),)),
)  # fmt: skip
"""In this order: each step looks at what the ones before have left."""


def location_rows(content: bytes) -> pd.DataFrame | None:
    """Return the zones of a locations.geojson as rows of location_id and the feature's text; None where it cannot be read."""
    try:
        features = json.loads(content.decode("utf-8-sig"))["features"]
        rows = []
        for feature in features:
            about = feature.get("properties") or {}
            rest = {key: value for key, value in feature.items() if key != "id"}
            text = json.dumps(rest, ensure_ascii=False, allow_nan=False)
            rows.append({"location_id": str(feature.get("id", about.get("id", ""))), "feature": text})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return pd.DataFrame(rows, columns=["location_id", "feature"], dtype=object)


def locations_file(rows: pd.DataFrame) -> bytes:
    """Write zones as the GeoJSON from which `location_rows` reads them."""
    features = [
        {"id": str(i), **json.loads(str(text))} for i, text in zip(rows["location_id"], rows["feature"], strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode("utf-8")


def left_of_zones(before: Mapping[str, pd.DataFrame], kept: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Leave out zones, groups of stops and booking rules of which trips spoke before, and no trip speaks any more."""
    return _left(before, kept, _OF_ZONES)


def left_of_fares(before: Mapping[str, pd.DataFrame], kept: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Leave out areas, networks, pathways and fares of the second form that were about stops and routes which are gone.

    Parameters
    ----------
    before
        The tables of the feed whole.
    kept
        The same with the stops, routes and calls that are left.

    Returns
    -------
    dict
        What nothing referred to before either, such as a day ticket without a rule, stays while there is any route.
    """
    return _left(before, kept, _OF_FARES)


def _left(
    before: Mapping[str, pd.DataFrame], kept: Mapping[str, pd.DataFrame], steps: tuple[_Step, ...]
) -> dict[str, pd.DataFrame]:
    if kept.get("routes.txt", pd.DataFrame()).empty:
        return {file: rows.iloc[:0] if file in FURTHER_SPECS else rows for file, rows in kept.items()}
    out = dict(kept)
    for file, column, users in steps:
        if file in out and column in out[file]:
            gone = _used(before, users) - _used(out, users)
            out[file] = out[file][~out[file][column].isin(list(gone))]
    return out


def _used(tables: Mapping[str, pd.DataFrame], columns: tuple[_Column, ...]) -> set[str]:
    return {
        str(cell) for file, name in columns if file in tables and name in tables[file] for cell in tables[file][name]
    }


def fares_reach_others(tables: Mapping[str, pd.DataFrame], *, beside: bool) -> bool:
    """Say whether fares of the second form would hold for routes of others in the same feed, too.

    Parameters
    ----------
    tables
        Of the feed with the fares.
    beside
        Whether the others have such fares of their own.

    Returns
    -------
    bool
        An empty network_id means every network that no rule names, an empty leg group every group.
    """
    asked = [(_LEG_RULES, "network_id")]
    if beside:
        asked += [(_TRANSFERS, f"{side}_leg_group_id") for side in ("from", "to")]
    return any(
        len(tables[file]) > 0 and (column not in tables[file] or bool((tables[file][column] == "").any()))
        for file, column in asked
        if file in tables
    )


def one_form_of_networks(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Put networks that stand in routes.txt into route_networks.txt where that is there: the standard allows one of both."""
    out = dict(tables)
    routes = out.get("routes.txt")
    if out.get(_MEMBERS, pd.DataFrame()).empty or routes is None or "network_id" not in routes:
        return out
    named = routes.loc[routes["network_id"] != "", ["network_id", "route_id"]]
    both = pd.concat([out[_MEMBERS], named], ignore_index=True).fillna("")
    out[_MEMBERS] = both.drop_duplicates("route_id", ignore_index=True)
    known = out.get("networks.txt", pd.DataFrame(columns=["network_id"], dtype=object))
    new = named[["network_id"]].drop_duplicates()
    out["networks.txt"] = pd.concat(
        [known, new[~new["network_id"].isin(known["network_id"])]], ignore_index=True
    ).fillna("")
    out["routes.txt"] = routes.drop(columns="network_id")
    return out
