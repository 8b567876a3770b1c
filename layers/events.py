"""What a person did on the map, read from what the browser reports: each deed once, also the same deed twice.

The browser (`web/kyoten.js`) reports one message at a time in a field of streamlit-folium. A message carries the
number of the deed and of the map's life, so that an old one is never taken for new: not when the page runs again for
another reason, not when the map is opened anew, and not when the same place is clicked twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

REPORTED = "last_object_clicked_tooltip"
RETURNED_OBJECTS = (REPORTED,)
"""The only field that is asked of streamlit-folium: others would run the page at every pan."""

KINDS = ("village", "facility", "site", "hub")


@dataclass(frozen=True)
class MapClick:
    """The ground was clicked, at a place in degrees."""

    lat: float
    lon: float


@dataclass(frozen=True)
class HubDropped:
    """A hub was dragged to a place in degrees."""

    hub_id: str
    lat: float
    lon: float


@dataclass(frozen=True)
class ThingClicked:
    """A village, facility, site or hub was clicked (`kind` is one of `KINDS`); it stands at lat, lon."""

    kind: str
    id: str
    lat: float
    lon: float


@dataclass(frozen=True)
class RoadClicked:
    """A road was clicked in the mode "close_road"; `edges` are the `(u, v, key)` of all its directions."""

    edges: tuple[tuple[Any, Any, Any], ...]
    name: str
    lat: float
    lon: float


Event = MapClick | HubDropped | ThingClicked | RoadClicked


@dataclass(frozen=True)
class Reading:
    """A new event, if there is one, and what to hand to the next reading."""

    event: Event | None
    seen: str | None


def read(reported: Mapping[str, Any] | None, seen: str | None) -> Reading:
    """Read the event that was not yet seen, if any.

    Parameters
    ----------
    reported
        What streamlit-folium returned, or what session state keeps under the map's key.
    seen
        `Reading.seen` of the reading before; None at first.
    """
    message = (reported or {}).get(REPORTED)
    if not isinstance(message, str):
        return Reading(None, seen)
    try:
        told = json.loads(unquote(message))
        mark = f"{told['mount']}.{int(told['n'])}"
        event = _event(told)
    except (ValueError, KeyError, TypeError):
        # Not one of our messages: nothing that anybody did.
        return Reading(None, seen)
    return Reading(None, seen) if mark == seen else Reading(event, mark)


def reported(event: Event, n: int = 1, mount: str = "test") -> dict[str, str]:
    """Make what the browser would report for an event; for tests of pages that run without a browser."""
    told: dict[str, Any] = {"lat": event.lat, "lon": event.lon, "n": n, "mount": mount}
    match event:
        case MapClick():
            told["e"] = "map"
        case HubDropped():
            told |= {"e": "dropped", "id": event.hub_id}
        case ThingClicked():
            told |= {"e": event.kind, "id": event.id}
        case RoadClicked():
            told |= {"e": "road", "edges": [list(edge) for edge in event.edges], "name": event.name}
    return {REPORTED: quote(json.dumps(told, ensure_ascii=False))}


def _event(told: Mapping[str, Any]) -> Event:
    lat, lon = float(told["lat"]), float(told["lon"])
    kind = told["e"]
    if kind == "map":
        return MapClick(lat, lon)
    if kind == "dropped":
        return HubDropped(str(told["id"]), lat, lon)
    if kind == "road":
        edges = tuple((u, v, key) for u, v, key in told["edges"])
        return RoadClicked(edges, str(told.get("name", "")), lat, lon)
    if kind in KINDS:
        return ThingClicked(str(kind), str(told["id"]), lat, lon)
    raise ValueError(f"no such event: {kind}")
