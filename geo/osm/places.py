"""Facilities, villages and zones from OpenStreetMap's tags, as tables with the columns of a region's files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.files.crs import DEGREES
from geo.osm.elements import Element, read_elements
from geo.osm.files import outlier_notices
from geo.osm.hours import hours_of
from geo.osm.names import name_of
from geo.osm.tags import facility_keys, facility_of, tag_table, zone_tags
from geo.reference.categories import CATEGORIES
from geo.texts.messages import notice
from geo.texts.notices import Notice

PLACE = "place"
STOP = "バス停"
_MOST_TOLD = 6
_POINT, _LINE = 0, 1
_AREA = 2

Table = tuple[gpd.GeoDataFrame, list[Notice]]


def read_osm_places(path: Path, kind: str, zone: str = "") -> Table:
    """Read one kind of thing from an OpenStreetMap file.

    Parameters
    ----------
    path
        .osm, .osm.pbf or .osm.gz.
    kind
        ``facilities``, ``villages``, ``bus_stops`` or ``zone``.
    zone
        Name of the zone.

    Returns
    -------
    geopandas.GeoDataFrame, list of Notice
        Columns as in the region's file (facility_id, name, category …); shapes in degrees.

    Raises
    ------
    ValueError
        When the file cannot be read.
    """
    keys, wanted, table = _RECIPES[kind](zone)
    elements, without_shape = read_elements(path, keys, wanted)
    frame, notices = table(elements, path.name)
    if without_shape:
        notices.append(notice("osm_shape_missing", file=path.name, count=f"{without_shape:,}"))
    if len(frame):
        middle = shapely.centroid(np.asarray(frame.geometry.values, dtype=object))
        notices += outlier_notices(path, path.name, shapely.get_y(middle), shapely.get_x(middle))
    return frame, notices


def facilities(elements: Sequence[Element], file: str) -> Table:
    """Turn elements into facilities; shops that are not for daily needs are counted and noted."""
    rows, shapes = [], []
    others = 0
    for element in elements:
        found = facility_of(element.tags)
        if found is None:
            others += 1
            continue
        tag, status = found
        opens, closes, days = hours_of(element.tags.get("opening_hours", ""))
        name = name_of(element.tags, by_owner=True) or tag.subtype
        rows.append((f"osm-{element.id}", name, tag.category, status, tag.subtype, opens, closes, days))
        shapes.append(element.shape)
    columns = ["facility_id", "name", "category", "status", "subtype", "opens", "closes", "days"]
    notices = []
    if rows:
        counts = Counter(row[2] for row in rows)
        text = "、".join(f"{CATEGORIES[c]} {counts[c]:,}" for c in CATEGORIES if counts[c])
        stops = sum(row[4] == STOP for row in rows)
        notices.append(notice("osm_facilities_counted", file=file, counts=text, stops=f"{stops:,}"))
    if others:
        notices.append(notice("osm_facilities_others", file=file, count=f"{others:,}"))
    return _frame(rows, columns, shapes), notices


def bus_stops(elements: Sequence[Element], file: str) -> Table:
    """Turn elements into bus stops: what the table of tags calls so; those out of use are counted and noted."""
    rows, shapes, idle = [], [], 0
    for element in elements:
        found = facility_of(element.tags)
        if found is None or found[1] != "open":
            idle += 1
            continue
        companies, routes = (_several(element.tags.get(key, "")) for key in ("operator", "route_ref"))
        rows.append((f"osm-{element.id}", name_of(element.tags), companies, routes))
        shapes.append(element.shape)
    notices = [notice("osm_stops_idle", file=file, count=f"{idle:,}")] if idle else []
    return _frame(rows, ["stop_id", "name", "operators", "routes"], shapes), notices


def _several(text: str) -> str:
    """Several values stand in one tag as A;B, and in the region's file as A、B."""
    return "、".join(part.strip() for part in text.split(";") if part.strip())


