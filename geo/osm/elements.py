"""Things with wanted tags in an OpenStreetMap file, with their shapes: points, and areas from closed ways and multipolygons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import osmium
import shapely

from geo.osm.files import osm_file, wrapping_osmium_errors
from geo.osm.points import WayPoints

_AREA_RELATIONS = {"multipolygon", "boundary"}


@dataclass(frozen=True)
class Element:
    """One thing.

    Parameters
    ----------
    id
        n, w or r (node, way, relation) and OpenStreetMap's number.
    tags
        As they stand.
    shape
        Point, area or, for ways that do not close, line; degrees.
    """

    id: str
    tags: Mapping[str, str]
    shape: shapely.Geometry


@dataclass(frozen=True)
class _Members:
    id: int
    tags: Mapping[str, str]
    outer: tuple[int, ...]
    inner: tuple[int, ...]


def read_elements(
    path: Path, keys: Sequence[str], wanted: Callable[[Mapping[str, str]], bool]
) -> tuple[list[Element], int]:
    """Read what bears wanted tags.

    Parameters
    ----------
    path
        .osm, .osm.pbf or .osm.gz.
    keys
        Things with none of these keys are passed over at once.
    wanted
        Decides by all the tags of a thing.

    Returns
    -------
    list of Element, int
        In the file's order, nodes, ways, relations; and how many had no shape that the file could give (points or members
        that are cut off).

    Raises
    ------
    ValueError
        When the file cannot be read.
    """
    found: list[Element] = []
    relations: list[_Members] = []
    without_shape = 0
    place = WayPoints(path)
    with wrapping_osmium_errors():
        reading = osmium.FileProcessor(osm_file(path)).with_locations().with_filter(osmium.filter.KeyFilter(*keys))
        for thing in reading:
            tags = dict(thing.tags)
            if not wanted(tags):
                continue
            if isinstance(thing, osmium.osm.Node):
                found.append(Element(f"n{thing.id}", tags, shapely.Point(thing.lon, thing.lat)))
            elif isinstance(thing, osmium.osm.Way):
                shape = _way_shape(_line(thing, place))
                without_shape += shape is None
                if shape is not None:
                    found.append(Element(f"w{thing.id}", tags, shape))
            elif isinstance(thing, osmium.osm.Relation) and tags.get("type") in _AREA_RELATIONS:
                relations.append(_members(thing, tags))
    lines = _lines(path, {ref for relation in relations for ref in (*relation.outer, *relation.inner)})
    for relation in relations:
        area = _area(relation, lines)
        without_shape += area is None
        if area is not None:
            found.append(Element(f"r{relation.id}", relation.tags, area))
    return found, without_shape


def _members(relation: osmium.osm.Relation, tags: Mapping[str, str]) -> _Members:
    ways = [(member.ref, member.role) for member in relation.members if member.type == "w"]
    inner = tuple(ref for ref, role in ways if role == "inner")
    return _Members(relation.id, tags, tuple(ref for ref, role in ways if role != "inner"), inner)


def _line(way: osmium.osm.Way, place: WayPoints) -> list[tuple[float, float]]:
    return [(lon, lat) for _, lon, lat in place.of(way)]


def _lines(path: Path, wanted: set[int]) -> dict[int, list[tuple[float, float]]]:
    """Read the members of relations, which bear no tags of their own, in a second passing."""
    if not wanted:
        return {}
    with wrapping_osmium_errors():
        reading = osmium.FileProcessor(osm_file(path), osmium.osm.NODE | osmium.osm.WAY).with_locations()
        ways = reading.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
        place = WayPoints(path)
        return {way.id: _line(way, place) for way in ways if isinstance(way, osmium.osm.Way) and way.id in wanted}


def _way_shape(points: list[tuple[float, float]]) -> shapely.Geometry | None:
    if len(points) >= 4 and points[0] == points[-1]:
        return shapely.Polygon(points)
    return shapely.LineString(points) if len(points) >= 2 else None


def _area(relation: _Members, lines: Mapping[int, list[tuple[float, float]]]) -> shapely.Geometry | None:
    outer = _rings(relation.outer, lines)
    if outer is None:
        return None
    inner = _rings(relation.inner, lines)
    area = outer if inner is None else shapely.difference(outer, inner)
    return None if shapely.is_empty(area) else area


def _rings(refs: Iterable[int], lines: Mapping[int, list[tuple[float, float]]]) -> shapely.Geometry | None:
    """Join ways to rings and give the area of all that close."""
    strings = [shapely.LineString(lines[ref]) for ref in refs if len(lines.get(ref, ())) >= 2]
    areas = shapely.get_parts(shapely.polygonize(strings))
    whole = shapely.union_all(areas[shapely.get_type_id(areas) == 3])
    return None if shapely.is_empty(whole) else whole
