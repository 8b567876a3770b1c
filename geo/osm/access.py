"""What the tags of a way allow: whether cars may pass, whether anyone may, and in which direction.

The most special tag decides (motorcar before motor_vehicle before vehicle before access), as OpenStreetMap's wiki orders them
(Key:access, Key:oneway, Tag:junction=roundabout).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

NO_LANES = frozenset(
    (
        *("construction", "proposed", "planned"),
        *("abandoned", "razed", "disused", "demolished", "no"),
        *("platform", "elevator", "raceway", "corridor"),
    )
)
"""Highway values that are no road to go on (yet, or any more)."""

_CLOSED = {"no", "private", "emergency", "military"}
_CLOSED_TO_CARS = _CLOSED | {"agricultural", "forestry", "agricultural;forestry", "forestry;agricultural"}
_FOR_CARS = ("motorcar", "motor_vehicle", "vehicle", "access")
_ON_FOOT = ("foot", "access")
_TAKEN = {"yes", "designated", "permissive", "official"}
_ONE_WAY_KEYS = ("oneway:motorcar", "oneway:motor_vehicle", "oneway:vehicle", "oneway")
_FORWARD = {"yes", "true", "1"}
_BACKWARD = {"-1", "reverse"}

Direction = Literal["both", "forward", "backward"]


def is_road(tags: Mapping[str, str]) -> bool:
    """Return whether a way is a road: built, a line and not an area, whoever may use it."""
    return "highway" in tags and tags["highway"] not in NO_LANES and tags.get("area") != "yes"


def is_ferry(tags: Mapping[str, str]) -> bool:
    """Return whether a way is the line of a ferry."""
    return tags.get("route") == "ferry" and "highway" not in tags


def ferry_takes_cars(tags: Mapping[str, str]) -> bool:
    """Return whether a ferry is said to take cars; what says nothing carries people only."""
    return _first(tags, _FOR_CARS[:-1]) in _TAKEN


def ferry_s(tags: Mapping[str, str]) -> float | None:
    """Return the seconds that a crossing takes by its duration tag (0:40, 0:40:00, 40 or PT40M); None where it does not say."""
    told = tags.get("duration", "").strip()
    if clock := re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?", told, re.ASCII):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
    elif iso := re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", told, re.ASCII):
        hours, minutes, seconds = (int(part or 0) for part in iso.groups())
    elif re.fullmatch(r"\d{1,4}", told, re.ASCII):
        hours, minutes, seconds = 0, int(told), 0
    else:
        return None
    return float(hours * 3600 + minutes * 60 + seconds) or None


def is_closed_to_all(tags: Mapping[str, str]) -> bool:
    """Return whether neither cars nor people on foot may use a road (private grounds, service roads for the fire brigade)."""
    return not cars_may_pass(tags) and (_first(tags, _ON_FOOT) in _CLOSED or tags.get("service") == "private")


def cars_may_pass(tags: Mapping[str, str]) -> bool:
    """Return whether the signs let cars pass; whether the class of road suits them is for the table of speeds."""
    own = _first(tags, _FOR_CARS)
    if own is None:
        return tags.get("service") not in {"private", "emergency_access"}
    return own not in _CLOSED_TO_CARS


def direction(tags: Mapping[str, str]) -> Direction:
    """Return in which direction of the way cars go.

    Notes
    -----
    Roundabouts and motorways go one way unless they say otherwise. Lanes that change direction by the hour (reversible,
    alternating) are open both ways.
    """
    by_nature = tags.get("junction") in {"roundabout", "circular"} or tags["highway"] == "motorway"
    value = _first(tags, _ONE_WAY_KEYS) or ("yes" if by_nature else "no")
    return "forward" if value in _FORWARD else "backward" if value in _BACKWARD else "both"


def _first(tags: Mapping[str, str], keys: tuple[str, ...]) -> str | None:
    return next((tags[key] for key in keys if key in tags), None)
