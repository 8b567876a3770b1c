"""Proposals: in the sphere, clear of dangers, never on another's ground, holding the hub; the same for the same data."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.files.crs import to_degrees
from geo.region.region import Region, read_region
from geo.region.zone_index import in_degrees, in_metres, wider_than
from plan.applied import EffectiveScenario, apply
from plan.file.plan_file import open_plan
from plan.land.hub_places import dangers
from plan.land.hub_walks import metres_between, within
from plan.land.land import Land, land_of
from plan.land.zones import (
    HubAreaProposal,
    conservation_proposal,
    hub_area_proposal,
    hub_area_proposals,
    with_conservation_areas,
    with_hub_areas,
)
from plan.rules import check
from plan.scenario.drawn_areas import HubArea, Sphere
from plan.scenario.scenario import Plan
from tests.plan.drawn_town import CRS, ORIGIN, applied_to, features, place, plan_of_the_town, read_town, square, town

SAMPLES = ("model_chiku", "okuyama", "sanson")


@functools.cache
def sample(name: str) -> tuple[Region, Plan]:
    folder = Path("sample_regions") / name
    return read_region(folder), open_plan(folder / "example.plan.json")


def with_spheres(region: Region, plan: Plan, scenario_id: str) -> Plan:
    """Give the scenario's hubs the ground that is nearest to each, use zones left out."""
    scenario = plan.scenario(scenario_id)
    whole = region.zones["municipality"].geometry.to_crs(region.crs).union_all()
    if "urban" in region.zones:
        whole = shapely.difference(
            whole, shapely.buffer(region.zones["urban"].geometry.to_crs(region.crs).union_all(), 2.0)
        )
    points = [in_metres(shapely.Point(h.lon, h.lat), region.crs) for h in scenario.hubs]
    cells = (
        [whole]
        if len(points) == 1
        else shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=whole))
    )
    spheres = []
    for hub, point in zip(scenario.hubs, points, strict=True):
        cell = next((c for c in cells if shapely.intersects(c, point)), None)
        parts = shapely.get_parts(shapely.intersection(whole, cell)) if cell is not None else None
        if parts is not None and len(parts):
            largest = max(parts, key=shapely.area)
            area = shapely.set_precision(in_degrees(largest, region.crs), 1e-6)
            assert isinstance(area, shapely.Polygon | shapely.MultiPolygon)
            spheres.append(Sphere(hub.id, (), area))
    changed = replace(scenario, spheres=tuple(spheres))
    return replace(plan, scenarios=tuple(changed if s.id == scenario_id else s for s in plan.scenarios))


def assert_sound(land: Land, proposal: HubAreaProposal) -> None:
    """Assert what must hold of every proposal, from the drawing alone."""
    tolerance_m = land.effective.assumptions["land_tolerance_m"]
    sphere = land.sphere_of(proposal.hub_id)
    hub = next(h for h in land.hubs if h.id == proposal.hub_id)
    shapes = [in_metres(HubArea("a1", polygon).shape, land.zone_index.crs) for polygon in proposal.clusters]
    whole = shapely.union_all(shapes) if shapes else shapely.Polygon()
    for number, shape in enumerate(shapes):
        if sphere is not None and sphere.drawn:
            assert shapely.is_empty(wider_than(shapely.difference(shape, sphere.area), 0.01))
        for layer, name in dangers(land, care=False):
            assert shapely.is_empty(wider_than(layer.within(shape), 0.01)), name
        assert not any(shapely.overlaps(shape, other) for other in shapes[number + 1 :])
    held = {p.id for p in proposal.held}
    out = {p.id for p in proposal.left_out}
    assert not held & out
    assert proposal.hub_id in held | out
    assert proposal.hub_id not in held or shapely.intersects(whole, hub.point)
    assert all(shapely.intersects(whole, p.point) for p in proposal.held)
    assert proposal.area_m2 == pytest.approx(sum(map(shapely.area, shapes)), rel=0.01, abs=tolerance_m)
    _assert_walkable(land, proposal, shapes)


