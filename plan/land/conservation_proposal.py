"""A proposal for conservation areas (農用地等保全利用区域): good farmland of a sphere, and whom the duty of notice would meet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from geo.region.zone_index import Layer, wider_than
from plan.land.conversion import M2_PER_HA
from plan.land.hub_area_proposal import in_plan_degrees
from plan.land.land import Land
from plan.land.people_inside import homes_inside

_CLEAR_M = 0.5


@dataclass(frozen=True, eq=False)
class ConservationProposal:
    """What is proposed to be kept as farmland in a sphere.

    Parameters
    ----------
    hub_id
        Whose sphere it is.
    areas
        Polygons in degrees with the plan file's decimals, the largest first; none where no farmland is good enough.
    area_m2, farmland_m2, zoned_m2
        All of them together, the farmland in them, and the 農用地区域 in them.
    farmland_share
        Share of the sphere's farmland that they take, 0 to 1.
    parcels
        Parcels of farmland that they meet; None where no parcels are known.
    villages
        Villages of which homes lie in them.
    people, dwellings
        Persons who live in them, and their households, counted by each village's persons a household; None where nobody knows
        where people live.
    notes
        What follows for people, and what is not known, in Japanese.
    """

    hub_id: str
    areas: tuple[Polygon, ...]
    area_m2: float
    farmland_m2: float
    zoned_m2: float
    farmland_share: float
    parcels: int | None
    villages: tuple[str, ...]
    people: float | None
    dwellings: float | None
    notes: tuple[str, ...]


def propose_conservation(land: Land, hub_id: str) -> ConservationProposal:
    """Propose conservation areas for the sphere of a hub.

    Parameters
    ----------
    land
        What the scenario proposes.
    hub_id
        Whose sphere.

    Raises
    ------
    KeyError
        When the hub has no drawn sphere.

    Notes
    -----
    In this order: 農用地区域; then parcels outside it that lie in the ground of a 土地改良区 (improved); then parcels outside it that
    form one piece of the least size of 集団的農地 (together with the 農用地区域 that they touch). Small scattered parcels are never
    taken, since the area puts a duty of notice on whoever builds there. Hub areas are left out.

    Examples
    --------
    >>> from dataclasses import replace
    >>> import shapely
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.scenario.drawn_areas import Sphere
    >>> from plan.land.land import land_of
    >>> from plan.scenario.scenario import Hub, Plan, Scenario
    >>> region = read_region("sample_regions/model_chiku")
    >>> sphere = Sphere("h1", (), shapely.box(*region.zones["municipality"].total_bounds))
    >>> hub = Hub("h1", "拠点", 30.99, 137.6)
    >>> plan = Plan(region.id, region.fingerprint, (Scenario("s1", "案", hubs=(hub,), spheres=(sphere,)),))
    >>> proposal = propose_conservation(land_of(apply(region, plan, "s1")), "h1")
    >>> 0 < proposal.zoned_m2 <= proposal.farmland_m2 <= proposal.area_m2
    True
    """
    sphere = land.sphere_of(hub_id)
    if sphere is None or not sphere.drawn:
        raise KeyError(hub_id)
    chosen = shapely.union_all([_zoned(land, sphere.area), _other_good_fields(land, sphere.area)])
    gap_m, least_m2 = (land.effective.assumptions[f"land_{k}"] for k in ("gap_m", "least_piece_m2"))
    joined = shapely.intersection(_closed(chosen, gap_m), shapely.buffer(sphere.area, -_CLEAR_M, quad_segs=2))
    for other in (*(h.area for h in land.hubs), *_use_zones(land, sphere.area)):
        joined = shapely.difference(joined, shapely.buffer(other, _CLEAR_M, quad_segs=2))
    parts = [p for p in shapely.get_parts(wider_than(joined, gap_m)) if shapely.area(p) >= least_m2]
    parts = sorted(parts, key=lambda p: (-shapely.area(p), *shapely.bounds(p).tolist()))
    return _described(land, hub_id, sphere.area, parts)


def _within(layer: Layer | None, shape: shapely.Geometry) -> shapely.Geometry:
    return Polygon() if layer is None else layer.within(shape)


def _use_zones(land: Land, shape: shapely.Geometry) -> list[shapely.Geometry]:
    return [_within(land.zone_index.use_zones, shape)]


def _zoned(land: Land, sphere: shapely.Geometry) -> shapely.Geometry:
    return _within(land.zone_index.farmland_zone, sphere)


def _other_good_fields(land: Land, sphere: shapely.Geometry) -> shapely.Geometry:
    """Return parcels outside the 農用地区域 that are improved, or one piece of the least size together with what they touch."""
    fields = land.zone_index.fields
    if fields is None:
        return Polygon()
    parcels = fields.areas[np.sort(fields.tree.query(sphere, predicate="intersects"))]
    improved = _within(land.zone_index.improvement, sphere)
    gap_m = land.effective.assumptions["land_gap_m"]
    pieces = _closed(shapely.union_all([*parcels, _zoned(land, sphere)]), gap_m)
    least_m2 = land.effective.assumptions["land_contiguous_ha"] * M2_PER_HA
    large = [p for p in shapely.get_parts(pieces) if shapely.area(p) >= least_m2]
    good = _inside_any(parcels, [improved, *large])
    return shapely.intersection(shapely.union_all(parcels[good]), sphere) if good.any() else Polygon()


def _inside_any(parcels: NDArray[np.object_], grounds: list[shapely.Geometry]) -> NDArray[np.bool_]:
    inside = np.zeros(len(parcels), dtype=bool)
    for ground in grounds:
        inside |= shapely.contains(ground, shapely.point_on_surface(parcels))
    return inside


def _closed(shape: shapely.Geometry, gap_m: float) -> shapely.Geometry:
    """Join what only a farm road or a ditch parts."""
    grown = shapely.buffer(shape, gap_m / 2, join_style="mitre")
    return shapely.union(shape, shapely.buffer(grown, -gap_m / 2, join_style="mitre"))


def _described(
    land: Land, hub_id: str, sphere: shapely.Geometry, parts: list[shapely.Geometry]
) -> ConservationProposal:
    region, zone_index = land.effective.region, land.zone_index
    whole = shapely.union_all(parts) if parts else Polygon()
    farmland_m2 = float(shapely.area(_within(zone_index.farmland, whole)))
    all_m2 = float(shapely.area(_within(zone_index.farmland, sphere)))
    villages, people, dwellings = _residents(land, whole)
    return ConservationProposal(
        hub_id=hub_id,
        areas=tuple(polygon for part in parts for polygon in in_plan_degrees(part, zone_index.crs)),
        area_m2=float(shapely.area(whole)),
        farmland_m2=farmland_m2,
        zoned_m2=float(shapely.area(_within(zone_index.farmland_zone, whole))),
        farmland_share=farmland_m2 / all_m2 if all_m2 else 0.0,
        parcels=None if zone_index.fields is None else _parcels_met(zone_index.fields, whole),
        villages=villages,
        people=people if region.people_at_homes else None,
        dwellings=dwellings if region.people_at_homes else None,
        notes=_notes(land, parts, everything=bool(all_m2) and farmland_m2 > _ALMOST_ALL * all_m2),
    )


_ALMOST_ALL = 0.99


def _parcels_met(fields: Layer, whole: shapely.Geometry) -> int:
    """Count the parcels that lie in the areas by more than their edge."""
    near = fields.areas[fields.tree.query(whole, predicate="intersects")]
    return int((shapely.area(shapely.intersection(near, whole)) >= 1.0).sum())


def _residents(land: Land, whole: shapely.Geometry) -> tuple[tuple[str, ...], float, float]:
    region = land.effective.region
    homes = region.people.iloc[homes_inside(region, whole)]
    homes = homes[homes["population"] > 0]
    villages = region.villages
    of_village = homes["village_id"]
    persons = homes["population"].to_numpy(dtype=float)
    per_household = (villages["households"] / villages["population"].where(villages["population"] > 0)).fillna(0.0)
    dwellings = float((persons * per_household.reindex(of_village).fillna(0.0).to_numpy()).sum())
    return tuple(dict.fromkeys(map(str, of_village))), float(persons.sum()), dwellings


def _notes(land: Land, parts: list[shapely.Geometry], *, everything: bool) -> tuple[str, ...]:
    zone_index, days = land.zone_index, land.effective.assumptions["land_notice_days"]
    notes = []
    if zone_index.farmland is None:
        notes.append("農地と農用地区域のデータがないので、候補を作れません。どちらかを取り込んでください。")
    elif not parts:
        notes.append(
            "農用地区域も、整備された農地も、まとまった農地もないので、候補はありません。守りたい農地を描いてください。"
        )
    if zone_index.farmland is not None and zone_index.farmland_zone is None:
        notes.append(
            "農用地区域のデータがないので、まとまりの広さだけで選びました。農業振興地域整備計画の図で確かめてください。"
        )
    if zone_index.improvement is None:
        notes.append("土地改良区の地区のデータがないので、整備された農地かどうかは見ていません。")
    if everything:
        notes.append("この集落生活圏のほとんどすべての農地に届出の義務がかかります。要る所だけに絞ってください。")
    if parts:
        notes.append(f"区域の中で建物を建てるなどのときは、着手の {days:g}日前までに届出が要るようになります。")
        notes.append("所有者の数は、このデータからは分かりません。農地台帳で確かめて、先に話をしてください。")
    if parts and not land.effective.region.people_at_homes:
        notes.append("居住地点のデータがないので、区域の中に住む人は数えていません。")
    return tuple(notes)