def villages(elements: Sequence[Element], file: str) -> Table:
    """Turn places into villages.

    Notes
    -----
    Points and areas of one village are one: an area goes where a point of its name stands inside it. OpenStreetMap seldom
    knows how many people live somewhere and never how many households: what is not given is 0, and noted.
    """
    kinds = tag_table().villages
    ours = [e for e in elements if e.tags.get(PLACE) in kinds]
    points = [e for e in ours if shapely.get_type_id(e.shape) == _POINT]
    areas = [e for e in ours if shapely.get_dimensions(e.shape) == _AREA]
    named = {name: [p.shape for p in points if name_of(p.tags) == name] for name in {name_of(a.tags) for a in areas}}
    single = [a for a in areas if not any(shapely.covers(a.shape, p) for p in named[name_of(a.tags)])]
    kept = [*points, *single]
    rows = [(f"osm-{e.id}", name_of(e.tags), str(_people(e.tags) or 0), "0") for e in kept]
    notices = []
    if kept:
        counts = Counter(e.tags[PLACE] for e in kept)
        text = "、".join(f"{name}（{kind}）{counts[kind]:,}" for kind, name in kinds.items() if counts[kind])
        notices.append(notice("osm_villages_counted", file=file, counts=text))
    if len(single) < len(areas):
        notices.append(notice("osm_villages_joined", file=file, count=f"{len(areas) - len(single):,}"))
    silent = [e for e in kept if _people(e.tags) is None]
    if silent:
        without_people, all_ = f"{len(silent):,}", f"{len(kept):,}"
        notices.append(notice("osm_people_unknown", file=file, field="population", count=without_people, all=all_))
    if kept:
        notices.append(notice("osm_households_unknown", file=file, field="households"))
    others = Counter(e.tags[PLACE] for e in elements if e.tags.get(PLACE) not in kinds)
    if others:
        text = "、".join(f"{kind} {count:,}" for kind, count in others.most_common(_MOST_TOLD))
        notices.append(notice("osm_places_others", file=file, field=PLACE, counts=text))
    return _frame(rows, ["village_id", "name", "population", "households"], [e.shape for e in kept]), notices


def zone_areas_of(elements: Sequence[Element], file: str) -> Table:
    """Turn elements into areas with id, name and land use."""
    areas = [e for e in elements if shapely.get_dimensions(e.shape) == _AREA]
    notices = []
    lines = sum(shapely.get_type_id(e.shape) == _LINE for e in elements)
    if lines:
        notices.append(notice("osm_zone_open", file=file, count=f"{lines:,}"))
    rows = [
        (f"osm-{e.id}", name_of(e.tags), e.tags.get("landuse") or e.tags.get("natural") or e.tags.get("boundary", ""))
        for e in areas
    ]
    return _frame(rows, ["osm_id", "name", "landuse"], [e.shape for e in areas]), notices


def _people(tags: Mapping[str, str]) -> int | None:
    digits = tags.get("population", "").replace(",", "").replace(" ", "")
    return int(digits) if digits.isdecimal() and digits.isascii() else None


def _frame(rows: Sequence[tuple[str, ...]], columns: list[str], shapes: Sequence[shapely.Geometry]) -> gpd.GeoDataFrame:
    table = pd.DataFrame(rows, columns=columns, dtype=object)
    geometry = gpd.GeoSeries(list(shapes), index=table.index, crs=DEGREES)
    return gpd.GeoDataFrame(table, geometry=geometry)


_Wanted = Callable[[Mapping[str, str]], bool]
_Recipe = tuple[tuple[str, ...], _Wanted, Callable[[Sequence[Element], str], Table]]


def _of_facilities(_zone: str) -> _Recipe:
    def wanted(tags: Mapping[str, str]) -> bool:
        return facility_of(tags) is not None or "shop" in tags

    return facility_keys(), wanted, facilities


def _of_bus_stops(_zone: str) -> _Recipe:
    def wanted(tags: Mapping[str, str]) -> bool:
        found = facility_of(tags)
        return found is not None and found[0].subtype == STOP

    return facility_keys(), wanted, bus_stops


def _of_villages(_zone: str) -> _Recipe:
    return (PLACE,), lambda tags: PLACE in tags, villages


def _of_zone(zone: str) -> _Recipe:
    recipes = zone_tags(zone)

    def wanted(tags: Mapping[str, str]) -> bool:
        return any(all(tags.get(k) == v for k, v in recipe.items()) for recipe in recipes)

    return tuple(dict.fromkeys(key for recipe in recipes for key in recipe)), wanted, zone_areas_of


_RECIPES: Mapping[str, Callable[[str], _Recipe]] = {
    "facilities": _of_facilities,
    "villages": _of_villages,
    "bus_stops": _of_bus_stops,
    "zone": _of_zone,
}
