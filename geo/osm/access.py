"""What the tags of a way allow: whether cars may pass, whether anyone may, and in which direction.

The most special tag decides (motorcar before motor_vehicle before vehicle before access), as OpenStreetMap's wiki orders them
(Key:access, Key:oneway, Tag:junction=roundabout).
"""

from __future__ import annotations

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
_ONE_WAY_KEYS = ("oneway:motorcar", "oneway:motor_vehicle", "oneway:vehicle", "oneway")
_FORWARD = {"yes", "true", "1"}
_BACKWARD = {"-1", "reverse"}

Direction = Literal["both", "forward", "backward"]


def is_road(tags: Mapping[str, str]) -> bool:
    """Return whether a way is a road: built, a line and not an area, whoever may use it."""
    return "highway" in tags and tags["highway"] not in NO_LANES and tags.get("area") != "yes"


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
