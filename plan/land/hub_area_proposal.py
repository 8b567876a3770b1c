"""A proposal for a hub's area: walkable clusters, edges on roads and parcel lines, clear of slides and deep water."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from geo.region.land.land_blocks import blocks, chosen_blocks, without_slivers
from geo.region.zone_index import in_degrees, in_metres
from network.roads.graph import RoadGraph
from plan.land.hub_places import (
    HubPlace,
    LeftOut,
    Placement,
    Walks,
    danger_at,
    dangers,
    facilities_of,
    hub_place,
    placements,
    too_far_from_stop,
    vacant_places,
    walks_of,
)
from plan.land.hub_walks import within
from plan.land.land import HubLand, Land
from plan.land.people_inside import people_inside
from plan.scenario.drawn_areas import DECIMALS

_CLEAR_M = 0.5
"""Kept free along what must not be touched, so that rounding to the plan file's decimals cannot bring it back."""


@dataclass(frozen=True, eq=False)
class HubAreaProposal:
    """What is proposed as the area of a hub.

    Parameters
    ----------
    hub_id
        The hub.
    clusters
        Polygons in degrees with the plan file's decimals; none where no ground is left.
    area_m2
        All of them together.
    sphere_share
        Share of the hub's sphere, 0 to 1; None where none is drawn.
    people
        Persons who live there, counted where they live.
    held
        Facilities and the hub itself that stand there.
    placements
        Where the missing kinds of facilities could go.
    left_out
        Facilities that are outside, or that should not be where they are, and why.
    notes
        What is not known, in Japanese.
    """

    hub_id: str
    clusters: tuple[Polygon, ...]
    area_m2: float
    sphere_share: float | None
    people: float
    held: tuple[HubPlace, ...]
    placements: tuple[Placement, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


def propose_hub_area(land: Land, hub_id: str, taken: Iterable[shapely.Geometry] = ()) -> HubAreaProposal:
    """Propose the area of a hub.

    Parameters
    ----------
    land
        What the scenario proposes; the sphere of the hub, where it is drawn, bounds the area.
    hub_id
        The hub.
    taken
        Ground in metres that is another's already.

    Returns
    -------
    HubAreaProposal
        People decide: it is drawn into the plan only when somebody takes it over.

    Raises
    ------
    KeyError
        When the scenario has no such hub.

    Notes
    -----
    Facilities join a cluster in the order of their walk to its first place, while each is within the stop limit of a stop and
    within the pair limit of every other (complete linkage). Vacant buildings and sites join where a kind of facility is missing.
    The ground around a cluster is cut along roads and parcel lines; the blocks that hold a place make the area, with the blocks
    between them; farmland on which nothing stands, dangers, use zones and other areas are taken out.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.land.land import land_of
    >>> from plan.file.plan_file import open_plan
    >>> region = read_region("sample_regions/model_chiku")
    >>> plan = open_plan(Path("sample_regions/model_chiku/example.plan.json"))
    >>> proposal = propose_hub_area(land_of(apply(region, plan, "c1")), "h1")
    >>> len(proposal.clusters) >= 1, proposal.area_m2 < 300_000
    (True, True)
    """
    hub = next((h for h in land.hubs if h.id == hub_id), None)
    if hub is None:
        raise KeyError(hub_id)
    places = _places(land, hub)
    walks = walks_of(land, places)
    outside = {p.id: reason for n, p in enumerate(places) if (reason := _unfit(land, hub, places[n], walks, n))}
    clusters = _clusters(land, hub, places, walks, outside)
    ground, shapes = list(taken), []
    for members in clusters:
        parts = _area(land, hub, [places[n] for n in members], ground)
        shapes += parts
        ground += parts
    whole = shapely.union_all(shapes) if shapes else Polygon()
    held = tuple(p for p in places if p.id not in outside and shapely.intersects(whole, p.point))
    standing = tuple(p for p in held if p.kind in ("hub", "facility"))
    sphere = land.sphere_of(hub_id)
    drawn = sphere is not None and sphere.drawn
    return HubAreaProposal(
        hub_id=hub_id,
        clusters=tuple(polygon for shape in shapes for polygon in in_plan_degrees(shape, land.zone_index.crs)),
        area_m2=float(shapely.area(whole)),
        sphere_share=float(shapely.area(whole) / shapely.area(sphere.area)) if sphere is not None and drawn else None,
        people=people_inside(land.effective.region, whole),
        held=standing,
        placements=placements(land, hub, standing, tuple(p for p in held if p.kind in ("closed", "site")))
        if shapes
        else (),
        left_out=_left_out(land, hub, places, held, outside),
        notes=_notes(land, walks, drawn=drawn),
    )


def propose_hub_areas(land: Land) -> tuple[HubAreaProposal, ...]:
    """Propose the areas of all hubs of a scenario, in their order, none on another's ground."""
    found: list[HubAreaProposal] = []
    taken: list[shapely.Geometry] = []
    for hub in land.hubs:
        found.append(propose_hub_area(land, hub.id, taken))
        taken += [in_metres(polygon, land.zone_index.crs) for polygon in found[-1].clusters]
    return tuple(found)


def _places(land: Land, hub: HubLand) -> tuple[HubPlace, ...]:
    """Return the hub and everything within the pair limit, as the crow flies, of it or of a facility that it lists."""
    reach_m = land.effective.assumptions["land_pair_walk_m"]
    listed = {b.id for b in hub.buildings if b.hub_id == hub.id}
    facilities = facilities_of(land, hub)
    centres = shapely.multipoints([hub.point, *(f.point for f in facilities if f.id in listed)])
    near = [p for p in (*facilities, *vacant_places(land)) if shapely.dwithin(centres, p.point, reach_m)]
    order = sorted(near, key=lambda p: (p.kind != "facility", float(shapely.distance(hub.point, p.point)), p.id))
    return (hub_place(hub), *order)


def _unfit(land: Land, hub: HubLand, place: HubPlace, walks: Walks, number: int) -> str:
    """Say why a place cannot be in the area; empty where it can."""
    sphere = land.sphere_of(hub.id)
    if sphere is not None and sphere.drawn and not shapely.intersects(sphere.area, place.point):
        return "集落生活圏の外にあります"
    danger = danger_at(land, place.point, place.categories if place.kind == "facility" else ())
    if danger:
        return f"{danger}の中にあります"
    limit_m = land.effective.assumptions["land_stop_walk_m"]
    if place.kind != "hub" and too_far_from_stop(walks, number, limit_m):
        return f"停留所まで歩いて {limit_m:g}m を超えます"
    return ""


def _clusters(
    land: Land, hub: HubLand, places: tuple[HubPlace, ...], walks: Walks, outside: dict[str, str]
) -> list[list[int]]:
    """Gather places into clusters: the hub's own first, then one for each listed facility that is too far from it."""
    pair_m = land.effective.assumptions["land_pair_walk_m"]
    listed = {b.id for b in hub.buildings if b.hub_id == hub.id}
    free = [n for n, p in enumerate(places) if p.id not in outside]
    clusters: list[list[int]] = []
    while True:
        seed = next((n for n in free if places[n].kind == "hub" or places[n].id in listed), None)
        if seed is None:
            return clusters
        members = [seed]
        for n in sorted(
            free, key=lambda n: (places[n].kind != "facility", float(walks.between_m[seed, n]), places[n].id)
        ):
            needed = places[n].kind == "facility" or _fills(hub, places, members, places[n])
            if n != seed and needed and all(within(float(walks.between_m[m, n]), pair_m) for m in members):
                members.append(n)
        clusters.append(members)
        free = [n for n in free if n not in members]


def _fills(hub: HubLand, places: tuple[HubPlace, ...], members: list[int], vacant: HubPlace) -> bool:
    """Return whether a vacant place is wanted: a kind is missing and nothing better is there yet."""
    here = {c for m in members if places[m].kind == "facility" for c in places[m].categories}
    waiting = [places[m] for m in members if places[m].kind in ("closed", "site")]
    missing = [c for c in hub.induced if c not in here]
    if not missing:
        return False
    own = [c for c in missing if c in vacant.categories and not any(c in w.categories for w in waiting)]
    return bool(own) or not waiting or (vacant.reused and not any(w.reused for w in waiting))


def _area(land: Land, hub: HubLand, members: list[HubPlace], taken: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Draw the ground of one cluster: its parts that hold a member."""
    points = [m.point for m in members]
    margin_m = land.effective.assumptions["land_margin_m"]
    window = shapely.buffer(shapely.convex_hull(shapely.multipoints(points)), margin_m, quad_segs=2)
    fields = shapely.Polygon() if land.zone_index.fields is None else land.zone_index.fields.within(window)
    lines = np.concatenate([_roads_near(land.effective.roads, window), _parcel_lines(land, window)])
    area = chosen_blocks(blocks(window, lines), window, points, fields)
    area = shapely.intersection(area, _allowed(land, hub, window))
    for other in (*taken, *_closed_ground(land, hub, window)):
        area = shapely.difference(area, shapely.buffer(other, _CLEAR_M, quad_segs=2))
    parts = without_slivers(area, land.effective.assumptions["land_sliver_m"])
    return [part for part in parts if any(shapely.intersects(part, p) for p in points)]


def _roads_near(roads: RoadGraph, window: shapely.Geometry) -> NDArray[np.object_]:
    segments, tree = _open_segments(roads)
    return segments[np.sort(tree.query(window, predicate="intersects"))]


@functools.lru_cache(maxsize=8)
def _open_segments(roads: RoadGraph) -> tuple[NDArray[np.object_], shapely.STRtree]:
    segments = roads.segments[np.unique(roads.edge_segment[roads.open_edges])]
    return segments, shapely.STRtree(segments)


def _parcel_lines(land: Land, window: shapely.Geometry) -> NDArray[np.object_]:
    fields = land.zone_index.fields
    if fields is None:
        return np.zeros(0, dtype=object)
    return np.asarray(
        shapely.boundary(fields.areas[np.sort(fields.tree.query(window, predicate="intersects"))]), dtype=object
    )


def _allowed(land: Land, hub: HubLand, window: shapely.Geometry) -> shapely.Geometry:
    """Return the ground of the window that lies in the sphere, or in the municipality where none is drawn."""
    sphere, whole = land.sphere_of(hub.id), land.zone_index.municipality
    bounds = sphere.area if sphere is not None and sphere.drawn else None
    if bounds is None:
        bounds = window if whole is None else whole.within(window)
    return shapely.buffer(shapely.intersection(bounds, shapely.buffer(window, 1.0)), -_CLEAR_M, quad_segs=2)


def _closed_ground(land: Land, hub: HubLand, window: shapely.Geometry) -> list[shapely.Geometry]:
    """Return what the area keeps clear of: dangers, use zones, and areas of other hubs and of conservation."""
    layers = [layer.within(shapely.buffer(window, 1.0)) for layer, _ in dangers(land, care=False)]
    others = [h.area for h in land.hubs if h.id != hub.id and h.drawn]
    return [*layers, *others, *(c.area for c in land.conservation)]


def in_plan_degrees(shape: shapely.Geometry, crs: int) -> list[Polygon]:
    """Turn an area in metres into polygons in degrees that the plan file keeps as they are."""
    snapped = shapely.set_precision(in_degrees(shape, crs), 10.0**-DECIMALS)
    parts = [p for p in shapely.get_parts(snapped) if isinstance(p, Polygon)]
    even = [shapely.transform(p, lambda xy: np.round(xy, DECIMALS)) for p in parts]
    return [p for p in even if p.is_valid and not p.is_empty]


def _left_out(
    land: Land, hub: HubLand, places: tuple[HubPlace, ...], held: tuple[HubPlace, ...], outside: dict[str, str]
) -> tuple[LeftOut, ...]:
    pair_m = land.effective.assumptions["land_pair_walk_m"]
    inside = {p.id for p in held}
    listed = {b.id for b in hub.buildings if b.hub_id == hub.id}
    return tuple(
        LeftOut(
            p.id,
            p.name,
            f"{outside.get(p.id, f'ほかの施設まで歩いて {pair_m:g}m を超えるか、まわりに使える土地がありません')}。",
        )
        for p in places
        if p.id not in inside and (p.kind in ("hub", "facility") or p.id in listed)
    )


def _notes(land: Land, walks: Walks, *, drawn: bool) -> tuple[str, ...]:
    zone_index = land.zone_index
    unknown = {
        "停留所": walks.to_stop_m is None,
        "道": not land.effective.roads.edge_ids,
        "農地の筆": zone_index.fields is None,
        "土砂災害警戒区域": zone_index.red is None,
        "浸水想定区域": zone_index.flood is None,
        "家屋倒壊等氾濫想定区域": zone_index.collapse is None,
        "津波浸水想定": zone_index.tsunami is None,
    }
    missing = [name for name, absent in unknown.items() if absent]
    notes = [f"{'、'.join(missing)}のデータがないので、それは考えに入れていません。"] if missing else []
    if not drawn:
        notes.append("集落生活圏がまだないので、市町村の範囲で作りました。")
    return (*notes, "建物の形のデータはないので、一棟ずつには合わせていません。")
