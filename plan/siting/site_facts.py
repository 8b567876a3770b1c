"""What lies around candidate sites: services and bus lines within a walk, whose land it is, hazards, roads cleared of snow."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.files.crs import to_metric
from geo.reference.categories import CATEGORIES
from geo.region.land.zones import ZONES
from geo.region.region import Region
from geo.region.roads.snow_roads import read_snow_roads
from geo.region.tables.bus_stops import FILE as STOPS_FILE
from geo.region.tables.bus_stops import read_bus_stops
from network.transit.stop_access import walks_between
from plan.applied import EffectiveScenario
from plan.reach.bus_days import usual_day

HAZARDS = ("landslide", "flood", "house_collapse", "tsunami")
"""Zones that a site should stay clear of, as far as the region's files have them."""

REUSED_KINDS = ("廃校", "旧役場", "空き店舗", "空き家", "空き公共施設", "工場跡")
"""Kinds of site that are a building without use."""

_RED = "特別警戒"
_PUBLIC = re.compile(
    r"^(国|都|道|府|県|市|区|町|村)$|.+[都道府県市区]$|.{2,}[町村]$|[国都道府県市区町村公]有|財産区|公社"
)


@dataclass(frozen=True)
class SiteFacts:
    """What is known of one candidate site.

    Parameters
    ----------
    id, name, kind
        Of the site; a facility's kind is 既存施設.
    services
        Categories with an open facility within the walk.
    owner
        As written; empty where it is not known.
    public
        Whether the owner is a public body; None where the owner is not known.
    reused
        Whether the site is a building without use, or what it reuses is named.
    hazard_layers
        Those of `HAZARDS` that the region has: of the others nothing is known.
    hazards
        Names of the hazard areas that its ground touches, the special ones (特別警戒) by that name.
    hazard_share
        Share of its ground inside them, 0 to 1; None where the region has no hazard areas.
    bus_lines
        Lines of the usual day with a stop within the walk; None where no stop names its lines.
    snow_m
        Straight metres to the nearest road that is cleared of snow; None where none are given.
    """

    id: str
    name: str
    kind: str
    services: tuple[str, ...]
    owner: str
    public: bool | None
    reused: bool
    hazard_layers: tuple[str, ...]
    hazards: tuple[str, ...]
    hazard_share: float | None
    bus_lines: tuple[str, ...] | None
    snow_m: float | None


def site_facts(effective: EffectiveScenario, places: pd.DataFrame, reach_m: float) -> list[SiteFacts]:
    """Gather what lies around candidate sites.

    Parameters
    ----------
    effective
        What holds in the scenario: facilities that are open in it, roads that are open in it, its buses.
    places
        Index id of sites or facilities; name, lat, lon.
    reach_m
        Longest walk over the roads, the straight legs from place to road included.

    Returns
    -------
    list of SiteFacts
        In the order of `places`.

    Notes
    -----
    The ground of a site is taken for a circle of its area around its point; without an area the point alone counts.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> today = apply(read_region("sample_regions/model_chiku"))
    >>> found = site_facts(today, today.region.sites, 300.0)
    >>> len(found) == len(today.region.sites), all(fact.hazard_share is not None for fact in found)
    (True, True)
    """
    sites = effective.region.sites.reindex(places.index)
    services = _services(effective, places, reach_m)
    lines = _bus_lines(effective, places, reach_m)
    hazards = _hazards(effective.region, places, sites["area_m2"].to_numpy(dtype=np.float64))
    snow_m = _snow_m(effective.region, places)
    found = []
    for row, (site_id, name) in enumerate(places["name"].items()):
        kind, owner = _cell_text(sites["kind"].iloc[row]), _cell_text(sites["owner"].iloc[row])
        names, share = hazards[row]
        found.append(
            SiteFacts(
                id=str(site_id),
                name=str(name),
                kind=kind or "既存施設",
                services=services[row],
                owner=owner,
                public=is_public(owner, effective.region.name) if owner else None,
                reused=kind in REUSED_KINDS or bool(_cell_text(sites["reuse_of"].iloc[row])),
                hazard_layers=known_hazards(effective.region),
                hazards=names,
                hazard_share=share,
                bus_lines=None if lines is None else lines[row],
                snow_m=None if snow_m is None else float(snow_m[row]),
            )
        )
    return found


def is_public(owner: str, municipality: str) -> bool:
    """Return whether an owner is a public body: the state, a prefecture, a municipality, or land that is called public.

    Examples
    --------
    >>> [is_public(owner, "霧森町") for owner in ("霧森町", "国", "町有地", "個人", "田村", "農協")]
    [True, True, True, False, False, False]
    """
    return owner == municipality or _PUBLIC.search(owner) is not None