def _assert_walkable(land: Land, proposal: HubAreaProposal, shapes: list[shapely.Geometry]) -> None:
    """Assert that an area of one piece can be walked: any two facilities that it holds, and the hub."""
    frame = pd.DataFrame({"lat": [p.lat for p in proposal.held], "lon": [p.lon for p in proposal.held]}, dtype=float)
    if len(shapes) == 1:
        limit_m = land.effective.assumptions["land_pair_walk_m"]
        assert all(within(float(m), limit_m) for m in metres_between(land.effective, frame).ravel())


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("spheres", [False, True])
def test_proposals_of_the_samples_are_sound(name: str, *, spheres: bool) -> None:
    region, plan = sample(name)
    for scenario in plan.scenarios:
        changed = with_spheres(region, plan, scenario.id) if spheres else plan
        land = land_of(apply(region, changed, scenario.id))
        found = hub_area_proposals(land.effective)
        assert [p.hub_id for p in found] == [h.id for h in land.hubs]
        for proposal in found:
            assert_sound(land, proposal)
        everything = [in_metres(c, region.crs) for p in found for c in p.clusters]
        assert shapely.area(shapely.union_all(everything) if everything else shapely.Polygon()) == pytest.approx(
            sum(map(shapely.area, everything))
        )


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_data_give_the_same_proposal(name: str) -> None:
    region, plan = sample(name)
    changed = with_spheres(region, plan, "c2")
    one, other = (hub_area_proposals(apply(region, changed, "c2")) for _ in range(2))
    assert [[c.wkt for c in p.clusters] for p in one] == [[c.wkt for c in p.clusters] for p in other]


def test_proposals_that_are_taken_over_pass_the_rules() -> None:
    region, plan = sample("sanson")
    changed = with_spheres(region, plan, "c2")
    proposals = hub_area_proposals(apply(region, changed, "c2"))
    for proposal in proposals:
        changed = with_hub_areas(changed, "c2", proposal)
    for sphere in changed.scenario("c2").spheres:
        found = conservation_proposal(apply(region, changed, "c2"), sphere.hub_id)
        changed = with_conservation_areas(changed, "c2", found)
    results = check(apply(region, changed, "c2"), ["H1", "H5", "H7", "H8", "C1", "C2", "C3"])
    left_out = {left.id for proposal in proposals for left in proposal.left_out}
    wrong = [r for r in results if r.outcome == "failed" and not left_out & set(r.ids)]
    assert [r.message for r in wrong] == []
    assert len(changed.scenario("c2").conservation_areas) > 1


# ---------------------------------------------------------------- a town drawn by hand


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return read_town(tmp_path_factory.mktemp("town") / "egaita")


def bare(**hub: Any) -> dict[str, Any]:
    scenario = plan_of_the_town()
    scenario["hubs"][0].update(areas=[], facilities=[], **hub)
    scenario["conservation_areas"] = []
    return scenario


def metric(proposal: HubAreaProposal) -> list[shapely.Geometry]:
    return [in_metres(c, CRS) for c in proposal.clusters]


def test_clinic_and_shop_are_within_a_walk_and_share_one_area(region: Region) -> None:
    proposal = hub_area_proposal(applied_to(region, bare()), "h1")
    assert len(proposal.clusters) == 1
    assert {p.id for p in proposal.held} == {"h1", "f-clinic", "f-shop"}
    assert (proposal.placements, proposal.left_out) == ((), ())
    assert proposal.people == 100
    west, south, east, north = (np.array(shapely.bounds(metric(proposal)[0])) - [*ORIGIN, *ORIGIN]).tolist()
    assert (west, south, east, north) == pytest.approx((-40, -40, 440, 40), abs=0.2)


def test_a_listed_facility_that_is_too_far_has_a_cluster_of_its_own(tmp_path: Path) -> None:
    drawn = town()
    drawn["facilities"]["f-post"] = ("中野郵便局", "finance", 1000, 0, "open")
    listed = [{"category": "finance", "name": "中野郵便局", "status": "existing", "facility_id": "f-post"}]
    scenario = bare()
    scenario["hubs"][0]["facilities"] = listed
    proposal = hub_area_proposal(applied_to(read_town(tmp_path / "egaita", drawn), scenario), "h1")
    assert len(proposal.clusters) == 2
    assert {"h1", "f-post"} <= {p.id for p in proposal.held}


