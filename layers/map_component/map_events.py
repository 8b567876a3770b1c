"""What a person did on the map, read from what the browser reports: each event once, also the same one twice.

The browser (`web/kyoten.js`) reports one message at a time in a field of streamlit-folium. It carries the events that
were not answered yet, each with its number, and the name of the map's life, so that none is lost when hands are quick,
and an old one is never taken for new: not when the page runs again for another reason, not when the map is opened
anew, and not when the same place is clicked twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, unquote

REPORTED = "last_object_clicked_tooltip"
RETURNED_OBJECTS = (REPORTED,)
"""The only field that is asked of streamlit-folium: others would run the page at every pan."""

KINDS = ("village", "facility", "site", "hub", "stop")
Ring = tuple[tuple[float, float], ...]


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
    """A village, facility, site, hub or bus stop was clicked (`kind` is one of `KINDS`); it stands at lat, lon."""

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


@dataclass(frozen=True)
class StopDropped:
    """A bus stop was dragged to a place in degrees."""

    stop_id: str
    lat: float
    lon: float


@dataclass(frozen=True)
class StopInserted:
    """A stop is asked for between two others, at a place in degrees; `position` is where it will stand in the line."""

    position: int
    lat: float
    lon: float


@dataclass(frozen=True)
class DeletePressed:
    """The key Delete was pressed while the map had the focus: for a hub or stop that has it, else for what is chosen ("", "")."""

    kind: str
    id: str
    lat: float
    lon: float


@dataclass(frozen=True)
class AreaDrawn:
    """An outline was drawn; `ring` are its corners as (lon, lat) in degrees, lat and lon those of the first."""

    ring: Ring
    lat: float
    lon: float


@dataclass(frozen=True)
class AreaRedrawn:
    """Corners of an area were moved, added or taken away; `rings` are its outline and its holes."""

    area_id: str
    rings: tuple[Ring, ...]
    lat: float
    lon: float


@dataclass(frozen=True)
class AreaDivided:
    """A line was drawn across the chosen area."""

    line: Ring
    lat: float
    lon: float


@dataclass(frozen=True)
class YearChosen:
    """A year was chosen below the map, and stayed so; lat and lon are where the map looked."""

    year: int
    lat: float
    lon: float


@dataclass(frozen=True)
class ViewRemembered:
    """What the map shows is to become a scene; lat and lon are its middle, `zoom` as web maps count it."""

    zoom: float
    lat: float
    lon: float


@dataclass(frozen=True)
class SceneStepped:
    """On the wall of a hall somebody pressed a key: so many scenes on, or back where `by` is negative."""

    by: int
    lat: float
    lon: float


@dataclass(frozen=True)
class ScenePulled:
    """In the running order beside the wall a scene was pulled to a position, counted from 0; the same one where it was only pressed."""

    scene_id: str
    position: int
    lat: float
    lon: float


Event = (
    MapClick
    | HubDropped
    | ThingClicked
    | RoadClicked
    | StopDropped
    | StopInserted
    | DeletePressed
    | AreaDrawn
    | AreaRedrawn
    | AreaDivided
    | YearChosen
    | ViewRemembered
    | SceneStepped
    | ScenePulled
)


_NUMBERED: Mapping[str, tuple[Any, str, Any]] = MappingProxyType(
    {
        "year": (YearChosen, "year", int),
        "remembered": (ViewRemembered, "zoom", float),
        "stepped": (SceneStepped, "by", int),
    }
)
"""Events that tell one number besides the place: the browser's name, the class, the key, and its kind."""


_DROPPED: Mapping[str, type[HubDropped] | type[StopDropped]] = MappingProxyType(
    {"dropped": HubDropped, "stop_dropped": StopDropped}
)


@dataclass(frozen=True)
class Reading:
    """The oldest new event, if there is one, and what to hand to the next reading."""

    event: Event | None
    seen: str | None