def _cell_text(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else ""


def _services(effective: EffectiveScenario, places: pd.DataFrame, reach_m: float) -> list[tuple[str, ...]]:
    opened = effective.facilities[effective.facilities["status"] == "open"]
    walks = walks_between(effective.roads, places, opened, reach_m)
    categories = opened["category"].tolist()
    near: list[set[str]] = [set() for _ in range(len(places))]
    for place, facility in zip(walks.start.tolist(), walks.end.tolist(), strict=True):
        near[place].add(str(categories[facility]))
    return [tuple(c for c in CATEGORIES if c in found) for found in near]


def _bus_lines(effective: EffectiveScenario, places: pd.DataFrame, reach_m: float) -> list[tuple[str, ...]] | None:
    found = _stops_with_lines(effective)
    if found is None:
        return None
    stops, lines_of = found
    walks = walks_between(effective.roads, places, stops, reach_m)
    near: list[set[str]] = [set() for _ in range(len(places))]
    for place, stop in zip(walks.start.tolist(), walks.end.tolist(), strict=True):
        near[place].update(lines_of[stop])
    return [tuple(sorted(lines)) for lines in near]


def _stops_with_lines(effective: EffectiveScenario) -> tuple[pd.DataFrame, list[set[str]]] | None:
    """Return the stops and the lines that call at each: of the usual day's buses, else of bus_stops.csv."""
    region = effective.region
    if usual_day(region) is not None:
        day = effective.timetable()
        routes = day.trips["route"].astype(str).to_numpy()
        lines_of: list[set[str]] = [set() for _ in range(len(day.stops))]
        for trip, stop in zip(day.call_trip.tolist(), day.call_stop.tolist(), strict=True):
            lines_of[stop].add(str(routes[trip]))
        return day.stops, lines_of
    if not (region.folder / STOPS_FILE).is_file():
        return None
    stops, _ = read_bus_stops(region.folder / STOPS_FILE, fictional=region.fictional)
    if stops is None or "routes" not in stops or stops["routes"].isna().all():
        return None
    return stops, [set(filter(None, _cell_text(routes).split("、"))) for routes in stops["routes"]]


def known_hazards(region: Region) -> tuple[str, ...]:
    """Name the layers of `HAZARDS` that a region has."""
    return tuple(zone for zone in HAZARDS if zone in region.zones)


@functools.lru_cache(maxsize=8)
def hazard_areas(region: Region) -> tuple[NDArray[np.object_], tuple[str, ...]] | None:
    """Return the hazard areas on the metric plane, with the name that each goes by; None where the region has no such layer."""
    known = known_hazards(region)
    if not known:
        return None
    shapes, names = [], []
    for zone in known:
        areas = region.zones[zone]
        shapes.append(np.asarray(areas.to_crs(region.crs).geometry.values, dtype=object))
        names += _area_names(zone, areas)
    return np.concatenate(shapes), tuple(names)


def _area_names(zone: str, areas: gpd.GeoDataFrame) -> list[str]:
    texts = areas.drop(columns="geometry").astype(str).agg(" ".join, axis=1) if len(areas.columns) > 1 else None
    special = [False] * len(areas) if texts is None else texts.str.contains(_RED).tolist()
    return ["土砂災害特別警戒区域" if red and zone == "landslide" else ZONES[zone] for red in special]


def _hazards(
    region: Region, places: pd.DataFrame, area_m2: NDArray[np.float64]
) -> list[tuple[tuple[str, ...], float | None]]:
    areas = hazard_areas(region.as_read)
    if areas is None:
        return [((), None)] * len(places)
    shapes, names = areas
    tree = shapely.STRtree(shapes)
    points = np.asarray(shapely.points(_metric(region, places)), dtype=object)
    found: list[tuple[tuple[str, ...], float | None]] = []
    for point, area in zip(points, area_m2.tolist(), strict=True):
        ground = shapely.buffer(point, np.sqrt(area / np.pi), quad_segs=32) if area > 0 else point
        hits = np.sort(tree.query(ground, predicate="intersects"))
        inside = float(len(hits) > 0)
        if len(hits) and area > 0:
            inside = float(shapely.union_all(shapely.intersection(shapes[hits], ground)).area / ground.area)
        found.append((tuple(sorted({names[i] for i in hits.tolist()})), inside))
    return found


def _snow_m(region: Region, places: pd.DataFrame) -> NDArray[np.float64] | None:
    cleared, _ = read_snow_roads(region.folder, fictional=region.fictional)
    if cleared is None or cleared.empty:
        return None
    lines = shapely.union_all(np.asarray(cleared.to_crs(region.crs).geometry.values, dtype=object))
    return np.asarray(shapely.distance(shapely.points(_metric(region, places)), lines), dtype=np.float64)


def _metric(region: Region, places: pd.DataFrame) -> NDArray[np.float64]:
    return to_metric(places["lat"].to_numpy(dtype=np.float64), places["lon"].to_numpy(dtype=np.float64), region.crs)