def test_a_facility_far_from_every_stop_stays_outside_and_that_is_said(tmp_path: Path) -> None:
    drawn = town()
    drawn["stops"] = {"s3": (-1000, 0), "s1": (0, 0)}
    proposal = hub_area_proposal(applied_to(read_town(tmp_path / "egaita", drawn), bare()), "h1")
    [left] = proposal.left_out
    assert (left.id, left.reason) == ("f-shop", "停留所まで歩いて 300m を超えます。")


def test_danger_is_cut_out_and_care_keeps_clear_of_warning_areas(tmp_path: Path) -> None:
    drawn = town()
    drawn["zones"]["landslide"] = features(
        (square(100, -100, 140, 10), {"kind": "特別警戒区域"}), (square(-20, -20, 20, 20), {"kind": "警戒区域"})
    )
    land = land_of(applied_to(read_town(tmp_path / "egaita", drawn), bare()))
    proposal = hub_area_proposal(land.effective, "h1")
    assert_sound(land, proposal)
    assert {p.name: p.reason for p in proposal.left_out}["上野診療所"] == "土砂災害警戒区域の中にあります。"
    assert [(p.category, p.place_id) for p in proposal.placements] == [("medical", None)]
    assert land.zone_index.red is not None
    assert all(shapely.is_empty(wider_than(land.zone_index.red.within(s), 0.1)) for s in metric(proposal))


def test_closed_buildings_are_used_before_bare_land(tmp_path: Path) -> None:
    drawn = town()
    drawn["facilities"]["f-school"] = ("旧上野小学校", "education", 200, 0, "closed")
    drawn["facilities"]["f-old"] = ("旧上野保育所", "childcare", 220, 0, "closed")
    drawn["sites"] = {"t1": ("上野の更地", 180, 0, "更地", 900, "")}
    scenario = bare(services=["medical", "childcare", "community"])
    proposal = hub_area_proposal(applied_to(read_town(tmp_path / "egaita", drawn), scenario), "h1")
    where = {p.category: (p.place_id, p.reused) for p in proposal.placements}
    assert where["childcare"] == ("f-old", True)
    assert where["community"][1]
    assert all(p.because for p in proposal.placements)


def test_edges_lie_on_parcel_lines_where_there_are_fields(tmp_path: Path) -> None:
    drawn = town()
    drawn["zones"]["farmland"] = features((square(-20, 15, 420, 600), {}))
    proposal = hub_area_proposal(applied_to(read_town(tmp_path / "egaita", drawn), bare()), "h1")
    field = in_metres(shapely.from_geojson(str(square(-20, 15, 420, 600)).replace("'", '"')), CRS)
    area = metric(proposal)[0]
    assert shapely.area(shapely.intersection(area, field)) < 10
    shared = shapely.intersection(shapely.buffer(shapely.boundary(field), 0.3), shapely.boundary(area))
    assert shapely.length(shared) > 400


@functools.cache
def base_town(folder: Path) -> Region:
    return read_town(folder / "egaita")


reds = st.lists(st.tuples(st.integers(-100, 450), st.integers(-60, 60), st.integers(1, 120)), max_size=4)


@settings(max_examples=20)
@given(reds, st.integers(-300, 90), st.integers(100, 900), st.integers(-60, 60))
def test_proposals_are_sound_wherever_dangers_and_borders_lie(
    tmp_path_factory: pytest.TempPathFactory, dangers_at: list[tuple[int, int, int]], west: int, east: int, aside: int
) -> None:
    region = base_town(tmp_path_factory.getbasetemp())
    squares = [
        shapely.box(ORIGIN[0] + x, ORIGIN[1] + y, ORIGIN[0] + x + size, ORIGIN[1] + y + size)
        for x, y, size in dangers_at
    ]
    zone = gpd.GeoDataFrame({"kind": ["特別警戒区域"] * len(squares)}, geometry=squares, crs=CRS).to_crs("EPSG:6668")
    lat, lon = place(400, aside)
    facilities = region.facilities.copy()
    facilities.loc["f-shop", ["lat", "lon"]] = [lat, lon]
    changed = replace(
        region, zones={**region.zones, "landslide": zone}, facilities=facilities, fingerprint=f"{dangers_at} {aside}"
    )
    scenario = bare()
    scenario["spheres"][0]["area"] = square(west, -500, east, 500)
    land = land_of(applied_to(changed, scenario))
    assert_sound(land, hub_area_proposal(land.effective, "h1"))


# ---------------------------------------------------------------- conservation


