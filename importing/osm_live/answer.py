"""What a server of OpenStreetMap answered, put down as the file that is read when there is no network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import osmium

from importing.osm_live.question import Box

_KINDS = ("node", "way", "relation")
_MEMBERS = {"node": "n", "way": "w", "relation": "r"}


def is_answer(content: object) -> bool:
    """Return whether a server's words are an answer of Overpass."""
    elements = content.get("elements") if isinstance(content, dict) else None
    return isinstance(elements, list) and all(isinstance(e, dict) and _is_thing(e) for e in elements)


def _is_thing(element: Mapping[str, Any]) -> bool:
    if not isinstance(element.get("id"), int) or not isinstance(element.get("tags", {}), dict):
        return False
    match element.get("type"):
        case "node":
            return all(isinstance(element.get(axis), int | float) for axis in ("lat", "lon"))
        case "way":
            nodes = element.get("nodes")
            return isinstance(nodes, list) and all(isinstance(ref, int) for ref in nodes)
        case "relation":
            members = element.get("members")
            return isinstance(members, list) and all(isinstance(m, dict) and _is_member(m) for m in members)
    return False


def _is_member(member: Mapping[str, Any]) -> bool:
    return member.get("type") in _MEMBERS and isinstance(member.get("ref"), int)


def write_answer(answer: Mapping[str, Any], path: Path, box: Box) -> int:
    """Write the things of an Overpass answer as an OpenStreetMap file.

    Parameters
    ----------
    answer
        As Overpass gives it with ``out:json``; see `is_answer`.
    path
        .osm.pbf or .osm, which is not there yet.
    box
        What was asked for; the file's header tells it.

    Returns
    -------
    int
        Number of things, each once, written in the order that such files have (nodes, ways, relations, by number).

    """
    things = {(_KINDS.index(e["type"]), e["id"]): _thing(e) for e in answer["elements"]}
    header = osmium.io.Header()
    west, south, east, north = box
    header.add_box(osmium.osm.Box(west, south, east, north))
    with osmium.SimpleWriter(str(path), header=header) as writer:
        for _, thing in sorted(things.items(), key=lambda item: item[0]):
            writer.add(thing)
    return len(things)


def _thing(element: Mapping[str, Any]) -> osmium.osm.mutable.OSMObject:
    number = element["id"]
    tags = {str(key): str(value) for key, value in element.get("tags", {}).items()}
    if element["type"] == "node":
        return osmium.osm.mutable.Node(id=number, tags=tags, location=(element["lon"], element["lat"]))
    if element["type"] == "way":
        return osmium.osm.mutable.Way(id=number, tags=tags, nodes=element["nodes"])
    members = [(_MEMBERS[m["type"]], m["ref"], str(m.get("role", ""))) for m in element["members"]]
    return osmium.osm.mutable.Relation(id=number, tags=tags, members=members)