def read(reported: Mapping[str, Any] | None, seen: str | None) -> Reading:
    """Read the oldest event that was not yet seen, if any.

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
    seen_life, _, seen_number = (seen or "").rpartition(".")
    try:
        report = json.loads(unquote(message))
        life = str(report["mount"])
        heard = int(seen_number) if life == seen_life else 0
        unseen = {int(raw["n"]): _event(raw) for raw in report["events"] if int(raw["n"]) > heard}
    except (ValueError, KeyError, TypeError):
        # Not one of our messages: nothing that anybody did.
        return Reading(None, seen)
    if not unseen:
        return Reading(None, seen)
    number = min(unseen)
    return Reading(unseen[number], f"{life}.{number}")


def reported(*events: Event, first: int = 1, mount: str = "test") -> dict[str, str]:
    """Make what the browser would report for events; for tests of pages that run without a browser.

    Parameters
    ----------
    events
        What was done, in order.
    first
        The number of the first one: a later report of the same map counts on.
    mount
        The map's life; another one when the map was opened anew.
    """
    messages = [{"n": first + i, **_message(event)} for i, event in enumerate(events)]
    return {REPORTED: quote(json.dumps({"mount": mount, "events": messages}, ensure_ascii=False))}


def _message(event: Event) -> dict[str, Any]:
    place = {"lat": event.lat, "lon": event.lon}
    match event:
        case HubDropped():
            return {"e": "dropped", "id": event.hub_id, **place}
        case StopDropped():
            return {"e": "stop_dropped", "id": event.stop_id, **place}
        case StopInserted():
            return {"e": "stop_inserted", "position": event.position, **place}
        case ScenePulled():
            return {"e": "scene_pulled", "id": event.scene_id, "position": event.position, **place}
        case ThingClicked():
            return {"e": event.kind, "id": event.id, **place}
        case DeletePressed():
            return {"e": "delete", "kind": event.kind, "id": event.id, **place}
        case RoadClicked():
            return {"e": "road", "edges": [list(edge) for edge in event.edges], "name": event.name, **place}
        case AreaDrawn():
            return {"e": "drawn", "ring": event.ring, **place}
        case AreaRedrawn():
            return {"e": "redrawn", "id": event.area_id, "rings": event.rings, **place}
        case AreaDivided():
            return {"e": "divided", "line": event.line, **place}
        case YearChosen() | ViewRemembered() | SceneStepped():
            kind = next(kind for kind, (cls, _, _) in _NUMBERED.items() if cls is type(event))
            return {"e": kind, _NUMBERED[kind][1]: getattr(event, _NUMBERED[kind][1]), **place}
    return {"e": "map", **place}


def _event(raw: Mapping[str, Any]) -> Event:
    lat, lon = float(raw["lat"]), float(raw["lon"])
    kind = raw["e"]
    if kind == "map":
        return MapClick(lat, lon)
    if kind in _DROPPED:
        return _DROPPED[kind](str(raw["id"]), lat, lon)
    if kind == "stop_inserted":
        return StopInserted(int(raw["position"]), lat, lon)
    if kind == "scene_pulled":
        return ScenePulled(str(raw["id"]), int(raw["position"]), lat, lon)
    if kind == "delete":
        return DeletePressed(str(raw["kind"]), str(raw["id"]), lat, lon)
    if kind == "road":
        edges = tuple((u, v, key) for u, v, key in raw["edges"])
        return RoadClicked(edges, str(raw.get("name", "")), lat, lon)
    if kind == "drawn":
        return AreaDrawn(_ring(raw["ring"]), lat, lon)
    if kind == "redrawn":
        return AreaRedrawn(str(raw["id"]), tuple(_ring(ring) for ring in raw["rings"]), lat, lon)
    if kind == "divided":
        return AreaDivided(_ring(raw["line"]), lat, lon)
    if kind in _NUMBERED:
        made, key, number = _NUMBERED[kind]
        numbered: Event = made(number(raw[key]), lat, lon)
        return numbered
    if kind in KINDS:
        return ThingClicked(str(kind), str(raw["id"]), lat, lon)
    raise ValueError(f"no such event: {kind}")


def _ring(corners: Any) -> Ring:
    return tuple((float(lon), float(lat)) for lon, lat in corners)