def fields_of(*boxes: tuple[float, float, float, float]) -> dict[str, Any]:
    return features(*((square(*b), {}) for b in boxes))


def conserved(tmp_path: Path, farmland: Any, zoned: Any = None, improved: Any = None) -> tuple[EffectiveScenario, Any]:
    drawn = town()
    drawn["zones"]["farmland"] = farmland
    for name, zone in (("farmland_zone", zoned), ("land_improvement", improved)):
        drawn["zones"].pop(name)
        if zone is not None:
            drawn["zones"][name] = zone
    effective = applied_to(read_town(tmp_path / "egaita", drawn), bare())
    return effective, conservation_proposal(effective, "h1")


def test_the_farmland_zone_comes_first_and_scattered_fields_never(tmp_path: Path) -> None:
    zone, scattered = (500, 200, 900, 600), (-1500, -1500, -1450, -1450)
    _, proposal = conserved(tmp_path, fields_of(zone, scattered), fields_of(zone))
    assert proposal.area_m2 == pytest.approx(160_000, rel=0.01)
    assert proposal.zoned_m2 == pytest.approx(proposal.area_m2, rel=0.001)
    assert proposal.farmland_share == pytest.approx(160_000 / 162_500, rel=0.001)
    assert proposal.parcels == 1
    assert (proposal.people, proposal.dwellings) == (None, None)


def test_improved_fields_count_and_so_do_large_ones(tmp_path: Path) -> None:
    small, large = (-1500, -1500, -1400, -1400), (500, -900, 900, -600)
    _, proposal = conserved(tmp_path, fields_of(small, large), None, fields_of((-1600, -1600, -1300, -1300)))
    assert proposal.area_m2 == pytest.approx(10_000 + 120_000, rel=0.01)
    assert any("農用地区域のデータがない" in note for note in proposal.notes)


def test_small_unimproved_fields_alone_propose_nothing_and_that_is_said(tmp_path: Path) -> None:
    _, proposal = conserved(tmp_path, fields_of((0, 300, 100, 400), (300, 300, 400, 400)))
    assert proposal.areas == ()
    assert any("候補はありません" in note for note in proposal.notes)


@pytest.mark.parametrize(("side_m", "kept"), [(316.5, True), (315.5, False)])
def test_ten_hectares_are_one_large_piece(tmp_path: Path, side_m: float, *, kept: bool) -> None:
    _, proposal = conserved(tmp_path, fields_of((0, 200, side_m, 200 + side_m)))
    assert bool(proposal.areas) is kept


def test_hub_areas_are_left_out_and_homes_are_counted(tmp_path: Path) -> None:
    zone = (-60, 100, 900, 600)
    drawn = town()
    drawn["zones"]["farmland_zone"] = fields_of(zone)
    folder = tmp_path / "egaita"
    region = read_town(folder, drawn)
    homes: dict[str, Any] = {"village_id": ["v1", "v1"], "population": [12.0, 88.0]}
    (lat1, lon1), (lat2, lon2) = place(300, 300), place(0, 0)
    people = region.people.iloc[[0, 0]].assign(lat=[lat1, lat2], lon=[lon1, lon2], **homes).reset_index(drop=True)
    region = replace(region, people=people, people_at_homes=True, fingerprint="homes")
    scenario = bare()
    scenario["hubs"][0]["areas"] = [square(-100, -50, 100, 300)]
    land = land_of(applied_to(region, scenario))
    proposal = conservation_proposal(land.effective, "h1")
    shapes = [in_metres(a, CRS) for a in proposal.areas]
    assert all(shapely.is_empty(wider_than(shapely.intersection(s, land.hubs[0].area), 0.01)) for s in shapes)
    assert (proposal.people, proposal.villages) == (12.0, ("v1",))
    assert proposal.dwellings == pytest.approx(12 * 33 / 100)


def test_a_hub_without_a_sphere_has_no_farmland_to_keep(region: Region) -> None:
    scenario = bare()
    scenario["spheres"] = []
    with pytest.raises(KeyError):
        conservation_proposal(applied_to(region, scenario), "h1")
    with pytest.raises(KeyError):
        hub_area_proposal(applied_to(region, scenario), "h9")
    assert to_degrees(np.array([ORIGIN]), CRS)[0] == pytest.approx([33.0])
