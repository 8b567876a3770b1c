"""The table that says what OpenStreetMap's tags mean here: geo/reference/osm_tags.toml."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from geo import reference

CLOSED_PREFIXES = ("disused:", "abandoned:", "closed:")
"""What stands before a key where the thing is no longer in use (disused:amenity=school)."""

PLANNED_PREFIXES = ("planned:", "proposed:", "construction:")
"""What stands before a key where the thing is yet to be."""

Status = Literal["open", "closed", "planned"]


@dataclass(frozen=True)
class FacilityTag:
    """One line of the table: these values of a key are facilities of one category and kind."""

    category: str
    subtype: str
    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class TagTable:
    """All that the table says.

    Parameters
    ----------
    facilities
        The first that fits decides.
    villages
        Value of place → what it is called in Japanese.
    zones
        Name of the zone → its tags, each a set of key and value that must all be there.
    """

    facilities: tuple[FacilityTag, ...]
    villages: Mapping[str, str]
    zones: Mapping[str, tuple[Mapping[str, str], ...]]


@functools.cache
def tag_table() -> TagTable:
    """Read the table."""
    path = Path(reference.__file__).with_name("osm_tags.toml")
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    facilities = tuple(
        FacilityTag(row["category"], row["subtype"], row["key"], tuple(row["values"])) for row in content["facility"]
    )
    zones = {row["zone"]: tuple(_all_of(text) for text in row["tags"]) for row in content["zone"]}
    villages = {row["place"]: row["name"] for row in content["village"]}
    return TagTable(facilities, MappingProxyType(villages), MappingProxyType(zones))


def _all_of(text: str) -> Mapping[str, str]:
    return MappingProxyType(dict(pair.split("=", 1) for pair in text.split("+")))


def facility_keys() -> tuple[str, ...]:
    """Return the keys that a facility may bear, those of closed and planned ones included."""
    keys = dict.fromkeys(tag.key for tag in tag_table().facilities)
    return tuple(prefix + key for prefix in ("", *CLOSED_PREFIXES, *PLANNED_PREFIXES) for key in keys)


def facility_of(tags: Mapping[str, str]) -> tuple[FacilityTag, Status] | None:
    """Return what kind of facility tags describe and whether it is open; None for no facility of daily life.

    Examples
    --------
    >>> tag, status = facility_of({"disused:amenity": "school"})
    >>> tag.category, tag.subtype, status
    ('education', '学校', 'closed')
    """
    stages: tuple[tuple[Status, tuple[str, ...]], ...] = (
        ("open", ("",)),
        ("closed", CLOSED_PREFIXES),
        ("planned", PLANNED_PREFIXES),
    )
    for status, prefixes in stages:
        for tag in tag_table().facilities:
            if any(_has(tags.get(prefix + tag.key), tag.values) for prefix in prefixes):
                out_of_use = "yes" in (tags.get("disused"), tags.get("abandoned"))
                return tag, "closed" if out_of_use and status == "open" else status
    return None


def _has(value: str | None, wanted: tuple[str, ...]) -> bool:
    # Several values stand in one tag as convenience;doityourself.
    return value is not None and any(part.strip() in wanted for part in value.split(";"))


def zone_tags(zone: str) -> tuple[Mapping[str, str], ...]:
    """Return the tags of a zone; a name that the table does not know is taken for a value of landuse."""
    return tag_table().zones.get(zone, ({"landuse": zone},))
